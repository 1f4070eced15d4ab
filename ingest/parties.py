"""Mentions: a party as one row names it, with an id made from content.

A unit is called by its number, so every row that prints the same credit code and name is the same
mention; a person is called by the place where the row stands (source, sheet, unit or case), so that
the same row in a later snapshot is the same mention. Full numbers are never part of an id.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from graph.errors import RowQuarantinedError
from graph.model.identifiers import HIDDEN, Identifier, IdentifierKind
from graph.model.ids import content_id
from graph.model.records import Mention, Origin, PartyKind
from ingest import identifiers as numbers
from ingest.identifier_compare import contradict
from ingest.names import looks_like_unit, name_key
from ingest.rows import Row
from ingest.text import clean

_PLAIN_NUMBERS = (int, float)


def read_number(row: Row, field: str, *, unit: bool | None) -> Identifier | None:
    """The identifier of a cell; a cell that the spreadsheet holds as a number is quarantined."""
    value = row.cells.get(field)
    try:
        if isinstance(value, _PLAIN_NUMBERS) and not isinstance(value, bool):
            raise numbers.damaged_number()
        text = row.text(field)
        if text is None:
            return None
        return _unit_number(text) if unit else numbers.parse_identifier(text, unit=unit)
    except RowQuarantinedError as error:
        raise RowQuarantinedError(error.reason, error.remedy, field=field) from None


@lru_cache(maxsize=65536)
def _unit_number(text: str) -> Identifier | None:
    """Numbers of units stand on many rows and are public, so they may be remembered; persons' may not."""
    return numbers.parse_identifier(text, unit=True)


def unit_numbers(row: Row, *fields: str) -> tuple[Identifier, ...]:
    """The numbers of a unit in these cells, without repeats; contradicting ones are quarantined."""
    found: list[Identifier] = []
    for field in fields:
        number = read_number(row, field, unit=True)
        if number is None or number in found:
            continue
        if any(contradict(number, other) for other in found):
            raise RowQuarantinedError("该单位的两个号码互相矛盾", "请更正其中一个", field=field)
        found.append(number)
    return tuple(found)


def unit_mention(
    name: str,
    found: tuple[Identifier, ...],
    origin: Origin,
    *,
    division: str | None = None,
    scope: str | None = None,
    place: str | None = None,
    on_roster: bool = False,
) -> Mention:
    """A unit. Without a full number it is called by scope, name, what is visible, and ``place``.

    ``scope`` is the source unless told otherwise; ``place`` keeps two units of one name apart (a
    case number, a register's district). A unit that the roster names is a mention of its own; the
    common number joins it to the others.
    """
    number = calling_number(found)
    if number is not None and number.full:
        parts: tuple[str | None, ...] = ("unit", number.join_key, name_key(name))
    else:
        parts = (scope or origin.source, name_key(name), number.shown if number else None, place)
    return Mention(
        id=content_id("u", *parts, "roster" if on_roster else None),
        kind=PartyKind.UNIT,
        name=clean(name),
        name_key=name_key(name),
        origin=origin,
        identifiers=found,
        division=division or _division(found),
        on_roster=on_roster,
    )


def person_mention(
    name: str,
    found: Identifier | None,
    origin: Origin,
    *,
    place: str,
    scope: str | None = None,
    title: str | None = None,
    sex: str | None = None,
    born: tuple[int, int] | None = None,
    on_roster: bool = False,
) -> Mention:
    """A person, called by the place where the row stands: the sheet, and a unit's mention id or a case."""
    year = numbers.birth_year(found) if found else None
    return Mention(
        id=content_id("p", scope or origin.source, place, name_key(name), found.shown if found else None, title),
        kind=PartyKind.PERSON,
        name=clean(name),
        name_key=name_key(name),
        origin=origin,
        identifiers=(found,) if found else (),
        sex=sex or (numbers.sex(found) if found else None),
        birth_years=(year, year) if year else born,
        division=_division((found,)) if found else None,
        on_roster=on_roster,
    )


@dataclass(frozen=True, slots=True)
class PartyCells:
    """Where a row names a party that may be a person or a unit."""

    name: str
    number: str
    kind: str | None = None


def read_party(row: Row, cells: PartyCells, origin: Origin, *, place: str, title: str | None = None) -> Mention:
    """The party of these cells: a unit by its printed kind, its number or the form of its name."""
    name = row.need(cells.name)
    hint = printed_kind(row.text(cells.kind)) if cells.kind else None
    if hint is None and looks_like_unit(name):
        hint = PartyKind.UNIT
    number = read_number(row, cells.number, unit=None if hint is None else hint is PartyKind.UNIT)
    if hint is None:
        hint = PartyKind.UNIT if number is not None and number.kind.of_unit else PartyKind.PERSON
    if hint is PartyKind.UNIT:
        return unit_mention(name, (number,) if number else (), origin)
    return person_mention(name, number, origin, place=place, title=title)


def printed_kind(text: str | None) -> PartyKind | None:
    """The kind that a 类型 cell prints (自然人、企业法人、机关法人、单位 …), if it says so."""
    if not text:
        return None
    if "自然人" in text or text in ("个人", "人", "自然人股东"):
        return PartyKind.PERSON
    return PartyKind.UNIT if any(word in text for word in ("法人", "单位", "企业", "机关", "公司", "合伙")) else None


def birth_years_at(age: int, day: date) -> tuple[int, int]:
    """The years of birth that an age in full years on a day allows."""
    return day.year - age - 1, day.year - age


_STRENGTH = {IdentifierKind.USCC: 0, IdentifierKind.ORG_CODE: 1, IdentifierKind.REG_NUMBER: 2}


def calling_number(found: Sequence[Identifier]) -> Identifier | None:
    """The number by which a party is called: a full one before a masked one, a credit code first."""
    return min(found, key=lambda number: (not number.full, _STRENGTH.get(number.kind, 9)), default=None)


def _division(found: tuple[Identifier, ...]) -> str | None:
    """The division code that a number carries (place of first registration, not of residence)."""
    for number in found:
        is_code = number.kind is IdentifierKind.USCC
        code = number.normal[2:8] if is_code else (numbers.eighteen(number) or "")[:6]
        if len(code) == 6 and HIDDEN not in code:
            return code
    return None
