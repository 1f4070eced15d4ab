"""Finding a subject: one box, a list of namesakes, and never a choice made for the user."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.components.states import not_found
from dashboard.components.text import label, plain
from dashboard.desk import Desk
from guanlian.answers import Party
from guanlian.service import mask_digits
from guanlian.views.find import find

HINT = "姓名、单位名称（含曾用名）、统一社会信用代码、证件号码（全号或遮盖）、案号或主体编号"


def search_box(key: str, text: str = "查找主体", sent: Callable[[], None] | None = None) -> str:
    """The box itself; what was typed stays in the session and never comes into the address.

    ``sent`` is called when the user sends another text.
    """
    value = st.text_input(
        text,
        key=key,
        placeholder=HINT,
        persist_state="session",
        icon=":material/search:",
        on_change=sent or "rerun",
    )
    return (value or "").strip()


def choose(desk: Desk, text: str, key: str) -> Party | None:
    """The one subject that a text names as a whole, or the one the user picks; ``None`` while there is none."""
    found = find(desk.service, desk.request, text)
    if not found.parties:
        not_found(desk, plain(mask_digits(text)))
        return None
    if len(found.parties) == 1 and found.exact:
        return found.parties[0]
    st.warning(f"按{found.by}找到 {len(found.parties)} 个主体，请选择其一；系统不替您选。", icon=":material/group:")
    labels = {party.id: plain(f"{label(party)}　编号 {party.id}") for party in found.parties}
    picked = st.radio(
        "同名主体", list(labels), index=None, format_func=lambda id_: labels[id_], key=f"{key}_{mask_digits(text)}"
    )
    return next((party for party in found.parties if party.id == picked), None)
