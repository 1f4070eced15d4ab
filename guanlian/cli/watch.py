"""``guanlian watch``: lists under watch, and what moved since they were last looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from graph.errors import FileRefusedError
from guanlian import watch
from guanlian.batch.lists import subjects_of
from guanlian.cli.common import AsOf, Documents, Json, Place, Store, asking, console, make_request, print_answer
from guanlian.cli.exits import INCOMPLETE
from guanlian.cli.recording import By, day_or_today, now, recording, show, show_one, who
from guanlian.offices import Offices
from guanlian.request import Request
from guanlian.service import Service
from guanlian.verdict_terms import VERDICTS
from guanlian.watch import Watching
from guanlian.watch_answers import WatchItem, WatchRunAnswer

_NEVER = "尚未"


def register(app: typer.Typer) -> None:
    """Add the watch commands."""
    group = typer.Typer(no_args_is_help=True, help="Subjects under watch (关注名单): new exposures and releases.")
    group.command("add")(add)
    group.command("list")(list_watches)
    group.command("run")(run)
    group.command("stop")(stop)
    app.add_typer(group, name="watch")


def add(
    name: Annotated[str, typer.Argument(help="A name for the list.")],
    purpose: Annotated[str, typer.Option("--purpose", help="For which purpose: see guanlian purposes list.")],
    subject: Annotated[list[str] | None, typer.Option("--subject", help="Id, whole name or full number.")] = None,
    file: Annotated[
        Path | None, typer.Option("--file", help="A text file, one subject a line, or a workbook as for a batch.")
    ] = None,
    place: Place = None,
    documents: Documents = None,
    by: By = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Put subjects under watch; a text that names nobody, or several, refuses the whole list."""
    with asking(store) as (settings, service):
        request = make_request(settings, service, place=place, documents=documents)
        listed = _listed(service, request, file, purpose) if file else ()
        texts = (*(subject or ()), *listed)
        made = watch.add(_offices(service), request, Watching(name, texts, purpose), who(by), now())
    show_one(made, as_json, f"已关注 {made.name}（{made.id}）：{len(made.subjects)} 个主体，用途 {made.purpose}。")


def list_watches(store: Store = None, as_json: Json = False) -> None:
    """List what is under watch."""
    with recording(store) as (service, request, _):
        answer = watch.listed(_offices(service), request)
    rows = [
        (one.name, one.purpose, str(len(one.subjects)), one.looked or _NEVER, one.stopped or "—", one.id)
        for one in answer.watches
    ]
    show(answer, as_json, "关注名单", rows, "名称", "用途", "主体数", "最近核查", "停止", "编号")


def run(
    name: Annotated[str | None, typer.Argument(help="Only this list; default all.")] = None,
    as_of: AsOf = None,
    by: By = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Look at everybody under watch: what is new, what is released, old and new answer, whom it could not see."""
    with recording(store, as_of) as (service, request, _):
        answer = watch.run(_offices(service), request, who(by), now(), name)
    if as_json:
        print_answer(answer)
    else:
        _show(answer)
    if not answer.complete:
        raise typer.Exit(INCOMPLETE)


def stop(
    watched: Annotated[str, typer.Argument(metavar="WATCH", help="A list's name or id.")],
    day: Annotated[str | None, typer.Option("--day", help="The day; default today.")] = None,
    by: By = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """End the watch on a list; what it recorded stays."""
    with recording(store) as (service, request, settings):
        ended = day_or_today(day, settings, "--day")
        made = watch.stop(_offices(service), request, watched, ended, who(by), now())
    show_one(made, as_json, f"已停止关注 {made.name}。")


def _offices(service: Service) -> Offices:
    return Offices(service.store, service.catalogue, service.purposes)


def _listed(service: Service, request: Request, path: Path, purpose: str) -> Sequence[str]:
    return subjects_of(service, request, path, purpose) if path.suffix.lower() == ".xlsx" else _lines(path)


def _lines(path: Path) -> list[str]:
    try:
        return [line.strip() for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError):
        raise FileRefusedError(path.name, "无法读取", "请提供 UTF-8 文本文件，每行一个主体") from None


def _show(answer: WatchRunAnswer) -> None:
    for made in answer.runs:
        console.print(
            f"[bold]{made.name}[/]（{made.purpose}，{made.as_of}）：关注 {made.watched}，已核查 {made.looked}"
        )
        if made.items:
            table = Table("主体", "此前", "现在", "新增", "解除", "变化", "原因")
            for item in made.items:
                table.add_row(*_row(item))
            console.print(table)
        else:
            console.print("没有变动。")
        for missed in made.missed:
            console.print(f"[magenta]未能核查[/] {missed.name}：{'；'.join(missed.reasons)}")
        if made.partly:
            console.print(f"另有 {len(made.partly)} 个主体的个别查询未能进行，其“未发现”不成立；用 --json 查看。")
    if not answer.complete:
        console.print("[red]本次核查不完整[/]：未能核查的主体不能视为没有变动，下次核查将与其上次完整核查比较。")


def _row(item: WatchItem) -> tuple[str, ...]:
    kinds = [change.kind.value for change in item.changes]
    counts = (str(kinds.count(kind)) for kind in ("new", "released", "changed"))
    old = "首次核查" if item.since is None else VERDICTS[item.old] if item.old else "—"
    causes = "、".join(dict.fromkeys(change.cause_text for change in item.changes)) or "—"
    return item.subject.name, old, VERDICTS[item.new], *counts, causes
