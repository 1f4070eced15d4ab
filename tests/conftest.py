"""What every test shares: the rule on suites that cannot run, and one seed for the property tests."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.sample import CITY, load_city, sample_today

pytest_plugins = ["tests.support.suites", "tests.support.together"]

# Short runs repeat exactly and never fail for a slow machine; HYPOTHESIS_PROFILE=search looks for new counterexamples.
settings.register_profile("repeat", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2_000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeat"))


def pytest_sessionfinish() -> None:
    """No server outlives the tests that started it."""
    if (servers := sys.modules.get("tests.support.neo4j_server")) is not None:
        servers.stop_all()


@pytest.fixture(scope="session")
def sample_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with the committed sample city in it; tests only read it."""
    url = f"sqlite:///{(Path(tmp_path_factory.mktemp('sample')) / 'sample.db').as_posix()}"
    load_city(CITY, url, sample_today())
    return url
