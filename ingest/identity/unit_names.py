"""The parts of a unit's name: place, core, legal form, branch. They explain a difference, they never bridge it.

Units are matched by number, by the exact full name or by an exact former name. Two names that differ in any
part are two units until a number says otherwise; above all, a branch is not its parent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ingest.names import name_key

_FORMS = (
    "股份有限公司", "有限责任公司", "有限公司", "集团公司", "公司", "合伙企业(有限合伙)", "合伙企业(普通合伙)",
    "合伙企业", "(有限合伙)", "(普通合伙)", "农民专业合作社联合社", "农民专业合作社", "合作社", "个人独资企业",
    "工作室", "事务所", "基金会", "委员会", "联合会", "协会", "中心", "银行", "商行", "厂", "店",
)  # fmt: skip
_BRANCH = re.compile(
    r"^(?P<parent>.+(?:公司|集团|企业|银行|合作社|事务所))(?P<branch>.*(?:分公司|分店|分行|支行|营业部|办事处|代表处|分厂|分所|分社|门市部|项目部))$"
)  # one pattern
_PLACE = re.compile(r"^((?:[\u4e00-\u9fff]{2,7}?(?:自治区|自治州|省|市|县|区|旗|盟))+)")
_INNER_PLACE = re.compile(r"\(([\u4e00-\u9fff]{2,4})\)")


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit's name taken apart; ``branch`` is what follows the parent's name in that of a branch."""

    key: str
    place: str
    core: str
    form: str
    parent: str | None = None
    branch: str | None = None


class UnitNameFit(StrEnum):
    """How two unit names agree; only the first two are agreement."""

    SAME = "same"
    FORMER = "former"
    BRANCH = "branch"  # one is a branch of the other
    OTHER_FORM = "other_form"  # all but the legal form agrees
    OTHER_PLACE = "other_place"  # all but the place agrees
    OTHER = "other"

    @property
    def confirms(self) -> bool:
        """Whether the names are the same unit's."""
        return self in (UnitNameFit.SAME, UnitNameFit.FORMER)


def unit_name(name: str) -> UnitName:
    """Take a name apart."""
    key = name_key(name)
    branch = _BRANCH.match(key)
    rest = branch["parent"] if branch else key
    form = next((form for form in _FORMS if rest.endswith(form) and rest != form), "")
    rest = rest.removesuffix(form)
    inner = _INNER_PLACE.search(rest)
    place = _PLACE.match(rest)
    front = place.group(1) if place and len(place.group(1)) < len(rest) else ""
    core = _INNER_PLACE.sub("", rest.removeprefix(front))
    where = front + (inner.group(1) if inner else "")
    return UnitName(key, where, core, form, branch["parent"] if branch else None, branch["branch"] if branch else None)


def compare_unit_names(left: Iterable[str], right: Iterable[str]) -> UnitNameFit:
    """Each side gives its present name first, then former names (曾用名)."""
    one, other = [name_key(name) for name in left], [name_key(name) for name in right]
    if not one or not other:
        return UnitNameFit.OTHER
    if one[0] == other[0]:
        return UnitNameFit.SAME
    if one[0] in other or other[0] in one:
        return UnitNameFit.FORMER
    return _difference(unit_name(one[0]), unit_name(other[0]))


def _difference(one: UnitName, other: UnitName) -> UnitNameFit:
    if one.branch != other.branch:
        same_house = (one.parent or one.key) == (other.parent or other.key)
        return UnitNameFit.BRANCH if same_house else UnitNameFit.OTHER
    if one.core != other.core or not one.core:
        return UnitNameFit.OTHER
    if one.place == other.place:
        return UnitNameFit.OTHER_FORM
    return UnitNameFit.OTHER_PLACE if one.form == other.form else UnitNameFit.OTHER
