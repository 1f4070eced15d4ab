"""What analysts see in Neo4j Browser and Bloom: findings as relations of the property graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analysis.findings import Bounds, Day, Finding
from graph.neo4j.derived import Clause, Derived, Difference, write_derived
from graph.neo4j.store import Neo4jStore
from guanlian.request import Request
from guanlian.service import Service
from measures.vocabulary import Direction

_CAUGHT = (Direction.SELF, Direction.EXTENDS)


def derive(store: Neo4jStore, service: Service, request: Request) -> Difference:
    """Write every finding that holds yes or unknown on the day as a relation, as a difference."""
    findings = service.exposures(request, include_self=True).findings
    clauses = [
        Clause(_clause_id(document.slug, clause.number), clause.number, clause.title, document.slug, document.title)
        for document in service.catalogue.documents
        for clause in document.clauses
        if clause.coded
    ]
    return write_derived(store, derived_rows(findings), clauses)


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
