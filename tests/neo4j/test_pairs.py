"""Queries in pairs: one name, one header, and the closed names of the layout."""

from __future__ import annotations

import re

import pytest

import queries
from graph.model.roles import Role
from graph.neo4j.layout import DERIVED_TYPES, EDGES, NODES, ROLE_TYPE
from graph.neo4j.picture import PAGE, page
from tests.support.repository import ROOT

# Names that only one store needs, with the reason.
ONLY_SQL = {name: "what the graph is written from" for name in queries.names() if name.startswith("export_")} | {
    "words_by_key": "the graph keeps words, not their numbers",
    "run_known_at": "the graph gives it with the sources, in run_and_sources",
}
ONLY_CYPHER = {
    "scope_facts": "all steps of a scope in one statement",
    "subjects_found": "all steps of a search in one statement",
    "run_and_sources": "two statements in one",
    "role_edges_of_holders": "relations are found from their nodes",
    "role_edges_around": "relations are found from their nodes",
    "caught_by_measure": "reads derived relations, which only the graph has",
    "flagged_units": "reads derived relations, which only the graph has",
    "ownership_paths": "a path of any length, for analysts",
    "shortest_relation": "a path of any length, for analysts",
    "ego_graph": "a picture, for analysts",
}


def test_every_query_has_its_pair_or_a_reason() -> None:
    assert set(queries.names()) - set(queries.cypher_names()) == ONLY_SQL.keys()
    assert set(queries.cypher_names()) - set(queries.names()) == ONLY_CYPHER.keys()


@pytest.mark.parametrize("name", sorted(set(queries.names()) & set(queries.cypher_names())))
def test_pairs_ask_the_same(name: str) -> None:
    sql, cypher = queries.query(name), queries.cypher(name)
    assert (cypher.question, cypher.returns, cypher.key, cypher.mode) == (sql.question, sql.returns, sql.key, sql.mode)
    assert [param for param, _ in cypher.params] == [param for param, _ in sql.params]


@pytest.mark.parametrize("name", queries.cypher_names())
def test_parameters_of_the_text_are_those_of_the_header(name: str) -> None:
    found = queries.cypher(name)
    assert set(re.findall(r"\$(\w+)", found.text)) == {param for param, _ in found.params}
    assert not re.search(r"\b(CREATE|MERGE|DELETE|SET|REMOVE)\b", _body(found.text))


@pytest.mark.parametrize("name", queries.cypher_names())
def test_types_and_labels_come_from_the_layout(name: str) -> None:
    text = _body(queries.cypher(name).text)
    types = {t for kind in EDGES for t in kind.types.values()} | set(DERIVED_TYPES) | {"READ", "REFUSED"}
    labels = {part for kind in NODES for label in kind.labels.values() for part in label.split(":")}
    labels |= {"Kind", "Form", "Run", "File", "Quarantined", "RawRows", "Catalogue", "Measure", "Journal"}
    for group in re.findall(r"\[\w*:([A-Z_|\s]+)", text):
        assert {t.strip() for t in group.split("|")} <= types
    assert set(re.findall(r"\(\w*:([A-Z]\w+)", text)) <= labels


@pytest.mark.parametrize("name", queries.cypher_names())
def test_relations_of_several_types_are_found_from_a_node(name: str) -> None:
    """An index covers one type: between two unknown nodes several types are found by walking the whole graph."""
    assert not re.search(r"\(\)\s*<?-\[\w*:[A-Z_]+\s*\|[^\]]*\]->?\s*\(\)", _body(queries.cypher(name).text))


def test_every_role_has_a_type_and_every_statement_names_all() -> None:
    assert len(set(ROLE_TYPE.values())) == len(Role)
    assert queries.cypher("roles_held_by_subjects").text.count("_OF") == len(Role)


def test_the_page_is_up_to_date() -> None:
    assert (ROOT / PAGE).read_text(encoding="utf-8") == page()


def _body(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("//"))
