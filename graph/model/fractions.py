"""Exact fractions as two 64-bit integers, the form in which stores and columns keep shares.

A plain pair is numerator and denominator. A decimal whose denominator does not fit (twenty digits and more)
is kept as its digits and ``-k``, which stands for a denominator of ``10**k``. A denominator of 0 means *unknown*.
"""

from __future__ import annotations

from fractions import Fraction

from graph.errors import BadFactError

_LARGEST = 2**63 - 1  # what both engines hold as an integer
_MOST_DIGITS = 60


def packed(part: Fraction) -> tuple[int, int]:
    """A fraction as two integers. Raises :class:`BadFactError` when it does not fit without rounding."""
    if max(abs(part.numerator), part.denominator) <= _LARGEST:
        return part.numerator, part.denominator
    for digits in range(19, _MOST_DIGITS):
        scaled = part * 10**digits
        if scaled.denominator == 1 and abs(scaled.numerator) <= _LARGEST:
            return scaled.numerator, -digits
    raise BadFactError(f"a share is printed with too many digits to be kept exactly: {part}")


def fits(part: Fraction) -> bool:
    """Whether a fraction can be kept exactly."""
    try:
        packed(part)
    except BadFactError:
        return False
    return True


def unpacked(numerator: int, denominator: int) -> Fraction | None:
    """The fraction behind two integers; ``None`` where it is unknown."""
    if denominator == 0:
        return None
    return Fraction(numerator, denominator) if denominator > 0 else Fraction(numerator, 10**-denominator)
