"""A column of shares of one unit: percentages, fractions, ranges or amounts, read together.

A bare number says only in company what it means. If no bare number of a unit's column exceeds 1 they are fractions of
the whole, if none exceeds 100 percentages, otherwise amounts. Amounts become shares of their sum, over the rows that
stand at the same time; if one of those has no amount, or another currency, the sum is unknown and so is the share.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from graph.errors import RowQuarantinedError
from graph.model.fractions import fits
from graph.model.records import Share
from graph.model.time import Interval
from ingest.shares import read_share
from ingest.text import clean, is_missing, quoted

_BARE = re.compile(r"\d{1,40}(?:\.\d{1,40})?(?:[eE][-+]?\d{1,2})?")
_BARE_RANGE = re.compile(r"(\d{1,3}(?:\.\d{1,20})?)[-~—至到](\d{1,3}(?:\.\d{1,20})?)")
_AMOUNT = re.compile(r"(\d{1,30}(?:\.\d{1,10})?)(万|亿)?(元|股|份|美元|欧元|港元|日元|英镑)(?:人民币|整)?")
_SCALE = {None: 1, "万": 10_000, "亿": 100_000_000}
_REMEDY = "请写成百分比（99.50%）、分数（1/3 或 0.25）、区间（25%-50%）或金额（500万元）"


@dataclass(frozen=True, slots=True)
class ShareCell:
    """One cell as printed, with the days of its row."""

    text: str | None
    interval: Interval


def normal(text: str | None) -> str | None:
    """The text without white space and thousands separators; ``None`` where nothing is printed."""
    if text is None or is_missing(clean(text)):
        return None
    return "".join(unicodedata.normalize("NFKC", clean(text)).split()).replace("﹪", "%").replace(",", "")


def share_in(cell: ShareCell, column: Sequence[ShareCell], *, field: str) -> Share | None:
    """What a cell is worth, read in the company of its unit's column (the cell included).

    Raises :class:`RowQuarantinedError` for text that is no share, and for parts beyond the whole.
    """
    text = normal(cell.text)
    if text is None:
        return None
    share = _read(text, cell, column, field)
    if share is not None and (share.hi > 1 or not (fits(share.lo) and fits(share.hi))):
        wrong = "超过了全部" if share.hi > 1 else "位数过多，无法准确保存"
        raise RowQuarantinedError(f"{quoted(text)}{wrong}", _REMEDY, field=field)
    return share


def is_amount(text: str | None, column: Sequence[ShareCell]) -> bool:
    """Whether a cell prints an amount rather than a part."""
    bare = normal(text)
    return bare is not None and _amount(bare, _largest_bare(column)) is not None


def _read(text: str, cell: ShareCell, column: Sequence[ShareCell], field: str) -> Share | None:
    largest = _largest_bare(column)
    if _amount(text, largest) is not None:
        return _of_amounts(text, cell, column, largest)
    if _BARE.fullmatch(text):
        part = Fraction(text) if largest <= 1 else Fraction(text) / 100
        return Share(part, part)
    if found := _BARE_RANGE.fullmatch(text):
        low, high = Fraction(found[1]), Fraction(found[2])
        scale = 1 if high <= 1 else 100
        if low <= high:
            return Share(low / scale, high / scale)
    return read_share(text, field=field)


def _largest_bare(column: Sequence[ShareCell]) -> Fraction:
    texts = (normal(cell.text) for cell in column)
    return max((Fraction(text) for text in texts if text and _BARE.fullmatch(text)), default=Fraction(0))


def _amount(text: str, largest: Fraction) -> tuple[Fraction, str] | None:
    """Amount and currency (or kind of share); bare numbers count where one of the column is above 100."""
    if _BARE.fullmatch(text):
        return (Fraction(text), "") if largest > 100 else None
    found = _AMOUNT.fullmatch(text)
    if not found:
        return None
    return Fraction(found[1]) * _SCALE[found[2]], found[3]


def _of_amounts(text: str, cell: ShareCell, column: Sequence[ShareCell], largest: Fraction) -> Share | None:
    mine = _amount(text, largest)
    assert mine is not None
    total = Fraction(0)
    for other in column:
        if not _overlap(cell.interval, other.interval):
            continue
        printed = normal(other.text)
        theirs = _amount(printed, largest) if printed else None
        if theirs is None or theirs[1] != mine[1]:
            return None
        total += theirs[0]
    if not total:
        return None
    return Share(mine[0] / total, mine[0] / total)


def _overlap(one: Interval, other: Interval) -> bool:
    """Whether two rows may stand on one day."""
    first, second = one.columns(), other.columns()
    return first[0] < second[3] and second[0] < first[3]
