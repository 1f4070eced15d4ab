"""Percentages in all spellings."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from graph.errors import RowQuarantinedError
from graph.model.records import Share
from hypothesis import given
from hypothesis import strategies as st
from ingest.rows import Cell
from ingest.shares import read_share


def exactly(part: F) -> Share:
    return Share(part, part)


@pytest.mark.parametrize(
    ("value", "share"),
    [
        ("99.50%", exactly(F(199, 200))), ("99.50 ％", exactly(F(199, 200))), ("50.00", exactly(F(1, 2))),
        ("百分之五十", None), ("百分之50", exactly(F(1, 2))), ("1/3", exactly(F(1, 3))), (0.995, exactly(F(199, 200))),
        (50.0, exactly(F(1, 2))), (1.0, exactly(F(1))), ("0.01%", exactly(F(1, 10000))), ("100%", exactly(F(1))),
        ("0.5", Share(F(1, 200), F(1, 2))), ("5%以上", Share(F(1, 20), F(1))), ("＜5%", Share(F(0), F(1, 20))),
        ("10%-20%", Share(F(1, 10), F(1, 5))), ("0", exactly(F(0))),
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
    with pytest.raises(RowQuarantinedError, match="part of the whole"):
        read_share(value, field="持股比例")


@given(st.decimals(0, 100, places=4))
def test_a_percent_text_is_exact(percent: object) -> None:
    assert read_share(f"{percent}%", field="x") == exactly(F(str(percent)) / 100)
