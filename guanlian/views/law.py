"""The catalogue of measures (措施目录) for reading: documents, clauses, differences, and how many are caught now."""

from __future__ import annotations

from collections.abc import Iterable

from graph.store import Scope
from guanlian import terms
from guanlian import verdict_terms as verdict_words
from guanlian.answers import Answer
from guanlian.request import Request
from guanlian.views.service import PageService
from guanlian.views.words import matter
from measures.diff import DiffRow, diff_matters
from measures.model import Clause, DayRange, Document, Offices, Part
from measures.vocabulary import Direction, Listed, Tier

_TIERS = {Tier.NATIONAL: "国家规定", Tier.CENTRAL: "中央文件", Tier.LOCAL: "地方文件"}
_COMPARED = {
    "listed": "本人",
    "extends": "牵连人员",
    "flags": "牵连单位的任职人员",
    "queries": "应当查询",
    "second_hop": "二级牵连",
    "offices": "任职限制",
    "effect": "后果",
    "also_effects": "后果",
    "agencies": "实施单位",
}


class DocumentView(Answer):
    """One document: what it is, whether it is in force, how much of it is coded."""

    slug: str
    title: str
    number: str
    issuers: tuple[str, ...]
    tier: str
    place: str
    issued: str
    effective: str
    status: str
    status_note: str | None
    last_checked: str
    clauses: int
    coded: int
    parts: int
    courts: str


class PartView(Answer):
    """One part of a clause: whom it reaches, what it does, its words.

    ``caught`` subjects on the day: certainly, and only perhaps.
    """

    key: str
    number: str
    title: str
    matter: str
    reach: tuple[tuple[str, str], ...]
    effects: str
    condition: str | None
    agencies: str
    legal_basis: tuple[str, ...]
    status: str
    quote: str
    notes: tuple[str, ...]
    caught: tuple[int, int]


class LeftOut(Answer):
    """A clause without rules, and why."""

    number: str
    title: str
    reason: str


class LawText(Answer):
    """One document with its parts."""

    document: DocumentView
    parts: tuple[PartView, ...]
    left_out: tuple[LeftOut, ...]


class DiffView(Answer):
    """One part beside those of other documents on the same matter."""

    document: str
    clause: str
    reach: tuple[tuple[str, str], ...]
    effects: str
    agencies: str


class MatterDiff(Answer):
    """One matter across documents; ``differs`` are the headings that are not the same everywhere."""

    matter: str
    documents: int
    differs: tuple[str, ...]
    rows: tuple[DiffView, ...]


def documents(service: PageService) -> tuple[DocumentView, ...]:
    """All documents of the catalogue."""
    return tuple(_document(document) for document in service.catalogue.documents)


def law_text(service: PageService, request: Request, slug: str) -> LawText:
    """One document, every clause, with the number of subjects each part catches on the day."""
    document = next(one for one in service.catalogue.documents if one.slug == slug)
    caught = caught_by_part(service, request, slug)
    parts = [
        _part(document, clause, part, caught.get(f"{clause.number}{part.part or ''}", (0, 0)))
        for clause in document.clauses
        for part in clause.parts
    ]
    left_out = [
        LeftOut(number=clause.number, title=clause.title, reason=clause.reason or "")
        for clause in document.clauses
        if not clause.coded
    ]
    return LawText(document=_document(document), parts=tuple(parts), left_out=tuple(left_out))


def caught_by_part(service: PageService, request: Request, slug: str) -> dict[str, tuple[int, int]]:
    """Subjects that each part of a document catches on the day, certain and other ones; whatever the purpose."""
    alone = Request(request.actor, request.as_of, None, None, (slug,), request.client, request.known_as_of)
    run = service.store.known_run(request.known_as_of)
    found = service.reached(alone, Scope.roster(), run)
    day = request.as_of.toordinal()
    standing = (found.hits.days[:, 0] <= day) & (day < found.hits.days[:, 3])
    sure: dict[str, set[int]] = {}
    every: dict[str, set[int]] = {}
    for position, rule in enumerate(found.rules):
        mask = standing & (found.hits.rule == position)
        name = f"{rule.clause.number}{rule.part.part or ''}"
        every.setdefault(name, set()).update(found.felt.subject[mask].tolist())
        sure.setdefault(name, set()).update(found.felt.subject[mask & (found.hits.certainty == 0)].tolist())
    return {name: (len(sure[name]), len(keys - sure[name])) for name, keys in every.items()}


def matters_compared(service: PageService) -> tuple[MatterDiff, ...]:
    """Every matter that two documents or more treat, with what differs."""
    groups: dict[str, list[DiffRow]] = {}
    for row in diff_matters(service.catalogue):
        groups.setdefault(row.matter, []).append(row)
    titles = {document.slug: document.title for document in service.catalogue.documents}
    parts = {
        (document.slug, clause.number, part.part): part
        for document in service.catalogue.documents
        for clause in document.clauses
        for part in clause.parts
    }
    return tuple(
        MatterDiff(
            matter=matter(name),
            documents=len({row.document for row in rows}),
            differs=tuple(dict.fromkeys(_COMPARED[field] for field in rows[0].differs)),
            rows=tuple(_diff(row, titles, parts[row.document, row.number, row.part]) for row in rows),
        )
        for name, rows in groups.items()
        if len({row.document for row in rows}) > 1
    )


def _diff(row: DiffRow, titles: dict[str, str], part: Part) -> DiffView:
    return DiffView(
        document=titles[row.document],
        clause=f"{row.number}{row.part or ''}",
        reach=_reach(part),
        effects=_effects(part),
        agencies="、".join(row.agencies) or "未载明",
    )


def _document(document: Document) -> DocumentView:
    coded = [clause for clause in document.clauses if clause.coded]
    return DocumentView(
        slug=document.slug,
        title=document.title,
        number=document.number or "无文号",
        issuers=tuple(document.issuers),
        tier=_TIERS[document.tier],
        place=document.place.name if document.place else "全国",
        issued=_day(document.issued),
        effective=_day(document.effective),
        status=terms.STATUSES[document.status],
        status_note=document.status_note,
        last_checked=document.last_checked.isoformat(),
        clauses=len(document.clauses),
        coded=len(coded),
        parts=sum(len(clause.parts) for clause in coded),
        courts="、".join(document.roster_scope.courts) or "各级法院",
    )


def _day(days: DayRange) -> str:
    if days.earliest and days.earliest == days.latest:
        return days.earliest.isoformat()
    if days.earliest and days.latest:
        return f"{days.earliest} 至 {days.latest} 之间"
    return f"不早于 {days.earliest}" if days.earliest else f"不晚于 {days.latest}" if days.latest else "未载明"


def _part(document: Document, clause: Clause, part: Part, caught: tuple[int, int]) -> PartView:
    return PartView(
        key=f"{document.slug} {clause.number}{part.part or ''}",
        number=f"{clause.number}{part.part or ''}",
        title=clause.title,
        matter=matter(part.matter),
        reach=_reach(part),
        effects=_effects(part),
        condition=part.condition,
        agencies="、".join(part.agencies) or "未载明",
        legal_basis=tuple(f"{basis.law}{basis.article or ''}" for basis in part.legal_basis),
        status=terms.STATUSES[part.status or document.status],
        quote=part.quote,
        notes=(*part.notes, *clause.notes),
        caught=caught,
    )


def _effects(part: Part) -> str:
    return "、".join(terms.EFFECTS[effect] for effect in (part.effect, *part.also_effects))


def _reach(part: Part) -> tuple[tuple[str, str], ...]:
    """Whom a part reaches, by direction, in the words of the page."""
    found = [(terms.DIRECTIONS[Direction.SELF], "、".join(terms.LISTED[Listed(one)] for one in part.listed))]
    for direction, words in (
        (Direction.EXTENDS, part.extends),
        (Direction.FLAGS, part.flags),
        (Direction.QUERIES, part.queries),
    ):
        found.append((terms.DIRECTIONS[direction], _words(words)))
    if part.second_hop:
        told = f"经{_words(part.second_hop.via)}，其任{_words(part.second_hop.at)}的单位"
        found.append((terms.DIRECTIONS[Direction.SECOND_HOP], told))
    if part.offices:
        found.append((terms.DIRECTIONS[Direction.OFFICE], _office(part.offices)))
    return tuple((label, text) for label, text in found if text)


def _words(words: Iterable[str]) -> str:
    return "、".join(_WORDS.get(str(word)) or verdict_words.word(str(word)) for word in words)


_WORDS = {
    "child_of_listed_person": "失信个人的子女（只限制就读行为，不针对子女）",
    "child_of_extended": "牵连人员的子女（只限制就读行为，不针对子女）",
    "family_member_of_applicant_family": "参评家庭的成员",
    "bid_evaluation_expert": "评标专家",
    "civil_servant_recruit": "公务员招录",
    "institution_staff_recruit": "事业单位招聘",
    "peoples_congress_deputy_candidate": "人大代表候选人",
    "cppcc_member_candidate": "政协委员人选",
    "party_congress_delegate_candidate": "党代表候选人",
}


def _office(offices: Offices) -> str:
    kinds = "、".join(kind.term for kind in offices.unit_kinds)
    told = f"{kinds + '的' if kinds else ''}{_words(post.value for post in offices.posts)}"
    return f"{told}；{terms.INCUMBENTS[offices.incumbents]}"


def clause_words(service: PageService, clauses: Iterable[str]) -> str:
    """Names of clauses (``central-2016 7.1``) as people read them: 中央文件 7.1、鹤岗市 52c."""
    short = {one.slug: one.place.name if one.place else _TIERS[one.tier] for one in service.catalogue.documents}
    told = []
    for clause in clauses:
        slug, _, number = clause.partition(" ")
        told.append(f"{short.get(slug, slug)} {number.replace(' ', '')}")
    return "；".join(told)
