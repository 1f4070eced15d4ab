"""Sums that hit a threshold exactly, or miss it by a hair, in fractions that no float can tell apart."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np

from analysis.control.build import Stake, columns
from analysis.control.columns import Holdings
from analysis.control.majority import ultimate_controllers
from analysis.control.pairs import control_pairs
from analysis.control.thresholds import Hurdle, Threshold
from graph.model.records import Share

PERSON, SUBSIDIARIES = 0, (1, 2, 3)
CASES = 100_000


def odd_parts(rng: random.Random, part: Fraction, hair: int) -> list[Fraction]:
    """Three shares that add up to a part, or miss it by one piece; now and then of pieces beyond 64 bits."""
    pieces = [rng.randrange(2, 10**22 if rng.random() < 0.02 else 10**7) for _ in SUBSIDIARIES]
    whole = sum(pieces) * part.denominator // part.numerator
    return [Fraction(piece, whole) for piece in (pieces[0] + hair, *pieces[1:])]


def test_a_hundred_thousand_sums_on_the_threshold_are_judged_right() -> None:
    rng = random.Random(25)
    kinds = [(Fraction(1, 2), 0), (Fraction(1, 2), 1), (Fraction(1, 4), 0), (Fraction(1, 4), -1)]
    stakes = [Stake(PERSON, own, Share(Fraction(1), Fraction(1)), 0) for own in SUBSIDIARIES]
    for unit in range(10, 10 + CASES):
        shares = odd_parts(rng, *kinds[unit % 4])
        stakes += [Stake(own, unit, Share(x, x), 0) for own, x in zip(SUBSIDIARIES, shares, strict=True)]
    h = columns(stakes)
    assert h.wide
    half, quarter = Fraction(1, 2), Fraction(1, 4)
    for threshold, passing in (
        (Threshold(half), {1}),
        (Threshold(half, strict=False), {0, 1}),
        (Threshold(quarter), {0, 1}),
        (Threshold(quarter, strict=False), {0, 1, 2}),
    ):
        assert _units_of_person(h, threshold) == {unit for unit in range(10, 10 + CASES) if unit % 4 in passing}
    top = ultimate_controllers(h).top
    assert {int(key) for key in h.keys[top == PERSON] if key >= 10} == set(range(10, 10 + CASES)) & {
        *range(1, 10 + CASES, 4)
    }


def _units_of_person(h: Holdings, threshold: Threshold) -> set[int]:
    pairs = control_pairs(Hurdle.of(h, threshold))
    units: list[int] = h.keys[pairs.unit[pairs.source == PERSON]].tolist()
    return {unit for unit in units if unit >= 10}


def test_hundredths_of_percent_add_up() -> None:
    """33.34 + 16.66 is half, as printed; 0.1 ten times is the whole."""
    cents = [Fraction("33.34") / 100, Fraction("16.66") / 100]
    stakes = [Stake(0, own, Share(Fraction(1), Fraction(1)), 0) for own in (1, 2)]
    stakes += [Stake(own, 9, Share(x, x), 0) for own, x in zip((1, 2), cents, strict=True)]
    h = columns(stakes)
    assert ultimate_controllers(h).controller(int(h.node(9) or 0)) is None
    assert np.array_equal(control_pairs(Hurdle.of(h, Threshold(Fraction(1, 2), strict=False))).unit, [1, 2, 3])
