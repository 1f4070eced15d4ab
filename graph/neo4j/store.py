"""The production store: a :class:`~graph.store.GraphStore` on a Neo4j server."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from neo4j import READ_ACCESS, Session
from neo4j.exceptions import DriverError, Neo4jError

from graph.errors import StoreError
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
    SubjectRecord,
    UnitClass,
    UnitProfile,
)
from graph.neo4j import journal, problems
from graph.neo4j.connect import Address, address, open_driver, translated
from graph.neo4j.finding import find_exactly
from graph.neo4j.hints import Hints, role_edges
from graph.neo4j.ledger import ledger_path
from graph.neo4j.loading import Loading
from graph.neo4j.memory import Memory, NotKeptError
from graph.neo4j.publish import WriterLock
from graph.neo4j.reader import CypherReader, Runner, Tally, as_reader
from graph.neo4j.schema import key_check, migrate
from graph.neo4j.scope import facts
from graph.neo4j.writer import Neo4jRunWriter
from graph.sqlite import bundles, hydrate, runs, search
from graph.sqlite.journal import entries
from graph.sqlite.ownership import computed_facts, narrow_ownership
from graph.sqlite.reader import Reader
from graph.store import LinkAsked, LinkedPair, RunPlan, Scope, SourceState
from graph.vault import Notify, Vault, key_file_for, open_vault

T = TypeVar("T")
_LATEST_MOMENT = 2**63 - 1


class Neo4jStore:
    """Many readers, one writer. Safe to share between threads: each question has a session of its own.

    ``folder`` is where the ledger is kept (see :mod:`graph.neo4j.ledger`); only loading needs it.
    """

    def __init__(self, url: str, notify: Notify, *, folder: Path | None = None, where: Address | None = None) -> None:
        self.url = url
        self.tally = Tally()
        self._hints, self._memory = Hints(), Memory()
        self._where = where or address(url)
        self._notify, self._folder = notify, folder
        self._vault: Vault | None = None
        self._closed = threading.Event()
        self.driver = open_driver(self._where)
        try:
            with translated(self.url):
                self.id = migrate(self.driver, self.database)
                self._loading = Loading(self.driver, self.database, self.url, notify)
                self._loading.clear_up()
        except BaseException:
            self.driver.close()
            raise

    @property
    def database(self) -> str | None:
        """The database on the server; ``None`` is the user's home database."""
        return self._where.database

    @property
    def ledger(self) -> Path:
        """The file of this graph's ledger."""
        return ledger_path(self.id, self._folder)

    def ask(self, work: Callable[[CypherReader], T]) -> T:
        """The answer of ``work``, tried again in a managed transaction when the server asks for it.

        The first try runs each statement by itself: that takes one way to the server and back instead of three,
        and says the same, since a row of a known run never changes.
        """
        if self._closed.is_set():
            raise StoreError(f"{self.url}：此存储已关闭，请重新打开。")

        def within(runner: Runner) -> T:
            return work(CypherReader(runner, self.tally))

        with translated(self.url), self._reading() as session:
            try:
                return within(session)
            except (DriverError, Neo4jError) as error:
                if not error.is_retryable():
                    raise
        with translated(self.url), self._reading() as session:
            return session.execute_read(within)

    def _reading(self) -> Session:
        return self.driver.session(database=self.database, default_access_mode=READ_ACCESS)

    def _read(self, work: Callable[[Reader], T]) -> T:
        return self.ask(lambda reader: work(as_reader(reader)))

    def _recall(self, known_run: int, work: Callable[[Reader], T]) -> T:
        """The answer from what this thread's question brought already, else from the server."""
        try:
            return self._memory.answer(known_run, work)
        except NotKeptError:
            return self._read(work)

    @property
    def vault(self) -> Vault:
        """The vault that sealed what the graph holds."""
        if self._vault is None:
            with translated(self.url), self.driver.session(database=self.database) as session:
                known = key_check(session)
            self._vault = open_vault(key_file_for(self.ledger), known, self._notify)
        return self._vault

    # -- writing -------------------------------------------------------------------------------------------------------

    def lock(self) -> WriterLock:
        """The writer's lock, taken, and nothing of a broken-off run left in the graph."""
        return self._loading.lock()

    def write_run(self, plan: RunPlan) -> Neo4jRunWriter | Run:
        """Open a run; if the very same file set was committed before, return that run instead."""
        return self._loading.write_run(plan, self.ledger, lambda: self.vault.check_value)

    # -- reading -------------------------------------------------------------------------------------------------------

    def known_run(self, moment: datetime | None = None) -> int:
        """The newest committed run finished at or before ``moment`` (default: the newest); 0 if none."""
        number = _LATEST_MOMENT if moment is None else runs.moment_number(moment)
        rows = self.ask(lambda reader: reader.rows("run_and_sources", moment=number))
        known = int(rows[0][0])
        self._memory.keep_sources(known, (row[1:] for row in rows if row[1] is not None))
        return known

    def runs(self) -> Sequence[Run]:
        """All runs, oldest first, incomplete ones too."""
        return self._read(runs.all_runs)

    def sources(self, known_run: int) -> Sequence[SourceState]:
        """The newest committed run of each source and kind."""
        return self._recall(known_run, lambda reader: runs.sources(reader, known_run))

    def quarantine(self, run: int | None = None) -> Sequence[tuple[int, QuarantinedRow]]:
        """Quarantined rows with their run, of one run or all."""
        return self._read(lambda reader: bundles.quarantine(reader, self.vault, run))

    def raw_row(self, run: int, file: str, sheet: str | None, line: int) -> dict[str, object] | None:
        """A row as a run read it, unsealed; ``None`` when that run did not keep it."""
        return self._read(lambda reader: bundles.raw_row(reader, self.vault, run, file, sheet, line))

    def facts(self, scope: Scope, known_run: int) -> Facts:
        """The column arrays of a scope."""
        found = self.ask(lambda reader: facts(reader, scope, known_run))
        self._hints.remember(found.facts.roles)
        self._memory.keep_scope(known_run, found.kept)
        return found.facts

    def ownership(self, subjects: Sequence[int] | None, known_run: int) -> Ownership:
        """Holdings, controllers, agreements, forms and kinds: all, or what bears on some subjects."""
        return self._read(lambda reader: narrow_ownership(reader, subjects, known_run))

    def computed(self, known_run: int) -> tuple[list[int], list[int]]:
        """The keys of role edges and of unit kinds that were worked out at loading (推定)."""
        return self._read(lambda reader: computed_facts(reader, known_run))

    def holdings(self, keys: Sequence[int], known_run: int) -> dict[int, Holding]:
        """Holdings by key."""
        return self._read(lambda reader: hydrate.holdings_by_key(reader, keys, known_run))

    def find_subjects(
        self, text: str, known_run: int, limit: int = 50, *, exact: bool = False
    ) -> Sequence[SubjectRecord]:
        """Subjects by mention id, exact name (also former), or full identifier; then by part of a name."""
        if exact:
            return self.ask(lambda reader: find_exactly(reader, self.vault, text, known_run, limit))
        return self._read(lambda reader: search.find_subjects(reader, self.vault, text, known_run, limit, exact=False))

    def find_by_identifier(self, identifier: Identifier, known_run: int) -> Sequence[SubjectRecord]:
        """Subjects with this full identifier."""
        return self._read(lambda reader: search.find_by_identifier(reader, self.vault, identifier, known_run))

    def subjects(self, keys: Sequence[int], known_run: int) -> dict[int, SubjectRecord]:
        """Subjects by key."""
        return self._recall(known_run, lambda reader: hydrate.subjects(reader, keys, known_run))

    def mentions(self, ids: Sequence[str], known_run: int) -> dict[str, Mention]:
        """Mentions by id; identifiers come in shown form, never opened."""
        return self._recall(known_run, lambda reader: hydrate.mentions(reader, ids, known_run))

    def role_edges(self, keys: Sequence[int], known_run: int) -> dict[int, RoleEdge]:
        """Role edges by key."""
        try:
            return self._memory.answer(known_run, lambda reader: hydrate.role_edges(reader, keys, known_run))
        except NotKeptError:
            return self.ask(lambda reader: role_edges(reader, self._hints, keys, known_run))

    def listings(self, keys: Sequence[int], known_run: int) -> dict[int, Listing]:
        """Roster entries by key, their interval cut by the withdrawals known at that run."""
        return self._recall(known_run, lambda reader: hydrate.listings(reader, keys, known_run))

    def listing_ends(self, listing_ids: Sequence[str], known_run: int) -> Sequence[ListingEnd]:
        """The withdrawals of these entries."""
        return self._read(lambda reader: hydrate.listing_ends(reader, listing_ids, known_run))

    def identities(self, keys: Sequence[int], known_run: int) -> dict[int, Identity]:
        """Identity links by key."""
        return self._recall(known_run, lambda reader: hydrate.identities(reader, keys, known_run))

    def identity_links(self, asked: LinkAsked, known_run: int, cap: int) -> Sequence[LinkedPair]:
        """At most ``cap`` links: conflicts first, then probable, possible and decided ones, each by id."""
        return self._read(lambda reader: hydrate.identity_links(reader, asked, known_run, cap))

    def unit_classes(self, keys: Sequence[int], known_run: int) -> dict[int, UnitClass]:
        """Unit kinds by key."""
        return self._recall(known_run, lambda reader: hydrate.unit_classes(reader, keys, known_run))

    def profile(self, unit_key: int, known_run: int) -> UnitProfile | None:
        """The newest register profile of a unit."""
        return self._read(lambda reader: hydrate.profile(reader, unit_key, known_run))

    def neighbourhood(
        self, key: int, known_run: int, cap: int
    ) -> tuple[Sequence[RoleEdge], Sequence[Holding], Sequence[BranchOf], bool]:
        """Edges that touch a subject, at most ``cap`` of each kind; the flag says whether more exist."""

        def work(reader: Reader) -> tuple[Sequence[RoleEdge], Sequence[Holding], Sequence[BranchOf], bool]:
            roles = reader.rows("role_edges_around", known_run=known_run, subject=key, cap=cap + 1)
            found = [
                [row[0] for row in reader.rows(name, known_run=known_run, subject=key, cap=cap + 1)]
                for name in ("holdings_around", "branches_around")
            ]
            holdings, branches = (keys[:cap] for keys in found)
            return (
                [hydrate.role_edge(row) for row in roles[:cap]],
                hydrate.holdings(reader, holdings, known_run),
                hydrate.branches(reader, branches, known_run),
                any(len(rows) > cap for rows in (roles, *found)),
            )

        return self._read(work)

    def save_catalogue(self, digest: str, content: bytes) -> None:
        """Keep a compiled catalogue under its digest; saying it again changes nothing."""
        with translated(self.url), self.driver.session(database=self.database) as session:
            session.execute_write(
                lambda tx: tx.run(
                    "MERGE (c:Catalogue {digest: $digest}) ON CREATE SET c.content = $content",
                    digest=digest,
                    content=content,
                ).consume()
            )

    def catalogue(self, digest: str) -> bytes | None:
        """A catalogue kept before."""
        row = self._read(lambda reader: reader.one("catalogue_by_digest", digest=digest))
        return bytes(row[0]) if row else None

    def append(self, kind: EntryKind, by: str, at: datetime, body: Mapping[str, Any]) -> JournalEntry:
        """Add an entry to the journal; the very same one said again is not added twice."""
        with translated(self.url):
            return journal.append(self.driver, self.database, kind, by, at, body)

    def journal(
        self, kind: EntryKind | Sequence[EntryKind] | None = None, until: datetime | None = None
    ) -> tuple[JournalEntry, ...]:
        """Entries in the order of adding, of some kinds or all, made at or before a moment."""
        return self._read(lambda reader: entries(reader, kind, until))

    def problems(self) -> Sequence[str]:
        """What an integrity check finds wrong; empty when all is well."""
        return self.ask(lambda reader: problems.problems(reader.runner))

    def close(self) -> None:
        """Release the connections."""
        self._closed.set()
        self.driver.close()
