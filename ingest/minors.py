"""Children (未满十八周岁): a roster must not list them, and nothing may ever be found about one.

A row that makes a child a listed party or gives it a role is a wrong number, a wrong age or a wrong match.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graph.errors import RowQuarantinedError
from graph.model.identifiers import Identifier
from ingest.identifiers import birth_day, birth_year

ADULT = 18
_REMEDY = "请核对证件号码和年龄，更正后重新装入"


def is_child(numbers: Iterable[Identifier], day: date, age: int | None = None) -> bool:
    """Whether somebody was surely under 18 on a day: by a number that shows the birth, else by the age on that day."""
    for number in numbers:
        if (born := birth_day(number)) is not None:
            return day.year - born.year - ((day.month, day.day) < (born.month, born.day)) < ADULT
        if (year := birth_year(number)) is not None:
            return day.year - year < ADULT
    return age is not None and 0 < age < ADULT


def refuse_child(numbers: Iterable[Identifier], day: date, *, what: str, field: str, age: int | None = None) -> None:
    """Quarantine a row that makes a child ``what``."""
    if is_child(numbers, day, age):
        raise RowQuarantinedError(f"{what}未满十八周岁，号码、年龄或者身份有误", _REMEDY, field=field)
