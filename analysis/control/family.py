"""One source at a time: everything it controls, everybody who controls a unit, and with how many votes."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from analysis.control.columns import Holdings
from analysis.control.thresholds import Hurdle, Reading


@dataclass(frozen=True, slots=True)
class Source:
    """Who is asked about: one node, or several that act in concert (一致行动).

    ``at`` limits the concert to one unit: there the members vote together, with what each of them controls alone;
    elsewhere only what follows from that unit is theirs in common.
    """

    members: tuple[int, ...]
    at: int | None = None

    @property
    def joint(self) -> bool:
        """Whether several act together."""
        return len(self.members) > 1


def controlled_by(hurdle: Hurdle, source: Source, *, within: Collection[int] | None = None) -> list[int]:
    """Every unit that a source controls, in the order in which it is reached (nearest first).

    ``within`` limits the answer to some units that are closed under "holds part of"; it saves work and changes
    nothing about them.
    """
    if source.at is None:
        return _grow(hurdle, source.members, within)
    voters = _voters_in_concert(hurdle, source)
    if not _passes(hurdle, source.at, voters):
        return []
    return [source.at, *_grow(hurdle, (source.at,), within)]


def voters_of(hurdle: Hurdle, source: Source, unit: int) -> set[int]:
    """Everybody whose votes in ``unit`` count for the source: its members and what they control."""
    if source.at == unit:
        return _voters_in_concert(hurdle, source)
    own = () if source.at is not None else source.members
    return {*own, *controlled_by(hurdle, source)}


def votes_in(holdings: Holdings, voters: Collection[int], unit: int) -> tuple[Fraction, Fraction]:
    """What some voters have in a unit together: at least, and at most given what the others are named for."""
    low = high = Fraction(0)
    for edge in holdings.edges_into(unit):
        if int(holdings.holder[edge]) in voters:
            at_least, at_most = holdings.share(edge)
            low, high = low + at_least, high + at_most
    return low, min(high, low + holdings.left_over(unit))


def controllers_of(hurdle: Hurdle, unit: int) -> list[int]:
    """Every single node that controls a unit, nearest first.

    A controller's first step is a holding that passes alone, so only holders of such holdings above the unit are
    tried; who is controlled by somebody that does not control the unit does not either.
    """
    above = _above(hurdle.holdings, unit)
    found: list[int] = []
    hopeless: set[int] = set()
    for node in above:
        if node in hopeless or node == unit or not _passes_alone_somewhere(hurdle, node, above):
            continue
        family = _grow(hurdle, (node,), above)
        if unit in family:
            found.append(node)
        else:
            hopeless.update(family)
    return found


def circle_of(hurdle: Hurdle, unit: int) -> list[int]:
    """The units that control ``unit`` and are controlled by it, with ``unit`` itself, ascending."""
    below = set(_grow(hurdle, (unit,), None))
    return sorted({unit, *(node for node in controllers_of(hurdle, unit) if node in below)})


def joint_pairs(hurdle: Hurdle, sources: Sequence[Source]) -> list[tuple[int, int]]:
    """Pairs (position of the source, unit) that a concert controls and none of its members controls alone."""
    pairs = []
    for at, source in enumerate(sources):
        alone = _voters_in_concert(hurdle, source)
        pairs += [(at, unit) for unit in controlled_by(hurdle, source) if unit not in alone]
    return pairs


def _grow(hurdle: Hurdle, voters: Iterable[int], within: Collection[int] | None) -> list[int]:
    h = hurdle.holdings
    queue = deque(voters)
    pool = set(queue)
    low: dict[int, int] = defaultdict(int)
    high: dict[int, int] = defaultdict(int)
    found = []
    while queue:
        out = h.out_edges[h.out_start[node := queue.popleft()] : h.out_start[node + 1]]
        for unit, least, most in zip(h.unit[out].tolist(), h.low[out].tolist(), h.high[out].tolist(), strict=True):
            if unit in pool or (within is not None and unit not in within):
                continue
            low[unit] += least
            high[unit] += most
            passed = hurdle.passes_one(unit, low[unit], high[unit])
            if passed or (passed is None and _passes(hurdle, unit, pool)):
                pool.add(unit)
                found.append(unit)
                queue.append(unit)
    return found


def _passes(hurdle: Hurdle, unit: int, voters: Collection[int]) -> bool:
    h = hurdle.holdings
    return hurdle.exactly(unit, [edge for edge in h.edges_into(unit) if int(h.holder[edge]) in voters])


def _voters_in_concert(hurdle: Hurdle, source: Source) -> set[int]:
    return {voter for member in source.members for voter in (member, *_grow(hurdle, (member,), None))}


def _above(holdings: Holdings, unit: int) -> dict[int, None]:
    """The unit and everybody who holds part of it through any chain, nearest first."""
    above: dict[int, None] = {unit: None}
    queue = deque(above)
    while queue:
        into = holdings.edges_into(queue.popleft())
        for holder in holdings.holder[into.start : into.stop].tolist():
            if holder not in above:
                above[holder] = None
                queue.append(holder)
    return above


def _passes_alone_somewhere(hurdle: Hurdle, node: int, units: Collection[int]) -> bool:
    h = hurdle.holdings
    for edge in h.edges_of(node):
        unit = int(h.unit[edge])
        if unit in units and unit != node:
            passed = hurdle.passes_one(unit, int(h.low[edge]), int(h.high[edge]))
            if passed or (passed is None and hurdle.exactly(unit, [edge])):
                return True
    return False


def reading_of(certain: Hurdle, possible: Hurdle, source: Source, unit: int) -> Reading | None:
    """Whether a source controls a unit for certain, possibly, or not at all (``None``)."""
    if unit in controlled_by(certain, source):
        return Reading.CERTAIN
    return Reading.POSSIBLE if unit in controlled_by(possible, source) else None
