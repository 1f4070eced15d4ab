"""Reads the records of the journal that bear on findings: exceptions, objections, kept measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from analysis.overlay import Contest, CourtException, Grant, Kept, Notes
from graph.model.certainty import IdentityTier
from graph.model.journal import EntryKind, JournalEntry
from graph.model.records import Identity, SubjectRecord
from graph.store import GraphStore, LinkAsked
from ingest.identity.decisions import DecisionVerdict, Pair, decision_rows
from ingest.identity.resolve import link_id
from measures.vocabulary import Matter

GRANTS = {
    Grant.PRIVATE_CONSUMPTION: "法院已准许因私以个人财产消费",
    Grant.NECESSITY: "法院已批准因生活或者经营必需的消费",
    Grant.TEMPORARY_LIFTING: "法院已暂时解除乘坐飞机、高铁等限制",
    Grant.REPLACED_REPRESENTATIVE: "法院已因法定代表人、主要负责人变更解除其限制",
}


@dataclass(frozen=True, slots=True)
class Records:
    """Everything on record at a moment that bears on findings, subjects under the ids they were recorded by."""

    exceptions: tuple[CourtException, ...]
    contests: tuple[Contest, ...]
    kept: tuple[Kept, ...]
    confirmed: tuple[Pair, ...]  # rows that people decided to be one subject

    def __bool__(self) -> bool:
        return bool(self.exceptions or self.contests or self.kept or self.confirmed)

    def about(self, subjects: Iterable[SubjectRecord], store: GraphStore, known_run: int) -> Notes:
        """The same for findings on these subjects, under the ids they go by at a run.

        Rows joined or parted since a record was made may have given its subject another id.
        """
        present = {mention: subject.id for subject in subjects for mention in subject.mentions}
        return Notes(
            exceptions=tuple(_placed(exception, present) for exception in self.exceptions),
            contests=self.contests,
            kept=self.kept,
            joins=_joins(store, [pair for pair in self.confirmed if pair[0] in present], present, known_run),
        )


def load_records(store: GraphStore, known_as_of: datetime | None) -> Records:
    """Everything on record at a moment (``None``: now) that bears on findings; one question to the store."""
    kinds = (EntryKind.EXCEPTION, EntryKind.OBJECTION, EntryKind.KEEP, EntryKind.DECISION)
    told = store.journal(kinds, known_as_of)
    exceptions, contests, kept = (
        [entry for entry in told if entry.kind is kind]
        for kind in (EntryKind.EXCEPTION, EntryKind.OBJECTION, EntryKind.KEEP)
    )
    confirmed = {row.pair for row in decision_rows(told) if row.verdict is DecisionVerdict.CONFIRMED}
    return Records(
        exceptions=tuple(_exception(body, ended) for body, ended in _with_ends(exceptions)),
        contests=tuple(contest for entry in _opened(contests) for contest in _contests(entry, contests)),
        kept=tuple(_kept(body, ended) for body, ended in _with_ends(kept)),
        confirmed=tuple(sorted(confirmed)),
    )


def _placed(exception: CourtException, present: Mapping[str, str]) -> CourtException:
    subject, unit = exception.subject, exception.because_of
    return replace(exception, subject=present.get(subject, subject), because_of=unit and present.get(unit, unit))


def _joins(
    store: GraphStore, pairs: Iterable[Pair], present: Mapping[str, str], known_run: int
) -> dict[str, list[Identity]]:
    """The links by which people have joined rows, as in effect at a run, under the id of the joined subject."""
    ids = sorted(map(link_id, pairs))
    found: dict[str, list[Identity]] = {}
    for pair in store.identity_links(LinkAsked(ids=tuple(ids)), known_run, len(ids)) if ids else ():
        if pair.link.tier is IdentityTier.CERTAIN:
            found.setdefault(present[pair.link.left], []).append(pair.link)
    return found


def _with_ends(entries: Iterable[JournalEntry]) -> list[tuple[Mapping[str, Any], date | None]]:
    """Each record with the day on which a later entry ended it early."""
    entries = list(entries)
    ends = {str(entry.body["ends"]): _day(entry.body["day"]) for entry in entries if "ends" in entry.body}
    return [(entry.body, ends.get(entry.id)) for entry in entries if "ends" not in entry.body]


def _exception(body: Mapping[str, Any], ended: date | None) -> CourtException:
    until = _earlier(_optional(body["until"]), ended)
    grant = Grant(body["grant"])
    days = span(_day(body["since"]), until)
    instead = f"，改对{body['successor_name']}采取" if body.get("successor_name") else ""
    return CourtException(
        grant=grant,
        subject=body["subject"],
        matters=frozenset(Matter(matter) for matter in body["matters"]),
        since=_day(body["since"]),
        until=until,
        because_of=body.get("unit"),
        text=f"{GRANTS[grant]}（{body['court']}，{body['decision']}，{days}）{instead}，适用范围须核对",
    )


def _opened(entries: Iterable[JournalEntry]) -> list[JournalEntry]:
    return [entry for entry in entries if "decides" not in entry.body]


def _contests(opened: JournalEntry, entries: Iterable[JournalEntry]) -> Iterable[Contest]:
    """While an objection is open its fact is contested; once upheld, until the data itself is corrected."""
    body = opened.body
    decided = next((entry.body for entry in entries if entry.body.get("decides") == opened.id), None)
    received = _day(body["received"])
    told = f"{body['objector']}于{received}提出异议（{body['ground']}），尚未作出决定"
    yield Contest(body["edge"], received, _day(decided["day"]) if decided else None, told)
    if decided and decided["result"] == "upheld":
        told = f"对该项记载的异议已于{decided['day']}成立（{decided['document']}），等待更正"
        yield Contest(body["edge"], _day(decided["day"]), None, told)


def _kept(body: Mapping[str, Any], ended: date | None) -> Kept:
    since, until = _day(body["since"]), _day(body["until"])
    until = min(until, ended) if ended else until
    text = f"名单移出后依法继续保留（{body['agency']}，{body['basis']}，{span(since, until)}）"
    return Kept(body["finding"], body["subject"], since, until, text)


def span(since: date, until: date | None) -> str:
    """A half-open stretch of days as people print it: both days inclusive."""
    return f"{since}起" if until is None else f"{since}至{until - timedelta(days=1)}"


def _earlier(one: date | None, other: date | None) -> date | None:
    days = [day for day in (one, other) if day is not None]
    return min(days) if days else None


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _optional(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
