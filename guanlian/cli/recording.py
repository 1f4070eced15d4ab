"""What the recording commands share: their options, the service, the moment, and how a list is shown."""

from __future__ import annotations

import getpass
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Annotated

import typer
from rich.table import Table

from graph.model.time import BEIJING
from guanlian.answers import Answer
from guanlian.cli.common import asking, console, make_request, print_answer
from guanlian.request import Request
from guanlian.service import Service
from guanlian.settings import Settings, parse_day

By = Annotated[str | None, typer.Option("--by", help="The official (经办人); default the user of this machine.")]
Document = Annotated[str, typer.Option("--document", help="The document (文书) it rests on.")]


@contextmanager
def recording(
    store: str | None, as_of: str | None = None, known_as_of: str | None = None
) -> Iterator[tuple[Service, Request, Settings]]:
    """The service and request of a recording command; findings are looked up under all documents."""
    with asking(store) as (settings, service):
        yield service, make_request(settings, service, as_of=as_of, known_as_of=known_as_of), settings


def who(by: str | None) -> str:
    """Who records."""
    return by or getpass.getuser()


def now() -> datetime:
    """The moment of recording."""
    return datetime.now(BEIJING)


def day_or_today(text: str | None, settings: Settings, name: str) -> date:
    """A day given, or today."""
    return parse_day(text, name) if text else settings.day()


def last_day(text: str | None, name: str) -> date | None:
    """A printed last day as the first day after it."""
    return parse_day(text, name) + timedelta(days=1) if text else None


def show(answer: Answer, as_json: bool, title: str, rows: Sequence[tuple[str, ...]], *columns: str) -> None:
    """An answer as JSON or as one table."""
    if as_json:
        print_answer(answer)
        return
    table = Table(*columns, title=title)
    for row in rows:
        table.add_row(*row)
    console.print(table)


def show_one(answer: Answer, as_json: bool, text: str) -> None:
    """One record as JSON or as a line."""
    if as_json:
        print_answer(answer)
    else:
        console.print(text, highlight=False, soft_wrap=True)
