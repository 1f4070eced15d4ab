"""What analysts see in Neo4j Browser and Bloom: findings as relations of the property graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from analysis.control.day import OwnershipDay
from analysis.findings import Bounds, Day, Finding
from graph.neo4j.derived import Clause, Derived, Difference, write_derived
from graph.neo4j.store import Neo4jStore
from graph.store import GraphStore
from guanlian.request import Request
from guanlian.service import Service
from measures.vocabulary import Direction

_CAUGHT = (Direction.SELF, Direction.EXTENDS)


def derive(store: Neo4jStore, service: Service, request: Request) -> Difference:
    """Write every finding and every controller that a source names as a relation, as a difference.

    Both hold yes or unknown on the day of the request.
    """
    answer = service.exposures(request, include_self=True)
    clauses = [
        Clause(_clause_id(document.slug, clause.number), clause.number, clause.title, document.slug, document.title)
        for document in service.catalogue.documents
        for clause in document.clauses
        if clause.coded
    ]
    controls = control_rows(store, request.as_of, answer.known_run)
    return write_derived(store, chain(derived_rows(answer.findings), controls), clauses)


def derived_rows(findings: Iterable[Finding]) -> Iterator[Derived]:
    """One relation per finding: caught by a clause, flagged by a clause, or barred from a unit."""
    for finding in findings:
        clause = _clause_id(finding.document, finding.number)
        kind, stop = _relation(finding, clause)
        yield Derived(
            kind=kind,
            start=finding.subject.id,
            stop=stop,
            finding=finding.id,
            clause=clause,
            certainty=finding.certainty.value,
            since=_limit(finding.since, "earliest"),
            until=_limit(finding.until, "latest"),
        )


def control_rows(store: GraphStore, day: date, known_run: int) -> Iterator[Derived]:
    """One CONTROLS for every actual controller (实际控制人) on record that day; ``clause`` is on what ground.

    The relation names the fact it repeats: what is only computed while a question is answered is not written.
    """
    stated = OwnershipDay(store.ownership(None, known_run), day).named
    named = [one for several in stated.values() for one in several]
    edges = store.role_edges([one.key for one in named], known_run)
    subjects = store.subjects(sorted({key for one in named for key in (one.holder, one.unit)}), known_run)
    for one in named:
        edge = edges[one.key]
        since, until = edge.interval.since, edge.interval.until
        yield Derived(
            kind="CONTROLS",
            start=subjects[one.holder].id,
            stop=subjects[one.unit].id,
            finding=edge.id,
            clause=one.basis.value,
            certainty=edge.certainty.value,
            since=_iso(since.earliest),
            until=None if until is None else _iso(until.latest),
        )


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _relation(finding: Finding, clause: str) -> tuple[str, str]:
    if finding.direction is Direction.OFFICE and finding.unit is not None:
        return "BARRED_FROM", finding.unit.id
    return ("CAUGHT_BY" if finding.direction in _CAUGHT else "FLAGGED_BY"), clause


def _clause_id(document: str, number: str) -> str:
    return f"{document}#{number}"


def _limit(day: Day, end: str) -> str | None:
    """The widest limit of a bound; ``None`` where there is none."""
    if isinstance(day, Bounds):
        return day.earliest if end == "earliest" else day.latest
    return None if day == "open" else day
