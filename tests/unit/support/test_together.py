"""All tests on a server go to one worker, others by module."""

from __future__ import annotations

import pytest

from tests.support.together import scope_of


@pytest.mark.parametrize(
    "nodeid",
    [
        "tests/neo4j/test_parity.py::test_small_cities[1]",
        "tests/contract/test_runs.py::test_known_run_by_moment[neo4j]",
        "tests/contract/test_facts.py::test_snapshots[neo4j-order1]",
        "tests/contract/test_runs.py::test_killed_while_writing[before-neo4j]",
    ],
)
def test_what_talks_to_a_server_is_one_group(nodeid: str) -> None:
    assert scope_of(nodeid, "module") == "neo4j"


@pytest.mark.parametrize(
    "nodeid",
    [
        "tests/contract/test_runs.py::test_known_run_by_moment[sqlite]",
        "tests/unit/graph/test_ids.py::test_words[neo4jish]",
        "tests/unit/guanlian/test_neo4j_words.py::test_it",
    ],
)
def test_everything_else_stays_with_its_module(nodeid: str) -> None:
    assert scope_of(nodeid, "module") == "module"
