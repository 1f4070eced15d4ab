"""Stores told the stories: each to an embedded store of its own, and on a server all that can be side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from graph.open import open_store
from graph.store import GraphStore
from guanlian.offices import Offices
from measures.loader import load_catalogue
from tests.support.recorded import record
from tests.support.scenarios import Story, asked_together, load_stories, tell, tell_together
from tests.support.suites import requires

# A story and a question of it -> the service that was told the story, and the question as it must be put there.
Teller = Callable[[Story, dict[str, Any]], tuple[Offices, dict[str, Any]]]


@pytest.fixture(scope="package", params=["sqlite", pytest.param("neo4j", marks=[pytest.mark.neo4j, requires("neo4j")])])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Teller]:
    """Tells stories to stores of one kind."""
    folder = tmp_path_factory.mktemp(request.param)
    with pytest.MonkeyPatch.context() as patch:
        stores = _Embedded(folder) if request.param == "sqlite" else _OnServer(folder, patch)
        yield stores.put
        stores.close()


class _Embedded:
    """Every story in a store of its own, told once."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._stores = folder, list[GraphStore]()
        self._tell = cache(self._told)
        self._stories: dict[tuple[str, str], Story] = {}

    def put(self, story: Story, ask: dict[str, Any]) -> tuple[Offices, dict[str, Any]]:
        self._stories[story.file, story.title] = story
        return self._tell(story.file, story.title), ask

    def _told(self, file: str, title: str) -> Offices:
        url = f"sqlite:///{self._folder}/{len(self._stores)}.db"
        self._stores.append(open_store(url, notify=lambda message: None))
        tell(self._stories[file, title], self._stores[-1])
        record([self._stories[file, title]], self._stores[-1])
        return Offices(self._stores[-1], load_catalogue())

    def close(self) -> None:
        for store in self._stores:
            store.close()


class _OnServer:
    """One graph on one server: first all stories without loads of their own, then one of the others after another."""

    _TOGETHER = ("", "")

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        from tests.support import neo4j_server

        patch.setenv("NEO4J_PASSWORD_FILE", str(neo4j_server.password_file()))
        patch.delenv("GUANLIAN_KEY_FILE", raising=False)
        self._folder, self._patch, self._count = folder, patch, 0
        self._here: tuple[str, str] | None = None
        self._store: GraphStore | None = None

    def put(self, story: Story, ask: dict[str, Any]) -> tuple[Offices, dict[str, Any]]:
        alone = "loads" in story.content
        wanted = (story.file, story.title) if alone else self._TOGETHER
        if self._here != wanted:
            store = self._empty()
            if alone:
                tell(story, store)
            else:
                together = [one for one in load_stories() if "loads" not in one.content]
                tell_together(together, store)
                record(together, store)
            self._here = wanted
        assert self._store is not None
        return Offices(self._store, load_catalogue()), ask if alone else asked_together(story, ask)

    def _empty(self) -> GraphStore:
        from tests.support import neo4j_server

        self.close()
        self._count += 1
        self._patch.setenv("GUANLIAN_NEO4J_LEDGER", str(self._folder / str(self._count)))
        self._store = open_store(neo4j_server.empty(0), notify=lambda message: None)
        return self._store

    def close(self) -> None:
        if self._store is not None:
            self._store.close()
