"""When a sum of votes passes: more than a part or at least a part, on the sure side or on the possible side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np

from analysis.control.columns import Holdings, Ints, Mask, Nodes
from graph.errors import BadRequestError

_FINEST = 1 << 20


class Reading(StrEnum):
    """How shares that are ranges or unknown are read."""

    CERTAIN = "certain"  # every share at its low end: what holds then holds whatever the true shares are
    POSSIBLE = "possible"  # every share as high as the others leave room for


@dataclass(frozen=True)
class Threshold:
    """A part of the whole that must be exceeded (``strict``) or reached."""

    part: Fraction = Fraction(1, 2)
    strict: bool = True

    def __post_init__(self) -> None:
        if not 0 <= self.part <= 1 or self.part.denominator > _FINEST:
            raise BadRequestError(f"{self.part} is not a threshold; give a part of the whole such as 1/2 or 25/100")

    def passed(self, share: Fraction) -> bool:
        """Whether an exact share passes."""
        return share > self.part if self.strict else share >= self.part

    @property
    def majority(self) -> bool:
        """Whether two disjoint sets of holders can never both pass."""
        return self.part > Fraction(1, 2) or (self.strict and self.part == Fraction(1, 2))


HALF = Threshold()


@dataclass(frozen=True)
class Hurdle:
    """A threshold and a reading worked out for every unit of some holdings, in integers.

    ``bar[u]`` is the least number of parts that passes. On the certain side the parts are compared with the larger of
    the whole and what is named, so that contradictory sources never give one unit two certain masters.
    """

    holdings: Holdings
    threshold: Threshold
    reading: Reading
    bar: Ints  # (n,)

    @classmethod
    def of(cls, holdings: Holdings, threshold: Threshold = HALF, reading: Reading = Reading.CERTAIN) -> Hurdle:
        """Work the bars out."""
        whole = holdings.whole
        if reading is Reading.CERTAIN:
            whole = np.maximum(whole, holdings.named)
        p, q = threshold.part.numerator, threshold.part.denominator
        if threshold == HALF:
            return cls(holdings, threshold, reading, (whole >> 1) + 1)
        full = whole // q
        odd = (whole - full * q) * p  # full * p + odd / q is the exact part, without leaving 64 bits
        bar = full * p + (odd // q + 1 if threshold.strict else (odd + q - 1) // q)
        return cls(holdings, threshold, reading, np.maximum(bar, 1, out=bar))

    def passes(self, units: Nodes, low: Ints, high: Ints) -> tuple[Mask, Mask]:
        """Which sums pass for sure, and which must be decided on the exact numbers (``slack`` only)."""
        parts = self.parts(units, low, high)
        bar = self.bar[units]
        passed = parts >= bar
        if not self.holdings.wide:
            return passed, np.zeros(len(parts), dtype=bool)
        slack = self.holdings.slack[units]
        return passed, ~passed & (slack > 0) & (parts + slack >= bar)

    def parts(self, units: Nodes, low: Ints, high: Ints) -> Ints:
        """What sums of lows and highs are worth on this reading."""
        if self.reading is Reading.CERTAIN:
            return low
        capped: Ints = np.minimum(high, low + self.holdings.rest[units])
        return capped

    def passes_one(self, unit: int, low: int, high: int) -> bool | None:
        """The same for one sum; ``None``: decide on the exact numbers."""
        parts = low if self.reading is Reading.CERTAIN else min(high, low + int(self.holdings.rest[unit]))
        short = int(self.bar[unit]) - parts
        if short <= 0:
            return True
        slack = int(self.holdings.slack[unit])
        return None if slack >= short else False

    def exactly(self, unit: int, edges: Iterable[int]) -> bool:
        """Whether these edges into a unit pass together, in exact fractions."""
        low, high = self.holdings_sum(edges)
        if self.reading is Reading.CERTAIN:
            share = low / max(Fraction(1), self.holdings.sum_named(unit))
        else:
            share = min(high, low + self.holdings.left_over(unit))
        return share > 0 and self.threshold.passed(share)

    def holdings_sum(self, edges: Iterable[int]) -> tuple[Fraction, Fraction]:
        """The exact sums of lows and of highs."""
        low = high = Fraction(0)
        for edge in edges:
            at_least, at_most = self.holdings.share(edge)
            low, high = low + at_least, high + at_most
        return low, high
