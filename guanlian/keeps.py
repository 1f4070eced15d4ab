"""Measures kept after a withdrawal (继续保留): only on a stated legal ground and with an end date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from graph.errors import BadRequestError
from graph.model.journal import EntryKind, JournalEntry
from guanlian.answers import Answer
from guanlian.notes import span
from guanlian.recording import not_after, one_entry, one_finding, said
from guanlian.request import Request
from guanlian.service import Service

_LAW_AND_ARTICLE = re.compile(r"《[^》]+》.*第.+条")


@dataclass(frozen=True, slots=True)
class Keeping:
    """A measure kept on a finding from ``since`` to before ``until``, by an agency, on a law and article."""

    finding: str
    basis: str
    since: date
    until: date | None
    agency: str
    document: str


class KeepView(Answer):
    """One kept measure as recorded."""

    id: str
    finding: str
    subject: str
    subject_name: str
    basis: str
    since: str
    until: str
    text: str
    agency: str
    document: str
    ended: str | None
    by: str
    recorded: str


class KeepsAnswer(Answer):
    """Kept measures, oldest first."""

    keeps: tuple[KeepView, ...]


def add(service: Service, request: Request, keeping: Keeping, by: str, at: datetime) -> KeepView:
    """Record a kept measure.

    Raises:
        UnknownFindingError: no finding has that id.
        BadRequestError: no law and article, no end date, or days that contradict.

    """
    if not _LAW_AND_ARTICLE.search(keeping.basis):
        raise BadRequestError("继续保留须有法律法规依据：请写明《法律法规名称》和第几条。没有依据的应及时解除。")
    if keeping.until is None:
        raise BadRequestError("继续保留须明确期限：请填写截止日期（--until）。没有期限的应及时解除。")
    if keeping.until <= keeping.since:
        raise BadRequestError(f"继续保留的截止日早于起始日 {keeping.since}。请更正日期。")
    finding = one_finding(service, request, keeping.finding)
    body = {
        "finding": finding.id,
        "subject": finding.subject.id,
        "subject_name": finding.subject.name,
        "basis": keeping.basis.strip(),
        "since": keeping.since.isoformat(),
        "until": keeping.until.isoformat(),
        "agency": said(keeping.agency, "实施单位"),
        "document": said(keeping.document, "决定文书"),
    }
    return _view(service.store.append(EntryKind.KEEP, by, at, body), None)


def end(service: Service, request: Request, id_: str, day: date, document: str, by: str, at: datetime) -> KeepView:
    """Record that a kept measure was lifted on a day, before its end.

    Raises:
        BadRequestError: no such record, no document, or the day lies ahead.

    """
    entry = one_entry(service, request, EntryKind.KEEP, id_, "继续保留")
    not_after(day, request.as_of, "解除日期")
    body = {"ends": entry.id, "day": day.isoformat(), "document": said(document, "依据文书")}
    service.store.append(EntryKind.KEEP, by, at, body)
    return _view(entry, day.isoformat())


def listed(service: Service, request: Request) -> KeepsAnswer:
    """Kept measures recorded until the request's moment."""
    entries = service.store.journal(EntryKind.KEEP, request.known_as_of)
    ends = {entry.body["ends"]: entry.body["day"] for entry in entries if "ends" in entry.body}
    return KeepsAnswer(keeps=tuple(_view(entry, ends.get(entry.id)) for entry in entries if "ends" not in entry.body))


def _view(entry: JournalEntry, ended: str | None) -> KeepView:
    since, until = (date.fromisoformat(entry.body[end]) for end in ("since", "until"))
    return KeepView(
        **entry.body, id=entry.id, text=span(since, until), ended=ended, by=entry.by, recorded=entry.at.isoformat()
    )
