"""One batch from workbook to workbook: checked first, answered chunk by chunk, resumed where it broke off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from guanlian.batch.answering import Answerer, worst
from guanlian.batch.answers import BatchAnswer, FaultView
from guanlian.batch.applicants import Applicant, Defaults, Fault, applicants
from guanlian.batch.checkpoint import FORMAT, Checkpoint, file_digest
from guanlian.batch.method import method_lines
from guanlian.batch.relations import Relations, read_relations
from guanlian.batch.table import Table, read_workbook
from guanlian.batch.writing import Result, faults_first, write_result
from guanlian.offices import Offices
from guanlian.request import Request

CHUNK = 200
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Job:
    """A workbook of applicants, where the result goes, and the purpose where a row names none."""

    input: Path
    output: Path
    purpose: str | None = None


def precheck(service: Offices, request: Request, job: Job) -> BatchAnswer:
    """Read every row and answer none: the counts and the rows that could not be used.

    Raises:
        FileRefusedError: the workbook cannot be read, or its header is not known.

    """
    table, declared = read_workbook(job.input)
    relations = read_relations(declared)
    read = _read(service, request, job, table)
    faults, rows = [], 0
    for one in read:
        rows += 1
        if isinstance(one, Fault):
            faults.append(one)
    moment = request.known_as_of.isoformat() if request.known_as_of is not None else ""
    return _summary(service, request, job, [], [*faults, *relations.faults], rows, None, moment, 0, {})


def run(
    service: Offices, request: Request, job: Job, moment: datetime, progress: Progress | None = None
) -> BatchAnswer:
    """Answer every row and write the result.

    The whole batch is as known at ``moment``, a resumed one as known when it was begun: loads and records
    made meanwhile change nothing, and an interrupted batch ends in the same bytes.

    Raises:
        FileRefusedError: the workbook cannot be read, or its header is not known.
        BadRequestError: the place of the result holds another unfinished batch.

    """
    table, declared = read_workbook(job.input)
    relations = read_relations(declared)
    kept = Checkpoint(job.output)
    begun = datetime.fromisoformat(kept.begin(_plan(request, job), (request.known_as_of or moment).isoformat()))
    request = replace(request, known_as_of=begun)
    resumed = kept.done()
    answerer = Answerer(service, request, relations, job.input.name)
    total = sum(1 for _ in table.data())
    rows = _read(service, request, job, table)
    for done, chunk in _chunks(islice(rows, resumed, None), resumed):
        kept.add(_answered(answerer, chunk))
        if progress is not None:
            progress(job.input.name, done, total)
    answer = _finish(service, request, job, table, relations, kept, resumed, progress)
    kept.clear()
    return answer


def _read(service: Offices, request: Request, job: Job, table: Table) -> Iterator[Applicant | Fault]:
    defaults = Defaults(job.purpose, request.as_of)
    return applicants(table, defaults, service.edition(request).purposes)


def _plan(request: Request, job: Job) -> dict[str, Any]:
    """What makes two batches the same one."""
    return {
        "format": FORMAT,
        "input": file_digest(job.input),
        "purpose": job.purpose,
        "as_of": request.as_of.isoformat(),
        "place": request.place,
        "documents": list(request.documents) if request.documents is not None else None,
    }


def _chunks(rows: Iterator[Applicant | Fault], done: int) -> Iterator[tuple[int, list[Applicant | Fault]]]:
    while chunk := list(islice(rows, CHUNK)):
        done += len(chunk)
        yield done, chunk


def _answered(answerer: Answerer, chunk: Iterable[Applicant | Fault]) -> list[dict[str, Any]]:
    """The values of a chunk in its order, faults in their places."""
    chunk = list(chunk)
    answers = iter(answerer.answer([one for one in chunk if isinstance(one, Applicant)]))
    return [asdict(one) if isinstance(one, Fault) else next(answers) for one in chunk]


def _finish(
    service: Offices,
    request: Request,
    job: Job,
    table: Table,
    relations: Relations,
    kept: Checkpoint,
    resumed: int,
    progress: Progress | None,
) -> BatchAnswer:
    groups: dict[str, str] = {}
    verdicts: Counter[str] = Counter()
    bases: Counter[str] = Counter()
    faults, rows = [], 0
    for row in kept.rows():
        rows += 1
        if "reason" in row:
            faults.append(Fault(**row))
            continue
        verdicts[row["verdict"]] += 1
        bases[row["basis"]] += 1
        if row["group"]:
            known = groups.get(row["group"])
            groups[row["group"]] = worst([row["verdict"], *([known] if known else [])])
    assert request.known_as_of is not None
    answer = _summary(
        service, request, job, [verdicts, bases], [*faults, *relations.faults], rows, str(job.output.name),
        request.known_as_of.isoformat(), resumed, groups,
    )  # fmt: skip
    method = method_lines(service, request, answer)
    shown = answer.model_copy(update={"resumed": 0})
    write_result(job.output, Result(table, kept.rows, shown, groups, method, request.known_as_of, progress))
    return answer


def _summary(
    service: Offices,
    request: Request,
    job: Job,
    counts: list[Counter[str]],
    faults: Iterable[Fault],
    rows: int,
    output: str | None,
    moment: str,
    resumed: int,
    groups: Mapping[str, str],
) -> BatchAnswer:
    verdicts, bases = counts or [Counter(), Counter()]
    known_run = service.store.known_run(request.known_as_of)
    dated = service.dated(request, known_run)
    return BatchAnswer(
        input=job.input.name,
        output=output,
        rows=rows,
        resumed=resumed,
        verdicts=dict(sorted(verdicts.items())),
        bases=dict(sorted(bases.items())),
        applications=dict(sorted(Counter(groups.values()).items())),
        faults=faults_first(FaultView(**asdict(fault)) for fault in faults),
        known_as_of=moment,
        known_run=known_run,
        data=dated["data"],
        catalogue=dated["catalogue"],
    )
