"""Real-shaped data: ids shared by persons and companies, ratios of twenty digits, a knot of 457 companies."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import numpy as np
import pytest

from analysis.control.columns import Holdings
from analysis.control.components import components
from analysis.control.integrated import owned_by, owners_of
from analysis.control.lookthrough import all_pairs_above
from analysis.control.majority import ultimate_controllers
from analysis.control.pairs import control_pairs, each
from analysis.control.thresholds import Hurdle, Reading, Threshold
from tests.support.finbench import finbench, nodes, rows

HALF, THIRD, QUARTER = Threshold(), Threshold(Fraction(1, 3)), Threshold(Fraction(1, 4), strict=False)
loaded = cache(finbench)


def keyed(h: Holdings, pairs: object) -> set[tuple[int, int]]:
    return {(int(h.keys[a]), int(h.keys[u])) for a, u in pairs}  # type: ignore[attr-defined]


def float_control(part: float) -> set[tuple[int, int]]:
    """Families from the rows as floats; no sum of this data comes near a threshold."""
    out: dict[int, list[tuple[int, float]]] = {}
    for holder, unit, ratio in rows():
        out.setdefault(holder, []).append((unit, float(ratio)))
    pairs = set()
    for source in out:
        votes: dict[int, float] = {}
        stack, family = [source], {source}
        while stack:
            for unit, part_held in out.get(stack.pop(), []):
                votes[unit] = votes.get(unit, 0) + part_held
                if unit not in family and votes[unit] > part:
                    family.add(unit)
                    stack.append(unit)
        pairs |= {(source, unit) for unit in family - {source}}
    return pairs


def float_look_through(part: float) -> set[tuple[int, int]]:
    """One linear system per holder that is held itself, its own shareholders cut off; one for all others."""
    keys = sorted({key for holder, unit, _ in rows() for key in (holder, unit)})
    at = {key: number for number, key in enumerate(keys)}
    direct = np.zeros((len(keys), len(keys)))
    for holder, unit, ratio in rows():
        direct[at[holder], at[unit]] = float(ratio)
    held = np.flatnonzero(direct.any(axis=0))
    inner = np.linalg.inv(np.eye(len(held)) - direct[np.ix_(held, held)])
    total = np.zeros_like(direct)
    total[:, held] = direct[:, held] @ inner
    total /= 1 + np.diag(total)[:, None]
    np.fill_diagonal(total, 0)
    return {(keys[a], keys[u]) for a, u in zip(*np.nonzero(total > part), strict=True)}


def test_persons_and_companies_are_kept_apart() -> None:
    h = loaded()
    assert nodes() == (1957, 967)
    assert len(h.unit) == 5034
    assert not h.is_unit[h.keys % 2 == 0].any()
    same = {int(k) // 2 for k in h.keys if k % 2} & {int(k) // 2 for k in h.keys if k % 2 == 0}
    assert same  # one number, two subjects


def test_the_knot() -> None:
    h = loaded()
    knots = components({u: [int(h.holder[e]) for e in h.edges_into(u)] for u in set(h.unit.tolist())})
    assert max(map(len, knots)) == 457


@pytest.mark.parametrize(("threshold", "expected"), [(HALF, 69), (THIRD, 395), (QUARTER, 1050)])
def test_control_pairs(threshold: Threshold, expected: int) -> None:
    h = loaded()
    found = keyed(h, each(control_pairs(Hurdle.of(h, threshold))))
    assert len(found) == expected
    assert found == float_control(float(threshold.part))
    assert found == keyed(h, each(control_pairs(Hurdle.of(h, threshold, Reading.POSSIBLE))))


@pytest.mark.parametrize(("threshold", "expected"), [(HALF, 69), (THIRD, 363), (QUARTER, 785)])
def test_look_through_pairs(threshold: Threshold, expected: int) -> None:
    h = loaded()
    found = keyed(h, all_pairs_above(h, threshold).pairs())
    assert len(found) == expected
    assert found == float_look_through(float(threshold.part))


def test_ultimate_controllers() -> None:
    found = ultimate_controllers(loaded())
    assert sum(found.controller(node) is not None for node in range(len(found.top))) == 69
    assert not found.circular.any()


@pytest.mark.long
def test_one_holder_and_one_unit_in_the_knot_agree_exactly() -> None:
    h = loaded()
    knot = max(components({u: [int(h.holder[e]) for e in h.edges_into(u)] for u in set(h.unit.tolist())}), key=len)
    owners = owners_of(h, knot[0])
    assert sum(owners.shares.values()) <= 1
    holder = max(owners.shares, key=lambda node: owners.shares[node])
    assert owned_by(h, holder)[knot[0]] == owners.shares[holder]
