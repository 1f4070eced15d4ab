"""What the service answers: frozen objects with stable keys, the same for CLI, API and pages."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from analysis.findings import Day, Source
from analysis.findings import Finding as Finding
from analysis.findings import Party as Party
from analysis.findings import Step as Step
from analysis.steps import days, source
from graph.model.certainty import Truth
from graph.model.records import RoleEdge


class Answer(BaseModel):
    """Base of all answers: frozen, JSON under stable keys."""

    model_config = ConfigDict(frozen=True)

    def json_text(self) -> str:
        """The answer as one JSON document."""
        return self.model_dump_json(by_alias=True)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values under the stable keys."""
        return self.model_dump(mode="json", by_alias=True)


class DataState(Answer):
    """How fresh one source is."""

    source: str
    kind: str
    as_of: str
    as_of_assumed: bool
    complete: bool
    run: int


class Searched(Answer):
    """What was looked through: the denominator of an answer, also when nothing was found."""

    documents: tuple[str, ...]
    rules: int
    entries: int
    roles: int
    name_links: int


class _Dated(Answer):
    as_of: str
    known_as_of: str | None
    known_run: int
    data: tuple[DataState, ...]
    catalogue: str


class OrderView(Answer):
    """A 限制消费令 that stands or may stand: because of which unit, in which role, on what document."""

    id: str
    unit: str
    role_term: str
    since: Day
    until: Day
    holds: Truth
    document: str
    source: Source

    @classmethod
    def of(cls, edge: RoleEdge, unit: str, day: date) -> Self:
        """The order behind a court relation, as it stands on a day; ``unit`` is the printed name."""
        since, until = days(edge.interval)
        return cls(
            id=edge.id,
            unit=unit,
            role_term=edge.role.term,
            since=since,
            until=until,
            holds=edge.interval.holds_at(day),
            document=edge.origin.document or "",
            source=source(edge.origin),
        )


class ExposuresAnswer(_Dated):
    """Everything that is caught: findings that hold yes or unknown on the day."""

    searched: Searched
    findings: tuple[Finding, ...]


class CheckAnswer(_Dated):
    """One subject. ``candidates`` is filled, and everything else empty, where the user must choose first."""

    subject: Party | None
    candidates: tuple[Party, ...] = ()
    searched: Searched | None = None
    findings: tuple[Finding, ...] = ()
    past_findings: int = 0
    orders: tuple[OrderView, ...] = ()


class ExplainAnswer(_Dated):
    """One finding, found again by its id alone, whatever the day.

    ``deciding``: where a step of its path was worked out (推定), the holdings that decide it.
    """

    finding: Finding
    deciding: tuple[Step, ...] = ()
