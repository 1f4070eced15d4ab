"""Stores told a story each; another kind of store joins by another name in ``STORES``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from graph.open import open_store
from graph.store import GraphStore
from guanlian.offices import Offices
from measures.loader import load_catalogue
from tests.support.scenarios import Story, tell

STORES = ["sqlite"]


@pytest.fixture(scope="package", params=STORES)
def told(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[Story], Offices]]:
    """A service over a store that was told a story; each story is told once."""
    folder = tmp_path_factory.mktemp(request.param)
    stores: list[GraphStore] = []

    @cache
    def tell_once(file: str, title: str) -> Offices:
        store = open_store(_url(request.param, folder, len(stores)), notify=lambda message: None)
        stores.append(store)
        tell(_stories[file, title], store)
        return Offices(store, load_catalogue())

    _stories: dict[tuple[str, str], Story] = {}

    def service(story: Story) -> Offices:
        _stories[story.file, story.title] = story
        return tell_once(story.file, story.title)

    yield service
    for store in stores:
        store.close()


def _url(kind: str, folder: Path, number: int) -> str:
    assert kind == "sqlite"
    return f"sqlite:///{folder}/{number}.db"
