"""``guanlian changes FROM TO``: what is new, what is released, why, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from analysis.changes import Cause, Kind
from guanlian.change_answers import ChangesAnswer, ChangeView
from guanlian.change_terms import KINDS
from guanlian.changes import Moment, changes
from guanlian.cli.common import Documents, Json, Place, Store, asking, console, make_request, print_answer
from guanlian.recording import one_subject
from guanlian.settings import parse_day, parse_moment

_MOST_ROWS = 40
_MOST_CLAUSES = 3
_WAYS = [Kind.RELEASED, Kind.NEW, Kind.CHANGED]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("changes")(compare)


def compare(
    first: Annotated[str, typer.Argument(metavar="FROM", help="The earlier day.")],
    last: Annotated[str, typer.Argument(metavar="TO", help="The later day.")],
    known_from: Annotated[
        str | None, typer.Option("--known-from", help="FROM as known then: a day or a moment; default: as known now.")
    ] = None,
    known_to: Annotated[
        str | None, typer.Option("--known-to", help="TO as known then: a day or a moment; default: as known now.")
    ] = None,
    subject: Annotated[list[str] | None, typer.Option("--subject", help="Only these subjects.")] = None,
    place: Place = None,
    documents: Documents = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Compare two days: new and released findings with cause, deadline, and who acted on them before."""
    with asking(store) as (settings, service):
        request = make_request(settings, service, as_of=last, known_as_of=known_to, place=place, documents=documents)
        before = Moment(parse_day(first, "FROM"), parse_moment(known_from, "--known-from") if known_from else None)
        after = Moment(request.as_of, request.known_as_of)
        subjects = {one_subject(service, request, text).id for text in subject} if subject else None
        answer = changes(service, request, before, after, subjects)
    if as_json:
        print_answer(answer)
    else:
        render(console, answer)


def render(out: Console, answer: ChangesAnswer) -> None:
    """One row per subject, way and cause, releases first; then what must be done about withdrawals."""
    span = f"{answer.before.as_of} → {answer.after.as_of}"
    passed = sum(view.cause is Cause.DAY for view in answer.changes)
    only = f"（其中 {passed} 项只因日期推移，事实未变，不列表）" if passed else ""
    out.print(f"{span}：新增 {answer.new}，解除 {answer.released}，变化 {answer.changed}{only}")
    groups: dict[tuple[str, ...], list[ChangeView]] = {}
    told = (view for view in answer.changes if view.cause is not Cause.DAY)
    for view in sorted(told, key=lambda one: _WAYS.index(one.kind)):
        key = (view.finding.subject.id, view.kind.value, view.cause.value, view.finding.listed.id)
        groups.setdefault(key, []).append(view)
    table = Table("主体", "变化", "原因", "自", "失信记录", "条款", "备注")
    for group in list(groups.values())[:_MOST_ROWS]:
        table.add_row(*_row(group))
    out.print(table)
    if len(groups) > _MOST_ROWS:
        out.print(
            f"共 {len(groups)} 行 {len(answer.changes) - passed} 项，表中只列前 {_MOST_ROWS} 行；用 --json 取得全部。"
        )
    for line in _to_tell(answer.changes):
        out.print(line, soft_wrap=True)
    dues = dict.fromkeys(due.text for view in answer.changes for due in view.deadlines)
    if dues:
        out.print("名单移出后应办理（各以其来源所定期限为准；自移出日起算，事由发生日更早的以更早者为准）：")
        for due in dues:
            out.print(f"  {due}", soft_wrap=True)


def _row(group: Sequence[ChangeView]) -> tuple[str, ...]:
    first = group[0]
    clauses = [f"{view.finding.document} {view.finding.number}{view.finding.part or ''}" for view in group]
    named = "、".join(dict.fromkeys(clauses[:_MOST_CLAUSES]))
    notes = dict.fromkeys(view.still.text for view in group if view.still)
    return (
        first.finding.subject.name,
        KINDS[first.kind],
        first.cause_text,
        str(first.day) if isinstance(first.day, str) and first.day != "open" else "—",
        f"{first.finding.listed.name} {first.finding.listed.case_number}",
        f"{named} 等 {len(group)} 项" if len(group) > _MOST_CLAUSES else named,
        "；".join(notes) or "—",
    )


def _to_tell(changes: Iterable[ChangeView]) -> list[str]:
    """Who acted on a finding that is released, and must be told: one line per agency."""
    told: dict[str, dict[str, None]] = {}
    for view in changes:
        for action in view.told if view.kind is Kind.RELEASED else ():
            told.setdefault(action.agency, {})[f"{action.subject_name}（{action.day} {action.term}）"] = None
    return [f"曾采取措施、须告知解除：{agency}：{'、'.join(names)}" for agency, names in sorted(told.items())]
