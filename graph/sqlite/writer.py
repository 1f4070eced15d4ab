"""Writes one run: one transaction, one commit."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from graph.errors import BadFactError
from graph.model.records import Batch, Identity, Listing, Run
from graph.sqlite import surroundings
from graph.sqlite.bundles import add_quarantine, add_raw_rows
from graph.sqlite.candidates import candidates_of_names, name_candidates
from graph.sqlite.conclude import Streams, conclude
from graph.sqlite.connect import translated
from graph.sqlite.facts import FactWriter, RunPlace
from graph.sqlite.hydrate import listings
from graph.sqlite.keys import Keys
from graph.sqlite.members import rebuild_members
from graph.sqlite.mentions import MentionWriter
from graph.sqlite.numbers import Numbers
from graph.sqlite.reader import Reader
from graph.sqlite.runs import WriterLock, all_runs, announce, mark_incomplete, publish
from graph.sqlite.shapes import IDENTITY, ROLE, SHAPES, UNIT_CLASS, Lookups
from graph.sqlite.sightings import Neighbours, collect_doubtful, record_sightings
from graph.sqlite.words import Words
from graph.store import Around, Fold, NameCandidate, RunCounts, RunPlan
from graph.vault import Vault


class SQLiteRunWriter:
    """One run being written; it owns its connection and the writer's lock."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, lock: WriterLock, vault: Vault, plan: RunPlan
    ) -> None:
        self._path, self._connection, self._lock, self._vault = path, connection, lock, vault
        self._done = False
        with translated(path):
            mark_incomplete(connection)
            self.number = announce(connection, plan)
            connection.execute("BEGIN IMMEDIATE")
            self._prepare(plan)

    def _prepare(self, plan: RunPlan) -> None:
        words = Words(self._connection)
        stream = words.stream(plan.source, plan.kind)
        self._place = RunPlace(self.number, stream, plan.as_of.toordinal(), plan.complete)
        self._look = Lookups(words, Keys(self._connection, "mention"), Keys(self._connection, "listing"))
        self._streams = self._read_streams()
        days_of_runs = dict(self._connection.execute("SELECT number, as_of FROM run"))
        self._numbers = Numbers(self._connection, self._vault)
        mentions = self._look.mentions
        self._mentions = MentionWriter(
            self._connection, self.number, stream, days_of_runs, mentions, words, self._numbers
        )
        late = any(day > self._place.as_of for day in self._streams.complete_days.get(stream, ()))
        self._facts = FactWriter(self._connection, self._place, self._look, late=late)
        self._reader = Reader(self._connection)

    def _read_streams(self) -> Streams:
        names = {
            key: f"{source}\x1f{kind}"
            for key, source, kind in self._connection.execute("SELECT key, source, kind FROM stream")
        }
        days: dict[int, list[int]] = {}
        for stream, day in self._connection.execute(_COMPLETE_DAYS):
            days.setdefault(stream, []).append(day)
        return Streams(names, days)

    def add(self, batch: Batch) -> None:
        """Stage a batch. Rows that are already stored unchanged are confirmed, not stored twice."""
        with translated(self._path):
            self._mentions.add(batch.mentions)
            for shape in SHAPES:
                self._facts.add(shape, shape.records(batch))
            self._touch_linked(batch)
            add_quarantine(self._connection, self._vault, self.number, batch.quarantine)
            add_raw_rows(self._connection, self._vault, self.number, batch.raw_rows)
            self._look.mentions.trim()
            self._look.listings.trim()
            self._numbers.trim()

    def retract(self, roles: Sequence[str], classes: Sequence[str]) -> None:
        """Take back computed role edges and unit kinds: earlier runs still read them, this one no longer does."""
        with translated(self._path):
            self._facts.retract(ROLE, roles)
            self._facts.retract(UNIT_CLASS, classes)

    def _touch_linked(self, batch: Batch) -> None:
        """Mentions that a link names may join or part."""
        keys = {self._look.mentions[id_] for link in batch.identities for id_ in IDENTITY.mentions(link)}
        self._connection.executemany("INSERT OR IGNORE INTO touched VALUES (?)", [(key,) for key in keys])

    def name_candidates(self, fold: Fold | None = None) -> Sequence[NameCandidate]:
        """Pairs that this run brings together by name; see :mod:`graph.sqlite.candidates`."""
        with translated(self._path):
            rebuild_members(self._connection, self.number)
            return name_candidates(self._reader, self.number, fold)

    def candidates_of_names(self, names: Collection[str]) -> Sequence[NameCandidate]:
        """All such pairs of these name keys, whether the run stirs them or not."""
        with translated(self._path):
            return candidates_of_names(self._reader, self.number, names)

    def stir(self, ids: Collection[str]) -> None:
        """Have the links of these mentions looked at again."""
        with translated(self._path):
            known = self._look.mentions.find(ids)
            self._connection.executemany("INSERT OR IGNORE INTO renamed VALUES (?)", [(key,) for key in known.values()])

    def around(self, ids: Sequence[str]) -> dict[str, Around]:
        """What stands around those mentions that are stored or staged."""
        with translated(self._path):
            return surroundings.around(self._reader, self.number, ids)

    def links_of_stirred(self) -> Sequence[Identity]:
        """The links, of whatever tier, of the mentions that :meth:`name_candidates` found stirred."""
        with translated(self._path):
            return surroundings.links_of_stirred(self._reader)

    def links_between(self, pairs: Iterable[tuple[str, str]]) -> Sequence[Identity]:
        """The links that stand for pairs of mentions, the smaller id first."""
        with translated(self._path):
            return surroundings.links_between(self._reader, pairs)

    def has_listing(self, listing_id: str) -> bool:
        """Whether an entry is stored or staged."""
        with translated(self._path):
            return bool(self._look.listings.find([listing_id]))

    def find_listings(self, case_number: str, name_key: str) -> Sequence[Listing]:
        """Entries of a case number and name, stored or staged."""
        with translated(self._path):
            rows = self._reader.rows(
                "listings_by_case", known_run=self.number, case_number=case_number, name_key=name_key
            )
            found = listings(self._reader, [row[0] for row in rows], self.number)
        return [found[key] for key in sorted(found)]

    def commit(self, counts: RunCounts, finished: datetime) -> Run:
        """Close what a complete run no longer shows, rebuild the derived tables, and publish."""
        if counts.rows_in != counts.accepted + counts.quarantined + counts.duplicates:
            raise BadFactError(f"rows are unaccounted for: {counts}; every row is accepted, quarantined or a duplicate")
        with translated(self._path):
            self._conclude()
            rebuild_members(self._connection, self.number)
            publish(self._connection, self.number, counts, finished)
            self._connection.execute("COMMIT")
            self._done = True
            run = next(run for run in all_runs(self._reader) if run.number == self.number)
        self._close()
        return run

    def _conclude(self) -> None:
        days = self._streams.complete_days.setdefault(self._place.stream, [])
        near = Neighbours.of(days, self._place.as_of)
        record_sightings(self._connection, self._place, near)
        if self._place.complete and not near.known:
            days.append(self._place.as_of)
            days.sort()
        collect_doubtful(self._connection, self._place, near, days[-1] if days else None)
        conclude(self._connection, self.number, self._streams)

    def _close(self) -> None:
        self._connection.close()
        self._lock.release()

    def _abandon(self) -> None:
        """Undo everything but the record that the run was tried."""
        self._done = True
        try:
            with translated(self._path):
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                mark_incomplete(self._connection)
        finally:
            self._close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._done:
            self._abandon()


_COMPLETE_DAYS = """
SELECT DISTINCT s.key, r.as_of FROM run AS r JOIN stream AS s ON s.source = r.source AND s.kind = r.kind
WHERE r.status = 'committed' AND r.complete = 1 ORDER BY s.key, r.as_of
"""
