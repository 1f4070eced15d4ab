"""State ownership (国有产权层级): the ladder of 32号令 Art. 4 over direct capital shares, never over products.

1. 国有独资、国有全资: bodies and class-1 enterprises together hold 100 %.
2. Bodies and class-1 enterprises together hold more than 50 %, and nobody holds more than the largest of them.
3. Subsidiaries, level by level, in which one enterprise of 1 or 2 with its own subsidiaries holds more than 50 %.
4. At most 50 %, but dominated by agreement: only where declared.

Partnerships are outside the ladder and pass nothing on. What the data leaves open is kept as a floor and a ceiling; a
share that nobody is named for may be the state's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from analysis.control.columns import Holdings
from analysis.control.family import Source, controlled_by
from analysis.control.proof import proof_of
from analysis.control.thresholds import HALF, Hurdle, Threshold

Classes = npt.NDArray[np.int8]
_WHOLE = Threshold(Fraction(1), strict=False)
_HALF_OR_MORE = Threshold(Fraction(1, 2), strict=False)
_ANY = Threshold(Fraction(0), strict=True)


class StateClass(IntEnum):
    """How far a unit is the state's, weakest first."""

    NONE = 0  # every share is named, and none is the state's
    PARTICIPATED = 1  # 国有资本参股
    CONTROLLED = 2  # 国有资本控股
    WHOLLY_OWNED = 3  # 国有独资、全资


@dataclass(frozen=True, slots=True)
class StateReading:
    """A unit's class: at least ``floor``, at most ``ceiling``, by which rung (1 to 4), decided by which edges."""

    floor: StateClass
    ceiling: StateClass
    rung: int | None
    edges: tuple[int, ...]

    @property
    def state_class(self) -> StateClass | None:
        """The class that the data proves; ``None`` is *unknown*, never to be printed as "not state-owned"."""
        return None if self.floor is StateClass.NONE and self.ceiling is not StateClass.NONE else self.floor

    @property
    def settled(self) -> bool:
        """Whether no missing share could raise the class."""
        return self.floor is self.ceiling


@dataclass(frozen=True)
class StateLadder:
    """The ladder worked out for all nodes."""

    holdings: Holdings
    bodies: frozenset[int]
    floor: Classes  # (n,) bodies count as wholly owned
    ceiling: Classes  # (n,)
    rung: Classes  # (n,) 0 where none
    inside: frozenset[int]  # units that the ladder reaches at all
    lead: dict[int, int]  # class-3 unit -> the enterprise of 1 or 2 that holds it

    def read(self, unit: int) -> StateReading:
        """One unit with its deciding path, upper edges first."""
        rung = int(self.rung[unit])
        edges = tuple(self._path(unit))
        return StateReading(StateClass(self.floor[unit]), StateClass(self.ceiling[unit]), rung or None, edges)

    def _path(self, unit: int) -> list[int]:
        if int(self.rung[unit]) == 3:
            lead = self.lead[unit]
            return [
                *self._path(lead),
                *proof_of(_capital_majority(self.holdings), Source((lead,)), unit, within=self.inside),
            ]
        found: dict[int, None] = {}
        self._upwards(unit, found, {unit})
        return list(found)

    def _upwards(self, unit: int, found: dict[int, None], seen: set[int]) -> None:
        """The state's edges into a unit, after those that make their holders what they are (rungs 1 and 2)."""
        stack = [(unit, self._state_edges(unit), False)]
        while stack:
            node, edges, done = stack.pop()
            if done:
                found.update(dict.fromkeys(edges))
                continue
            stack.append((node, edges, True))
            for holder in (int(self.holdings.holder[edge]) for edge in edges):
                if holder not in seen and self.rung[holder] in (1, 2):
                    seen.add(holder)
                    stack.append((holder, self._state_edges(holder), False))

    def _state_edges(self, unit: int) -> list[int]:
        """Edges from whoever counts on the unit's rung: class 1 for rungs 1 and 2, any state holder below."""
        h = self.holdings
        least = StateClass.WHOLLY_OWNED if self.rung[unit] in (1, 2) else StateClass.CONTROLLED
        return [e for e in h.edges_into(unit) if h.low[e] and self.floor[h.holder[e]] >= least]


def state_ladder(
    holdings: Holdings,
    bodies: Collection[int],
    *,
    partnerships: Collection[int] = (),
    declared: Collection[int] = (),
) -> StateLadder:
    """The ladder for all nodes from holdings of capital.

    ``bodies`` are the nodes of state organs and state institutions (机关、事业单位), ``declared`` the units that a
    document says the state dominates with at most half.
    """
    n = len(holdings.keys)
    outside = frozenset(partnerships) - frozenset(bodies)
    inside = frozenset(np.flatnonzero(holdings.is_unit).tolist()) - outside - frozenset(bodies)
    floor, rung = np.zeros(n, np.int8), np.zeros(n, np.int8)
    first = controlled_by(Hurdle.of(holdings, _WHOLE), Source(tuple(bodies)), within=inside)
    floor[list(bodies)] = floor[first] = StateClass.WHOLLY_OWNED
    rung[first] = 1
    second = [unit for unit in _second_rung(holdings, {*bodies, *first}) if unit in inside]
    lead = _third_rung(holdings, [*first, *second], inside)
    third = [unit for unit in lead if not rung[unit] and unit not in second]
    dominated = [unit for unit in declared if unit in inside and not rung[unit]]
    for number, units in ((4, dominated), (3, third), (2, second)):
        floor[units], rung[units] = StateClass.CONTROLLED, number
    floor[_participated(holdings, floor, inside)] = StateClass.PARTICIPATED
    ceiling = _ceiling(holdings, frozenset(bodies) | frozenset(declared), inside)
    return StateLadder(holdings, frozenset(bodies), floor, np.maximum(floor, ceiling), rung, inside, lead)


def _capital_majority(holdings: Holdings) -> Hurdle:
    return Hurdle.of(holdings, HALF)


def _second_rung(holdings: Holdings, state: Collection[int]) -> list[int]:
    """Units in which class 1 has the majority in sum and nobody else, named or not, can have more than its largest."""
    hurdle = _capital_majority(holdings)
    held = {int(holdings.unit[edge]) for node in state for edge in holdings.edges_of(node)} - set(state)
    return [unit for unit in sorted(held) if _majority_with_largest(hurdle, unit, state)]


def _majority_with_largest(hurdle: Hurdle, unit: int, state: Collection[int]) -> bool:
    h = hurdle.holdings
    ours = [edge for edge in h.edges_into(unit) if int(h.holder[edge]) in state]
    if not hurdle.exactly(unit, ours):
        return False
    largest = max(h.share(edge)[0] for edge in ours)
    others = [h.share(edge)[1] for edge in h.edges_into(unit) if edge not in ours]
    unnamed = 1 - h.sum_named(unit)
    return largest >= max([unnamed, *others])


def _third_rung(holdings: Holdings, enterprises: Iterable[int], inside: Collection[int]) -> dict[int, int]:
    """Unit -> leading enterprise; what lies in one enterprise's family brings nothing new as a lead."""
    hurdle = _capital_majority(holdings)
    lead: dict[int, int] = {}
    for enterprise in enterprises:
        if enterprise not in lead:
            for unit in controlled_by(hurdle, Source((enterprise,)), within=inside):
                lead.setdefault(unit, enterprise)
    return lead


def _participated(holdings: Holdings, floor: Classes, inside: Collection[int]) -> list[int]:
    edges = np.flatnonzero((floor[holdings.holder] >= StateClass.CONTROLLED) & (holdings.low > 0))
    units = np.unique(holdings.unit[edges]).tolist()
    return [unit for unit in units if unit in inside and floor[unit] == StateClass.NONE]


def _ceiling(holdings: Holdings, state: frozenset[int], inside: frozenset[int]) -> Classes:
    """What the state could have at most: everything that is not proven to be somebody else's.

    Persons and partnerships are somebody else. A unit is, too, once somebody else has half of it.
    """
    n = len(holdings.keys)
    others = Source(tuple(sorted(frozenset(range(n)) - inside - state)))
    ceiling = np.full(n, StateClass.WHOLLY_OWNED, np.int8)
    ceiling[list(others.members)] = StateClass.NONE
    ceiling[controlled_by(Hurdle.of(holdings, _ANY), others, within=inside)] = StateClass.CONTROLLED
    foreign = controlled_by(Hurdle.of(holdings, _HALF_OR_MORE), others, within=inside - state)
    ceiling[foreign] = StateClass.PARTICIPATED
    hurdle, theirs = Hurdle.of(holdings, _WHOLE), {*others.members, *foreign}
    for unit in foreign:
        if hurdle.exactly(unit, [e for e in holdings.edges_into(unit) if int(holdings.holder[e]) in theirs]):
            ceiling[unit] = StateClass.NONE
    return ceiling
