"""Expected findings as plain rows, and the key under which rows of truth, reference and engine meet.

The key of a row (:meth:`Row.key`) is

``(document, number, direction, named, subject, role, unit, listed, holds, certainty)``

* ``named`` is the clause's whole role set (its posts, for an office), sorted;
* ``subject``, ``unit`` and ``listed`` are :func:`party_key` texts: who feels it, where the role is
  held, who is listed; ``listed`` goes on with the case number and the day of publication;
* ``role`` is the role edge of the path;
* in a second hop ``named`` are the words for the first role, ``role`` both roles (``principal > principal``),
  ``subject`` the other unit, and ``unit`` the person who holds both.

The part's letter is left out, since two readings may letter differently, so rows are compared as sets.
:meth:`Row.dated_key` adds the two bounds of the days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import normalize

from benchmarks.city.days import JsonDay

Key = tuple[str, ...]
_BRACKETS = str.maketrans("〔【［〕】］", "(((" + ")))")


@dataclass(frozen=True, slots=True)
class PartyRef:
    """A party of a row; ``identifier`` is a number as shown (masked for persons) or empty."""

    name: str
    kind: str
    identifier: str = ""

    def key(self) -> str:
        """See :func:`party_key`."""
        return party_key(self.kind, self.name, [self.identifier])


@dataclass(frozen=True, slots=True)
class Row:
    """One expected finding. ``since`` and ``until`` are JSON bounds as findings print them.

    ``doubts`` are the open questions about seat, kind or owner of a unit, as codes of review reasons.
    """

    document: str
    number: str
    part: str | None
    direction: str
    named: tuple[str, ...]
    subject: PartyRef
    role: str
    unit: PartyRef
    listed: PartyRef
    case: str
    published: str
    since: JsonDay
    until: JsonDay
    holds: str
    certainty: str
    doubts: tuple[str, ...] = ()

    def key(self) -> Key:
        """The key for comparing with another source of findings."""
        listed = f"{self.listed.key()} {case_key(self.case)} {self.published}"
        named = " ".join(sorted(self.named))
        places = (self.subject.key(), self.role, self.unit.key(), listed)
        return (self.document, self.number, self.direction, named, *places, self.holds, self.certainty)

    def dated_key(self) -> Key:
        """The key with the bounds of its days."""
        return (*self.key(), bound_text(self.since), bound_text(self.until))

    def doubted_key(self) -> Key:
        """The key with what somebody must look up in the data before the finding stands."""
        return (*self.key(), " ".join(sorted(self.doubts)))


def keys(rows: Iterable[Row]) -> set[Key]:
    """The rows' keys: what two sources of findings must agree on."""
    return {row.key() for row in rows}


def party_key(kind: str, name: str, identifiers: Iterable[str]) -> str:
    """One text for a party: from its number as shown, else its name.

    Works on full and masked forms alike: a citizen number gives region, year of birth and sequence
    (so 15 and 18 characters agree), a credit code its organisation code. A party with several
    numbers takes the shortest form, and of those the first that sorts.
    """
    found = sorted(filter(None, (_number_key(kind, text) for text in identifiers)), key=lambda key: (len(key), key))
    return f"{kind}:{found[0]}" if found else f"{kind}:{name_key(name)}"


def name_key(name: str) -> str:
    """A name without white space, its brackets in one form."""
    return "".join(normalize("NFKC", name).translate(_BRACKETS).split())


def case_key(case: str) -> str:
    """A case number with its brackets in one form."""
    return name_key(case)


def bound_text(bound: JsonDay) -> str:
    """A JSON bound as one text."""
    return bound if isinstance(bound, str) else f"{bound['earliest']}..{bound['latest']}"


def _number_key(kind: str, text: str) -> str | None:
    text = normalize("NFKC", text).upper().replace("-", "").strip()
    if not text:
        return None
    if kind == "unit":
        # A mask's stars do not count the hidden characters; their number differs from form to form.
        return text[8:17] if len(text) == 18 and "*" not in text else re.sub(r"\*+", "*", text)
    if len(text) in (18, 19):
        return f"{text[:10]}#{text[-4:-1]}"
    if len(text) == 15:
        return f"{text[:6]}19{text[6:8]}#{text[-3:]}"
    return text
