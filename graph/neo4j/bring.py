"""Brings a graph up to the runs of an embedded store: stage, check, publish."""

from __future__ import annotations

import sqlite3

from neo4j import Driver, ManagedTransaction

from graph.errors import StoreError
from graph.neo4j import journal
from graph.neo4j.ledger import last_marks as ledger_marks
from graph.neo4j.ledger import newest_run
from graph.neo4j.publish import WriterLock, announce, last_marks, published_run, stored_runs
from graph.neo4j.push import BATCH, Progress, Written, push_rows
from graph.neo4j.schema import complete
from queries import query

_BUNDLES = 50  # sealed bundles sent together: each holds hundreds of rows


def bring_up(
    driver: Driver, database: str | None, lock: WriterLock, ledger: sqlite3.Connection,
    *, batch: int = BATCH, progress: Progress | None = None,
) -> Written:  # fmt: skip
    """Write what the ledger has beyond the graph, publish it and release the lock.

    The caller took the lock and swept what a broken-off run had left.
    """
    with driver.session(database=database) as session:
        since, marks = published_run(session), last_marks(session)
    _refuse_other_history(driver, database, ledger, since)
    runs = stored_runs(ledger, since)
    announce(driver, database, runs)
    written = push_rows(driver, database, ledger, since, marks, batch=batch, progress=progress)
    push_bundles(driver, database, ledger, since)
    with driver.session(database=database) as session:
        complete(session)
    lock.publish(runs, ledger_marks(ledger))
    return written


def _refuse_other_history(driver: Driver, database: str | None, ledger: sqlite3.Connection, since: int) -> None:
    """The graph's newest run must be the ledger's run of that number: two stores are never mixed."""
    if not since:
        return
    with driver.session(database=database) as session:
        there = session.execute_read(
            lambda tx: tx.run("MATCH (r:Run {number: $n}) RETURN r.id, r.finished", n=since).single(strict=True)
        )
    here = ledger.execute("SELECT id, finished FROM run WHERE number = ? AND status = 'committed'", (since,)).fetchone()
    if here is None or tuple(there) != tuple(here):
        raise StoreError(
            f"图数据库的批次 {since} 与所推送存储的批次 {since} 不是同一批次。"
            "请推送该图所来自的存储，或先清空图数据库。"
        )


def ahead(ledger: sqlite3.Connection, published: int) -> bool:
    """Whether the ledger holds committed runs that the graph does not."""
    return newest_run(ledger) > published


def push_bundles(driver: Driver, database: str | None, ledger: sqlite3.Connection, since: int) -> None:
    """Sealed rows, rows in quarantine, compiled catalogues and the journal: kept, not part of the picture."""
    journal.bring(driver, database, ledger)
    with driver.session(database=database) as session:
        for name, text in _BUNDLE_STATEMENTS.items():
            header = query(name)
            params = {"since": since} if header.params else {}
            rows = ledger.execute(header.text, params)
            while chunk := rows.fetchmany(_BUNDLES):
                maps = [dict(zip(header.returns, row, strict=True)) for row in chunk]
                session.execute_write(_write_bundles, text, maps)


def _write_bundles(transaction: ManagedTransaction, text: str, rows: list[dict[str, object]]) -> None:
    transaction.run(text, rows=rows).consume()


_BUNDLE_STATEMENTS = {
    "export_quarantine": "UNWIND $rows AS row MATCH (r:Run {number: row.run}) CREATE (q:Quarantined) "
    "SET q = row CREATE (r)-[:REFUSED]->(q)",
    "export_raw_rows": "UNWIND $rows AS row CREATE (b:RawRows) SET b = row",
    "export_catalogues": "UNWIND $rows AS row MERGE (c:Catalogue {digest: row.digest}) SET c.content = row.content",
}
