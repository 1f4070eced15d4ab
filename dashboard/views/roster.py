"""名单与变更: the roster to browse, by state and time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import streamlit as st

from dashboard import sitemap
from dashboard.components.caught import caught
from dashboard.components.moved import moved
from dashboard.components.states import nothing_loaded
from dashboard.components.text import facts, plain
from dashboard.desk import Desk, current
from dashboard.keys import Key, subject_address
from guanlian import terms
from guanlian.views.roster import STATES, RosterPage, RosterRow, Wanted, party_kind, roster_page, state_named

_ANY = "全部"
_KINDS = {_ANY: None, "个人": "person", "单位": "unit"}


def roster(desk: Desk) -> None:
    """Draw the page."""
    st.title("名单与变更", anchor=False)
    if nothing_loaded(desk):
        return
    listed, reached, changed = st.tabs(["名单", "因关联涉及", "两日之间的变更"])
    with listed:
        _listed(desk)
    with reached:
        caught(desk)
    with changed:
        moved(desk)


def _listed(desk: Desk) -> None:
    wanted = _wanted(desk)
    # Another wish begins on its first page again: the page number belongs to the wish.
    number = f"{Key.ROSTER_PAGE}_{wanted}"
    page = desk.ask(roster_page, replace(wanted, page=st.session_state.get(number, 1) - 1))
    st.caption("　".join(f"{name} {count}" for name, count in page.counts.items()))
    if not page.total:
        st.info(f"{desk.request.as_of}，没有符合条件的名单记录。请放宽条件，或改基准日。", icon=":material/info:")
        return
    _table(page)
    if page.pages > 1:
        st.pagination(page.pages, key=number)


def _wanted(desk: Desk) -> Wanted:
    state = st.segmented_control("状态", STATES, default=STATES[0], key=Key.ROSTER_STATE, required=True)
    first, second, third, fourth = st.columns([2, 2, 3, 3])
    as_of = desk.request.as_of
    since = first.date_input(
        "期间自", value=as_of - timedelta(days=90), max_value=as_of, key=Key.ROSTER_SINCE, format="YYYY-MM-DD",
        help="新列入、已移出按此日到基准日计算",
    )  # fmt: skip
    kind = second.selectbox("类别", list(_KINDS), key=Key.ROSTER_KIND)
    courts = desk.ask(roster_page, Wanted()).courts
    court = third.selectbox("执行法院", [_ANY, *courts], key=Key.ROSTER_COURT)
    name = fourth.text_input("名称包含", key=Key.ROSTER_NAME, placeholder="姓名或单位名称的一部分")
    return Wanted(
        state=state_named(state or STATES[0]),
        since=since,
        kind=party_kind(_KINDS[kind or _ANY]),
        court=None if court == _ANY else court,
        name=name or "",
    )


def _table(page: RosterPage) -> None:
    state = st.dataframe(
        [_cells(row) for row in page.rows], hide_index=True, width="stretch", height=470, key=Key.ROSTER_ROWS,
        on_select="rerun", selection_mode="single-row", alt="名单记录",
    )  # fmt: skip
    st.caption(f"共 {page.total} 条，{page.pages} 页，按发布日期从新到旧；点选一行看详情。")
    chosen = state.selection.rows
    if chosen and chosen[0] < len(page.rows):
        _one(page.rows[chosen[0]])


def _cells(row: RosterRow) -> dict[str, str]:
    entry = row.entry
    return {
        "名称": row.party.name,
        "类别": terms.KINDS[row.party.kind],
        "案号": entry.case_number,
        "执行法院": entry.court,
        "发布日期": entry.published or "—",
        "在册期间": f"{terms.day(entry.since)} — {terms.day(entry.until)}",
        "失信情形": "；".join(entry.grounds),
        "证件号码": "、".join(row.party.identifiers[:1]),
        "来源": entry.source,
    }


def _one(row: RosterRow) -> None:
    entry = row.entry
    with st.container(border=True):
        st.markdown(f"**{plain(row.party.name)}**　{plain(entry.case_number)}")
        facts([("执行法院", entry.court), ("立案日期", entry.filed), *entry.details])
        st.page_link(
            sitemap.SUBJECT,
            label="主体核查：看因此涉及的人员和单位",
            icon=":material/person_search:",
            query_params=subject_address(row.party.id),
        )


roster(current())
