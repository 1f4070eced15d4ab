"""Questions asked for a purpose: purposes, verdicts, proposed appointments, sweeps of offices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Annotated

import typer
from rich.table import Table

from analysis.honours import Award
from graph.errors import BadRequestError
from graph.model.certainty import Truth
from graph.model.time import day_after
from guanlian.cli import render_verdicts as render
from guanlian.cli.common import (
    AsOf,
    Documents,
    Json,
    KnownAsOf,
    Place,
    Store,
    asking,
    console,
    make_request,
    print_answer,
)
from guanlian.cli.exits import CHOOSE, NOT_FOUND
from guanlian.offices import Offices, Proposal
from guanlian.request import Request
from guanlian.service import Service
from guanlian.settings import parse_day
from guanlian.verdict_answers import PurposesAnswer, PurposeView, VerdictAnswer
from guanlian.verdicts import Question
from ingest.appointing import state_appointed
from measures.loader import load_catalogue
from measures.model import Catalogue
from measures.purposes import Purpose, Purposes, SourceKind, load_purposes
from measures.vocabulary import Matter

purposes = typer.Typer(no_args_is_help=True, help="Purposes (查询用途): which matters and clauses each selects.")

PurposeOption = Annotated[str | None, typer.Option("--purpose", help="Ask for a purpose: see guanlian purposes list.")]


def register(app: typer.Typer) -> None:
    """Add the purpose commands."""
    app.add_typer(purposes, name="purposes")
    app.command("appoint-check")(appoint_check)


@purposes.command("list")
def list_purposes(as_json: Json = False) -> None:
    """All purposes with their matters."""
    known, catalogue = load_purposes(), load_catalogue()
    if as_json:
        print_answer(_answer(known, catalogue, known.purposes, outside=True))
        return
    table = Table("用途", "名称", "问题", "事项", title="查询用途")
    for purpose in known.purposes:
        table.add_row(purpose.code, purpose.name, purpose.question, "、".join(purpose.matters))
    console.print(table)


@purposes.command("show")
def show_purpose(
    code: Annotated[str, typer.Argument(help="A purpose's code, such as credit.")], as_json: Json = False
) -> None:
    """One purpose: its matters, the clauses under each, what it may see, how fresh data must be."""
    known, catalogue = load_purposes(), load_catalogue()
    answer = _answer(known, catalogue, [known.get(code)], outside=False)
    if as_json:
        print_answer(answer)
    else:
        render.purpose(console, answer.purposes[0])


def appoint_check(
    person: Annotated[str, typer.Argument(help="The person: id, whole name or full number.")],
    post: Annotated[str, typer.Argument(help="The post as printed (董事, 副总经理) or a role code.")],
    unit: Annotated[str, typer.Argument(help="The unit: id, whole name or full number.")],
    appointed_by: Annotated[
        str | None, typer.Option("--appointed-by", help="Who sends or proposes the person (委派方), as printed.")
    ] = None,
    purpose: PurposeOption = None,
    as_of: AsOf = None,
    known_as_of: KnownAsOf = None,
    place: Place = None,
    documents: Documents = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Check an appointment before it is made: the office clauses as if it were. Nothing is written."""
    with asking(store) as (settings, service):
        request = make_request(
            settings, service, as_of=as_of, known_as_of=known_as_of, place=place, documents=documents
        )
        seat = state_appointed(appointed_by) if appointed_by else Truth.UNKNOWN
        proposal = Proposal(person, post, unit, seat, appointed_by)
        answer = _offices(service).appoint(request, proposal, purpose)
        if as_json:
            print_answer(answer)
        else:
            render.verdict(console, answer)
    leave(answer)


def verdict(service: Service, request: Request, subject: str, question: Question, *, as_json: bool) -> VerdictAnswer:
    """Answer ``check --purpose`` on stdout."""
    answer = _offices(service).verdict(request, subject, question)
    if as_json:
        print_answer(answer)
    else:
        render.verdict(console, answer)
    return answer


def sweep(service: Service, request: Request, scope: str, *, as_json: bool) -> None:
    """Answer ``offices --scope`` on stdout."""
    answer = _offices(service).sweep(request, scope)
    if as_json:
        print_answer(answer)
    else:
        render.sweep(console, answer)


def make_question(
    purpose: str,
    matters: list[str],
    members: list[str],
    max_age: list[str],
    awarded: str | None,
    award_until: str | None,
) -> Question:
    """The question of a command; ``award_until`` is the last day of the honour's period, as printed."""
    return Question(
        purpose=purpose,
        matters=tuple(_matter(matter) for matter in matters),
        members=tuple(members),
        limits=dict(_limit(text) for text in max_age),
        award=_award(awarded, award_until),
    )


def leave(answer: VerdictAnswer) -> None:
    """End with the exit code that a missing choice or an unknown subject calls for."""
    codes = {gap.code for one in (answer, *answer.members) for gap in one.not_checked}
    if "ambiguous_subject" in codes:
        raise typer.Exit(CHOOSE)
    if "unknown_subject" in codes:
        raise typer.Exit(NOT_FOUND)


def _offices(service: Service) -> Offices:
    return Offices(service.store, service.catalogue)


def _award(awarded: str | None, until: str | None) -> Award | None:
    if awarded is None:
        if until is not None:
            raise BadRequestError("--award-until 须与 --awarded（荣誉授予之日）同用。")
        return None
    last: date | None = parse_day(until, "--award-until") if until else None
    return Award(parse_day(awarded, "--awarded"), day_after(last) if last else None)


def _matter(text: str) -> Matter:
    try:
        return Matter(text)
    except ValueError:
        raise BadRequestError(f"没有名为“{text}”的事项。可用事项见：guanlian purposes list") from None


def _limit(text: str) -> tuple[SourceKind, int]:
    kind, _, days = text.partition("=")
    if kind not in set(SourceKind) or not days.isdigit():
        raise BadRequestError(f"--max-age 的值“{text}”不对。请写来源种类和天数，如 roster=7 或 register=30。")
    return SourceKind(kind), int(days)


def _answer(known: Purposes, catalogue: Catalogue, chosen: Iterable[Purpose], *, outside: bool) -> PurposesAnswer:
    return PurposesAnswer(
        catalogue=catalogue.digest,
        purposes=tuple(_view(known, catalogue, purpose) for purpose in chosen),
        outside={matter.value: reason for matter, reason in known.outside.items()} if outside else {},
    )


def _view(known: Purposes, catalogue: Catalogue, purpose: Purpose) -> PurposeView:
    clauses: dict[str, list[str]] = defaultdict(list)
    for document in catalogue.documents:
        for clause in document.clauses:
            for part in clause.parts:
                clauses[part.matter.value].append(f"{document.slug} {clause.number}{part.part or ''}")
    return PurposeView(
        code=purpose.code,
        name=purpose.name,
        question=purpose.question,
        scope=purpose.scope,
        matters={matter.value: tuple(clauses[matter.value]) for matter in purpose.matters},
        fields=tuple(shown.value for shown in purpose.fields),
        limits={kind.value: days for kind, days in known.limits_of(purpose).items()},
    )
