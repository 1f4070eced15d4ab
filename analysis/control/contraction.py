"""The wide rounds of the majority fixpoint: contract what is decided, sum what is left between tops and open units.

Two disjoint families never both have more than half of a unit, so a decided unit can be contracted into whoever
controls it: only *tops* (nodes that nobody controls so far) carry votes, and only *open* units (undecided, several
holders) are asked. What remains is a small quotient graph of pairs (top, open unit) with the votes of the top's family.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.control.columns import Holdings, Ints, Mask, Nodes, order_by
from analysis.control.forest import NOBODY, gather, roots
from analysis.control.thresholds import Hurdle


@dataclass
class Votes:
    """Votes of families in open units, one row per (top, unit), ordered by top, then unit."""

    unit: Nodes
    top: Nodes
    votes: Ints

    @classmethod
    def summed(cls, unit: Nodes, top: Nodes, votes: Ints) -> Votes:
        """Add up the rows of each (top, unit)."""
        order = order_by(top, unit)
        unit, top = unit[order], top[order]
        first = np.flatnonzero(np.r_[True, (unit[1:] != unit[:-1]) | (top[1:] != top[:-1])][: len(order)])
        sums = np.add.reduceat(votes[order], first) if len(first) else votes
        return cls(unit[first], top[first], sums)


@dataclass
class Contraction:
    """How far the fixpoint is. ``parent`` is ``NOBODY`` for undecided nodes; rings have parents and a circular top."""

    hurdle: Hurdle
    parent: Nodes  # (n,)
    top: Nodes  # (n,)
    circular: Mask  # (n,)
    votes: Votes
    visits: int

    @classmethod
    def begin(cls, holdings: Holdings) -> Contraction:
        """Contract every unit that has one holder with a majority of its own, and sum the rest."""
        hurdle = Hurdle.of(holdings)
        edges = passing_edges(hurdle)
        own = holdings.holder[edges] == holdings.unit[edges]
        parent = np.full(len(holdings.keys), NOBODY, dtype=np.int32)
        outside = edges[~own]
        parent[holdings.unit[outside]] = holdings.holder[outside]
        top, circular = roots(parent)
        circular[holdings.unit[edges[own]]] = True
        several = holdings.in_start[1:] - holdings.in_start[:-1] > 1
        edges = gather(holdings.in_start, np.flatnonzero(several & (parent == NOBODY) & ~circular))
        visits, edges = len(edges), edges[_can_matter(holdings, holdings.holder[outside])[holdings.holder[edges]]]
        votes = Votes.summed(holdings.unit[edges], top[holdings.holder[edges]], holdings.low[edges])
        return cls(hurdle, parent, top, circular, votes, visits)

    def decide(self) -> Ints:
        """Give every open unit in which one family passes its parent; returns those units."""
        votes = self.votes
        passed, unsure = self.hurdle.passes(votes.unit, votes.votes, votes.votes)
        for at in np.flatnonzero(unsure).tolist():
            passed[at] = self.exactly(int(votes.top[at]), int(votes.unit[at]), self.top)
        unit, top = votes.unit[passed], votes.top[passed]
        own = unit == top
        self.circular[unit[own]] = True
        self.parent[unit[~own]] = top[~own]
        decided: Ints = unit[~own].astype(np.int64)
        return decided

    def contract(self, decided: Ints) -> None:
        """Join the families of newly decided units to their parents' and sum again."""
        above = np.full(len(self.top), NOBODY, dtype=np.int32)
        above[decided] = self.top[self.parent[decided]]
        up, ring = roots(above)
        self.circular |= ring
        self.top = up[self.top]
        votes = self.votes
        still_open = (self.parent[votes.unit] == NOBODY) & ~self.circular[votes.unit]
        self.visits += len(votes.unit)
        self.votes = Votes.summed(votes.unit[still_open], up[votes.top[still_open]], votes.votes[still_open])

    def exactly(self, top: int, unit: int, top_of: Nodes) -> bool:
        """Decide on the exact numbers whether a top's family passes in a unit."""
        h = self.hurdle.holdings
        return self.hurdle.exactly(unit, [edge for edge in h.edges_into(unit) if top_of[h.holder[edge]] == top])


def _can_matter(holdings: Holdings, masters: Nodes) -> Mask:
    """Holders whose votes may join others': those with a majority somewhere, and those that may be controlled."""
    matters = holdings.in_start[1:] > holdings.in_start[:-1]
    matters[masters] = True
    return matters


def passing_edges(hurdle: Hurdle) -> Ints:
    """Edges that pass alone; on the certain side of a majority at most one per unit."""
    h = hurdle.holdings
    passed, unsure = hurdle.passes(h.unit, h.low, h.high)
    for edge in np.flatnonzero(unsure).tolist():
        passed[edge] = hurdle.exactly(int(h.unit[edge]), [edge])
    return np.flatnonzero(passed)
