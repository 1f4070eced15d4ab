"""主体核查: one subject, everything known about it, and why."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.components import subject_tabs
from dashboard.components.chooser import HINT, choose, search_box
from dashboard.components.marks import subject_head, two_marks
from dashboard.components.ownership import ownership_tab
from dashboard.components.states import nothing_loaded
from dashboard.desk import Desk, current
from dashboard.keys import Key, Param
from guanlian.errors import UnknownSubjectError
from guanlian.views.dossier import Dossier, dossier

_Draw = Callable[[Desk, Dossier], None]


def subject(desk: Desk) -> None:
    """Draw the page: the subject of the address, or the one that the search box leads to."""
    st.title("主体核查", anchor=False)
    if nothing_loaded(desk):
        return
    text = search_box(Key.SEARCH, sent=_other_text)
    chosen = st.query_params.get(Param.SUBJECT) or _chosen(desk, text)
    if chosen is None:
        return
    try:
        file = desk.ask(dossier, chosen)
    except UnknownSubjectError as error:
        st.warning(f"{error} 没有记载不等于没有失信。", icon=":material/search_off:")
        return
    _subject(desk, file)


def _other_text() -> None:
    """A new text leaves the subject of the address behind."""
    st.query_params.pop(Param.SUBJECT, None)


def _chosen(desk: Desk, text: str) -> str | None:
    if not text:
        st.info(f"请输入{HINT}，按回车查找。同名者会列出供选择，系统不替您选。", icon=":material/info:")
        return None
    party = choose(desk, text, Key.CANDIDATE)
    if party is None:
        return None
    st.query_params[Param.SUBJECT] = party.id
    return party.id


def _subject(desk: Desk, file: Dossier) -> None:
    subject_head(file.subject)
    two_marks(file.findings)
    drawn = _tabs(file)
    opened = st.tabs(list(drawn), key=f"{Key.TABS}_{file.subject.id}", on_change="rerun")
    for tab, draw in zip(opened, drawn.values(), strict=True):
        if tab.open:
            with tab:
                draw(desk, file)


def _tabs(file: Dossier) -> dict[str, _Draw]:
    tabs: dict[str, _Draw] = {
        "概况": subject_tabs.summary,
        f"失信记录（{len(file.entries)}）": subject_tabs.entries,
        f"关联主体（{len(file.around.relations)}）": subject_tabs.relations,
        "关系图": subject_tabs.graph,
        "股权穿透": ownership_tab,
        "任职限制": subject_tabs.offices,
        "历史与移出": subject_tabs.history,
        "依据": subject_tabs.grounds,
    }
    return tabs


subject(current())
