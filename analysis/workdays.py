"""Working days in China: weekends, public holidays and make-up days; a year not yet announced is only estimated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import holidays


@dataclass(frozen=True, slots=True)
class Due:
    """A day that was counted to; ``estimated`` where a year in between has no announced calendar (预估)."""

    day: date
    estimated: bool = False


def after_working_days(start: date, count: int) -> Due:
    """The ``count``-th working day after ``start``; the day itself does not count."""
    day, left = start, count
    while left:
        day += timedelta(days=1)
        left -= _is_working(day)
    return Due(day, any(not announced(year) for year in range(start.year, day.year + 1)))


def after_days(start: date, count: int) -> Due:
    """The ``count``-th calendar day after ``start``."""
    return Due(start + timedelta(days=count))


def announced(year: int) -> bool:
    """Whether the year's days off and make-up days are known, not only its fixed holidays."""
    return year in _calendar(year).special_public_holidays


def _is_working(day: date) -> bool:
    return bool(_calendar(day.year).is_working_day(day))


@lru_cache(maxsize=16)
def _calendar(year: int) -> Any:
    return holidays.country_holidays("CN", years=year)
