"""``guanlian review``: who is who, decided by people (身份复核): append-only, reversible, four eyes on request."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Group

from graph.model.certainty import IdentityTier
from graph.model.records import PartyKind
from graph.model.time import beijing_day
from guanlian import review_acts
from guanlian.cli.common import AsOf, Json, KnownAsOf, Store, console, print_answer
from guanlian.cli.recording import By, now, recording, who
from guanlian.cli.render_review import decisions_table, queue_table, sides_table, waterfall_table
from guanlian.review import QueueFilter, next_case, queue, show
from guanlian.review_answers import CaseAnswer, NextAnswer
from ingest.identity.decisions import DecisionVerdict, Status

Case = Annotated[str, typer.Argument(help="A case id (i-…) from the list, or LEFT+RIGHT of two mention ids (p-…+p-…).")]
Reason = Annotated[str, typer.Option("--reason", help="Why (理由): what was looked at.")]


def register(app: typer.Typer) -> None:
    """Add the review commands."""
    group = typer.Typer(no_args_is_help=True, help="Who is who, decided by people (身份复核): append-only, reversible.")
    group.command("list")(list_cases)
    group.command("show")(show_case)
    group.command("next")(next_one)
    group.command("decide")(decide)
    group.command("approve")(approve)
    group.command("undo")(undo)
    group.command("apply")(apply)
    app.add_typer(group, name="review")


def list_cases(
    tier: Annotated[list[IdentityTier] | None, typer.Option(help="Only these tiers.")] = None,
    status: Annotated[
        list[Status] | None, typer.Option(help="Only these; default all that wait: open, pending, reopened.")
    ] = None,
    kind: Annotated[PartyKind | None, typer.Option(help="Only persons or only units.")] = None,
    name: Annotated[str, typer.Option(help="Only names that hold this text.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="At most so many cases.")] = 50,
    known_as_of: KnownAsOf = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """The queue in the order of work: conflicts first, then probable, then possible."""
    wanted = QueueFilter(tuple(tier or ()), tuple(status or ()), kind, name, limit)
    with recording(store, known_as_of=known_as_of) as (service, request, _):
        answer = queue(service, request, wanted)
    if as_json:
        print_answer(answer)
    else:
        console.print(queue_table(answer))


def show_case(
    case: Case, as_of: AsOf = None, known_as_of: KnownAsOf = None, store: Store = None, as_json: Json = False
) -> None:
    """One case: both sides, the evidence feature by feature, namesakes to expect, what people decided."""
    with recording(store, as_of, known_as_of) as (service, request, _):
        answer = show(service, request, case)
    _print_case(answer, as_json)


def next_one(
    after: Annotated[str | None, typer.Option(help="The case before.")] = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """The next case that waits for a person."""
    with recording(store) as (service, request, _):
        answer: NextAnswer = next_case(service, request, after)
    if as_json:
        print_answer(answer)
    elif answer.case is None:
        console.print("没有待核的身份线索。")
    else:
        _print_case(answer.case, False)


def decide(
    case: Case,
    verdict: Annotated[DecisionVerdict, typer.Argument(help="confirmed, rejected or undecided.")],
    reason: Reason,
    by: By = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Decide a case on the evidence as it stands; with four eyes it waits for another person's approval."""
    with recording(store) as (service, request, settings):
        answer = review_acts.decide(
            service, request, case, verdict, by=who(by), reason=reason, at=now(), four_eyes=settings.four_eyes
        )
    _print_case(answer, as_json)


def approve(case: Case, reason: Reason, by: By = None, store: Store = None, as_json: Json = False) -> None:
    """Approve the pending decision on a case; who decided cannot."""
    with recording(store) as (service, request, _):
        answer = review_acts.approve(service, request, case, by=who(by), reason=reason, at=now())
    _print_case(answer, as_json)


def undo(case: Case, reason: Reason, by: By = None, store: Store = None, as_json: Json = False) -> None:
    """Take back the last decision on a case: joined subjects part again."""
    with recording(store) as (service, request, _):
        answer = review_acts.undo(service, request, case, by=who(by), reason=reason, at=now())
    _print_case(answer, as_json)


def apply(store: Store = None) -> None:
    """Let recorded decisions take effect that could not while somebody else was writing."""
    with recording(store) as (service, _, _settings):
        moment = now()
        run = review_acts.apply(service.store, moment)
    console.print(f"核定已生效：批次 {run.number}，{beijing_day(moment)}。")


def _print_case(answer: CaseAnswer, as_json: bool) -> None:
    if as_json:
        print_answer(answer)
        return
    console.print(Group(sides_table(answer), waterfall_table(answer)))
    if answer.decisions:
        console.print(decisions_table(answer))
