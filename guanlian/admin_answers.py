"""Answers about the store itself: runs, quarantine, examinations."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model.records import QuarantinedRow, Run
from guanlian.answers import Answer


class FileView(Answer):
    """One file of a run."""

    name: str
    sha256: str
    rows: int


class RunView(Answer):
    """One load; ``rows_in == accepted + quarantined + duplicates``."""

    number: int
    id: str
    source: str
    kind: str
    as_of: str
    as_of_assumed: bool
    complete: bool
    status: str
    files: tuple[FileView, ...]
    started: str
    finished: str | None
    rows_in: int
    accepted: int
    quarantined: int
    duplicates: int


class RunsAnswer(Answer):
    """Runs, oldest first."""

    runs: tuple[RunView, ...]


class QuarantinedView(Answer):
    """One row that could not be used. Its content stays sealed in the store."""

    run: int
    file: str
    sheet: str | None
    row: int
    field: str | None
    reason: str
    remedy: str


class QuarantineAnswer(Answer):
    """Quarantined rows in the order of runs and rows."""

    rows: tuple[QuarantinedView, ...]


class Check(Answer):
    """One examination and its outcome, in Chinese."""

    name: str
    ok: bool
    detail: str


class DoctorAnswer(Answer):
    """All examinations of an installation."""

    checks: tuple[Check, ...]


class PartsAnswer(Answer):
    """Parts of the catalogue under the keys of ``measures.export.KEYS``."""

    catalogue: str
    parts: tuple[dict[str, object], ...]


class DiffAnswer(Answer):
    """The same matter across documents, and what of each document is coded."""

    catalogue: str
    matters: tuple[dict[str, object], ...]
    coverage: tuple[dict[str, object], ...]


def runs_answer(runs: Iterable[Run]) -> RunsAnswer:
    """Runs as shown."""
    return RunsAnswer(runs=tuple(_run(run) for run in runs))


def quarantine_answer(rows: Iterable[tuple[int, QuarantinedRow]]) -> QuarantineAnswer:
    """Quarantined rows as shown."""
    names = ("file", "sheet", "row", "field", "reason", "remedy")
    return QuarantineAnswer(
        rows=tuple(
            QuarantinedView.model_validate({"run": run, **{name: getattr(row, name) for name in names}})
            for run, row in rows
        )
    )


def _run(run: Run) -> RunView:
    return RunView(
        number=run.number,
        id=run.id,
        source=run.source,
        kind=run.kind,
        as_of=run.as_of.isoformat(),
        as_of_assumed=run.as_of_assumed,
        complete=run.complete,
        status=run.status.value,
        files=tuple(FileView(name=file.name, sha256=file.sha256, rows=file.rows) for file in run.files),
        started=run.started.isoformat(),
        finished=run.finished.isoformat() if run.finished else None,
        rows_in=run.rows_in,
        accepted=run.accepted,
        quarantined=run.quarantined,
        duplicates=run.duplicates,
    )
