"""Writes what runs changed in the embedded store into the property graph, as a difference.

Rows are staged in batches; none is visible, since every read asks for versions of published runs and
the runs are published afterwards, all in one transaction. A relation that a run ends gets ``to_run``
at once: readers of earlier runs take it as still open.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar

from neo4j import Driver, ManagedTransaction, Session

from graph.errors import StoreError
from graph.model.roles import LegalForm, UnitKind
from graph.model.time import NEVER_BEGAN, NEVER_ENDS, Interval
from graph.neo4j.layout import EDGES, NODES, EdgeKind, NodeKind
from queries import query

BATCH = 10_000  # rows per transaction: large enough to be quick, small enough for the server's memory
_SESSIONS = 2  # more of them wait for the same nodes
_AHEAD = 3  # batches made ready while the server works
_VERSION_START = ("Mention", "key")

Row = tuple[Any, ...]
K = TypeVar("K", bound=Hashable)
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Written:
    """How many nodes and relations a push made, and how many versions it closed."""

    nodes: int
    edges: int
    closed: int


@dataclass(frozen=True, slots=True)
class _Work:
    """One statement with one batch of rows."""

    text: str
    rows: Sequence[Sequence[Any]]
    what: str  # "nodes", "edges" or "closed"


def push_rows(
    driver: Driver, database: str | None, ledger: sqlite3.Connection, since: int, marks: tuple[int, int],
    *, batch: int = BATCH, progress: Progress | None = None,
) -> Written:  # fmt: skip
    """Stage all rows that came or went after run ``since``; ``marks`` are the last origin and identifier keys there."""
    counts = {"nodes": 0, "edges": 0, "closed": 0}
    with driver.session(database=database) as session:
        session.execute_write(_closed_lists)
        _drop_left_over(session, marks)
        before = count_all(session)
        # Relations need their ends, so all nodes come first.
        for works in (_node_works(ledger, since, marks, batch), _edge_works(ledger, since, batch)):
            for work, done in _together(driver, database, works):
                counts[work.what] += done
                if progress:
                    progress(work.what, counts[work.what])
        _refuse_loss(before, count_all(session), counts)
    return Written(**counts)


def _together(driver: Driver, database: str | None, works: Iterable[_Work]) -> Iterator[tuple[_Work, int]]:
    """Every work with what it made, in order. Several are under way while the next ones are made ready."""

    def do(work: _Work) -> int:
        with driver.session(database=database) as session:
            return session.execute_write(_do, work)

    with ThreadPoolExecutor(_SESSIONS) as pool:
        waiting: deque[tuple[_Work, Future[int]]] = deque()
        try:
            for work in works:
                waiting.append((work, pool.submit(do, work)))
                if len(waiting) > _AHEAD:
                    first, made = waiting.popleft()
                    yield first, made.result()
            while waiting:
                first, made = waiting.popleft()
                yield first, made.result()
        finally:
            for _, made in waiting:
                made.cancel()


def _do(transaction: ManagedTransaction, work: _Work) -> int:
    summary = transaction.run(work.text, rows=work.rows).consume()
    if work.what == "closed":
        return len(work.rows)
    done = summary.counters.nodes_created if work.what == "nodes" else summary.counters.relationships_created
    if done != len(work.rows):
        raise StoreError(f"服务器只写入 {len(work.rows)} 项中的 {done} 项：图中缺少关系的一端。请重复此命令。")
    return done


def count_all(session: Session) -> tuple[int, int]:
    """All nodes and relations, from the server's own count."""
    record = session.execute_read(
        lambda tx: tx.run(
            "CALL () { MATCH (n) RETURN count(n) AS nodes } CALL () { MATCH ()-[r]->() RETURN count(r) AS edges } "
            "RETURN nodes, edges"
        ).single(strict=True)
    )
    return int(record[0]), int(record[1])


def _drop_left_over(session: Session, marks: tuple[int, int]) -> None:
    """Remove what a broken-off run made of the kinds that carry no run: keys beyond the last published one."""
    for kind, after in zip(NODES, marks, strict=False):
        (label,) = kind.labels.values()
        text = f"MATCH (n:{label}) WHERE n.key > $after CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS"
        session.run(text, after=after).consume()


def _refuse_loss(before: tuple[int, int], after: tuple[int, int], counts: dict[str, int]) -> None:
    """A commit whose answer was lost is tried again; the server's count shows rows written twice."""
    made = after[0] - before[0], after[1] - before[1]
    if made != (counts["nodes"], counts["edges"]):
        expected = (counts["nodes"], counts["edges"])
        raise StoreError(
            f"服务器新增节点和关系 {made[0]}、{made[1]} 项，应为 {expected[0]}、{expected[1]} 项。请重复此命令。"
        )


def _closed_lists(transaction: ManagedTransaction) -> None:
    for label, words in (("Kind", list(UnitKind)), ("Form", list(LegalForm))):
        pairs = [[word.value, word.term] for word in words]
        text = f"UNWIND $pairs AS pair MERGE (n:{label} {{code: pair[0]}}) SET n.term = pair[1]"
        transaction.run(text, pairs=pairs).consume()


# -- what to do --------------------------------------------------------------------------------------------------------


def _node_works(ledger: sqlite3.Connection, since: int, marks: tuple[int, int], batch: int) -> Iterator[_Work]:
    for node, after in zip(NODES, (*marks, *[None] * len(NODES)), strict=False):
        yield from _node_work(ledger, node, since, after, batch)


def _edge_works(ledger: sqlite3.Connection, since: int, batch: int) -> Iterator[_Work]:
    for edge in EDGES:
        yield from _edge_work(ledger, edge, since, batch)


def _node_work(
    ledger: sqlite3.Connection, kind: NodeKind, since: int, after: int | None, batch: int
) -> Iterator[_Work]:
    params = {"after": after} if kind.by_key else {"since": since}
    rows = ledger.execute(query(kind.query).text, params)
    if "from_run" not in kind.properties:
        yield from _create_nodes(kind, rows, batch)
        return
    place, end = kind.properties.index("from_run"), kind.properties.index("to_run")
    for chunk in _chunks(rows, batch):
        yield from _create_nodes(kind, (row for row in chunk if row[place] > since), batch)
        gone = [[row[0], row[3], row[place], row[end]] for row in chunk if row[place] <= since]
        if gone:
            yield _Work(_CLOSE_MENTIONS, gone, "closed")


def _create_nodes(kind: NodeKind, rows: Iterable[Row], batch: int) -> Iterator[_Work]:
    column = kind.properties.index(kind.label_column) if kind.label_column else None
    for value, same in _alike(rows, lambda row: None if column is None else row[column], batch):
        yield _Work(create_node(kind, value), same, "nodes")


def _edge_work(ledger: sqlite3.Connection, kind: EdgeKind, since: int, batch: int) -> Iterator[_Work]:
    place = 2 + kind.properties.index("from_run")
    column = 2 + kind.properties.index(kind.type_column) if kind.type_column else None

    made = {value: ("edges", create_edge(kind, type_)) for value, type_ in kind.types.items()}
    ended = {value: ("closed", close_edge(kind, type_)) for value, type_ in kind.types.items()}

    def statement(row: Row) -> tuple[str, str]:
        value = None if column is None else row[column]
        return made[value] if row[place] > since else ended[value]

    for (what, text), same in _alike(ledger.execute(query(kind.query).text, {"since": since}), statement, batch):
        yield _Work(text, [with_days(kind, row) for row in same] if what == "edges" else same, what)


def _alike(rows: Iterable[Row], sort: Callable[[Row], K], batch: int) -> Iterator[tuple[K, list[Row]]]:
    """Rows of one sort together, in full batches; what is left over comes last."""
    waiting: dict[K, list[Row]] = {}
    for row in rows:
        one = sort(row)
        same = waiting.setdefault(one, [])
        same.append(row)
        if len(same) == batch:
            yield one, waiting.pop(one)
    yield from waiting.items()


def _chunks(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    source = iter(rows)
    while chunk := list(islice(source, size)):
        yield chunk


# -- statements, made of names from the layout only --------------------------------------------------------------------


def create_node(kind: NodeKind, value: str | None) -> str:
    """The statement that makes nodes from lists of properties."""
    label = kind.labels[value]
    content = ", ".join(f"{name}: row[{place}]" for place, name in enumerate(kind.properties))
    return f"UNWIND $rows AS row CREATE (:{label} {{{content}}})"


def create_edge(kind: EdgeKind, type_: str) -> str:
    """The statement that makes relations from lists: both ends first, then properties."""
    names = [*kind.properties, *(("since", "until") if kind.ranged else ())]
    content = ", ".join(f"{name}: row[{place}]" for place, name in enumerate(names, 2) if name not in MATCH_ONLY)
    return f"UNWIND $rows AS row {_ends(kind)} CREATE (a)-[:{type_} {{{content}}}]->(b)"


def close_edge(kind: EdgeKind, type_: str) -> str:
    """The statement that ends versions of relations."""
    same = " AND ".join(
        f"r.{name} = row[{2 + kind.properties.index(name)}]" for name in kind.identity if name not in MATCH_ONLY
    )
    end = f"row[{2 + kind.properties.index('to_run')}]"
    return f"UNWIND $rows AS row {_ends(kind)} MATCH (a)-[r:{type_}]->(b) WHERE {same} SET r.to_run = {end}"


MATCH_ONLY = ("stream", "since_run")
_CLOSE_MENTIONS = (
    "UNWIND $rows AS row MATCH (n:Mention {key: row[0]}) WHERE n.stream = row[1] AND n.from_run = row[2] "
    "SET n.to_run = row[3]"
)


def _ends(kind: EdgeKind) -> str:
    (start, start_name), (stop, stop_name) = kind.start, kind.stop
    version = " WHERE a.stream = row[2] AND a.from_run = row[3]" if kind.start == _VERSION_START else ""
    return f"MATCH (a:{start} {{{start_name}: row[0]}}){version} MATCH (b:{stop} {{{stop_name}: row[1]}})"


# -- days that a person can read ---------------------------------------------------------------------------------------


def with_days(kind: EdgeKind, row: Row) -> Row:
    """The row with ``since`` and ``until`` as text behind it, as people read them in a browser."""
    if not kind.ranged:
        return row
    place = 2 + kind.properties.index("since_lo")
    return (*row, *_readable(row[place : place + 4]))


@lru_cache(maxsize=100_000)
def _readable(days: tuple[int, int, int, int]) -> tuple[str | None, str | None]:
    interval = Interval.from_columns(*days)
    return _end(days[0], days[1]), None if interval.until is None else _end(days[2], days[3])


def _end(lo: int, hi: int) -> str | None:
    if lo == hi:
        return _iso(lo)
    first = _iso(lo) if lo > NEVER_BEGAN else ""
    last = _iso(hi) if hi < NEVER_ENDS else ""
    return f"{first}/{last}" if first or last else None


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
