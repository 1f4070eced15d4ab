"""Named questions (具名查询) that only the production store answers: which there are, what they need, their answers.

Nothing that a user types is ever run: the statement is a file of the repository, the user only chooses parameters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from graph.errors import BadRequestError, UnknownSubjectError
from graph.store import GraphStore
from guanlian.answers import Answer
from guanlian.request import Request
from guanlian.views.named_cells import HEADINGS, Names, shown
from guanlian.views.service import PageService
from queries import cypher

MOST_ROWS = 200  # rows on a page; the statement itself, in Browser, gives all
_DERIVED = "答案取自派生关系，由 guanlian neo4j derive 按某一日写入；没有写过时表为空，不等于没有。"


class Rows(Protocol):
    """Runs named statements inside one read transaction."""

    def rows(self, name: str, /, **params: object) -> Sequence[tuple[Any, ...]]:
        """All rows of a named statement."""


@runtime_checkable
class AsksCypher(Protocol):
    """A store that answers named Cypher."""

    def ask(self, work: Callable[[Any], Any]) -> Any:
        """The answer of some work with a reader."""


class Sort(StrEnum):
    """What a user chooses for a parameter."""

    SUBJECT = "subject"  # an id; the statement gets the store's key
    CLAUSE = "clause"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Asked:
    """One parameter that the user chooses: its name in the statement, its Chinese name, its sort."""

    name: str
    label: str
    sort: Sort = Sort.SUBJECT


@dataclass(frozen=True, slots=True)
class NamedQuestion:
    """One question: the name of its statement, its words, what is chosen for it, and what to know about the answer."""

    name: str
    words: str
    asked: tuple[Asked, ...] = ()
    note: str = ""


_CHOSEN_CAP = Asked("cap", "最多多少条", Sort.COUNT)
QUESTIONS = (
    NamedQuestion("caught_by_measure", "某项措施涉及哪些主体", (Asked("measure", "措施", Sort.CLAUSE),), _DERIVED),
    NamedQuestion("flagged_units", "哪些单位因任职人员失信被牵连", (), _DERIVED),
    NamedQuestion("listed_in_state_posts", "哪些失信人员在国有单位任职", (), "只列起止日确定的任职和在册记录。"),
    NamedQuestion(
        "ownership_paths", "沿哪些持股路径可以从一个主体到达一个单位",
        (Asked("holder", "股东一方"), Asked("unit", "被持股的单位"), _CHOSEN_CAP), "至多六层，不重复经过同一单位。",
    ),
    NamedQuestion(
        "common_officers", "谁同时在两个单位任职", (Asked("one", "单位甲"), Asked("other", "单位乙")),
        "只列起止日确定的任职。",
    ),
    NamedQuestion(
        "shortest_relation", "两个主体之间最短的关系", (Asked("one", "主体甲"), Asked("other", "主体乙")),
        "至多六步；不限日期，已终止的关系和“可能同一”的线索也计在内。",
    ),
    NamedQuestion(
        "ego_graph", "一个主体周围两步以内的关系", (Asked("subject", "主体"), _CHOSEN_CAP),
        "不限日期；所选条数是每个主体的上限。",
    ),
)  # fmt: skip
_BY_NAME = {question.name: question for question in QUESTIONS}


class NamedAnswer(Answer):
    """A table: headings, rows of text, how many rows there are in all, and the statement to copy into Browser."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int
    params: str
    statement: str


def can_ask(service: PageService) -> bool:
    """Whether the store answers named Cypher."""
    return isinstance(service.store, AsksCypher)


def clauses(service: PageService) -> dict[str, str]:
    """Every coded clause as the graph names it, with its title."""
    return {
        f"{document.slug}#{clause.number}": f"《{document.title}》{clause.number} {clause.title}"
        for document in service.catalogue.documents
        for clause in document.clauses
        if clause.coded
    }


def named_answer(service: PageService, request: Request, name: str, given: Mapping[str, str | int]) -> NamedAnswer:
    """The answer to a named question with what the user chose; subjects are given by id.

    Raises:
        BadRequestError: the store answers no Cypher, the question is not known, or a choice is missing.
        UnknownSubjectError: a chosen subject is not in the loaded data.

    """
    store, question = service.store, _BY_NAME.get(name)
    if not isinstance(store, AsksCypher):
        raise BadRequestError("具名查询需要 Neo4j 存储。")
    if question is None or cypher(name).mode != "read":
        raise BadRequestError("没有这个具名查询。请从列表中选择。")
    run = service.store.known_run(request.known_as_of)
    params = _params(service, request, question, given, run)
    rows = store.ask(lambda reader: reader.rows(name, **params))
    names = Names(service.store, run)
    titles = clauses(service)
    returns = cypher(name).returns
    return NamedAnswer(
        headings=tuple(HEADINGS[column] for column in returns),
        rows=tuple(
            tuple(shown(column, value, names, titles) for column, value in zip(returns, row, strict=True))
            for row in rows[:MOST_ROWS]
        ),
        total=len(rows),
        params="\n".join(f":param {key} => {_literal(value)};" for key, value in params.items()),
        statement=cypher(name).text.strip(),
    )


def _params(
    service: PageService, request: Request, question: NamedQuestion, given: Mapping[str, str | int], run: int
) -> dict[str, str | int]:
    """What the statement takes: day and data version of the page, and the user's choices."""
    chosen = {one.name: _value(service.store, one, given.get(one.name), run) for one in question.asked}
    usual = {"known_run": run, "day": request.as_of.toordinal()}
    return {name: (usual | chosen)[name] for name, _ in cypher(question.name).params}


def _value(store: GraphStore, asked: Asked, given: str | int | None, run: int) -> str | int:
    if given is None:
        raise BadRequestError(f"请先选择“{asked.label}”。")
    if asked.sort is not Sort.SUBJECT:
        return given
    found = store.find_subjects(str(given), run, 1, exact=True)
    if not found:
        raise UnknownSubjectError("所选主体在已装入的数据中不存在。请重新查找。")
    return found[0].key


def _literal(value: str | int) -> str:
    """A parameter as Cypher writes it."""
    if isinstance(value, int):
        return str(value)
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
