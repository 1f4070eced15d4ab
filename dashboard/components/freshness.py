"""How old the data is, always in sight."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from guanlian.answers import DataState


def freshness(states: Sequence[DataState], as_of: date) -> None:
    """One line per source: its as-of day, whether complete, and how many days before the day asked."""
    st.markdown("**数据截至**")
    if not states:
        st.error("尚未装入任何来源。")
    for state in states:
        age = (as_of - date.fromisoformat(state.as_of)).days
        assumed = "（日期为推定）" if state.as_of_assumed else ""
        later = f"，距基准日 {age} 天" if age > 0 else ""
        st.caption(f"{state.source}：{state.as_of}{assumed}，{'完整' if state.complete else '部分'}{later}")
