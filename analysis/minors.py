"""Children (未满十八周岁): a roster must not list them, so a hit on one is a wrong match and is never told.

What a load already refuses is not seen here; what is left is a namesake or a number that was told later.
"""

from __future__ import annotations

import re
from datetime import date

from graph.model.records import PartyKind, SubjectRecord

_ADULT = 18
# A citizen number as shown keeps region and year of birth.
_BORN = re.compile(r"\d{6}((?:19|20)\d{2})[\d*]{4}[\d*]{3}[\dX*]")


def is_child(record: SubjectRecord, day: date) -> bool:
    """Whether the numbers of a person show that they were surely under 18 on a day."""
    if record.kind is not PartyKind.PERSON:
        return False
    born = (found[1] for number in record.identifiers if (found := _BORN.fullmatch(number)))
    return any(day.year - int(year) < _ADULT for year in born)
