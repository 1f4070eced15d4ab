"""The thin tail of the majority fixpoint: a work list on the quotient graph, one decided unit at a time.

In a knot each step may decide one unit only, and a numpy call costs more than such a step. Joining two families moves
the smaller table of votes into the larger one, so no order of decisions makes it blow up.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import numpy as np

from analysis.control.contraction import Contraction
from analysis.control.forest import NOBODY


class WorkList:
    """Families under their tops; ``votes[top][unit]`` is what a family has in an open unit."""

    def __init__(self, state: Contraction, decided: list[int]) -> None:
        self._state, self._todo = state, decided
        self._parent, self._circular = state.parent.data, state.circular.data
        self._bar = state.hurdle.bar.data
        self._wide = state.hurdle.holdings.wide
        self._tops = state.votes.top.data
        self._votes: dict[int, dict[int, int]] = {}
        self._above: dict[int, int] = {}  # a joined top -> a top above it

    def run(self) -> None:
        """Until nothing is decided any more; then every node gets its final top."""
        while self._todo:
            unit = self._todo.pop()
            top = self._find(self._parent[unit])
            if top == unit:  # its controller has come under it meanwhile: they control each other
                self._parent[unit], self._circular[unit] = NOBODY, True
            else:
                self._join(unit, top)
        if not self._above:
            return
        final = np.arange(len(self._state.top), dtype=np.int32)
        for joined in self._above:
            final[joined] = self._find(joined)
        self._state.top = final[self._state.top]

    def _join(self, head: int, top: int) -> None:
        """Bring a family under another top; a unit both have votes in may be decided by that."""
        less, more = self._take(head), self._take(top)
        self._above[head] = top
        if len(less) > len(more):
            less, more = more, less
        self._votes[top] = more
        self._state.visits += len(less)
        for unit, votes in less.items():
            if self._parent[unit] != NOBODY:
                continue
            if unit not in more:
                more[unit] = votes
                continue
            more[unit] = total = more[unit] + votes
            if total >= self._bar[unit] or (unit in self._wide and self._exactly(top, unit)):
                self._decide(top, unit)

    def _take(self, top: int) -> dict[int, int]:
        """The votes of a family, read from the columns at first use."""
        if (known := self._votes.pop(top, None)) is not None:
            return known
        table = self._state.votes
        first = bisect_left(self._tops, top)
        rows = slice(first, bisect_right(self._tops, top, first))
        return dict(zip(table.unit[rows].tolist(), table.votes[rows].tolist(), strict=True))

    def _decide(self, top: int, unit: int) -> None:
        if self._parent[unit] != NOBODY or self._circular[unit]:
            return
        if top == unit:
            self._circular[unit] = True
        else:
            self._parent[unit] = top
            self._todo.append(unit)

    def _find(self, node: int) -> int:
        """The present top above what was a node's top when the list was begun."""
        start = node = int(self._state.top[node])
        while node in self._above:
            node = self._above[node]
        while start != node:
            self._above[start], start = node, self._above[start]
        return node

    def _exactly(self, top: int, unit: int) -> bool:
        h = self._state.hurdle.holdings
        edges = [edge for edge in h.edges_into(unit) if self._find(int(h.holder[edge])) == top]
        return self._state.hurdle.exactly(unit, edges)
