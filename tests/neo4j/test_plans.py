"""How the server would answer: no named statement walks the whole graph to find what it is given by key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import queries
from graph.neo4j.store import Neo4jStore
from tests.support.suites import requires

pytestmark = [pytest.mark.neo4j, requires("neo4j")]

_EVERYTHING = ("AllNodesScan", "UnionRelationshipTypesScan")


def test_no_statement_walks_the_whole_graph(graph: Neo4jStore) -> None:
    walking = {name for name in queries.cypher_names() if _walks(graph, queries.cypher(name).text)}
    assert walking == set()
    assert _walks(graph, "MATCH (n) RETURN n"), "the test knows such a plan when it sees one"


def _walks(graph: Neo4jStore, text: str) -> bool:
    with graph.driver.session() as session:
        plan = session.run(f"EXPLAIN {text}").consume().plan
    return any(word in operator for operator in _operators(plan or {}) for word in _EVERYTHING)


def _operators(plan: dict[str, Any]) -> Iterator[str]:
    yield str(plan["operatorType"])
    for child in plan.get("children", ()):
        yield from _operators(child)
