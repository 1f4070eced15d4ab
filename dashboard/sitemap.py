"""Which pages there are, in which order, under which words. A page is one file in ``views/``."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

_FOLDER = Path(__file__).with_name("views")
HOME = _FOLDER / "home.py"
SUBJECT = _FOLDER / "subject.py"
CREDIT = _FOLDER / "credit.py"
OFFICES = _FOLDER / "offices.py"
EXPLORE = _FOLDER / "explore.py"
ROSTER = _FOLDER / "roster.py"
REVIEW = _FOLDER / "review.py"
LAW = _FOLDER / "law.py"
SYSTEM = _FOLDER / "system.py"


def pages() -> dict[str, list[StreamlitPage]]:
    """The navigation: sections with their pages; the first page is the home page."""
    return {
        "": [st.Page(HOME, title="首页", icon=":material/home:", default=True)],
        "核查": [
            st.Page(SUBJECT, title="主体核查", icon=":material/person_search:"),
            st.Page(CREDIT, title="授信核查", icon=":material/account_balance:"),
            st.Page(OFFICES, title="国企任职", icon=":material/work:"),
        ],
        "分析": [
            st.Page(EXPLORE, title="关系探索", icon=":material/hub:"),
            st.Page(ROSTER, title="名单与变更", icon=":material/list_alt:"),
            st.Page(REVIEW, title="身份复核", icon=":material/compare_arrows:"),
        ],
        "依据与数据": [
            st.Page(LAW, title="措施目录", icon=":material/gavel:"),
            st.Page(SYSTEM, title="数据与运行", icon=":material/database:"),
        ],
    }
