"""The kind of unit that a printed category names (类别 of the supplement)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import cast

from graph.model.roles import UnitKind
from ingest.text import data_file, folded

_NO_KIND = "none"


@lru_cache(maxsize=4096)
def unit_kind(category: str) -> UnitKind | None:
    """The kind named by the longest known word in the category, ``None`` when none is known.

    A word after 非 says what the unit is not: 非融资性担保公司 holds no licence.
    """
    text = folded(category)
    found = [(len(word), kind) for kind, words in _table().items() for word in words if _says(text, word)]
    kind = max(found, default=(0, _NO_KIND))[1]
    return None if kind == _NO_KIND else UnitKind(kind)


def _says(text: str, word: str) -> bool:
    return re.search(f"(?<!非){re.escape(word)}", text) is not None


def _table() -> dict[str, list[str]]:
    return cast("dict[str, list[str]]", data_file("unit_kinds.yml"))
