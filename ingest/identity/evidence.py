"""One piece of evidence between two records, and the words for how it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Says(StrEnum):
    """How a piece of evidence counts. A veto ends every discussion below *certain by a person's decision*."""

    FOR = "for"
    AGAINST = "against"
    VETO = "veto"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one feature says.

    ``bits`` is its step in the waterfall (log2 of how much likelier it is for one person than for two of one
    name), ``None`` where it moves no weight. ``chance`` is the probability that another person of that name
    agrees on it too, 1 where it says nothing. ``note`` is Chinese, for users, and never tells a hidden digit.
    """

    feature: str
    says: Says
    note: str
    bits: float | None = None
    chance: float = 1.0
    near_miss: bool = False  # it contradicts by so little that an error of writing may explain it

    def to_json(self) -> dict[str, str | float | None]:
        """The stable keys of the answer."""
        bits = None if self.bits is None else round(self.bits, 2)
        return {"feature": self.feature, "says": self.says.value, "bits": bits, "note": self.note}


def total_bits(evidence: Iterable[Evidence]) -> float:
    """The sum of the waterfall."""
    return sum(piece.bits for piece in evidence if piece.bits is not None)


def total_chance(evidence: Iterable[Evidence]) -> float:
    """The probability that another person of that name agrees on everything that speaks for the pair."""
    product = 1.0
    for piece in evidence:
        if piece.says is Says.FOR:
            product *= piece.chance
    return product
