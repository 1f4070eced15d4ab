"""From the stakes that stand on a day to columns: proxies, units headed by office, common denominators."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from analysis.control.columns import MOST, SCALE, Ground, Holdings, WideUnit, assemble
from graph.model.records import Holding, Share

_NOTHING = Share(Fraction(0), Fraction(0))
_ANYTHING = Share(Fraction(0), Fraction(1))
_EVERYTHING = Share(Fraction(1), Fraction(1))


@dataclass(frozen=True, slots=True)
class Stake:
    """One fact of one day: a subject holds part of a unit; ``share`` is ``None`` where the source does not say.

    ``firm`` is false where it is not known whether the fact stood on the day: then it may also be worth nothing.
    """

    holder: int  # subject key
    unit: int  # subject key
    share: Share | None
    fact: int
    ground: Ground = Ground.VOTES
    firm: bool = True


@dataclass(frozen=True, slots=True)
class Proxy:
    """A vote proxy (表决权委托): all votes that ``principal`` has at ``unit`` are cast by ``agent``."""

    principal: int
    agent: int
    unit: int


def voting_share(holding: Holding) -> tuple[Share | None, Ground]:
    """The votes of a holding. Where only capital is given, votes are taken to follow it, and that is marked."""
    if holding.votes is not None:
        return holding.votes, Ground.VOTES
    return holding.capital, Ground.VOTES if holding.capital is None else Ground.CAPITAL


def columns(
    stakes: Sequence[Stake],
    *,
    units: Collection[int],
    headed: Collection[int] = (),
    proxies: Sequence[Proxy] = (),
) -> Holdings:
    """The columns of one day.

    ``units`` are the subject keys that are units; whatever is held is one anyway, everybody else is a person.
    ``headed`` are units where an office has the say and shares have none (partnerships, sole proprietorships,
    individual businesses): there only stakes of ground ``OFFICE`` count.
    """
    stakes = _by_office(_by_proxy(stakes, proxies), frozenset(headed))
    all_units = {stake.unit for stake in stakes} | set(units) | set(headed)
    keys = np.array(sorted({stake.holder for stake in stakes} | all_units), dtype=np.int64)
    node = {int(key): at for at, key in enumerate(keys)}
    by_unit: dict[int, list[Stake]] = defaultdict(list)
    for stake in stakes:
        by_unit[node[stake.unit]].append(stake)
    return _assembled(keys, np.isin(keys, sorted(all_units)), node, by_unit)


def _assembled(
    keys: np.ndarray[tuple[int], np.dtype[np.int64]],
    is_unit: np.ndarray[tuple[int], np.dtype[np.bool_]],
    node: Mapping[int, int],
    by_unit: Mapping[int, list[Stake]],
) -> Holdings:
    whole = np.ones(len(keys), dtype=np.int64)
    wide: dict[int, WideUnit] = {}
    rows: list[tuple[int, int, int, int, int, int]] = []
    for unit, stakes in by_unit.items():
        denominator, parts = _over_one_denominator(stakes)
        exact = _wide_unit(denominator, [node[stake.holder] for stake in stakes], parts)
        if exact:
            wide[unit], denominator, parts = exact, SCALE, _scaled(parts, denominator)
        whole[unit] = denominator
        for stake, (low, high) in zip(stakes, parts, strict=True):
            rows.append((node[stake.holder], unit, low, high, stake.ground, stake.fact))
    holder, held, low_, high_, ground, fact = np.array(rows, dtype=np.int64).reshape(-1, 6).T
    return assemble(
        keys=keys,
        is_unit=is_unit,
        holder=holder.astype(np.int32),
        unit=held.astype(np.int32),
        low=low_,
        high=high_,
        whole=whole,
        ground=ground.astype(np.int8),
        facts=fact,
        wide=wide,
    )


def _over_one_denominator(stakes: Iterable[Stake]) -> tuple[int, list[tuple[int, int]]]:
    """The common denominator of a unit, and the low and high numerators of its stakes."""
    ends = [_ends(stake) for stake in stakes]
    whole = math.lcm(*{end.denominator for pair in ends for end in pair})
    return whole, [(_parts(low, whole), _parts(high, whole)) for low, high in ends]


def _parts(share: Fraction, whole: int) -> int:
    return share.numerator * (whole // share.denominator)


def _ends(stake: Stake) -> tuple[Fraction, Fraction]:
    share = stake.share or _ANYTHING
    return (share.lo if stake.firm else _ANYTHING.lo), share.hi


def _wide_unit(whole: int, holders: list[int], parts: list[tuple[int, int]]) -> WideUnit | None:
    """The exact side of a unit that does not fit the columns, ``None`` for one that does."""
    if whole <= SCALE and sum(high for _, high in parts) < MOST:
        return None
    low_of: dict[int, int] = defaultdict(int)
    high_of: dict[int, int] = defaultdict(int)
    for holder, (low, high) in zip(holders, parts, strict=True):
        low_of[holder] += low
        high_of[holder] += high
    named = sum(low_of.values())
    rest = whole - named if named <= whole else whole
    capped = {holder: (low, min(high_of[holder], low + rest)) for holder, low in low_of.items()}
    return WideUnit(whole, rest, capped)


def _scaled(parts: list[tuple[int, int]], whole: int) -> list[tuple[int, int]]:
    return [(low * SCALE // whole, high * SCALE // whole) for low, high in parts]


def _by_proxy(stakes: Sequence[Stake], proxies: Sequence[Proxy]) -> Sequence[Stake]:
    agent = {(proxy.principal, proxy.unit): proxy.agent for proxy in proxies}
    if not agent:
        return stakes
    return [replace(stake, holder=agent.get((stake.holder, stake.unit), stake.holder)) for stake in stakes]


def _by_office(stakes: Sequence[Stake], headed: frozenset[int]) -> list[Stake]:
    """In a headed unit the only head has everything; of several, or of partners where none is named, any may."""
    heads: dict[int, dict[int, Stake]] = defaultdict(dict)
    for stake in stakes:
        known = heads[stake.unit].get(stake.holder) if stake.ground is Ground.OFFICE else stake
        if known is None or (stake.firm and not known.firm):
            heads[stake.unit][stake.holder] = stake
    return [_with_say(stake, heads[stake.unit]) if stake.unit in headed else stake for stake in stakes]


def _with_say(stake: Stake, heads: Mapping[int, Stake]) -> Stake:
    if heads and heads.get(stake.holder) is not stake:
        return replace(stake, share=_NOTHING)
    return replace(stake, share=_EVERYTHING if len(heads) == 1 else None)
