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

    def party_of(step: Step) -> Party:
        assert step.to_id is not None
        if step.to_id not in parties:
            (record,) = store.find_subjects(step.to_id, known_run, 1)
            parties[step.to_id] = Party(
                id=record.id, name=record.name, kind=record.kind, identifiers=record.identifiers
            )
        return parties[step.to_id]

    return [_row(finding, party_of(_role_step(finding))) for finding in findings if finding.direction.value != "self"]


def _row(finding: Finding, unit: Party) -> Row:
    edge = _role_step(finding)
    assert edge.role is not None
    listed = finding.listed
    return Row(
        document=finding.document,
        number=finding.number,
        part=finding.part,
        direction=finding.direction.value,
        named=_named(finding),
        subject=_ref(finding.subject),
        role=edge.role.value,
        unit=_ref(unit),
        listed=PartyRef(listed.name, listed.kind.value, _number(listed.identifiers)),
        case=listed.case_number,
        published=listed.published or "",
        since=_bound(finding.since),
        until=_bound(finding.until),
        holds=finding.holds.value,
        certainty=finding.certainty.value,
    )


def _role_step(finding: Finding) -> Step:
    return [step for step in finding.path if step.role is not None][-1]


def _named(finding: Finding) -> tuple[str, ...]:
    part = _parts()[finding.document, finding.number, finding.part]
    if finding.direction is Direction.OFFICE:
        assert part.offices is not None
        return tuple(post.value for post in part.offices.posts)
    words = {Direction.EXTENDS: part.extends, Direction.FLAGS: part.flags, Direction.QUERIES: part.queries}
    return tuple(word.value for word in words[finding.direction] if word.value != "applicant")


def _ref(party: Party) -> PartyRef:
    return PartyRef(party.name, party.kind.value, _number(party.identifiers))


def _number(identifiers: tuple[str, ...]) -> str:
    """One number to know a party by: a credit or organisation code before a registration number."""
    return min(identifiers, key=lambda text: (len(text) == _REG_NUMBER_LENGTH, len(text), text), default="")


def _bound(day: Day) -> str | dict[str, str | None]:
    return {"earliest": day.earliest, "latest": day.latest} if isinstance(day, Bounds) else day
