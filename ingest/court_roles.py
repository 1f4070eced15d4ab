"""The role that a court itself names for a person at a listed unit."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from graph.model.certainty import Certainty
from graph.model.roles import LegalForm, Role
from ingest.text import data_file, folded
from ingest.titles import Tense, read_title


def is_read(words: str) -> bool:
    """Whether the court's words are known: they name a role, or somebody who has none (股东)."""
    return bool(court_roles(words) or read_title(words, LegalForm.UNKNOWN, from_court=True).no_role)


def court_certainty(words: str) -> Certainty:
    """How sure the role is: of a former one (原法定代表人) a person must say whether it still counts."""
    held = read_title(words, LegalForm.UNKNOWN, from_court=True).tense is Tense.HELD
    return Certainty.CERTAIN if held else Certainty.POSSIBLE


@lru_cache(maxsize=4096)
def court_roles(words: str) -> tuple[Role, ...]:
    """The roles that the court's words name for certain; empty when the words are not known.

    Nothing is derived: a 董事长 whom a court names is a director, not a *possible* principal.
    """
    table = cast("dict[str, list[str]]", data_file("court_roles.yml"))
    for role, known in table.items():
        if folded(words) in map(folded, known):
            return (Role(role),)
    reading = read_title(words, LegalForm.UNKNOWN, from_court=True)
    return tuple(found.role for found in reading.roles if found.certainty is Certainty.CERTAIN)
