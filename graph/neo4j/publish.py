"""Who may write, what a broken-off run left behind, and the one transaction that makes runs visible.

The writer's lock is a transaction held open on one node: the server gives it up when its holder dies.
Publishing is that transaction's last statement, so a run is visible exactly when its writer let go.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from neo4j import Driver, ManagedTransaction, Session, Transaction

from graph.errors import StoreBusyError
from graph.model.records import RunStatus
from graph.neo4j.connect import translated
from graph.neo4j.layout import FACT_TYPES
from queries import query

_PATIENCE = 3.0  # seconds to wait for another writer before saying so
_SWEEP_ROWS = 10_000  # rows deleted in one transaction
_VERSIONED_NODES = ("Mention",)
_ADDED_NODES = ("Subject", "Listing", "Withdrawal", "Agreement")


class WriterLock:
    """Held by the one process that writes to a graph."""

    def __init__(self, driver: Driver, database: str | None, url: str) -> None:
        self._driver, self._database, self._url = driver, database, url
        self._session: Session | None = None
        self.transaction: Transaction | None = None

    def take(self) -> None:
        """Take the lock, or say that another process has it."""
        with translated(self._url):
            self._session = self._driver.session(database=self._database)
            try:
                self._try()
                self.transaction = self._session.begin_transaction()
                _touch(self.transaction)
            except BaseException:
                self.release()
                raise

    def _try(self) -> None:
        assert self._session is not None
        try:
            with self._session.begin_transaction(timeout=_PATIENCE) as attempt:
                _touch(attempt)
                attempt.rollback()
        except Exception as error:
            if "imed" in str(error) or "LockClient" in str(error):
                raise StoreBusyError(f"{self._url}：另一次装入正在写入。请等它结束后再试。") from error
            raise

    def publish(self, runs: Sequence[dict[str, Any]], marks: tuple[int, int]) -> None:
        """Make runs visible, all at once, and let go."""
        assert self.transaction is not None
        with translated(self._url):
            _write_runs(self.transaction, runs)
            self.transaction.run(
                "MATCH (m:Meta {name: 'store'}) SET m.last_origin = $origin, m.last_identifier = $identifier",
                origin=marks[0],
                identifier=marks[1],
            ).consume()
            self.transaction.commit()
        self.release()

    def release(self) -> None:
        """Give the lock back; more than once does no harm."""
        try:
            if self.transaction is not None and not self.transaction.closed():
                self.transaction.close()
            if self._session is not None:
                self._session.close()
        finally:
            self.transaction = self._session = None


def _touch(transaction: Transaction) -> None:
    transaction.run("MATCH (m:Meta {name: 'writer'}) SET m.turn = coalesce(m.turn, 0) + 1").consume()


# -- runs --------------------------------------------------------------------------------------------------------------


def stored_runs(ledger: sqlite3.Connection, since: int) -> list[dict[str, Any]]:
    """The run records of the embedded store after a run, with their files."""
    files: dict[int, list[dict[str, Any]]] = {}
    for place, (run, name, sha256, rows) in enumerate(ledger.execute(query("run_files_all").text)):
        files.setdefault(run, []).append({"position": place, "name": name, "sha256": sha256, "rows": rows})
    names = query("runs_all").returns
    found = (dict(zip(names, row, strict=True)) for row in ledger.execute(query("runs_all").text))
    return [
        run | {"as_of_assumed": bool(run["as_of_assumed"]), "complete": bool(run["complete"]),
               "files": files.get(run["number"], [])}
        for run in found
        if run["number"] > since
    ]  # fmt: skip


def announce(driver: Driver, database: str | None, runs: Sequence[dict[str, Any]]) -> None:
    """Record runs as being written; nothing of them is read yet."""
    writing = [run | {"status": RunStatus.WRITING.value, "finished": None} for run in runs]
    with driver.session(database=database) as session:
        session.execute_write(_write_runs, writing)


def _write_runs(transaction: ManagedTransaction | Transaction, runs: Sequence[dict[str, Any]]) -> None:
    rows = [
        {"number": run["number"], "files": run["files"], "said": {k: v for k, v in run.items() if k != "files"}}
        for run in runs
    ]
    transaction.run(
        "UNWIND $rows AS row MERGE (r:Run {number: row.number}) SET r = row.said "
        "WITH r, row UNWIND row.files AS file MERGE (f:File {name: file.name, sha256: file.sha256}) "
        "MERGE (r)-[h:READ {position: file.position}]->(f) SET h.rows = file.rows",
        rows=rows,
    ).consume()


def published_run(session: Session) -> int:
    """The number of the newest committed run."""
    record = session.execute_read(
        lambda tx: tx.run("MATCH (r:Run {status: 'committed'}) RETURN coalesce(max(r.number), 0)").single(strict=True)
    )
    return int(record[0])


def last_marks(session: Session) -> tuple[int, int]:
    """The last origin and identifier keys that the graph surely holds."""
    record = session.execute_read(
        lambda tx: tx.run(
            "MATCH (m:Meta {name: 'store'}) RETURN coalesce(m.last_origin, 0), coalesce(m.last_identifier, 0)"
        ).single(strict=True)
    )
    return int(record[0]), int(record[1])


# -- what a broken-off run left ----------------------------------------------------------------------------------------


def broken_off(session: Session) -> bool:
    """Whether a run says that it is being written."""
    return (
        session.execute_read(lambda tx: tx.run("MATCH (r:Run {status: 'writing'}) RETURN r.number LIMIT 1").single())
        is not None
    )


def sweep(session: Session) -> None:
    """Remove every row of runs that were never published; the caller holds the lock. Safe to repeat."""
    last = published_run(session)
    for type_ in FACT_TYPES:
        _in_parts(session, f"MATCH ()-[r:{type_}]->() WHERE r.from_run > $last CALL (r) {{ DELETE r }}", last)
        _in_parts(session, f"MATCH ()-[r:{type_}]->() WHERE r.to_run > $last CALL (r) {{ REMOVE r.to_run }}", last)
    for label in _VERSIONED_NODES:
        _in_parts(session, f"MATCH (n:{label}) WHERE n.from_run > $last CALL (n) {{ DETACH DELETE n }}", last)
        _in_parts(session, f"MATCH (n:{label}) WHERE n.to_run > $last CALL (n) {{ REMOVE n.to_run }}", last)
    for label in _ADDED_NODES:
        _in_parts(session, f"MATCH (n:{label}) WHERE n.added > $last CALL (n) {{ DETACH DELETE n }}", last)
    for label in ("Quarantined", "RawRows"):
        _in_parts(session, f"MATCH (n:{label}) WHERE n.run > $last CALL (n) {{ DETACH DELETE n }}", last)
    session.run("MATCH (r:Run {status: 'writing'}) SET r.status = $status", status=RunStatus.INCOMPLETE.value).consume()


def _in_parts(session: Session, text: str, last: int) -> None:
    session.run(f"{text} IN TRANSACTIONS OF {_SWEEP_ROWS} ROWS", last=last).consume()
