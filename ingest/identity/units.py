"""Units: matched by number, exact full name or exact former name; never by likeness.

A code whose check digit is wrong contradicts nothing: with the exact name it leaves the two *possible*.
"""

from __future__ import annotations

from graph.model.certainty import IdentityTier
from ingest.identity.evidence import Evidence, Says
from ingest.identity.patterns import Fit, PatternMatch, best_match, is_full
from ingest.identity.record import Record
from ingest.identity.unit_names import UnitNameFit, compare_unit_names

_NOTES = {
    UnitNameFit.SAME: (Says.FOR, "名称完全相同"),
    UnitNameFit.FORMER: (Says.FOR, "名称与曾用名相同"),
    UnitNameFit.BRANCH: (Says.AGAINST, "一方是另一方的分支机构，分支机构不是其隶属单位"),
    UnitNameFit.OTHER_FORM: (Says.AGAINST, "字号相同而组织形式或写法不同，不按相似名称认定"),
    UnitNameFit.OTHER_PLACE: (Says.AGAINST, "字号相同而地名不同，不按相似名称认定"),
    UnitNameFit.OTHER: (Says.AGAINST, "名称不同"),
}
_SLIP = "代码不同，但其中有代码的校验码有误，可能是笔误，不足以区分，请核对"
_ENOUGH_PLACES = 5  # of the nine of the organisation code; with the exact name it leaves no room for another


def compare_units(left: Record, right: Record) -> tuple[IdentityTier, tuple[Evidence, ...]]:
    """The tier of two units with its evidence."""
    name = compare_unit_names(left.names, right.names)
    number = best_match(left.identifiers, right.identifiers)
    evidence = [Evidence("name", *_NOTES[name]), *_number(number), *_division(left, right)]
    return _tier(name, number), tuple(evidence)


def _tier(name: UnitNameFit, number: PatternMatch) -> IdentityTier:
    if is_full(number):
        return IdentityTier.CERTAIN
    if not name.confirms:
        return IdentityTier.DIFFERENT
    if number.fit is Fit.CONTRADICTORY:
        return IdentityTier.CONFLICT if number.sound else IdentityTier.POSSIBLE
    if number.fit is Fit.COMPATIBLE and len(number.shared) >= _ENOUGH_PLACES:
        return IdentityTier.PROBABLE
    return IdentityTier.POSSIBLE


def _number(number: PatternMatch) -> list[Evidence]:
    if number.fit is Fit.INCOMPARABLE:
        return []
    if number.fit is Fit.CONTRADICTORY and not number.sound:
        return [Evidence("number", Says.AGAINST, _SLIP, near_miss=number.near_miss)]
    if number.fit is Fit.CONTRADICTORY:
        near = "（仅一处不同，可能是笔误，请核对）" if number.near_miss else ""
        return [Evidence("number", Says.VETO, f"代码矛盾{near}", near_miss=number.near_miss)]
    text = "代码相同（组织机构代码即统一社会信用代码第9至17位）" if is_full(number) else "代码可见部分一致"
    return [Evidence("number", Says.FOR, text)]


def _division(left: Record, right: Record) -> list[Evidence]:
    if not left.division or not right.division:
        return []
    same = left.division == right.division
    return [Evidence("region", Says.FOR if same else Says.NEUTRAL, "登记地相同" if same else "登记地写法不同")]
