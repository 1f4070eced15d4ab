"""``guanlian action``: what an agency did on a finding."""

from __future__ import annotations

from typing import Annotated

import typer

from guanlian import actions
from guanlian.actions import Deed, Did
from guanlian.cli.common import Json, KnownAsOf, Store
from guanlian.cli.recording import By, Document, day_or_today, now, recording, show, show_one, who


def register(app: typer.Typer) -> None:
    """Add the action commands."""
    group = typer.Typer(no_args_is_help=True, help="What was done on a finding (已采取的措施): append-only.")
    group.command("add")(add)
    group.command("list")(list_actions)
    app.add_typer(group, name="action")


def add(
    finding: Annotated[str, typer.Argument(help="A finding's id, from check, exposures or offices.")],
    did: Annotated[Did, typer.Option("--did", help="What was done.")],
    agency: Annotated[str, typer.Option("--agency", help="The implementing unit (实施单位).")],
    document: Document,
    day: Annotated[str | None, typer.Option("--day", help="When it was done; default today.")] = None,
    note: Annotated[str | None, typer.Option("--note", help="A remark.")] = None,
    by: By = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Record what was done: refused, restricted, removed, revoked, lifted."""
    with recording(store) as (service, request, settings):
        deed = Deed(finding, did, day_or_today(day, settings, "--day"), agency, who(by), document, note)
        made = actions.add(service, request, deed, now())
    show_one(made, as_json, f"已记录 {made.id}：{made.day} {made.agency} 对 {made.subject_name} {made.term}。")


def list_actions(
    finding: Annotated[str | None, typer.Option("--finding", help="Only on this finding.")] = None,
    agency: Annotated[str | None, typer.Option("--agency", help="Only by this agency.")] = None,
    known_as_of: KnownAsOf = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """List what was done."""
    with recording(store, known_as_of=known_as_of) as (service, request, _):
        answer = actions.listed(service, request, finding=finding, agency=agency)
    rows = [
        (one.day, one.agency, one.subject_name, one.clause, one.term, one.document, one.by, one.finding)
        for one in answer.actions
    ]
    show(
        answer, as_json, "已采取的措施", rows, "日期", "实施单位", "对象", "依据", "措施", "文书", "经办人", "结论编号"
    )
