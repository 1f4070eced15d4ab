"""Answers for many rows: matched, judged together, and written down as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from analysis.findings import Finding
from analysis.supposed import Supposed
from analysis.verdict import Verdict, grade, strongest
from graph.model.certainty import Certainty
from graph.model.ids import content_id
from graph.model.records import Basis, Origin, PartyKind, Position, SubjectRecord
from graph.model.time import Bound, Interval
from guanlian import terms
from guanlian.asked import Asked, Question
from guanlian.batch.applicants import Applicant, Who
from guanlian.batch.matching import Match, MatchBasis, match
from guanlian.batch.relations import Relation, Relations
from guanlian.offices import Offices
from guanlian.request import Request
from guanlian.verdict_answers import VerdictAnswer

DECLARED = "申请人声明"
_CAUGHT = (Verdict.BLOCK, Verdict.REVIEW, Verdict.NOTE)
_Row = dict[str, Any]


@dataclass(frozen=True)
class Settled:
    """The answer of one row: the verdict that counts, the answers behind it, and what it was matched on."""

    applicant: Applicant
    basis: MatchBasis
    verdict: Verdict
    answers: tuple[VerdictAnswer, ...]
    sentence: str


class Answerer:
    """Answers rows as known at one moment; what rows share is asked once."""

    def __init__(self, service: Offices, request: Request, relations: Relations, file: str) -> None:
        self._service, self._request, self._relations, self._file = service, request, relations, file
        self._known_run = service.store.known_run(request.known_as_of)
        self._asked: dict[tuple[str, date], Asked] = {}
        self._matches: dict[tuple[str, str], Match] = {}

    def answer(self, chunk: Sequence[Applicant]) -> list[_Row]:
        """Plain values for each row of a chunk, in its order."""
        self._matches = {}  # what one chunk may keep in memory
        matched = [(applicant, self._match(applicant.who)) for applicant in chunk]
        plain = [(one, found) for one, found in matched if not self._relations.of(one)]
        together = self._together(plain)
        return [
            self._with_relations(one, found, declared)
            if (declared := self._relations.of(one))
            else _values(
                _settled(
                    one,
                    found,
                    [together[self._key(one), record.key] for record in found.records],
                    self._unsettled(one, found),
                )
            )
            for one, found in matched
        ]

    def asked(self, applicant: Applicant) -> Asked:
        """The row's question made ready; one for all rows of a purpose and day."""
        key = self._key(applicant)
        if key not in self._asked:
            request = replace(self._request, as_of=applicant.as_of)
            self._asked[key] = self._service.prepare(request, Question(applicant.purpose))
        return self._asked[key]

    def _key(self, applicant: Applicant) -> tuple[str, date]:
        return applicant.purpose, applicant.as_of

    def _match(self, who: Who) -> Match:
        key = (who.key, who.name)
        if key not in self._matches:
            self._matches[key] = match(self._service.store, who, self._known_run)
        return self._matches[key]

    def _together(
        self, matched: Iterable[tuple[Applicant, Match]]
    ) -> dict[tuple[tuple[str, date], int], VerdictAnswer]:
        """Every subject of a purpose and day once, all of them by the same few questions to the store."""
        wanted: dict[tuple[str, date], tuple[Asked, dict[int, SubjectRecord]]] = {}
        for applicant, found in matched:
            _, records = wanted.setdefault(self._key(applicant), (self.asked(applicant), {}))
            records.update({record.key: record for record in found.records})
        answered: dict[tuple[tuple[str, date], int], VerdictAnswer] = {}
        for key, (asked, records) in wanted.items():
            answers = self._service.of_records(asked, list(records.values())) if records else []
            answered |= {(key, subject): answer for subject, answer in zip(records, answers, strict=True)}
        return answered

    def _unsettled(self, applicant: Applicant, found: Match) -> VerdictAnswer:
        return self._service.unsettled(self.asked(applicant), applicant.who.name, found.records)

    def _with_relations(self, applicant: Applicant, found: Match, declared: Sequence[Relation]) -> _Row:
        """A row with declared relations is answered alone: they count for this check and for no other."""
        asked = self.asked(applicant)
        others = [(relation, self._match(relation.who)) for relation in declared]
        answers = []
        for record in found.records:
            supposed = [one for relation, other in others for one in self._supposed(asked, record, relation, other)]
            answers.append(self._service.of_records(asked, [record], supposed)[0])
        settled = _settled(applicant, found, answers, self._unsettled(applicant, found))
        if not found.records:
            settled = self._unknown_with_relations(settled, asked, others)
        return _values(settled)

    def _unknown_with_relations(
        self, settled: Settled, asked: Asked, others: Sequence[tuple[Relation, Match]]
    ) -> Settled:
        """An applicant nobody knows: declared parties who are, or may be, on the roster still call for a review."""
        hits = []
        for relation, other in others:
            answers = self._service.of_records(asked, list(other.records)) if other.records else []
            listed = [answer for answer in answers if any(_is_own(finding, answer) for finding in answer.findings)]
            if listed:
                hits.append(f"所声明的{relation.title}{relation.who.name}在名单上或可能在名单上（{other.basis.term}）")
        if not hits:
            return settled
        return replace(settled, verdict=Verdict.REVIEW, sentence=f"{'；'.join(hits)}，须人工复核。{settled.sentence}")

    def _supposed(self, asked: Asked, applicant: SubjectRecord, relation: Relation, other: Match) -> Iterable[Supposed]:
        """The declared roles as edges. A person applies with the units they head, a unit with its people."""
        for record in other.records:
            holder, unit = (applicant, record) if applicant.kind is PartyKind.PERSON else (record, applicant)
            if unit.kind is not PartyKind.UNIT or holder.key == unit.key:
                continue
            certainty = Certainty.PROBABLE if other.basis.sure else Certainty.POSSIBLE
            for role, reading in relation.roles:
                yield Supposed(
                    holder.key,
                    unit.key,
                    holder.kind,
                    Position(
                        id=content_id("e", DECLARED, holder.id, unit.id, role.value, str(relation.row)),
                        holder=holder.id,
                        unit=unit.id,
                        role=role,
                        interval=Interval(Bound.on(asked.request.as_of)),
                        origin=Origin(DECLARED, self._file, relation.row, sheet="声明关系"),
                        title=f"{relation.title}（{DECLARED}）",
                        certainty=max(certainty, reading, key=lambda one: one.rank),
                        basis=Basis.DECLARED,
                    ),
                )


def _is_own(finding: Finding, answer: VerdictAnswer) -> bool:
    return answer.subject is not None and finding.listed.name in (answer.subject.name, finding.subject.name)


def _settled(applicant: Applicant, found: Match, answers: Sequence[VerdictAnswer], unsettled: VerdictAnswer) -> Settled:
    """One answer for a row. Where it is not sure who is meant, a hit is a review and no hit is no answer."""
    if found.basis.sure:
        return Settled(applicant, found.basis, answers[0].verdict, (answers[0],), answers[0].sentence)
    if not answers:
        return Settled(applicant, found.basis, Verdict.UNAVAILABLE, (unsettled,), unsettled.sentence)
    caught = [answer for answer in answers if answer.verdict in _CAUGHT]
    told = (caught or [unsettled])[0]
    verdict = Verdict.REVIEW if caught else Verdict.UNAVAILABLE
    hint = f"匹配依据：{found.basis.term}{'，另有更多同名者' if found.more else ''}，须先核实是否同一主体。"
    return Settled(applicant, found.basis, verdict, tuple(answers), hint + told.sentence)


def _values(settled: Settled) -> _Row:
    """A row's answer as plain values, as the checkpoint keeps them. No number of the row itself is among them."""
    applicant, suspected = settled.applicant, not settled.basis.sure
    findings = {finding.id: finding for answer in settled.answers for finding in answer.findings}
    first = settled.answers[0]
    doubt = [f"匹配依据为“{settled.basis.term}”，不能确认是同一主体"] if suspected and first.subject else []
    gaps = [gap.text for answer in settled.answers for gap in answer.not_checked]
    return {
        "row": applicant.row,
        "group": applicant.group,
        "role": applicant.role,
        "verdict": settled.verdict.value,
        "purpose": f"{first.purpose_name}（{first.purpose}）",
        "as_of": first.as_of,
        "basis": settled.basis.value,
        "found": _found(findings.values()),
        "not_checked": "；".join(dict.fromkeys([*doubt, *gaps])),
        "sentence": settled.sentence,
        "evidence": [_evidence(finding) for finding in findings.values()],
        "suspected": [_suspect(answer) for answer in settled.answers if answer.subject] if suspected else [],
    }


def _found(findings: Iterable[Finding]) -> str:
    """The findings in a cell: clause and effect, each once."""
    return "；".join(dict.fromkeys(f"{_clause(finding)} {terms.EFFECTS[finding.effect]}" for finding in findings))


def _clause(finding: Finding) -> str:
    return f"{finding.document} {finding.number}{finding.part or ''}"


def _evidence(finding: Finding) -> list[str]:
    reasons = "；".join(reason.text for reason in finding.review_reasons if reason.code != "status_unknown")
    return [
        finding.id,
        grade(finding).value,
        f"《{finding.document_title}》{finding.number}{finding.part or ''}",
        "、".join(terms.EFFECTS[effect] for effect in (finding.effect, *finding.also_effects)),
        terms.path_sentence(finding) or f"{finding.listed.name}在失信被执行人名单上",
        f"{terms.day(finding.since)} — {terms.day(finding.until)}",
        terms.HOLDS[finding.holds],
        finding.certainty.term,
        reasons,
        "；".join(dict.fromkeys(terms.source(step) for step in finding.path)),
    ]


def _suspect(answer: VerdictAnswer) -> list[str]:
    assert answer.subject is not None
    return [
        answer.subject.id,
        answer.subject.name,
        "、".join(answer.subject.identifiers),
        answer.verdict.value,
        _found(answer.findings),
    ]


def worst(verdicts: Iterable[str]) -> str:
    """The answer of an application: of all its rows the one that counts."""
    return strongest(Verdict(verdict) for verdict in verdicts).value
