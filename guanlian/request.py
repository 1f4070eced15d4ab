"""Who asks what, for which purpose, where and as of when: one frozen object for every question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Request:
    """The parameters every service function takes.

    ``documents`` selects by slug and wins over ``place``; with neither, only central and national
    documents apply. ``known_as_of`` asks what the data said at an earlier moment.
    """

    actor: str
    as_of: date
    purpose: str | None = None
    place: str | None = None
    documents: tuple[str, ...] | None = None
    client: str = "cli"
    known_as_of: datetime | None = None
