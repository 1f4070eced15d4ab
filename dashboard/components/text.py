"""Data shown as text: nothing in it is ever read as markdown or HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

import streamlit as st

from guanlian import terms
from guanlian.answers import Party

_SIGNS = frozenset(r"\`*_{}[]()#+!|<>~$:")


def plain(text: str) -> str:
    """A text for markdown: its signs are escaped."""
    return "".join(f"\\{sign}" if sign in _SIGNS else sign for sign in text)


def facts(pairs: Iterable[tuple[str, str | None]]) -> None:
    """Names and values in columns that break to the width of the page; empty values are left out."""
    rows = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in pairs if value)
    if rows:
        st.html(f'<dl class="facts">{rows}</dl>')


def table(rows: Sequence[Mapping[str, str]], alt: str) -> None:
    """A small table whose cells break into lines; Streamlit reads its cells as markdown, so they are escaped."""
    escaped = [{plain(name): plain(cell) for name, cell in row.items()} for row in rows]
    st.table(escaped, hide_index=True, alt=alt)


def quote(text: str) -> None:
    """The words of a clause."""
    st.html(f'<blockquote class="quote">{escape(text)}</blockquote>')


def label(party: Party) -> str:
    """A party in one line: name, sort and number, so that namesakes can be told apart."""
    numbers = "、".join(party.identifiers[:2]) or "无证件号码"
    return f"{party.name}　{terms.KINDS[party.kind]}　{numbers}"
