"""The reference's own plain reading of shares: who controls what at the top, and which units are the state's.

It works on the rows of 股东 as printed, with percentages in ten-thousandths, and tries everything again until nothing
changes. It adds ``computed`` edges and kinds to the reference's graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeAlias

import networkx as nx

import tests.support.reference_words as words

FOREVER = 2**31 - 1
WHOLE, HALF = 10_000, 5_000
Cells = dict[str, Any]
Graph: TypeAlias = "nx.MultiDiGraph[str]"
NodeOf = Callable[[str, str, str, str], str]  # kind, name, number, scope -> node
_SELF_RUN = ("partnership", "owner")


class ShareBook:
    """Shares of one register: ``held[unit][holder]`` in ten-thousandths, ``None`` where the cell is blank."""

    def __init__(self, graph: Graph, node: NodeOf, forms: dict[str, str], today: date) -> None:
        self.graph, self._node, self._forms, self._today = graph, node, forms, today
        self.held: dict[str, dict[str, int | None]] = defaultdict(dict)
        self.form: dict[str, str] = {}
        self._rows: set[tuple[str, ...]] = set()

    def read(self, rows: Iterable[Cells]) -> None:
        """Every row of 股东; a repeated one counts once."""
        for row in rows:
            code = row["统一社会信用代码"]
            left = words.day(row["退出日期"])
            key = tuple(words.text(row[name]) for name in ("股东名称", "证件号码", "持股比例", "表决权比例"))
            if (left is None or left > self._today) and (code, *key) not in self._rows:
                self._rows.add((code, *key))
                self._add(row, code)

    def _add(self, row: Cells, code: str) -> None:
        unit = self._node("unit", words.plain(row["企业名称"]), code, "register")
        self.form[unit] = self._forms[code]
        kind = "person" if row["股东类型"] == "自然人" else "unit"
        name, number = words.plain(row["股东名称"]), words.text(row["证件号码"]).upper()
        holder = self._node(kind, name, number, f"holder at {code}" if kind == "person" else "register")
        printed = words.text(row["持股比例"])
        share = round(float(printed.rstrip("%")) * 100) if printed else None
        known = self.held[unit].get(holder)
        self.held[unit][holder] = share if known is None else known + (share or 0)

    # -- sums

    def has(self, holders: Iterable[str], unit: str) -> int:
        """What holders have of a unit, scaled down where all that is named exceeds the whole."""
        row = self.held.get(unit, {})
        named = sum(share or 0 for share in row.values())
        ours = sum(row.get(holder) or 0 for holder in set(holders))
        return ours * WHOLE // named if named > WHOLE else ours

    def grown(self, start: Iterable[str], enough: Callable[[int], bool]) -> set[str]:
        """Everything that a set of holders gets hold of, step by step."""
        group = set(start)
        begin = set(group)
        while True:
            more = {
                unit
                for unit in self.held
                if unit not in group and self._by_shares(unit) and self.held[unit].keys() & group
                if enough(self.has(group, unit))
            }
            if not more:
                return group - begin
            group |= more

    def _by_shares(self, unit: str) -> bool:
        return self.form.get(unit) not in _SELF_RUN


def add_computed(book: ShareBook, today: int) -> None:
    """Put what follows from shares into the graph: controllers, and kinds of state-owned units."""
    span = (0, today, FOREVER, FOREVER)
    for holder, unit in _tops(book, today):
        edge = {"role": "actual_controller", "sure": True, "how": "probable", "span": span, "appointed": "unknown"}
        book.graph.add_edge(holder, unit, **edge, entry=None, post=True, computed=True)
    for unit, kind, word in _state(book, today):
        book.graph.nodes[unit]["unit_kinds"].append((kind, word, "", span, "probable"))


def _tops(book: ShareBook, today: int) -> list[tuple[str, str]]:
    control: nx.DiGraph[str] = nx.DiGraph()
    for holder in {holder for row in book.held.values() for holder in row}:
        for unit in book.grown({holder}, lambda part: part > HALF):
            control.add_edge(holder, unit)
    found = []
    for unit in [node for node in control if control.in_degree(node)]:
        tops = [one for one in control.predecessors(unit) if not control.in_degree(one) and not _rings(book, one)]
        if tops and not _told(book, unit, today) and book.form[unit] not in (*_SELF_RUN, "branch"):
            found += [(top, unit) for top in tops]
    return found


def _rings(book: ShareBook, one: str) -> bool:
    return book.has({one, *book.grown({one}, lambda part: part > HALF)}, one) > HALF


def _told(book: ShareBook, unit: str, today: int) -> bool:
    """Whether some row names an actual controller of the unit who stands, or may stand, today."""
    return any(
        edge["role"] == "actual_controller" and edge["span"][0] <= today < edge["span"][3]
        for _, _, edge in book.graph.in_edges(unit, data=True)
    )


def _state(book: ShareBook, today: int) -> list[tuple[str, str, str]]:
    said: dict[str, set[str]] = defaultdict(set)
    for node, data in book.graph.nodes(data=True):
        for kind, _, _, span, _ in data["unit_kinds"]:
            if span[1] <= today < span[2]:
                said[node].add(kind)
    bodies = {unit for unit, kinds in said.items() if kinds & {"institution", "soe_wholly_state_owned"}}
    whole = book.grown(bodies, lambda part: part >= WHOLE)
    second = {unit for unit in book.held if unit not in bodies | whole and _first_holder(book, unit, bodies | whole)}
    below = {unit for lead in whole | second for unit in book.grown({lead}, lambda part: part > HALF)}
    controlled = (second | below) - whole - bodies
    loose = {"soe_state_controlled", "soe_district_supervised", "soe_unspecified"}
    state = bodies | whole | controlled | {unit for unit, kinds in said.items() if kinds & loose}
    part = {unit for unit, row in book.held.items() if any(row.get(one) for one in state)} - state
    classes = [(whole, "wholly_state_owned", "国有独资公司"), (controlled, "state_controlled", "国有资本控股公司"),
               (part, "state_participated", "国有资本参股公司")]  # fmt: skip
    return [
        (unit, f"soe_{kind}", word)
        for units, kind, word in classes
        for unit in sorted(units)
        if book.form.get(unit) != "partnership" and not any(one.startswith("soe") for one in said[unit])
    ]


def _first_holder(book: ShareBook, unit: str, state: set[str]) -> bool:
    row = book.held[unit]
    if book.form.get(unit) == "partnership" or book.has(state, unit) <= HALF:
        return False
    left = max(0, WHOLE - sum(share or 0 for share in row.values()))
    ours = max(row[one] or 0 for one in row if one in state)
    return ours >= max([left, *(left if row[one] is None else row[one] or 0 for one in row if one not in state)])
