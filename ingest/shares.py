"""Percentages of capital and votes in all their spellings, as exact fractions.

What a source leaves open stays open: 5%以上 and a bare ``0.5`` become ranges, never a guess.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from graph.errors import RowQuarantinedError
from graph.model.records import Share
from ingest.rows import Cell
from ingest.text import clean, is_missing, quoted

_WHOLE = Fraction(1)
_NUMBER = r"(\d{1,4}(?:\.\d{1,20})?)"
_PERCENT = re.compile(_NUMBER + "%")
_IN_WORDS = re.compile("百分之" + _NUMBER)
_QUOTIENT = re.compile(r"(\d{1,9})/(\d{1,9})")
_RANGE = re.compile(_NUMBER + r"%?[-~—至到]" + _NUMBER + "%")
_AT_LEAST = re.compile(f"(?:(?:>|≥|>=|不低于|不少于|超过){_NUMBER}%|{_NUMBER}%(?:及?以上))")
_AT_MOST = re.compile(f"(?:(?:<|≤|<=|不超过|不高于|低于){_NUMBER}%|{_NUMBER}%(?:及?以下))")
_BARE = re.compile(_NUMBER)


def read_share(value: Cell, *, field: str) -> Share | None:
    """The part of the whole that a cell prints, ``None`` when it prints none.

    A number cell up to 1 is a spreadsheet percentage (its 99.5% is stored as 0.995). A bare text
    number above 1 is a percentage; one up to 1 may be either and becomes a range.
    Raises :class:`RowQuarantinedError` for anything else, and for parts beyond the whole.
    """
    if value is None or (isinstance(value, str) and is_missing(clean(value))):
        return None
    share = _of_number(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else _of_text(value)
    if share is None or share.hi > _WHOLE:
        raise RowQuarantinedError(f"{quoted(str(value))}不是有效的比例", "请写成百分比，如 99.50%", field=field)
    return share


def _of_number(value: int | float) -> Share | None:
    if value < 0 or value != value:
        return None
    exact = Fraction(repr(value)) if isinstance(value, float) and "e" not in repr(value) else Fraction(value)
    return _exactly(exact if exact <= 1 else exact / 100)


def _of_text(value: Cell) -> Share | None:
    text = "".join(unicodedata.normalize("NFKC", clean(str(value))).split()).replace("﹪", "%").replace(",", "")
    if found := _PERCENT.fullmatch(text) or _IN_WORDS.fullmatch(text):
        return _exactly(_percent(found.group(1)))
    if found := _QUOTIENT.fullmatch(text):
        return _exactly(Fraction(int(found[1]), int(found[2]))) if int(found[2]) else None
    if found := _BARE.fullmatch(text):
        return _bare(Fraction(found.group(1)))
    return _of_range(text)


def _of_range(text: str) -> Share | None:
    if found := _RANGE.fullmatch(text):
        low, high = _percent(found[1]), _percent(found[2])
        return Share(low, high) if low <= high else None
    if found := _AT_LEAST.fullmatch(text):
        low = _percent(found[1] or found[2])
        return Share(low, _WHOLE) if low <= _WHOLE else None
    if found := _AT_MOST.fullmatch(text):
        return Share(Fraction(0), _percent(found[1] or found[2]))
    return None


def _bare(number: Fraction) -> Share:
    return Share(number / 100, number) if number <= 1 else _exactly(number / 100)


def _percent(text: str) -> Fraction:
    return Fraction(text) / 100


def _exactly(part: Fraction) -> Share:
    return Share(part, part)
