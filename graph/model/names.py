"""The normal form of names: what is stored for comparing and what a search compares must be made by one function."""

from __future__ import annotations

import re
import unicodedata

from graph.model.identifiers import HIDDEN

# 姓名间隔符 is U+00B7; NFKC leaves most of its look-alikes alone (domain: names).
_DOTS = re.compile("[\u00b7\u2022\u2027\u2219\u22c5\u30fb\uff65\u0387\u16eb\u2024]")
_PLAIN_DOT = re.compile(r"(?<=[\u3400-\u9fff\U00020000-\U0003ffff])[.](?=[\u3400-\u9fff\U00020000-\U0003ffff])")
_BRACKETS = str.maketrans(
    {"〔": "(", "【": "(", "[": "(", "{": "(", "〈": "(", "〕": ")", "】": ")", "]": ")", "}": ")", "〉": ")"}
)
_STATUS_SUFFIX = re.compile(r"\((?:已)?(?:注销|吊销|吊销未注销|迁出)\)$")
_SIGNS = re.compile(r"[*●○×?]")


def compared(text: str) -> str:
    """The form in which names of persons and units are compared; never shown.

    Width, brackets, spaces, letter case and name dots are unified, masking signs become ``*``,
    and a status suffix such as （已注销） falls away. Nothing is guessed: 髙 stays 髙.
    """
    found = unicodedata.normalize("NFKC", text).translate(_BRACKETS)
    found = _PLAIN_DOT.sub("·", _DOTS.sub("·", found))
    found = _SIGNS.sub(HIDDEN, found)
    found = unicodedata.normalize("NFKC", "".join(found.split()).casefold())
    return _STATUS_SUFFIX.sub("", found)
