"""身份复核: the queue of doubtful identities, one case side by side, and the decision with its reason."""

from __future__ import annotations

import streamlit as st

from dashboard.components.review_case import acts, both_sides, history, waterfall
from dashboard.components.states import nothing_loaded
from dashboard.components.text import plain
from dashboard.desk import Desk, current
from dashboard.keys import Key
from guanlian.review_answers import CaseView, QueueAnswer
from guanlian.views.review import TIER_WORDS, review_case, review_queue

_CASE = "review_case"


def review(desk: Desk) -> None:
    """Draw the page."""
    st.title("身份复核", anchor=False)
    if nothing_loaded(desk):
        return
    if told := st.session_state.pop("review_done", None):
        st.success(told, icon=":material/check_circle:")
    queue = _queue(desk)
    if not queue.cases:
        st.success("没有符合条件的待核线索。", icon=":material/check_circle:")
        return
    ids = [case.case for case in queue.cases]
    chosen = _chosen(queue, ids)
    case = desk.ask(review_case, chosen)
    st.subheader(f"{plain(case.left.name)}　—　{case.tier_term}　{case.status_term}", anchor=False)
    st.caption(f"{plain(case.evidence)}。依据此线索的结论有 {case.findings} 项。")
    both_sides(case)
    acts(desk, case)
    waterfall(case)
    history(case)


def _queue(desk: Desk) -> QueueAnswer:
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    tiers = left.pills("线索等级", TIER_WORDS, selection_mode="multi", key=Key.REVIEW_TIERS)
    name = right.text_input("名称包含", key=Key.REVIEW_NAME, placeholder="姓名或单位名称的一部分")
    queue = desk.ask(review_queue, tuple(tiers), (name or "").strip())
    shown = "" if queue.total <= len(queue.cases) else f"，列出前 {len(queue.cases)} 条"
    st.markdown(f"待核 **{queue.total}** 条{shown}。先核矛盾，再核很可能，最后核可能。")
    return queue


def _chosen(queue: QueueAnswer, ids: list[str]) -> str:
    """The case in work: the row picked, else the one before, else the first; the next one by key."""
    with st.expander("队列：点选一行开始核定", icon=":material/list:"):
        state = st.dataframe(
            [_cells(case) for case in queue.cases], hide_index=True, width="stretch", height=300,
            key=Key.REVIEW_ROWS, on_select="rerun", selection_mode="single-row", alt="待核的身份线索",
        )  # fmt: skip
    rows = [row for row in state.selection.rows if row < len(ids)]
    if rows and ids[rows[0]] != st.session_state.get("review_row"):
        st.session_state["review_row"] = st.session_state[_CASE] = ids[rows[0]]
    now = st.session_state.get(_CASE)
    place = ids.index(now) if now in ids else 0
    back, ahead, where = st.columns([2, 2, 6], vertical_alignment="center")
    if back.button("上一条", icon=":material/arrow_back:", key=Key.REVIEW_BACK, shortcut="K", width="stretch"):
        place = (place - 1) % len(ids)
    if ahead.button("下一条", icon=":material/arrow_forward:", key=Key.REVIEW_NEXT, shortcut="J", width="stretch"):
        place = (place + 1) % len(ids)
    where.caption(f"第 {place + 1} 条，共 {len(ids)} 条")
    st.session_state[_CASE] = ids[place]
    return ids[place]


def _cells(case: CaseView) -> dict[str, str]:
    return {
        "等级": case.tier_term,
        "名称": case.left.name,
        "一方号码": "、".join(case.left.identifiers) or "—",
        "一方来源": f"{case.left.source.source} 第 {case.left.source.row} 行",
        "另一方号码": "、".join(case.right.identifiers) or "—",
        "另一方来源": f"{case.right.source.source} 第 {case.right.source.row} 行",
        "证据": case.evidence,
        "状态": case.status_term,
    }


review(current())
