"""Named questions to the production store: a form for their parameters, the answer, and the statement to copy."""

from __future__ import annotations

import streamlit as st

from dashboard.components.chooser import choose, search_box
from dashboard.components.text import plain
from dashboard.desk import Desk
from dashboard.keys import Key
from guanlian.errors import GuanlianError
from guanlian.views.named import MOST_ROWS, QUESTIONS, Asked, NamedAnswer, Sort, can_ask, clauses, named_answer

_MOST_STEPS = 1_000
_ASKED = "named_asked"


def named(desk: Desk) -> None:
    """Draw the section; on a store that knows no Cypher it is one sentence."""
    if not can_ask(desk.service):
        st.caption(
            "具名查询（措施涉及谁、持股路径、共同任职等，可复制到 Neo4j Browser）需要 Neo4j 存储；"
            "当前使用 SQLite。建立方法见 docs/neo4j.md。"
        )
        return
    with st.expander("具名查询（Neo4j）", icon=":material/manage_search:"):
        _question(desk)


def _question(desk: Desk) -> None:
    words = {one.name: one.words for one in QUESTIONS}
    name = st.selectbox("问题", list(words), format_func=words.__getitem__, key=Key.NAMED_QUESTION)
    question = next(one for one in QUESTIONS if one.name == name)
    given = {one.name: _chosen(desk, one) for one in question.asked}
    st.caption(f"按基准日 {desk.request.as_of} 和已装入的数据回答。{question.note}")
    complete = {key: value for key, value in given.items() if value is not None}
    asked = (name, tuple(given.items()), desk.request)
    if st.button("查询", icon=":material/search:", key=Key.NAMED_GO, disabled=len(complete) < len(given)):
        # Derived relations change without a load, so that an answer is asked for anew each time and never shared.
        st.session_state[_ASKED] = (asked, _told(desk, name, complete))
    kept = st.session_state.get(_ASKED)
    if kept and kept[0] == asked and kept[1] is not None:
        _answer(kept[1])


def _told(desk: Desk, name: str, given: dict[str, str | int]) -> NamedAnswer | None:
    try:
        with st.spinner("正在查询…"):
            return named_answer(desk.service, desk.request, name, given)
    except GuanlianError as error:
        st.error(f"{error}", icon=":material/error:")
        return None


def _chosen(desk: Desk, asked: Asked) -> str | int | None:
    """What the user chose for one parameter; ``None`` while nothing is chosen."""
    key = f"{Key.NAMED_PARAM}_{asked.sort}_{asked.name}"
    if asked.sort is Sort.COUNT:
        return int(st.number_input(asked.label, 1, _MOST_STEPS, 100, 10, key=key))
    if asked.sort is Sort.CLAUSE:
        titles = clauses(desk.service)
        return st.selectbox(
            asked.label, list(titles), index=None, format_func=titles.__getitem__, key=key, placeholder="请选择措施"
        )
    text = search_box(key, asked.label)
    party = choose(desk, text, f"{key}_candidate") if text else None
    if party is None:
        return None
    st.caption(f"{asked.label}：{plain(party.name)}")
    return party.id


def _answer(answer: NamedAnswer) -> None:
    if not answer.rows:
        st.info("没有符合的行。未发现不等于没有。", icon=":material/info:")
    else:
        cut = f"，此处列前 {MOST_ROWS} 行，复制语句到 Browser 可看全部" if answer.total > MOST_ROWS else ""
        st.markdown(f"共 **{answer.total}** 行{cut}。")
        rows = [dict(zip(answer.headings, row, strict=True)) for row in answer.rows]
        st.dataframe(rows, hide_index=True, width="stretch", alt="具名查询的答案")
    st.caption("复制到 Neo4j Browser：先逐行执行参数，再执行语句。语句只读；所填内容只作参数，不拼入语句。")
    if answer.params:
        st.code(answer.params, language="cypher", wrap_lines=True)
    st.code(answer.statement, language="cypher")
