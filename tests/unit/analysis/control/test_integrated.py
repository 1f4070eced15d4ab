"""Look-through shares: exact in cycles, bounded in ranges, and every float decision checked."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest

from analysis.control import lookthrough
from analysis.control.integrated import owned_by, owners_of
from analysis.control.linear import solve
from analysis.control.lookthrough import all_pairs_above, all_possible_above
from analysis.control.thresholds import Reading, Threshold
from graph.errors import BadRequestError
from tests.support.control_reference import (
    Part,
    best_look_through,
    controlled,
    held,
    look_through,
    low_weights,
    part,
    random_parts,
)

QUARTER = Threshold(Fraction(1, 4), strict=False)


def keyed(h: object, shares: dict[int, Fraction]) -> dict[int, Fraction]:
    return {int(h.keys[node]): share for node, share in shares.items()}  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", [{}, {"contradicted": True}, {"ranges": True}, {"fine": True, "contradicted": True}])
def test_every_holder_and_every_unit_agree_with_elimination(kind: dict[str, bool]) -> None:
    rng = random.Random(str(kind))
    for _ in range(60):
        parts = random_parts(rng, persons=rng.randint(1, 3), units=rng.randint(1, 6), **kind)
        h, weights = held(parts), low_weights(parts)
        expected = {key: look_through(weights, key) for key in h.keys.tolist()}
        for node, key in enumerate(h.keys.tolist()):
            assert keyed(h, owned_by(h, node)) == expected[key]
            owners = owners_of(h, node)
            assert keyed(h, owners.shares) == {
                a: expected[a][key]
                for a in h.keys.tolist()
                if key in expected[a] and h.node(a) not in owners.in_circles
            }
        for threshold in (Threshold(), QUARTER, Threshold(Fraction(0))):
            found = (
                {(int(h.keys[a]), int(h.keys[u])) for a, u in all_pairs_above(h, threshold).pairs()} if parts else set()
            )
            assert found == {(a, u) for a, of in expected.items() for u, share in of.items() if threshold.passed(share)}


@pytest.mark.parametrize("contradicted", [False, True])
def test_high_ends_are_the_best_over_all_true_shares(contradicted: bool) -> None:
    rng = random.Random(12)
    for _ in range(30):
        parts = [p for p in random_parts(rng, persons=2, units=3, ranges=True, contradicted=contradicted) if p.high]
        h = held(parts)
        for node, key in enumerate(h.keys.tolist()):
            assert keyed(h, owned_by(h, node, Reading.POSSIBLE)) == best_look_through(parts, key)
        found = {(int(h.keys[a]), int(h.keys[u])) for a, u, _ in all_possible_above(h, QUARTER)}
        assert found == {
            (a, u)
            for a in h.keys.tolist()
            for u, share in best_look_through(parts, a).items()
            if share >= Fraction(1, 4)
        }


def test_look_through_multiplies_and_adds() -> None:
    h = held([part(1, 2, "51/100"), part(2, 3, "51/100"), part(1, 3, "1/100")])
    assert owned_by(h, 0)[2] == Fraction(51 * 51 + 100, 10_000)
    assert controlled([part(1, 2, "51/100"), part(2, 3, "51/100")], {1}) == {2, 3}


def test_two_units_that_own_each_other_whole_own_each_other_once() -> None:
    h = held([part(1, 2, 1), part(2, 1, 1), part(2, 3, "1/2")])
    assert owned_by(h, 0) == {1: 1, 2: Fraction(1, 2)}
    assert owned_by(h, 1) == {0: 1, 2: Fraction(1, 2)}
    owners = owners_of(h, 0)
    assert not owners.shares
    assert owners.closed == {0, 1}
    assert set(all_pairs_above(h, Threshold()).pairs()) == {(0, 1), (1, 0)}


def test_own_shares_fall_to_the_others() -> None:
    h = held([part(1, 2, "3/5"), part(2, 2, "1/5"), part(3, 2, "1/5")])
    assert owned_by(h, 0) == {1: Fraction(3, 4)}


def test_ranges_leave_a_range() -> None:
    h = held([part(1, 2, "25/100", "50/100"), part(2, 3, "1/2"), part(4, 3, 0, 1)])
    assert owned_by(h, 0) == {1: Fraction(1, 4), 2: Fraction(1, 8)}
    assert owned_by(h, 0, Reading.POSSIBLE) == {1: Fraction(1, 2), 2: Fraction(1, 4)}
    assert owned_by(h, 3, Reading.POSSIBLE) == {2: Fraction(1, 2)}


def test_a_quarter_on_the_dot_is_found_and_not_exceeded() -> None:
    third = Fraction(1, 3)
    h = held([part(1, 2, third), part(2, 3, Fraction(3, 4)), part(1, 4, "1/7"), part(4, 3, 0)])
    assert (0, 2) in set(all_pairs_above(h, QUARTER).pairs())
    assert (0, 2) not in set(all_pairs_above(h, Threshold(Fraction(1, 4))).pairs())
    assert all_pairs_above(h, QUARTER).decided_exactly


def test_nothing_is_lost_when_floats_cannot_tell_anything() -> None:
    """All but a hair of two companies lies in their own circle: the float system is singular."""
    hair = Fraction(1, 10**30)
    h = held([part(1, 2, 1 - hair), part(2, 1, 1 - hair), part(9, 1, hair)])
    assert owned_by(h, 2)[0] == hair / (1 - (1 - hair) ** 2)
    assert (2, 0) in set(all_pairs_above(h, Threshold()).pairs())


def test_too_large_a_table_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookthrough, "_MOST_UNITS", 1)
    with pytest.raises(BadRequestError, match="too many"):
        all_pairs_above(held([part(1, 2, 1), part(1, 3, 1)]), QUARTER)


def test_linear_systems_are_solved_exactly() -> None:
    rng = random.Random(3)
    for size in (1, 2, 5, 12):
        matrix = [
            {at: rng.randrange(-9, 10) for at in range(size)} | {row: 10**20 + rng.randrange(99)} for row in range(size)
        ]
        wanted = [Fraction(rng.randrange(-99, 100), rng.randrange(1, 10**15)) for _ in range(size)]
        right = [sum((value * wanted[at] for at, value in row.items()), Fraction(0)) for row in matrix]
        assert solve(matrix, right) == wanted
    assert solve([], []) == []
    with pytest.raises(ZeroDivisionError):
        solve([{0: 1, 1: -1}, {0: -1, 1: 1}], [Fraction(1), Fraction(0)])


def test_float_shares_for_display_are_close() -> None:
    rng = random.Random(4)
    parts: list[Part] = random_parts(rng, persons=4, units=8)
    h = held(parts)
    found = all_pairs_above(h, Threshold(Fraction(1, 10)))
    for (holder, unit), share in zip(found.pairs(), found.share.tolist(), strict=True):
        assert np.isclose(share, float(owned_by(h, holder)[unit]))
