"""Every (controller, unit) pair at once: the fixpoint over pairs, all sources side by side, for any threshold.

A source's first step is a holding that passes alone, so only holders of such holdings start. The answer can be far
larger than the graph (a chain of a thousand units has half a million pairs); use :mod:`analysis.control.majority`
where the top of every unit is enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analysis.control.columns import Holdings, Ints, Mask, Nodes
from analysis.control.contraction import passing_edges
from analysis.control.forest import gather
from analysis.control.thresholds import Hurdle

_SOURCES_AT_ONCE = 200_000


@dataclass(frozen=True)
class Pairs:
    """Control pairs, by source, then unit; the votes are what the source and all it controls have in the unit.

    On holdings with ``slack`` the two sums are approximate (the pairs are not): take exact votes from
    :func:`analysis.control.family.votes_in`.
    """

    source: Nodes
    unit: Nodes
    low: Ints
    high: Ints

    def __len__(self) -> int:
        return len(self.source)


def control_pairs(hurdle: Hurdle, *, at_once: int = _SOURCES_AT_ONCE) -> Pairs:
    """All pairs of two different nodes of which the first controls the second."""
    h = hurdle.holdings
    direct = passing_edges(hurdle)
    direct = direct[h.holder[direct] != h.unit[direct]]
    sources = np.unique(h.holder[direct])
    parts = [_pairs_of(hurdle, sources[at : at + at_once]) for at in range(0, len(sources), at_once)]
    return parts[0] if len(parts) == 1 else _joined(parts, h)


@dataclass
class _Sums:
    """Votes per pair, keyed ``source * n + unit``, ascending."""

    key: Ints
    low: Ints
    high: Ints

    @classmethod
    def of(cls, key: Ints, low: Ints, high: Ints) -> _Sums:
        """Add up the rows of each pair."""
        order = np.argsort(key, kind="stable")
        key = key[order]
        first = np.flatnonzero(np.r_[True, key[1:] != key[:-1]][: len(key)])
        if not len(first):
            return cls(key, low, high)
        return cls(key[first], np.add.reduceat(low[order], first), np.add.reduceat(high[order], first))

    def plus(self, other: _Sums) -> _Sums:
        """Both together."""
        names = ("key", "low", "high")
        return _Sums.of(*(np.concatenate([getattr(self, name), getattr(other, name)]) for name in names))


def _pairs_of(hurdle: Hurdle, sources: Nodes) -> Pairs:
    """The fixpoint for some sources; a round adds the votes of the units that the last round brought."""
    n = len(hurdle.holdings.keys)
    frontier = sources.astype(np.int64) * (n + 1)  # every source begins with itself
    nothing: Ints = np.zeros(0, dtype=np.int64)
    sums = _Sums(nothing, nothing, nothing)
    controlled = frontier
    while len(frontier):
        fresh = _votes_of(hurdle.holdings, frontier)
        sums = sums.plus(fresh)
        candidates = fresh.key[~_among(fresh.key, controlled)]
        at = np.searchsorted(sums.key, candidates)
        passed = _passing(hurdle, candidates, sums.low[at], sums.high[at], controlled)
        frontier = candidates[passed]
        controlled = np.sort(np.r_[controlled, frontier])
    keep = _among(sums.key, controlled) & (sums.key // n != sums.key % n)
    key = sums.key[keep]
    return Pairs((key // n).astype(np.int32), (key % n).astype(np.int32), sums.low[keep], sums.high[keep])


def _votes_of(holdings: Holdings, pairs: Ints) -> _Sums:
    """What the units of some pairs hold, for the sources of those pairs."""
    n = len(holdings.keys)
    source, node = np.divmod(pairs, n)
    degree = holdings.out_start[node + 1] - holdings.out_start[node]
    edges = holdings.out_edges[gather(holdings.out_start, node)]
    key = np.repeat(source.astype(np.int64), degree) * np.int64(n) + holdings.unit[edges]
    return _Sums.of(key, holdings.low[edges], holdings.high[edges])


def _passing(hurdle: Hurdle, keys: Ints, low: Ints, high: Ints, controlled: Ints) -> Mask:
    n = len(hurdle.holdings.keys)
    source, unit = np.divmod(keys, n)
    passed, unsure = hurdle.passes(unit.astype(np.int32), low, high)
    for at in np.flatnonzero(unsure).tolist():
        passed[at] = _exactly(hurdle, int(source[at]), int(unit[at]), controlled)
    return passed


def _exactly(hurdle: Hurdle, source: int, unit: int, controlled: Ints) -> bool:
    h = hurdle.holdings
    edges = np.array(h.edges_into(unit), dtype=np.int64)
    ours = _among(source * len(h.keys) + h.holder[edges].astype(np.int64), controlled)
    return hurdle.exactly(unit, edges[ours].tolist())


def _among(keys: Ints, ranked: Ints) -> Mask:
    at = np.minimum(np.searchsorted(ranked, keys), max(len(ranked) - 1, 0))
    return ranked[at] == keys if len(ranked) else np.zeros(len(keys), dtype=bool)


def _joined(parts: list[Pairs], holdings: Holdings) -> Pairs:
    none = Pairs(holdings.holder[:0], holdings.unit[:0], holdings.low[:0], holdings.high[:0])
    every = parts or [none]
    return Pairs(*(np.concatenate([getattr(p, name) for p in every]) for name in ("source", "unit", "low", "high")))


def each(pairs: Pairs) -> Iterator[tuple[int, int]]:
    """The pairs as Python integers."""
    return zip(pairs.source.tolist(), pairs.unit.tolist(), strict=True)
