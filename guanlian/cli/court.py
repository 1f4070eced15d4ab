"""``guanlian exception``, ``objection``, ``keep``: what courts granted, what is contested, what is lawfully kept."""

from __future__ import annotations

from typing import Annotated

import typer

from analysis.overlay import Grant
from guanlian import exceptions, keeps, objections
from guanlian.cli.common import Json, KnownAsOf, Store
from guanlian.cli.recording import By, Document, day_or_today, last_day, now, recording, show, show_one, who
from guanlian.exceptions import Granted
from guanlian.keeps import Keeping
from guanlian.objections import Objecting, ObjectionView, Result
from guanlian.settings import parse_day
from measures.vocabulary import Matter

Since = Annotated[str, typer.Option("--since", help="The first day.")]
Until = Annotated[str | None, typer.Option("--until", help="The last day, as printed (至).")]
Finding = Annotated[str, typer.Argument(help="A finding's id, from check, exposures or offices.")]
Record = Annotated[str, typer.Argument(help="The record's id, from the list command.")]
Day = Annotated[str | None, typer.Option("--day", help="The day; default today.")]
_RESULTS = {None: "待决定", Result.UPHELD: "成立", Result.REJECTED: "驳回"}


def register(app: typer.Typer) -> None:
    """Add the three groups."""
    granted = typer.Typer(no_args_is_help=True, help="Exceptions granted by a court (法院准许的例外).")
    granted.command("add")(add_exception)
    granted.command("end")(end_exception)
    granted.command("list")(list_exceptions)
    contested = typer.Typer(no_args_is_help=True, help="Objections (异议): received, due, decided.")
    contested.command("add")(add_objection)
    contested.command("decide")(decide_objection)
    contested.command("list")(list_objections)
    kept = typer.Typer(no_args_is_help=True, help="Measures kept after a withdrawal (继续保留).")
    kept.command("add")(add_keep)
    kept.command("end")(end_keep)
    kept.command("list")(list_keeps)
    app.add_typer(granted, name="exception")
    app.add_typer(contested, name="objection")
    app.add_typer(kept, name="keep")


def add_exception(
    subject: Annotated[str, typer.Argument(help="Whom the decision is about: id, whole name or full number.")],
    grant: Annotated[Grant, typer.Option("--grant", help="What the court granted.")],
    court: Annotated[str, typer.Option("--court", help="The court (执行法院).")],
    decision: Annotated[str, typer.Option("--decision", help="The number of the decision (决定文号).")],
    since: Since,
    until: Until = None,
    unit: Annotated[str | None, typer.Option("--unit", help="The listed unit because of which it was ordered.")] = None,
    matter: Annotated[list[Matter] | None, typer.Option("--matter", help="Only these matters.")] = None,
    successor: Annotated[
        str | None, typer.Option("--successor", help="Replaced representative: who is restricted instead.")
    ] = None,
    by: By = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Record an exception; findings in its matters are then for review, with the decision named."""
    with recording(store) as (service, request, _):
        granted = Granted(
            grant,
            subject,
            court,
            decision,
            parse_day(since, "--since"),
            last_day(until, "--until"),
            unit,
            tuple(matter or ()),
            successor,
        )
        made = exceptions.add(service, request, granted, who(by), now())
    show_one(made, as_json, f"已记录 {made.id}：{made.subject_name}，{made.text}（{made.court}，{made.decision}）。")


def end_exception(
    id_: Record, document: Document, day: Day = None, by: By = None, store: Store = None, as_json: Json = False
) -> None:
    """Record that an exception ended early."""
    with recording(store) as (service, request, settings):
        ended = day_or_today(day, settings, "--day")
        made = exceptions.end(service, request, id_, ended, document, who(by), now())
    show_one(made, as_json, f"已记录：{made.id} 自 {made.ended} 起终止。")


def list_exceptions(known_as_of: KnownAsOf = None, store: Store = None, as_json: Json = False) -> None:
    """List exceptions."""
    with recording(store, known_as_of=known_as_of) as (service, request, _):
        answer = exceptions.listed(service, request)
    rows = [
        (one.id, one.subject_name, one.text, one.court, one.decision, one.ended or "—") for one in answer.exceptions
    ]
    show(answer, as_json, "法院准许的例外", rows, "编号", "对象", "内容", "法院", "决定文号", "提前终止")


def add_objection(
    finding: Finding,
    objector: Annotated[str, typer.Option("--objector", help="Who objects (异议人).")],
    ground: Annotated[str, typer.Option("--ground", help="Why (异议理由).")],
    document: Document,
    received: Annotated[str | None, typer.Option("--received", help="When it was received; default today.")] = None,
    edge: Annotated[
        str | None, typer.Option("--edge", help="The contested step of the path; default the roster entry.")
    ] = None,
    by: By = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Record an objection; every finding on the contested fact is then marked 有异议 and for review."""
    with recording(store) as (service, request, settings):
        day = day_or_today(received, settings, "--received")
        made = objections.add(
            service, request, Objecting(finding, objector, ground, day, document, edge), who(by), now()
        )
    show_one(made, as_json, _told(made))


def decide_objection(
    id_: Record,
    result: Annotated[Result, typer.Option("--result", help="upheld (成立) or rejected (驳回).")],
    document: Document,
    day: Day = None,
    by: By = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Record what was decided on an objection."""
    with recording(store) as (service, request, settings):
        decided = day_or_today(day, settings, "--day")
        made = objections.decide(service, request, id_, result, decided, document, who(by), now())
    show_one(made, as_json, _told(made))


def list_objections(
    open_only: Annotated[bool, typer.Option("--open", help="Only those not decided.")] = False,
    known_as_of: KnownAsOf = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """List objections."""
    with recording(store, known_as_of=known_as_of) as (service, request, _):
        answer = objections.listed(service, request, open_only=open_only)
    rows = [
        (one.id, one.subject_name, one.contested, one.received, one.to, _RESULTS[one.result], one.decided or "—")
        for one in answer.objections
    ]
    show(answer, as_json, "异议", rows, "编号", "对象", "争议事项", "收到", "受理", "结果", "决定日期")


def add_keep(
    finding: Finding,
    basis: Annotated[str, typer.Option("--basis", help="Law and article, like 《某法》第十条 (required by law).")],
    agency: Annotated[str, typer.Option("--agency", help="The implementing unit (实施单位).")],
    document: Document,
    since: Since,
    until: Until = None,
    by: By = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Record a kept measure; without a law and article or without an end it is refused."""
    with recording(store) as (service, request, _):
        first, last = parse_day(since, "--since"), last_day(until, "--until")
        made = keeps.add(service, request, Keeping(finding, basis, first, last, agency, document), who(by), now())
    show_one(made, as_json, f"已记录 {made.id}：对 {made.subject_name} 继续保留，{made.text}（{made.basis}）。")


def end_keep(
    id_: Record, document: Document, day: Day = None, by: By = None, store: Store = None, as_json: Json = False
) -> None:
    """Record that a kept measure was lifted early."""
    with recording(store) as (service, request, settings):
        made = keeps.end(service, request, id_, day_or_today(day, settings, "--day"), document, who(by), now())
    show_one(made, as_json, f"已记录：{made.id} 自 {made.ended} 起解除。")


def list_keeps(known_as_of: KnownAsOf = None, store: Store = None, as_json: Json = False) -> None:
    """List kept measures."""
    with recording(store, known_as_of=known_as_of) as (service, request, _):
        answer = keeps.listed(service, request)
    rows = [(one.id, one.subject_name, one.basis, one.text, one.agency, one.ended or "—") for one in answer.keeps]
    show(answer, as_json, "继续保留的措施", rows, "编号", "对象", "依据", "期限", "实施单位", "提前解除")


def _told(made: ObjectionView) -> str:
    head = (
        f"已记录 {made.id}：对 {made.subject_name} 的{made.contested}有异议，{_RESULTS[made.result]}，由{made.to}处理。"
    )
    return head + "".join(f"\n  {due.text}" for due in (made.follows or made.dues))
