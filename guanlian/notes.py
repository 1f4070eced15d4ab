"""Reads the records of the journal that bear on findings: exceptions, objections, kept measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from analysis.overlay import Contest, CourtException, Grant, Kept, Notes
from graph.model.certainty import IdentityTier
from graph.model.journal import EntryKind, JournalEntry
from graph.model.records import Identity
from graph.store import GraphStore, LinkAsked
from ingest.identity.decisions import DecisionRow, DecisionVerdict, decision_rows
from ingest.identity.resolve import link_id
from measures.vocabulary import Matter

GRANTS = {
    Grant.PRIVATE_CONSUMPTION: "法院已准许因私以个人财产消费",
    Grant.NECESSITY: "法院已批准因生活或者经营必需的消费",
    Grant.TEMPORARY_LIFTING: "法院已暂时解除乘坐飞机、高铁等限制",
    Grant.REPLACED_REPRESENTATIVE: "法院已因法定代表人、主要负责人变更解除其限制",
}


def load_notes(store: GraphStore, known_as_of: datetime | None, known_run: int) -> Notes:
    """Everything on record at a moment (``None``: now) that bears on findings."""
    kinds = (EntryKind.EXCEPTION, EntryKind.OBJECTION, EntryKind.KEEP, EntryKind.DECISION)
    told = store.journal(kinds, known_as_of)
    exceptions, contests, kept = (
        [entry for entry in told if entry.kind is kind]
        for kind in (EntryKind.EXCEPTION, EntryKind.OBJECTION, EntryKind.KEEP)
    )
    named = {str(id_) for entry in exceptions for id_ in (entry.body.get("subject"), entry.body.get("unit")) if id_}
    present = _present_ids(store, sorted(named), known_run)
    return Notes(
        exceptions=tuple(_exception(body, ended, present) for body, ended in _with_ends(exceptions)),
        contests=tuple(contest for entry in _opened(contests) for contest in _contests(entry, contests)),
        kept=tuple(_kept(body, ended) for body, ended in _with_ends(kept)),
        joins=_joins(store, decision_rows(told), known_run),
    )


def _joins(store: GraphStore, rows: Iterable[DecisionRow], known_run: int) -> dict[str, list[Identity]]:
    """The links by which people have joined rows, as in effect at a run, under the id of the joined subject."""
    ids = sorted({link_id(row.pair) for row in rows if row.verdict is DecisionVerdict.CONFIRMED})
    if not ids:
        return {}
    links = store.identity_links(LinkAsked(ids=tuple(ids)), known_run, len(ids))
    joined = [pair for pair in links if pair.link.tier is IdentityTier.CERTAIN]
    subjects = store.subjects([pair.left_subject for pair in joined], known_run)
    found: dict[str, list[Identity]] = {}
    for pair in joined:
        found.setdefault(subjects[pair.left_subject].id, []).append(pair.link)
    return found


def _present_ids(store: GraphStore, ids: Iterable[str], known_run: int) -> dict[str, str]:
    """The id that a subject goes by now; joined mentions may have given it another since it was recorded."""
    found = {id_: store.find_subjects(id_, known_run, 2, exact=True) for id_ in ids}
    return {id_: records[0].id if len(records) == 1 else id_ for id_, records in found.items()}


def _with_ends(entries: Iterable[JournalEntry]) -> list[tuple[Mapping[str, Any], date | None]]:
    """Each record with the day on which a later entry ended it early."""
    entries = list(entries)
    ends = {str(entry.body["ends"]): _day(entry.body["day"]) for entry in entries if "ends" in entry.body}
    return [(entry.body, ends.get(entry.id)) for entry in entries if "ends" not in entry.body]


def _exception(body: Mapping[str, Any], ended: date | None, present: Mapping[str, str]) -> CourtException:
    until = _earlier(_optional(body["until"]), ended)
    grant = Grant(body["grant"])
    unit = body.get("unit")
    days = span(_day(body["since"]), until)
    instead = f"，改对{body['successor_name']}采取" if body.get("successor_name") else ""
    return CourtException(
        grant=grant,
        subject=present[body["subject"]],
        matters=frozenset(Matter(matter) for matter in body["matters"]),
        since=_day(body["since"]),
        until=until,
        because_of=present[unit] if unit else None,
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
