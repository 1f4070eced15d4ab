"""The journal's table: entries are added and read, never changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from graph.model.journal import EntryKind, JournalEntry, decode, encode, entry
from graph.sqlite.reader import Reader, Row
from graph.sqlite.runs import moment_number, moment_of

LATEST_MOMENT = 2**63 - 1


def append(
    connection: sqlite3.Connection, kind: EntryKind, by: str, at: datetime, body: Mapping[str, Any]
) -> JournalEntry:
    """Add an entry in a transaction of its own; the very same entry said again is the one that is there."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        number = int(connection.execute("SELECT coalesce(max(number), 0) + 1 FROM journal").fetchone()[0])
        made = entry(number, kind, by, at, body)
        known = connection.execute("SELECT number FROM journal WHERE id = ?", (made.id,)).fetchone()
        if known is None:
            connection.execute("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)", row_of(made))
        else:
            made = entry(int(known[0]), kind, by, at, body)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return made


def entries(
    reader: Reader, kind: EntryKind | Sequence[EntryKind] | None, until: datetime | None
) -> tuple[JournalEntry, ...]:
    """Entries in the order in which they were added, of one kind, of several or of all."""
    latest = LATEST_MOMENT if until is None else moment_number(until)
    kinds = [kind] if isinstance(kind, EntryKind) else kind or ()
    asked = ",".join(one.value for one in kinds)
    return tuple(_entry(row) for row in reader.rows("journal_entries", kind=asked, until=latest))


def row_of(made: JournalEntry) -> Row:
    """An entry as the stores keep it."""
    return made.number, made.id, made.kind.value, made.by, moment_number(made.at), encode(made.body)


def _entry(row: Row) -> JournalEntry:
    number, id_, kind, by, at, body = row
    return JournalEntry(number, id_, EntryKind(kind), by, moment_of(at), decode(body))
