"""Opens a service over the store that the settings name, for as long as one answer takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from graph.open import open_store
from guanlian.service import Service
from guanlian.settings import Settings
from measures.loader import load_catalogue


@contextmanager
def open_service(settings: Settings) -> Iterator[Service]:
    """A service, its store closed again at the end."""
    store = open_store(settings.store)
    try:
        yield Service(store, load_catalogue())
    finally:
        store.close()
