"""Days as sources print them, read as Beijing calendar days.

Sane days run from the founding of the registers' state to half a century after the as-of day;
1900 (a spreadsheet's empty date) and 2099 (a placeholder for "never") are not days of anything.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from graph.errors import RowQuarantinedError
from graph.model.time import BEIJING, Bound, Interval, beijing_day, day_after
from ingest.rows import Cell, Row
from ingest.text import clean, is_missing, quoted

FIRST_DAY = date(1949, 10, 1)
_YEARS_AHEAD = 50
_STILL = frozenset({"至今", "今", "现在", "长期", "永久", "无固定期限", "长期有效", "无期限"})
_PARTS = re.compile(
    r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日?|(\d{2})(\d{2}))"
    r"(?:[T ]*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_ZONED = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})")
_EPOCH_MS = re.compile(r"-?\d{11,13}|-\d{8,10}")
_EPOCH_S = re.compile(r"\d{10}")
_REMEDY = "请填写日期，如 2019-07-13；日期不明的留空"


def read_day(value: Cell, *, field: str, latest: date) -> date | None:
    """The Beijing day of a cell, ``None`` when it prints none (blank, ``-``, 暂无, 至今, 长期).

    ``latest`` is the last day that makes sense there. Raises :class:`RowQuarantinedError` for
    text that is no day, for impossible days, and for days outside the sane range.
    """
    if value is None or (isinstance(value, str) and _says_nothing(value)):
        return None
    day = _day(value)
    if day is None:
        raise RowQuarantinedError(f"{quoted(str(value))}不是有效日期", _REMEDY, field=field)
    if not FIRST_DAY <= day <= latest:
        wrong = "早于" if day < FIRST_DAY else "晚于"
        limit = FIRST_DAY if day < FIRST_DAY else latest
        raise RowQuarantinedError(f"日期 {day} {wrong} {limit}，不可能属实", _REMEDY, field=field)
    return day


def last_sane_day(as_of: date) -> date:
    """The last day that a start or an end may fall on: half a century after the as-of day."""
    return date(as_of.year + _YEARS_AHEAD, as_of.month, min(as_of.day, 28))


def _says_nothing(text: str) -> bool:
    bare = clean(text)
    return is_missing(bare) or bare in _STILL


def _day(value: Cell) -> date | None:
    if isinstance(value, datetime):
        return beijing_day(value)
    if isinstance(value, date):
        return value
    if isinstance(value, (bool, time, timedelta, list, dict)) or value is None:
        return None  # a spreadsheet shows the serial 0 as a time: its "1900-01-00"
    if isinstance(value, (int, float)):
        return _day_of_number(value)
    return _day_of_text(unicodedata.normalize("NFKC", clean(value)))


def _day_of_number(value: int | float) -> date | None:
    """A number cell: 20190713 or epoch milliseconds. A bare serial such as 43659 is not read."""
    if isinstance(value, float) and not value.is_integer():
        return None
    return _day_of_text(str(int(value))) if abs(value) >= 10_000_000 else None


@lru_cache(maxsize=65536)
def _day_of_text(text: str) -> date | None:
    if _EPOCH_MS.fullmatch(text):
        return _day_of_moment(int(text) / 1000)
    if _EPOCH_S.fullmatch(text):
        return _day_of_moment(int(text))
    try:
        if _ZONED.fullmatch(text):
            return beijing_day(datetime.fromisoformat(text))
        found = _PARTS.fullmatch(text)
        return date(*(int(part) for part in found.groups() if part)) if found else None
    except ValueError:
        return None


def _day_of_moment(seconds: float) -> date | None:
    """The Beijing day of an epoch moment: midnight there is 16:00 of the day before in UTC."""
    try:
        return beijing_day(datetime.fromtimestamp(seconds, BEIJING))
    except (OverflowError, OSError, ValueError):
        return None


# ---- intervals of rows -------------------------------------------------------------------------


def read_interval(
    row: Row, as_of: date, *, since: str | None = None, last_day: str | None = None, gone: str | None = None
) -> Interval:
    """The interval of a row from its date fields.

    ``last_day`` is an inclusive 至/止 date, ``gone`` the first day it no longer stands (撤销、解除、
    退出、移出). Without a start the fact stood at the latest on its as-of day (or on the day before
    its end, if that is earlier); without an end it stands open.
    """
    limit = last_sane_day(as_of)
    first = read_day(row.cells.get(since), field=since, latest=limit) if since else None
    until = _until(row, limit, last_day, gone)
    if first and until and first >= until:
        raise RowQuarantinedError(
            f"终止日期 {until} 不晚于起始日期 {first}", "请更正这两个日期", field=last_day or gone
        )
    return Interval(Bound.on(first) if first else Bound(None, stood(as_of, until)), Bound.on(until) if until else None)


def stood(as_of: date, until: date | None) -> date:
    """The day on which a fact without a printed start surely stood."""
    return min(as_of, until - timedelta(days=1)) if until else as_of


def _until(row: Row, limit: date, last_day: str | None, gone: str | None) -> date | None:
    if gone and (day := read_day(row.cells.get(gone), field=gone, latest=limit)):
        return day
    if last_day and (day := read_day(row.cells.get(last_day), field=last_day, latest=limit)):
        return day_after(day)
    return None
