"""Exceptions granted by a court: records with decision number and days. Nothing here is granted by ourselves."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from analysis.overlay import Grant
from graph.errors import BadRequestError
from graph.model.journal import EntryKind, JournalEntry
from graph.model.records import PartyKind, SubjectRecord
from guanlian.answers import Answer
from guanlian.notes import GRANTS, span
from guanlian.recording import not_after, one_entry, one_subject, said
from guanlian.request import Request
from guanlian.service import Service
from measures.vocabulary import Matter

CONSUMPTION = "consumption"  # the purpose whose matters a court's exception can be about


@dataclass(frozen=True, slots=True)
class Granted:
    """A court's decision: what, for whom, from ``since`` to before ``until``; ``unit`` is whose debt it is about.

    ``successor`` is on whom the court put the restriction instead (replaced representative only).
    """

    grant: Grant
    subject: str
    court: str
    decision: str
    since: date
    until: date | None = None
    unit: str | None = None
    matters: tuple[Matter, ...] = ()
    successor: str | None = None


class ExceptionView(Answer):
    """One exception as recorded; ``ended`` is the day a later record ended it."""

    id: str
    grant: Grant
    text: str
    subject: str
    subject_name: str
    unit: str | None
    successor: str | None
    successor_name: str | None
    matters: tuple[str, ...]
    court: str
    decision: str
    since: str
    until: str | None
    ended: str | None
    by: str
    recorded: str


class ExceptionsAnswer(Answer):
    """Exceptions, oldest first."""

    exceptions: tuple[ExceptionView, ...]


def add(service: Service, request: Request, granted: Granted, by: str, at: datetime) -> ExceptionView:
    """Record a court's decision.

    Raises:
        UnknownSubjectError: nobody or several answer to the subject or the unit.
        BadRequestError: no decision number or court, days that contradict, a lifting of more than a month,
            a matter that is none of consumption.

    """
    matters = _matters(service, request, granted)
    _check_days(granted)
    subject = one_subject(service, request, granted.subject)
    unit = one_subject(service, request, granted.unit) if granted.unit else None
    if granted.grant is Grant.REPLACED_REPRESENTATIVE and (unit is None or unit.kind is not PartyKind.UNIT):
        raise BadRequestError("更换法定代表人、主要负责人的解除须写明所涉单位（--unit）。")
    successor = _successor(service, request, granted)
    body = {
        "grant": granted.grant.value,
        "subject": subject.id,
        "subject_name": subject.name,
        "unit": unit.id if unit else None,
        "successor": successor.id if successor else None,
        "successor_name": successor.name if successor else None,
        "matters": [matter.value for matter in matters],
        "court": said(granted.court, "法院"),
        "decision": said(granted.decision, "决定文号"),
        "since": granted.since.isoformat(),
        "until": granted.until.isoformat() if granted.until else None,
    }
    return _view(service.store.append(EntryKind.EXCEPTION, by, at, body), None)


def end(service: Service, request: Request, id_: str, day: date, document: str, by: str, at: datetime) -> ExceptionView:
    """Record that an exception ended on a day, before its own end or because it had none.

    Raises:
        BadRequestError: no such exception, no document, or the day lies ahead.

    """
    entry = one_entry(service, request, EntryKind.EXCEPTION, id_, "例外")
    not_after(day, request.as_of, "终止日期")
    body = {"ends": entry.id, "day": day.isoformat(), "document": said(document, "依据文书")}
    service.store.append(EntryKind.EXCEPTION, by, at, body)
    return _view(entry, day.isoformat())


def listed(service: Service, request: Request) -> ExceptionsAnswer:
    """Exceptions recorded until the request's moment."""
    entries = service.store.journal(EntryKind.EXCEPTION, request.known_as_of)
    ends = {entry.body["ends"]: entry.body["day"] for entry in entries if "ends" in entry.body}
    return ExceptionsAnswer(
        exceptions=tuple(_view(entry, ends.get(entry.id)) for entry in entries if "ends" not in entry.body)
    )


def _matters(service: Service, request: Request, granted: Granted) -> tuple[Matter, ...]:
    possible = service.edition(request).purposes.get(CONSUMPTION).matters
    if granted.grant is Grant.TEMPORARY_LIFTING:
        possible = (Matter.TRAVEL,)
    stray = set(granted.matters) - set(possible)
    if stray:
        raise BadRequestError(f"该类例外不涉及事项 {'、'.join(sorted(stray))}。可选：{'、'.join(possible)}。")
    return granted.matters or possible


def _successor(service: Service, request: Request, granted: Granted) -> SubjectRecord | None:
    if granted.successor is None:
        return None
    if granted.grant is not Grant.REPLACED_REPRESENTATIVE:
        raise BadRequestError("只有更换法定代表人、主要负责人的解除才有继任者（--successor）。")
    return one_subject(service, request, granted.successor)


def _check_days(granted: Granted) -> None:
    if granted.until is not None and granted.until <= granted.since:
        raise BadRequestError(f"例外的截止日早于起始日 {granted.since}。请更正日期。")
    if granted.grant is not Grant.TEMPORARY_LIFTING:
        return
    if granted.until is None or granted.until > _month_later(granted.since):
        raise BadRequestError("暂时解除最长一个月（法发〔2019〕35号第十七条）。请按决定书填写起止日期。")


def _month_later(day: date) -> date:
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _view(entry: JournalEntry, ended: str | None) -> ExceptionView:
    body: Mapping[str, Any] = entry.body
    until = date.fromisoformat(body["until"]) if body["until"] else None
    grant = Grant(body["grant"])
    return ExceptionView(
        **{**body, "grant": grant, "matters": tuple(body["matters"])},
        id=entry.id,
        text=f"{GRANTS[grant]}，{span(date.fromisoformat(body['since']), until)}",
        ended=ended,
        by=entry.by,
        recorded=entry.at.isoformat(),
    )
