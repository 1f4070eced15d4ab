"""Small operations on integer columns: joins on keys and intersections of three-valued intervals."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from graph.model.facts import Days, Ints

Index = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


def join(left: Ints, right: Ints) -> tuple[Index, Index]:
    """All pairs of positions with equal keys: ``left[i] == right[j]``, ordered by ``i``, then by ``j``."""
    order = np.argsort(right, kind="stable")
    ranked = right[order]
    first = np.searchsorted(ranked, left, side="left")
    counts = np.searchsorted(ranked, left, side="right") - first
    left_index = np.repeat(np.arange(len(left), dtype=np.int64), counts)
    offsets = np.arange(len(left_index), dtype=np.int64) - np.repeat(np.cumsum(counts) - counts, counts)
    return left_index, order[np.repeat(first, counts) + offsets].astype(np.int64)


def intersect(*intervals: Days) -> Days:
    """The intersection of intervals row by row: both starts at their latest, both ends at their earliest.

    It holds *yes* on a day only where all hold yes, and *no* where any holds no. Shapes are
    (..., 4) and may be broadcast.
    """
    result = intervals[0]
    for other in intervals[1:]:
        starts, ends = np.maximum(result[..., :2], other[..., :2]), np.minimum(result[..., 2:], other[..., 2:])
        result = np.concatenate((starts, ends), axis=-1)
    return result


def can_hold(days: Days) -> Mask:
    """Rows that hold yes or unknown on at least one day."""
    possible: Mask = days[..., 0] < days[..., 3]
    return possible
