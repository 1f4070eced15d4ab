"""Empty states that say what was searched, in which data, as of when, and what to do next."""

from __future__ import annotations

import streamlit as st

from dashboard.desk import Desk
from guanlian.answers import Searched


def nothing_loaded(desk: Desk) -> bool:
    """Whether the store is empty; then says how to begin."""
    if not desk.empty:
        return False
    st.info(
        "还没有装入任何数据。请先在“数据与运行”装入登记数据和失信名单，或运行 guanlian demo 看示范市（全部虚构）。",
        icon=":material/database:",
    )
    from dashboard.sitemap import SYSTEM

    st.page_link(SYSTEM, label="去装入数据", icon=":material/upload:")
    return True


def not_found(desk: Desk, text: str) -> None:
    """Nobody answers to a text."""
    sources = "、".join(state.source for state in desk.service.data_states(desk.request))
    st.warning(
        f"没有找到“{text}”。已在 {sources} 中按编号、名称、曾用名、证件号码和案号查找；已装入的数据里没有这个主体。"
        "请核对写法，或先装入记载它的来源。没有记载不等于没有失信。",
        icon=":material/search_off:",
    )


def clear(desk: Desk, searched: Searched) -> None:
    """Nothing was found about a subject that is known: what was looked through."""
    st.success(
        f"{desk.request.as_of}，在下列范围内未发现命中。未发现不等于没有风险。{denominator(searched)}",
        icon=":material/check_circle:",
    )


def denominator(searched: Searched) -> str:
    """What was looked through, in one sentence."""
    return (
        f"检索范围：{len(searched.documents)} 个文件 {searched.rules} 条规则，名单记录 {searched.entries} 条，"
        f"任职等关系 {searched.roles} 条，同名线索 {searched.name_links} 条。"
    )
