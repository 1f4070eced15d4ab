"""The service as pages use it: every answer obeys the purpose that was picked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.affected import Affected, affected
from analysis.exposure import expose
from analysis.findings import Finding, Party
from analysis.freshness import known, register_gaps, roster_gaps
from analysis.hits import Hits
from analysis.proof import party
from analysis.rules import Rule
from graph.model.facts import Facts
from graph.model.records import SubjectRecord
from graph.store import GraphStore, Scope
from guanlian.answers import Searched
from guanlian.offices import Offices
from guanlian.request import Request
from guanlian.verdict_answers import NotCheckedView
from guanlian.verdicts import gap_view
from guanlian.views.memory import Memory
from measures.model import Catalogue
from measures.purposes import Purpose, Purposes, SourceKind

if TYPE_CHECKING:
    from guanlian.views.relations import Around

_AROUNDS, _SUBJECTS = 2_000, 20_000


@dataclass(frozen=True)
class Reached:
    """What some rules catch in a scope, as columns: not yet proved, so that counting stays cheap."""

    facts: Facts
    rules: Sequence[Rule]
    hits: Hits
    felt: Affected


class PageService(Offices):
    """The questions that only pages ask. Pictures ask for the same subjects again and again: they are remembered."""

    def __init__(self, store: GraphStore, catalogue: Catalogue, purposes: Purposes | None = None) -> None:
        super().__init__(store, catalogue, purposes)
        self.arounds: Memory[Around] = Memory(_AROUNDS)
        self._subjects: Memory[SubjectRecord | None] = Memory(_SUBJECTS)

    def subject_of(self, id_: str, known_run: int) -> SubjectRecord | None:
        """The subject that an id or a mention belongs to in a data version; ``None`` where there is none."""

        def asked() -> SubjectRecord | None:
            found = self.store.find_subjects(id_, known_run, 1, exact=True)
            return found[0] if found else None

        return self._subjects.get((id_, known_run), asked)

    def page_purpose(self, request: Request) -> Purpose | None:
        """The purpose of a request; ``None`` where all measures are asked about."""
        return self.purposes.get(request.purpose) if request.purpose else None

    def page_rules(self, request: Request) -> list[Rule]:
        """The rules of the chosen documents that answer the purpose."""
        chosen = self.page_purpose(request)
        rules = self.rules(request)
        return rules if chosen is None else [rule for rule in rules if rule.part.matter in chosen.matters]

    def reached(self, request: Request, scope: Scope, known_run: int) -> Reached:
        """Every hit of the purpose's rules in a scope, on whatever day it holds."""
        rules = self.page_rules(request)
        facts = self.store.facts(scope, known_run)
        hits = expose(facts, rules)
        return Reached(facts, rules, hits, affected(facts, rules, hits))

    def proved(self, request: Request, found: Reached, hits: Hits, known_run: int) -> list[Finding]:
        """Some of the hits as findings."""
        return self._prove(request, found.facts, list(found.rules), hits, known_run)

    def searched(self, found: Reached) -> Searched:
        """What was looked through for an answer."""
        return self._searched(found.rules, found.facts)

    def gaps(self, request: Request) -> tuple[NotCheckedView, ...]:
        """What the loaded data cannot carry on the day: missing, partial, too old for the purpose."""
        chosen = self.page_purpose(request)
        limits = self.purposes.limits_of(chosen) if chosen else self.purposes.limits
        runs = known(self.store.runs(), self.store.known_run(request.known_as_of))
        found = [
            *roster_gaps(runs, request.as_of, limits[SourceKind.ROSTER]),
            *register_gaps(runs, None, request.as_of, limits[SourceKind.REGISTER]),
        ]
        return tuple(gap_view(gap) for gap in found)

    def parties(self, keys: Sequence[int], known_run: int) -> dict[int, Party]:
        """Subjects by key, as shown."""
        records = self.store.subjects(sorted(set(keys)), known_run)
        return {key: party(record) for key, record in records.items()}
