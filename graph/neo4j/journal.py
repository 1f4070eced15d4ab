"""The journal on the server: one node per entry, numbered under the store's own node."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from neo4j import Driver, ManagedTransaction

from graph.model.journal import EntryKind, JournalEntry, entry
from graph.sqlite.journal import LATEST_MOMENT, row_of
from graph.sqlite.reader import Row
from queries import query

_NAMES = ("number", "id", "kind", "by", "at", "body")
_ADD = "CREATE (j:Journal) SET j = $entry"


def append(
    driver: Driver, database: str | None, kind: EntryKind, by: str, at: datetime, body: Mapping[str, Any]
) -> JournalEntry:
    """Add an entry in a transaction of its own; the very same entry said again is the one that is there."""

    def work(transaction: ManagedTransaction) -> JournalEntry:
        return _add(transaction, entry(_next(transaction), kind, by, at, body))

    with driver.session(database=database) as session:
        return session.execute_write(work)


def bring(driver: Driver, database: str | None, source: sqlite3.Connection) -> int:
    """Add the entries of an embedded store that the graph does not have; how many those were."""
    rows = _kept(source)

    def work(transaction: ManagedTransaction) -> int:
        number = _next(transaction)
        known = {record[0] for record in transaction.run("MATCH (j:Journal) RETURN j.id")}
        missing = [row for row in rows if row[1] not in known]
        for place, row in enumerate(missing):
            transaction.run(_ADD, entry=dict(zip(_NAMES, (number + place, *row[1:]), strict=True))).consume()
        return len(missing)

    if not rows:
        return 0
    with driver.session(database=database) as session:
        return session.execute_write(work)


def _kept(source: sqlite3.Connection) -> list[Row]:
    """All entries; none where the file is older than the journal."""
    if source.execute("SELECT 1 FROM sqlite_master WHERE name = 'journal'").fetchone() is None:
        return []
    return source.execute(query("journal_entries").text, {"kind": "", "until": LATEST_MOMENT}).fetchall()


def _next(transaction: ManagedTransaction) -> int:
    """The next number. Writing the store's node first keeps two who append from taking the same one."""
    transaction.run("MATCH (m:Meta {name: 'journal'}) SET m.turn = coalesce(m.turn, 0) + 1").consume()
    found = transaction.run("MATCH (j:Journal) RETURN coalesce(max(j.number), 0) + 1").single(strict=True)
    return int(found[0])


def _add(transaction: ManagedTransaction, made: JournalEntry) -> JournalEntry:
    known = transaction.run("MATCH (j:Journal {id: $id}) RETURN j.number", id=made.id).single()
    if known is not None:
        return JournalEntry(int(known[0]), made.id, made.kind, made.by, made.at, made.body)
    transaction.run(_ADD, entry=dict(zip(_NAMES, row_of(made), strict=True))).consume()
    return made
