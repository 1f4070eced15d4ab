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
from tests.support.reference_graph import FOREVER, Entry, Graph, Span, build_graph
from tests.support.reference_sameness import PROBABLE, fellows, perhaps_the_same

Edge = dict[str, Any]


def reference_rows(city: City, day: date | None = None) -> list[Row]:
    """The findings on a day (the city's own by default) that hold or may hold."""
    graph, entries = build_graph(city)
    today = (day or city.today).toordinal()
    rows = []
    for entry in entries:
        parties = [(entry.party, "certain"), *perhaps_the_same(graph, entry.party, entry.naming.name)]
        for document in DOCUMENTS:
            if document.courts and not any(word in entry.court for word in document.courts):
                continue
            for clause in document.clauses:
                found = _clause_rows(graph, entry, parties, document, clause, today)
                rows += [row for row in found if row.holds != "no"]
    return rows


def _clause_rows(
    graph: Graph, entry: Entry, parties: list[tuple[str, str]], document: Document, clause: Clause, day: int
) -> Iterator[Row]:
    force = (document.in_force[0].toordinal(), document.in_force[1].toordinal(), FOREVER, FOREVER)
    for party, how in parties:
        for holder, unit, edge in _edges_of(graph, clause.reach, party):
            if not _counts(graph, entry, clause, holder, unit, edge):
                continue
            spans = [force, entry.span, edge["span"]]
            if clause.reach == "second_hop":
                for other, second in _elsewhere(graph, entry, clause, holder, unit):
                    span = _cut([*spans, second["span"]])
                    certainty = _weakest(how, _sure(edge), _sure(second))
                    roles = f"{edge['role']} > {second['role']}"
                    yield _row(graph, entry, document, clause, other, holder, roles, span, certainty, day)
                continue
            subject = unit if clause.reach in ("flags", "queries") else holder
            for kind_span, doubts, kind_how in _kinds(graph, clause, unit, edge):
                span, certainty = _cut([*spans, kind_span]), _weakest(how, _sure(edge), kind_how)
                yield _row(graph, entry, document, clause, subject, unit, edge["role"], span, certainty, day, doubts)
            if clause.reach == "extends":
                span, certainty = _cut(spans), _weakest(how, _sure(edge), PROBABLE)
                for fellow in fellows(graph, holder):
                    if not _reached_anyway(graph, entry, clause, fellow, party, edge):
                        yield _row(graph, entry, document, clause, fellow, unit, edge["role"], span, certainty, day)


def _reached_anyway(graph: Graph, entry: Entry, clause: Clause, fellow: str, party: str, edge: Edge) -> bool:
    """Whether a role of its own reaches the fellow as surely, and for as long."""
    for holder, unit, own in graph.in_edges(party, data=True):
        if holder != fellow or not _counts(graph, entry, clause, holder, unit, own):
            continue
        as_sure = _weakest(_sure(own), _sure(edge), PROBABLE) == _weakest(_sure(edge), PROBABLE)
        if as_sure and own["span"][2] >= edge["span"][2]:
            return True
    return False


def _elsewhere(graph: Graph, entry: Entry, clause: Clause, person: str, listed_unit: str) -> Iterator[tuple[str, Edge]]:
    """What else the person leads, enterprises only."""
    for _, other, edge in graph.out_edges(person, data=True):
        if other in (listed_unit, entry.party) or edge["entry"] is not None:
            continue
        kinds = [kind for kind, *_ in graph.nodes[other]["unit_kinds"]]
        if "institution" in kinds or "social_organization" in kinds:
            continue
        if _words_of(edge["role"]) & set(clause.at):
            yield other, edge


def _edges_of(graph: Graph, reach: str, party: str) -> list[tuple[str, str, Edge]]:
    if reach in ("extends", "second_hop"):
        return list(graph.in_edges(party, data=True))
    return list(graph.out_edges(party, data=True))


def _counts(graph: Graph, entry: Entry, clause: Clause, holder: str, unit: str, edge: Edge) -> bool:
    if not _words_of(edge["role"]) & set(clause.roles):
        return False
    if edge["entry"] not in (None, entry.key):
        return False
    if clause.reach in ("extends", "second_hop"):
        return entry.naming.kind == "unit" and graph.nodes[holder]["kind"] == "person"
    if clause.reach == "office":
        barred = entry.naming.kind == "person" and edge["post"]
        return barred and not (clause.appointed_only and edge["appointed"] == "no")
    if unit == entry.party:
        return False
    return entry.naming.kind == "person" or edge["role"] == "actual_controller"


_WIDER = (
    ("general_manager", "manager"),
    ("manager", "senior_manager"),
    ("deputy_general_manager", "senior_manager"),
    ("finance_head", "senior_manager"),
)


def _words_of(role: str) -> set[str]:
    """A role and the wider words for it: 总经理 is a 经理, and a 经理 is a 高级管理人员."""
    words = {role}
    for narrow, wider in _WIDER:
        if narrow in words:
            words.add(wider)
    return words


def _sure(edge: Edge) -> str:
    return str(edge.get("how", "certain")) if edge["sure"] else "possible"


def _weakest(*tiers: str) -> str:
    return max(tiers, key=("certain", "probable", "possible").index)


def _kinds(graph: Graph, clause: Clause, unit: str, edge: Edge) -> list[tuple[Span, tuple[str, ...], str]]:
    """For an office, the days on which the unit is of a named kind, what is open about that, and how sure it is."""
    if clause.reach != "office":
        return [((0, 0, FOREVER, FOREVER), (), "certain")]
    found = []
    for kind, word, owner, span, how in graph.nodes[unit]["unit_kinds"]:
        doubts = []
        if kind not in clause.kinds:
            if not set(MAY_BE.get(kind, ())) & set(clause.kinds):
                continue
            doubts.append("unit_kind_unspecified")
        elif clause.appointed_only and edge["appointed"] == "unknown":
            doubts.append("seat_unknown")
        if kind == "financial_institution" and clause.sorts and word not in clause.sorts:
            if word != "金融机构":
                continue
            doubts.append("unit_kind_unspecified")
        if clause.owners and owner not in clause.owners:
            if owner and not owner.endswith(("市国有局", "市国有资产管理局")):
                continue
            doubts.append("owner_unknown")  # not said, or perhaps another city's bureau
        found.append((span, tuple(doubts), how))
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
    doubts: tuple[str, ...] = (),
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
        doubts,
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
