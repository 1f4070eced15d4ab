"""Subjects under watch: a run reports what is new and what is released, and whom it could not look at.

A run is compared, subject by subject, with the newest run that could look at that subject: what one run
missed the next one reports. Nobody is dropped in silence: a subject that cannot be found any more is missed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice

from analysis.verdict import Verdict
from graph.errors import BadRequestError, UnknownSubjectError
from graph.model.journal import EntryKind, JournalEntry
from graph.model.records import SubjectRecord
from guanlian.asked import Question
from guanlian.change_answers import ChangeView
from guanlian.changes import Moment, changes
from guanlian.offices import Offices
from guanlian.recording import not_after, one_subject, said
from guanlian.request import Request
from guanlian.verdict_answers import VerdictAnswer
from guanlian.watch_answers import (
    MissedView,
    WatchedView,
    WatchesAnswer,
    WatchItem,
    WatchRun,
    WatchRunAnswer,
    WatchView,
)

_CHUNK = 200
_DATA_GAPS = ("roster_", "register_", "no_clause")  # nothing could be looked at; other gaps are single look-ups
_GONE = "数据中已没有该编号的主体，可能已被更正或合并，请重新指定"


@dataclass(frozen=True, slots=True)
class Watching:
    """A list to put under watch: its name, whom it watches (texts as for a check), for which purpose."""

    name: str
    subjects: tuple[str, ...]
    purpose: str


@dataclass(frozen=True, slots=True)
class _Base:
    """The run that a subject is compared with."""

    as_of: date
    known_as_of: datetime


def add(service: Offices, request: Request, watching: Watching, by: str, at: datetime) -> WatchView:
    """Put a list under watch, under the request's place and documents.

    Raises:
        UnknownSubjectError: some text names nobody or several; nothing is recorded, and all of them are named.
        BadRequestError: no subject, no such purpose, or the name is taken.

    """
    service.edition(request).purposes.get(watching.purpose)
    name = said(watching.name, "名称")
    if any(view.name == name and view.stopped is None for view in listed(service, request).watches):
        raise BadRequestError(f"已有名为“{name}”的关注名单。请换一个名称，或先用 watch stop 停止它。")
    found = _resolved(service, request, watching.subjects)
    body = {
        "watch": name,
        "purpose": watching.purpose,
        "place": request.place,
        "documents": list(request.documents) if request.documents is not None else None,
        "subjects": [{"id": record.id, "name": record.name} for record in found],
    }
    return _view(service.store.append(EntryKind.WATCH, by, at, body), (), None)


def stop(service: Offices, request: Request, id_: str, day: date, by: str, at: datetime) -> WatchView:
    """End the watch on a list.

    Raises:
        BadRequestError: no such list, or the day lies ahead.

    """
    not_after(day, request.as_of, "停止日期")
    entries = service.store.journal(EntryKind.WATCH)
    entry = next((one for one in entries if "watch" in one.body and id_ in (one.id, one.body["watch"])), None)
    if entry is None:
        raise BadRequestError(f"没有编号或名称为“{id_}”的关注名单。请用 watch list 查看。")
    service.store.append(EntryKind.WATCH, by, at, {"stops": entry.id, "day": day.isoformat()})
    return _view(entry, entries, day.isoformat())


def listed(service: Offices, request: Request) -> WatchesAnswer:
    """Lists recorded until the request's moment, ended ones too."""
    entries = service.store.journal(EntryKind.WATCH, request.known_as_of)
    stops = {entry.body["stops"]: entry.body["day"] for entry in entries if "stops" in entry.body}
    made = (entry for entry in entries if "watch" in entry.body)
    return WatchesAnswer(watches=tuple(_view(entry, entries, stops.get(entry.id)) for entry in made))


def run(service: Offices, request: Request, by: str, at: datetime, name: str | None = None) -> WatchRunAnswer:
    """Look at every list (or one) as of the request's day, with all that is known at ``at``, and record it.

    Raises:
        BadRequestError: no list of that name, or none at all.

    """
    request = replace(request, known_as_of=at)
    watches = [view for view in listed(service, request).watches if view.stopped is None and name in (None, view.name)]
    if not watches:
        raise BadRequestError(
            "没有在关注中的名单。请先用 guanlian watch add 添加。" if name is None else f"没有名为“{name}”的关注名单。"
        )
    entries = service.store.journal(EntryKind.WATCH, at)
    runs = []
    for view in watches:
        made, seen = _run(service, request, view, _bases(entries, view.id))
        body = {"run": view.id, "as_of": made.as_of, "looked": seen, "missed": [one.id for one in made.missed]}
        service.store.append(EntryKind.WATCH, by, at, body)
        runs.append(made)
    dated = service.dated(request, service.store.known_run(at))
    return WatchRunAnswer(
        known_as_of=at.isoformat(),
        known_run=dated["known_run"],
        data=dated["data"],
        catalogue=dated["catalogue"],
        complete=all(made.complete for made in runs),
        runs=tuple(runs),
    )


def _run(service: Offices, request: Request, view: WatchView, bases: Mapping[str, _Base]) -> tuple[WatchRun, list[str]]:
    """One list looked at; with it the ids of those who could be looked at in full."""
    request = replace(request, place=view.place, documents=view.documents)
    records = _records(service, request, [one.id for one in view.subjects])
    now = _verdicts(service, request, view.purpose, records)
    missed = _missed(view, now, in_data=True)
    unseen = {one.id for one in missed}
    moved = _moved(service, request, view, records, bases)
    items = []
    for one in view.subjects:
        answer, base = now.get(one.id), bases.get(one.id)
        if answer is None or answer.subject is None:
            continue
        old, found = moved.get(one.id, (None, ()))
        if (base is None and answer.findings) or found or (base is not None and old is not answer.verdict):
            items.append(_item(answer, base, old, found))
    made = WatchRun(
        watch=view.id,
        name=view.name,
        purpose=view.purpose,
        as_of=request.as_of.isoformat(),
        watched=len(view.subjects),
        looked=len(view.subjects) - len(missed),
        missed=tuple(missed),
        partly=tuple(one for one in _missed(view, now, in_data=False) if one.id not in unseen),
        items=tuple(items),
        complete=not missed,
    )
    return made, [one.id for one in view.subjects if one.id not in unseen]


def _item(answer: VerdictAnswer, base: _Base | None, old: Verdict | None, found: Sequence[ChangeView]) -> WatchItem:
    assert answer.subject is not None
    return WatchItem(
        subject=answer.subject,
        since=base.as_of.isoformat() if base else None,
        old=old,
        new=answer.verdict,
        changes=tuple(found),
        sentence=answer.sentence,
    )


def _moved(
    service: Offices,
    request: Request,
    view: WatchView,
    records: Mapping[str, SubjectRecord],
    bases: Mapping[str, _Base],
) -> dict[str, tuple[Verdict | None, list[ChangeView]]]:
    """For everybody looked at before: the answer then, and what moved since, in the matters of the purpose."""
    groups: dict[_Base, list[str]] = defaultdict(list)
    for id_ in records:
        if id_ in bases:
            groups[bases[id_]].append(id_)
    matters = set(service.edition(request).purposes.get(view.purpose).matters)
    moved: dict[str, tuple[Verdict | None, list[ChangeView]]] = {}
    for base, ids in groups.items():
        earlier = replace(request, as_of=base.as_of, known_as_of=base.known_as_of)
        old = _verdicts(service, earlier, view.purpose, _records(service, earlier, ids))
        answer = changes(
            service, request, Moment(base.as_of, base.known_as_of), Moment(request.as_of, request.known_as_of), ids
        )
        for id_ in ids:
            found = [
                change
                for change in answer.changes
                if change.finding.matter in matters and _concerns(change, records[id_])
            ]
            then = old.get(id_)
            moved[id_] = (then.verdict if then else None, found)
    return moved


def _concerns(change: ChangeView, record: SubjectRecord) -> bool:
    sides = {change.finding.subject.id, *([change.finding.unit.id] if change.finding.unit else [])}
    return bool(sides & {record.id, *record.mentions})


def _verdicts(
    service: Offices, request: Request, purpose: str, records: Mapping[str, SubjectRecord]
) -> dict[str, VerdictAnswer]:
    """The answers by watched id."""
    asked = service.prepare(request, Question(purpose))
    found: dict[str, VerdictAnswer] = {}
    waiting = iter(records.items())
    while part := list(islice(waiting, _CHUNK)):
        unique = {record.key: record for _, record in part}
        answers = dict(zip(unique, service.of_records(asked, list(unique.values())), strict=True))
        found |= {id_: answers[record.key] for id_, record in part}
    return found


def _records(service: Offices, request: Request, ids: Iterable[str]) -> dict[str, SubjectRecord]:
    """The subjects that the watched ids name now."""
    known_run = service.store.known_run(request.known_as_of)
    found = {id_: service.store.find_subjects(id_, known_run, 2, exact=True) for id_ in ids}
    return {id_: records[0] for id_, records in found.items() if len(records) == 1}


def _missed(view: WatchView, now: Mapping[str, VerdictAnswer], *, in_data: bool) -> list[MissedView]:
    """Whom the data did not let us look at (``in_data``), or for whom single look-ups failed."""
    return [
        MissedView(id=one.id, name=one.name, reasons=reasons)
        for one in view.subjects
        if (reasons := _reasons(now.get(one.id), in_data))
    ]


def _reasons(answer: VerdictAnswer | None, in_data: bool) -> tuple[str, ...]:
    if answer is None:
        return (_GONE,) if in_data else ()
    gaps = (gap for gap in answer.not_checked if gap.code.startswith(_DATA_GAPS) is in_data)
    return tuple(dict.fromkeys(gap.text for gap in gaps))


def _bases(entries: Iterable[JournalEntry], watch: str) -> dict[str, _Base]:
    """For each subject the newest run of the list that could look at it."""
    found: dict[str, _Base] = {}
    for entry in entries:
        if entry.body.get("run") == watch:
            base = _Base(date.fromisoformat(entry.body["as_of"]), entry.at)
            found |= dict.fromkeys(entry.body["looked"], base)
    return found


def _resolved(service: Offices, request: Request, texts: Sequence[str]) -> list[SubjectRecord]:
    found, wrong = {}, []
    for text in texts:
        try:
            record = one_subject(service, request, text)
        except UnknownSubjectError as error:
            wrong.append(str(error))
        else:
            found[record.key] = record
    if wrong:
        raise UnknownSubjectError(f"{len(wrong)} 个主体无法确定，名单未添加：{' '.join(wrong)}")
    if not found:
        raise BadRequestError("关注名单中没有主体。请给出编号、全称或完整证件号码。")
    return list(found.values())


def _view(entry: JournalEntry, entries: Iterable[JournalEntry], stopped: str | None) -> WatchView:
    runs = [one.body["as_of"] for one in entries if one.body.get("run") == entry.id]
    documents = entry.body["documents"]
    return WatchView(
        id=entry.id,
        name=entry.body["watch"],
        purpose=entry.body["purpose"],
        place=entry.body["place"],
        documents=tuple(documents) if documents is not None else None,
        subjects=tuple(WatchedView(**one) for one in entry.body["subjects"]),
        looked=runs[-1] if runs else None,
        stopped=stopped,
        by=entry.by,
        recorded=entry.at.isoformat(),
    )
