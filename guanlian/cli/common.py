"""What all commands share: their options, and how a request is made of them."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Annotated, Any

import typer
from rich.console import Console

from graph.open import open_store
from graph.store import GraphStore
from guanlian.answers import Answer
from guanlian.request import Request
from guanlian.service import Service
from guanlian.settings import Settings, parse_day, parse_moment
from measures.loader import load_catalogue

Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout, nothing else there.")]
Store = Annotated[
    str | None, typer.Option("--store", help="Store URL; default GUANLIAN_STORE or sqlite:///guanlian.db.")
]
AsOf = Annotated[str | None, typer.Option("--as-of", help="The day the question is about; default today in Beijing.")]
KnownAsOf = Annotated[str | None, typer.Option("--known-as-of", help="What the data said then: a day or a moment.")]
Place = Annotated[str | None, typer.Option("--place", help="Division code (行政区划代码) whose local documents apply.")]
Documents = Annotated[
    str | None, typer.Option("--documents", help="Documents by slug, comma-separated, or 'all'; wins over --place.")
]

_PIPE_WIDTH = 150  # where no terminal says how wide it is

console = Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH)
notes = Console(stderr=True)


def settings_for(store: str | None) -> Settings:
    """Settings of the environment with the store of the command line."""
    settings = Settings.from_environment()
    return replace(settings, store=store) if store else settings


@contextmanager
def opened(store: str | None) -> Iterator[tuple[Settings, GraphStore]]:
    """The store of a command, closed when it is done."""
    settings = settings_for(store)
    graph = open_store(settings.store)
    try:
        yield settings, graph
    finally:
        graph.close()


@contextmanager
def asking(store: str | None) -> Iterator[tuple[Settings, Service]]:
    """The service over the store of a command."""
    with opened(store) as (settings, graph):
        service = Service(graph, load_catalogue())
        service.remember_catalogue()
        yield settings, service


def make_request(
    settings: Settings,
    service: Service,
    *,
    as_of: str | None = None,
    known_as_of: str | None = None,
    place: str | None = None,
    documents: str | None = None,
) -> Request:
    """The request of a command: its options over the settings' defaults."""
    request = Request(
        actor=getpass.getuser(),
        as_of=parse_day(as_of, "--as-of") if as_of else settings.day(),
        known_as_of=parse_moment(known_as_of, "--known-as-of") if known_as_of else None,
        place=place or settings.place,
    )
    # The default selection counts only where the command names no place of its own.
    selected = documents or (",".join(settings.documents) if settings.documents and place is None else None)
    return replace(request, documents=_documents(service, request, selected)) if selected else request


def _documents(service: Service, request: Request, text: str) -> tuple[str, ...]:
    """Slugs of a selection; ``all`` means all of the edition that answers the request."""
    if text == "all":
        return tuple(document.slug for document in service.edition(request).catalogue.documents)
    return tuple(slug.strip() for slug in text.split(",") if slug.strip())


def print_answer(answer: Answer) -> None:
    """An answer as one JSON document on stdout."""
    typer.echo(answer.json_text())


def print_json(value: Any) -> None:
    """Plain values as one JSON document on stdout."""
    typer.echo(json.dumps(value, ensure_ascii=False))
