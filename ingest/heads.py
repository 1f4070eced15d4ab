"""The printed head of a unit: one name or several, a person or a unit with its delegate."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ingest.names import looks_like_unit
from ingest.text import clean, is_missing

_DELEGATE = re.compile(
    r"(?P<unit>[^()]+(?:\([^()]*\)[^()]*)*?)\((?:委派代表|委派)[::]?(?P<person>[^()]+?)(?:为代表)?\)"
)
_APART = re.compile(r"[、,;/\r\n]+")


@dataclass(frozen=True, slots=True)
class PrintedHead:
    """A head as printed: ``name``, whether it is a unit, and the delegate (委派代表) it sent."""

    name: str
    is_unit: bool
    delegate: str | None = None


@lru_cache(maxsize=65536)
def printed_heads(text: str) -> tuple[PrintedHead, ...]:
    """The heads in one cell: 甲公司（委派代表：张三）、李四."""
    found = []
    for part in _parts(unicodedata.normalize("NFKC", clean(text))):
        sent = _DELEGATE.fullmatch(part)
        name = sent["unit"].strip() if sent else part
        if not is_missing(name):
            found.append(PrintedHead(name, looks_like_unit(name), sent["person"].strip() if sent else None))
    return tuple(found)


def _parts(text: str) -> list[str]:
    """The parts between separators that stand outside brackets."""
    parts, depth, current = [], 0, ""
    for sign in text:
        depth += (sign == "(") - (sign == ")" and depth > 0)
        if depth == 0 and _APART.fullmatch(sign):
            parts.append(current)
            current = ""
        else:
            current += sign
    return [part.strip() for part in (*parts, current) if part.strip()]
