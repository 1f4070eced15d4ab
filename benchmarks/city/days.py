"""Stretches of days with two fuzzy ends, as four ordinals: since from–to, until from–to (half-open)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

Span = tuple[int, int, int, int]
JsonDay = str | dict[str, str | None]

NEVER_BEGAN = 0
NEVER_ENDS = 2**31 - 1


def dated(since: date, until: date | None = None) -> Span:
    """From a known day; ``until`` is the first day after, ``None`` means still standing."""
    first = since.toordinal()
    last = until.toordinal() if until else NEVER_ENDS
    return first, first, last, last


def standing(as_of: date) -> Span:
    """Seen on a day, with no start printed: it began on that day or earlier, and stands."""
    return NEVER_BEGAN, as_of.toordinal(), NEVER_ENDS, NEVER_ENDS


def after(day: date | None) -> date | None:
    """The day after a printed last day."""
    return day + timedelta(days=1) if day else None


def overlap(spans: Iterable[Span]) -> Span:
    """The days on which all of them stand."""
    columns = list(zip(*spans, strict=True))
    return max(columns[0]), max(columns[1]), min(columns[2]), min(columns[3])


def state(span: Span, day: date) -> str:
    """``yes``, ``no`` or ``unknown``: whether it stands on a day."""
    ordinal = day.toordinal()
    if ordinal < span[0] or ordinal >= span[3]:
        return "no"
    return "yes" if span[1] <= ordinal < span[2] else "unknown"


def since_json(span: Span) -> JsonDay:
    """The start: a day, or its earliest and latest day."""
    return _bound(span[0], span[1])


def until_json(span: Span) -> JsonDay:
    """The end: a day, ``"open"``, or its earliest and latest day."""
    return "open" if span[2] == NEVER_ENDS else _bound(span[2], span[3])


def _bound(low: int, high: int) -> JsonDay:
    if low == high:
        return date.fromordinal(low).isoformat()
    return {"earliest": _day(low), "latest": _day(high)}


def _day(ordinal: int) -> str | None:
    return None if ordinal in (NEVER_BEGAN, NEVER_ENDS) else date.fromordinal(ordinal).isoformat()
