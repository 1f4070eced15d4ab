"""One question, one answer: a subject and a purpose in, a verdict with its proof out. Fails closed.

Many subjects are answered together by the same steps as one: the store is asked once for all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from analysis.affected import affected
from analysis.demands import Demand, Relation, demands, selected
from analysis.evidence import Evidence
from analysis.exposure import expose
from analysis.findings import Finding, Party
from analysis.freshness import register_gaps, roster_gaps
from analysis.lookups import LookedUp, LookUps, NotLooked
from analysis.orders import ORDERED
from analysis.overlay import stands
from analysis.proof import party, prove
from analysis.rules import select_documents
from analysis.supposed import Supposed, with_supposed
from analysis.verdict import Verdict, answers, judge, strongest
from graph.model.certainty import Truth
from graph.model.facts import Facts
from graph.model.records import PartyKind, RoleEdge, SubjectRecord
from graph.store import Scope
from guanlian import verdict_parts as parts
from guanlian import verdict_terms as words
from guanlian.answers import OrderView
from guanlian.applicants import Described, described, with_full_number
from guanlian.asked import Asked, check_question, known_runs
from guanlian.asked import Question as Question
from guanlian.orders import standing_orders
from guanlian.request import Request
from guanlian.sentences import beyond_the_roster, order_sentence, verdict_sentence
from guanlian.service import MAX_CANDIDATES, Service, mask_digits
from guanlian.shown import restricted, without_numbers
from guanlian.verdict_answers import HonourView, NotCheckedView, VerdictAnswer
from guanlian.verdict_parts import gap_view as gap_view
from ingest.names import name_key
from measures.purposes import Shown, SourceKind
from measures.vocabulary import Direction


@dataclass(frozen=True)
class _Gathered:
    """What the store and the engine say of some subjects together."""

    facts: Facts
    findings: Mapping[str, list[Finding]]  # by subject id, on whatever day
    described: Mapping[int, Described]
    numbered: set[int]


class Verdicts(Service):
    """The service with questions asked for a purpose."""

    def verdict(self, request: Request, text: str, question: Question) -> VerdictAnswer:
        """The answer for the subject that ``text`` names by id, whole name or full number.

        A subject nobody knows, or a name that fits several, is ``unavailable``: never clear.
        """
        asked = self.prepare(request, question)
        own = self._one(asked, text)
        if not question.members:
            return own
        return _consortium(own, [self._one(asked, member) for member in question.members])

    def prepare(self, request: Request, question: Question) -> Asked:
        """A question made ready for any number of subjects.

        Raises:
            BadRequestError: the purpose does not exist or does not ask about this.

        """
        edition = self.edition(request)
        purpose = edition.purposes.get(question.purpose)
        check_question(question, purpose)
        matters = question.matters or purpose.matters
        known_run = self.store.known_run(request.known_as_of)
        documents = select_documents(edition.catalogue, request.place, request.documents)
        request = replace(request, purpose=purpose.code)
        runs, registers = known_runs(self.store.runs(), known_run)
        return Asked(
            request=request,
            question=question,
            purpose=purpose,
            matters=matters,
            rules=[rule for rule in self.rules(request) if rule.part.matter in matters],
            parts=selected(documents, matters, request.as_of),
            limits={**edition.purposes.limits_of(purpose), **question.limits},
            known_run=known_run,
            runs=runs,
            registers=registers,
            dated=self.dated(request, known_run),
        )

    def of_records(
        self, asked: Asked, records: Sequence[SubjectRecord], supposed: Sequence[Supposed] = ()
    ) -> list[VerdictAnswer]:
        """The answers for subjects already chosen, in their order. ``supposed`` roles count for this question only."""
        gathered = self._gather(asked, records, supposed)
        looked = {record.key: self._look(asked, gathered, record) for record in records}
        keys = {key for made, failed in looked.values() for key in _parties(made, failed)}
        named = self._named(asked, keys, records)
        ordered = records if ORDERED & set(asked.matters) else []
        orders = standing_orders(self.store, gathered.facts, ordered, asked.request.as_of, asked.known_run)
        return [self._answer_for(asked, gathered, record, looked[record.key], named, orders) for record in records]

    def unsettled(self, asked: Asked, text: str, found: Sequence[SubjectRecord]) -> VerdictAnswer:
        """The answer where no subject, or no single one, could be told."""
        code, told = (
            ("ambiguous_subject", words.AMBIGUOUS_SUBJECT) if found else ("unknown_subject", words.UNKNOWN_SUBJECT)
        )
        candidates = tuple(_shown(asked, party(record)) for record in found)
        gap = NotCheckedView(code=code, text=told)
        return self._answer(asked, mask_digits(text), [], [gap], candidates=candidates)

    def _one(self, asked: Asked, text: str) -> VerdictAnswer:
        exact = self.store.find_subjects(text, asked.known_run, MAX_CANDIDATES, exact=True)
        if len(exact) == 1:
            return _by_name(self.of_records(asked, exact)[0], exact[0], text)
        return self.unsettled(asked, text, exact or self.store.find_subjects(text, asked.known_run, MAX_CANDIDATES))

    def _gather(self, asked: Asked, records: Sequence[SubjectRecord], supposed: Sequence[Supposed]) -> _Gathered:
        keys = [record.key for record in records]
        scope = {*keys, *(key for one in supposed for key in (one.holder, one.unit))}
        facts, roles = with_supposed(self.store.facts(Scope.of(*sorted(scope)), asked.known_run), supposed)
        hits = expose(facts, asked.rules)
        felt = affected(facts, asked.rules, hits)
        hits = hits.where(np.isin(felt.subject, keys) | np.isin(felt.unit, keys))
        evidence = self._with_supposed(self.evidence(facts, hits, asked.known_run), roles, asked.known_run)
        proved = prove(facts, asked.rules, hits, evidence, asked.request.as_of) if len(hits) else []
        proved = self.overlaid(proved, evidence, asked.request, asked.known_run)
        holders = facts.roles.holder[np.isin(facts.roles.unit, keys)].tolist()
        return _Gathered(
            facts,
            _by_subject(proved),
            described(self.store, records, facts, asked.known_run, asked.registers),
            with_full_number(self.store, [*keys, *holders], asked.known_run),
        )

    def _with_supposed(self, kept: Evidence, roles: Mapping[int, RoleEdge], known_run: int) -> Evidence:
        """What the store keeps, and the supposed edges that it does not."""
        if not roles:
            return kept
        parties = {mention for edge in roles.values() for mention in (edge.holder, edge.unit)}
        mentions = self.store.mentions(sorted(parties - set(kept.mentions)), known_run)
        return replace(kept, roles={**kept.roles, **roles}, mentions={**kept.mentions, **mentions})

    def _look(self, asked: Asked, gathered: _Gathered, record: SubjectRecord) -> tuple[list[LookedUp], list[NotLooked]]:
        applicant, _ = gathered.described[record.key]
        looks = LookUps(gathered.facts, applicant, asked.request.as_of.toordinal(), gathered.numbered)
        return looks.make(demands(asked.parts, record.kind))

    def _named(self, asked: Asked, keys: Iterable[int], records: Sequence[SubjectRecord]) -> dict[int, Party]:
        known = {record.key: record for record in records}
        missing = sorted(set(keys) - set(known))
        found = {**known, **(self.store.subjects(missing, asked.known_run) if missing else {})}
        return {key: _shown(asked, party(record)) for key, record in found.items()}

    def _answer_for(
        self,
        asked: Asked,
        gathered: _Gathered,
        record: SubjectRecord,
        looked: tuple[list[LookedUp], list[NotLooked]],
        named: Mapping[int, Party],
        orders: Mapping[int, tuple[OrderView, ...]],
    ) -> VerdictAnswer:
        found = gathered.findings.get(record.id, [])
        concerned = [finding for finding in found if answers(finding, asked.matters, record.id)]
        current = [finding for finding in concerned if stands(finding)]
        applicant, sources = gathered.described[record.key]
        made, failed = looked
        not_checked = [
            *([] if asked.parts else [NotCheckedView(code="no_clause", text=words.NO_CLAUSE)]),
            *_gaps(asked, demands(asked.parts, record.kind), sources),
            *parts.failures(failed, applicant, named.__getitem__),
        ]
        return self._answer(
            asked,
            party(record),
            current,
            not_checked,
            orders.get(record.key, ()),
            looked_up=parts.looked_up(made, named.__getitem__),
            searched=self._searched(asked.rules, gathered.facts),
            past_findings=len(concerned) - len(current),
        )

    def _answer(
        self,
        asked: Asked,
        subject: Party | str,
        findings: list[Finding],
        not_checked: list[NotCheckedView],
        orders: tuple[OrderView, ...] = (),
        **more: Any,
    ) -> VerdictAnswer:
        honours = parts.honours(asked, findings)
        findings = [finding for finding in findings if honours.get(finding.id, ("", Truth.YES))[1] is not Truth.NO]
        grades = {finding.id: parts.graded(finding, honours) for finding in findings}
        verdict = judge([*grades.values(), *([Verdict.REVIEW] if orders else [])], not_checked)
        shown = tuple(restricted(finding, asked.purpose.fields) for finding in findings)
        subject = subject if isinstance(subject, str) else _shown(asked, subject)
        dated = dict(asked.dated)
        told = verdict_sentence(subject, asked.purpose.name, dated["as_of"], verdict, shown, not_checked, dated["data"])
        return VerdictAnswer(
            **dated,
            verdict=verdict,
            purpose=asked.purpose.code,
            purpose_name=asked.purpose.name,
            subject=None if isinstance(subject, str) else subject,
            matters=parts.matters(asked, findings, grades, not_checked, orders),
            findings=shown,
            honours=tuple(HonourView(finding=id_, test=test, reached=truth) for id_, (test, truth) in honours.items()),
            orders=orders,
            not_checked=tuple(not_checked),
            sentence=order_sentence(orders) + told + beyond_the_roster(verdict, asked.matters),
            **more,
        )


def _parties(made: Iterable[LookedUp], failed: Iterable[NotLooked]) -> set[int]:
    return {key for look in made for key in look.parties} | {key for miss in failed for key in miss.parties}


def _by_subject(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings under everybody they answer for: the affected party, and for an office the unit too."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[finding.subject.id].append(finding)
        if finding.direction is Direction.OFFICE and finding.unit and finding.unit.id != finding.subject.id:
            found[finding.unit.id].append(finding)
    return found


def _consortium(own: VerdictAnswer, others: Sequence[VerdictAnswer]) -> VerdictAnswer:
    """Every member is asked about. One blocked member makes the whole a review, not a block: the rule that
    one listed member excludes the consortium is in no text that the catalogue could cite.
    """
    verdict = strongest([own.verdict, *(Verdict.REVIEW if o.verdict is Verdict.BLOCK else o.verdict for o in others)])
    told = "".join(f"联合体成员：{other.sentence}" for other in others)
    return own.model_copy(
        update={
            "verdict": verdict,
            "members": tuple(others),
            "sentence": f"联合体：{words.VERDICTS[verdict]}（逐一核查全部成员）。{own.sentence}{told}",
        }
    )


def _by_name(answer: VerdictAnswer, record: SubjectRecord, text: str) -> VerdictAnswer:
    """A person found by a bare name: the only one here, and not for that the one who stands at the counter."""
    if record.kind is not PartyKind.PERSON or name_key(text) not in map(name_key, record.names):
        return answer
    return answer.model_copy(update={"sentence": words.BY_NAME + answer.sentence})


def _gaps(asked: Asked, demanded: Sequence[Demand], sources: set[str] | None) -> list[NotCheckedView]:
    day = asked.request.as_of
    gaps = roster_gaps(asked.runs, day, asked.limits[SourceKind.ROSTER])
    if any(demand.relation is not Relation.APPLICANT for demand in demanded):
        gaps += register_gaps(asked.runs, sources, day, asked.limits[SourceKind.REGISTER])
    return [gap_view(gap) for gap in gaps]


def _shown(asked: Asked, one: Party) -> Party:
    return one if Shown.IDENTIFIERS in asked.purpose.fields else without_numbers(one)
