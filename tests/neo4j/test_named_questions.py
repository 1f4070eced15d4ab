"""The named questions of 关系探索 on a real server: every one runs and names who it finds."""

from __future__ import annotations

from datetime import date

import pytest

from graph.neo4j import transfer
from graph.neo4j.store import Neo4jStore
from graph.sqlite.store import SQLiteStore
from guanlian.request import Request
from guanlian.views.named import QUESTIONS, can_ask, named_answer
from guanlian.views.service import PageService
from measures.loader import load_catalogue
from tests.contract.loads import Loader
from tests.neo4j.test_transfer import CO, OTHER, PAN, database, load_world
from tests.support.suites import requires

pytestmark = [pytest.mark.neo4j, requires("neo4j")]


def test_every_question_is_answered(graph: Neo4jStore, embedded: SQLiteStore, load: Loader) -> None:
    load_world(load)
    transfer.push(graph, database(embedded))
    service = PageService(graph, load_catalogue())
    request = Request("test", date(2024, 1, 15))
    pan, co, other = (graph.find_subjects(one.id, graph.known_run())[0].id for one in (PAN, CO, OTHER))
    ends = {"one": co, "other": other, "holder": co, "unit": other, "subject": pan}
    given: dict[str, str | int] = {"measure": "central-2016#9", "cap": 5, **ends}

    assert can_ask(service)
    answers = {one.name: named_answer(service, request, one.name, given) for one in QUESTIONS}

    assert all(len(row) == len(answer.headings) for answer in answers.values() for row in answer.rows)
    ((way, _),) = answers["shortest_relation"].rows
    assert way.startswith(f"{CO.name}（{co}） → ")
    assert any(row[1] == "董事" for row in answers["ego_graph"].rows)
    assert answers["flagged_units"].rows == ()  # nothing was derived in this graph
