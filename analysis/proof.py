"""From hits to findings: write down for each hit what was found, along which path, and how sure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from analysis.affected import affected
from analysis.evidence import Evidence
from analysis.findings import Day, Entry, Finding, Party, ReviewReason, Step
from analysis.hits import NONE, Doubt, Hits
from analysis.minors import is_child
from analysis.naming import names_differ
from analysis.pause import collector_paused
from analysis.rules import Rule
from analysis.steps import Parties, days, fellow_step, identity_step, listing_step, role_step, unit_class_step
from graph.model.certainty import Certainty, Truth
from graph.model.facts import CERTAINTY_CODE, Facts
from graph.model.ids import content_id
from graph.model.records import Basis, Identity, Listing, RoleEdge, SubjectRecord
from graph.model.roles import Role
from graph.model.time import Interval, holds
from measures.vocabulary import Direction, Exemption, Status

_CERTAINTIES = {code: certainty for certainty, code in CERTAINTY_CODE.items()}
# The ways in which the listed party itself must be of the class a part names.
_FROM_THE_LISTED = {Direction.SELF, Direction.EXTENDS, Direction.SECOND_HOP}
_DOUBTS = {
    Doubt.SEAT_UNKNOWN: ("seat_unknown", "数据未说明该席位是否由国有股权方派出或推荐"),
    Doubt.KIND_UNSPECIFIED: ("unit_kind_unspecified", "单位类别只有概称，条款所指的具体类别需核实"),
    Doubt.OWNER_UNKNOWN: ("owner_unknown", "条款限定出资人或监管机构，数据未载明"),
    Doubt.CLASS_COMPUTED: ("class_computed", "单位的国有类别由出资情况推定，未见登记或批准文件，需核实"),
    Doubt.CONTROLLER_COMPUTED: ("controller_computed", "实际控制人由持股情况推定，未见声明、登记或法院文书，需核实"),
    Doubt.IDENTITY_PROBABLE: (
        "identity_unconfirmed",
        "名单上的当事人与路径上的当事人很可能是同一主体，依据见身份一步；未经人工核定，不得作为确定结论",
    ),
    Doubt.IDENTITY_POSSIBLE: (
        "identity_unconfirmed",
        "仅为同名线索，不能认定是同一主体；未经人工核定，不得据以采取措施",
    ),
    Doubt.NAMES_DIFFER: (
        "names_differ",
        "各来源的完整证件号码相同而姓名不同，可能是号码登记有误，也可能曾经改名，须核对是否同一人",
    ),
    Doubt.NOT_PUBLIC: (
        "not_public",
        "该名单记录依法不宜公开，由法院通报其所在单位处理；不得对外显示，能否据以办理须核实",
    ),
    Doubt.CHILD: (
        "minor",
        "按证件号码，该人在基准日未满十八周岁，不得列入名单；应为同名或者号码有误，不得据以采取任何措施",
    ),
}
_IDENTITY_DOUBTS = {
    CERTAINTY_CODE[Certainty.PROBABLE]: Doubt.IDENTITY_PROBABLE,
    CERTAINTY_CODE[Certainty.POSSIBLE]: Doubt.IDENTITY_POSSIBLE,
}
EXCEPTION_TERMS = {
    "private_consumption": "因私消费以个人财产实施的，可向执行法院申请准许",
    "living_or_work_necessity": "条款只及于非生活和工作必需的消费行为",
    "destination_exempt": "审批名单以外的目的地除外",
}


def prove(facts: Facts, rules: Sequence[Rule], hits: Hits, evidence: Evidence, as_of: date) -> list[Finding]:
    """Findings in a fixed order: document, clause, part, direction, names, id. None ever sits on a child."""
    writer = _Writer(facts, rules, hits, evidence, as_of.toordinal())
    with collector_paused():
        findings = {finding.id: finding for finding in map(writer.finding, writer.rows())}
        return sorted(findings.values(), key=_order)


def prove_rows(facts: Facts, rules: Sequence[Rule], hits: Hits, evidence: Evidence, as_of: date) -> list[Finding]:
    """Findings row by row of the hits, in their order, twins included; those on a child bear the reason ``minor``."""
    writer = _Writer(facts, rules, hits, evidence, as_of.toordinal())
    return [writer.finding(row) for row in range(len(hits))]


def is_on_child(finding: Finding) -> bool:
    """Whether a finding of :func:`prove_rows` sits on a child and must not be told."""
    return any(reason.code == "minor" for reason in finding.review_reasons)


def prove_one(
    facts: Facts, rules: Sequence[Rule], hits: Hits, evidence: Evidence, as_of: date, finding_id: str
) -> Finding | None:
    """The one finding of that id, or ``None``; only ids are worked out on the way to it."""
    writer = _Writer(facts, rules, hits, evidence, as_of.toordinal())
    found = (row for row in writer.rows() if writer.id_of(row) == finding_id)
    return next((writer.finding(row) for row in found), None)


def _order(finding: Finding) -> tuple[object, ...]:
    return (
        finding.document,
        clause_order(finding.number),
        finding.part or "",
        finding.direction.value,
        finding.listed.name,
        finding.subject.name,
        finding.id,
    )


def clause_order(number: str) -> tuple[tuple[int, str], ...]:
    """Clause numbers in reading order: ``2`` before ``10``, ``7.2`` before ``7.10``."""
    return tuple((int(piece), "") if piece.isdigit() else (0, piece) for piece in re.split(r"\.", number))


_STEPS = ("listing", "link", "role", "far", "second", "unit_class")
_INDEXES = (*_STEPS, "rule", "certainty", "doubt")


class _Writer:
    def __init__(self, facts: Facts, rules: Sequence[Rule], hits: Hits, evidence: Evidence, day: int) -> None:
        self.facts, self.rules, self.hits, self.evidence, self.day = facts, rules, hits, evidence, day
        felt = affected(facts, rules, hits)
        # Plain lists: asking an array for one number at a time is slow.
        self._subjects, self._units = felt.subject.tolist(), felt.unit.tolist()
        self._columns: dict[str, list[int]] = {name: getattr(hits, name).tolist() for name in _INDEXES}
        self._days: list[list[int]] = hits.days.tolist()
        # Many findings share an entry, an edge, a party or their days: each is written down once.
        self._spans: dict[tuple[int, ...], tuple[Day, Day, Truth]] = {}
        self._paths: dict[tuple[int, ...], tuple[Step, ...]] = {}
        self._worded: dict[tuple[int, Role | None, Role | None], tuple[str, ...]] = {}
        self._parties: dict[int, Party] = {}
        self._named_apart: dict[int, bool] = {}
        self._children: dict[int, bool] = {}
        self._entries: dict[int, Entry] = {}
        self._steps: dict[tuple[str, int], Step] = {}
        self._reviews: dict[tuple[int, int], tuple[ReviewReason, ...]] = {}
        subject_of = {mention: subject.id for subject in evidence.subjects.values() for mention in subject.mentions}
        self._named = Parties(evidence.mentions, subject_of)

    def rows(self) -> Iterator[int]:
        """The hits that somebody may be told of: one on a child is a wrong match, whatever it rests on."""
        return (row for row in range(len(self.hits)) if not self._is_child(self._subjects[row]))

    def finding(self, row: int) -> Finding:
        """The proof of one hit: who feels it, by which clause, along which path, on which days, how sure."""
        rule = self._rule(row)
        document, clause, part = rule.document, rule.clause, rule.part
        since, until, stands = self._span(row)
        subject, unit = self._affected(row)
        words = self._words(row, rule)
        return Finding(
            id=self.id_of(row),
            subject=subject,
            unit=unit,
            post=words[0] if rule.direction is Direction.OFFICE else None,
            listed=self._entry(row),
            document=document.slug,
            document_title=document.title,
            number=clause.number,
            part=part.part,
            title=clause.title,
            matter=part.matter,
            direction=rule.direction,
            roles=words,
            effect=part.effect,
            also_effects=tuple(part.also_effects),
            incumbents=part.offices.incumbents if part.offices else None,
            since=since,
            until=until,
            holds=stands,
            certainty=_CERTAINTIES[self._at("certainty", row)],
            review_reasons=self._reasons(row, rule),
            status=part.status or document.status,
            agencies=tuple(part.agencies),
            path=self._path(row),
            quote=part.quote,
        )

    def id_of(self, row: int) -> str:
        """The digest of part, entry and path that names a finding on every day and in every store."""
        rule = self._rule(row)
        steps = (self._listing(row).id, self._link_id(row), self._edge_id(self._at("role", row)))
        unit_class = self._at("unit_class", row)
        class_id = None if unit_class == NONE else self.evidence.classes[int(self.facts.classes.key[unit_class])].id
        return content_id(
            "f",
            rule.document.slug,
            rule.clause.number,
            rule.part.part,
            rule.direction.value,
            *steps,
            self._edge_id(self._at("second", row)),
            class_id,
            *self._far_id(row),
        )

    def _rule(self, row: int) -> Rule:
        return self.rules[self._at("rule", row)]

    def _span(self, row: int) -> tuple[Day, Day, Truth]:
        """Both ends as shown, and whether it holds on the day asked."""
        since_lo, since_hi, until_lo, until_hi = columns = tuple(self._days[row])
        if columns not in self._spans:
            since, until = days(Interval.from_columns(since_lo, since_hi, until_lo, until_hi))
            self._spans[columns] = since, until, holds((since_lo, since_hi, until_lo, until_hi), self.day)
        return self._spans[columns]

    def _affected(self, row: int) -> tuple[Party, Party | None]:
        unit = self._units[row]
        return self._party(self._subjects[row]), self._party(unit) if unit else None

    def _words(self, row: int, rule: Rule) -> tuple[str, ...]:
        """The words of the clause that the role on the path answers to."""
        first, second = (self._role(self._at(name, row)) for name in ("role", "second"))
        key = (self._at("rule", row), first, second)
        if key not in self._worded:
            self._worded[key] = tuple(_answering(rule, first, second))
        return self._worded[key]

    def _role(self, index: int) -> Role | None:
        return None if index == NONE else self._edge(index).role

    def _reasons(self, row: int, rule: Rule) -> tuple[ReviewReason, ...]:
        computed = any(
            at != NONE and self._edge(at).basis is Basis.COMPUTED
            for at in (self._at("role", row), self._at("second", row))
        )
        doubt = Doubt(self._at("doubt", row)) | (Doubt.CONTROLLER_COMPUTED if computed else Doubt(0))
        for link in (self._at("link", row), self._at("far", row)):
            if link != NONE:
                doubt |= _IDENTITY_DOUBTS[int(self.facts.links.tier[link])]
        doubt |= self._doubts_of_parties(row)
        key = (self._at("rule", row), int(doubt))
        if key not in self._reviews:
            self._reviews[key] = tuple(review_reasons(rule, Doubt(key[1])))
        return self._reviews[key]

    def _doubts_of_parties(self, row: int) -> Doubt:
        doubt = Doubt(0) if self._listing(row).public else Doubt.NOT_PUBLIC
        if any(map(self._names_differ, self._on_path(row))):
            doubt |= Doubt.NAMES_DIFFER
        if self._is_child(self._subjects[row]):
            doubt |= Doubt.CHILD
        return doubt

    def _is_child(self, key: int) -> bool:
        if key not in self._children:
            self._children[key] = is_child(self.evidence.subjects[key], date.fromordinal(self.day))
        return self._children[key]

    def _on_path(self, row: int) -> set[int]:
        """The subjects that the entry names, that feel the finding, and that hold the role between them."""
        found = {int(self.facts.listings.subject[self._at("listing", row)]), self._subjects[row]}
        role = self._at("role", row)
        return found if role == NONE else found | {int(self.facts.roles.holder[role])}

    def _names_differ(self, key: int) -> bool:
        if key not in self._named_apart:
            self._named_apart[key] = names_differ(self.evidence.subjects[key])
        return self._named_apart[key]

    def _path(self, row: int) -> tuple[Step, ...]:
        key = tuple(self._at(name, row) for name in _STEPS)
        if key not in self._paths:
            self._paths[key] = tuple(self._step(name, row) for name in _STEPS if self._at(name, row) != NONE)
        return self._paths[key]

    def _at(self, name: str, row: int) -> int:
        return self._columns[name][row]

    def _step(self, name: str, row: int) -> Step:
        """One step of the path, written once for all findings that share it."""
        index = self._at(name, row)
        # A link is told from the entry's or the holder's side, so it is the same step only for the same of these.
        side = {"link": "listing", "far": "role"}.get(name)
        key = (f"{name} of {self._at(side, row)}" if side else name, index)
        if key not in self._steps:
            self._steps[key] = self._write_step(name, index, row)
        return self._steps[key]

    def _write_step(self, name: str, index: int, row: int) -> Step:
        if name == "listing":
            return listing_step(self._listing(row), self._named)
        if name == "link":
            return identity_step(self._link(row), self._listing(row), self._named)
        if name == "far":
            return fellow_step(self._link_at(index), self._edge(self._at("role", row)).holder, self._named)
        if name == "unit_class":
            classes = self.facts.classes
            unit = self._party(int(classes.unit[index]))
            return unit_class_step(self.evidence.classes[int(classes.key[index])], unit)
        return role_step(self._edge(index), self._named)

    def _entry(self, row: int) -> Entry:
        index = self._at("listing", row)
        if index not in self._entries:
            self._entries[index] = self._write_entry(self._listing(row), int(self.facts.listings.subject[index]))
        return self._entries[index]

    def _write_entry(self, listing: Listing, subject: int) -> Entry:
        mention = self.evidence.mentions[listing.mention]
        return Entry(
            id=listing.id,
            name=mention.name,
            kind=mention.kind,
            identifiers=tuple(identifier.shown for identifier in mention.identifiers),
            subject=self._party(subject).id,
            case_number=listing.case_number,
            court=listing.court,
            published=listing.published.isoformat() if listing.published else None,
        )

    def _party(self, key: int) -> Party:
        if key not in self._parties:
            self._parties[key] = party(self.evidence.subjects[key])
        return self._parties[key]

    def _listing(self, row: int) -> Listing:
        return self.evidence.listings[int(self.facts.listings.key[self._at("listing", row)])]

    def _link(self, row: int) -> Identity:
        return self._link_at(self._at("link", row))

    def _link_at(self, index: int) -> Identity:
        return self.evidence.links[int(self.facts.links.key[index])]

    def _link_id(self, row: int) -> str | None:
        return None if self._at("link", row) == NONE else str(self._link(row).id)

    def _far_id(self, row: int) -> tuple[str, ...]:
        """The link behind the holder as a part of an id; nothing where there is none, so that other ids stay."""
        far = self._at("far", row)
        return () if far == NONE else (str(self._link_at(far).id),)

    def _edge(self, index: int) -> RoleEdge:
        return self.evidence.roles[int(self.facts.roles.key[index])]

    def _edge_id(self, index: int) -> str | None:
        return None if index == NONE else self._edge(index).id


def _answering(rule: Rule, first: Role | None, second: Role | None) -> Iterator[str]:
    """The words of the clause that the roles on a path answer to."""
    part = rule.part
    reach: dict[Direction, list[str]] = {
        Direction.EXTENDS: [word.value for word in part.extends],
        Direction.FLAGS: [word.value for word in part.flags],
        Direction.QUERIES: [word.value for word in part.queries],
        Direction.OFFICE: [post.value for post in part.offices.posts] if part.offices else [],
        Direction.SECOND_HOP: [word.value for word in part.second_hop.via] if part.second_hop else [],
    }
    yield from _implied(first, reach.get(rule.direction, []))
    if part.second_hop and rule.direction is Direction.SECOND_HOP:
        yield from _implied(second, [word.value for word in part.second_hop.at])


def _implied(role: Role | None, words: Sequence[str]) -> list[str]:
    implied = {other.value for other in role.implies} if role else set()
    return [word for word in words if word in implied]


def review_reasons(rule: Rule, doubt: Doubt) -> Iterator[ReviewReason]:
    """Why a person must look before anybody acts on a finding of this rule."""
    part = rule.part
    if part.condition:
        yield ReviewReason(code="condition", text=part.condition)
    if part.listed_class and rule.direction in _FROM_THE_LISTED:
        text = f"条款只及于：{part.listed_class}；名单数据不能认定，需核实"
        yield ReviewReason(code="class_unconfirmed", text=text)
    for name in part.exceptions:
        if name is not Exemption.PRIVATE_CONSUMPTION or rule.direction is Direction.EXTENDS:
            yield ReviewReason(code="exception", text=EXCEPTION_TERMS[name.value])
    for flag, (code, text) in _DOUBTS.items():
        if doubt & flag:
            yield ReviewReason.model_validate({"code": code, "text": text})
    if (part.status or rule.document.status) is Status.UNKNOWN:
        checked = rule.document.last_checked.isoformat()
        yield ReviewReason(code="status_unknown", text=f"文件现行效力未核实（最近核对 {checked}）")


def party(record: SubjectRecord) -> Party:
    """A subject as shown in a finding."""
    return Party(id=record.id, name=record.name, kind=record.kind, identifiers=record.identifiers)
