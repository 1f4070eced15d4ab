"""What a question is asked for (查询用途): a purpose is a set of matters of the catalogue, as data.

A purpose names no role: which look-ups a check must make follows from the clauses it selects.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from graph.errors import BadRequestError, MeasureError
from measures.loader import PACKAGE_FOLDER, read_yaml
from measures.vocabulary import Matter

PURPOSES_FILE = PACKAGE_FOLDER / "data" / "purposes.yml"
Text = Annotated[str, Field(min_length=1)]
Days = Annotated[int, Field(ge=0)]


class Shown(StrEnum):
    """What of a finding a purpose may see beside the clause and the parties' names."""

    CASE = "case"  # case number, court and publication day of the entry
    IDENTIFIERS = "identifiers"  # masked numbers of persons; numbers of units are public
    PATH = "path"  # the edges with their dates and source rows
    QUOTE = "quote"  # the words of the clause
    AGENCIES = "agencies"  # who carries the measure out


class SourceKind(StrEnum):
    """Kinds of source whose age decides whether "nothing found" may be said."""

    ROSTER = "roster"
    REGISTER = "register"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Purpose(_Strict):
    """One purpose; ``limits`` are days and only those that differ from the default."""

    code: Annotated[str, Field(pattern=r"^[a-z][a-z-]*$")]
    name: Text
    question: Text
    matters: Annotated[tuple[Matter, ...], Field(min_length=1)]
    fields: Annotated[tuple[Shown, ...], Field(min_length=1)]
    limits: dict[SourceKind, Days] = {}
    scope: Text | None = None
    awards: bool = False
    bidders: bool = False


class Purposes(_Strict):
    """All purposes, and the matters that belong to none, each with the reason."""

    limits: dict[SourceKind, Days]
    purposes: Annotated[tuple[Purpose, ...], Field(min_length=1)]
    outside: dict[Matter, Text]

    @model_validator(mode="after")
    def _stands_together(self) -> Self:
        _refuse_twice("code", [purpose.code for purpose in self.purposes])
        _refuse_twice("scope", [purpose.scope for purpose in self.purposes if purpose.scope])
        for purpose in self.purposes:
            _refuse_twice(f"matter of {purpose.code}", [matter.value for matter in purpose.matters])
        missing_limits = set(SourceKind) - set(self.limits)
        if missing_limits:
            raise ValueError(f"limits lack a default for {sorted(missing_limits)}")
        used = {matter for purpose in self.purposes for matter in purpose.matters}
        both, neither = used & set(self.outside), set(Matter) - used - set(self.outside)
        if both or neither:
            raise ValueError(
                f"each matter stands under a purpose or under outside; both: {sorted(both)}, neither: {sorted(neither)}"
            )
        return self

    def get(self, code: str) -> Purpose:
        """The purpose of a code; a :class:`~graph.errors.BadRequestError` names those that exist."""
        return _chosen(code, {purpose.code: purpose for purpose in self.purposes}, "用途")

    def of_scope(self, scope: str) -> Purpose:
        """The purpose that a sweep's short word names."""
        return _chosen(scope, {purpose.scope: purpose for purpose in self.purposes if purpose.scope}, "核查范围")

    def limits_of(self, purpose: Purpose) -> dict[SourceKind, int]:
        """For each kind of source, after how many days its data is too old for this purpose."""
        return {**self.limits, **purpose.limits}


def load_purposes(path: Path = PURPOSES_FILE) -> Purposes:
    """The purposes of a file, by default the shipped ones.

    Raises :class:`~graph.errors.MeasureError` naming file and entry.
    """
    try:
        return _parse(path.name, path.read_bytes())
    except OSError as error:
        raise MeasureError(f"{path.name}: cannot be read ({error.strerror}). Check the path and its rights") from error


# Keyed by content, so a changed file is read again; purposes are frozen.
@lru_cache(maxsize=8)
def _parse(file: str, data: bytes) -> Purposes:
    _, content = read_yaml(file, data)
    try:
        return Purposes.model_validate(content)
    except ValidationError as error:
        raise MeasureError("\n".join(_fault(file, fault) for fault in error.errors(include_url=False))) from error


def _fault(file: str, fault: ErrorDetails) -> str:
    where = ".".join(str(step) for step in fault["loc"]) or "purposes"
    given = f" (it says {fault['input']!r})" if isinstance(fault["input"], str | int) else ""
    return f"{file}: {where}: {fault['msg']}{given}. Correct the entry"


def _chosen(word: str, known: dict[str, Purpose], what: str) -> Purpose:
    if word not in known:
        raise BadRequestError(f"没有代号为“{word}”的{what}。可选：{'、'.join(known)}。")
    return known[word]


def _refuse_twice(what: str, words: list[str]) -> None:
    twice = sorted({word for word in words if words.count(word) > 1})
    if twice:
        raise ValueError(f"{what} stands twice: {', '.join(twice)}")
