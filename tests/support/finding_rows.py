"""Findings of the engine as the plain rows in which truth and reference speak."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from analysis.findings import Bounds, Day, Finding, Party, Step
from benchmarks.city.rows import PartyRef, Row
from graph.store import GraphStore
from measures.loader import load_catalogue
from measures.model import Part
from measures.vocabulary import Direction

_REG_NUMBER_LENGTH = 15
# Review reasons that come from what the data says of a seat or a unit.
_OPEN = ("seat_unknown", "unit_kind_unspecified", "owner_unknown")


@cache
def _parts() -> dict[tuple[str, str, str | None], Part]:
    return {
        (document.slug, clause.number, part.part): part
        for document in load_catalogue().documents
        for clause in document.clauses
        for part in clause.parts
    }


def finding_rows(store: GraphStore, findings: Iterable[Finding]) -> list[Row]:
    """One row per finding that reaches somebody through a role."""
    known_run = store.known_run()
    parties: dict[str, Party] = {}

    def party_of(mention: str) -> Party:
        if mention not in parties:
            (record,) = store.find_subjects(mention, known_run, 1)
            parties[mention] = Party(id=record.id, name=record.name, kind=record.kind, identifiers=record.identifiers)
        return parties[mention]

    return [_row(finding, party_of(_place(finding))) for finding in findings if finding.direction is not Direction.SELF]


def _row(finding: Finding, unit: Party) -> Row:
    listed = finding.listed
    return Row(
        document=finding.document,
        number=finding.number,
        part=finding.part,
        direction=finding.direction.value,
        named=_named(finding),
        subject=_ref(finding.subject),
        role=" > ".join(step.role.value for step in _role_steps(finding) if step.role),
        unit=_ref(unit),
        listed=PartyRef(listed.name, listed.kind.value, _number(listed.identifiers)),
        case=listed.case_number,
        published=listed.published or "",
        since=_bound(finding.since),
        until=_bound(finding.until),
        holds=finding.holds.value,
        certainty=finding.certainty.value,
        doubts=tuple(reason.code for reason in finding.review_reasons if reason.code in _OPEN),
    )


def _role_steps(finding: Finding) -> list[Step]:
    return [step for step in finding.path if step.role is not None]


def _place(finding: Finding) -> str:
    """The mention where the role is held; in a second hop that of the person who holds both."""
    step = _role_steps(finding)[-1]
    place = step.from_id if finding.direction is Direction.SECOND_HOP else step.to_id
    assert place is not None
    return place


def _named(finding: Finding) -> tuple[str, ...]:
    part = _parts()[finding.document, finding.number, finding.part]
    if finding.direction is Direction.OFFICE:
        assert part.offices is not None
        return tuple(post.value for post in part.offices.posts)
    if finding.direction is Direction.SECOND_HOP:
        assert part.second_hop is not None
        return tuple(word.value for word in part.second_hop.via)
    words = {Direction.EXTENDS: part.extends, Direction.FLAGS: part.flags, Direction.QUERIES: part.queries}
    return tuple(word.value for word in words[finding.direction] if word.value != "applicant")


def _ref(party: Party) -> PartyRef:
    return PartyRef(party.name, party.kind.value, _number(party.identifiers))


def _number(identifiers: tuple[str, ...]) -> str:
    """One number to know a party by: a credit or organisation code before a registration number."""
    return min(identifiers, key=lambda text: (len(text) == _REG_NUMBER_LENGTH, len(text), text), default="")


def _bound(day: Day) -> str | dict[str, str | None]:
    return {"earliest": day.earliest, "latest": day.latest} if isinstance(day, Bounds) else day
