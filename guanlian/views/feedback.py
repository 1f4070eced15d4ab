"""The next day by which implementing units owe the court their feedback (反馈), from the documents' own words."""

from __future__ import annotations

from datetime import date

from analysis.workdays import Due, after_working_days
from guanlian.answers import Answer
from guanlian.request import Request
from guanlian.views.service import PageService


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
                    due=due.day.isoformat(),
                    working_days_left=_working_days(request.as_of, due.day),
                    guessed=due.estimated,
                    notes=tuple(duty.notes),
                )
            )
    return tuple(sorted(found, key=lambda one: (one.due, one.document)))


def _next(day: date, count: int) -> tuple[str, Due]:
    """The first ended quarter whose ``count``-th following working day is not past yet."""
    for ended in _quarter_ends(day.year):
        due = after_working_days(ended, count)
        if due.day >= day:
            return f"{ended.year} 年第 {ended.month // 3} 季度", due
    raise AssertionError("every year has a quarter that ends")


def _quarter_ends(year: int) -> list[date]:
    ends = ((3, 31), (6, 30), (9, 30), (12, 31))
    return [date(y, month, day) for y in (year - 1, year) for month, day in ends]


def _working_days(after: date, until: date) -> int:
    """Working days after one day up to another, the last included."""
    count = 0
    while after_working_days(after, count + 1).day <= until:
        count += 1
    return count
