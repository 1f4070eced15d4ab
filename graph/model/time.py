"""Days and three-valued intervals.

A day is a Beijing calendar day (``datetime.date``). Inside column arrays it is its ordinal
(``date.toordinal``), with ``NEVER_BEGAN`` and ``NEVER_ENDS`` as the two infinities.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from graph.errors import BadFactError
from graph.model.certainty import Truth

BEIJING = ZoneInfo("Asia/Shanghai")
NEVER_BEGAN = 0
NEVER_ENDS = 2**31 - 1

JsonBound = str | dict[str, str | None]


def beijing_day(moment: datetime) -> date:
    """The Beijing day of an aware moment; a naive moment is taken as Beijing time."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=BEIJING)
    return moment.astimezone(BEIJING).date()


def day_after(day: date) -> date:
    """The next day: turns a printed inclusive 至 date into a half-open ``until``."""
    return day + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of an interval: the earliest and latest day it can fall on.

    ``None`` as ``earliest`` means no lower limit is known, as ``latest`` no upper limit.
    """

    earliest: date | None
    latest: date | None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise BadFactError(
                f"a date range begins after it ends: {self.earliest} > {self.latest}; swap or correct the two dates"
            )

    @classmethod
    def on(cls, day: date) -> Bound:
        """An exactly known day."""
        return cls(day, day)

    @property
    def exact(self) -> bool:
        """Whether the day is known exactly."""
        return self.earliest is not None and self.earliest == self.latest


UNKNOWN_BOUND = Bound(None, None)


@dataclass(frozen=True, slots=True)
class Interval:
    """A half-open stretch of days ``[since, until)``.

    ``until is None`` means *open*: the source said it stood on its as-of day, and that reads
    *yes* on every later day. An end that is merely not known is a ``Bound`` with ``latest=None``.
    """

    since: Bound
    until: Bound | None = None

    @classmethod
    def from_days(cls, since: date | None, until: date | None = None) -> Interval:
        """Exact days; ``None`` means unknown start, open end."""
        return cls(Bound.on(since) if since else UNKNOWN_BOUND, Bound.on(until) if until else None)

    def holds_at(self, day: date) -> Truth:
        """Whether the fact stood on ``day``: yes, no or unknown."""
        return holds(self.columns(), day.toordinal())

    def columns(self) -> tuple[int, int, int, int]:
        """``(since_lo, since_hi, until_lo, until_hi)`` as ordinals."""
        since_lo = self.since.earliest.toordinal() if self.since.earliest else NEVER_BEGAN
        since_hi = self.since.latest.toordinal() if self.since.latest else NEVER_ENDS
        if self.until is None:
            return since_lo, since_hi, NEVER_ENDS, NEVER_ENDS
        until_lo = self.until.earliest.toordinal() if self.until.earliest else NEVER_BEGAN
        until_hi = self.until.latest.toordinal() if self.until.latest else NEVER_ENDS
        return since_lo, since_hi, until_lo, until_hi

    @classmethod
    def from_columns(cls, since_lo: int, since_hi: int, until_lo: int, until_hi: int) -> Interval:
        """The inverse of :meth:`columns`."""
        since = Bound(_day(since_lo), _day(since_hi))
        return cls(since, None if until_lo >= NEVER_ENDS else Bound(_day(until_lo), _day(until_hi)))

    def to_json(self) -> dict[str, JsonBound]:
        """``{"since": bound, "until": bound}``; a bound is a day, ``"open"`` or ``{earliest, latest}``."""
        return {"since": bound_json(self.since), "until": "open" if self.until is None else bound_json(self.until)}


ALWAYS = Interval(Bound(None, date.min))


def bound_json(bound: Bound) -> JsonBound:
    """A known day as ISO text, anything else as ``{earliest, latest}`` with ``None`` for no limit."""
    if bound.exact:
        assert bound.earliest is not None
        return bound.earliest.isoformat()
    return {
        "earliest": bound.earliest.isoformat() if bound.earliest else None,
        "latest": bound.latest.isoformat() if bound.latest else None,
    }


def holds(columns: tuple[int, int, int, int], day: int) -> Truth:
    """Three-valued truth of one interval, given as columns, on one ordinal day."""
    since_lo, since_hi, until_lo, until_hi = columns
    if day < since_lo or day >= until_hi:
        return Truth.NO
    if day >= since_hi and day < until_lo:
        return Truth.YES
    return Truth.UNKNOWN


def _day(ordinal: int) -> date | None:
    if ordinal <= NEVER_BEGAN or ordinal >= NEVER_ENDS:
        return None
    return date.fromordinal(ordinal)
