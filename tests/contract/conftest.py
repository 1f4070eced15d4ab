"""The stores under test: another one joins by another parameter of ``make_url``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.open import open_store
from graph.store import GraphStore
from tests.contract.loads import Loader
from tests.support.suites import requires

# Every order of loading, dozens of times: worked out in the ledger, so a server has little to add.
_LONG_ON_A_SERVER = {
    "test_snapshots_in_any_order_give_the_same_facts",
    "test_partial_sightings_count_in_any_order",
    "test_membership_does_not_depend_on_order",
    "test_a_case_shows_both_sides_and_the_waterfall",
    "test_a_decision_that_was_broken_off_before_it_took_effect_is_applied_later",
    "test_people_may_join_what_no_name_brings_together",
    "test_undecided_leaves_the_queue_and_changes_nothing",
    "test_what_waits_for_a_second_person_has_no_effect",
    "test_while_a_second_decision_waits_the_first_one_counts",
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what takes minutes on a server as long there."""
    for item in items:
        if isinstance(item, pytest.Function) and item.originalname in _LONG_ON_A_SERVER and "[neo4j" in item.name:
            item.add_marker(pytest.mark.long)


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=[pytest.mark.neo4j, requires("neo4j")])])
def make_url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Makes the address of an empty store from a name."""
    monkeypatch.delenv("GUANLIAN_KEY_FILE", raising=False)
    if request.param == "neo4j":
        from tests.support import neo4j_server

        monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(neo4j_server.password_file()))
        monkeypatch.setenv("GUANLIAN_NEO4J_LEDGER", str(tmp_path))
        return neo4j_server.Pool(2).url
    return lambda name: f"sqlite:///{tmp_path}/{name}.db"


@pytest.fixture
def kept_in(make_url: Callable[[str], str]) -> Callable[[str], Path]:
    """The folder in which a store keeps all its files."""

    def folder(name: str) -> Path:
        url = make_url(name)
        if url.startswith("sqlite"):
            return Path(url.removeprefix("sqlite:///")).parent
        from tests.support import neo4j_server

        return neo4j_server.data_folder(url)

    return folder


@pytest.fixture
def make_store(make_url: Callable[[str], str]) -> Iterator[Callable[[str], GraphStore]]:
    """Opens stores by name and closes them at the end; the same name is the same store."""
    opened: list[GraphStore] = []

    def make(name: str) -> GraphStore:
        opened.append(open_store(make_url(name), notify=lambda message: None))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def store(make_store: Callable[[str], GraphStore]) -> GraphStore:
    """An empty store."""
    return make_store("store")


@pytest.fixture
def load(store: GraphStore) -> Loader:
    """Loads batches into ``store``."""
    return Loader(store)
