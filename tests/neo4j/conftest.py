"""Stores on a private server, and an embedded store beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.neo4j.store import Neo4jStore
from graph.open import open_store
from graph.sqlite.store import SQLiteStore
from tests.contract.loads import Loader


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty graph."""
    from tests.support import neo4j_server

    monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(neo4j_server.password_file()))
    monkeypatch.setenv("GUANLIAN_NEO4J_LEDGER", str(tmp_path / "ledger"))
    monkeypatch.setenv("GUANLIAN_KEY_FILE", str(tmp_path / "key"))
    return neo4j_server.Pool(1).url("store")


@pytest.fixture
def graph(url: str) -> Iterator[Neo4jStore]:
    """An empty graph."""
    store = open_store(url, notify=lambda message: None)
    assert isinstance(store, Neo4jStore)
    yield store
    store.close()


@pytest.fixture
def embedded(url: str, tmp_path: Path) -> Iterator[SQLiteStore]:
    """An empty embedded store that shares the graph's key."""
    store = SQLiteStore(tmp_path / "embedded.db", lambda message: None)
    yield store
    store.close()


@pytest.fixture
def load(embedded: SQLiteStore) -> Loader:
    """Loads batches into the embedded store."""
    return Loader(embedded)
