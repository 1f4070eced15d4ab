"""首页: where things stand today, and the way to each desk."""

from __future__ import annotations

import streamlit as st

from dashboard import sitemap
from dashboard.components.chooser import search_box
from dashboard.components.marks import Mark, marks
from dashboard.components.states import nothing_loaded
from dashboard.components.text import plain
from dashboard.desk import Desk, current
from dashboard.keys import Key
from guanlian.views.feedback import feedback_due
from guanlian.views.installation import run_views
from guanlian.views.overview import Count, Overview, last_load, moved_by, overview
from guanlian.views.review import review_queue, tier_word

_SENT = "search_sent"


def home(desk: Desk) -> None:
    """Draw the page."""
    st.title("首页", anchor=False)
    if nothing_loaded(desk):
        return
    if search_box(Key.SEARCH, sent=_sent) and st.session_state.pop(_SENT, False):
        st.switch_page(sitemap.SUBJECT)
    _desks()
    state = desk.ask_of(desk.known_run, overview)
    _numbers(state)
    st.page_link(sitemap.ROSTER, label="看这些主体的名单", icon=":material/list_alt:")
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("最近一次装入带来的变化", anchor=False)
        change = st.container()
        _feedback(desk)
    with right:
        _waiting(desk)
        _loads(desk)
    with change:  # last, since it may walk the roster of the data before
        _moved(desk, state)


def _sent() -> None:
    st.session_state[_SENT] = True


def _desks() -> None:
    doors = (
        (sitemap.CREDIT, "授信核查", ":material/account_balance:", "可否授信、放款、接受担保"),
        (sitemap.OFFICES, "国企任职", ":material/work:", "在任核查与拟任核查"),
        (sitemap.EXPLORE, "关系探索", ":material/hub:", "逐层展开关系图，看两个主体之间的关系"),
        (sitemap.ROSTER, "名单与变更", ":material/list_alt:", "在册、新列入、已移出"),
    )
    for place, (page, words, icon, more) in zip(st.columns(len(doors)), doors, strict=True):
        place.page_link(page, label=words, icon=icon, help=more, width="stretch")


def _numbers(state: Overview) -> None:
    marks(
        [
            Mark("✕ 在册失信主体", f"{state.listed_persons + state.listed_units} 个",
                 f"个人 {state.listed_persons}，单位 {state.listed_units}，记录 {state.entries} 条", "red"),
            _mark("⇄ 失信单位牵连的人员", state.extended, "人"),
            _mark("⇄ 任职人员失信牵连的单位", state.flagged, "个"),
            _mark("⇄ 涉及任职限制的人员", state.offices, "人"),
        ]
    )  # fmt: skip


def _mark(heading: str, count: Count, unit: str) -> Mark:
    return Mark(
        heading,
        f"{count.certain} {unit}",
        f"另有 {count.doubtful} {unit}待核实" if count.doubtful else "",
        "orange" if count.certain else "grey",
    )


def _moved(desk: Desk, state: Overview) -> None:
    load = last_load(desk.service, desk.request)
    if load is None:
        st.caption("只有一次装入，还没有可比的上一次。")
        return
    moved = moved_by(desk.ask_of(load.before, overview), state)
    st.markdown(
        f"批次 {load.run}（{plain(load.source)}）装入后，同一基准日上新增牵连 **{moved.new}** 个主体，"
        f"解除 **{moved.released}** 个。"
    )


def _waiting(desk: Desk) -> None:
    st.subheader("待身份复核", anchor=False)
    queue = desk.ask(review_queue, (), "")
    tiers = "、".join(f"{tier_word(code)} {count}" for code, count in queue.by_tier.items())
    st.markdown(f"**{queue.total}** 条线索待核{f'（{tiers}）' if tiers else ''}。未核定的线索不作为处置依据。")
    st.page_link(sitemap.REVIEW, label="去复核", icon=":material/compare_arrows:")


def _feedback(desk: Desk) -> None:
    st.subheader("下一次反馈", anchor=False)
    due = desk.ask(feedback_due)
    if not due:
        st.caption("所选文件没有写明工作日的反馈期限。")
    for one in due:
        guess = "（预估：该年节假日尚未公布）" if one.guessed else ""
        duty = f"向{'、'.join(one.to)}反馈 {one.quarter}情况"
        st.markdown(f"**{one.due}**{guess}，还有 **{one.working_days_left}** 个工作日：{duty}。")
        st.caption(plain(f"《{one.title}》：“{one.quote}”。{''.join(one.notes[:1])}"))


def _loads(desk: Desk) -> None:
    st.subheader("数据", anchor=False)
    broken = [run for run in run_views(desk.service) if run.status != "committed"]
    aside = sum(run.quarantined for run in run_views(desk.service))
    gaps = desk.service.gaps(desk.request)
    for gap in gaps:
        st.warning(gap.text, icon=":material/schedule:")
    for run in broken:
        st.error(f"批次 {run.number}（{run.source}）未完成，其中的行没有生效。", icon=":material/error:")
    if not gaps and not broken:
        st.markdown(":material/check: 各来源都在时限以内，没有未完成的装入。")
    if aside:
        st.markdown(f"有 **{aside}** 行被隔离，未参与核查。")
    st.page_link(sitemap.SYSTEM, label="查看批次和隔离的行", icon=":material/database:")


home(current())
