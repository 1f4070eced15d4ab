"""Widget keys and query parameters, each spelled once: tests find widgets by them, never by index."""

from __future__ import annotations

from enum import StrEnum


class Key(StrEnum):
    """Keys of widgets."""

    SEARCH = "search"
    AS_OF = "as_of"
    DOCUMENTS = "documents"
    CANDIDATE = "candidate"
    SHOW = "show"


class Param(StrEnum):
    """Query parameters. Never a number of a person: subjects go by id."""

    SUBJECT = "subject"
    AS_OF = "as_of"
