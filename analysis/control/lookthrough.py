"""Every (holder, unit) pair above a look-through threshold: floats with proven margins, exact where they cannot tell.

One dense inverse over all units: meant for graphs of up to a few thousand. No decision rests on a float: a pair within
its margin is decided by :func:`analysis.control.integrated.owned_by`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from analysis.control.columns import Holdings, Ints
from analysis.control.components import components
from analysis.control.integrated import Weights, is_circle, is_closed, low_weights, owned_by
from analysis.control.thresholds import Reading, Threshold
from graph.errors import BadRequestError

Floats = npt.NDArray[np.float64]
_UNIT_ROUNDOFF = 2.0**-53
_ROWS = 512
_MOST_UNITS = 4_000
_HOPELESS = 1e30  # a margin that leaves everything open, and times zero is zero


@dataclass(frozen=True)
class Above:
    """Pairs above a threshold, by holder, then unit. ``share`` is for display only; the choice of pairs is exact."""

    holder: Ints
    unit: Ints
    share: Floats
    decided_exactly: int  # how many candidate pairs the floats left open

    def __len__(self) -> int:
        return len(self.holder)

    def pairs(self) -> Iterator[tuple[int, int]]:
        """The pairs as Python integers."""
        return zip(self.holder.tolist(), self.unit.tolist(), strict=True)


def all_pairs_above(holdings: Holdings, threshold: Threshold) -> Above:
    """Everybody whose look-through share (low end) in any unit passes; nobody's share in itself counts."""
    web = _Web.of(holdings)
    holder, unit, share, opened = [], [], [], 0
    for rows in np.array_split(web.holders, max(1, len(web.holders) // _ROWS)):
        least, most = web.bounds(rows)
        sure, open_ = _compared(least, most, threshold)
        for row in np.flatnonzero(open_.any(axis=1) | np.isin(rows, web.closed)).tolist():
            exact = owned_by(holdings, int(rows[row]))
            opened += int(open_[row].sum())
            sure[row] = [threshold.passed(exact.get(int(u), Fraction(0))) and int(u) in exact for u in web.units]
        found_row, found_unit = np.nonzero(sure)
        holder.append(rows[found_row])
        unit.append(web.units[found_unit])
        share.append(((least + most) / 2)[found_row, found_unit])
    return Above(np.concatenate(holder), np.concatenate(unit), np.concatenate(share), opened)


def all_possible_above(holdings: Holdings, threshold: Threshold) -> list[tuple[int, int, Fraction]]:
    """The same at the high end, with exact shares. Asks holder by holder: meant for the few with open ranges."""
    found = []
    for holder in np.unique(holdings.holder).tolist():
        best = owned_by(holdings, holder, Reading.POSSIBLE)
        found += [(holder, unit, share) for unit, share in best.items() if threshold.passed(share)]
    return found


def _compared(least: Floats, most: Floats, threshold: Threshold) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Pairs that pass for sure and pairs left open; the threshold itself is widened by its own rounding."""
    part = float(threshold.part)
    above, below = np.nextafter(part, 2), np.nextafter(part, -1)
    sure = least > above
    return sure, ~sure & (most >= max(below, 0)) & (most > 0)


@dataclass(frozen=True)
class _Web:
    """All units as one float system ``(I - A) X = I`` with margins; ``A[k, u]`` is what unit ``k`` has of ``u``."""

    units: Ints
    holders: Ints
    closed: Ints  # units in closed rings: as holders they are always asked for exactly
    own: Floats  # (holders, units) direct shares, rings cut
    inverse: Floats
    row_error: Floats  # |N - X|[i, j] <= row_error[i] * column_most[j]
    column_most: Floats
    circle: npt.NDArray[np.bool_]  # (units,) on a circle

    @classmethod
    def of(cls, holdings: Holdings) -> _Web:
        units = np.unique(holdings.unit).astype(np.int64)
        if len(units) > _MOST_UNITS:
            raise BadRequestError(f"{len(units):,} units are too many for one table; ask for single units or holders")
        weights = {unit: low_weights(holdings, unit) for unit in units.tolist()}
        circle, closed = _circles(weights)
        holders = np.unique(holdings.holder).astype(np.int64)
        own = _matrix(weights, holders, units, closed)
        inner = own[np.searchsorted(holders, np.intersect1d(holders, units))]
        square = np.zeros((len(units), len(units)))
        square[np.searchsorted(units, np.intersect1d(holders, units))] = inner
        inverse, row_error, column_most = _inverted(square)
        return cls(
            units,
            holders,
            np.array(sorted(closed), dtype=np.int64),
            own,
            inverse,
            row_error,
            column_most,
            np.isin(units, sorted(circle)),
        )

    def bounds(self, rows: Ints) -> tuple[Floats, Floats]:
        """Proven lower and upper ends of the look-through shares of some holders in every unit."""
        own = self.own[np.searchsorted(self.holders, rows)]
        middle = own @ self.inverse
        rounding = (len(self.units) + 4) * _UNIT_ROUNDOFF * (own @ np.abs(self.inverse))
        margin = 2 * (own @ self.row_error[:, None] * self.column_most + rounding)
        least, most = middle - margin, middle + margin
        for row, node in enumerate(rows.tolist()):
            at = int(np.searchsorted(self.units, node))
            if at < len(self.units) and self.units[at] == node:
                self._of_unit(at, least[row], most[row])
        return np.maximum(least, 0), most

    def _of_unit(self, at: int, least: Floats, most: Floats) -> None:
        """A holder on a circle meets itself again: what it owns is divided by how often it comes round."""
        if self.circle[at]:
            round_least, round_most = max(1.0, 1 + least[at]), 1 + most[at]
            least /= round_most * (1 + 4 * _UNIT_ROUNDOFF)
            most /= round_least * (1 - 4 * _UNIT_ROUNDOFF)
        least[at] = most[at] = 0.0


def _circles(weights: dict[int, Weights]) -> tuple[set[int], set[int]]:
    """Units on a circle, and those in closed rings."""
    circle: set[int] = set()
    closed: set[int] = set()
    for members in components({unit: weights[unit].keys() for unit in weights}):
        if is_circle(members, weights):
            circle.update(members)
            if is_closed(members, weights):
                closed.update(members)
    return circle, closed


def _matrix(weights: dict[int, Weights], holders: Ints, units: Ints, closed: set[int]) -> Floats:
    """Direct shares; what closed rings hold of each other leads nowhere and is left out."""
    matrix = np.zeros((len(holders), len(units)))
    row = {int(node): at for at, node in enumerate(holders)}
    for column, unit in enumerate(units.tolist()):
        for holder, share in weights[unit].items():
            if unit not in closed or holder not in closed:
                matrix[row[holder], column] = share
    return matrix


def _inverted(square: Floats) -> tuple[Floats, Floats, Floats]:
    """An approximate inverse of ``I - square`` and a bound for its distance from the true one.

    With ``E = I - X (I - A)`` the true inverse ``N`` satisfies ``N - X = E N``, and ``max N <= max X / (1 - |E|)``.
    """
    size = len(square)
    system = np.eye(size) - square
    hopeless = np.full(size, _HOPELESS)
    try:
        inverse: Floats = np.linalg.inv(system).astype(np.float64, copy=False)
    except np.linalg.LinAlgError:  # singular only because of rounding: closed rings have been cut
        return np.eye(size), hopeless, hopeless
    rounding = (size + 8) * _UNIT_ROUNDOFF * (np.abs(inverse) @ (1 + square.sum(axis=1)))
    error: Floats = np.abs(np.eye(size) - inverse @ system).sum(axis=1) * (1 + size * _UNIT_ROUNDOFF) + 2 * rounding
    worst = float(error.max(initial=0.0))
    if not worst < 0.5:
        return inverse, hopeless, hopeless
    column_most: Floats = np.abs(inverse).max(axis=0, initial=0.0) / (1 - worst) * (1 + 8 * _UNIT_ROUNDOFF)
    return inverse, error, column_most
