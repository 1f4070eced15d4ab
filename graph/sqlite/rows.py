"""Reads and writes versions of facts, whatever their shape."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from graph.sqlite.shapes import Content, Shape

_DAY_COLUMNS = ("since_lo", "since_hi", "until_lo", "until_hi")
_FIRST_CONTENT = 5  # columns before the content in ``_select``


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a fact: its key, the end it is clustered by, and what it says."""

    key: int
    cluster: int
    content: Content
    days: tuple[int, int, int, int]
    concluded: bool
    place: tuple[int | None, int | None]

    def says(self, other: Version) -> bool:
        """Whether another version says the same, wherever it stands."""
        return (self.content, self.days, self.concluded) == (other.content, other.days, other.concluded)


@dataclass(frozen=True, slots=True)
class Stored:
    """A current version with its public id and, for an episode, the fact it continues."""

    id: str
    episode_of: int | None
    version: Version


def current_by_id(connection: sqlite3.Connection, shape: Shape, ids: Sequence[str]) -> dict[str, Version]:
    """The current versions of those ids that are stored."""
    where = "json_each(?) AS j CROSS JOIN {t} AS f ON f.id = j.value"
    rows = connection.execute(_select(shape, where), (json.dumps(ids),))
    return {stored.id: stored.version for stored in map(_stored, rows)}


def current_with_episodes(connection: sqlite3.Connection, shape: Shape, keys: Sequence[int]) -> list[Stored]:
    """The current versions of facts and of their later episodes."""
    asked = json.dumps(list(keys))
    base = "json_each(?) AS j CROSS JOIN {t} AS f ON f.key = j.value"
    later = "json_each(?) AS j CROSS JOIN {t} AS f ON f.episode_of = j.value"
    rows = [*connection.execute(_select(shape, base), (asked,)), *connection.execute(_select(shape, later), (asked,))]
    return [_stored(row) for row in rows]


def insert_versions(connection: sqlite3.Connection, shape: Shape, run: int, versions: Iterable[Version]) -> None:
    """Add versions as of a run."""
    connection.executemany(
        _insert(shape),
        [(v.cluster, v.key, run, *v.content, *v.days, v.concluded, *v.place) for v in versions],
    )


def close_versions(connection: sqlite3.Connection, shape: Shape, run: int, versions: Sequence[Version]) -> None:
    """Close current versions as of a run; one that this very run added was never visible and goes."""
    where = f"{shape.table}_row"
    place = f"{shape.end} = ? AND key = ?"
    keys = [(v.cluster, v.key, run) for v in versions]
    connection.executemany(f"DELETE FROM {where} WHERE {place} AND from_run = ?", keys)
    connection.executemany(
        f"UPDATE {where} SET to_run = ? WHERE {place} AND to_run IS NULL", [(run, v.cluster, v.key) for v in versions]
    )


def _stored(row: tuple[object, ...]) -> Stored:
    public_id, episode_of, key, cluster, concluded, *rest = row
    content, days, place = rest[:-6], rest[-6:-2], rest[-2:]
    version = Version(key, cluster, tuple(content), tuple(days), bool(concluded), tuple(place))  # type: ignore[arg-type]
    return Stored(public_id, episode_of, version)  # type: ignore[arg-type]


@cache
def _select(shape: Shape, where: str) -> str:
    columns = ", ".join(f"r.{name}" for name in (*shape.columns, *_DAY_COLUMNS, "origin", "line"))
    return (
        f"SELECT f.id, f.episode_of, f.key, f.{shape.end}, r.concluded, {columns} "
        f"FROM {where.format(t=shape.table)} CROSS JOIN {shape.table}_row AS r "
        f"ON r.{shape.end} = f.{shape.end} AND r.key = f.key AND r.to_run IS NULL"
    )


@cache
def _insert(shape: Shape) -> str:
    columns = (shape.end, "key", "from_run", *shape.columns, *_DAY_COLUMNS, "concluded", "origin", "line")
    return f"INSERT INTO {shape.table}_row ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
