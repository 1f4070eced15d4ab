"""The committed sample city, loaded once into a store of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from graph.open import open_store
from guanlian.filing import load
from guanlian.request import Request
from guanlian.service import Service
from ingest.manifest import read_manifest
from measures.loader import load_catalogue

CITY = Path(__file__).resolve().parents[2] / "samples" / "city"
NOW = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)


def sample_today() -> date:
    """The day the sample city lives on."""
    today = read_manifest(CITY).today
    assert today is not None, "samples/city/manifest.yml names no today"
    return today


def load_city(folder: Path, url: str, today: date) -> None:
    """Load a city's files into a new store."""
    store = open_store(url)
    try:
        load(store, [folder], today=today, clock=lambda: NOW)
    finally:
        store.close()


@contextmanager
def service_over(url: str) -> Iterator[Service]:
    """A service over a store."""
    store = open_store(url)
    try:
        yield Service(store, load_catalogue())
    finally:
        store.close()


def ask(as_of: date, *documents: str) -> Request:
    """A request for some documents, all by default."""
    slugs = documents or tuple(document.slug for document in load_catalogue().documents)
    return Request(actor="test", client="test", as_of=as_of, documents=slugs)
