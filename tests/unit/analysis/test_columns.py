"""Joins and interval intersections, against plain loops."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.columns import can_hold, intersect, join
from graph.model.certainty import Truth
from graph.model.time import NEVER_ENDS, holds

Span = tuple[int, int, int, int]
keys = st.lists(st.integers(0, 8), max_size=20)
columns = st.tuples(*[st.integers(0, 30)] * 4).map(
    lambda t: (min(t[:2]), max(t[:2]), min(t[2:]), NEVER_ENDS if max(t[2:]) == 30 else max(t[2:]))
)


@given(keys, keys)
def test_join_is_the_plain_double_loop(left: list[int], right: list[int]) -> None:
    expected = [(i, j) for i, a in enumerate(left) for j, b in enumerate(right) if a == b]
    found = join(np.array(left, dtype=np.int64), np.array(right, dtype=np.int64))
    assert list(zip(*(side.tolist() for side in found), strict=True)) == expected


@given(st.lists(st.tuples(columns, columns), min_size=1, max_size=10), st.integers(0, 31))
def test_intersection_is_three_valued_and(pairs: list[tuple[Span, Span]], day: int) -> None:
    first, second = (np.array(side, dtype=np.int32) for side in zip(*pairs, strict=True))
    for (a, b), both in zip(pairs, intersect(first, second).tolist(), strict=True):
        truths = {holds(a, day), holds(b, day)}
        expected = Truth.NO if Truth.NO in truths else Truth.YES if truths == {Truth.YES} else Truth.UNKNOWN
        assert holds(both, day) is expected


def test_can_hold_drops_what_never_holds() -> None:
    days = np.array([[5, 5, 9, 9], [9, 9, 5, 5], [5, 9, 5, 9]], dtype=np.int32)
    assert can_hold(days).tolist() == [True, False, True]
