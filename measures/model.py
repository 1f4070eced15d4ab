"""The shape of a catalogue file: one official document, clause by clause.

Everything is frozen and strict: an unknown key, a word outside the closed lists or a part that
contradicts itself is refused with the clause's number.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graph.model.roles import UnitKind
from graph.model.time import Bound, Interval
from measures.vocabulary import (
    Effect,
    Exemption,
    HonourTest,
    Incumbents,
    Listed,
    Matter,
    Post,
    ReachRole,
    Status,
    Tier,
)

Text = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DayRange(_Strict):
    """A day the text gives exactly (both ends equal) or only within limits."""

    earliest: date | None
    latest: date | None
    source: Text  # where the day comes from: "printed", or the words that give it

    def bound(self) -> Bound:
        """The same as a :class:`~graph.model.time.Bound`."""
        return Bound(self.earliest, self.latest)


class Place(_Strict):
    """Where a local document applies: a division code (行政区划代码) and its name."""

    code: Annotated[str, Field(pattern=r"^\d{6}$")]
    name: Text


class RosterScope(_Strict):
    """Whose roster entries a document reaches (联合惩戒对象).

    ``courts`` are patterns on an entry's court name: an entry is in scope when its court's name
    contains one of them. An empty list means every court.
    """

    courts: list[Text]
    quote: Text | None


class Offices(_Strict):
    """A bar on holding office: posts x kinds of unit, and what happens to incumbents."""

    posts: Annotated[list[Post], Field(min_length=1)]
    unit_kinds: list[UnitKind]  # empty only where the words name no kind of unit (评标专家)
    printed_unit_kinds: list[Text] = []
    incumbents: Incumbents = Incumbents.NOT_STATED
    incumbents_quote: Text | None = None
    # Kinds whose seats count only where the state-share holder sent or proposed the person.
    state_appointed_only: list[UnitKind] = []
    # "funded by the city's state-asset bureau": only units of this owner, as printed.
    owner: Text | None = None
    # Other names of that owner as data may print it.
    owner_aliases: list[Text] = []

    @model_validator(mode="after")
    def _seats_are_of_named_kinds(self) -> Self:
        stray = set(self.state_appointed_only) - set(self.unit_kinds)
        if stray:
            raise ValueError(f"state_appointed_only names kinds that unit_kinds lacks: {sorted(stray)}")
        return self


class SecondHop(_Strict):
    """The only two-hop reach: listed unit -> holder of ``via`` -> other unit where they are ``at``."""

    via: Annotated[list[ReachRole], Field(min_length=1)]
    at: Annotated[list[ReachRole], Field(min_length=1)]


class LegalBasis(_Strict):
    """A law and article a measure rests on, as printed; damaged text is marked, never mended."""

    law: Text
    article: Text | None = None
    quote: Text | None = None
    damaged: bool = False


class Part(_Strict):
    """One part of a clause: one set of subjects, one reach, one effect, one matter."""

    part: Annotated[str, Field(pattern=r"^[a-z]$")] | None = None
    matter: Matter
    quote: Text
    listed: list[Listed]
    # The words that limit the listed party to a class the data does not tell (律师、激励对象、市属企业):
    # a finding on the listed party itself then needs a reviewer.
    listed_class: Text | None = None
    extends: list[ReachRole] = []
    flags: list[ReachRole] = []
    queries: list[ReachRole] = []
    second_hop: SecondHop | None = None
    offices: Offices | None = None
    effect: Effect
    also_effects: list[Effect] = []
    # A condition the data cannot decide (失信情形严重): a finding then needs a reviewer.
    condition: Text | None = None
    exceptions: list[Exemption] = []
    honour_test: HonourTest | None = None
    # Only the heading says it; the body is silent.
    heading_only: bool = False
    # Roles that stand only in the law quoted as legal basis: never part of the reach.
    via_legal_basis: list[ReachRole] = []
    agencies: list[Text] = []
    legal_basis: list[LegalBasis] = []
    # Effective days and status of this part where they differ from the document's.
    effective: DayRange | None = None
    ended: DayRange | None = None
    status: Status | None = None
    # Roles whose word does not stand in this quote (and why), for the text check.
    role_words: dict[str, Text] = {}
    notes: list[Text] = []

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if ReachRole.APPLICANT in (*self.extends, *self.flags):
            raise ValueError("'applicant' is a word of query duties only: move it to queries")
        if self.offices and Listed.PERSON not in self.listed:
            raise ValueError("an office bar reaches listed persons: listed must contain 'person'")
        for name in ("listed", "extends", "flags", "queries", "also_effects"):
            values = getattr(self, name)
            if len(values) != len(set(values)):
                raise ValueError(f"{name} names something twice: {values}")
        if self.effect in self.also_effects:
            raise ValueError("also_effects repeats effect")
        return self


class Clause(_Strict):
    """One numbered clause, coded in parts or left out with a reason."""

    number: Annotated[str, Field(pattern=r"^[一二三四五六七八九十]*\.?[0-9]*(\.[0-9]+)*$")]
    printed: Text | None = None  # the number as printed, where it is misprinted or in Chinese digits
    section: Text | None = None
    title: Text
    coded: bool = True
    reason: Text | None = None
    parts: list[Part] = []
    notes: list[Text] = []

    @model_validator(mode="after")
    def _coded_or_reasoned(self) -> Self:
        if self.coded != bool(self.parts):
            raise ValueError(f"clause {self.number}: coded clauses have parts, others have none")
        if self.coded == bool(self.reason):
            raise ValueError(f"clause {self.number}: an uncoded clause says why, a coded one gives no reason")
        letters = [part.part for part in self.parts]
        expected = [None] if len(letters) == 1 else [chr(97 + i) for i in range(len(letters))]
        if letters != expected:
            raise ValueError(f"clause {self.number}: parts must be lettered {expected}, not {letters}")
        return self


class ProcessRule(_Strict):
    """A rule of procedure as data: deadlines, feedback, notice, masking, logging, kept measures."""

    kind: Literal[
        "roster_source",
        "update_frequency",
        "feedback",
        "objection",
        "review",
        "reconsideration",
        "delisting",
        "release",
        "kept_measure",
        "notice",
        "precheck",
        "masking",
        "logging",
        "not_public",
        "record_fields_unit",
        "record_fields_person",
        "automation",
        "risk_warning",
        "other",
    ]
    quote: Text
    section: Text | None = None
    days: int | None = None
    day_kind: Literal["calendar", "working", "as_printed"] | None = None
    deadline: Text | None = None
    to: list[Text] = []
    fields: list[Text] = []
    notes: list[Text] = []


class Document(_Strict):
    """One official document."""

    slug: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    title: Text
    number: Text | None  # 文号
    issuers: list[Text]
    tier: Tier
    place: Place | None
    roster_scope: RosterScope
    text: Text | None  # file name under measures/texts
    issued: DayRange
    effective: DayRange
    ended: DayRange | None = None
    status: Status = Status.UNKNOWN
    last_checked: date
    status_note: Text | None = None
    notes: list[Text] = []
    process: list[ProcessRule] = []
    clauses: list[Clause]

    @model_validator(mode="after")
    def _local_ones_have_a_place(self) -> Self:
        if (self.tier is Tier.LOCAL) != (self.place is not None):
            raise ValueError(f"{self.slug}: a local document names its place, others have none")
        numbers = [clause.number for clause in self.clauses]
        twice = sorted({n for n in numbers if numbers.count(n) > 1})
        if twice:
            raise ValueError(f"{self.slug}: clause numbers stand twice: {twice}")
        return self

    def in_force(self, part: Part) -> Interval:
        """The days on which a part of this document is in force."""
        ended = part.ended or self.ended
        return Interval((part.effective or self.effective).bound(), ended.bound() if ended else None)


class Catalogue(_Strict):
    """All documents, sorted by slug, with the digest that names this edition."""

    documents: list[Document]
    digest: Text
