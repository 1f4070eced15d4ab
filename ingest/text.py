"""Small text tools that every reader needs: cleaning, missing values, and quoting without leaking."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import yaml

# Marks for "nothing is printed here". 暂无 and dashes are what registers and rosters really print.
_MISSING = frozenset(
    {"", "-", "--", "---", "—", "——", "－", "/", "\\", "暂无", "无", "空", "null", "none", "n/a", "nan"}
)
_TAG = re.compile(r"</?(?:em|b|font|span)[^<>]{0,80}>", re.IGNORECASE)
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_LONG_NUMBER = re.compile(r"[0-9A-Za-z*]{9,}")
_PERSONAL_NUMBER = re.compile(r"(?<![0-9A-Za-z])(\d{6})\d{8,11}([0-9Xx])(?![0-9A-Za-z])")
_DATA = Path(__file__).parent / "data"


def clean(text: str) -> str:
    """The text without feed marks (``<em>``), invisible characters and outer white space."""
    if "<" in text:
        text = _TAG.sub("", text)
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
    return text.strip(" \t\r\n\u3000\u00a0")


def is_missing(text: str) -> bool:
    """Whether the text is one of the usual ways of printing nothing."""
    return text.lower() in _MISSING


def folded(text: str) -> str:
    """Compatibility form without any white space: for comparing words, never for display."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def quoted(text: str, limit: int = 40) -> str:
    """The text as it may stand in a message: short, and with anything like a number cut.

    A misplaced column can put an identity number anywhere, and messages reach logs.
    """
    short = clean(text)[:limit]
    return "“" + _LONG_NUMBER.sub(lambda found: found.group()[:4] + "…", short) + "”"


def without_personal_numbers(text: str) -> str:
    """Free text with the middle of every citizen-like number hidden."""
    return _PERSONAL_NUMBER.sub(r"\1********\2", text)


@cache
def data_file(name: str) -> object:
    """A YAML table of ``ingest/data``, read once; callers must not change it."""
    return yaml.safe_load((_DATA / name).read_text(encoding="utf-8"))
