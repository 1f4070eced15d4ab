"""Findings as proof objects: the same object on screen, in JSON, in print and in the log."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from graph.model.certainty import Certainty, Truth
from graph.model.records import PartyKind
from graph.model.roles import Role
from measures.vocabulary import Direction, Effect, Incumbents, Matter, Status


class Bounds(BaseModel):
    """A day that is only known within limits; ``None`` means no limit is known."""

    model_config = ConfigDict(frozen=True)

    earliest: str | None
    latest: str | None


Day = str | Bounds


class _Proof(BaseModel):
    model_config = ConfigDict(frozen=True)


class Party(_Proof):
    """A subject as shown: identifiers of persons are masked."""

    id: str
    name: str
    kind: PartyKind
    identifiers: tuple[str, ...] = ()


class Entry(_Proof):
    """The roster entry a finding starts from. ``subject`` is the id of the listed subject."""

    id: str
    name: str
    kind: PartyKind
    identifiers: tuple[str, ...]
    subject: str
    case_number: str
    court: str
    published: str | None


class Source(_Proof):
    """Where a fact stands: file, row as the user sees it, sheet, and the document the row names."""

    source: str
    file: str
    row: int
    sheet: str | None = None
    document: str | None = None


class Step(_Proof):
    """One edge of a path.

    ``from`` and ``to`` are mention ids with the names the source printed; ``from_subject`` and
    ``to_subject`` are the subjects that these mentions belong to.
    """

    type: Literal["listing", "identity", "position", "control", "court_relation", "unit_class", "holding"]
    id: str
    from_id: str = Field(serialization_alias="from")
    from_name: str
    from_subject: str
    to_id: str | None = Field(default=None, serialization_alias="to")
    to_name: str | None = None
    to_subject: str | None = None
    role: Role | None = None
    role_term: str | None = None
    title: str | None = None
    certainty: Certainty = Certainty.CERTAIN
    basis: str | None = None
    evidence: str | None = None
    appointed_by: str | None = None
    kind: str | None = None
    since: Day | None = None
    until: Day | None = None
    source: Source | None = None


class ReviewReason(_Proof):
    """Why a person must look before anybody acts: a code and the words behind it."""

    code: Literal[
        "condition",
        "exception",
        "class_unconfirmed",
        "status_unknown",
        "contested",
        "kept",
        "seat_unknown",
        "unit_kind_unspecified",
        "owner_unknown",
        "class_computed",
        "controller_computed",
        "identity_unconfirmed",
        "names_differ",
        "not_public",
        "minor",
        "former_head",
    ]
    text: str


class Finding(_Proof):
    """One part of one clause x one affected subject x one roster entry x one path.

    ``subject`` is who feels it; ``holds`` speaks of dates only, ``certainty`` of identity and role
    evidence only. ``id`` is a digest of part, entry and path: equal on every day and in every store.
    """

    id: str
    subject: Party
    unit: Party | None = None
    post: str | None = None
    listed: Entry
    document: str
    document_title: str
    number: str
    part: str | None
    title: str
    matter: Matter
    direction: Direction
    roles: tuple[str, ...]
    effect: Effect
    also_effects: tuple[Effect, ...] = ()
    incumbents: Incumbents | None = None
    since: Day
    until: Day
    holds: Truth
    certainty: Certainty
    review_reasons: tuple[ReviewReason, ...]
    status: Status
    agencies: tuple[str, ...] = ()
    path: tuple[Step, ...]
    quote: str

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values under the stable keys."""
        return self.model_dump(mode="json", by_alias=True)
