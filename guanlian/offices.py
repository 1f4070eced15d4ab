"""The office engine: sitting officers of a whole register, and proposed appointments by the same rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis.demands import Coded, Demand, Relation, demands, selected
from analysis.exposure import expose
from analysis.findings import Finding, Party, Step
from analysis.freshness import known, register_gaps, roster_gaps
from analysis.hits import Hits
from analysis.lookups import Applicant, Failure, LookUps
from analysis.proof import party, prove
from analysis.rules import Rule, compile_rules, select_documents
from analysis.supposed import Supposed, with_supposed
from analysis.verdict import grade, judge, strongest
from graph.errors import BadRequestError
from graph.model.certainty import Certainty, Truth
from graph.model.facts import (
    KIND_CODE,
    Facts,
)
from graph.model.ids import content_id
from graph.model.records import Origin, PartyKind, Position, RoleEdge, SubjectRecord, UnitProfile
from graph.model.roles import LegalForm, Role
from graph.model.time import Bound, Interval
from graph.store import Scope
from guanlian import terms
from guanlian import verdict_terms as words
from guanlian.request import Request
from guanlian.sentences import verdict_sentence
from guanlian.service import MAX_CANDIDATES, mask_digits
from guanlian.verdict_answers import AppointmentAnswer, NotCheckedView, OfficeRow, OfficesAnswer
from guanlian.verdicts import Verdicts, gap_view
from ingest.posts import as_secretary
from ingest.titles import read_title
from measures.purposes import SourceKind
from measures.vocabulary import Direction, Matter

PROPOSED = "拟任职务（未入库）"
_NAME = "任职核查（拟任）"


@dataclass(frozen=True)
class Proposal:
    """A proposed appointment: the person, the post as printed or as a role code, the unit, and whose seat it is."""

    person: str
    post: str
    unit: str
    seat: Truth = Truth.UNKNOWN
    appointed_by: str | None = None


class Offices(Verdicts):
    """The service with the questions about offices. Nothing here writes to the store."""

    def appoint(self, request: Request, proposal: Proposal, purpose: str | None = None) -> AppointmentAnswer:
        """What the clauses say of an appointment that has not been made, as if it were made on the day."""
        known_run = self.store.known_run(request.known_as_of)
        person, unit = (self._party(text, kind, known_run) for text, kind in _sides(proposal))
        not_checked = [side for side in (person, unit) if isinstance(side, NotCheckedView)]
        if isinstance(person, NotCheckedView) or isinstance(unit, NotCheckedView):
            return self._appointment(request, proposal, purpose, known_run, None, None, (), [], not_checked)
        edges = self._edges(request.as_of, proposal, person, unit, known_run)
        parts = self._office_parts(request, purpose)
        findings, missed = self._foresee(request, parts, person, unit, edges, known_run)
        runs = known(self.store.runs(), known_run)
        gaps = roster_gaps(runs, request.as_of, self.edition(request).purposes.limits[SourceKind.ROSTER])
        not_checked = [gap_view(gap) for gap in gaps] + missed
        if not parts:
            not_checked.append(NotCheckedView(code="no_clause", text=words.NO_CLAUSE))
        posts = tuple(dict.fromkeys(edge.role.value for edge in edges))
        return self._appointment(
            request, proposal, purpose, known_run, party(person), party(unit), posts, findings, not_checked
        )

    def sweep(self, request: Request, scope: str) -> OfficesAnswer:
        """Every listed natural person in a barred post at the units of a scope: one row per person, post and unit."""
        purposes = self.edition(request).purposes
        purpose = purposes.of_scope(scope)
        known_run = self.store.known_run(request.known_as_of)
        rules = [rule for rule in self.rules(request) if _is_office(rule, purpose.matters)]
        facts = self.store.facts(Scope.roster(), known_run)
        hits = expose(facts, rules)
        hits = hits.where(_standing(hits, request.as_of.toordinal()) & _at_units_of(facts, hits, _own_kinds(rules)))
        findings = self._prove(request, facts, rules, hits, known_run)
        runs = known(self.store.runs(), known_run)
        limits = purposes.limits_of(purpose)
        gaps = [
            *roster_gaps(runs, request.as_of, limits[SourceKind.ROSTER]),
            *register_gaps(runs, None, request.as_of, limits[SourceKind.REGISTER]),
        ]
        return OfficesAnswer(
            **self.dated(request, known_run),
            purpose=purpose.code,
            rows=office_rows(findings),
            findings=tuple(findings),
            not_checked=tuple(gap_view(gap) for gap in gaps),
            searched=self._searched(rules, facts),
        )

    def _party(self, text: str, kind: PartyKind, known_run: int) -> SubjectRecord | NotCheckedView:
        """The one subject of a kind that a text names as a whole, or why there is none."""
        exact = self._of_kind(kind, self.store.find_subjects(text, known_run, MAX_CANDIDATES, exact=True))
        if len(exact) == 1:
            return exact[0]
        found = exact or self._of_kind(kind, self.store.find_subjects(text, known_run, MAX_CANDIDATES))
        candidates = tuple(party(record) for record in found)
        if candidates:
            told = f"{terms.KINDS[kind]}：{words.AMBIGUOUS_SUBJECT}"
            return NotCheckedView(code="ambiguous_subject", text=told, parties=candidates)
        return NotCheckedView(code="unknown_subject", text=f"{terms.KINDS[kind]}：{words.UNKNOWN_SUBJECT}")

    def _of_kind(self, kind: PartyKind, found: Iterable[SubjectRecord]) -> list[SubjectRecord]:
        return [record for record in found if record.kind is kind]

    def _edges(
        self, day: date, proposal: Proposal, person: SubjectRecord, unit: SubjectRecord, known_run: int
    ) -> list[RoleEdge]:
        profile = self.store.profile(unit.key, known_run)
        return [
            Position(
                id=content_id("e", "proposed", person.id, unit.id, role.value, day.isoformat()),
                holder=person.id,
                unit=unit.id,
                role=role,
                interval=Interval(Bound.on(day)),
                origin=Origin(PROPOSED, PROPOSED, 0),
                title=proposal.post,
                certainty=certainty,
                appointed_by=proposal.appointed_by,
                state_appointed=proposal.seat,
            )
            for role, certainty in _roles_at(proposal.post, profile)
        ]

    def _office_parts(self, request: Request, purpose: str | None) -> list[Coded]:
        """The office clauses in force on the day, of a purpose or of all matters."""
        edition = self.edition(request)
        matters = edition.purposes.get(purpose).matters if purpose else tuple(Matter)
        documents = select_documents(edition.catalogue, request.place, request.documents)
        coded = selected(documents, matters, request.as_of)
        return [one for one in coded if one.part.offices and one.part.offices.unit_kinds]

    def _foresee(
        self,
        request: Request,
        parts: Sequence[Coded],
        person: SubjectRecord,
        unit: SubjectRecord,
        edges: Sequence[RoleEdge],
        known_run: int,
    ) -> tuple[list[Finding], list[NotCheckedView]]:
        """Findings that rest on the proposed post, and the kinds of unit that nothing in the data settles."""
        stored = self.store.facts(Scope.of(person.key, unit.key), known_run)
        supposed = [Supposed(person.key, unit.key, PartyKind.PERSON, edge) for edge in edges]
        facts, proposed = with_supposed(stored, supposed)
        chosen = {(one.document.slug, one.number, one.part.part) for one in parts}
        rules = [
            rule
            for rule in compile_rules({one.document.slug: one.document for one in parts}.values())
            if rule.direction is Direction.OFFICE and (rule.document.slug, rule.clause.number, rule.part.part) in chosen
        ]
        hits = expose(facts, rules)
        day = request.as_of.toordinal()
        hits = hits.where(np.isin(facts.roles.key[hits.role], list(proposed)) & _standing(hits, day))
        evidence = self._with_supposed(self.evidence(facts, hits, known_run), proposed, known_run)
        findings = prove(facts, rules, hits, evidence, request.as_of)
        findings = self.overlaid(findings, evidence, request, known_run)
        return findings, _unsettled(facts, parts, edges, person, unit, day)

    def _appointment(
        self,
        request: Request,
        proposal: Proposal,
        purpose: str | None,
        known_run: int,
        person: Party | None,
        unit: Party | None,
        posts: tuple[str, ...],
        findings: list[Finding],
        not_checked: list[NotCheckedView],
    ) -> AppointmentAnswer:
        verdict = judge([grade(finding) for finding in findings], not_checked)
        dated = self.dated(request, known_run)
        asked = f"{_NAME}：{proposal.post}，{unit.name if unit else mask_digits(proposal.unit)}"
        return AppointmentAnswer(
            **dated,
            verdict=verdict,
            purpose=purpose or "appointment",
            purpose_name=self.edition(request).purposes.get(purpose).name if purpose else _NAME,
            subject=person,
            unit=unit,
            post=proposal.post,
            posts=posts,
            findings=tuple(findings),
            not_checked=tuple(not_checked),
            sentence=verdict_sentence(
                person or mask_digits(proposal.person),
                asked,
                dated["as_of"],
                verdict,
                findings,
                not_checked,
                dated["data"],
            ),
        )


def _roles_at(post: str, profile: UnitProfile | None) -> list[tuple[Role, Certainty]]:
    """The roles of a post at a unit as its register describes it."""
    if profile is None:
        return post_roles(post, LegalForm.UNKNOWN)
    roles = post_roles(post, profile.form)
    held = {role for role, _ in roles}
    if Role.BOARD_SECRETARY not in held or any(Role.SENIOR_MANAGER in role.implies for role in held):
        return roles
    return roles + as_secretary(profile.form, profile.printed_type)


def post_roles(post: str, form: LegalForm) -> list[tuple[Role, Certainty]]:
    """The roles of a post given as a code, as the term of the law, or as a title printed at such a unit."""
    coded = [role for role in Role if post in (role.value, role.term)]
    if coded:
        return [(coded[0], Certainty.CERTAIN)]
    reading = read_title(post, form)
    if reading.unknown or not (reading.roles or reading.no_role):
        raise BadRequestError(
            f"不认识职务“{post}”。请写登记所用的职务（董事、副总经理、财务负责人），或以下代号之一：{'、'.join(Role)}。"
        )
    return [(read.role, read.certainty) for read in reading.roles]


def office_rows(findings: Iterable[Finding]) -> tuple[OfficeRow, ...]:
    """Findings of sitting officers as one row per person, post and unit, in the order of names."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.subject.id, _role_step(finding).id), []).append(finding)
    rows = [_row(group) for group in groups.values()]
    return tuple(sorted(rows, key=lambda row: (row.unit.name, row.person.name, row.post, row.findings)))


def _row(group: list[Finding]) -> OfficeRow:
    first, step = group[0], _role_step(group[0])
    classes = [step for finding in group for step in finding.path if step.type == "unit_class"]
    assert first.unit is not None and step.role is not None
    return OfficeRow(
        person=first.subject,
        post=step.role.value,
        title=step.title,
        unit=first.unit,
        unit_kinds=_unique(one.title or one.kind or "" for one in classes),
        appointed_by=step.appointed_by,
        owner=next((one.appointed_by for one in classes if one.appointed_by), None),
        verdict=strongest(grade(finding) for finding in group),
        incumbents=_unique(finding.incumbents.value for finding in group if finding.incumbents),
        clauses=_unique(f"{finding.document} {finding.number}{finding.part or ''}" for finding in group),
        findings=tuple(finding.id for finding in group),
    )


def _role_step(finding: Finding) -> Step:
    return next(step for step in finding.path if step.role is not None)


def _unsettled(
    facts: Facts,
    parts: Sequence[Coded],
    edges: Sequence[RoleEdge],
    person: SubjectRecord,
    unit: SubjectRecord,
    day: int,
) -> list[NotCheckedView]:
    """For a listed person: matters that bar this post, at a unit of which nobody says whether it is of their kind."""
    implied = {word.value for edge in edges for word in edge.role.implies}
    asked = [
        demand
        for demand in demands(parts, PartyKind.PERSON)
        if demand.relation is Relation.POSTS_BY and demand.word in implied
    ]
    applicant = Applicant(person.key, person.kind, LegalForm.UNKNOWN, registered=True)
    looked = LookUps(facts, applicant, day, {person.key})
    missed = [miss for miss in looked.kinds(asked) if miss.failure is Failure.KIND_UNKNOWN and unit.key in miss.parties]
    return [_unknown_kind(miss.demand, unit) for miss in missed]


def _unknown_kind(demand: Demand, unit: SubjectRecord) -> NotCheckedView:
    return NotCheckedView(
        code=Failure.KIND_UNKNOWN.value,
        text=words.failure(Failure.KIND_UNKNOWN, (demand.word,), (unit.name,), None),
        relation=demand.relation.value,
        words=(demand.word,),
        clauses=demand.clauses,
        parties=(party(unit),),
    )


def _standing(hits: Hits, day: int) -> np.ndarray:
    standing: np.ndarray = (hits.days[:, 0] <= day) & (day < hits.days[:, 3])
    return standing


def _own_kinds(rules: Iterable[Rule]) -> set[int]:
    """Codes of the kinds of unit that a scope is about; the bar of all companies does not widen it to all."""
    return {
        KIND_CODE[kind]
        for rule in rules
        if rule.part.offices and rule.part.matter is not Matter.COMPANY_OFFICE
        for kind in rule.part.offices.unit_kinds
    }


def _at_units_of(facts: Facts, hits: Hits, kinds: set[int]) -> np.ndarray:
    units = facts.classes.unit[np.isin(facts.classes.kind, sorted(kinds))]
    mask: np.ndarray = np.isin(facts.roles.unit[hits.role], units)
    return mask


def _is_office(rule: Rule, matters: Iterable[Matter]) -> bool:
    return rule.direction is Direction.OFFICE and rule.part.matter in set(matters)


def _sides(proposal: Proposal) -> tuple[tuple[str, PartyKind], tuple[str, PartyKind]]:
    return (proposal.person, PartyKind.PERSON), (proposal.unit, PartyKind.UNIT)


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
