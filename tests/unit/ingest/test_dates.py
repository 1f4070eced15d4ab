"""Days: every printed form in Beijing time, and the days that cannot be."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import RowQuarantinedError
from graph.model.certainty import Truth
from graph.model.time import Bound
from ingest.dates import FIRST_DAY, last_sane_day, read_day, read_interval
from ingest.rows import Cell, Row

DAY = date(2018, 7, 23)
AS_OF = date(2026, 6, 30)
LIMIT = last_sane_day(AS_OF)
_BEIJING = timezone(timedelta(hours=8))


def read(value: Cell) -> date | None:
    return read_day(value, field="日期", latest=LIMIT)


@pytest.mark.parametrize(
    "value",
    [
        "2018-07-23", "20180723", "2018/7/23", "2018.7.23", "2018年07月23日", "2018年7月23日", "2018-07-23 00:00:00",
        "２０１８年７月２３日", "1532275200000", 1532275200000.0, "1532275200", "2018-07-22T16:00:00Z", 20180723.0,
        "2018/7/23 0:00", date(2018, 7, 23), datetime(2018, 7, 23), "<em>2018-07-23</em>",
    ],
)  # fmt: skip
def test_every_form_is_the_same_beijing_day(value: Cell) -> None:
    assert read(value) == DAY


@given(st.dates(FIRST_DAY, LIMIT))
def test_forms_agree_for_every_day(day: date) -> None:
    midnight = int(datetime(day.year, day.month, day.day, tzinfo=_BEIJING).timestamp()) * 1000
    forms = [day.isoformat(), day.strftime("%Y%m%d"), f"{day.year}年{day.month}月{day.day}日", f"{day} 00:00:00"]
    assert {read(form) for form in forms} == {day}
    if abs(midnight) >= 10**11:
        # Until 1991 Beijing kept summer time at times; a printed midnight of such a day may fall an hour before.
        assert read(str(midnight)) in (day, day - timedelta(days=1), day + timedelta(days=1))


@pytest.mark.parametrize("value", [None, "", " ", "-", "--", "暂无", "至今", "长期"])
def test_nothing_is_printed(value: Cell) -> None:
    assert read(value) is None


@pytest.mark.parametrize(
    "value",
    ["2020年02月30日", "2019-13-01", "1900-01-01", "2099-12-31", date(1900, 1, 1), time(0, 0), 43659.0, "43659",
     "昨天", "2019", "2019年7月", True, "-1", "99999999999999"],
)  # fmt: skip
def test_impossible_days_are_set_aside_with_field_and_remedy(value: Cell) -> None:
    with pytest.raises(RowQuarantinedError) as caught:
        read(value)
    assert caught.value.field == "日期" and caught.value.remedy.startswith("请填写日期")


def test_messages_never_carry_a_number_from_a_wrong_column() -> None:
    with pytest.raises(RowQuarantinedError) as caught:
        read("990102197803113620")
    assert "9901…" in str(caught.value) and "97803113620" not in str(caught.value)


def row(**cells: Cell) -> Row:
    return Row("a.csv", "主要人员", 2, cells)


def test_printed_ends_are_inclusive_and_notices_are_not() -> None:
    held = read_interval(row(起="2019-01-01", 止="2019-12-31"), AS_OF, since="起", last_day="止")
    assert held.holds_at(date(2019, 12, 31)) is Truth.YES and held.holds_at(date(2020, 1, 1)) is Truth.NO
    left = read_interval(row(起="2019-01-01", 退="2019-12-31"), AS_OF, since="起", gone="退")
    assert left.holds_at(date(2019, 12, 31)) is Truth.NO


def test_without_days_a_fact_stands_on_its_as_of_day() -> None:
    held = read_interval(row(), AS_OF, since="起", last_day="止")
    assert held.since == Bound(None, AS_OF) and held.until is None
    assert held.holds_at(AS_OF) is Truth.YES and held.holds_at(AS_OF - timedelta(days=1)) is Truth.UNKNOWN


def test_an_ended_fact_without_start_stood_on_its_last_day() -> None:
    held = read_interval(row(止="2019-12-31"), AS_OF, last_day="止")
    assert held.since == Bound(None, date(2019, 12, 31)) and held.holds_at(date(2020, 1, 1)) is Truth.NO


def test_an_end_before_the_start_is_set_aside() -> None:
    with pytest.raises(RowQuarantinedError, match=r"终止日期 .* 不晚于起始日期"):
        read_interval(row(起="2020-01-01", 止="2019-01-01"), AS_OF, since="起", last_day="止")
