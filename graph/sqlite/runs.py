"""Run records, and the lock that lets one process write at a time.

The lock is the operating system's, on a file beside the database: it goes with its holder, even
after ``kill -9``. So a run that still says *writing* while nobody holds the lock was broken off.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from graph.errors import StoreBusyError, StoreUnavailableError
from graph.model.ids import content_id
from graph.model.records import Run, RunFile, RunStatus
from graph.model.time import BEIJING
from graph.sqlite.reader import Reader, Row
from graph.store import RunCounts, RunPlan, SourceState

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class WriterLock:
    """Held by the one process that writes to a database."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + ".lock")
        self._handle: int | None = None

    def take(self) -> bool:
        """Try to take the lock at once; ``False`` when somebody else holds it."""
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StoreUnavailableError(f"无法打开 {self._path}（{error.strerror}）。请检查其访问权限。") from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return False
        self._handle = handle
        return True

    def release(self) -> None:
        """Give the lock back; more than once does no harm."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> Self:
        if not self.take():
            raise StoreBusyError("另一次装入正在写入此存储。请等它结束后再试。")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def moment_number(moment: datetime) -> int:
    """Microseconds since 1970 UTC; a naive moment is taken as Beijing time."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)
    return (aware - _EPOCH) // timedelta(microseconds=1)


def run_id(plan: RunPlan) -> str:
    """The content id of a file set: the order of its files and their names do not matter."""
    digests = sorted(file.sha256 for file in plan.files)
    complete = "complete" if plan.complete else "partial"
    again = [f"after {plan.after}"] if plan.after else []
    return content_id("r", plan.source, plan.kind, plan.as_of.isoformat(), complete, *digests, *again)


def mark_broken_off(connection: sqlite3.Connection, lock: WriterLock) -> None:
    """Mark runs as incomplete whose writer is gone."""
    writing = connection.execute("SELECT 1 FROM run WHERE status = ?", (RunStatus.WRITING,)).fetchone()
    if writing and lock.take():
        try:
            mark_incomplete(connection)
        finally:
            lock.release()


def mark_incomplete(connection: sqlite3.Connection) -> None:
    """Mark every run that is being written as incomplete; the caller holds the lock."""
    connection.execute(
        "UPDATE run SET status = ? WHERE status = ?", (RunStatus.INCOMPLETE.value, RunStatus.WRITING.value)
    )


def announce(connection: sqlite3.Connection, plan: RunPlan) -> int:
    """Record a run as being written, in a transaction of its own, and give it its number."""
    connection.execute("BEGIN IMMEDIATE")
    number = int(
        connection.execute(
            "INSERT INTO run (id, source, kind, as_of, as_of_assumed, complete, started, status)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
            (run_id(plan), plan.source, plan.kind, plan.as_of.toordinal(), plan.as_of_assumed, plan.complete,
             moment_number(plan.started), RunStatus.WRITING.value),
        ).fetchone()[0]
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO run_file VALUES (?, ?, ?, ?, ?)",
        [(number, place, file.name, file.sha256, file.rows) for place, file in enumerate(plan.files)],
    )
    connection.execute("COMMIT")
    return number


def publish(connection: sqlite3.Connection, number: int, counts: RunCounts, finished: datetime) -> None:
    """Say that a run is complete: the last statement before its one commit."""
    connection.execute(
        "UPDATE run SET status = ?, finished = ?, rows_in = ?, accepted = ?, quarantined = ?, duplicates = ?"
        " WHERE number = ?",
        (RunStatus.COMMITTED.value, moment_number(finished), counts.rows_in, counts.accepted, counts.quarantined,
         counts.duplicates, number),
    )  # fmt: skip


def all_runs(reader: Reader) -> list[Run]:
    """All runs, oldest first."""
    files: dict[int, list[RunFile]] = {}
    for number, name, sha256, rows in reader.rows("run_files_all"):
        files.setdefault(number, []).append(RunFile(name, sha256, rows))
    return [_run(row, files) for row in reader.rows("runs_all")]


def sources(reader: Reader, known_run: int) -> list[SourceState]:
    """The newest snapshot of each source and kind."""
    return [
        SourceState(source, kind, date.fromordinal(as_of), bool(assumed), bool(complete), number)
        for source, kind, as_of, assumed, complete, number in reader.rows("sources_known", known_run=known_run)
    ]


def _run(row: Row, files: Mapping[int, list[RunFile]]) -> Run:
    number, id_, source, kind, as_of, assumed, complete, started, finished, status, *counts = row
    return Run(
        number=number,
        id=id_,
        source=source,
        kind=kind,
        as_of=date.fromordinal(as_of),
        as_of_assumed=bool(assumed),
        complete=bool(complete),
        files=tuple(files.get(number, ())),
        started=moment_of(started),
        finished=None if finished is None else moment_of(finished),
        status=RunStatus(status),
        rows_in=counts[0],
        accepted=counts[1],
        quarantined=counts[2],
        duplicates=counts[3],
    )


def moment_of(number: int) -> datetime:
    """The inverse of :func:`moment_number`, in Beijing time."""
    return (_EPOCH + timedelta(microseconds=number)).astimezone(BEIJING)
