"""From ownership columns to the stakes of one day: votes and capital apart, sources compared, proxies applied.

Within one source several holdings of one party add up (two contributions); between sources they do not: there the
same part is told twice, and where two sources tell it differently the share runs from the lower to the higher.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

import numpy as np

from analysis.columns import Mask
from analysis.control.build import Stake
from analysis.control.columns import Ground
from graph.model.facts import Days
from graph.model.fractions import unpacked
from graph.model.ownership import BENEFICIAL_FILING, IN_CONCERT, NOMINEE, PROXY_KINDS, HoldingColumns, Ownership
from graph.model.records import Share

Pair = tuple[int, int]  # holder, unit
_NOTHING = Share(Fraction(0), Fraction(0))
_ANYTHING = Share(Fraction(0), Fraction(1))


@dataclass(frozen=True, slots=True)
class Part:
    """One holding on one day: its key, whose it is by the register, where it comes from, what it is worth."""

    key: int
    holder: int
    unit: int
    source: int
    firm: bool
    capital: Share | None
    votes: Share | None


@dataclass(frozen=True, slots=True)
class Proxy:
    """On one day ``agent`` has the say over what ``principal`` holds of ``unit`` (0: of any)."""

    key: int
    kind: str
    principal: int
    agent: int
    unit: int
    firm: bool


_Worth = Callable[[Part], tuple[Share | None, Ground]]


def standing(days: Days, day: date) -> tuple[Mask, Mask]:
    """Which intervals may hold on a day, and which surely do."""
    at = day.toordinal()
    may: Mask = (days[:, 0] <= at) & (at < days[:, 3])
    sure: Mask = (days[:, 1] <= at) & (at < days[:, 2])
    return may, sure


def holding_fact(key: int) -> int:
    """The fact number of a holding."""
    return key * 2


def office_fact(key: int) -> int:
    """The fact number of a role edge that makes somebody the head of a unit."""
    return key * 2 + 1


def fact_key(fact: int) -> tuple[bool, int]:
    """Whether a fact number is an office's, and the key behind it."""
    return bool(fact % 2), fact // 2


def parts_on(holdings: HoldingColumns, day: date) -> Iterator[Part]:
    """The holdings that stand, or may stand, on a day."""
    may, sure = standing(holdings.days, day)
    chosen = np.flatnonzero(may)
    rows = zip(
        *(column[chosen].tolist() for column in (holdings.key, holdings.holder, holdings.unit, holdings.source, sure)),
        holdings.capital[chosen].tolist(),
        holdings.votes[chosen].tolist(),
        strict=True,
    )
    for key, holder, unit, source, firm, capital, votes in rows:
        yield Part(key, holder, unit, source, firm, _share(capital), _share(votes))


def proxies_on(facts: Ownership, day: date) -> list[Proxy]:
    """Vote proxies and nominee arrangements that stand, or may stand, on a day."""
    rows = facts.agreements
    may, sure = standing(rows.days, day)
    members: dict[int, dict[bool, int]] = defaultdict(dict)
    about: dict[int, tuple[str, int, bool]] = {}
    for at in np.flatnonzero(may).tolist():
        if rows.kind[at] in PROXY_KINDS:
            key = int(rows.key[at])
            members[key][bool(rows.first[at])] = int(rows.party[at])
            about[key] = (rows.kind[at], int(rows.unit[at]), bool(sure[at]))
    return [
        Proxy(key, about[key][0], both[False], both[True], about[key][1], about[key][2])
        for key, both in sorted(members.items())
        if len(both) == 2 and both[False] != both[True]
    ]


def filings_on(facts: Ownership, day: date) -> list[tuple[int, int, bool]]:
    """Filed beneficial owners (受益所有人备案) of units: owner, unit, whether it surely stands."""
    rows = facts.agreements
    may, sure = standing(rows.days, day)
    return [
        (int(rows.party[at]), int(rows.unit[at]), bool(sure[at]))
        for at in np.flatnonzero(may & (rows.first == 1)).tolist()
        if rows.kind[at] == BENEFICIAL_FILING
    ]


def concerts_on(facts: Ownership, day: date) -> list[tuple[int, tuple[int, ...], int, bool]]:
    """Agreements to act in concert (一致行动): key, parties, unit (0: any), whether it surely stands."""
    rows = facts.agreements
    may, sure = standing(rows.days, day)
    found: dict[int, tuple[list[int], int, bool]] = {}
    for at in np.flatnonzero(may).tolist():
        if rows.kind[at] == IN_CONCERT:
            parties, _, _ = found.setdefault(int(rows.key[at]), ([], int(rows.unit[at]), bool(sure[at])))
            parties.append(int(rows.party[at]))
    return [(key, tuple(sorted(set(p))), unit, firm) for key, (p, unit, firm) in sorted(found.items())]


def vote_stakes(parts: Sequence[Part], proxies: Sequence[Proxy]) -> list[Stake]:
    """What everybody has of the votes: as the source says, else as the capital goes."""
    moved = _by_proxies(parts, proxies)
    return _merged(moved, lambda part: (part.votes or part.capital, _ground(part)))


def capital_stakes(parts: Sequence[Part], proxies: Sequence[Proxy]) -> list[Stake]:
    """What everybody owns of the capital; behind a nominee (代持) stands who really owns, behind a proxy nobody."""
    moved = _by_proxies(parts, [proxy for proxy in proxies if proxy.kind == NOMINEE])
    return _merged(moved, lambda part: (part.capital, Ground.CAPITAL))


def differing(parts: Iterable[Part]) -> list[Pair]:
    """Pairs whose votes or capital two sources tell differently."""
    found = []
    for pair, same in _grouped(parts).items():
        sums = _sums(same, lambda part: (part.votes or part.capital, Ground.VOTES))
        if len({(share.lo, share.hi) for share, _ in sums.values() if share}) > 1:
            found.append(pair)
    return sorted(found)


def _ground(part: Part) -> Ground:
    return Ground.VOTES if part.votes is not None or part.capital is None else Ground.CAPITAL


def _by_proxies(parts: Sequence[Part], proxies: Sequence[Proxy]) -> list[Part]:
    """A sure proxy moves a holding; one that only may stand leaves both parties with something possible."""
    by_principal: dict[int, list[Proxy]] = defaultdict(list)
    for proxy in proxies:
        by_principal[proxy.principal].append(proxy)
    if not by_principal:
        return list(parts)
    moved: list[Part] = []
    for part in parts:
        fitting = [p for p in by_principal.get(part.holder, ()) if p.unit in (0, part.unit)]
        sure = [p for p in fitting if p.firm]
        # Two agents for one holding contradict each other: either may have it.
        if len({p.agent for p in sure}) == 1:
            moved.append(replace(part, holder=sure[0].agent))
        elif fitting:
            moved += [replace(part, holder=holder, firm=False) for holder in {part.holder, *(p.agent for p in fitting)}]
        else:
            moved.append(part)
    return moved


def _grouped(parts: Iterable[Part]) -> dict[Pair, list[Part]]:
    groups: dict[Pair, list[Part]] = defaultdict(list)
    for part in parts:
        groups[part.holder, part.unit].append(part)
    return groups


def _merged(parts: Iterable[Part], worth: _Worth) -> list[Stake]:
    stakes = []
    for (holder, unit), same in _grouped(parts).items():
        if len(same) == 1 and same[0].firm:  # nearly all
            share, ground = worth(same[0])
            stakes.append(Stake(holder, unit, share, holding_fact(same[0].key), ground))
            continue
        sums = _sums(same, worth)
        known = [share for share, _ in sums.values() if share is not None]
        share = Share(min(s.lo for s in known), max(s.hi for s in known)) if known else None
        ground = max((ground for _, ground in sums.values()), default=Ground.VOTES)
        facts = [holding_fact(part.key) for part in same]
        stakes.append(Stake(holder, unit, share, facts[0], ground))
        stakes += [Stake(holder, unit, _NOTHING, fact, ground) for fact in facts[1:]]
    return stakes


def _sums(parts: Iterable[Part], worth: _Worth) -> Mapping[int, tuple[Share | None, Ground]]:
    """What each source says in sum, ``None`` where it gives no number at all."""
    by_source: dict[int, list[tuple[Share | None, Ground, bool]]] = defaultdict(list)
    for part in parts:
        by_source[part.source].append((*worth(part), part.firm))
    return {source: _sum(rows) for source, rows in by_source.items()}


def _sum(rows: Sequence[tuple[Share | None, Ground, bool]]) -> tuple[Share | None, Ground]:
    ground = max(ground for _, ground, _ in rows)
    if all(share is None for share, _, _ in rows):
        return None, ground
    ends = [(share or _ANYTHING, firm) for share, _, firm in rows]
    low = sum((share.lo for share, firm in ends if firm), Fraction(0))
    return Share(low, sum((share.hi for share, _ in ends), Fraction(0))), ground


def _share(columns: Sequence[int]) -> Share | None:
    low, high = unpacked(columns[0], columns[1]), unpacked(columns[2], columns[3])
    return None if low is None or high is None else Share(low, high)
