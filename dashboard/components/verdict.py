"""A verdict as pages show it: words, sign and colour say the same; what was not checked is never hidden."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.components.marks import Mark, marks
from dashboard.components.text import plain
from guanlian.verdict_answers import NotCheckedView
from guanlian.verdict_terms import VERDICTS
from guanlian.views.law import clause_words
from guanlian.views.service import PageService

_SIGNS = {
    "block": ("✕", "red"),
    "review": ("？", "orange"),
    "note": ("ℹ", "orange"),
    "clear": ("✓", "green"),
    "unavailable": ("—", "grey"),
}
WORDS = {verdict.value: words for verdict, words in VERDICTS.items()}


def verdict_words(verdict: str) -> str:
    """Sign and words of a verdict."""
    return f"{_SIGNS[verdict][0]} {WORDS[verdict]}"


def verdict_colour(verdict: str) -> str:
    """The colour that repeats a verdict."""
    return _SIGNS[verdict][1]


def verdict_mark(verdict: str, purpose: str, as_of: str) -> None:
    """The verdict at the head of an answer."""
    marks([Mark(f"{purpose}　基准日 {as_of}", verdict_words(verdict), "", _SIGNS[verdict][1])])
    if verdict == "unavailable":
        st.warning("未能核查不等于未发现：下列事项补齐之前，不能作为“未发现”使用。", icon=":material/warning:")


def not_checked(service: PageService, gaps: Sequence[NotCheckedView]) -> None:
    """What could not be looked up, and why."""
    if not gaps:
        return
    st.markdown(f"#### 未能核查（{len(gaps)}）")
    for gap in gaps:
        clauses = f"　依据条款：{clause_words(service, gap.clauses)}" if gap.clauses else ""
        st.markdown(f"- {plain(gap.text)}{plain(clauses)}")
