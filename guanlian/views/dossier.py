"""All that the store knows about one subject: entries, relations, findings of the day, and what just missed."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from analysis.findings import Day, Finding, Party
from analysis.overlay import stands
from analysis.proof import party
from analysis.steps import days
from graph.errors import UnknownSubjectError
from graph.model.certainty import Truth
from graph.model.facts import ROLE_CODE
from graph.model.records import Listing, SubjectRecord, UnitProfile
from graph.model.roles import Role
from graph.model.time import holds
from graph.store import Scope
from guanlian import terms
from guanlian.answers import Answer, Searched
from guanlian.request import Request
from guanlian.service import mask_digits
from guanlian.shown import restricted
from guanlian.views.masking import without_citizen_numbers
from guanlian.views.relations import Around, around, listed_keys, place
from guanlian.views.service import PageService, Reached
from measures.vocabulary import Direction

MOST_RELATIONS = 200
MOST_PAST = 60
_ROLES = {code: role for role, code in ROLE_CODE.items()}


class EntryView(Answer):
    """One roster entry of the subject as its source prints it."""

    id: str
    case_number: str
    court: str
    published: str | None
    filed: str | None
    grounds: tuple[str, ...]
    details: tuple[tuple[str, str], ...]
    since: Day
    until: Day
    holds: Truth
    source: str


class NearMiss(Answer):
    """Something that looks like a finding and is none on the day, with the reason."""

    what: str
    why: str


class ProfileView(Answer):
    """What the register says a unit is."""

    form: str
    printed_type: str | None
    status: str | None
    founded: Day
    source: str


class Dossier(Answer):
    """The subject page in one object. ``neighbours_listed`` are ids of related parties with an entry on the day."""

    subject: Party
    names: tuple[str, ...]
    profile: ProfileView | None
    entries: tuple[EntryView, ...]
    around: Around
    neighbours_listed: tuple[str, ...]
    findings: tuple[Finding, ...]
    past: tuple[Finding, ...]
    near_misses: tuple[NearMiss, ...]
    searched: Searched


def dossier(service: PageService, request: Request, subject_id: str) -> Dossier:
    """Everything about a subject chosen by its id.

    Raises:
        UnknownSubjectError: no subject has that id.

    """
    run = service.store.known_run(request.known_as_of)
    record = _record(service, subject_id, run)
    found = service.reached(request, Scope.of(record.key), run)
    proved = service.proved(request, found, found.hits.where(found.felt.concerns(record.key)), run)
    chosen = service.page_purpose(request)
    shown = [restricted(finding, chosen.fields) for finding in proved] if chosen else proved
    current = tuple(finding for finding in shown if stands(finding))
    past = tuple(finding for finding in shown if not stands(finding))
    near = around(service, record, run, request.as_of, MOST_RELATIONS)
    return Dossier(
        subject=party(record),
        names=record.names,
        profile=_profile(service.store.profile(record.key, run)),
        entries=_entries(service, request, found, record, run),
        around=near,
        neighbours_listed=_neighbours_listed(service, request, near, record, run),
        findings=current,
        past=past,
        near_misses=(*_not_named(service, request, found, record, current, run), *_not_on_the_day(past)),
        searched=service.searched(found),
    )


def _record(service: PageService, subject_id: str, run: int) -> SubjectRecord:
    found = service.store.find_subjects(subject_id, run, 2, exact=True)
    if len(found) != 1:
        raise UnknownSubjectError(f"没有编号为“{mask_digits(subject_id)}”的主体。请从查找结果中选择。")
    return found[0]


def _profile(profile: UnitProfile | None) -> ProfileView | None:
    if profile is None:
        return None
    return ProfileView(
        form=profile.form.term,
        printed_type=profile.printed_type,
        status=profile.status,
        founded=days(profile.interval)[0],
        source=place(profile.origin),
    )


def _entries(
    service: PageService, request: Request, found: Reached, record: SubjectRecord, run: int
) -> tuple[EntryView, ...]:
    keys = found.facts.listings.key[found.facts.listings.subject == record.key].tolist()
    listings = sorted(service.store.listings(keys, run).values(), key=lambda one: (one.interval.columns(), one.id))
    return tuple(entry_view(listing, request) for listing in reversed(listings))


def entry_view(listing: Listing, request: Request) -> EntryView:
    """A roster entry as shown on the day of a request."""
    since, until = days(listing.interval)
    return EntryView(
        id=listing.id,
        case_number=listing.case_number,
        court=listing.court,
        published=listing.published.isoformat() if listing.published else None,
        filed=listing.filed.isoformat() if listing.filed else None,
        grounds=listing.grounds,
        details=tuple((name, without_citizen_numbers(text)) for name, text in listing.details),
        since=since,
        until=until,
        holds=listing.interval.holds_at(request.as_of),
        source=place(listing.origin),
    )


def _neighbours_listed(
    service: PageService, request: Request, near: Around, record: SubjectRecord, run: int
) -> tuple[str, ...]:
    ids = sorted({relation.other(near.subject.id).id for relation in near.relations} - {record.id})
    keys = {one.key: one.id for id_ in ids for one in service.store.find_subjects(id_, run, 1, exact=True)}
    return tuple(sorted(keys[key] for key in listed_keys(service.store, keys, run, request.as_of)))


def _not_named(
    service: PageService, request: Request, found: Reached, record: SubjectRecord, current: Iterable[Finding], run: int
) -> tuple[NearMiss, ...]:
    """Roles of the day at listed parties that no clause in the question names."""
    caught = {step.id for finding in current for step in finding.path if step.role is not None}
    roles, day = found.facts.roles, request.as_of.toordinal()
    mine = (roles.holder == record.key) | (roles.unit == record.key)
    rows = [row for row in np.flatnonzero(mine).tolist() if holds(_days(roles.days[row]), day) is not Truth.NO]
    ends = {row: int(roles.unit[row] if roles.holder[row] == record.key else roles.holder[row]) for row in rows}
    listed = listed_keys(service.store, ends.values(), run, request.as_of)
    rows = [row for row in rows if ends[row] in listed]
    edges = service.store.role_edges([int(roles.key[row]) for row in rows], run)
    parties = service.parties([ends[row] for row in rows], run)
    return tuple(
        NearMiss(
            what=f"{_between(record, parties[ends[row]], held=bool(roles.holder[row] == record.key))}"
            f"{_ROLES[int(roles.role[row])].term}，{parties[ends[row]].name}在名单上",
            why=_why_not(_ROLES[int(roles.role[row])], held=bool(roles.holder[row] == record.key)),
        )
        for row in rows
        if edges[int(roles.key[row])].id not in caught
    )


def _days(row: np.ndarray) -> tuple[int, int, int, int]:
    first, second, third, fourth = (int(value) for value in row)
    return first, second, third, fourth


def _between(record: SubjectRecord, other: Party, *, held: bool) -> str:
    return f"{record.name}是{other.name}的" if held else f"{other.name}是{record.name}的"


def _why_not(role: Role, *, held: bool) -> str:
    if held:
        return f"所选文件和用途的条款，未把失信单位的{role.term}列为牵连人员"
    return f"所选文件和用途的条款，未规定{role.term}失信牵连其任职单位"


def _not_on_the_day(past: Iterable[Finding]) -> tuple[NearMiss, ...]:
    """Findings of other days, one line for each clause's topic and path."""
    grouped: dict[tuple[str, str], list[Finding]] = {}
    for finding in past:
        if finding.direction is not Direction.SELF:
            grouped.setdefault((terms.path_sentence(finding), _why_past(finding)), []).append(finding)
    return tuple(
        NearMiss(what=f"{path}（{len(group)} 项措施）", why=why)
        for (path, why), group in list(grouped.items())[:MOST_PAST]
    )


def _why_past(finding: Finding) -> str:
    bounding = [step for step in finding.path if step.until not in (None, "open") and step.until == finding.until]
    what = _ENDED.get(bounding[0].type, "该关系已终止") if bounding else "条款的施行期不含基准日"
    return f"{what}：{terms.day(finding.since)} — {terms.day(finding.until)}"


_ENDED: dict[str, str] = {
    "listing": "名单记录已移出",
    "position": "任职不在基准日",
    "control": "控制关系不在基准日",
    "court_relation": "法院所载关系不在基准日",
    "unit_class": "单位类别不在基准日",
}
