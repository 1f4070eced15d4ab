"""Every statement is also one of Cypher 25, the language that databases of the 2026.x line speak.

The 5.26 server carries that language behind a switch; it plans the statements without running them.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from neo4j.exceptions import ClientError

import queries
from graph.neo4j import kinds, problems, publish, schema
from graph.neo4j.layout import EDGES, NODES
from graph.neo4j.push import close_edge, create_edge, create_node
from graph.neo4j.store import Neo4jStore
from tests.support.suites import requires

pytestmark = [pytest.mark.neo4j, pytest.mark.long, requires("neo4j")]


def statements() -> Iterator[tuple[str, str]]:
    """Named statements, and one of each that is made from the layout."""
    yield from ((name, queries.cypher(name).text) for name in queries.cypher_names())
    for node in NODES:
        yield f"make {node.name}", create_node(node, next(iter(node.labels)))
    for edge in EDGES:
        value = next(iter(edge.types))
        yield f"make {edge.name}", create_edge(edge, edge.types[value])
        yield f"end {edge.name}", close_edge(edge, edge.types[value])
    yield "wrong labels", kinds.WRONG
    yield from (("constraint", text) for text in schema.constraints()[:2])
    yield from (("index", text) for text in (schema.indexes()[0], schema.indexes()[-1]))


def test_every_statement_is_cypher_25(graph: Neo4jStore) -> None:
    refused = {}
    with graph.driver.session() as session:
        for name, text in statements():
            plain = "\n".join(line for line in text.splitlines() if not line.startswith("//"))
            try:
                session.run(f"CYPHER 25 EXPLAIN {plain}").consume()
            except ClientError as error:
                refused[name] = error.message
        with pytest.raises(ClientError):  # the switch is on, and the language is another one
            session.run("CYPHER 25 EXPLAIN MATCH (a)-[r]->(b) SET a = r").consume()
    assert refused == {}


def test_publishing_and_examining_are_cypher_25_too(graph: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    class Explained:
        """Takes a statement, asks for its plan in the other language, and answers as if it counted nothing."""

        def run(self, text: str, *_: object, **__: object) -> Explained:
            said.append(text)
            with graph.driver.session() as session:
                session.run(f"CYPHER 25 EXPLAIN {text}").consume()
            return self

        def single(self, strict: bool = False) -> list[int]:
            return [0]

        def consume(self) -> None:
            return None

    problems.problems(Explained())  # type: ignore[arg-type]
    publish._write_runs(Explained(), [])  # type: ignore[arg-type]
    assert len(said) > 20
