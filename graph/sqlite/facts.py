"""Writes facts of any shape: new ones, confirmed ones, and corrections.

The same fact with the same content is only confirmed. With other content the newer statement (by
as-of day, not by order of loading) counts: its row closes the old one. A start of which only the
latest day is known comes from the day of a snapshot; the earliest such day says most and is kept.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import BadFactError
from graph.model.time import NEVER_BEGAN, NEVER_ENDS
from graph.sqlite.rows import Version, close_versions, current_by_id, insert_versions
from graph.sqlite.shapes import ROLE, UNIT_CLASS, Content, Lookups, Shape

Days = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class RunPlace:
    """Where a run stands: its number, its stream (source and kind), its as-of day."""

    number: int
    stream: int
    as_of: int
    complete: bool


@dataclass(frozen=True, slots=True)
class _New:
    cluster: int
    content: Content
    days: Days
    place: tuple[int | None, int | None]


class FactWriter:
    """Stages the facts of one run, all shapes alike.

    ``late`` says that a complete snapshot of a later day is already stored: then even new facts may
    have ended, and are noted for the conclusions.
    """

    def __init__(self, connection: sqlite3.Connection, run: RunPlace, look: Lookups, *, late: bool) -> None:
        self._connection, self._run, self._look, self._late = connection, run, look, late
        self._next_keys: dict[str, int] = {}
        connection.execute(
            "CREATE TEMP TABLE shown (shape INTEGER, fact INTEGER, PRIMARY KEY (shape, fact)) WITHOUT ROWID"
        )

    def add(self, shape: Shape, records: Iterable[Any]) -> None:
        """Stage records of one shape; of two with one id the later counts."""
        items = {record.id: record for record in records}
        if not items:
            return
        self._learn(shape, items)
        encoded = {public_id: self._encode(shape, record) for public_id, record in items.items()}
        known = current_by_id(self._connection, shape, list(items))
        new = {public_id: said for public_id, said in encoded.items() if public_id not in known}
        self._insert_new(shape, self._without_retracted(shape, new))
        changed = [
            (version, new)
            for public_id, version in known.items()
            for new in (self._settle(shape, public_id, version, encoded[public_id]),)
            if new is not None
        ]
        self._correct(shape, changed)
        self._show(shape, [version.key for version in known.values()])

    def retract(self, shape: Shape, ids: Sequence[str]) -> None:
        """Close the current versions of facts without a successor."""
        stood = current_by_id(self._connection, shape, list(ids))
        close_versions(self._connection, shape, self._run.number, list(stood.values()))

    def _without_retracted(self, shape: Shape, new: dict[str, _New]) -> dict[str, _New]:
        """Facts with an id that is not stored yet; those that were retracted before stand again under their key."""
        if shape not in (ROLE, UNIT_CLASS) or not new:
            return new
        keys = dict(
            self._connection.execute(
                f"SELECT f.id, f.key FROM json_each(?) AS j CROSS JOIN {shape.table} AS f ON f.id = j.value",
                (json.dumps(list(new)),),
            )
        )
        again = [
            Version(key, new[id_].cluster, new[id_].content, new[id_].days, False, new[id_].place)
            for id_, key in keys.items()
        ]
        insert_versions(self._connection, shape, self._run.number, again)
        self._show(shape, [version.key for version in again])
        return {id_: said for id_, said in new.items() if id_ not in keys}

    def _learn(self, shape: Shape, items: Mapping[str, Any]) -> None:
        what = f"a fact of the kind {shape.table}"
        self._look.mentions.learn((m for record in items.values() for m in shape.mentions(record)), what)
        self._look.listings.learn((x for x in map(shape.listing, items.values()) if x is not None), what)

    def _encode(self, shape: Shape, record: Any) -> _New:
        origin = shape.origin(record)
        place = (self._look.words.origin(origin), origin.row) if origin else (None, None)
        return _New(
            shape.cluster(record, self._look),
            shape.content(record, self._look),
            shape.interval(record).columns(),
            place,
        )

    def _insert_new(self, shape: Shape, new: Mapping[str, _New]) -> None:
        first = self._next_key(shape.table)
        self._next_keys[shape.table] = first + len(new)
        many = self._connection.executemany
        keyed = list(enumerate(new.items(), first))
        many(
            f"INSERT INTO {shape.table} (key, id, {shape.end}) VALUES (?, ?, ?)",
            [(key, public_id, item.cluster) for key, (public_id, item) in keyed],
        )
        insert_versions(
            self._connection,
            shape,
            self._run.number,
            [Version(key, item.cluster, item.content, item.days, False, item.place) for key, (_, item) in keyed],
        )
        day = self._run.as_of
        many(
            "INSERT INTO seen (shape, fact, stream, first, last) VALUES (?, ?, ?, ?, ?)",
            [(shape.code, key, self._run.stream, day, day) for key, _ in keyed],
        )
        if shape.table == "listing":
            self._look.listings.add((public_id, key) for key, (public_id, _) in keyed)
        if self._late:
            self._show(shape, [key for key, _ in keyed])

    def _next_key(self, table: str) -> int:
        if table not in self._next_keys:
            row = self._connection.execute(f"SELECT coalesce(max(key), 0) + 1 FROM {table}").fetchone()
            self._next_keys[table] = int(row[0])
        return self._next_keys[table]

    def _settle(self, shape: Shape, public_id: str, old: Version, new: _New) -> Version | None:
        """The version that should stand now, or ``None`` when the old one already says it."""
        if new.cluster != old.cluster:
            raise BadFactError(f"{public_id} is stored for another party; an id must be made from what it names")
        stored, said = _tightened(_asserted(old), new.days)
        if new.content == old.content and said == stored == _asserted(old):
            return None
        if (new.content, said) != (old.content, stored) and self._newer(shape, old.key):
            return Version(old.key, old.cluster, new.content, said, False, new.place)
        if stored == _asserted(old):
            return None
        return Version(old.key, old.cluster, old.content, stored, False, old.place)

    def _newer(self, shape: Shape, fact: int) -> bool:
        if shape.derived:
            return True
        last = self._connection.execute(
            "SELECT max(last) FROM seen WHERE shape = ? AND fact = ?", (shape.code, fact)
        ).fetchone()[0]
        return last is None or self._run.as_of >= int(last)

    def _correct(self, shape: Shape, changed: list[tuple[Version, Version]]) -> None:
        close_versions(self._connection, shape, self._run.number, [old for old, _ in changed])
        insert_versions(self._connection, shape, self._run.number, [new for _, new in changed])

    def _show(self, shape: Shape, keys: Iterable[int]) -> None:
        self._connection.executemany("INSERT OR IGNORE INTO shown VALUES (?, ?)", [(shape.code, key) for key in keys])


def _asserted(version: Version) -> Days:
    """The interval as the source gave it: an end that was only concluded is open there."""
    if version.concluded:
        return version.days[0], version.days[1], NEVER_ENDS, NEVER_ENDS
    return version.days


def _tightened(one: Days, other: Days) -> tuple[Days, Days]:
    """Both intervals, with the earlier latest start where neither knows an earliest one."""
    if all(days[0] == NEVER_BEGAN and days[1] < NEVER_ENDS for days in (one, other)):
        latest = min(one[1], other[1])
        return (NEVER_BEGAN, latest, *one[2:]), (NEVER_BEGAN, latest, *other[2:])
    return one, other
