"""What an applicant file and a roster print of a person: masks, ages, gaps and errors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random

from graph.errors import RowQuarantinedError
from graph.model.identifiers import HIDDEN, Identifier
from graph.model.records import PartyKind
from ingest.identifiers import parse_identifier
from ingest.identity.labelled.people import Human
from ingest.identity.labelled.spec import CitySpec
from ingest.identity.name_table import DATA, split_name
from ingest.identity.record import Record

WITH_TAIL = frozenset({"full", "mask10", "mask11", "old15", "tail"})
_FIRST_DAY = date(2013, 10, 1)
_DAYS = 4_400


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed row: who it means in truth, how its number is shown, and what is wrong with it."""

    owner: int
    record: Record
    shown: str
    damage: frozenset[str] = frozenset()


class Printer:
    """Prints people by the rates of one spec."""

    def __init__(self, spec: CitySpec) -> None:
        self._spec, self._rng = spec, Random(spec.seed)  # noqa: S311  # seeded on purpose
        self._applicant_forms = _Forms(spec.applicant_number)
        self._roster_forms = _Forms(spec.roster_number)

    def applicant(self, human: Human, unit: str) -> Printed:
        """An applicant with a number, or a register's officer with a unit and no number."""
        shown = self._applicant_forms.draw(self._rng)
        if shown == "old15" and human.born.year >= 2000:
            shown = "full"
        printed = self._printed(human, shown)
        if shown != "none":
            return printed
        record = replace(printed.record, units=frozenset({unit}))
        if self._happens(self._spec.officer_birth):
            record = replace(record, born=(human.born.year,) * 2, sex=_sex(human.male))
        return replace(printed, record=record)

    def roster_form(self) -> str:
        """How the number of a roster row is shown."""
        return self._roster_forms.draw(self._rng)

    def listed(self, human: Human, shown: str) -> Printed:
        """A roster entry: sex, and age on the day of publication."""
        printed = self._printed(human, shown)
        record, damage = printed.record, set(printed.damage)
        if not self._happens(self._spec.missing_sex):
            wrong = self._happens(self._spec.sex_error)
            damage |= {"sex"} if wrong else set()
            record = replace(record, sex=_sex(human.male != wrong))
        if not self._happens(self._spec.missing_age):
            error = self._age_error()
            damage |= {"age"} if error else set()
            record = replace(record, born=_born_by_age(human.born, self._day(human), error), born_by_age=True)
        return replace(printed, record=record, damage=frozenset(damage))

    def attached(self, human: Human, unit: str) -> Printed:
        """A person whom a court attached to a listed unit (qysler): name and mask, no sex, no age."""
        printed = self._printed(human, self.roster_form())
        return replace(printed, record=replace(printed.record, units=frozenset({unit})))

    def _printed(self, human: Human, shown: str) -> Printed:
        name, number = human.name, show(human.number, shown)
        damage: set[str] = set()
        if self._happens(self._spec.name_typo):
            name = self._misspelt(name)
            damage.add("name")
        elif self._happens(self._spec.name_variant) and (other := _variant(name)):
            name = other
            damage.add("variant")
        if number and self._happens(self._spec.number_typo):
            number = self._mistyped(number)
            damage.add("number")
        found = _readable(number)
        record = Record(PartyKind.PERSON, name, identifiers=(found,) if found else ())
        return Printed(human.serial, record, shown, frozenset(damage))

    def _misspelt(self, name: str) -> str:
        signs = [line[0] for line in _lines("given_characters.tsv")[1:]]
        return name[:-1] + self._rng.choice(signs)

    def _mistyped(self, number: str) -> str:
        """One digit replaced, or two neighbours swapped."""
        digits = [place for place, sign in enumerate(number) if sign.isdigit()]
        place = self._rng.choice(digits)
        after = place + 1
        if self._happens(0.3) and after in digits and number[after] != number[place]:
            return number[:place] + number[after] + number[place] + number[after + 1 :]
        wrong = str((int(number[place]) + self._rng.randint(1, 9)) % 10)
        return number[:place] + wrong + number[after:]

    def _age_error(self) -> int:
        if not self._happens(self._spec.age_error):
            return 0
        return 1 if self._happens(0.5) else self._rng.choice([-5, -4, -3, -2, 2, 3, 4, 5])

    def _day(self, human: Human) -> date:
        grown = max(_FIRST_DAY, human.born + timedelta(days=366 * 18))
        return grown + timedelta(days=self._rng.randrange(_DAYS))

    def _happens(self, rate: float) -> bool:
        return self._rng.random() < rate


class _Forms:
    """The forms in which numbers are shown, drawn by share."""

    def __init__(self, shares: tuple[tuple[str, float], ...]) -> None:
        self._names = [name for name, _ in shares]
        self._ends = list(accumulate(share for _, share in shares))

    def draw(self, rng: Random) -> str:
        return rng.choices(self._names, cum_weights=self._ends)[0]


def show(number: str, shown: str) -> str:
    """A number as a source prints it: in full, in one of the mask forms, the old 15 digits, or not at all."""
    forms = {
        "full": number,
        "mask10": f"{number[:10]}****{number[14:]}",
        "mask11": f"{number[:11]}****{number[14:]}",  # four stars hide three places: 19 characters
        "old15": number[:6] + number[8:17],
        "region_year": number[:10] + HIDDEN * 8,
        "tail": HIDDEN * 14 + number[14:],
        "none": "",
    }
    return forms[shown]


def _readable(number: str) -> Identifier | None:
    """The number as the reader takes it; a typing error can make one that it refuses."""
    try:
        return parse_identifier(number, unit=False)
    except RowQuarantinedError:
        return None


def _sex(male: bool) -> str:
    return "male" if male else "female"


def _born_by_age(born: date, day: date, error: int) -> tuple[int, int]:
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day)) + error
    return day.year - age - 1, day.year - age


def _variant(name: str) -> str | None:
    """The name with one character in another way of writing, if it has one."""
    surname, given = split_name(name)
    for place, sign in enumerate(given, len(surname)):
        if sign in _unfolded():
            return name[:place] + _unfolded()[sign] + name[place + 1 :]
    return None


@cache
def _unfolded() -> dict[str, str]:
    pairs = [line.split("\t") for table in ("traditional.tsv", "variants.tsv") for line in _lines(table)]
    return {new: old for old, new in pairs}


@cache
def _lines(name: str) -> list[str]:
    return (DATA / name).read_text(encoding="utf-8").splitlines()
