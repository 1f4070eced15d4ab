"""What all records of the journal share: whom and what they are about is found first, days are checked."""

from __future__ import annotations

from datetime import date

from analysis.deadlines import Event, deadlines
from analysis.findings import Finding
from analysis.rules import select_documents
from graph.errors import BadRequestError, UnknownSubjectError
from graph.model.journal import EntryKind, JournalEntry
from graph.model.records import SubjectRecord
from guanlian.answers import Answer
from guanlian.request import Request
from guanlian.service import MAX_CANDIDATES, Service, mask_digits


class DeadlineView(Answer):
    """One deadline as its source prints it; ``due`` is the last day, where it can be counted."""

    document: str
    section: str | None
    printed: str | None
    quote: str
    counted_from: str
    due: str | None
    estimated: bool
    text: str


def deadline_views(service: Service, request: Request, event: Event, day: date) -> tuple[DeadlineView, ...]:
    """What follows from an event under the documents of a request."""
    documents = select_documents(service.edition(request).catalogue, request.place, request.documents)
    views = []
    for one in deadlines(documents, event, day):
        due = one.due.day.isoformat() if one.due else None
        estimated = one.due.estimated if one.due else False
        told = f"，最迟 {due}{'（预估：该年放假安排未公布）' if estimated else ''}" if due else ""
        views.append(
            DeadlineView(
                document=one.document,
                section=one.section,
                printed=one.printed,
                quote=one.quote,
                counted_from=day.isoformat(),
                due=due,
                estimated=estimated,
                text=f"《{one.title}》{one.section or ''}：{one.printed or '未规定期限'}{told}",
            )
        )
    return tuple(views)


def one_finding(service: Service, request: Request, finding_id: str) -> Finding:
    """The finding of an id, whatever the day.

    Raises:
        UnknownFindingError: no finding has that id.

    """
    return service.explain(request, finding_id).finding


def one_subject(service: Service, request: Request, text: str) -> SubjectRecord:
    """The one subject that a text names by id, whole name or full number.

    Raises:
        UnknownSubjectError: nobody, or several.

    """
    known_run = service.store.known_run(request.known_as_of)
    found = service.store.find_subjects(text, known_run, MAX_CANDIDATES, exact=True)
    if len(found) == 1:
        return found[0]
    shown = mask_digits(text)
    if not found:
        raise UnknownSubjectError(f"没有找到主体“{shown}”。请用编号、全称或完整证件号码。")
    ids = "、".join(f"{record.id}（{record.name}）" for record in found)
    raise UnknownSubjectError(f"“{shown}”对应多个主体，请用编号指定其一：{ids}。")


def one_entry(service: Service, request: Request, kind: EntryKind, id_: str, what: str) -> JournalEntry:
    """The record of an id.

    Raises:
        BadRequestError: no such record, or the id is of an entry that itself decides or ends one.

    """
    for entry in service.store.journal(kind, request.known_as_of):
        if entry.id == id_ and not entry.body.keys() & {"ends", "decides"}:
            return entry
    raise BadRequestError(f"没有编号为“{id_}”的{what}记录。请从相应的 list 命令中复制编号。")


def not_after(day: date, latest: date, name: str) -> None:
    """Refuse a day that lies after the day of the question.

    Raises:
        BadRequestError: it does.

    """
    if day > latest:
        raise BadRequestError(f"{name} {day} 晚于基准日 {latest}，尚未发生的不能记录。")


def said(text: str, name: str) -> str:
    """A text that must be given.

    Raises:
        BadRequestError: it is blank.

    """
    if not text.strip():
        raise BadRequestError(f"{name}不能为空。")
    return text.strip()
