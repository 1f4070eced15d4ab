"""The load command."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from graph.model.records import Run, RunStatus
from graph.model.time import BEIJING
from guanlian.admin_answers import runs_answer
from guanlian.cli.common import Json, Store, console, notes, opened, print_answer
from guanlian.filing import load as load_files
from guanlian.service import Service
from guanlian.settings import parse_day
from measures.loader import load_catalogue


def register(app: typer.Typer) -> None:
    """Add the load command."""
    app.command("load")(load)


def load(
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders with a manifest.yml.")],
    kind: Annotated[
        str | None, typer.Option(help="register, roster, supplement, holdings, bods; else recognised.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="Name of the source (来源).")] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="The day the files speak of; default from manifest, else today.")
    ] = None,
    complete: Annotated[
        bool | None, typer.Option("--complete/--partial", help="Whether the files are all the source has.")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Read files that were loaded before once more, e.g. after new titles.")
    ] = False,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Load files: bad rows go to quarantine with their reason, a bad file is refused whole."""
    with opened(store) as (settings, graph), progress_bar() as progress:
        started = datetime.now(BEIJING)
        runs = load_files(
            graph,
            paths,
            kind=kind,
            source=source,
            as_of=parse_day(as_of, "--as-of") if as_of else None,
            complete=complete,
            again=again,
            today=settings.day(),
            clock=lambda: datetime.now(BEIJING),
            progress=progress,
        )
        Service(graph, load_catalogue()).remember_catalogue()
    if as_json:
        print_answer(runs_answer(runs))
    else:
        console.print(runs_table(runs))
        _tell_unread(runs, started)


def _tell_unread(runs: list[Run], started: datetime) -> None:
    """Say of file sets that were loaded before, with rows set aside, that they were not read this time."""
    for run in runs:
        if run.quarantined and run.finished is not None and run.finished < started:
            notes.print(
                f"批次 {run.number} 的文件此前已装入，这次没有重新读取，仍有 {run.quarantined} 行被隔离。"
                "补充了对照表、装入了名单之后，请加 --again 重新读取。"
            )


@contextmanager
def progress_bar() -> Iterator[Any]:
    """A progress bar on stderr where a terminal is there, else nothing."""
    if not sys.stderr.isatty():
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=notes, transient=True) as bar:
        tasks: dict[str, Any] = {}

        def advance(what: str, done: int, total: int | None) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)

        yield advance


STATUS_WORDS = {RunStatus.COMMITTED: "已入库", RunStatus.INCOMPLETE: "未完成", RunStatus.WRITING: "写入中"}


def runs_table(runs: list[Run]) -> Table:
    """Runs as a table in Chinese."""
    table = Table("批次", "来源", "类型", "截至", "完整", "状态", "读入", "接受", "隔离", "重复", title="装入批次")
    for run in runs:
        table.add_row(
            str(run.number),
            run.source,
            run.kind,
            run.as_of.isoformat() + ("（推定）" if run.as_of_assumed else ""),
            "完整" if run.complete else "部分",
            STATUS_WORDS[run.status],
            *(str(count) for count in (run.rows_in, run.accepted, run.quarantined, run.duplicates)),
        )
    return table
