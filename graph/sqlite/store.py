"""The embedded store: a :class:`~graph.store.GraphStore` in one SQLite file."""

from __future__ import annotations

import sqlite3
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from graph.errors import StoreBusyError, StoreError
from graph.model.facts import Facts
from graph.model.identifiers import Identifier
from graph.model.journal import EntryKind, JournalEntry
from graph.model.ownership import Ownership
from graph.model.records import (
    BranchOf,
    Holding,
    Identity,
    Listing,
    ListingEnd,
    Mention,
    QuarantinedRow,
    RoleEdge,
    Run,
    RunStatus,
    SubjectRecord,
    UnitClass,
    UnitProfile,
)
from graph.sqlite import bundles, hydrate, journal, problems, runs, search
from graph.sqlite.connect import connect, translated
from graph.sqlite.narrow import narrow
from graph.sqlite.ownership import computed_facts, narrow_ownership
from graph.sqlite.reader import Reader
from graph.sqlite.schema import migrate
from graph.sqlite.writer import SQLiteRunWriter
from graph.store import LinkAsked, LinkedPair, RunPlan, Scope, SourceState
from graph.vault import Notify, Vault, key_file_for, open_vault

_LATEST_MOMENT = 2**63 - 1


class SQLiteStore:
    """Many readers, one writer. Safe to share between threads: each question borrows a connection."""

    def __init__(self, path: Path, notify: Notify) -> None:
        self.url = f"sqlite:///{path}"
        self._path = path
        self._idle: deque[Reader] = deque()
        self._closed = threading.Event()
        with self._reading() as reader:
            migrate(reader.connection, path)
            self._vault = _vault(reader.connection, path, notify)
            runs.mark_broken_off(reader.connection, runs.WriterLock(path))

    @property
    def vault(self) -> Vault:
        """The vault that seals numbers and rows here, and what is kept beside this file."""
        return self._vault

    @property
    def ledger(self) -> Path:
        """The file that the key belongs to: the store itself."""
        return self._path

    @contextmanager
    def _reading(self) -> Iterator[Reader]:
        if self._closed.is_set():
            raise StoreError(f"{self._path}：存储已关闭。请重新打开。")
        with translated(self._path):
            reader = self._borrow()
            try:
                yield reader
            finally:
                self._idle.append(reader)
                if self._closed.is_set():
                    self.close()

    def _borrow(self) -> Reader:
        try:
            return self._idle.pop()
        except IndexError:
            return Reader(connect(self._path))

    def write_run(self, plan: RunPlan) -> SQLiteRunWriter | Run:
        """Open a run; if the very same file set was committed before, return that run instead."""
        lock = runs.WriterLock(self._path)
        if not lock.take():
            raise StoreBusyError(f"{self._path}：另一次装入正在写入。请等它结束后再试。")
        try:
            before = self._committed(runs.run_id(plan))
            if before is not None:
                lock.release()
                return before
            with translated(self._path):
                connection = connect(self._path, writer=True)
            return SQLiteRunWriter(self._path, connection, lock, self._vault, plan)
        except BaseException:
            lock.release()
            raise

    def _committed(self, run_id: str) -> Run | None:
        return next((run for run in self.runs() if run.id == run_id and run.status is RunStatus.COMMITTED), None)

    def known_run(self, moment: datetime | None = None) -> int:
        """The newest committed run finished at or before ``moment`` (default: the newest); 0 if none."""
        number = _LATEST_MOMENT if moment is None else runs.moment_number(moment)
        with self._reading() as reader:
            row = reader.one("run_known_at", moment=number)
        return int(row[0]) if row else 0

    def runs(self) -> Sequence[Run]:
        """All runs, oldest first, incomplete ones too."""
        with self._reading() as reader:
            return runs.all_runs(reader)

    def sources(self, known_run: int) -> Sequence[SourceState]:
        """The newest committed run of each source and kind."""
        with self._reading() as reader:
            return runs.sources(reader, known_run)

    def quarantine(self, run: int | None = None) -> Sequence[tuple[int, QuarantinedRow]]:
        """Quarantined rows with their run, of one run or all."""
        with self._reading() as reader:
            return bundles.quarantine(reader, self._vault, run)

    def raw_row(self, run: int, file: str, sheet: str | None, line: int) -> dict[str, object] | None:
        """A row as a run read it, unsealed; ``None`` when that run did not keep it."""
        with self._reading() as reader:
            return bundles.raw_row(reader, self._vault, run, file, sheet, line)

    def facts(self, scope: Scope, known_run: int) -> Facts:
        """The column arrays of a scope."""
        with self._reading() as reader:
            return narrow(reader, scope, known_run)

    def ownership(self, subjects: Sequence[int] | None, known_run: int) -> Ownership:
        """Holdings, controllers, agreements, forms and kinds: all, or what bears on some subjects."""
        with self._reading() as reader:
            return narrow_ownership(reader, subjects, known_run)

    def computed(self, known_run: int) -> tuple[list[int], list[int]]:
        """The keys of role edges and of unit kinds that were worked out at loading (推定)."""
        with self._reading() as reader:
            return computed_facts(reader, known_run)

    def holdings(self, keys: Sequence[int], known_run: int) -> dict[int, Holding]:
        """Holdings by key."""
        with self._reading() as reader:
            return hydrate.holdings_by_key(reader, keys, known_run)

    def find_subjects(
        self, text: str, known_run: int, limit: int = 50, *, exact: bool = False
    ) -> Sequence[SubjectRecord]:
        """Subjects by mention id, exact name (also former), or full identifier; then by part of a name."""
        with self._reading() as reader:
            return search.find_subjects(reader, self._vault, text, known_run, limit, exact=exact)

    def find_by_identifier(self, identifier: Identifier, known_run: int) -> Sequence[SubjectRecord]:
        """Subjects with this full identifier."""
        with self._reading() as reader:
            return search.find_by_identifier(reader, self._vault, identifier, known_run)

    def subjects(self, keys: Sequence[int], known_run: int) -> dict[int, SubjectRecord]:
        """Subjects by key."""
        with self._reading() as reader:
            return hydrate.subjects(reader, keys, known_run)

    def mentions(self, ids: Sequence[str], known_run: int) -> dict[str, Mention]:
        """Mentions by id; identifiers come in shown form, never opened."""
        with self._reading() as reader:
            return hydrate.mentions(reader, ids, known_run)

    def role_edges(self, keys: Sequence[int], known_run: int) -> dict[int, RoleEdge]:
        """Role edges by key."""
        with self._reading() as reader:
            return hydrate.role_edges(reader, keys, known_run)

    def listings(self, keys: Sequence[int], known_run: int) -> dict[int, Listing]:
        """Roster entries by key, their interval cut by the withdrawals known at that run."""
        with self._reading() as reader:
            return hydrate.listings(reader, keys, known_run)

    def listing_ends(self, listing_ids: Sequence[str], known_run: int) -> Sequence[ListingEnd]:
        """The withdrawals of these entries."""
        with self._reading() as reader:
            return hydrate.listing_ends(reader, listing_ids, known_run)

    def identities(self, keys: Sequence[int], known_run: int) -> dict[int, Identity]:
        """Identity links by key."""
        with self._reading() as reader:
            return hydrate.identities(reader, keys, known_run)

    def identity_links(self, asked: LinkAsked, known_run: int, cap: int) -> Sequence[LinkedPair]:
        """At most ``cap`` links: conflicts first, then probable, possible and decided ones, each by id."""
        with self._reading() as reader:
            return hydrate.identity_links(reader, asked, known_run, cap)

    def unit_classes(self, keys: Sequence[int], known_run: int) -> dict[int, UnitClass]:
        """Unit kinds by key."""
        with self._reading() as reader:
            return hydrate.unit_classes(reader, keys, known_run)

    def profile(self, unit_key: int, known_run: int) -> UnitProfile | None:
        """The newest register profile of a unit."""
        with self._reading() as reader:
            return hydrate.profile(reader, unit_key, known_run)

    def neighbourhood(
        self, key: int, known_run: int, cap: int
    ) -> tuple[Sequence[RoleEdge], Sequence[Holding], Sequence[BranchOf], bool]:
        """Edges that touch a subject, at most ``cap`` of each kind; the flag says whether more exist."""
        with self._reading() as reader:
            found = [
                [row[0] for row in reader.rows(name, known_run=known_run, subject=key, cap=cap + 1)]
                for name in ("roles_around", "holdings_around", "branches_around")
            ]
            roles, holdings, branches = (keys[:cap] for keys in found)
            edges = hydrate.role_edges(reader, roles, known_run)
            return (
                [edges[role] for role in roles],
                hydrate.holdings(reader, holdings, known_run),
                hydrate.branches(reader, branches, known_run),
                any(len(keys) > cap for keys in found),
            )

    def save_catalogue(self, digest: str, content: bytes) -> None:
        """Keep a compiled catalogue under its digest; saying it again changes nothing."""
        with self._reading() as reader:
            if reader.one("catalogue_by_digest", digest=digest) is None:
                reader.connection.execute("INSERT OR IGNORE INTO catalogue VALUES (?, ?)", (digest, content))

    def catalogue(self, digest: str) -> bytes | None:
        """A catalogue kept before."""
        with self._reading() as reader:
            row = reader.one("catalogue_by_digest", digest=digest)
        return bytes(row[0]) if row else None

    def append(self, kind: EntryKind, by: str, at: datetime, body: Mapping[str, Any]) -> JournalEntry:
        """Add an entry to the journal; the very same one said again is not added twice."""
        with self._reading() as reader:
            return journal.append(reader.connection, kind, by, at, body)

    def journal(
        self, kind: EntryKind | Sequence[EntryKind] | None = None, until: datetime | None = None
    ) -> tuple[JournalEntry, ...]:
        """Entries in the order of adding, of some kinds or all, made at or before a moment."""
        with self._reading() as reader:
            return journal.entries(reader, kind, until)

    def problems(self) -> Sequence[str]:
        """What an integrity check finds wrong; empty when all is well."""
        with self._reading() as reader:
            return problems.problems(reader.connection)

    def close(self) -> None:
        """Release files and connections; one in use goes when its question is answered."""
        self._closed.set()
        while self._idle:
            self._idle.pop().connection.close()


def _vault(connection: sqlite3.Connection, path: Path, notify: Notify) -> Vault:
    """The store's vault; a new store remembers the check value of its key."""
    query = "SELECT value FROM meta WHERE name = 'key_check'"
    known = connection.execute(query).fetchone()
    key_file = key_file_for(path)
    vault = open_vault(key_file, known[0] if known else None, notify)
    if known is None:
        connection.execute("INSERT OR IGNORE INTO meta VALUES ('key_check', ?)", (vault.check_value,))
        # Two processes may create one store together with two keys; only one of the keys is kept.
        vault = open_vault(key_file, connection.execute(query).fetchone()[0], notify)
    return vault
