"""One question, one answer: a subject and a purpose in, a verdict with its proof out. Fails closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from analysis.demands import Coded, Demand, Relation, demands, selected
from analysis.exposure import expose
from analysis.findings import Finding, Party
from analysis.freshness import DataGap, known, register_gaps, roster_gaps
from analysis.honours import Award, reached
from analysis.lookups import Applicant, Failure, LookedUp, LookUps, NotLooked
from analysis.proof import party
from analysis.rules import compile_rules, select_documents
from analysis.verdict import Verdict, answers, grade, judge, strongest
from graph.errors import BadRequestError
from graph.model.certainty import Truth
from graph.model.records import SubjectRecord
from graph.store import GraphStore, Scope
from guanlian import verdict_terms as words
from guanlian.applicants import described, with_full_number
from guanlian.request import Request
from guanlian.sentences import verdict_sentence
from guanlian.service import MAX_CANDIDATES, Service, mask_digits
from guanlian.shown import restricted, without_numbers
from guanlian.verdict_answers import HonourView, LookedUpView, MatterView, NotCheckedView, VerdictAnswer
from measures.model import Catalogue, Document
from measures.purposes import Purpose, Purposes, Shown, SourceKind, load_purposes
from measures.vocabulary import Effect, Matter


@dataclass(frozen=True)
class Question:
    """What is asked about a subject: the purpose, and what narrows it.

    ``matters`` are some of the purpose's matters; ``award`` an honour already held; ``members`` the
    other members of a consortium; ``limits`` replace the purpose's age limits of data, in days.
    """

    purpose: str
    matters: tuple[Matter, ...] = ()
    award: Award | None = None
    members: tuple[str, ...] = ()
    limits: Mapping[SourceKind, int] = field(default_factory=dict)


@dataclass(frozen=True)
class _Asked:
    """A question made ready: its purpose, matters, documents and the parts in force on the day."""

    request: Request
    question: Question
    purpose: Purpose
    matters: tuple[Matter, ...]
    documents: list[Document]
    parts: list[Coded]
    limits: Mapping[SourceKind, int]
    known_run: int


class Verdicts(Service):
    """The service with questions asked for a purpose."""

    def __init__(self, store: GraphStore, catalogue: Catalogue, purposes: Purposes | None = None) -> None:
        super().__init__(store, catalogue)
        self.purposes = purposes or load_purposes()

    def verdict(self, request: Request, text: str, question: Question) -> VerdictAnswer:
        """The answer for the subject that ``text`` names by id, whole name or full number.

        A subject nobody knows, or a name that fits several, is ``unavailable``: never clear.
        """
        asked = self._asked(request, question)
        own = self._one(asked, text)
        if not question.members:
            return own
        return self._consortium(own, [self._one(asked, member) for member in question.members])

    def _asked(self, request: Request, question: Question) -> _Asked:
        purpose = self.purposes.get(question.purpose)
        stray = set(question.matters) - set(purpose.matters)
        if stray:
            raise BadRequestError(
                f"用途 {purpose.code} 不含事项 {'、'.join(sorted(stray))}。可选：{'、'.join(purpose.matters)}。"
            )
        if question.award and not purpose.awards:
            raise BadRequestError(f"用途 {purpose.code} 不涉及荣誉。请去掉授予日期，或改用 --purpose honour。")
        if question.members and not purpose.bidders:
            raise BadRequestError(f"用途 {purpose.code} 没有联合体。请逐个查询各成员。")
        matters = question.matters or purpose.matters
        documents = select_documents(self.catalogue, request.place, request.documents)
        return _Asked(
            replace(request, purpose=purpose.code),
            question,
            purpose,
            matters,
            documents,
            selected(documents, matters, request.as_of),
            {**self.purposes.limits_of(purpose), **question.limits},
            self.store.known_run(request.known_as_of),
        )

    def _one(self, asked: _Asked, text: str) -> VerdictAnswer:
        exact = self.store.find_subjects(text, asked.known_run, MAX_CANDIDATES, exact=True)
        if len(exact) == 1:
            return self._of_subject(asked, exact[0])
        found = exact or self.store.find_subjects(text, asked.known_run, MAX_CANDIDATES)
        code, told = (
            ("ambiguous_subject", words.AMBIGUOUS_SUBJECT) if found else ("unknown_subject", words.UNKNOWN_SUBJECT)
        )
        candidates = tuple(self._shown(asked, party(record)) for record in found)
        return self._answer(asked, mask_digits(text), [], [NotCheckedView(code=code, text=told)], candidates=candidates)

    def _of_subject(self, asked: _Asked, record: SubjectRecord) -> VerdictAnswer:
        rules = [rule for rule in compile_rules(asked.documents) if rule.part.matter in asked.matters]
        facts = self.store.facts(Scope.of(record.key), asked.known_run)
        proved = self._prove(asked.request, facts, rules, expose(facts, rules), asked.known_run)
        concerned = [finding for finding in proved if answers(finding, asked.matters, record.id)]
        current = [finding for finding in concerned if finding.holds is not Truth.NO]
        applicant, sources = described(self.store, record, facts, asked.known_run)
        demanded = demands(asked.parts, record.kind)
        concerned_persons = facts.roles.holder[facts.roles.unit == record.key].tolist()
        numbered = with_full_number(self.store, [record.key, *concerned_persons], asked.known_run)
        made, failed = LookUps(facts, applicant, asked.request.as_of.toordinal(), numbered).make(demanded)
        not_checked = [
            *([] if asked.parts else [NotCheckedView(code="no_clause", text=words.NO_CLAUSE)]),
            *self._gaps(asked, demanded, sources),
            *self._failures(asked, failed, applicant),
        ]
        return self._answer(
            asked,
            party(record),
            current,
            not_checked,
            looked_up=self._made(asked, made),
            searched=self._searched(rules, facts),
            past_findings=len(concerned) - len(current),
        )

    def _answer(
        self,
        asked: _Asked,
        subject: Party | str,
        findings: list[Finding],
        not_checked: list[NotCheckedView],
        **more: Any,
    ) -> VerdictAnswer:
        honours = _honours(asked, findings)
        findings = [finding for finding in findings if honours.get(finding.id, ("", Truth.YES))[1] is not Truth.NO]
        grades = {finding.id: _grade(finding, honours) for finding in findings}
        verdict = judge(grades.values(), not_checked)
        shown = tuple(restricted(finding, asked.purpose.fields) for finding in findings)
        subject = subject if isinstance(subject, str) else self._shown(asked, subject)
        dated = self._dated(asked.request, asked.known_run)
        sentence = verdict_sentence(
            subject, asked.purpose.name, dated["as_of"], verdict, shown, not_checked, dated["data"]
        )
        return VerdictAnswer(
            **dated,
            verdict=verdict,
            purpose=asked.purpose.code,
            purpose_name=asked.purpose.name,
            subject=None if isinstance(subject, str) else subject,
            matters=_matters(asked, findings, grades, not_checked),
            findings=shown,
            honours=tuple(HonourView(finding=id_, test=test, reached=truth) for id_, (test, truth) in honours.items()),
            not_checked=tuple(not_checked),
            sentence=sentence,
            **more,
        )

    def _consortium(self, own: VerdictAnswer, others: Sequence[VerdictAnswer]) -> VerdictAnswer:
        """Every member is asked about. One blocked member makes the whole a review, not a block: the rule that
        one listed member excludes the consortium is in no text that the catalogue could cite.
        """
        verdict = strongest(
            [own.verdict, *(Verdict.REVIEW if o.verdict is Verdict.BLOCK else o.verdict for o in others)]
        )
        told = "".join(f"联合体成员：{other.sentence}" for other in others)
        return own.model_copy(
            update={
                "verdict": verdict,
                "members": tuple(others),
                "sentence": f"联合体：{words.VERDICTS[verdict]}（逐一核查全部成员）。{own.sentence}{told}",
            }
        )

    def _gaps(self, asked: _Asked, demanded: Sequence[Demand], sources: set[str] | None) -> list[NotCheckedView]:
        runs = known(self.store.runs(), asked.known_run)
        day = asked.request.as_of
        gaps = roster_gaps(runs, day, asked.limits[SourceKind.ROSTER])
        if any(demand.relation is not Relation.APPLICANT for demand in demanded):
            gaps += register_gaps(runs, sources, day, asked.limits[SourceKind.REGISTER])
        return [gap_view(gap) for gap in gaps]

    def _failures(self, asked: _Asked, failed: Sequence[NotLooked], applicant: Applicant) -> list[NotCheckedView]:
        """Failed look-ups, those of one kind for the same parties together."""
        grouped: dict[tuple[Failure, Relation, tuple[int, ...]], list[Demand]] = {}
        for miss in failed:
            grouped.setdefault((miss.failure, miss.demand.relation, miss.parties), []).append(miss.demand)
        parties = self._parties(asked, [key for _, _, keys in grouped for key in keys])
        return [
            NotCheckedView(
                code=failure.value,
                text=words.failure(
                    failure,
                    _unique(demand.word for demand in missed),
                    tuple(parties[key].name for key in keys),
                    applicant.ended,
                ),
                relation=relation.value,
                words=_unique(demand.word for demand in missed),
                clauses=_unique(clause for demand in missed for clause in demand.clauses),
                parties=tuple(parties[key] for key in keys),
            )
            for (failure, relation, keys), missed in grouped.items()
        ]

    def _made(self, asked: _Asked, made: Sequence[LookedUp]) -> tuple[LookedUpView, ...]:
        parties = self._parties(asked, [key for look in made for key in look.parties])
        return tuple(
            LookedUpView(
                relation=look.demand.relation.value,
                word=look.demand.word,
                term=words.demand(look.demand),
                clauses=look.demand.clauses,
                parties=tuple(sorted((parties[key] for key in look.parties), key=lambda one: (one.name, one.id))),
            )
            for look in made
        )

    def _parties(self, asked: _Asked, keys: Iterable[int]) -> dict[int, Party]:
        records = self.store.subjects(sorted(set(keys)), asked.known_run)
        return {key: self._shown(asked, party(record)) for key, record in records.items()}

    def _shown(self, asked: _Asked, one: Party) -> Party:
        return one if Shown.IDENTIFIERS in asked.purpose.fields else without_numbers(one)


def _honours(asked: _Asked, findings: Iterable[Finding]) -> dict[str, tuple[str, Truth]]:
    """For findings of withdrawal clauses, where an honour is asked about: the test, and whether it takes it."""
    if asked.question.award is None:
        return {}
    tests = {(c.document.slug, c.number, c.part.part): c.part.honour_test for c in asked.parts}
    found = {}
    for finding in findings:
        test = tests.get((finding.document, finding.number, finding.part))
        if test is not None and finding.path[0].since is not None:
            truth = reached(test, asked.question.award, finding.path[0].since, asked.request.as_of)
            found[finding.id] = (test.value, truth)
    return found


def _grade(finding: Finding, honours: Mapping[str, tuple[str, Truth]]) -> Verdict:
    """An honour already held can only be revoked; what its date test leaves open must be reviewed."""
    return grade(finding, [Effect.REVOKE_HONOUR]) if finding.id in honours else grade(finding)


def _matters(
    asked: _Asked, findings: Sequence[Finding], grades: Mapping[str, Verdict], not_checked: Sequence[NotCheckedView]
) -> tuple[MatterView, ...]:
    """The answer matter by matter, for those that have a clause in force."""
    views = []
    for matter in asked.matters:
        clauses = tuple(coded.name for coded in asked.parts if coded.part.matter is matter)
        ids = tuple(finding.id for finding in findings if finding.matter is matter)
        if clauses:
            verdict = judge([grades[id_] for id_ in ids], not_checked)
            views.append(MatterView(matter=matter.value, verdict=verdict, clauses=clauses, findings=ids))
    return tuple(views)


def gap_view(gap: DataGap) -> NotCheckedView:
    """A fault of the data as an answer lists it."""
    return NotCheckedView(
        code=f"{gap.kind}_{gap.fault.value}",
        text=words.gap(gap),
        source=gap.source,
        as_of=gap.as_of.isoformat() if gap.as_of else None,
    )


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
