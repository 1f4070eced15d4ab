"""What moved between two days: who is newly caught through others, who is released, why, and what follows."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from dashboard import sitemap
from dashboard.components.text import facts, plain
from dashboard.desk import Desk
from dashboard.keys import Key, subject_address
from guanlian import terms
from guanlian.views.moved import MovedAnswer, MovedRow, moved_between

_KINDS = ["新增", "解除", "变化"]


def moved(desk: Desk) -> None:
    """Draw the question and, once it was asked, the answer."""
    as_of = desk.request.as_of
    first, second, third = st.columns([2, 2, 6], vertical_alignment="bottom")
    before = first.date_input(
        "自", value=as_of - timedelta(days=30), max_value=as_of, key=Key.MOVED_FROM, format="YYYY-MM-DD"
    )
    asked = (before, as_of, desk.request.purpose, desk.request.documents)
    if second.button("比较到基准日", icon=":material/difference:", key=Key.MOVED_GO, width="stretch"):
        st.session_state["moved_asked"] = asked
    third.caption("比较因关联涉及的主体，按所选用途和文件。名单本身的进出见“名单”。")
    if st.session_state.get("moved_asked") == asked:
        _answer(desk, before, desk.ask(moved_between, before, as_of))


def _answer(desk: Desk, before: date, answer: MovedAnswer) -> None:
    listed = {**answer.measures, _KINDS[-1]: answer.measures[_KINDS[-1]] - answer.passed}
    counts = "，".join(f"{word} {count} 项" for word, count in listed.items())
    st.markdown(f"**{answer.before} 至 {answer.after}**：措施{counts}，按主体和原因归并为 {len(answer.rows)} 行。")
    if answer.passed:
        st.caption(f"另有 {answer.passed} 项事实未变，只因日期推移而更确定或更不确定（起止日只知范围），不列表。")
    kind = st.segmented_control("类型", _KINDS, default=_first(answer), key=Key.MOVED_KIND, required=True)
    rows = [row for row in answer.rows if row.kind == kind]
    if not rows:
        st.info(f"这段时间没有{kind}。", icon=":material/info:")
        return
    state = st.dataframe(
        [_cells(row) for row in rows], hide_index=True, width="stretch", height=420,
        key=f"{Key.MOVED_ROWS}_{kind}", on_select="rerun", selection_mode="single-row", alt="两日之间的变更",
    )  # fmt: skip
    st.caption("点选一行看期限、已告知的单位和仍被标记的原因。")
    chosen = state.selection.rows
    if chosen and chosen[0] < len(rows):
        _one(_with_reasons(desk, before, rows[chosen[0]]))


def _with_reasons(desk: Desk, before: date, row: MovedRow) -> MovedRow:
    """The row with the reasons why its subject stays flagged; they are worked out when it is chosen."""
    if row.still is None:
        return row
    told = desk.ask(moved_between, before, desk.request.as_of, row.party.id)
    same = {"still": row.still}
    return next((one for one in told.rows if one.model_copy(update=same) == row), row)


def _first(answer: MovedAnswer) -> str:
    """The first kind that has a row; new ones where nothing moved."""
    return next((kind for kind in _KINDS if any(row.kind == kind for row in answer.rows)), _KINDS[0])


def _cells(row: MovedRow) -> dict[str, str | int]:
    return {
        "主体": row.party.name,
        "仍被标记": "是" if row.still else "—",
        "原因": row.cause,
        "方向": row.direction,
        "经由": row.through,
        "自": terms.day(row.day) if row.day else "—",
        "措施": row.measures,
    }


def _one(row: MovedRow) -> None:
    with st.container(border=True):
        st.markdown(f"**{plain(row.party.name)}**　{row.kind}")
        facts(
            [
                ("原因", row.cause),
                ("后续期限", "；".join(row.deadlines) or None),
                ("曾告知的单位", "、".join(row.told) or "没有记录"),
                ("仍被标记", row.still),
            ]
        )
        st.page_link(
            sitemap.SUBJECT,
            label="主体核查",
            icon=":material/person_search:",
            query_params=subject_address(row.party.id),
        )
