"""Exact fractions in 64-bit integers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadFactError
from graph.model.fractions import fits, packed, unpacked

_LARGEST = 2**63 - 1


@given(st.integers(0, _LARGEST), st.integers(1, _LARGEST))
def test_a_plain_fraction_comes_back(numerator: int, denominator: int) -> None:
    part = Fraction(numerator, denominator)
    assert unpacked(*packed(part)) == part


@given(st.integers(0, 10**18), st.integers(0, 40))
def test_a_long_decimal_comes_back_and_fits_64_bits(digits: int, places: int) -> None:
    part = Fraction(digits, 10**places)
    pair = packed(part)
    assert unpacked(*pair) == part
    assert max(map(abs, pair)) <= _LARGEST


def test_what_does_not_fit_is_refused_and_zero_denominator_is_unknown() -> None:
    long = Fraction(1, 3**60)
    assert not fits(long)
    with pytest.raises(BadFactError, match="too many digits"):
        packed(long)
    assert unpacked(0, 0) is None
