"""From facts to columns: parts that add up, unknowns, offices, proxies, denominators beyond 64 bits."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from analysis.control.build import Proxy, Stake, columns, voting_share
from analysis.control.columns import SCALE, Ground, Holdings
from analysis.control.family import controllers_of
from analysis.control.majority import ultimate_controllers
from analysis.control.thresholds import Hurdle, Reading, Threshold
from graph.errors import BadRequestError
from graph.model.records import Holding, Origin, Share
from graph.model.time import ALWAYS


def share(low: str, high: str | None = None) -> Share:
    return Share(Fraction(low), Fraction(high or low))


def controllers(h: Holdings, unit: int, reading: Reading = Reading.CERTAIN) -> list[int]:
    node = h.node(unit)
    assert node is not None
    return [int(h.keys[a]) for a in controllers_of(Hurdle.of(h, reading=reading), node)]


def test_facts_about_the_same_pair_add_up_and_stay_known() -> None:
    h = columns([Stake(1, 2, share("1/3"), 7), Stake(3, 2, share("1/5"), 8), Stake(1, 2, share("1/5"), 9)], units=())
    assert len(h.unit) == 2
    assert h.share(0) == (Fraction(8, 15), Fraction(8, 15))
    assert sorted(h.facts_of(0)) == [7, 9]
    assert h.facts_of(1) == [8]
    assert controllers(h, 2) == [1]


def test_nothing_known_is_nothing_certain() -> None:
    h = columns([Stake(1, 2, None, 0)], units=())
    assert h.share(0) == (Fraction(0), Fraction(1))
    assert controllers(h, 2) == []
    assert controllers(h, 2, Reading.POSSIBLE) == [1]


def test_a_fact_that_may_not_have_stood_is_not_certain() -> None:
    h = columns([Stake(1, 2, share("1"), 0, firm=False)], units=())
    assert (controllers(h, 2), controllers(h, 2, Reading.POSSIBLE)) == ([], [1])


def test_no_holdings_at_all() -> None:
    h = columns([], units=[5])
    assert ultimate_controllers(h).top.tolist() == [0]
    assert h.node(5) == 0
    assert h.node(6) is None
    assert h.nbytes > 0


def test_the_general_partner_has_the_say_at_a_hundredth_of_a_percent() -> None:
    stakes = [Stake(1, 9, share("1/10000"), 0, Ground.OFFICE), Stake(2, 9, share("9999/10000"), 1)]
    assert controllers(columns(stakes, headed=[9], units=()), 9) == [1]
    assert controllers(columns(stakes, headed=[9], units=()), 9, Reading.POSSIBLE) == [1]


def test_of_two_managing_partners_either_may_have_the_say() -> None:
    stakes = [Stake(1, 9, None, 0, Ground.OFFICE), Stake(2, 9, None, 1, Ground.OFFICE), Stake(3, 9, share("9/10"), 2)]
    h = columns(stakes, headed=[9], units=())
    assert (controllers(h, 9), controllers(h, 9, Reading.POSSIBLE)) == ([], [1, 2])


def test_a_partnership_whose_manager_is_not_named_is_not_its_largest_partners() -> None:
    h = columns([Stake(1, 9, share("99/100"), 0), Stake(2, 9, share("1/100"), 1)], headed=[9], units=())
    assert (controllers(h, 9), controllers(h, 9, Reading.POSSIBLE)) == ([], [1, 2])


def test_the_same_head_twice_is_one_head() -> None:
    stakes = [Stake(1, 9, None, 0, Ground.OFFICE, firm=False), Stake(1, 9, None, 1, Ground.OFFICE)]
    h = columns(stakes, headed=[9], units=())
    assert controllers(h, 9) == [1]
    assert h.ground.tolist() == [Ground.OFFICE]


def test_votes_under_proxy_are_cast_by_the_agent() -> None:
    stakes = [Stake(1, 9, share("3/10"), 0), Stake(2, 9, share("3/10"), 1), Stake(2, 8, share("1"), 2)]
    h = columns(stakes, proxies=[Proxy(principal=2, agent=1, unit=9)], units=())
    assert (controllers(h, 9), controllers(h, 8)) == ([1], [2])
    assert sorted(fact for e in h.edges_into(int(h.node(9) or 0)) for fact in h.facts_of(e)) == [0, 1]


def test_votes_follow_capital_only_where_no_votes_are_given() -> None:
    here = Origin("s", "f", 1)
    both = Holding("h", "a", "b", ALWAYS, here, capital=share("477/1000"), votes=share("53/100"))
    capital = Holding("h", "a", "b", ALWAYS, here, capital=share("477/1000"))
    assert voting_share(both) == (share("53/100"), Ground.VOTES)
    assert voting_share(capital) == (share("477/1000"), Ground.CAPITAL)
    assert voting_share(Holding("h", "a", "b", ALWAYS, here)) == (None, Ground.VOTES)


def test_denominators_beyond_the_columns_stay_exact() -> None:
    hair = Fraction(1, 3**60)
    stakes = [Stake(1, 9, Share(Fraction(1, 2) + hair, Fraction(1, 2) + hair), 0), Stake(2, 9, share("1/4"), 1)]
    h = columns(stakes, units=())
    node = int(h.node(9) or 0)
    assert node in h.wide
    assert h.whole[node] == SCALE
    assert h.share(0)[0] == Fraction(1, 2) + hair
    assert h.left_over(node) == Fraction(1, 4) - hair
    assert controllers(h, 9) == [1]


def test_sums_over_the_whole_are_named() -> None:
    h = columns(
        [Stake(1, 9, share("51/100"), 0), Stake(2, 9, share("51/100"), 1), Stake(1, 8, share("1"), 2)], units=()
    )
    assert [int(h.keys[u]) for u in h.overfull()] == [9]
    assert h.sum_named(h.overfull()[0]) == Fraction(102, 100)


def test_bars_are_the_least_numbers_that_pass() -> None:
    for whole in (1, 2, 3, 7, 9_999, 10_000, (1 << 50) - 1):
        h = columns([Stake(1, 2, Share(Fraction(1, whole), Fraction(1, whole)), 0)], units=())
        for part in (
            Fraction(1, 2),
            Fraction(1, 3),
            Fraction(1, 4),
            Fraction(2, 3),
            Fraction(12_345, 99_991),
            Fraction(1),
        ):
            for strict in (True, False):
                threshold = Threshold(part, strict)
                bar = int(Hurdle.of(h, threshold).bar[1])
                assert threshold.passed(Fraction(bar, whole)) or bar > whole
                assert bar == 1 or not threshold.passed(Fraction(bar - 1, whole))
                assert np.all(Hurdle.of(h, threshold).bar >= 1)


@pytest.mark.parametrize("part", [Fraction(-1, 2), Fraction(3, 2), Fraction(1, 2**40)])
def test_thresholds_that_mean_nothing_are_refused(part: Fraction) -> None:
    with pytest.raises(BadRequestError, match="not a threshold"):
        Threshold(part)
