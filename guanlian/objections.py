"""Objections (异议): received, due, decided. The court that made an entry corrects it; we only keep the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from analysis.deadlines import Event
from analysis.findings import Finding, Step
from graph.errors import BadRequestError
from graph.model.journal import EntryKind, JournalEntry
from guanlian.answers import Answer
from guanlian.recording import DeadlineView, deadline_views, not_after, one_entry, one_finding, said
from guanlian.request import Request
from guanlian.service import Service

_STEPS = {
    "listing": "名单记载",
    "identity": "同一主体的认定",
    "position": "任职",
    "control": "控制关系",
    "court_relation": "法院所列关系",
    "unit_class": "单位类别",
}


class Result(StrEnum):
    """What became of an objection."""

    UPHELD = "upheld"  # 理由成立
    REJECTED = "rejected"  # 驳回


@dataclass(frozen=True, slots=True)
class Objecting:
    """An objection: to which fact of a finding (default: the roster entry), by whom, why, received when."""

    finding: str
    objector: str
    ground: str
    received: date
    document: str
    edge: str | None = None


class ObjectionView(Answer):
    """One objection; ``result`` is empty while it is open. ``to`` is who decides."""

    id: str
    finding: str
    edge: str
    contested: str
    subject: str
    subject_name: str
    objector: str
    ground: str
    received: str
    document: str
    to: str
    dues: tuple[DeadlineView, ...]
    result: Result | None = None
    decided: str | None = None
    decision: str | None = None
    follows: tuple[DeadlineView, ...] = ()
    by: str
    recorded: str


class ObjectionsAnswer(Answer):
    """Objections, oldest first."""

    objections: tuple[ObjectionView, ...]


def add(service: Service, request: Request, objecting: Objecting, by: str, at: datetime) -> ObjectionView:
    """Record an objection; from the day of receipt every finding that rests on the fact is contested.

    Raises:
        UnknownFindingError: no finding has that id.
        BadRequestError: the fact is not on the finding's path, something is missing, or the day lies ahead.

    """
    not_after(objecting.received, request.as_of, "收到日期")
    finding = one_finding(service, request, objecting.finding)
    step = _step(finding, objecting.edge)
    body = {
        "finding": finding.id,
        "edge": step.id,
        "contested": _STEPS[step.type],
        "subject": finding.subject.id,
        "subject_name": finding.subject.name,
        "objector": said(objecting.objector, "异议人"),
        "ground": said(objecting.ground, "异议理由"),
        "received": objecting.received.isoformat(),
        "document": said(objecting.document, "异议文书"),
        "to": finding.listed.court if step.type == "listing" else "数据来源单位及本系统复核人员",
    }
    entry = service.store.append(EntryKind.OBJECTION, by, at, body)
    return _view(service, request, entry, None)


def decide(
    service: Service, request: Request, id_: str, result: Result, day: date, document: str, by: str, at: datetime
) -> ObjectionView:
    """Record what was decided on an objection.

    Raises:
        BadRequestError: no such objection, decided before, no document, or a day before receipt or ahead.

    """
    entry = one_entry(service, request, EntryKind.OBJECTION, id_, "异议")
    not_after(day, request.as_of, "决定日期")
    if any(other.body.get("decides") == id_ for other in service.store.journal(EntryKind.OBJECTION)):
        raise BadRequestError(f"异议 {id_} 已有决定。如有复议结果，请另记一项异议。")
    if day.isoformat() < entry.body["received"]:
        raise BadRequestError(f"决定日期早于收到日期 {entry.body['received']}。请更正日期。")
    body = {"decides": id_, "result": result.value, "day": day.isoformat(), "document": said(document, "决定文书")}
    return _view(service, request, entry, service.store.append(EntryKind.OBJECTION, by, at, body))


def listed(service: Service, request: Request, *, open_only: bool = False) -> ObjectionsAnswer:
    """Objections recorded until the request's moment, all or only those not decided."""
    entries = service.store.journal(EntryKind.OBJECTION, request.known_as_of)
    decisions = {entry.body["decides"]: entry for entry in entries if "decides" in entry.body}
    made = (entry for entry in entries if "decides" not in entry.body)
    wanted: Iterable[JournalEntry] = (entry for entry in made if not (open_only and entry.id in decisions))
    return ObjectionsAnswer(
        objections=tuple(_view(service, request, entry, decisions.get(entry.id)) for entry in wanted)
    )


def _step(finding: Finding, edge: str | None) -> Step:
    wanted = edge or finding.path[0].id
    for step in finding.path:
        if step.id == wanted:
            return step
    known = "、".join(f"{step.id}（{_STEPS[step.type]}）" for step in finding.path)
    raise BadRequestError(f"结论 {finding.id} 的路径上没有“{wanted}”。可以提出异议的：{known}。")


def _view(service: Service, request: Request, entry: JournalEntry, decision: JournalEntry | None) -> ObjectionView:
    received = date.fromisoformat(entry.body["received"])
    made = ObjectionView(
        **entry.body,
        id=entry.id,
        dues=deadline_views(service, request, Event.OBJECTED, received),
        by=entry.by,
        recorded=entry.at.isoformat(),
    )
    if decision is None:
        return made
    result, day = Result(decision.body["result"]), date.fromisoformat(decision.body["day"])
    event = Event.UPHELD if result is Result.UPHELD else Event.REJECTED
    update = {
        "result": result,
        "decided": day.isoformat(),
        "decision": decision.body["document"],
        "follows": deadline_views(service, request, event, day),
    }
    return made.model_copy(update=update)
