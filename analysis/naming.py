"""Whether the rows of one person agree on the name.

An equal full number joins rows whatever the names. A number that is mistyped, or lent, joins strangers, so where the
names differ a person must look before anybody acts.
"""

from __future__ import annotations

import unicodedata

from graph.model.records import PartyKind, SubjectRecord

_HIDING = frozenset("*某×?●○")


def names_differ(record: SubjectRecord) -> bool:
    """Whether a person bears names that differ in more than width, case, spaces or signs; masked names say nothing.

    Units change their names and keep their code, so theirs are not compared.
    """
    if record.kind is not PartyKind.PERSON or len(record.names) < 2:
        return False
    shown = (unicodedata.normalize("NFKC", name) for name in record.names)
    return len({_letters(name) for name in shown if _HIDING.isdisjoint(name)}) > 1


def _letters(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())
