"""Named questions on 关系探索: only on a store that knows Cypher, parameters only, the statement to copy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analysis.findings import Finding
from dashboard.keys import Key
from graph.errors import BadRequestError, UnknownSubjectError
from graph.model.roles import Role
from graph.open import open_store
from graph.store import GraphStore
from guanlian.views import opening
from guanlian.views.named import MOST_ROWS, QUESTIONS, Sort, can_ask, named_answer
from guanlian.views.named_cells import HEADINGS
from guanlian.views.service import PageService
from measures.loader import load_catalogue
from queries import cypher
from tests.dashboard.conftest import OpenPage, set_environment, sound, words
from tests.support.sample import ask, sample_today


class Graph:
    """The sample city's store with a reader that answers named statements from a table and remembers them."""

    def __init__(self, store: GraphStore, answers: dict[str, list[tuple[Any, ...]]]) -> None:
        self._store, self.answers = store, answers
        self.asked: list[tuple[str, dict[str, object]]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def ask(self, work: Callable[[Any], Any]) -> Any:
        return work(self)

    def rows(self, name: str, /, **params: object) -> list[tuple[Any, ...]]:
        self.asked.append((name, params))
        return self.answers[name]


@pytest.fixture
def graph(sample_url: str, extended: Finding, monkeypatch: pytest.MonkeyPatch) -> Graph:
    """The store that the pages of this test open."""
    person, unit = extended.subject.id, extended.listed.subject
    made = Graph(
        open_store(sample_url),
        {
            "caught_by_measure": [
                ("CAUGHT_BY", person, extended.subject.name, extended.id, "central-2016#9", None, None, "certain")
            ]
            * (MOST_ROWS + 1),
            "flagged_units": [],
            "common_officers": [(person, Role.DIRECTOR.value, Role.SUPERVISOR.value)],
            "shortest_relation": [([person, unit], ["DIRECTOR_OF"])],
            "ownership_paths": [([person, unit], [[1, 3, 1, 3]]), ([person, unit], [[None, None, None, None]])],
        },
    )
    monkeypatch.setattr(opening, "open_store", lambda url: made)
    # Pages keep one service for each address: this one must not meet that of other tests.
    folder, _, file = sample_url.rpartition("/")
    set_environment(f"{folder}/./{file}?{id(made)}", monkeypatch)
    return made


def _service(graph: Graph) -> PageService:
    return PageService(graph, load_catalogue())


def _asked(page: AppTest, question: str) -> AppTest:
    return sound(page.selectbox(key=Key.NAMED_QUESTION).set_value(question).run())


@pytest.mark.usefixtures("page_environment")
def test_an_embedded_store_says_what_is_needed(open_page: OpenPage) -> None:
    page = open_page("explore")
    assert "具名查询（措施涉及谁、持股路径、共同任职等，可复制到 Neo4j Browser）需要 Neo4j 存储" in words(page)
    assert Key.NAMED_GO not in [button.key for button in page.button]


def test_a_clause_is_chosen_and_its_answer_stands_beside_the_statement(graph: Graph, open_page: OpenPage) -> None:
    page = _asked(open_page("explore"), "caught_by_measure")
    assert page.button(key=Key.NAMED_GO).disabled
    clause = page.selectbox(key=f"{Key.NAMED_PARAM}_{Sort.CLAUSE}_measure")
    sound(clause.set_value("central-2016#9").run())
    sound(page.button(key=Key.NAMED_GO).click().run())
    assert graph.asked == [("caught_by_measure", {"measure": "central-2016#9"})]
    table = page.dataframe[-1].value
    assert len(table) == MOST_ROWS
    assert f"共 **{MOST_ROWS + 1}** 行" in words(page)
    assert set(table["类别"]) == {"被牵连"}
    assert set(table["把握"]) == {"确定"}
    assert page.code[-2].value == ":param measure => 'central-2016#9';"
    assert page.code[-1].value == cypher("caught_by_measure").text.strip()


def test_subjects_are_searched_for_and_go_by_key(graph: Graph, open_page: OpenPage, extended: Finding) -> None:
    page = _asked(open_page("explore"), "common_officers")
    for name in ("one", "other"):
        sound(page.text_input(key=f"{Key.NAMED_PARAM}_{Sort.SUBJECT}_{name}").set_value(extended.listed.subject).run())
    sound(page.button(key=Key.NAMED_GO).click().run())
    ((name, params),) = graph.asked
    key = graph.find_subjects(extended.listed.subject, graph.known_run(), 1, exact=True)[0].key
    assert name == "common_officers"
    assert params == {"known_run": graph.known_run(), "day": sample_today().toordinal(), "one": key, "other": key}
    row = page.dataframe[-1].value.iloc[0]
    assert row["任职人员"].startswith(extended.subject.name)
    assert (row["在单位甲"], row["在单位乙"]) == (Role.DIRECTOR.term, Role.SUPERVISOR.term)


def test_an_answer_without_rows_is_no_all_clear(graph: Graph, open_page: OpenPage) -> None:
    page = _asked(open_page("explore"), "flagged_units")
    sound(page.button(key=Key.NAMED_GO).click().run())
    assert any("未发现不等于没有" in info.value for info in page.info)


def test_paths_are_told_in_names_terms_and_percentages(graph: Graph, extended: Finding) -> None:
    service, request = _service(graph), ask(sample_today())
    ends = {"one": extended.subject.id, "other": extended.listed.subject}
    ((way, steps),) = named_answer(service, request, "shortest_relation", ends).rows
    assert way.split(" → ")[0] == f"{extended.subject.name}（{extended.subject.id}）"
    assert steps == Role.DIRECTOR.term
    chosen: dict[str, str | int] = {"holder": extended.subject.id, "unit": extended.listed.subject, "cap": 5}
    answer = named_answer(service, request, "ownership_paths", chosen)
    assert [row[1] for row in answer.rows] == ["≈33.3333%", "不详"]
    assert ":param cap => 5;" in answer.params.splitlines()


def test_what_is_missing_unknown_or_no_question_is_refused(graph: Graph, sample_url: str) -> None:
    service, request = _service(graph), ask(sample_today())
    with pytest.raises(BadRequestError, match="请先选择“单位甲”"):
        named_answer(service, request, "common_officers", {})
    with pytest.raises(UnknownSubjectError):
        named_answer(service, request, "common_officers", {"one": "u-nobody", "other": "u-nobody"})
    with pytest.raises(BadRequestError, match="没有这个具名查询"):
        named_answer(service, request, "journal_entries", {})
    embedded = PageService(open_store(sample_url), load_catalogue())
    assert not can_ask(embedded)
    with pytest.raises(BadRequestError, match="需要 Neo4j"):
        named_answer(embedded, request, "flagged_units", {})
    assert graph.asked == []


def test_a_value_never_becomes_part_of_the_statement(graph: Graph) -> None:
    written = "x'}) DETACH DELETE (m) //"
    answer = named_answer(_service(graph), ask(sample_today()), "caught_by_measure", {"measure": written})
    assert graph.asked[0][1] == {"measure": written}
    assert written not in answer.statement
    assert answer.params == ":param measure => 'x\\'}) DETACH DELETE (m) //';"


def test_every_question_is_a_read_statement_whose_parameters_and_columns_are_known() -> None:
    for question in QUESTIONS:
        statement = cypher(question.name)
        chosen = {one.name for one in question.asked}
        assert statement.mode == "read"
        assert {name for name, _ in statement.params} == chosen | ({name for name, _ in statement.params} & _USUAL)
        assert set(statement.returns) <= HEADINGS.keys()


_USUAL = {"known_run", "day"}
