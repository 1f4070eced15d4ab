"""A party as the comparison sees it: names, numbers, and the attributes a source prints beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from graph.errors import BadRequestError, RowQuarantinedError
from graph.model.identifiers import Identifier
from graph.model.records import Mention, PartyKind
from ingest import identifiers as numbers
from ingest.dates import read_day
from ingest.identifiers import parse_identifier
from ingest.names import looks_like_unit, name_key
from ingest.text import clean, is_missing

_SEXES = {"男": "male", "男性": "male", "m": "male", "male": "male", "女": "female", "女性": "female", "f": "female"}
_SEXES["female"] = "female"
_KINDS = {"person": PartyKind.PERSON, "unit": PartyKind.UNIT, "自然人": PartyKind.PERSON, "单位": PartyKind.UNIT}
_LAST_AGE_DAY = date(2100, 1, 1)
_FIELDS = frozenset(
    "name former_names identifier kind sex birth_year age age_on division unit".split()
)  # the keys of an input record


@dataclass(frozen=True, slots=True)
class Record:
    """One side of a comparison.

    ``born`` are the earliest and latest year of birth that is printed, ``born_by_age`` whether they come from an
    age (then the next year is tolerated too). ``units`` are keys of the units this row puts the person at; two
    records with a common one stand beside each other at the same unit. ``division`` is a printed code, not
    the one inside a number.
    """

    kind: PartyKind
    name: str
    former_names: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    sex: str | None = None
    born: tuple[int, int] | None = None
    born_by_age: bool = False
    division: str | None = None
    units: frozenset[str] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        """The present name first, then former ones."""
        return (self.name, *self.former_names)

    @property
    def sexes(self) -> frozenset[str]:
        """Every sex that the row prints, in words or by the 17th place of a number."""
        said = (self.sex, *(numbers.sex(found) for found in self.identifiers))
        return frozenset(sex for sex in said if sex)

    @property
    def number_year(self) -> int | None:
        """The year of birth inside a citizen number, if it is visible."""
        return next((year for found in self.identifiers if (year := numbers.birth_year(found))), None)

    @property
    def birth_ranges(self) -> tuple[tuple[int, int], ...]:
        """Every range of years of birth that the row allows, with the tolerance of an age."""
        ranges = [(self.number_year, self.number_year)] if self.number_year else []
        if self.born:
            ranges.append((self.born[0], self.born[1] + (1 if self.born_by_age else 0)))
        return tuple((low, high) for low, high in ranges if low and high)

    @property
    def region(self) -> str | None:
        """The division: as printed, else the one inside a number."""
        inside = (numbers.eighteen(found) for found in self.identifiers)
        return self.division or next((text[:6] for text in inside if text and text[:6].isdigit()), None)


def from_mention(mention: Mention, units: Iterable[str] = (), former_names: Iterable[str] = ()) -> Record:
    """The record of a mention; ``units`` are subject keys of the units it holds a post at or was attached to."""
    born = mention.birth_years
    return Record(
        kind=mention.kind,
        name=mention.name,
        former_names=tuple(former_names),
        identifiers=mention.identifiers,
        sex=mention.sex,
        born=born,
        born_by_age=born is not None and born[0] != born[1],
        division=mention.division,
        units=frozenset(units),
    )


def from_json(value: object, where: str) -> Record:
    """The record of a JSON object; raises :class:`BadRequestError` naming ``where`` and the key that is wrong.

    Keys beyond the known ones are the caller's own and are not read.
    """
    if not isinstance(value, Mapping) or not isinstance(value.get("name"), str):
        raise BadRequestError(f"{where}：没有姓名或名称（name）。可用的键：{', '.join(sorted(_FIELDS))}。")
    name = clean(value["name"])
    kind = _kind(value.get("kind"), where)
    found = tuple(_numbers(value.get("identifier"), kind, where))
    kind = kind or _guessed_kind(name, found)
    born, by_age = _born(value, where)
    return Record(
        kind=kind,
        name=name,
        former_names=tuple(clean(former) for former in _texts(value.get("former_names"), f"{where}.former_names")),
        identifiers=found,
        sex=_sex(value.get("sex"), where) if kind is PartyKind.PERSON else None,
        born=born if kind is PartyKind.PERSON else None,
        born_by_age=by_age,
        division=_division(value.get("division"), where),
        units=frozenset(_unit_keys(value.get("unit"), where)),
    )


def unit_keys(name: str | None, number: Identifier | None) -> list[str]:
    """The keys under which a unit is known: its number and its exact name."""
    keys = [f"name:{name_key(name)}"] if name else []
    return [*keys, *([number.join_key] if number and number.join_key else [])]


def without_numbers(record: Record) -> Record:
    """The record as a source without numbers would print it."""
    return replace(record, identifiers=())


# ---- reading one JSON object -------------------------------------------------------------------


def _kind(value: Any, where: str) -> PartyKind | None:
    if value is None or value == "":
        return None
    if str(value) not in _KINDS:
        raise BadRequestError(f"{where}.kind：“{value}”不是主体类型，请写 person（自然人）或 unit（单位）。")
    return _KINDS[str(value)]


def _guessed_kind(name: str, found: tuple[Identifier, ...]) -> PartyKind:
    of_unit = any(number.kind.of_unit for number in found) or looks_like_unit(name)
    return PartyKind.UNIT if of_unit else PartyKind.PERSON


def _numbers(value: Any, kind: PartyKind | None, where: str) -> Iterable[Identifier]:
    for text in _texts(value, f"{where}.identifier"):
        try:
            found = parse_identifier(text, unit=None if kind is None else kind is PartyKind.UNIT)
        except RowQuarantinedError as error:
            raise BadRequestError(f"{where}.identifier：{error}") from None
        if found:
            yield found


def _sex(value: Any, where: str) -> str | None:
    text = clean(str(value)).lower() if value is not None else ""
    if is_missing(text) or text == "未知":
        return None
    if text not in _SEXES:
        raise BadRequestError(f"{where}.sex：“{value}”不是性别，请写 male（男）或 female（女），或不填。")
    return _SEXES[text]


def _born(value: Mapping[str, Any], where: str) -> tuple[tuple[int, int] | None, bool]:
    """A printed year of birth; else the years that an age on a day allows. An age without its day says nothing."""
    if (year := _whole(value.get("birth_year"), f"{where}.birth_year")) is not None:
        return (year, year), False
    age = _whole(value.get("age"), f"{where}.age")
    if not age or not value.get("age_on"):
        return None, False
    try:
        day = read_day(str(value["age_on"]), field="age_on", latest=_LAST_AGE_DAY)
    except RowQuarantinedError as error:
        raise BadRequestError(f"{where}.age_on：{error}") from None
    return ((day.year - age - 1, day.year - age), True) if day else (None, False)


def _whole(value: Any, where: str) -> int | None:
    if value is None or (isinstance(value, str) and is_missing(clean(value))):
        return None
    try:
        return int(value)
    except (TypeError, ValueError):
        raise BadRequestError(f"{where}：“{value}”不是整数。") from None


def _division(value: Any, where: str) -> str | None:
    text = clean(str(value)) if value is not None else ""
    if is_missing(text):
        return None
    if not text.isdigit() or len(text) not in (2, 4, 6, 9, 12):
        raise BadRequestError(f"{where}.division：“{value}”不是行政区划代码（2、4 或 6 位数字）。")
    return text[:6]


def _unit_keys(value: Any, where: str) -> Iterable[str]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, Mapping):
            found = next(iter(_numbers(one.get("identifier"), PartyKind.UNIT, f"{where}.unit")), None)
            yield from unit_keys(one.get("name"), found)
        elif one is not None and not is_missing(clean(str(one))):
            found = next(iter(_numbers(str(one), PartyKind.UNIT, f"{where}.unit")), None)
            full = found if found and found.kind.of_unit and found.join_key else None
            yield from unit_keys(None if full else str(one), full)


def _texts(value: Any, where: str) -> list[str]:
    if value is None:
        return []
    if isinstance(value, list):
        if not all(isinstance(one, str) for one in value):
            raise BadRequestError(f"{where}：列表中只能是文本。")
        return value
    if not isinstance(value, str | int):
        raise BadRequestError(f"{where}：请写文本或文本列表。")
    return [str(value)]
