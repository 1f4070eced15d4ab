"""关系探索: a graph grown subject by subject, with filters, time, chains between subjects and exports."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from dashboard import sitemap
from dashboard.components.chooser import choose, search_box
from dashboard.components.explorer import relation_rows, show_picture, subject_words
from dashboard.components.explorer_exports import exports
from dashboard.components.named import named
from dashboard.components.states import nothing_loaded
from dashboard.components.text import plain
from dashboard.desk import Desk, current
from dashboard.keys import Key, Param, subject_address
from guanlian.views.explore import HUB, Chain, Hub, Picture, Wish, chains, hub, picture, shared

_OPENED, _LIMITS = "explore_opened", "explore_limits"
_FEW = 3  # opened subjects between which chains are looked for at once


def explore(desk: Desk) -> None:
    """Draw the page."""
    st.title("关系探索", anchor=False)
    if nothing_loaded(desk):
        return
    _drawing(desk)
    named(desk)


def _drawing(desk: Desk) -> None:
    """The picture that grows; without a subject, how to begin."""
    opened: list[str] = st.session_state.setdefault(_OPENED, _from_address())
    _add(desk, opened)
    if not opened:
        st.info(
            "请先加入一个主体。之后点击图中的主体看详情、展开或收起；再加入一个主体可看两者的最短关系。",
            icon=":material/info:",
        )
        return
    day, wish = _filters(desk, opened)
    drawn = desk.ask(picture, list(opened), day, wish)
    left, right = st.columns([3, 1], gap="medium")
    with left:
        clicked = show_picture(drawn, key=Key.GRAPH, selectable=True, height=520)
        st.caption(f"{len(drawn.nodes)} 个主体，{len(drawn.relations)} 条关系。滚轮缩放，拖动平移，点击主体看详情。")
    with right:
        _panel(desk, drawn, clicked or opened[-1], opened, day)
    exports(desk, drawn, st.session_state[f"places_{Key.GRAPH}"], day)
    _between(desk, opened, day)
    with st.expander(f"以表格显示（{len(drawn.relations)} 条关系）", icon=":material/table:"):
        st.dataframe(relation_rows(drawn), hide_index=True, width="stretch", alt="图中的关系")


def _from_address() -> list[str]:
    """The subjects of the address; it may name several."""
    return list(dict.fromkeys(one for one in st.query_params.get_all(Param.SUBJECT) if one))


def _add(desk: Desk, opened: list[str]) -> None:
    text = search_box(Key.GRAPH_ADD, "加入主体")
    if not text or st.session_state.get("explore_added") == text:
        return
    party = choose(desk, text, Key.GRAPH_ADD + "_candidate")
    if party is None:
        return
    st.session_state["explore_added"] = text
    if party.id not in opened:
        opened.append(party.id)


def _filters(desk: Desk, opened: list[str]) -> tuple[date, Wish]:
    labels = sorted({one for id_ in opened for one in desk.ask(hub, id_, desk.request.as_of).counts})
    first, second, third, fourth = st.columns([3, 3, 2, 2])
    chosen = first.multiselect("关系类型", labels, key=Key.GRAPH_LABELS, placeholder="全部类型")
    as_of = desk.request.as_of
    day = second.slider(
        "时间", min_value=as_of - timedelta(days=3650), max_value=as_of, value=as_of, format="YYYY-MM-DD",
        key=Key.GRAPH_DAY, help="拖动看过去某一天的关系；最右是基准日",
    )  # fmt: skip
    share = third.slider("持股不低于", 0, 100, 0, 5, format="%d%%", key=Key.GRAPH_SHARE, help="只影响股东关系")
    past = fourth.toggle("含已终止的关系", key=Key.GRAPH_PAST)
    limits: dict[str, int] = st.session_state.setdefault(_LIMITS, {})
    return day, Wish(tuple(chosen) or None, share, past, dict(limits))


def _panel(desk: Desk, drawn: Picture, subject: str, opened: list[str], day: date) -> None:
    """The subject that was clicked: what it is, and what can be done with it."""
    node = next((node for node in drawn.nodes if node.party.id == subject), None)
    if node is None:
        return
    with st.container(border=True):
        st.markdown(f"**{plain(node.party.name)}**")
        st.caption(f"{subject_words(node)}\n\n{plain('、'.join(node.party.identifiers[:2]) or '无证件号码')}")
        around = desk.ask(hub, subject, day)
        _crowd(around, drawn)
        if subject not in opened:
            if st.button("展开它的关系", icon=":material/open_in_full:", width="stretch", key=Key.GRAPH_EXPAND):
                opened.append(subject)
                st.rerun()
        elif len(opened) > 1 and st.button(
            "收起它的关系", icon=":material/close_fullscreen:", width="stretch", key=Key.GRAPH_FOLD
        ):
            opened.remove(subject)
            st.rerun()
        if st.button("清空重来", icon=":material/restart_alt:", width="stretch", key=Key.GRAPH_RESTART):
            for name in (_OPENED, _LIMITS, "explore_added", f"places_{Key.GRAPH}"):
                st.session_state.pop(name, None)
            st.session_state[_OPENED] = []
            st.rerun()
        st.page_link(
            sitemap.SUBJECT, label="主体核查", icon=":material/person_search:", query_params=subject_address(subject)
        )


def _crowd(around: Hub, drawn: Picture) -> None:
    """What stands at the subject; where it is very much, ask how much of it to draw instead of drawing all."""
    counted = "、".join(f"{name} {count}" for name, count in sorted(around.counts.items()))
    st.caption(f"关系：{counted or '无'}{'，还有更多' if around.more else ''}")
    node = next(node for node in drawn.nodes if node.party.id == around.party.id)
    if not node.hidden:
        return
    limits: dict[str, int] = st.session_state[_LIMITS]
    total = sum(around.counts.values())
    st.warning(f"关系太多，只画了 {limits.get(around.party.id, HUB)} 条。请用“关系类型”筛选，或改画的条数。")
    most = min(total, 300)
    count = st.number_input(
        "最多画多少条", 10, max(most, 10), min(HUB, most), 10, key=f"{Key.GRAPH_LIMIT}_{around.party.id}"
    )
    if count != limits.get(around.party.id, HUB):
        limits[around.party.id] = int(count)
        st.rerun()


def _between(desk: Desk, opened: list[str], day: date) -> None:
    """Chains between the opened subjects; where many are open, only when they are asked for: that takes a while."""
    if len(opened) < 2:
        return
    if len(opened) <= _FEW:
        st.subheader("已展开主体之间", anchor=False)
        _chains(desk, opened, day)
        return
    told = f"已展开的 {len(opened)} 个主体之间：最短关系、共同的关联方"
    part = st.expander(told, icon=":material/route:", key=Key.GRAPH_BETWEEN, on_change="rerun")
    if part.open:
        with part:
            _chains(desk, opened, day)


def _chains(desk: Desk, opened: list[str], day: date) -> None:
    found = desk.ask(chains, list(opened), day)
    for chain in found.chains:
        st.markdown(f"- 最短关系（{len(chain.steps)} 步）：{_sentence(chain)}")
    for one, other in found.missing:
        cut = "（关系过多，未查尽）" if found.cut else ""
        st.markdown(f"- {plain(one.name)} 与 {plain(other.name)}：六步以内没有找到关系{cut}")
    together = desk.ask(shared, list(opened), day)
    if together:
        st.markdown("**共同的关联方**（至少与其中两个主体有关系）")
        rows = [
            {
                "共同的关联方": one.party.name,
                "关系": "；".join(f"{r.start.name} 是 {r.end.name} 的{r.label}" for r in one.relations),
            }
            for one in together
        ]
        st.dataframe(rows, hide_index=True, width="stretch", alt="共同的关联方")


def _sentence(chain: Chain) -> str:
    return (
        plain("；".join(f"{step.start.name} 是 {step.end.name} 的{step.label}" for step in chain.steps)) or "同一主体"
    )


explore(current())
