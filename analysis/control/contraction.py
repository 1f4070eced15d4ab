"""The state of the majority fixpoint, and its wide rounds: sums per (top, open unit), only where a top has changed."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from analysis.control.columns import Holdings, Ints, Mask, Nodes
from analysis.control.forest import NOBODY, gather, roots
from analysis.control.thresholds import Hurdle


@dataclass
class Contraction:
    """Every unit decided so far is contracted into its controller; only tops carry sums."""

    hurdle: Hurdle
    parent: Nodes
    top: Nodes
    circular: Mask
    visits: int = 0
    rounds: int = 0
    pooled: list[Nodes] = field(default_factory=list)  # units decided by a pool of votes, round by round

    @classmethod
    def begin(cls, holdings: Holdings) -> Contraction:
        """Contract every unit that has one holder with a majority of its own."""
        hurdle = Hurdle.of(holdings)
        edges = passing_edges(hurdle)
        own = holdings.holder[edges] == holdings.unit[edges]
        parent = np.full(len(holdings.keys), NOBODY, dtype=np.int32)
        outside = edges[~own]
        parent[holdings.unit[outside]] = holdings.holder[outside]
        top, circular = roots(parent)
        circular[holdings.unit[edges[own]]] = True
        return cls(hurdle, parent, top, circular)

    def first_round(self) -> Ints:
        """Sum in every open unit that has a contracted holder."""
        h = self.hurdle.holdings
        several = h.in_start[1:] - h.in_start[:-1] > 1
        still_open = np.flatnonzero(several & (self.parent == NOBODY) & ~self.circular)
        edges = gather(h.in_start, still_open)
        self.visits += len(edges)
        holder = h.holder[edges]
        touched = np.zeros(len(self.top), dtype=bool)
        touched[h.unit[edges[self.top[holder] != holder]]] = True
        return self._sum_up(edges[touched[h.unit[edges]]])

    def round(self, moved: Ints) -> Ints:
        """Sum in every open unit in which a holder's top has just changed."""
        h = self.hurdle.holdings
        out = h.unit[h.out_edges[gather(h.out_start, moved)]]
        touched = np.unique(out[(self.parent[out] == NOBODY) & ~self.circular[out]])
        edges = gather(h.in_start, touched)
        self.visits += len(out) + len(edges)
        return self._sum_up(edges)

    def _sum_up(self, edges: Ints) -> Ints:
        """Sums per (top, unit) of all edges into some open units; returns the units they decide, parents set."""
        h = self.hurdle.holdings
        self.rounds += 1
        units, tops, votes = _summed(h.unit[edges], self.top[h.holder[edges]], h.low[edges])
        passed, unsure = self.hurdle.passes(units, votes, votes)
        for at in np.flatnonzero(unsure).tolist():
            passed[at] = self.exactly(int(tops[at]), int(units[at]))
        units, tops = units[passed], tops[passed]
        own = tops == units
        self.circular[units[own]] = True
        units, tops = units[~own], tops[~own]
        self.parent[units] = tops
        self.pooled.append(units)
        decided_now: Ints = units.astype(np.int64)
        return decided_now

    def contract(self, decided: Ints) -> Ints:
        """Give everything below newly decided units its new top; returns the nodes whose top changed."""
        above = np.full(len(self.top), NOBODY, dtype=np.int32)
        above[decided] = self.top[self.parent[decided]]
        up, ring = roots(above)
        self.circular |= ring
        before, self.top = self.top, up[self.top]
        return np.flatnonzero(self.top != before)

    def exactly(self, top: int, unit: int) -> bool:
        """Decide on the exact numbers whether a top's family passes in a unit."""
        h = self.hurdle.holdings
        return self.hurdle.exactly(unit, [edge for edge in h.edges_into(unit) if self.top[h.holder[edge]] == top])


def passing_edges(hurdle: Hurdle) -> Ints:
    """Edges that pass alone; on the certain side of a majority at most one per unit."""
    h = hurdle.holdings
    passed, unsure = hurdle.passes(h.unit, h.low, h.high)
    for edge in np.flatnonzero(unsure).tolist():
        passed[edge] = hurdle.exactly(int(h.unit[edge]), [edge])
    return np.flatnonzero(passed)


def _summed(units: Nodes, tops: Nodes, votes: Ints) -> tuple[Nodes, Nodes, Ints]:
    """Sums per (unit, top)."""
    order = np.argsort(units.astype(np.int64) << 32 | tops)
    units, tops = units[order], tops[order]
    first = np.flatnonzero(np.r_[True, (units[1:] != units[:-1]) | (tops[1:] != tops[:-1])][: len(order)])
    sums = np.add.reduceat(votes[order], first) if len(first) else votes
    return units[first], tops[first], sums
