"""How the server would answer: no named statement walks the whole graph to find what it is given by key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import queries
from graph.neo4j.store import Neo4jStore
from tests.support.suites import requires

pytestmark = [pytest.mark.neo4j, requires("neo4j")]

# An index covers one type of relation. A pattern of several types with a key in it is planned as one of these.
_EVERYTHING = ("AllNodesScan", "UnionRelationshipTypesScan")
_SEVERAL = "UNWIND $keys AS k MATCH ()-[r:SAME_AS|MAY_BE|DIFFERS_FROM {key: k}]->() RETURN r"


def test_no_statement_walks_the_whole_graph(graph: Neo4jStore) -> None:
    walking = {name for name in queries.cypher_names() if _walks(graph, queries.cypher(name).text)}
    assert walking == set()
    assert _walks(graph, _SEVERAL), "the test knows such a plan when it sees one"


def _walks(graph: Neo4jStore, text: str) -> bool:
    with graph.driver.session() as session:
        plan = session.run(f"EXPLAIN {text}").consume().plan
    return any(word in operator for operator in _operators(plan or {}) for word in _EVERYTHING)


def _operators(plan: dict[str, Any]) -> Iterator[str]:
    yield str(plan["operatorType"])
    for child in plan.get("children", ()):
        yield from _operators(child)
