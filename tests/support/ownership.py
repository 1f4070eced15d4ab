"""Stores filled from a few lines of a plain holdings file, and control questions over them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from graph.model.records import Run
from graph.open import open_store
from graph.store import GraphStore
from guanlian.control import ControlService
from guanlian.filing import load
from guanlian.request import Request

TODAY = date(2026, 6, 30)
NOW = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
HEADER = "owner,owner_kind,owned,capital,votes,since,until\n"
ASK = Request(actor="test", as_of=TODAY)


def on(day: date) -> Request:
    """The question about another day."""
    return Request(actor="test", as_of=day)


@contextmanager
def a_store(folder: Path, name: str = "store") -> Iterator[GraphStore]:
    """An empty embedded store."""
    store = open_store(f"sqlite:///{(folder / name).as_posix()}.db", notify=lambda message: None)
    try:
        yield store
    finally:
        store.close()


def loaded(store: GraphStore, *files: Path, **wishes: object) -> list[Run]:
    """Files loaded as the application does it."""
    return load(store, list(files), today=TODAY, clock=lambda: NOW, **wishes)  # type: ignore[arg-type]


def holdings_file(folder: Path, *lines: str, name: str = "holdings.csv") -> Path:
    """A plain holdings file; a line may leave its last cells out."""
    path = folder / name
    path.write_text(HEADER + "".join(line + "," * (6 - line.count(",")) + "\n" for line in lines), encoding="utf-8")
    return path


@contextmanager
def held(folder: Path, *lines: str) -> Iterator[ControlService]:
    """Control questions over some holdings."""
    with a_store(folder) as store:
        loaded(store, holdings_file(folder, *lines))
        yield ControlService(store)
