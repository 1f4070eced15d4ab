"""Percentages in all spellings."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import RowQuarantinedError
from graph.model.records import Share
from ingest.rows import Cell
from ingest.shares import read_share

_ALMOST, _HALF, _TWENTIETH, _WHOLE = Fraction(199, 200), Fraction(1, 2), Fraction(1, 20), Fraction(1)


def exactly(part: Fraction) -> Share:
    return Share(part, part)


@pytest.mark.parametrize(
    ("value", "share"),
    [
        ("99.50%", exactly(_ALMOST)), ("99.50 ％", exactly(_ALMOST)), (0.995, exactly(_ALMOST)),
        ("50.00", exactly(_HALF)), ("百分之50", exactly(_HALF)), (50.0, exactly(_HALF)), ("百分之五十", None),
        ("1/3", exactly(Fraction(1, 3))), ("0.01%", exactly(Fraction(1, 10000))), ("0", exactly(Fraction(0))),
        (1.0, exactly(_WHOLE)), ("100%", exactly(_WHOLE)), ("0.5", Share(_HALF / 100, _HALF)),
        ("5%以上", Share(_TWENTIETH, _WHOLE)), ("＜5%", Share(Fraction(0), _TWENTIETH)),
        ("10%-20%", Share(Fraction(1, 10), Fraction(1, 5))),
    ],
)  # fmt: skip
def test_spellings(value: Cell, share: Share | None) -> None:
    if share is None:
        with pytest.raises(RowQuarantinedError):
            read_share(value, field="持股比例")
    else:
        assert read_share(value, field="持股比例") == share


@pytest.mark.parametrize("value", [None, "", "-", "暂无"])
def test_missing_is_unknown_and_never_zero(value: Cell) -> None:
    assert read_share(value, field="持股比例") is None


@pytest.mark.parametrize("value", ["150%", "-5%", "多数", 250.0, "1/0", -0.5, float("nan")])
def test_parts_beyond_the_whole_are_set_aside(value: Cell) -> None:
    with pytest.raises(RowQuarantinedError, match="不是有效的比例"):
        read_share(value, field="持股比例")


@given(st.decimals(0, 100, places=4))
def test_a_percent_text_is_exact(percent: object) -> None:
    assert read_share(f"{percent}%", field="x") == exactly(Fraction(str(percent)) / 100)
