"""Working days with make-up days, and deadlines each as its own source says it."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.deadlines import Event, deadlines
from analysis.workdays import Due, after_days, after_working_days, announced
from measures.loader import load_catalogue

DOCUMENTS = {document.slug: document for document in load_catalogue().documents}


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (date(2026, 6, 10), 3, date(2026, 6, 15)),  # 周三：11、12、15
        (date(2026, 9, 30), 3, date(2026, 10, 10)),  # 国庆：8、9、10（10日周六调休上班）
        (date(2025, 12, 31), 2, date(2026, 1, 5)),  # 元旦：4日周日调休上班
        (date(2026, 6, 12), 1, date(2026, 6, 15)),
        (date(2026, 6, 10), 0, date(2026, 6, 10)),
    ],
)
def test_working_days_know_holidays_and_make_up_days(start: date, count: int, due: date) -> None:
    assert after_working_days(start, count) == Due(due)


def test_a_count_that_touches_a_year_without_announced_holidays_is_an_estimate() -> None:
    assert announced(2026)
    assert not announced(2028)
    assert after_working_days(date(2028, 3, 1), 3).estimated
    assert after_working_days(date(2027, 12, 30), 3).estimated


def test_days_of_a_source_that_does_not_say_working_days_are_calendar_days() -> None:
    assert after_days(date(2026, 9, 30), 3) == Due(date(2026, 10, 3))


def told(slug: str, event: Event) -> list[tuple[str | None, str | None]]:
    found = deadlines([DOCUMENTS[slug]], event, date(2026, 6, 10))
    return [(one.printed, one.due.day.isoformat() if one.due else None) for one in found]


def test_each_source_has_its_own_days() -> None:
    assert told("central-2016", Event.RELEASED) == [("3日内", "2026-06-13"), ("及时", None), ("及时", None)]
    assert ("三个工作日内", "2026-06-15") in told("national", Event.RELEASED)
    assert told("lushan-2022", Event.OBJECTED) == [("自收到申请之日起3日内", "2026-06-13")]
    assert told("national", Event.OBJECTED) == [("自收到书面纠正申请之日起十五日内", "2026-06-25")]
    assert told("national", Event.UPHELD) == [("三个工作日内", "2026-06-15")]
    assert told("national", Event.REJECTED) == [("自决定书送达之日起十日内", "2026-06-20")]
    assert told("central-2016", Event.REJECTED) == [(None, None)]  # 原文未规定申请复议的期限
    assert told("hegang-2018", Event.RELEASED) == []
