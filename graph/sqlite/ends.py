"""Cuts the interval of roster entries by the withdrawals (撤销、屏蔽) known at a run.

A withdrawal is a fact of its own, so it survives when the entry's row is loaded again. Against a
printed end the earlier of the two counts; an end that a later snapshot merely implied says less
than a notice and gives way to it.
"""

from __future__ import annotations

import numpy as np

from graph.model.time import NEVER_ENDS
from graph.sqlite.reader import Ints, Reader


def cut_by_ends(reader: Reader, known_run: int, keys: Ints, days: Ints, concluded: Ints) -> Ints:
    """``days`` of shape (n, 4) of the entries ``keys`` (sorted), cut; ``concluded`` marks implied ends."""
    ends = reader.ints("listing_end_days", known_run=known_run, listings=keys)
    if not len(ends):
        return days
    places = np.searchsorted(keys, ends[:, 0])
    cut = days.copy()
    withdrawn = np.zeros(len(keys), dtype=bool)
    withdrawn[places] = True
    cut[withdrawn & (concluded == 1), 2:4] = NEVER_ENDS
    np.minimum.at(cut[:, 2], places, ends[:, 1])
    np.minimum.at(cut[:, 3], places, ends[:, 2])
    return cut
