"""The printed head of a unit: one name or several, a person or a unit with its delegate."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ingest.names import looks_like_unit
from ingest.text import clean, is_missing

_DELEGATE = re.compile(
    r"(?P<unit>[^()]+(?:\([^()]*\)[^()]*)*?)\((?:委派代表|委派)[::]?(?!代表\))(?P<person>[^()]+?)(?:为代表)?\)"
)
_PLAINLY = re.compile(r"(?P<unit>.+?)(?:委派代表|委派)[::]?(?P<person>[^()]{2,25}?)(?:为代表)?")
_ALONE = re.compile(r"(?P<person>.+)\((?:委派代表|委派)\)|委派代表[::](?P<named>[^()]+)")
_APART = re.compile(r"[、,;/\r\n]+")
_BRACKETS = str.maketrans("〔〕【】[]", "()()()")


@dataclass(frozen=True, slots=True)
class PrintedHead:
    """A head as printed: ``name``, whether it is a unit, and the delegate (委派代表) it sent.

    ``is_delegate``: the cell prints the delegate only (李乙（委派代表）), and nobody who sent it.
    """

    name: str
    is_unit: bool
    delegate: str | None = None
    is_delegate: bool = False


@lru_cache(maxsize=65536)
def printed_heads(text: str) -> tuple[PrintedHead, ...]:
    """The heads in one cell: 甲公司（委派代表：张三）、李四. A unit that sent several delegates comes once for each."""
    found: list[PrintedHead] = []
    for part in _parts(unicodedata.normalize("NFKC", clean(text)).translate(_BRACKETS)):
        found += _heads_of(part)
    return tuple(found)


def _heads_of(part: str) -> list[PrintedHead]:
    if alone := _ALONE.fullmatch(part):
        names = _names(alone["person"] or alone["named"])
        return [PrintedHead(name, unit := looks_like_unit(name), is_delegate=not unit) for name in names]
    sent = _DELEGATE.fullmatch(part) or _sent_plainly(part)
    name = sent["unit"].strip() if sent else part
    if is_missing(name):
        return []
    delegates = _names(sent["person"]) if sent else [None]
    return [PrintedHead(name, looks_like_unit(name), delegate) for delegate in delegates]


def _sent_plainly(part: str) -> re.Match[str] | None:
    """甲投资有限公司委派李乙: only where a unit stands before the word and a person after it."""
    sent = _PLAINLY.fullmatch(part)
    return sent if sent and looks_like_unit(sent["unit"]) and not looks_like_unit(sent["person"]) else None


def _names(text: str) -> list[str]:
    return [name.strip() for name in _APART.split(text) if name.strip()]


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
