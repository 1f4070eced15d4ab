"""A slow, obvious reference for findings: plain loops over a networkx graph built from a city's tables.

It reads the rows that the files print, with its own reading of titles, numbers, dates and names, and
applies the hand-written clause table. It shares nothing with the product and nothing with the way the
generator works out the truth. Compare by :meth:`benchmarks.city.rows.Row.key`::

    assert keys(reference_rows(city)) == keys(truth_rows(city))
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from benchmarks.city.city import City
from benchmarks.city.clauses import DOCUMENTS, MAY_BE, Clause, Document
from benchmarks.city.rows import PartyRef, Row
from tests.support.reference_graph import FOREVER, Entry, Graph, Span, build_graph, same_or_unclear

Edge = dict[str, Any]


def reference_rows(city: City, day: date | None = None) -> list[Row]:
    """The findings on a day (the city's own by default) that hold or may hold."""
    graph, entries = build_graph(city)
    today = (day or city.today).toordinal()
    rows = []
    for entry in entries:
        parties = list(_perhaps_listed(graph, entry))
        for document in DOCUMENTS:
            if document.courts and not any(word in entry.court for word in document.courts):
                continue
            for clause in document.clauses:
                found = _clause_rows(graph, entry, parties, document, clause, today)
                rows += [row for row in found if row.holds != "no"]
    return rows


def _clause_rows(
    graph: Graph, entry: Entry, parties: list[tuple[str, bool]], document: Document, clause: Clause, day: int
) -> Iterator[Row]:
    for party, sure in parties:
        for holder, unit, edge in _edges_of(graph, clause.reach, party):
            if not _counts(graph, entry, clause, holder, unit, edge):
                continue
            force = (document.in_force[0].toordinal(), document.in_force[1].toordinal(), FOREVER, FOREVER)
            spans = [force, entry.span, edge["span"]]
            for kind_span in _kind_spans(graph, clause, unit):
                span = _cut([*spans, *kind_span])
                certainty = "certain" if sure and edge["sure"] else "possible"
                subject = unit if clause.reach in ("flags", "queries") else holder
                yield _row(graph, entry, document, clause, subject, unit, edge["role"], span, certainty, day)


def _perhaps_listed(graph: Graph, entry: Entry) -> Iterator[tuple[str, bool]]:
    """The listed party itself, and every other party of that name that nothing tells apart."""
    yield entry.party, True
    for other, data in graph.nodes(data=True):
        if other == entry.party or data["kind"] != entry.naming.kind:
            continue
        namesakes = [naming for naming in data["namings"] if naming.name == entry.naming.name]
        if any(same_or_unclear(entry.naming, naming) for naming in namesakes):
            yield other, False


def _edges_of(graph: Graph, reach: str, party: str) -> list[tuple[str, str, Edge]]:
    if reach == "extends":
        return list(graph.in_edges(party, data=True))
    return list(graph.out_edges(party, data=True))


def _counts(graph: Graph, entry: Entry, clause: Clause, holder: str, unit: str, edge: Edge) -> bool:
    words = {edge["role"]}
    for _ in range(3):  # 总经理 is a 经理, and a 经理 is a 高级管理人员
        for role, wider in _WIDER:
            if role in words:
                words.add(wider)
    if not words & set(clause.roles):
        return False
    if edge["entry"] not in (None, entry.key):
        return False
    if clause.reach == "extends":
        return entry.naming.kind == "unit" and graph.nodes[holder]["kind"] == "person"
    if clause.reach == "office":
        return entry.naming.kind == "person" and not (clause.appointed_only and edge["appointed"] == "no")
    if unit == entry.party:
        return False
    return entry.naming.kind == "person" or edge["role"] == "actual_controller"


_WIDER = (
    ("general_manager", "manager"),
    ("manager", "senior_manager"),
    ("deputy_general_manager", "senior_manager"),
    ("finance_head", "senior_manager"),
)


def _kind_spans(graph: Graph, clause: Clause, unit: str) -> list[list[Span]]:
    if clause.reach != "office":
        return [[]]
    found: list[list[Span]] = []
    for kind, span in graph.nodes[unit]["unit_kinds"]:
        vague = kind in MAY_BE and set(MAY_BE[kind]) & set(clause.kinds)
        if kind in clause.kinds or vague:
            found.append([span])
    return found


def _cut(spans: list[Span]) -> Span:
    since_low = since_high = 0
    until_low = until_high = FOREVER
    for span in spans:
        since_low = max(since_low, span[0])
        since_high = max(since_high, span[1])
        until_low = min(until_low, span[2])
        until_high = min(until_high, span[3])
    return since_low, since_high, until_low, until_high


def _row(
    graph: Graph,
    entry: Entry,
    document: Document,
    clause: Clause,
    subject: str,
    unit: str,
    role: str,
    span: Span,
    certainty: str,
    day: int,
) -> Row:
    return Row(
        document.slug,
        clause.number,
        clause.part,
        clause.reach,
        clause.roles,
        _ref(graph, subject),
        role,
        _ref(graph, unit),
        PartyRef(entry.naming.name, entry.naming.kind, entry.naming.number),
        entry.case,
        entry.published.isoformat(),
        _bound(span[0], span[1]),
        "open" if span[2] == FOREVER else _bound(span[2], span[3]),
        _state(span, day),
        certainty,
    )


def _ref(graph: Graph, node: str) -> PartyRef:
    data = graph.nodes[node]
    numbers = sorted((naming.number for naming in data["namings"] if naming.number), key=len)
    return PartyRef(data["namings"][0].name, data["kind"], numbers[-1] if numbers else "")


def _bound(low: int, high: int) -> str | dict[str, str | None]:
    texts = [None if day in (0, FOREVER) else date.fromordinal(day).isoformat() for day in (low, high)]
    if low == high and texts[0]:
        return texts[0]
    return {"earliest": texts[0], "latest": texts[1]}


def _state(span: Span, day: int) -> str:
    if day < span[0] or day >= span[3]:
        return "no"
    if day >= span[1] and day < span[2]:
        return "yes"
    return "unknown"
