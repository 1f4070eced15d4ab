"""The slow, obvious truth about control and look-through ownership on small graphs, and a maker of nasty graphs."""

from __future__ import annotations

import itertools
import random
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from analysis.control.build import Stake, columns
from analysis.control.columns import Holdings
from graph.model.records import Share

ZERO, ONE, HALF = Fraction(0), Fraction(1), Fraction(1, 2)


@dataclass(frozen=True)
class Part:
    """A holder has between ``low`` and ``high`` of a unit."""

    holder: int
    unit: int
    low: Fraction
    high: Fraction


def part(holder: int, unit: int, low: str | int | Fraction, high: str | int | Fraction | None = None) -> Part:
    return Part(holder, unit, Fraction(low), Fraction(low if high is None else high))


def held(parts: Iterable[Part], units: Collection[int] = ()) -> Holdings:
    """The columns of some parts; fact numbers count the parts."""
    stakes = [Stake(p.holder, p.unit, Share(p.low, p.high), at) for at, p in enumerate(parts)]
    return columns(stakes, units=units)


def votes(parts: Sequence[Part], voters: Collection[int], unit: int, *, possible: bool) -> Fraction:
    """What voters have in a unit: for sure as a part of whatever is named, or at most."""
    return _votes([p for p in parts if p.unit == unit], voters, possible)


def _votes(into: Sequence[Part], voters: Collection[int], possible: bool) -> Fraction:
    named = sum((p.low for p in into), ZERO)
    low = sum((p.low for p in into if p.holder in voters), ZERO)
    if not possible:
        return low / max(ONE, named)
    high = sum((p.high for p in into if p.holder in voters), ZERO)
    return high if named > 1 else min(high, low + 1 - named)


def controlled(
    parts: Sequence[Part],
    members: Collection[int],
    *,
    possible: bool = False,
    at_least: Fraction | None = None,
    more_than: Fraction = HALF,
    at: int | None = None,
) -> set[int]:
    """Everything some members control together, by trying every unit again until nothing changes."""
    into: dict[int, list[Part]] = {}
    for p in parts:
        into.setdefault(p.unit, []).append(p)

    def passes(voters: Collection[int], unit: int) -> bool:
        share = _votes(into.get(unit, []), voters, possible)
        return share > 0 and (share >= at_least if at_least is not None else share > more_than)

    def grown(voters: set[int]) -> set[int]:
        family = set(voters)
        while more := {unit for unit in into if unit not in family and passes(family, unit)}:
            family |= more
        return family - voters

    if at is None:
        return grown(set(members))
    concert = set(members).union(*(grown({member}) for member in members))
    return {at} | grown({at}) if passes(concert, at) else set()


def tops(parts: Sequence[Part], nodes: Iterable[int]) -> dict[int, tuple[frozenset[int], bool]]:
    """For every node the nodes that may stand at its top, and whether that top is circular."""
    nodes = list(nodes)
    held_by = {p.holder for p in parts}
    family = {node: controlled(parts, {node}) if node in held_by else set() for node in nodes}
    found = {}
    for node in nodes:
        chain = {a for a in nodes if node in family[a]} | {node}
        top = frozenset(a for a in chain if not any(a in family[b] and b not in family[a] for b in chain))
        one = min(top)
        found[node] = top, votes(parts, {one, *family[one]}, one, possible=False) > HALF
    return found


def look_through(weights: dict[int, dict[int, Fraction]], holder: int) -> dict[int, Fraction]:
    """Chance that a share of each unit leads up to the holder, by elimination in fractions."""
    reach = {holder}
    while more := {u for u, w in weights.items() if u not in reach and any(w.get(k) for k in reach)}:
        reach |= more
    units = sorted(reach - {holder})
    rows = [
        [(ONE if u == k else ZERO) - weights[u].get(k, ZERO) for k in units] + [weights[u].get(holder, ZERO)]
        for u in units
    ]
    for at in range(len(units)):
        pivot = next(row for row in range(at, len(units)) if rows[row][at])
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for other in range(len(units)):
            if other != at and rows[other][at]:
                rows[other] = [a - rows[other][at] * b for a, b in zip(rows[other], rows[at], strict=True)]
    return {unit: rows[at][-1] for at, unit in enumerate(units) if rows[at][-1]}


def low_weights(parts: Sequence[Part]) -> dict[int, dict[int, Fraction]]:
    """Lows, as parts of what is named where that is more than the whole."""
    found: dict[int, dict[int, Fraction]] = {}
    for p in parts:
        named = max(ONE, sum((q.low for q in parts if q.unit == p.unit), ZERO))
        found.setdefault(p.unit, {}).setdefault(p.holder, ZERO)
        found[p.unit][p.holder] += p.low / named
    return found


def best_look_through(parts: Sequence[Part], holder: int) -> dict[int, Fraction]:
    """The largest share in each unit over every way to give each unit's free part away (small graphs only)."""
    best: dict[int, Fraction] = {}
    units = sorted({p.unit for p in parts})
    for choice in itertools.product(*([*_splits([p for p in parts if p.unit == unit])] for unit in units)):
        for unit, share in look_through(dict(zip(units, choice, strict=True)), holder).items():
            best[unit] = max(best.get(unit, ZERO), share)
    return best


def _splits(parts: list[Part]) -> Iterable[dict[int, Fraction]]:
    contradicted = sum((p.low for p in parts), ZERO) > 1
    for order in itertools.permutations(parts):
        split = {p.holder: ZERO if contradicted else p.low for p in parts}
        free = 1 - sum(split.values(), ZERO)
        for p in order:
            more = min(free, p.high - split[p.holder])
            split[p.holder] += more
            free -= more
        yield split


_EXACT = [Fraction(n, d) for n, d in ((1, 2), (1, 4), (1, 3), (3, 10), (51, 100), (1, 5), (1, 1), (2, 7), (1, 100))]
_FINE = Fraction(1, 2**61 - 1)


def random_parts(
    rng: random.Random,
    *,
    persons: int = 3,
    units: int = 6,
    ranges: bool = False,
    contradicted: bool = False,
    fine: bool = False,
) -> list[Part]:
    """A small graph with cycles, own shares, exact halves, and if wanted ranges, sums above one, huge denominators."""
    parts = []
    for unit in range(persons, persons + units):
        left = Fraction(6, 5) if contradicted and rng.random() < 0.3 else ONE
        for holder in rng.sample(range(persons + units), min(persons + units, rng.randint(0, 4))):
            share = left if rng.random() < 0.15 else min(left, rng.choice(_EXACT))
            if fine and rng.random() < 0.5:
                share = max(ZERO, min(left, share + rng.choice((-1, 1)) * _FINE))
            low, high = min(share, ONE), min(share, ONE)
            if ranges and rng.random() < 0.4:
                low, high = rng.choice(((ZERO, ONE), (ZERO, high), (low / 2, high), (low, min(ONE, 2 * high))))
            left -= low
            parts.append(Part(holder, unit, low, high))
    return parts
