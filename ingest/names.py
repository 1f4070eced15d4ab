"""Names: the form in which two names are compared, and whether a name looks like a unit's."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import cast

from graph.model.identifiers import HIDDEN
from ingest.text import clean, data_file

# 姓名间隔符 is U+00B7; NFKC leaves most of its look-alikes alone (domain: names).
_DOTS = re.compile("[\u00b7\u2022\u2027\u2219\u22c5\u30fb\uff65\u0387\u16eb\u2024]")
_PLAIN_DOT = re.compile(r"(?<=[\u3400-\u9fff\U00020000-\U0003ffff])[.](?=[\u3400-\u9fff\U00020000-\U0003ffff])")
_BRACKETS = str.maketrans(
    {"〔": "(", "【": "(", "[": "(", "{": "(", "〈": "(", "〕": ")", "】": ")", "]": ")", "}": ")", "〉": ")"}
)
_STATUS_SUFFIX = re.compile(r"\((?:已)?(?:注销|吊销|吊销未注销|迁出)\)$")
_SIGNS = re.compile(r"[*●○×?]")


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The normal form for comparing names of persons and units; never shown.

    Width, brackets, spaces, letter case and name dots are unified, masking signs become ``*``,
    and a status suffix such as （已注销） falls away. Nothing is guessed: 髙 stays 髙.
    """
    text = unicodedata.normalize("NFKC", clean(name)).translate(_BRACKETS)
    text = _PLAIN_DOT.sub("·", _DOTS.sub("·", text))
    text = _SIGNS.sub(HIDDEN, text)
    text = unicodedata.normalize("NFKC", "".join(text.split()).casefold())
    return _STATUS_SUFFIX.sub("", text)


def name_is_masked(name: str) -> bool:
    """Whether part of the name is hidden (孙*、张某某): such a name identifies nobody."""
    key = name_key(name)
    return HIDDEN in key or "某" in key


@lru_cache(maxsize=65536)
def looks_like_unit(name: str) -> bool:
    """Whether the form of the name is a unit's (公司、中心、（有限合伙）…), as ``names.yml`` lists it."""
    key = name_key(name)
    words = cast("dict[str, list[str]]", data_file("names.yml"))
    if any(word in key for word in words["anywhere"]):
        return True
    bare = re.sub(r"\([^()]*\)$", "", key) or key
    if any(bare.endswith(word) for word in words["endings"]):
        return True
    return len(bare) >= 5 and "·" not in bare and bare.endswith(tuple(words["short_endings"]))
