"""What an agency did on a finding: refused, restricted, removed, revoked, lifted. Append-only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from graph.model.journal import EntryKind, JournalEntry
from guanlian.answers import Answer
from guanlian.recording import not_after, one_finding, said
from guanlian.request import Request
from guanlian.service import Service


class Did(StrEnum):
    """What was done (已采取的措施)."""

    REFUSED = "refused"
    RESTRICTED = "restricted"
    REMOVED = "removed"
    REVOKED = "revoked"
    LIFTED = "lifted"

    @property
    def term(self) -> str:
        """The Chinese word."""
        return _TERMS[self]


_TERMS = {
    Did.REFUSED: "不予办理",
    Did.RESTRICTED: "限制",
    Did.REMOVED: "免职或变更",
    Did.REVOKED: "撤销",
    Did.LIFTED: "解除",
}


@dataclass(frozen=True, slots=True)
class Deed:
    """One act: on which finding, what, when, by which agency and official, under which document."""

    finding: str
    did: Did
    day: date
    agency: str
    by: str
    document: str
    note: str | None = None


class ActionView(Answer):
    """One recorded act; ``recorded`` is the moment of the entry."""

    id: str
    finding: str
    subject: str
    subject_name: str
    clause: str
    did: Did
    term: str
    day: str
    agency: str
    by: str
    document: str
    note: str | None
    recorded: str


class ActionsAnswer(Answer):
    """Recorded acts, oldest first."""

    actions: tuple[ActionView, ...]


def add(service: Service, request: Request, deed: Deed, at: datetime) -> ActionView:
    """Record an act at a moment.

    Raises:
        UnknownFindingError: no finding has that id.
        BadRequestError: agency, official or document is missing, or the day lies ahead.

    """
    not_after(deed.day, request.as_of, "办理日期")
    finding = one_finding(service, request, deed.finding)
    body = {
        "finding": finding.id,
        "subject": finding.subject.id,
        "subject_name": finding.subject.name,
        "clause": f"{finding.document} {finding.number}{finding.part or ''}",
        "did": deed.did.value,
        "day": deed.day.isoformat(),
        "agency": said(deed.agency, "实施单位"),
        "document": said(deed.document, "依据文书"),
        "note": deed.note,
    }
    return view(service.store.append(EntryKind.ACTION, said(deed.by, "经办人"), at, body))


def listed(
    service: Service, request: Request, *, finding: str | None = None, agency: str | None = None
) -> ActionsAnswer:
    """Acts recorded until the request's moment, of one finding or agency or all."""
    found = (view(entry) for entry in service.store.journal(EntryKind.ACTION, request.known_as_of))
    return ActionsAnswer(
        actions=tuple(one for one in found if finding in (None, one.finding) and agency in (None, one.agency))
    )


def by_finding(actions: Iterable[ActionView]) -> dict[str, list[ActionView]]:
    """Acts under the finding they were taken on."""
    found: dict[str, list[ActionView]] = {}
    for action in actions:
        found.setdefault(action.finding, []).append(action)
    return found


def view(entry: JournalEntry) -> ActionView:
    """An entry of the journal as an answer shows it."""
    body: dict[str, Any] = dict(entry.body)
    did = Did(body.pop("did"))
    return ActionView(id=entry.id, by=entry.by, recorded=entry.at.isoformat(), did=did, term=did.term, **body)
