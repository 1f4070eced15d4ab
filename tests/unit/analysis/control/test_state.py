"""The state ladder, rung by rung, and that missing shares never turn into "not state-owned"."""

from __future__ import annotations

import random
from collections.abc import Collection
from fractions import Fraction

from analysis.control.columns import Holdings
from analysis.control.state import StateClass, StateLadder, StateReading, state_ladder
from tests.support.control_reference import Part, held, part, random_parts

BODY, OTHER_BODY, PERSON, UNTOLD = 1, 2, 3, 50
NONE, PARTICIPATED, CONTROLLED, WHOLLY = StateClass


class Ladder:
    """A ladder asked by subject key."""

    def __init__(
        self, parts: list[Part], *, partnerships: Collection[int] = (), declared: Collection[int] = ()
    ) -> None:
        self.h: Holdings = held(parts, units=[BODY, OTHER_BODY, UNTOLD])
        nodes = [
            [n for key in some if (n := self.h.node(key)) is not None]
            for some in (self._bodies(), partnerships, declared)
        ]
        self.ladder: StateLadder = state_ladder(self.h, nodes[0], partnerships=nodes[1], declared=nodes[2])

    @staticmethod
    def _bodies() -> tuple[int, int]:
        return BODY, OTHER_BODY

    def __getitem__(self, key: int) -> StateReading:
        return self.ladder.read(int(self.h.node(key) or 0))

    def path(self, key: int) -> list[tuple[int, int]]:
        return [(int(self.h.keys[self.h.holder[e]]), int(self.h.keys[self.h.unit[e]])) for e in self[key].edges]


def test_the_whole_through_whole_units_is_wholly_owned() -> None:
    ladder = Ladder([part(BODY, 10, 1), part(10, 20, "1/2"), part(OTHER_BODY, 20, "1/2"), part(20, 30, 1)])
    assert [(ladder[u].state_class, ladder[u].rung, ladder[u].settled) for u in (10, 20, 30)] == [(WHOLLY, 1, True)] * 3
    assert ladder.path(30) == [(BODY, 10), (OTHER_BODY, 20), (10, 20), (20, 30)]


def test_a_hair_less_than_the_whole_is_controlled_only() -> None:
    hair = Fraction(1, 10**30)
    ladder = Ladder([part(BODY, 10, 1 - hair), part(PERSON, 10, hair)])
    assert (ladder[10].state_class, ladder[10].rung, ladder[10].settled) == (CONTROLLED, 2, True)


def test_the_second_rung_wants_the_largest_holder() -> None:
    both = [part(BODY, 9, "30/100"), part(OTHER_BODY, 9, "30/100")]
    assert Ladder([*both, part(PERSON, 9, "25/100"), part(4, 9, "15/100")])[9].rung == 2
    smaller = Ladder([*both, part(PERSON, 9, "40/100")])[9]
    assert (smaller.state_class, smaller.ceiling, smaller.settled) == (PARTICIPATED, CONTROLLED, False)


def test_exactly_half_is_participation() -> None:
    ladder = Ladder([part(BODY, 9, "1/2"), part(PERSON, 9, "1/2")])
    assert (ladder[9].state_class, ladder[9].settled) == (PARTICIPATED, True)
    assert ladder.path(9) == [(BODY, 9)]


def test_subsidiaries_are_judged_by_direct_shares_level_by_level() -> None:
    """51 % of 51 % is state-controlled; sums of products play no part."""
    ladder = Ladder(
        [part(BODY, 10, "51/100"), part(10, 20, "51/100"), part(20, 30, "51/100"), part(PERSON, 30, "49/100")]
    )
    assert [(ladder[u].state_class, ladder[u].rung) for u in (10, 20, 30)] == [
        (CONTROLLED, 2),
        (CONTROLLED, 3),
        (CONTROLLED, 3),
    ]
    assert ladder.path(30) == [(BODY, 10), (10, 20), (20, 30)]


def test_one_enterprise_and_its_own_subsidiaries_count_together() -> None:
    parts = [
        part(BODY, 10, "60/100"),
        part(10, 20, 1),
        part(10, 30, "30/100"),
        part(20, 30, "30/100"),
        part(PERSON, 30, "40/100"),
    ]
    ladder = Ladder(parts)
    assert (ladder[30].state_class, ladder[30].rung) == (CONTROLLED, 3)
    assert ladder.path(30) == [(BODY, 10), (10, 20), (10, 30), (20, 30)]


def test_two_enterprises_of_which_none_has_the_majority_are_no_third_rung() -> None:
    parts = [
        part(BODY, 10, "60/100"),
        part(BODY, 11, "60/100"),
        part(10, 30, "30/100"),
        part(11, 30, "30/100"),
        part(PERSON, 30, "40/100"),
    ]
    reading = Ladder(parts)[30]
    assert (reading.state_class, reading.ceiling) == (PARTICIPATED, CONTROLLED)


def test_partnerships_are_outside_and_pass_nothing_on() -> None:
    ladder = Ladder([part(BODY, 10, 1), part(10, 20, "99/100"), part(20, 30, 1)], partnerships=[20])
    assert [ladder[u].state_class for u in (10, 20, 30)] == [WHOLLY, NONE, NONE]


def test_a_declaration_is_needed_below_half() -> None:
    parts = [part(BODY, 9, "40/100"), part(PERSON, 9, "60/100")]
    assert Ladder(parts)[9].state_class is PARTICIPATED
    declared = Ladder(parts, declared=[9])[9]
    assert (declared.state_class, declared.rung, declared.settled) == (CONTROLLED, 4, True)


def test_unknown_is_never_not_state_owned() -> None:
    ladder = Ladder([part(PERSON, 10, 0, 1), part(PERSON, 11, "30/100"), part(UNTOLD, 12, 1), part(PERSON, 13, 1)])
    assert [ladder[u].state_class for u in (10, 11, 12)] == [None, None, None]
    assert ladder[13].state_class is NONE
    assert ladder[13].settled


def test_a_closed_ring_is_unknown() -> None:
    ladder = Ladder([part(10, 11, 1), part(11, 10, 1)])
    assert ladder[10].state_class is None


def test_floor_and_ceiling_hold_for_every_true_state_of_the_shares() -> None:
    rng = random.Random(31)
    for _ in range(200):
        parts = random_parts(rng, persons=4, units=6, ranges=True)
        truth = _drawn(rng, parts)
        vague, clear = (Ladder(some, partnerships=[5]) for some in (parts, truth))
        for key in range(4, 10):
            if vague.h.node(key) is not None and clear.h.node(key) is not None:
                assert vague[key].floor <= clear[key].floor <= clear[key].ceiling <= vague[key].ceiling


def _drawn(rng: random.Random, parts: list[Part]) -> list[Part]:
    real = {at: p.low for at, p in enumerate(parts)}
    for at in rng.sample(range(len(parts)), len(parts)):
        p = parts[at]
        free = 1 - sum((low for other, low in real.items() if parts[other].unit == p.unit), Fraction(0))
        real[at] = min(p.high, p.low + free * rng.choice((0, 1, Fraction(1, 3))))
    return [Part(p.holder, p.unit, real[at], real[at]) for at, p in enumerate(parts)]
