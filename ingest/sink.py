"""Collects the facts of a run row by row, all of a row or nothing, and hands them on in batches."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from graph.errors import BadFactError, RowQuarantinedError
from graph.model.identifiers import Identifier
from graph.model.records import (
    Agreement,
    Batch,
    BranchOf,
    Holding,
    Listing,
    ListingEnd,
    Mention,
    Origin,
    QuarantinedRow,
    RoleEdge,
    UnitClass,
    UnitProfile,
)
from graph.store import RunCounts, RunWriter
from ingest.rows import Row

BATCH_ROWS = 5_000
_FACT_LISTS = (
    "profiles", "classes", "roles", "holdings", "branches", "agreements", "listings", "listing_ends",
)  # fmt: skip
_NOWHERE = Origin("", "", 0)
_Fact = UnitProfile | UnitClass | RoleEdge | Holding | BranchOf | Agreement | Listing | ListingEnd


class HasFacts(Protocol):
    """What the sink needs of a reader."""

    def facts(self, row: Row) -> Batch:
        """The facts of one row."""


class RunSink:
    """The one place where rows are counted: every row is accepted, quarantined or a duplicate."""

    def __init__(self, writer: RunWriter) -> None:
        self._writer = writer
        self._batch = Batch()
        self._pending = 0
        self._seen_rows: set[bytes] = set()
        self._seen_facts: dict[str, int] = {}
        self._mentions: dict[str, tuple[Identifier, ...]] = {}
        self._accepted = self._quarantined = self._duplicates = 0

    @property
    def counts(self) -> RunCounts:
        """The rows so far."""
        total = self._accepted + self._quarantined + self._duplicates
        return RunCounts(total, self._accepted, self._quarantined, self._duplicates)

    def take(self, row: Row, reader: HasFacts) -> None:
        """Read one row and keep what it says, or set it aside with its reason."""
        digest = row.digest()
        if row.fault is None and digest in self._seen_rows:
            self._duplicates += 1
        else:
            self._seen_rows.add(digest)
            try:
                self._accept(row, reader)
            except RowQuarantinedError as error:
                self._set_aside(row, error)
        self._pending += 1
        if self._pending >= BATCH_ROWS:
            self.flush()

    def flush(self) -> None:
        """Hand over what is waiting."""
        if self._pending:
            self._writer.add(self._batch)
        self._batch, self._pending = Batch(), 0

    def _accept(self, row: Row, reader: HasFacts) -> None:
        if row.fault is not None:
            raise row.fault
        try:
            found = reader.facts(row)
        except BadFactError:
            raise RowQuarantinedError("该行内容自相矛盾", "请核对其中的日期、比例和名称") from None
        mentions = self._new_mentions(found.mentions)
        self._merge(found, mentions)
        self._batch.quarantine += found.quarantine  # parts that could not be read; the row itself counts as accepted
        self._batch.raw_rows.append((row.file, row.tab, row.number, row.raw()))
        self._accepted += 1

    def _merge(self, found: Batch, mentions: list[Mention]) -> None:
        """Keep what is new; a contradiction anywhere in the row is raised before anything is kept."""
        fresh: dict[str, int] = {}
        lists = [(name, facts) for name in _FACT_LISTS if (facts := getattr(found, name))]
        for _, facts in lists:
            for fact in facts:
                if (said := self._news(fact)) is not None:
                    fresh[fact.id] = said
        for mention in mentions:
            self._mentions[mention.id] = mention.identifiers
        self._batch.mentions += mentions
        for name, facts in lists:
            once = {fact.id: fact for fact in facts if fact.id in fresh}
            getattr(self._batch, name).extend(once.values())
        self._seen_facts.update(fresh)

    def _news(self, fact: _Fact) -> int | None:
        """A fingerprint if the fact is new in this run, ``None`` if it was said before in the same words."""
        said = hash(replace(fact, origin=_NOWHERE))
        known = self._seen_facts.get(fact.id)
        if known is None:
            return said
        if known != said:
            raise RowQuarantinedError(
                "本次装入中，前面有一行对同一事实的记载与此不同",
                "请保留正确的一行，删除另一行",
            )
        return None

    def _new_mentions(self, found: list[Mention]) -> list[Mention]:
        """Mentions not yet handed over, or with a number not yet handed over."""
        fresh: dict[str, Mention] = {}
        for mention in found:
            known = self._mentions.get(mention.id)
            if known is None:
                fresh[mention.id] = mention
            elif (merged := _united(known, mention.identifiers)) != known:
                fresh[mention.id] = replace(mention, identifiers=merged)
        return list(fresh.values())

    def _set_aside(self, row: Row, error: RowQuarantinedError) -> None:
        field = row.header(error.field) if error.field else None
        self._batch.quarantine.append(
            QuarantinedRow(row.file, row.number, row.tab, field, error.reason, error.remedy, row.raw_json())
        )
        self._quarantined += 1


def _united(known: tuple[Identifier, ...], new: tuple[Identifier, ...]) -> tuple[Identifier, ...]:
    """Both, without repeats. Two full numbers of one kind that do not meet are two parties."""
    for number in new:
        same_kind = (old for old in known if old.kind is number.kind and old.full and number.full)
        if any(old.join_key != number.join_key for old in same_kind):
            raise RowQuarantinedError(
                "前面有一行，其当事人的名称、所在位置和可见号码均与此相同，完整号码却不同",
                "请核对这两行；确为两人的，请以职务区分",
            )
    return known + tuple(number for number in new if number not in known)
