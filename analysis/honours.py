"""Which honours a withdrawal clause reaches: three date tests that differ on purpose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analysis.findings import Bounds, Day
from graph.model.certainty import Truth
from measures.vocabulary import HonourTest


@dataclass(frozen=True, slots=True)
class Award:
    """An honour already held: the day it was awarded and, where it is held for a period, the day after its last."""

    awarded: date
    until: date | None = None


def reached(test: HonourTest, award: Award, listed_since: Day, as_of: date) -> Truth:
    """Whether the clause's test takes this honour, for a party listed since ``listed_since``.

    列入后取得的: awarded on the first day of the listing or later. 已取得的: held on the day of the
    question. 荣誉保持期间被列为: listed on a day of the period for which the honour is held.
    """
    if test is HonourTest.ALREADY_HELD:
        return Truth.YES if award.awarded <= as_of else Truth.NO
    earliest, latest = _limits(listed_since)
    if test is HonourTest.OBTAINED_AFTER_LISTING:
        return _between(earliest, latest, None, award.awarded)
    return _between(earliest, latest, award.awarded, date.max if award.until is None else _day_before(award.until))


def _limits(day: Day) -> tuple[date, date]:
    if isinstance(day, Bounds):
        return (
            date.fromisoformat(day.earliest) if day.earliest else date.min,
            date.fromisoformat(day.latest) if day.latest else date.max,
        )
    return date.fromisoformat(day), date.fromisoformat(day)


def _between(earliest: date, latest: date, first: date | None, last: date) -> Truth:
    """Whether a day known to lie in [earliest, latest] lies in [first, last]."""
    begin = date.min if first is None else first
    if latest < begin or earliest > last:
        return Truth.NO
    return Truth.YES if begin <= earliest and latest <= last else Truth.UNKNOWN


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)
