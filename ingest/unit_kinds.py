"""The kind of unit that a printed category names (类别 of the supplement)."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from graph.model.roles import UnitKind
from ingest.text import data_file, folded


@lru_cache(maxsize=4096)
def unit_kind(category: str) -> UnitKind | None:
    """The kind named by the longest known word in the category, ``None`` when none is known."""
    text = folded(category)
    found = [(len(word), kind) for kind, words in _table().items() for word in words if word in text]
    return UnitKind(max(found)[1]) if found else None


def _table() -> dict[str, list[str]]:
    return cast("dict[str, list[str]]", data_file("unit_kinds.yml"))
