"""Whether the state-share holder sent or proposed the holder of a seat (委派方)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import cast

from graph.model.certainty import Truth
from ingest.text import data_file, folded


@lru_cache(maxsize=4096)
def state_appointed(appointed_by: str | None) -> Truth:
    """Yes for a state-share holder, no for anybody known to be another, unknown otherwise.

    A cell that names both kinds is unknown.
    """
    if not appointed_by:
        return Truth.UNKNOWN
    text = folded(appointed_by)
    state = any(re.search(f"(?<!非){word}", text) for word in _words("state"))
    other = any(word in text for word in _words("other"))
    if state and other:
        return Truth.UNKNOWN
    return Truth.YES if state else Truth.NO if other else Truth.UNKNOWN


def _words(name: str) -> list[str]:
    return cast("dict[str, list[str]]", data_file("appointing.yml"))[name]
