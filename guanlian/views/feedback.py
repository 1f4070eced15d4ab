"""The next day by which implementing units owe the court their feedback (反馈), from the documents' own words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

import holidays

from guanlian.answers import Answer
from guanlian.request import Request
from guanlian.views.service import PageService

_QUARTERS = ((1, 1), (4, 1), (7, 1), (10, 1))


class FeedbackDue(Answer):
    """One duty: the document, its words, the working day it counts to, and how many are left.

    ``guessed``: the working days of that year are not announced yet, so the day is an estimate (预估).
    """

    document: str
    title: str
    to: tuple[str, ...]
    quote: str
    quarter: str
    due: str
    working_days_left: int
    guessed: bool
    notes: tuple[str, ...]


def feedback_due(service: PageService, request: Request) -> tuple[FeedbackDue, ...]:
    """The next quarterly feedback of every chosen document that names a working day for it, soonest first."""
    slugs = {rule.document.slug for rule in service.page_rules(request)}
    found = []
    for document in service.catalogue.documents:
        duties = [rule for rule in document.process if rule.kind == "feedback" and rule.day_kind == "working"]
        for duty in [duty for duty in duties if duty.days][:1] if document.slug in slugs else ():
            quarter, due = _next(request.as_of, duty.days or 0)
            found.append(
                FeedbackDue(
                    document=document.slug,
                    title=document.title,
                    to=tuple(duty.to),
                    quote=duty.quote,
                    quarter=quarter,
                    due=due.isoformat(),
                    working_days_left=_working_days(request.as_of, due),
                    guessed=not _announced(due.year),
                    notes=tuple(duty.notes),
                )
            )
    return tuple(sorted(found, key=lambda one: (one.due, one.document)))


def _next(day: date, count: int) -> tuple[str, date]:
    """The first quarter whose ``count``-th following working day is not past yet."""
    for start in _quarter_starts(day.year):
        due = nth_working_day(start, count)
        if due >= day:
            ended = start - timedelta(days=1)
            return f"{ended.year} 年第 {(ended.month + 2) // 3} 季度", due
    raise AssertionError("a year and a quarter always hold a quarter start")


def _quarter_starts(year: int) -> Iterable[date]:
    return [date(y, month, day) for y in (year, year + 1) for month, day in _QUARTERS]


def nth_working_day(start: date, count: int) -> date:
    """The ``count``-th working day from ``start`` on, ``start`` included."""
    day = start
    while True:
        if is_working(day):
            count -= 1
            if count == 0:
                return day
        day += timedelta(days=1)


def _working_days(after: date, until: date) -> int:
    """Working days after one day up to another, the last included."""
    days = ((after + timedelta(days=step)) for step in range(1, (until - after).days + 1))
    return sum(is_working(day) for day in days)


def is_working(day: date) -> bool:
    """Whether people work on a day in mainland China: public holidays off, make-up Saturdays and Sundays on."""
    calendar = _calendar(day.year)
    if day in calendar:
        return False
    return day.weekday() < 5 or day in calendar.weekend_workdays


@lru_cache(maxsize=8)
def _calendar(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("CN", years=[year])


def _announced(year: int) -> bool:
    """Make-up working days are only known once the State Council has announced the year's holidays."""
    return any(day.year == year for day in _calendar(year).weekend_workdays)
