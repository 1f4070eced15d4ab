"""Sums that hit a threshold exactly, or miss it by a hair, in fractions that no float can tell apart."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest

from analysis.control.build import Stake, columns
from analysis.control.columns import Holdings, assemble
from analysis.control.majority import ultimate_controllers
from analysis.control.pairs import control_pairs
from analysis.control.thresholds import Hurdle, Threshold
from graph.model.records import Share

PERSON, SUBSIDIARIES, FIRST = 0, (1, 2, 3), 4
HALF, QUARTER = Fraction(1, 2), Fraction(1, 4)
KINDS = [(HALF, 0), (HALF, 1), (QUARTER, 0), (QUARTER, -1)]  # the sum of a unit, and by how many pieces it misses


def as_integers(cases: int) -> Holdings:
    """Three subsidiaries of one person hold odd parts of every unit; whole numbers over one denominator per unit."""
    rng = np.random.default_rng(25)
    pieces = rng.integers(2, 10**7, (cases, len(SUBSIDIARIES)))
    kind = np.arange(cases) % len(KINDS)
    whole = pieces.sum(axis=1) * np.array([int(1 / part) for part, _ in KINDS])[kind]
    pieces[:, 0] += np.array([hair for _, hair in KINDS])[kind]
    units = np.repeat(np.arange(FIRST, FIRST + cases), len(SUBSIDIARIES))
    return assemble(
        keys=np.arange(FIRST + cases),
        is_unit=np.arange(FIRST + cases) > PERSON,
        holder=np.r_[[PERSON] * len(SUBSIDIARIES), np.tile(SUBSIDIARIES, cases)].astype(np.int32),
        unit=np.r_[SUBSIDIARIES, units].astype(np.int32),
        low=np.r_[np.ones(len(SUBSIDIARIES), dtype=np.int64), pieces.ravel()],
        whole=np.r_[np.ones(FIRST, dtype=np.int64), whole],
    )


def as_fractions(cases: int) -> Holdings:
    """The same from single shares, each in lowest terms; one in ten units beyond 64 bits."""
    rng = random.Random(25)
    whole_thing = Share(Fraction(1), Fraction(1))
    stakes = [Stake(PERSON, own, whole_thing, 0) for own in SUBSIDIARIES]
    for unit in range(FIRST, FIRST + cases):
        part, hair = KINDS[(unit - FIRST) % len(KINDS)]
        pieces = [rng.randrange(2, 10**22 if unit % 10 == 0 else 10**7) for _ in SUBSIDIARIES]
        whole = sum(pieces) * int(1 / part)
        shares = [Fraction(piece, whole) for piece in (pieces[0] + hair, *pieces[1:])]
        stakes += [Stake(own, unit, Share(x, x), 0) for own, x in zip(SUBSIDIARIES, shares, strict=True)]
    h = columns(stakes, units=SUBSIDIARIES)
    assert len(h.wide) >= cases // 10
    return h


@pytest.mark.parametrize(("made", "cases"), [(as_integers, 100_000), (as_fractions, 10_000)])
def test_sums_on_the_threshold_are_judged_right(made: Callable[[int], Holdings], cases: int) -> None:
    h = made(cases)
    kind = np.arange(len(h.keys) - FIRST) % len(KINDS)
    for threshold, passing in (
        (Threshold(HALF), {1}),
        (Threshold(HALF, strict=False), {0, 1}),
        (Threshold(QUARTER), {0, 1}),
        (Threshold(QUARTER, strict=False), {0, 1, 2}),
    ):
        pairs = control_pairs(Hurdle.of(h, threshold))
        found = np.zeros(len(h.keys), dtype=bool)
        found[pairs.unit[pairs.source == PERSON]] = True
        assert np.array_equal(found[FIRST:], np.isin(kind, list(passing)))
    assert np.array_equal(ultimate_controllers(h).top[FIRST:] == PERSON, kind == 1)


def test_hundredths_of_percent_add_up() -> None:
    """33.34 + 16.66 is half, as printed."""
    cents = [Fraction("33.34") / 100, Fraction("16.66") / 100]
    stakes = [Stake(PERSON, own, Share(Fraction(1), Fraction(1)), 0) for own in (1, 2)]
    stakes += [Stake(own, 9, Share(x, x), 0) for own, x in zip((1, 2), cents, strict=True)]
    h = columns(stakes, units=(1, 2))
    assert ultimate_controllers(h).controller(3) is None
    assert control_pairs(Hurdle.of(h, Threshold(HALF, strict=False))).unit.tolist() == [1, 2, 3]
