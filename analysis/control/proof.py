"""The proof of a control claim: holdings that suffice, of which none can be left out, in the order of the argument."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from heapq import heappop, heappush

from analysis.control.family import Source, controlled_by, voters_of
from analysis.control.thresholds import Hurdle
from graph.errors import BadRequestError


def proof_of(hurdle: Hurdle, source: Source, unit: int, *, within: Collection[int] | None = None) -> list[int]:
    """Edges that prove the claim: whoever reads them in order meets only voters that are already proven.

    No edge can be left out of the set (it is minimal, not always the smallest there is). A concert that is limited to
    one unit is proven there first, each member's own units by that member alone. ``within`` limits the units that the
    argument may pass through, as in :func:`analysis.control.family.controlled_by`. Raises :class:`BadRequestError` if
    the source does not control the unit.
    """
    if source.at is None:
        return _chain(hurdle, source.members, unit, within)
    steps = _in_concert(hurdle, source)
    if unit != source.at:
        steps += _chain(hurdle, (source.at,), unit, within)
    return list(dict.fromkeys(steps))


def _chain(hurdle: Hurdle, members: Collection[int], unit: int, within: Collection[int] | None = None) -> list[int]:
    rank = dict.fromkeys(members, 0)
    for place, found in enumerate(controlled_by(hurdle, Source(tuple(members)), within=within), start=1):
        rank.setdefault(found, place)
    if rank.get(unit, 0) == 0:
        raise BadRequestError("there is nothing to prove: this holder does not control this unit")
    needed, waiting = {unit}, [(-rank[unit], unit)]
    steps: list[tuple[int, list[int]]] = []
    while waiting:
        _, target = heappop(waiting)
        earlier = {voter: place for voter, place in rank.items() if place < rank[target]}
        edges = _enough(hurdle, target, earlier, needed)
        steps.append((rank[target], edges))
        for holder in (int(hurdle.holdings.holder[edge]) for edge in edges):
            if rank[holder] and holder not in needed:
                needed.add(holder)
                heappush(waiting, (-rank[holder], holder))
    return [edge for _, edges in sorted(steps) for edge in edges]


def _enough(hurdle: Hurdle, unit: int, voters: Mapping[int, int], needed: Collection[int]) -> list[int]:
    """Edges from voters into a unit that pass together and not without any of them, the strongest first."""
    h = hurdle.holdings
    usable = [edge for edge in h.edges_into(unit) if int(h.holder[edge]) in voters and h.high[edge]]
    strength = {edge: h.share(edge) for edge in usable}

    def cost(edge: int) -> tuple[bool, Fraction, int]:
        holder = int(h.holder[edge])
        return voters[holder] > 0 and holder not in needed, -strength[edge][0] - strength[edge][1], voters[holder]

    chosen: list[int] = []
    for edge in sorted(usable, key=cost):
        chosen.append(edge)
        if hurdle.exactly(unit, chosen):
            break
    for edge in reversed(chosen[:-1]):
        if hurdle.exactly(unit, rest := [other for other in chosen if other != edge]):
            chosen = rest
    return chosen


def _in_concert(hurdle: Hurdle, source: Source) -> list[int]:
    assert source.at is not None
    voters = {voter: int(voter not in source.members) for voter in voters_of(hurdle, source, source.at)}
    edges = _enough(hurdle, source.at, voters, ())
    if not hurdle.exactly(source.at, edges):
        raise BadRequestError("there is nothing to prove: this concert does not control this unit")
    holders = (int(hurdle.holdings.holder[edge]) for edge in edges)
    before = [step for holder in holders if voters[holder] for step in _of_one_member(hurdle, source.members, holder)]
    return list(dict.fromkeys([*before, *edges]))


def _of_one_member(hurdle: Hurdle, members: Iterable[int], unit: int) -> list[int]:
    alone = next(member for member in members if unit in controlled_by(hurdle, Source((member,))))
    return _chain(hurdle, (alone,), unit)
