"""The questions: check, exposures, offices, explain."""

from __future__ import annotations

from typing import Annotated

import typer

from graph.errors import BadRequestError
from guanlian.cli import purposes, render
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
from guanlian.cli.exits import CHOOSE


def register(app: typer.Typer) -> None:
    """Add the question commands."""
    app.command("check")(check)
    app.command("exposures")(exposures)
    app.command("offices")(offices)
    app.command("explain")(explain)


def check(
    subject: Annotated[str, typer.Argument(help="A subject's id, name (also a former one) or full identifier.")],
    purpose: purposes.PurposeOption = None,
    matter: Annotated[list[str] | None, typer.Option(help="Only these matters of the purpose.")] = None,
    member: Annotated[list[str] | None, typer.Option(help="Procurement: another member of the consortium.")] = None,
    awarded: Annotated[str | None, typer.Option(help="Honour: the day an honour already held was awarded.")] = None,
    award_until: Annotated[str | None, typer.Option(help="Honour: the last day for which it is held.")] = None,
    max_age: Annotated[
        list[str] | None, typer.Option(help="Days after which data is too old, like roster=7; wins over the purpose.")
    ] = None,
    as_of: AsOf = None,
    known_as_of: KnownAsOf = None,
    place: Place = None,
    documents: Documents = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Check one subject: is it on the roster, is it caught, must it be flagged, which office is barred.

    With --purpose the answer is a verdict: block, review, note, clear or unavailable.
    """
    narrowing = (matter or [], member or [], max_age or [], awarded, award_until)
    if purpose is None and any(narrowing):
        raise BadRequestError("--matter、--member、--awarded、--award-until、--max-age 须与 --purpose 同用。")
    with asking(store) as (settings, service):
        request = make_request(
            settings, service, as_of=as_of, known_as_of=known_as_of, place=place, documents=documents
        )
        if purpose is not None:
            question = purposes.make_question(purpose, *narrowing)
            purposes.leave(purposes.verdict(service, request, subject, question, as_json=as_json))
            return
        answer = service.check(request, subject)
        if as_json:
            print_answer(answer)
        else:
            render.check(console, answer)
    if answer.candidates:
        raise typer.Exit(CHOOSE)


def exposures(
    include_self: Annotated[bool, typer.Option("--self", help="Also the listed parties themselves.")] = False,
    agency: Annotated[
        str | None, typer.Option("--agency", help="The list of one implementing unit (实施单位), as clauses print it.")
    ] = None,
    as_of: AsOf = None,
    known_as_of: KnownAsOf = None,
    place: Place = None,
    documents: Documents = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Everything that is caught on the day: persons by extension, flagged units, queries, offices."""
    with asking(store) as (settings, service):
        request = make_request(
            settings, service, as_of=as_of, known_as_of=known_as_of, place=place, documents=documents
        )
        answer = service.exposures(request, include_self=include_self, agency=agency)
        if as_json:
            print_answer(answer)
        else:
            render.exposures(console, answer)


def offices(
    scope: Annotated[
        str | None, typer.Option(help="One row per person, post and unit: soe, financial, institution, …")
    ] = None,
    as_of: AsOf = None,
    known_as_of: KnownAsOf = None,
    place: Place = None,
    documents: Documents = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Listed natural persons in posts that a clause bars them from."""
    with asking(store) as (settings, service):
        request = make_request(
            settings, service, as_of=as_of, known_as_of=known_as_of, place=place, documents=documents
        )
        if scope is not None:
            purposes.sweep(service, request, scope, as_json=as_json)
            return
        answer = service.offices(request)
        if as_json:
            print_answer(answer)
        else:
            render.offices(console, answer)


def explain(
    finding: Annotated[str, typer.Argument(help="A finding's id, from check, exposures or offices.")],
    as_of: AsOf = None,
    known_as_of: KnownAsOf = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Explain one finding: every edge, date, source row, and the clause quoted."""
    with asking(store) as (settings, service):
        request = make_request(settings, service, as_of=as_of, known_as_of=known_as_of)
        answer = service.explain(request, finding)
        if as_json:
            print_answer(answer)
        else:
            render.explain(console, answer)
