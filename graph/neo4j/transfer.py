"""From an embedded store to a graph, and whether both say the same.

Runs keep their numbers, days and moments, so that a question *as known at* a moment has one answer.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from neo4j import Session

from graph.errors import StoreError, StoreUnavailableError
from graph.neo4j import journal
from graph.neo4j.bring import ahead, bring_up
from graph.neo4j.connect import translated
from graph.neo4j.layout import CAPTIONS, EDGES, NODES, EdgeKind, NodeKind
from graph.neo4j.ledger import connect_read_only, copy_database, newest_run
from graph.neo4j.publish import published_run
from graph.neo4j.push import BATCH, Progress, Written
from graph.neo4j.schema import claim_key
from graph.neo4j.store import Neo4jStore
from queries import query

_EVERYTHING = -1  # before the first run
_FETCH = 5_000


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did: the runs it made visible and the rows it wrote."""

    first_run: int
    last_run: int
    written: Written


@dataclass(frozen=True, slots=True)
class Comparison:
    """One kind of node or relation in both stores: how many, and a checksum over all that they say."""

    name: str
    here: tuple[int, str]
    there: tuple[int, str]

    @property
    def agrees(self) -> bool:
        """Whether both stores say the same."""
        return self.here == self.there


def push(
    store: Neo4jStore, source: Path, *, since: int | None = None, batch: int = BATCH, progress: Progress | None = None
) -> Pushed:
    """Bring the graph up to an embedded store. What is there already is not written again.

    ``since`` only says what the caller believes to be there; a graph at another run is refused.
    """
    _refuse_missing(source)
    lock = store.lock()
    try:
        with translated(store.url), closing(connect_read_only(source)) as rows:
            with store.driver.session(database=store.database) as session:
                there = published_run(session)
                _refuse_gap(since, there)
                claim_key(session, check_value(rows))
            if not ahead(rows, there):
                journal.bring(store.driver, store.database, rows)
                return Pushed(there + 1, there, Written(0, 0, 0))
            written = bring_up(store.driver, store.database, lock, rows, batch=batch, progress=progress)
            last = newest_run(rows)
        copy_database(source, store.ledger)
    finally:
        lock.release()
    return Pushed(there + 1, last, written)


def _refuse_missing(source: Path) -> None:
    if not source.is_file():
        raise StoreUnavailableError(f"{source} 不存在。请指明要推送的嵌入式库文件。")


def _refuse_gap(since: int | None, there: int) -> None:
    if since is not None and since != there:
        raise StoreError(f"图数据库在批次 {there}，不在批次 {since}。不写批次即可推送所缺的全部内容。")


def check_value(rows: sqlite3.Connection) -> bytes:
    """The check value of an embedded store's key."""
    row = rows.execute("SELECT value FROM meta WHERE name = 'key_check'").fetchone()
    if row is None:
        raise StoreUnavailableError("该嵌入式库还没有密钥。请先向其中装入资料。")
    return bytes(row[0])


def verify(store: Neo4jStore, source: Path) -> list[Comparison]:
    """Count and checksum every kind of node and relation in both stores."""
    _refuse_missing(source)
    with (
        translated(store.url),
        closing(connect_read_only(source)) as rows,
        store.driver.session(database=store.database, fetch_size=_FETCH) as session,
    ):
        nodes = [Comparison(kind.name, _node_here(rows, kind), _node_there(session, kind)) for kind in NODES]
        edges = [Comparison(kind.name, _edge_here(rows, kind), _edge_there(session, kind)) for kind in EDGES]
    return nodes + edges


def _node_here(rows: sqlite3.Connection, kind: NodeKind) -> tuple[int, str]:
    params = {"after": 0} if kind.by_key else {"since": _EVERYTHING}
    kept = _compared(kind)
    places = [kind.properties.index(name) for name in kept]
    return _sum(
        (kind.labels[row[kind.properties.index(kind.label_column)] if kind.label_column else None].rpartition(":")[2],
         *(row[place] for place in places))
        for row in rows.execute(query(kind.query).text, params)
    )  # fmt: skip


def _node_there(session: Session, kind: NodeKind) -> tuple[int, str]:
    kept = ", ".join(f"n.{name}" for name in _compared(kind))
    labels = dict.fromkeys(label.rpartition(":")[2] for label in kind.labels.values())
    return _sum((label, *record) for label in labels for record in session.run(f"MATCH (n:{label}) RETURN {kept}"))


def _compared(kind: NodeKind) -> list[str]:
    return [name for name in kind.properties if kind.name == "mentions" or name not in CAPTIONS]


def _edge_here(rows: sqlite3.Connection, kind: EdgeKind) -> tuple[int, str]:
    names = ("start", "stop", *kind.properties)
    places = [names.index(name) for name in ("start", "stop", *_stored(kind))]
    column = names.index(kind.type_column) if kind.type_column else None
    return _sum(
        (kind.types[None if column is None else row[column]], *(row[place] for place in places))
        for row in rows.execute(query(kind.query).text, {"since": _EVERYTHING})
    )


def _edge_there(session: Session, kind: EdgeKind) -> tuple[int, str]:
    kept = ", ".join(f"r.{name}" for name in _stored(kind))
    (start, start_name), (stop, stop_name) = kind.start, kind.stop
    return _sum(
        (type_, *record)
        for type_ in dict.fromkeys(kind.types.values())
        for record in session.run(
            f"MATCH (a:{start})-[r:{type_}]->(b:{stop}) RETURN a.{start_name}, b.{stop_name}, {kept}"
        )
    )


def _stored(kind: EdgeKind) -> list[str]:
    return [name for name in kind.properties if name not in ("stream", "since_run")]


def _sum(rows: Iterable[tuple[Any, ...]]) -> tuple[int, str]:
    """How many rows, and the sum of their digests: the same in any order."""
    count = total = 0
    for row in rows:
        count += 1
        text = "\x1f".join(map(_plain, row)).encode()
        total += int.from_bytes(blake2b(text, digest_size=8).digest(), "big")
    return count, f"{total % 2**64:016x}"


def _plain(value: object) -> str:
    if value is None:
        return "\x00"
    return value.hex() if isinstance(value, bytes | bytearray) else str(value)
