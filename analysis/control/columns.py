"""Who holds what on one day, as integer columns: the only thing the control kernel reads.

A *node* is a subject's position in ``Holdings.keys``. An *edge* is one (holder, unit) pair; several facts about the
same pair are parts that add up. Shares are integers over one common denominator per unit, so sums are exact; the few
units whose denominators do not fit are scaled down for the columns and kept exactly in ``wide``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import IntEnum
from fractions import Fraction

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Nodes = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]

# Numerators and their sums per unit stay below this, so that float64 and small multiples in int64 hold them exactly.
MOST = 1 << 51
SCALE = 1 << 50  # the denominator of a unit whose own does not fit


class Ground(IntEnum):
    """What an edge's votes rest on, the weakest last."""

    VOTES = 0  # the source speaks of votes (表决权)
    CAPITAL = 1  # the source gives capital only; votes are taken to follow it
    OFFICE = 2  # the law gives the say to an office (执行事务合伙人、投资人、经营者), not to a share


@dataclass(frozen=True)
class WideUnit:
    """The exact numbers of one unit whose common denominator does not fit the columns."""

    whole: int
    rest: int
    parts: Mapping[int, tuple[int, int]]  # holder node -> low and high numerator

    @property
    def named(self) -> int:
        """The sum of the lows."""
        return sum(low for low, _ in self.parts.values())


@dataclass(frozen=True)
class Holdings:
    """Edges sorted by unit, then holder; ``n`` nodes, ``e`` edges, ``f`` facts.

    An edge is worth ``low`` to ``high`` parts of ``whole[unit]``. What nobody is named for is ``rest``; no set of
    holders has more than its lows and the rest. A unit whose lows exceed the whole has ``named > whole`` and its rest
    set to the whole: nothing can be concluded from what the others leave. ``slack`` is 0 where the columns are exact,
    else an upper bound for what rounding took from any sum.
    """

    keys: Ints  # (n,) sorted
    is_unit: Mask  # (n,)
    whole: Ints  # (n,)
    named: Ints  # (n,) sum of the lows
    rest: Ints  # (n,)
    slack: Nodes  # (n,)
    holder: Nodes  # (e,)
    unit: Nodes  # (e,)
    low: Ints  # (e,)
    high: Ints  # (e,)
    ground: npt.NDArray[np.int8]  # (e,)
    in_start: Ints  # (n + 1,) the edges into a unit are in_start[u]:in_start[u + 1]
    out_edges: Nodes  # (e,) edges ordered by holder
    out_start: Ints  # (n + 1,)
    facts: Ints  # (f,) the caller's fact numbers, edge by edge
    fact_start: Ints  # (e + 1,)
    wide: Mapping[int, WideUnit]

    @property
    def nbytes(self) -> int:
        """The memory of all columns."""
        arrays = {id(value): value for f in fields(self) if isinstance(value := getattr(self, f.name), np.ndarray)}
        return sum(array.nbytes for array in arrays.values())

    def node(self, key: int) -> int | None:
        """The node of a subject key, ``None`` for a subject that holds nothing and is not held."""
        at = int(np.searchsorted(self.keys, key))
        return at if at < len(self.keys) and int(self.keys[at]) == key else None

    def edges_into(self, unit: int) -> range:
        """The edges into a unit, holders ascending."""
        return range(int(self.in_start[unit]), int(self.in_start[unit + 1]))

    def edges_of(self, holder: int) -> list[int]:
        """The edges out of a holder."""
        out: list[int] = self.out_edges[self.out_start[holder] : self.out_start[holder + 1]].tolist()
        return out

    def facts_of(self, edge: int) -> list[int]:
        """The facts that an edge is made of."""
        facts: list[int] = self.facts[self.fact_start[edge] : self.fact_start[edge + 1]].tolist()
        return facts

    def share(self, edge: int) -> tuple[Fraction, Fraction]:
        """What an edge is worth at least and at most, as exact parts of its unit."""
        unit, holder = int(self.unit[edge]), int(self.holder[edge])
        if exact := self.wide.get(unit):
            low, high = exact.parts[holder]
            return Fraction(low, exact.whole), Fraction(high, exact.whole)
        return tuple(Fraction(int(end[edge]), int(self.whole[unit])) for end in (self.low, self.high))  # type: ignore[return-value]

    def left_over(self, unit: int) -> Fraction:
        """The exact part of a unit beyond its holders' lows; the whole of it where the lows exceed the whole."""
        if exact := self.wide.get(unit):
            return Fraction(exact.rest, exact.whole)
        return Fraction(int(self.rest[unit]), int(self.whole[unit]))

    def sum_named(self, unit: int) -> Fraction:
        """The exact sum of the lows of a unit's holders; above 1 the sources contradict each other."""
        return sum((self.share(edge)[0] for edge in self.edges_into(unit)), Fraction(0))

    def overfull(self) -> list[int]:
        """Units whose holders' lows add up to more than the whole, exactly."""
        return [int(unit) for unit in np.flatnonzero(self.named > self.whole)]


def assemble(
    *,
    keys: Ints,
    is_unit: Mask,
    holder: Nodes,
    unit: Nodes,
    low: Ints,
    high: Ints | None = None,
    whole: Ints,
    ground: npt.NDArray[np.int8] | None = None,
    facts: Ints | None = None,
    wide: Mapping[int, WideUnit] | None = None,
) -> Holdings:
    """Holdings from rows in any order: nodes, parts of ``whole[unit]``, and the fact number of each row.

    ``high`` is left out where every share is exact. The sum of a unit's parts must stay below ``MOST``.
    """
    order = order_by(unit, holder)
    holder, unit, low = holder[order], unit[order], low[order]
    first = np.flatnonzero(np.r_[True, (holder[1:] != holder[:-1]) | (unit[1:] != unit[:-1])][: len(order)])
    low_sum = _by_edge(low, first)
    n = len(keys)
    named = np.bincount(unit[first], low_sum, n).astype(np.int64)
    rest = np.where(named <= whole, whole - named, whole)
    holder, unit = holder[first], unit[first]
    slack = _of_wide(wide or {}, named, rest)
    high_sum = low_sum if high is None else np.minimum(_by_edge(high[order], first), low_sum + rest[unit])
    return Holdings(
        keys=keys,
        is_unit=is_unit,
        whole=whole,
        named=named,
        rest=rest,
        slack=slack,
        holder=holder,
        unit=unit,
        low=low_sum,
        high=high_sum,
        ground=np.zeros(len(first), np.int8) if ground is None else _weakest(ground[order], first),
        in_start=_starts(unit, n),
        out_edges=order_by(holder, unit).astype(np.int32),
        out_start=_starts(holder, n),
        facts=order if facts is None else facts[order],
        fact_start=np.r_[first, len(order)],
        wide=wide or {},
    )


def order_by(first: Nodes, then: Nodes) -> Ints:
    """Positions in the order of two columns. If a pair and its position fit 63 bits, sorting those is much faster."""
    size = len(first)
    if not size:
        return np.zeros(0, dtype=np.int64)
    high, low, at = (int(most).bit_length() for most in (first.max(), then.max(), size))
    key = first.astype(np.int64) << low | then
    if high + low + at > 63:
        return np.argsort(key, kind="stable")
    packed = np.sort(key << at | np.arange(size))
    order: Ints = packed & ((1 << at) - 1)
    return order


def _of_wide(wide: Mapping[int, WideUnit], named: Ints, rest: Ints) -> Nodes:
    """Rounding takes less than two parts per holder (down, then capped); here the sum is rounded up, the rest down."""
    slack = np.zeros(len(rest), np.int32)
    for unit, exact in wide.items():
        slack[unit] = 2 * len(exact.parts) + 4
        named[unit] = -(-exact.named * SCALE // exact.whole)
        rest[unit] = exact.rest * SCALE // exact.whole
    return slack


def _by_edge(parts: Ints, first: Ints) -> Ints:
    if len(first) == len(parts):
        return parts
    sums: Ints = np.add.reduceat(parts, first)
    return sums


def _weakest(ground: npt.NDArray[np.int8], first: Ints) -> npt.NDArray[np.int8]:
    weakest: npt.NDArray[np.int8] = np.maximum.reduceat(ground, first) if len(first) else ground
    return weakest


def _starts(nodes: Nodes, n: int) -> Ints:
    starts: Ints = np.r_[0, np.cumsum(np.bincount(nodes, minlength=n))].astype(np.int64)
    return starts
