"""A batch from a page: the workbook arrives as bytes and leaves as bytes; what stays on the disk is sealed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from graph.model.time import BEIJING
from guanlian.batch.answers import BatchAnswer
from guanlian.batch.history import History, JobRecord, history_of
from guanlian.batch.running import Job, precheck, run
from guanlian.batch.template import write_template
from guanlian.request import Request
from guanlian.settings import Settings
from guanlian.views.service import PageService

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Applicants:
    """A workbook of applicants as a browser sends it, and the purpose where a row names none."""

    name: str
    content: bytes
    purpose: str


@dataclass(frozen=True)
class Finished:
    """A batch that was answered: its counts, and the workbook with the results."""

    answer: BatchAnswer
    name: str
    workbook: bytes


def template(service: PageService) -> bytes:
    """An empty workbook to fill in."""
    with TemporaryDirectory(prefix="guanlian-") as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path, service.purposes)
        return path.read_bytes()


def checked(service: PageService, request: Request, applicants: Applicants) -> BatchAnswer:
    """Read every row and answer none.

    Raises:
        FileRefusedError: the workbook cannot be read, or its header is not known.

    """
    with _job(applicants) as job:
        return precheck(service, request, job)


def answered(
    service: PageService, request: Request, applicants: Applicants, progress: Progress | None = None
) -> Finished:
    """Answer every row.

    Raises:
        FileRefusedError: the workbook cannot be read, or its header is not known.

    """
    with _job(applicants) as job:
        answer = run(service, request, job, datetime.now(BEIJING), progress)
        return Finished(answer, job.output.name, job.output.read_bytes())


def history(service: PageService, settings: Settings) -> History:
    """The batches kept with this installation.

    Raises:
        KeyFileError: the store's key file is missing or wrong.

    """
    return history_of(service.store, settings.job_days)


def record_of(service: PageService, request: Request, applicants: Applicants, done: Finished) -> JobRecord:
    """What the list of batches says of one; its moment is the one as of which all its rows were answered."""
    answer = done.answer
    return JobRecord(
        input=answer.input,
        output=done.name,
        moment=datetime.fromisoformat(answer.known_as_of),
        purpose=service.purposes.get(applicants.purpose).name,
        as_of=request.as_of.isoformat(),
        known_run=answer.known_run,
        rows=answer.rows,
        verdicts=answer.verdicts,
        faults=len(answer.faults),
    )


@contextmanager
def _job(applicants: Applicants) -> Iterator[Job]:
    """The workbook in a folder of its own that is removed again; a name is never a path."""
    with TemporaryDirectory(prefix="guanlian-") as folder:
        name = PurePath(applicants.name.replace("\\", "/")).name
        path = Path(folder) / name
        path.write_bytes(applicants.content)
        yield Job(path, Path(folder) / f"结果-{PurePath(name).stem}.xlsx", applicants.purpose)
