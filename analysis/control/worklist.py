"""The thin tail of the majority fixpoint: a work list whose cost follows the edges of what moves, not the graph.

In a knot each step may decide one unit only, and a numpy call costs more than such a step. Memory views read and
write the very arrays of the contraction, number by number.
"""

from __future__ import annotations

from collections import defaultdict

from analysis.control.contraction import Contraction
from analysis.control.forest import NOBODY

_MANY = 256  # holders of a unit from which on numpy sums faster


class WorkList:
    """One decided unit at a time takes everything below it over to its controller's top."""

    def __init__(self, state: Contraction, decided: list[int]) -> None:
        h = state.hurdle.holdings
        self._state = state
        self._parent, self._top = memoryview(state.parent), memoryview(state.top)
        self._circular = memoryview(state.circular)
        self._out, self._out_start = memoryview(h.out_edges), memoryview(h.out_start)
        self._holder, self._unit, self._low = memoryview(h.holder), memoryview(h.unit), memoryview(h.low)
        self._in_start, self._bar = memoryview(h.in_start), memoryview(state.hurdle.bar)
        self._todo, self._waiting = decided, set(decided)
        self._sums: dict[int, dict[int, int]] = {}  # top -> open unit -> votes
        # A unit decided by a pool need not be held by its parent at all; the others are found along edges.
        self._adopted: dict[int, list[int]] = defaultdict(list)
        for unit in (unit for units in state.pooled for unit in units.tolist() if unit not in self._waiting):
            self._adopted[self._parent[unit]].append(unit)

    def run(self) -> None:
        """Until nothing is decided any more."""
        while self._todo:
            unit = self._todo.pop()
            self._waiting.discard(unit)
            above = self._parent[unit]
            top = self._top[above]
            if top == unit:  # its controller has come under it meanwhile: they control each other
                self._parent[unit], self._circular[unit] = NOBODY, True
                continue
            self._adopted[above].append(unit)
            self._join(top, unit)

    def _join(self, top: int, head: int) -> None:
        """Move a family under another top and add its votes in open units to that top's."""
        parent, circular, bar, sloppy = self._parent, self._circular, self._bar, self._state.hurdle.holdings.wide
        self._sums.pop(head, None)
        sums = self._sums.setdefault(top, {})
        for unit, votes in self._take_over(top, head).items():
            if parent[unit] != NOBODY or circular[unit]:
                continue
            known = sums.get(unit)
            sums[unit] = total = self._votes(top, unit) if known is None else known + votes
            if total >= bar[unit] or (sloppy and self._state.exactly(top, unit)):
                self._decide(top, unit)

    def _take_over(self, top: int, head: int) -> dict[int, int]:
        """Give everything below a unit its new top; returns the family's votes in units outside it."""
        parent, tops, adopted, waiting = self._parent, self._top, self._adopted, self._waiting
        out, out_start, held, low = self._out, self._out_start, self._unit, self._low
        votes_in: dict[int, int] = {}
        stack, visits = [head], 0
        while stack:
            node = stack.pop()
            tops[node] = top
            if node in adopted:
                stack += [unit for unit in adopted[node] if tops[unit] != top]
            first, last = out_start[node], out_start[node + 1]
            visits += last - first
            for edge in out[first:last]:
                unit = held[edge]
                above = parent[unit]
                if above == NOBODY:
                    votes_in[unit] = votes_in.get(unit, 0) + low[edge]
                elif above == node and tops[unit] != top and unit not in waiting:
                    stack.append(unit)
        self._state.visits += visits
        return votes_in

    def _votes(self, top: int, unit: int) -> int:
        """All votes that a top's family has in a unit, from the edges into it."""
        first, last = self._in_start[unit], self._in_start[unit + 1]
        self._state.visits += last - first
        if last - first > _MANY:
            h, into = self._state.hurdle.holdings, slice(first, last)
            return int(h.low[into][self._state.top[h.holder[into]] == top].sum())
        tops, votes = self._top, 0
        for holder, low in zip(self._holder[first:last], self._low[first:last], strict=True):
            if tops[holder] == top:
                votes += low
        return votes

    def _decide(self, top: int, unit: int) -> None:
        if top == unit:
            self._circular[unit] = True
            return
        self._parent[unit] = top
        self._todo.append(unit)
        self._waiting.add(unit)


