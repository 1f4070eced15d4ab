"""BODS 0.4 statements, checked: what is wrong is told with its JSON path, and nothing is guessed to make it fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from graph.errors import RowQuarantinedError
from graph.model.records import Share

RECORD_TYPES = ("entity", "person", "relationship")
STATUSES = ("new", "updated", "closed")
ENTITY_TYPES = (
    "registeredEntity", "legalEntity", "arrangement", "anonymousEntity", "unknownEntity", "state", "stateBody",
)  # fmt: skip
PERSON_TYPES = ("knownPerson", "anonymousPerson", "unknownPerson")
INTEREST_TYPES = (
    "shareholding", "votingRights", "appointmentOfBoard", "otherInfluenceOrControl", "seniorManagingOfficial",
    "settlor", "trustee", "protector", "beneficiaryOfLegalArrangement", "rightsToSurplusAssetsOnDissolution",
    "rightsToProfitOrIncome", "rightsGrantedByContract", "conditionalRightsGrantedByContract",
    "controlViaCompanyRulesOrArticles", "controlByLegalFramework", "boardMember", "boardChair",
    "unknownInterest", "unpublishedInterest", "enjoymentAndUseOfAssets", "rightToProfitOrIncomeFromAssets",
    "nominee", "nominator",
)  # fmt: skip
_DIRECT = ("direct", "indirect", "unknown")
_REMEDY = "请按 BODS 0.4 更正该陈述后重新导出"
_WHOLE = 100
# "More than" and "less than" are told from "at least" and "at most" by less than any printed digit.
_HAIR = Fraction(1, 10**12)


@dataclass(frozen=True)
class Interest:
    """One interest of a relationship."""

    type: str | None
    direct: str | None  # direct | indirect | unknown | None: not said
    share: Share | None
    since: date | None
    until: date | None
    beneficial: bool


@dataclass(frozen=True)
class Statement:
    """A valid statement. ``details`` are its record details; ``subject`` and the rest only of a relationship."""

    id: str
    record: str
    type: str
    status: str
    day: date
    details: Mapping[str, Any]
    subject: str | None = None
    party: str | None = None
    unspecified: tuple[str, str] | None = None  # reason and description of a party that is not named
    interests: tuple[Interest, ...] = ()


def statement(raw: object, number: int) -> Statement:
    """The statement of a record of the file, ``number`` counted from 1.

    Raises :class:`RowQuarantinedError` whose field is the JSON path of what is wrong.
    """
    at = f"$[{number - 1}]"
    top = _object(raw, at)
    _version(top, at)
    kind = _one_of(top, "recordType", RECORD_TYPES, at)
    details = _object(_need(top, "recordDetails", at), f"{at}.recordDetails")
    found = Statement(
        id=_text(top, "statementId", at),
        record=_text(top, "recordId", at),
        type=kind,
        status=_one_of(top, "recordStatus", STATUSES, at),
        day=_day(_need(top, "statementDate", at), f"{at}.statementDate"),
        details=details,
    )
    _text(top, "declarationSubject", at)
    if "isComponent" in details and not isinstance(details["isComponent"], bool):
        raise fault("应为 true 或 false", f"{at}.recordDetails.isComponent")
    if kind == "relationship":
        return _relationship(found, details, f"{at}.recordDetails")
    _party(kind, details, f"{at}.recordDetails")
    return found


def fault(reason: str, path: str) -> RowQuarantinedError:
    """The error for a statement, with the JSON path of what is wrong."""
    return RowQuarantinedError(f"{path} {reason}", _REMEDY, field=path)


def _version(top: Mapping[str, Any], at: str) -> None:
    published = top.get("publicationDetails")
    version = published.get("bodsVersion") if isinstance(published, dict) else None
    if version is not None and version != "0.4":
        raise fault(f"是 BODS {version}，只支持 0.4", f"{at}.publicationDetails.bodsVersion")


def _party(kind: str, details: Mapping[str, Any], at: str) -> None:
    if kind == "person":
        _one_of(details, "personType", PERSON_TYPES, at)
        names = details.get("names", [])
        if not isinstance(names, list) or not all(isinstance(name, dict) for name in names):
            raise fault("应为姓名对象的列表", f"{at}.names")
        return
    _one_of(_object(_need(details, "entityType", at), f"{at}.entityType"), "type", ENTITY_TYPES, f"{at}.entityType")
    if not isinstance(details.get("name", ""), str):
        raise fault("应为文本", f"{at}.name")


def _relationship(found: Statement, details: Mapping[str, Any], at: str) -> Statement:
    subject, no_subject = _end(details, "subject", at)
    party, unspecified = _end(details, "interestedParty", at)
    if no_subject is not None:
        raise fault("没有指明单位，无法判断是谁的所有人", f"{at}.subject")
    interests = details.get("interests", [])
    if not isinstance(interests, list):
        raise fault("应为列表", f"{at}.interests")
    read = tuple(_interest(raw, f"{at}.interests[{place}]") for place, raw in enumerate(interests))
    return Statement(
        found.id, found.record, found.type, found.status, found.day, details, subject, party, unspecified, read
    )


def _end(details: Mapping[str, Any], name: str, at: str) -> tuple[str | None, tuple[str, str] | None]:
    """A record id, or the reason why none is given."""
    value = _need(details, name, at)
    if isinstance(value, dict):
        return None, (_text(value, "reason", f"{at}.{name}"), str(value.get("description") or ""))
    if not isinstance(value, str) or not value:
        raise fault("应为 recordId，或者带有 reason 的对象", f"{at}.{name}")
    return value, None


def _interest(raw: object, at: str) -> Interest:
    item = _object(raw, at)
    kind = _one_of(item, "type", INTEREST_TYPES, at) if "type" in item else None
    direct = _one_of(item, "directOrIndirect", _DIRECT, at) if "directOrIndirect" in item else None
    since = _day(item["startDate"], f"{at}.startDate") if item.get("startDate") else None
    until = _day(item["endDate"], f"{at}.endDate") if item.get("endDate") else None
    if since and until and until < since:
        raise fault("早于 startDate", f"{at}.endDate")
    beneficial = item.get("beneficialOwnershipOrControl", False)
    if not isinstance(beneficial, bool):
        raise fault("应为 true 或 false", f"{at}.beneficialOwnershipOrControl")
    share = _share(_object(item["share"], f"{at}.share"), f"{at}.share") if "share" in item else None
    return Interest(kind, direct, share, since, until, beneficial)


def _share(share: Mapping[str, Any], at: str) -> Share | None:
    if "exact" in share:
        exact = _percent(share["exact"], f"{at}.exact")
        return Share(exact, exact)
    low, high = _low(share, at), _high(share, at)
    if low is None and high is None:
        return None
    low, high = low or Fraction(0), Fraction(1) if high is None else high
    if low > high:
        raise fault("下限大于上限", at)
    return Share(low, high)


def _low(share: Mapping[str, Any], at: str) -> Fraction | None:
    strictly = share.get("exclusiveMinimum")
    if strictly is not None and not isinstance(strictly, bool):
        return _percent(strictly, f"{at}.exclusiveMinimum") + _HAIR
    if "minimum" not in share:
        return None
    return _percent(share["minimum"], f"{at}.minimum") + (_HAIR if strictly else 0)


def _high(share: Mapping[str, Any], at: str) -> Fraction | None:
    strictly = share.get("exclusiveMaximum")
    if strictly is not None and not isinstance(strictly, bool):
        return _percent(strictly, f"{at}.exclusiveMaximum") - _HAIR
    if "maximum" not in share:
        return None
    return _percent(share["maximum"], f"{at}.maximum") - (_HAIR if strictly else 0)


def _percent(value: object, at: str) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise fault("应为数值", at)
    number = Fraction(repr(value))
    if not 0 <= number <= _WHOLE:
        raise fault("应在 0 到 100 之间", at)
    return number / _WHOLE


def _object(value: object, at: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise fault("应为 JSON 对象", at)
    return value


def _need(top: Mapping[str, Any], name: str, at: str) -> object:
    if top.get(name) is None:
        raise fault("缺失", f"{at}.{name}")
    return top[name]


def _text(top: Mapping[str, Any], name: str, at: str) -> str:
    value = _need(top, name, at)
    if not isinstance(value, str) or not value.strip():
        raise fault("应为非空文本", f"{at}.{name}")
    return value.strip()


def _one_of(top: Mapping[str, Any], name: str, known: tuple[str, ...], at: str) -> str:
    value = _text(top, name, at)
    if value not in known:
        raise fault(f"的值“{value[:40]}”不在代码表内", f"{at}.{name}")
    return value


def _day(value: object, at: str) -> date:
    """A day, or the day of a moment; a bare year or month is no day."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise fault("不是日期", at) from None
