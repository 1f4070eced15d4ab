"""Runs, quarantine and the doctor."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from guanlian.admin_answers import DoctorAnswer, quarantine_answer, runs_answer
from guanlian.cli.common import Json, Store, console, opened, print_answer
from guanlian.cli.exits import STORE
from guanlian.cli.loading import runs_table
from guanlian.doctor import examine


def register(app: typer.Typer) -> None:
    """Add the administration commands."""
    app.command("runs")(runs)
    app.command("quarantine")(quarantine)
    app.command("doctor")(doctor)


def runs(store: Store = None, as_json: Json = False) -> None:
    """Every load: source, as-of day, completeness, counts, digests."""
    with opened(store) as (_, graph):
        found = list(graph.runs())
    if as_json:
        print_answer(runs_answer(found))
    else:
        console.print(runs_table(found))


def quarantine(
    run: Annotated[int | None, typer.Argument(help="Number of a run; default all.")] = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Rows that could not be used, with file, row, field, reason and remedy."""
    with opened(store) as (_, graph):
        rows = graph.quarantine(run)
    if as_json:
        print_answer(quarantine_answer(rows))
        return
    table = Table("批次", "文件", "表", "行", "字段", "原因", "怎么办", title=f"隔离的行：{len(rows)}")
    for number, row in rows:
        table.add_row(str(number), row.file, row.sheet or "—", str(row.row), row.field or "—", row.reason, row.remedy)
    console.print(table)


def doctor(store: Store = None, as_json: Json = False) -> None:
    """Examine the installation: store, key file, catalogue, law texts."""
    with opened(store) as (settings, graph):
        findings = examine(settings, graph)
    if as_json:
        print_answer(DoctorAnswer(checks=tuple(findings)))
    else:
        for check in findings:
            console.print(f"{'[green]正常[/]' if check.ok else '[red]异常[/]'}  {check.name}：{check.detail}")
    if not all(check.ok for check in findings):
        raise typer.Exit(STORE)
