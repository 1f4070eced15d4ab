"""How old the data is, always in sight."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from guanlian.answers import DataState
from guanlian.verdict_answers import NotCheckedView
from guanlian.views.words import source_kind

_COMPUTED = "computed-control"  # follows from what was loaded: neither whole nor partial
_MEANT = "完整：来源给出当日的全部记载；部分：没有记载不等于没有"


def freshness(states: Sequence[DataState], as_of: date, gaps: Sequence[NotCheckedView]) -> None:
    """One line per source: its as-of day, whether complete, its age; then what that data cannot carry."""
    lines = "".join(_line(state, as_of) for state in states)
    nothing = '<p class="fresh-none">尚未装入任何来源</p>'
    st.html(f'<section class="fresh" aria-label="数据新鲜度"><h2>数据截至</h2>{lines or nothing}</section>')
    for gap in gaps if states else ():
        st.warning(gap.text, icon=":material/warning:")


def _line(state: DataState, as_of: date) -> str:
    age = (as_of - date.fromisoformat(state.as_of)).days
    tags = [] if state.kind == _COMPUTED else ["完整" if state.complete else "部分"]
    if state.as_of_assumed:
        tags.append("日期推定")
    tags.append("与基准日同日" if age == 0 else f"早 {age} 天" if age > 0 else f"晚 {-age} 天")
    return (
        f"<p><b>{escape(state.source)}</b><span>{state.as_of}</span>"
        f"<small title='{_MEANT}'>{source_kind(state.kind)}　{'　'.join(tags)}</small></p>"
    )
