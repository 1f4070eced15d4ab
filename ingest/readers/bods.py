"""BODS 0.4 packages (受益所有权数据标准): every statement is used, closes a record, or is set aside with its reason.

Statements of one record follow each other by date: what a later one no longer says ended between the two, and a
*closed* one ends the rest. Direct shares and votes become holdings; indirect ones would count the same part twice and
serve only as the filing of a beneficial owner. An owner that is not named is kept as the reason, never as a person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from graph.errors import RowQuarantinedError
from graph.model.identifiers import Identifier, IdentifierKind
from graph.model.ids import content_id
from graph.model.ownership import BENEFICIAL_FILING, NOMINEE, UNSPECIFIED
from graph.model.records import Agreement, Batch, Mention, Origin, PartyKind, Share
from graph.model.roles import Role, UnitKind
from graph.model.time import Bound, Interval
from ingest.context import FileSetKind, RunContext
from ingest.facts import holding, role_edge, unit_class
from ingest.identifiers import parse_identifier
from ingest.legal_forms import ReadRole
from ingest.parties import person_mention, unit_mention
from ingest.readers.bods_statements import Interest, Statement, fault, statement
from ingest.readers.json_records import json_records
from ingest.rows import Row

SHEET = "BODS"
_KEYS = {"statementId", "recordId", "recordType", "recordDetails", "recordStatus", "declarationSubject"}
_OLD_KEYS = {"statementID", "statementType"}
_POSTS = {
    "boardMember": (Role.DIRECTOR, "boardMember"),
    "boardChair": (Role.DIRECTOR, "boardChair"),
    "seniorManagingOfficial": (Role.SENIOR_MANAGER, "seniorManagingOfficial"),
}
_STATE = {"state": "state", "stateBody": "stateBody"}
_NO_NAME = {"person": "未具名自然人", "entity": "未具名单位"}


def looks_like_bods(record: object) -> bool:
    """Whether a JSON record is a BODS statement, of whatever version."""
    return isinstance(record, dict) and (len(_KEYS & record.keys()) >= 3 or record.keys() >= _OLD_KEYS)


def bods_rows(path: Path) -> Iterator[Row]:
    """One row per statement; ``Row.number`` counts them from 1."""
    for number, record in enumerate(json_records(path), start=1):
        cells = {"statement": record if isinstance(record, dict) else str(record)[:200]}
        yield Row(path.name, SHEET, number, cells)


class BodsReader:
    """Reads statements; :meth:`survey` gathers records first, since a relationship names two of them."""

    def __init__(self, context: RunContext) -> None:
        self._context = context
        self._records: dict[str, list[Statement]] = defaultdict(list)
        self._ids: dict[str, str] = {}  # statement id -> where it stood first

    def survey(self, row: Row) -> None:
        """Remember a valid statement with its record."""
        try:
            found = statement(row.cells["statement"], row.number)
        except RowQuarantinedError:
            return  # the row is quarantined when it is read
        if self._ids.setdefault(found.id, f"{row.file} {row.number}") == f"{row.file} {row.number}":
            same = self._records[found.record]
            same.append(found)
            same.sort(key=lambda one: (one.day, one.status == "closed", one.id))

    def facts(self, row: Row) -> Batch:
        """The facts of one statement."""
        found = statement(row.cells["statement"], row.number)
        at = f"$[{row.number - 1}]"
        if self._ids[found.id] != f"{row.file} {row.number}":
            raise fault("前面已有同一编号的陈述，内容与此不同", f"{at}.statementId")
        if self._records[found.record][0].type != found.type:
            raise fault("与同一 recordId 的前一陈述类型不同", f"{at}.recordType")
        origin = row.origin(self._context.source)
        if found.type == "relationship":
            return self._relationship(found, origin, f"{at}.recordDetails")
        return self._party_facts(found, origin)

    # -- parties

    def _party_facts(self, found: Statement, origin: Origin) -> Batch:
        mention = self._mention(found, origin)
        batch = Batch(mentions=[mention])
        kind = found.details["entityType"]["type"] if found.type == "entity" else None
        if kind in _STATE:
            stood = Interval(Bound(None, found.day))
            batch.classes.append(unit_class(mention, UnitKind.GOVERNMENT_ORGAN, _STATE[kind], None, stood, origin))
        return batch

    def _mention(self, found: Statement, origin: Origin) -> Mention:
        """The party of a record, by its newest statement's name."""
        newest = self._records[found.record][-1]
        name = _name(newest)
        place = f"{SHEET}/{found.record}"
        if newest.type == "person":
            return person_mention(name, None, origin, place=place)
        return unit_mention(name, _numbers(newest), origin, place=place)

    def _end(self, record: str, origin: Origin, path: str) -> Mention:
        known = self._records.get(record)
        if not known:
            raise fault(f"指向的记录 {record[:40]} 不在文件中（或该陈述无效）", path)
        if known[0].type == "relationship":
            raise fault("指向的是关系而不是主体", path)
        return self._mention(known[0], origin)

    # -- relationships

    def _relationship(self, found: Statement, origin: Origin, at: str) -> Batch:
        assert found.subject is not None
        unit = self._end(found.subject, origin, f"{at}.subject")
        if unit.kind is not PartyKind.UNIT:
            raise fault("指向自然人，自然人不能被持有", f"{at}.subject")
        batch = Batch(mentions=[unit])
        if found.unspecified is not None:
            batch.agreements.append(self._unspecified(found, unit, origin))
            return batch
        assert found.party is not None
        holder = self._end(found.party, origin, f"{at}.interestedParty")
        batch.mentions.append(holder)
        if found.status == "closed":
            return batch  # its end is told by the statements before it
        unused = [reason for one in self._standing(found) if (reason := self._use(batch, one, holder, unit, origin))]
        if unused and not (batch.holdings or batch.agreements or batch.roles):
            raise fault("；".join(dict.fromkeys(unused)), f"{at}.interests")
        return batch

    def _standing(self, found: Statement) -> list[tuple[Interest, Interval]]:
        """The interests that this statement is the last to tell, each with its days."""
        interests = found.interests or (Interest(None, None, None, None, None, False),)
        same = self._records[found.record]
        after = next((one for one in same[same.index(found) + 1 :]), None)
        return [
            (one, _interval(one, found.day, after.day if after else None))
            for one in interests
            if after is None or after.status == "closed" or one not in after.interests
        ]

    def _use(
        self, batch: Batch, told: tuple[Interest, Interval], holder: Mention, unit: Mention, origin: Origin
    ) -> str | None:
        """Add what an interest says; the reason if it says nothing that can be used."""
        interest, interval = told
        if interest.beneficial and holder.kind is PartyKind.PERSON:
            batch.agreements.append(self._filing(BENEFICIAL_FILING, (holder, unit), unit, interval, origin))
        if interest.type in ("shareholding", "votingRights", None, "unknownInterest", "unpublishedInterest"):
            return _add_holding(batch, interest, interval, holder, unit, origin)
        if interest.type == "nominator":
            batch.agreements.append(self._filing(NOMINEE, (holder, unit), None, interval, origin))
            return None
        if interest.type in _POSTS and holder.id != unit.id and interest.direct != "indirect":
            role, title = _POSTS[interest.type]
            batch.roles.append(role_edge(ReadRole(role), holder, unit, interval, origin, title=title))
            return None
        return f"{interest.type}：不是持股或表决权，不据此认定控制"

    def _filing(
        self, kind: str, parties: tuple[Mention, Mention], unit: Mention | None, interval: Interval, origin: Origin
    ) -> Agreement:
        ids = tuple(party.id for party in parties)
        key = content_id("a", self._context.source, kind, *ids, str(interval.to_json()))
        return Agreement(key, ids, unit.id if unit else None, kind, interval, origin)

    def _unspecified(self, found: Statement, unit: Mention, origin: Origin) -> Agreement:
        assert found.unspecified is not None
        reason, description = found.unspecified
        kind = f"{UNSPECIFIED}|{reason}|{description}"
        same = self._records[found.record]
        after = next((one for one in same[same.index(found) + 1 :]), None)
        interval = Interval(Bound(None, found.day), Bound(found.day, after.day) if after else None)
        key = content_id("a", self._context.source, kind, unit.id, found.record)
        return Agreement(key, (unit.id,), unit.id, kind, interval, origin)


def _add_holding(
    batch: Batch, interest: Interest, interval: Interval, holder: Mention, unit: Mention, origin: Origin
) -> str | None:
    """A direct holding; shares and votes told side by side for the same days are one."""
    if interest.direct == "indirect":
        return "间接权益：由各级直接权益推算，不重复计入"
    share = interest.share
    if share is not None and interest.direct != "direct":
        share = Share(share.lo * 0, share.hi)  # perhaps held through others, and then told there as well
    votes = interest.type == "votingRights"
    mate = next((h for h in batch.holdings if h.interval == interval and _lacks(h.votes if votes else h.capital)), None)
    if interest.type in ("shareholding", "votingRights") and mate is not None and (mate.capital or mate.votes):
        batch.holdings.remove(mate)
        capital, voting = (mate.capital, share) if votes else (share, mate.votes)
    else:
        capital, voting = (None, share) if votes else (share, None)
    fact = holding(
        holder, unit, interval, origin, capital=capital, votes=voting, subscribed=None, paid_in=None
    )  # fmt: skip
    batch.holdings.append(fact)
    return None


def _lacks(share: Share | None) -> bool:
    return share is None


def _interval(interest: Interest, told: date, later: date | None) -> Interval:
    """The days of an interest that a statement of the day ``later`` no longer tells, if there is one.

    A printed end may be the last day or the first one after.
    """
    since = Bound.on(interest.since) if interest.since else Bound(None, told)
    if interest.until:
        return Interval(since, Bound(interest.until, interest.until + timedelta(days=1)))
    if later is None:
        return Interval(since)
    return Interval(since, Bound(min(told + timedelta(days=1), later), later))


def _name(found: Statement) -> str:
    if found.type == "entity":
        name = str(found.details.get("name") or "").strip()
    else:
        names = sorted(found.details.get("names", []), key=lambda one: one.get("type") != "legal")
        name = next((text for one in names if (text := str(one.get("fullName") or "").strip())), "")
    return name or f"{_NO_NAME[found.type]} {found.record}"


def _numbers(found: Statement) -> tuple[Identifier, ...]:
    """A credit code as such; the number of another register under its scheme."""
    numbers: list[Identifier] = []
    for item in found.details.get("identifiers") or []:
        text, scheme = str(item.get("id") or "").strip(), str(item.get("scheme") or "").strip()
        if not text or not scheme:
            continue
        number = parse_identifier(text, unit=True) if scheme.startswith("CN-") and len(text) in (9, 18) else None
        if number is None or not number.check_ok:
            number = Identifier(IdentifierKind.OTHER, f"{scheme}:{text}".upper())
        if number not in numbers:
            numbers.append(number)
    return tuple(numbers)


BODS = FileSetKind("bods", "受益所有权数据", 4, bods_rows, BodsReader)
