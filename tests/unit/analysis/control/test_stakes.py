"""From ownership columns to stakes: several sources, proxies, doubtful days, offices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

import numpy as np

from analysis.control.build import Stake
from analysis.control.columns import Ground, Ints
from analysis.control.day import OwnershipDay
from analysis.control.decided import deciding_days
from analysis.control.family import controllers_of
from analysis.control.stakes import Part, Proxy, capital_stakes, differing, vote_stakes
from analysis.control.thresholds import Hurdle
from graph.model.facts import UnitClassColumns
from graph.model.fractions import packed
from graph.model.ownership import (
    BASIS_CODE,
    FORM_CODE,
    NOMINEE,
    PROXY,
    AgreementColumns,
    ControllerColumns,
    FormColumns,
    HoldingColumns,
    Ownership,
)
from graph.model.records import Basis, Share
from graph.model.roles import LegalForm
from graph.model.time import NEVER_BEGAN, NEVER_ENDS

DAY = date(2026, 6, 30)
ALWAYS = (NEVER_BEGAN, NEVER_BEGAN, NEVER_ENDS, NEVER_ENDS)
SEEN = (NEVER_BEGAN, DAY.toordinal(), NEVER_ENDS, NEVER_ENDS)
ANN, BOB, FIRM, OTHER = 1, 2, 11, 12


def share(low: str, high: str | None = None) -> Share:
    return Share(Fraction(low), Fraction(high or low))


def part(key: int, holder: int, capital: Share | None, votes: Share | None = None, *, source: int = 1,
         firm: bool = True) -> Part:  # fmt: skip
    return Part(key, holder, FIRM, source, firm, capital, votes)


def worth(stakes: Sequence[Stake]) -> dict[int, tuple[Fraction, Fraction] | None]:
    """Holder -> low and high; facts after the first of a pair are worth nothing of their own."""
    found: dict[int, tuple[Fraction, Fraction] | None] = {}
    for stake in stakes:
        found.setdefault(stake.holder, (stake.share.lo, stake.share.hi) if stake.share else None)
    return found


def pair(low: str, high: str | None = None) -> tuple[Fraction, Fraction]:
    return Fraction(low), Fraction(high or low)


def test_one_source_adds_up_and_two_sources_do_not() -> None:
    parts = [part(1, ANN, share("1/4")), part(2, ANN, share("1/4")), part(3, ANN, share("1/2"), source=2),
             part(4, BOB, share("1/2")), part(5, BOB, share("2/5"), source=2)]  # fmt: skip
    assert worth(vote_stakes(parts, [])) == {ANN: pair("1/2"), BOB: pair("2/5", "1/2")}
    assert [stake.fact for stake in vote_stakes(parts, []) if stake.holder == ANN] == [2, 4, 6]
    assert differing(parts) == [(BOB, FIRM)]


def test_a_source_that_gives_no_number_says_nothing_against_one_that_does() -> None:
    parts = [part(1, ANN, None), part(2, ANN, share("3/5"), source=2), part(3, BOB, None)]
    assert worth(vote_stakes(parts, [])) == {ANN: pair("3/5"), BOB: None}


def test_a_day_that_is_not_sure_leaves_the_low_end_at_nothing() -> None:
    assert worth(vote_stakes([part(1, ANN, share("3/5"), firm=False)], [])) == {ANN: pair("0", "3/5")}


def test_votes_where_given_capital_elsewhere_and_said_so() -> None:
    stakes = vote_stakes([part(1, ANN, share("1/2"), share("3/5")), part(2, BOB, share("1/2"))], [])
    assert [(stake.holder, stake.ground) for stake in stakes] == [(ANN, Ground.VOTES), (BOB, Ground.CAPITAL)]
    assert worth(stakes) == {ANN: pair("3/5"), BOB: pair("1/2")}


def test_proxies_move_votes_and_nominees_move_capital_too() -> None:
    parts = [part(1, ANN, share("3/5"))]
    proxy, nominee = (Proxy(9, kind, ANN, BOB, FIRM, True) for kind in (PROXY, NOMINEE))
    assert worth(vote_stakes(parts, [proxy])) == {BOB: pair("3/5")}
    assert worth(capital_stakes(parts, [proxy])) == {ANN: pair("3/5")}
    assert worth(capital_stakes(parts, [nominee])) == {BOB: pair("3/5")}
    assert worth(vote_stakes(parts, [Proxy(9, PROXY, ANN, BOB, OTHER, True)])) == {ANN: pair("3/5")}


def test_a_proxy_that_may_stand_leaves_both_with_something_possible() -> None:
    stakes = vote_stakes([part(1, ANN, share("3/5"))], [Proxy(9, PROXY, ANN, BOB, FIRM, False)])
    assert worth(stakes) == {ANN: pair("0", "3/5"), BOB: pair("0", "3/5")}


def ints(values: Iterable[object]) -> Ints:
    return np.array(list(values), dtype=np.int64)


def ownership(
    holdings: Sequence[tuple[int, int, Share | None, tuple[int, int, int, int]]],
    heads: Sequence[tuple[int, int]] = (),
    forms: Sequence[tuple[int, LegalForm]] = (),
) -> Ownership:
    """Columns of holdings (holder, unit, capital, days), registered heads and legal forms; keys count from 1."""
    none = np.zeros(0, dtype=np.int64)
    cells = [(*packed(s.lo), *packed(s.hi)) if s else (0, 0, 0, 0) for *_, s, _ in holdings]
    days = np.array([row[3] for row in holdings], dtype=np.int32)
    small = np.zeros(0, dtype=np.int8)
    return Ownership(
        1,
        HoldingColumns(
            ints(range(1, len(holdings) + 1)), ints([row[0] for row in holdings]), ints([row[1] for row in holdings]),
            np.array([row[0] > 10 for row in holdings], dtype=np.int8), ints([1] * len(holdings)),
            ints(cells).reshape(-1, 4), np.zeros((len(holdings), 4), dtype=np.int64), days.reshape(-1, 4),
        ),
        ControllerColumns(
            ints(range(1, len(heads) + 1)), ints([who for who, _ in heads]), ints([unit for _, unit in heads]),
            np.array([who > 10 for who, _ in heads], dtype=np.int8),
            np.full(len(heads), BASIS_CODE[Basis.REGISTERED], dtype=np.int8),
            np.array([ALWAYS] * len(heads), dtype=np.int32).reshape(-1, 4),
        ),
        AgreementColumns(none, none, none, small, (), np.zeros((0, 4), dtype=np.int32)),
        FormColumns(
            ints([unit for unit, _ in forms]), np.array([FORM_CODE[form] for _, form in forms], dtype=np.int8),
            np.array([ALWAYS] * len(forms), dtype=np.int32).reshape(-1, 4),
        ),
        UnitClassColumns(none, none, small, none, none, np.zeros((0, 4), dtype=np.int32)),
        (),
    )  # fmt: skip


def masters(day: OwnershipDay, unit: int) -> list[int]:
    h = day.votes
    node = h.node(unit)
    assert node is not None
    return [int(h.keys[one]) for one in controllers_of(Hurdle.of(h), node)]


def test_the_general_partner_controls_a_partnership_and_nobody_for_the_shares() -> None:
    facts = ownership([(ANN, FIRM, share("99/100"), ALWAYS)], [(BOB, FIRM)], [(FIRM, LegalForm.PARTNERSHIP)])
    day = OwnershipDay(facts, DAY)
    assert masters(day, FIRM) == [BOB]
    capital = day.capital
    assert [int(capital.keys[at]) for at in capital.holder] == [ANN]


def test_whoever_runs_an_individual_business_owns_it() -> None:
    facts = ownership([], [(BOB, FIRM)], [(FIRM, LegalForm.INDIVIDUAL_BUSINESS)])
    day = OwnershipDay(facts, DAY)
    assert masters(day, FIRM) == [BOB] and day.capital.share(0) == pair("1")


def test_deciding_days_are_those_on_which_everything_stands() -> None:
    begun = date(2020, 1, 1).toordinal()
    dated = (begun, begun, NEVER_ENDS, NEVER_ENDS)
    day = OwnershipDay(ownership([(ANN, OTHER, share("1"), SEEN), (OTHER, FIRM, share("1"), dated)]), DAY)
    assert deciding_days(day, day.votes, [0, 1]) == (begun, DAY.toordinal(), NEVER_ENDS, NEVER_ENDS)
    assert deciding_days(day, day.votes, []) == ALWAYS
