"""因关联涉及: everybody whom clauses reach through a relation on the day, with filters and a way to each subject."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import sitemap
from dashboard.desk import Desk
from dashboard.keys import Key, subject_address
from guanlian import terms
from guanlian.views.caught import DIRECTION_WORDS, SURE_WORDS, CaughtPage, CaughtRow, CaughtWish, caught_page

_ANY = "全部"


def caught(desk: Desk) -> None:
    """Draw filters and table."""
    wish = _wish(desk)
    number = f"{Key.CAUGHT_PAGE}_{wish}"
    page = desk.ask(caught_page, replace(wish, page=st.session_state.get(number, 1) - 1))
    if not page.total:
        st.info(f"{desk.request.as_of}，所选用途和文件下没有符合条件的主体。", icon=":material/info:")
        return
    _table(page)
    if page.pages > 1:
        st.pagination(page.pages, key=number)


def _wish(desk: Desk) -> CaughtWish:
    first, second, third = st.columns(3)
    direction = first.selectbox("方向", [_ANY, *DIRECTION_WORDS], key=Key.CAUGHT_DIRECTION)
    certainty = second.selectbox("确定性", [_ANY, *SURE_WORDS], key=Key.CAUGHT_CERTAINTY)
    agencies = desk.ask(caught_page, CaughtWish()).agencies
    agency = third.selectbox("实施单位", [_ANY, *agencies], key=Key.CAUGHT_AGENCY, help="只看由该单位实施的措施")
    one, two, three = (None if word == _ANY else word for word in (direction, certainty, agency))
    return CaughtWish(one, two, three)


def _table(page: CaughtPage) -> None:
    state = st.dataframe(
        [_cells(row) for row in page.rows], hide_index=True, width="stretch", height=470, key=Key.CAUGHT_ROWS,
        on_select="rerun", selection_mode="single-row", alt="因关联涉及的主体",
    )  # fmt: skip
    st.caption(f"共 {page.total} 行，{page.pages} 页，一个主体一个方向一行，最确定的在前；点选一行可去主体核查。")
    chosen = state.selection.rows
    if chosen and chosen[0] < len(page.rows):
        party = page.rows[chosen[0]].party
        st.page_link(
            sitemap.SUBJECT,
            label=f"主体核查：{party.name}",
            icon=":material/person_search:",
            query_params=subject_address(party.id),
        )


def _cells(row: CaughtRow) -> dict[str, str | int]:
    return {
        "主体": row.party.name,
        "类别": terms.KINDS[row.party.kind],
        "方向": row.direction,
        "确定性": row.certainty,
        "措施": row.measures,
        "经由的失信主体": row.through,
        "证件号码": "、".join(row.party.identifiers[:1]) or "—",
    }
