"""Shares as people read them: exact fractions in JSON, percentages on screens."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from analysis.control.thresholds import Threshold
from graph.errors import BadRequestError
from graph.model.records import Share

_DECIMALS = Decimal("0.0001")
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,6})?)[%％]")
_QUOTIENT = re.compile(r"(\d{1,6})/(\d{1,6})")
_DECIMAL = re.compile(r"[01](?:\.\d{1,6})?")


def exact(part: Fraction) -> str:
    """An exact fraction as text: ``13/20``, ``1``."""
    return str(part)


def percent(part: Fraction) -> str:
    """A percentage with at most four decimals; ``≈`` where that is rounded."""
    value = Decimal(part.numerator * 100) / Decimal(part.denominator)
    short = value.quantize(_DECIMALS, rounding=ROUND_HALF_EVEN)
    text = format(short.normalize(), "f")
    return f"{'' if Fraction(short) == part * 100 else '≈'}{text}%"


def share_text(share: Share | None) -> str:
    """A share in Chinese: one percentage, a range, or 不详."""
    if share is None or (share.lo == 0 and share.hi >= 1):
        return "不详"
    if share.lo == share.hi:
        return percent(share.lo)
    if share.hi >= 1:
        return f"不低于 {percent(share.lo)}"
    return f"不高于 {percent(share.hi)}" if share.lo == 0 else f"{percent(share.lo)} 至 {percent(share.hi)}"


def threshold(more_than: str | None, at_least: str | None) -> Threshold:
    """The threshold of ``--more-than`` or ``--at-least``; more than one half where neither is given.

    Raises:
        BadRequestError: both are given, or a text is no part of the whole.

    """
    if more_than is not None and at_least is not None:
        raise BadRequestError("--more-than 与 --at-least 只能选其一。")
    text = more_than if more_than is not None else at_least
    if text is None:
        return Threshold()
    part = _part(text)
    if part is None or not 0 <= part <= 1:
        raise BadRequestError(f"“{text}”不是有效的比例。请写成 1/2、25% 或 0.25 的形式。")
    if part == 1 and more_than is not None:
        raise BadRequestError("--more-than 须小于 1：没有谁能持有超过全部。")
    return Threshold(part, strict=more_than is not None)


def threshold_text(limit: Threshold) -> str:
    """A threshold in Chinese."""
    return f"{'超过' if limit.strict else '达到'} {percent(limit.part)}"


def _part(text: str) -> Fraction | None:
    bare = text.strip()
    if found := _PERCENT.fullmatch(bare):
        return Fraction(found[1]) / 100
    if found := _QUOTIENT.fullmatch(bare):
        return Fraction(int(found[1]), int(found[2])) if int(found[2]) else None
    return Fraction(bare) if _DECIMAL.fullmatch(bare) else None
