"""Loading into the graph: worked out in the ledger, swept where it broke off."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from neo4j import Driver, Session

from graph.errors import StoreError, StoreUnavailableError
from graph.model.records import Run
from graph.neo4j.bring import ahead, bring_up
from graph.neo4j.connect import translated
from graph.neo4j.kinds import label_all
from graph.neo4j.ledger import FOLDER_VARIABLE, connect_read_only, newest_run
from graph.neo4j.publish import WriterLock, announce, broken_off, published_run, stored_runs, sweep
from graph.neo4j.schema import claim_key
from graph.neo4j.writer import Neo4jRunWriter
from graph.sqlite.store import SQLiteStore
from graph.store import RunPlan
from graph.vault import Notify


class Loading:
    """Opens runs on one graph."""

    def __init__(self, driver: Driver, database: str | None, url: str, notify: Notify) -> None:
        self._driver, self._database, self._url, self._notify = driver, database, url, notify

    def lock(self) -> WriterLock:
        """The writer's lock, taken, and nothing of a broken-off run left in the graph."""
        lock = WriterLock(self._driver, self._database, self._url)
        lock.take()
        try:
            with translated(self._url), self._driver.session(database=self._database) as session:
                if broken_off(session):
                    _sweep(session)
        except BaseException:
            lock.release()
            raise
        return lock

    def clear_up(self) -> None:
        """Sweep a broken-off run, unless its writer is alive."""
        with self._driver.session(database=self._database) as session:
            left = broken_off(session)
        if not left:
            return
        with suppress(StoreError):
            self.lock().release()

    def write_run(self, plan: RunPlan, ledger: Path, check_value: Callable[[], bytes]) -> Neo4jRunWriter | Run:
        """Open a run on the ledger at that place; a file set that was committed before is that run."""
        lock = self.lock()
        try:
            book = self._open(ledger, lock, check_value)
            if lock.transaction is None:  # pending runs were published on the way
                lock = self.lock()
            inner = book.write_run(plan)
            if isinstance(inner, Run):
                lock.release()
                return inner
            try:
                with translated(self._url), closing(connect_read_only(ledger)) as rows:
                    announce(self._driver, self._database, stored_runs(rows, inner.number - 1))
            except BaseException:
                inner.__exit__(None, None, None)
                raise
            return Neo4jRunWriter(inner, lock, lambda held: self._publish(held, ledger), self._abandon)
        except BaseException:
            lock.release()
            raise

    def _open(self, ledger: Path, lock: WriterLock, check_value: Callable[[], bytes]) -> SQLiteStore:
        """The ledger at the graph's newest run: pushed when it is ahead, refused when it is behind."""
        with translated(self._url), self._driver.session(database=self._database) as session:
            published = published_run(session)
            self._match(ledger, published)
            book = SQLiteStore(ledger, self._notify)
            claim_key(session, check_value())
        with closing(connect_read_only(ledger)) as rows:
            pending = ahead(rows, published)
        if pending:
            self._publish(lock, ledger)
        return book

    def _match(self, ledger: Path, published: int) -> None:
        if ledger.exists():
            with closing(connect_read_only(ledger)) as rows:
                if newest_run(rows) >= published:
                    return
        elif not published:
            return
        raise StoreUnavailableError(
            f"{self._url}：台账 {ledger} 不存在或比图数据库旧，因此不能从本机装入；查询不受影响。"
            f"请用 {FOLDER_VARIABLE} 指明台账所在目录，或恢复台账备份；"
            "也可先装入嵌入式库，再运行 guanlian neo4j push。"
        )

    def _publish(self, lock: WriterLock, ledger: Path) -> None:
        with translated(self._url), closing(connect_read_only(ledger)) as rows:
            bring_up(self._driver, self._database, lock, rows)

    def _abandon(self, lock: WriterLock) -> None:
        """Sweep a run that was not published; when the server is gone, the next open does it."""
        with suppress(StoreError), translated(self._url), self._driver.session(database=self._database) as session:
            if lock.transaction is not None:
                self._driver.verify_connectivity()
                _sweep(session)
        with suppress(Exception):
            lock.release()


def _sweep(session: Session) -> None:
    sweep(session)
    label_all(session)
