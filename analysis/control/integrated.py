"""Look-through ownership (穿透持股): what a holder owns of a unit through all chains, cycles included, exactly.

Follow one share of a unit upwards: with probability ``a`` it belongs to the holder of ``a``. The look-through share of
a holder is the probability of meeting that holder at all. That is the product along a chain and the sum over chains;
it never counts a circle twice, never exceeds one, and gives a holder inside a circle what is its own. Shares that are
ranges make it a range too: the low end reads every share low, the high end is the best case over all true shares the
ranges allow (a policy iteration, exact as well). A unit's shares in itself fall to its other holders in proportion.

Where the named shares exceed the whole, the low end divides by their sum, and the high end takes any split as possible.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from analysis.control.columns import Holdings
from analysis.control.components import components
from analysis.control.linear import solve
from analysis.control.thresholds import Reading

_ZERO, _ONE = Fraction(0), Fraction(1)
Weights = dict[int, Fraction]  # holder -> probability that a share of the unit is its


@dataclass(frozen=True)
class OwnersOf:
    """Look-through shares in one unit.

    ``shares`` has every holder that is on no circle. Who is on one (``in_circles``) is asked for by
    :func:`owned_by`; units in ``closed`` rings hold each other whole, nobody outside owns any of them.
    """

    shares: Weights
    in_circles: frozenset[int]
    closed: frozenset[int]


def owned_by(holdings: Holdings, holder: int, reading: Reading = Reading.CERTAIN) -> Weights:
    """The look-through share of one holder in every unit below it, exact; the holder's share in itself left out."""
    below = _reach(holder, lambda node: (int(holdings.unit[e]) for e in holdings.edges_of(node)))
    below.discard(holder)
    weights = {unit: low_weights(holdings, unit) for unit in below}
    value = _chances(weights, holder)
    if reading is Reading.POSSIBLE:
        value = _best_chances(holdings, weights, value, holder)
    return {unit: share for unit, share in sorted(value.items()) if share}


def owners_of(holdings: Holdings, unit: int) -> OwnersOf:
    """Everybody's look-through share in one unit, low end, exact."""
    above = _reach(unit, lambda node: (int(holdings.holder[e]) for e in holdings.edges_into(node)))
    weights = {node: low_weights(holdings, node) for node in above}
    order = components({node: weights[node].keys() for node in above})  # holders first
    visits: Weights = defaultdict(Fraction)  # how often the walk from the unit is at a node, on average
    visits[unit] = _ONE
    in_circles: set[int] = set()
    closed: set[int] = set()
    for members in reversed(order):
        if not is_circle(members, weights):
            for holder, weight in weights[members[0]].items():
                visits[holder] += visits[members[0]] * weight
            continue
        in_circles.update(members)
        if is_closed(members, weights):
            closed.update(members)
            continue
        _through(members, weights, visits)
    shares = {node: share for node, share in sorted(visits.items()) if share and node not in in_circles}
    shares.pop(unit, None)
    return OwnersOf(shares, frozenset(in_circles), frozenset(closed))


def low_weights(holdings: Holdings, unit: int) -> Weights:
    """Every share in a unit at its low end, as parts of what is named where that exceeds the whole."""
    lows = {int(holdings.holder[e]): holdings.share(e)[0] for e in holdings.edges_into(unit)}
    whole = max(_ONE, sum(lows.values(), _ZERO))
    return {holder: low / whole for holder, low in lows.items() if low}


def is_circle(members: list[int], weights: Mapping[int, Weights]) -> bool:
    """Whether a component is more than one unit without a share in itself."""
    return len(members) > 1 or members[0] in weights.get(members[0], ())


def is_closed(members: list[int], weights: Mapping[int, Weights]) -> bool:
    """Whether the units of a component hold each other whole, so that nothing is left for anybody outside."""
    return all(sum((weights[unit].get(m, _ZERO) for m in members), _ZERO) == 1 for unit in members)


def _chances(weights: Mapping[int, Weights], holder: int) -> Weights:
    """The chance of every unit's share to meet the holder, component by component from the holder down."""
    value: Weights = {holder: _ONE}
    for members in components({unit: weights[unit].keys() for unit in weights}):
        given = {unit: _meeting(weights[unit], value, members) for unit in members}
        if not is_circle(members, weights):
            value.update(given)
        elif not is_closed(members, weights):
            value.update(zip(members, _solved(members, weights, [given[unit] for unit in members]), strict=True))
    value.pop(holder)
    return value


def _meeting(weights: Weights, value: Weights, not_these: list[int]) -> Fraction:
    own = set(not_these)
    return sum((share * value[k] for k, share in weights.items() if k in value and k not in own), _ZERO)


def _solved(members: list[int], weights: Mapping[int, Weights], given: list[Fraction]) -> list[Fraction]:
    """``value[u] = given[u] + sum over members k of weights[u][k] * value[k]``."""
    at = {unit: number for number, unit in enumerate(members)}
    rows, right = [], []
    for unit, known in zip(members, given, strict=True):
        inner = {at[k]: -share for k, share in weights[unit].items() if k in at}
        inner[at[unit]] = inner.get(at[unit], _ZERO) + 1
        scale = math.lcm(*(share.denominator for share in inner.values()))
        rows.append({column: int(share * scale) for column, share in inner.items()})
        right.append(known * scale)
    return solve(rows, right)


def _through(members: list[int], weights: Mapping[int, Weights], visits: Weights) -> None:
    """Average visits inside a circle that is entered as ``visits`` says, and what leaves it upwards."""
    turned: dict[int, Weights] = {unit: {} for unit in members}
    for unit in members:
        for k, share in weights[unit].items():
            if k in turned:
                turned[k][unit] = share
    inside = dict(zip(members, _solved(members, turned, [visits[unit] for unit in members]), strict=True))
    visits.update(inside)
    for unit in members:
        for holder, share in weights[unit].items():
            if holder not in turned:
                visits[holder] += inside[unit] * share


def _best_chances(holdings: Holdings, low: Mapping[int, Weights], value: Weights, holder: int) -> Weights:
    """Policy iteration: give every unit's free part to the holders with the best chance, until nothing improves."""
    weights = dict(low)
    while True:
        chance = {**value, holder: _ONE}
        better = {unit: _best_split(holdings, unit, chance) for unit in low}
        changed = [unit for unit in low if _meeting(better[unit], chance, []) > _meeting(weights[unit], chance, [])]
        if not changed:
            return value
        weights.update({unit: better[unit] for unit in changed})
        value = _chances(weights, holder)


def _best_split(holdings: Holdings, unit: int, chance: Weights) -> Weights:
    edges = holdings.edges_into(unit)
    ends = {int(holdings.holder[e]): holdings.share(e) for e in edges}
    contradicted = sum((low for low, _ in ends.values()), _ZERO) > 1
    split = {k: _ZERO if contradicted else low for k, (low, _) in ends.items()}
    free = 1 - sum(split.values(), _ZERO)
    for k in sorted(ends, key=lambda k: (-chance.get(k, _ZERO), k)):
        more = min(free, ends[k][1] - split[k])
        split[k] += more
        free -= more
    return {k: share for k, share in split.items() if share}


def _reach(start: int, following: Callable[[int], Iterable[int]]) -> set[int]:
    found, queue = {start}, deque([start])
    while queue:
        for node in following(queue.popleft()):
            if node not in found:
                found.add(node)
                queue.append(node)
    return found
