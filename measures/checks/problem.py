"""What a check reports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from measures.model import Clause, Document, Part


class Ring(StrEnum):
    """The three rings of checks: the shape of the data, the text it quotes, the whole corpus."""

    SHAPE = "shape"
    TEXT = "text"
    CORPUS = "corpus"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: in which document, at which clause and part (``None``: the document itself)."""

    document: str
    clause: str | None
    part: str | None
    ring: Ring
    message: str

    def __str__(self) -> str:
        where = f"{self.clause or ''}{self.part or ''}"
        return f"{self.document}{' ' + where if where else ''} [{self.ring}]: {self.message}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a check stands; it turns a message into a :class:`Problem`."""

    ring: Ring
    document: Document
    clause: Clause | None = None
    part: Part | None = None

    def problem(self, message: str) -> Problem:
        """The problem at this place."""
        number = self.clause.number if self.clause else None
        return Problem(self.document.slug, number, self.part.part if self.part else None, self.ring, message)
