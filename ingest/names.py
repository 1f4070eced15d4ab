"""Names: the form in which two names are compared, and whether a name looks like a unit's."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import cast

from graph.model.identifiers import HIDDEN
from graph.model.names import compared
from ingest.text import clean, data_file


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The normal form for comparing names of persons and units; never shown.

    Marks of feeds and invisible characters fall away, and the rest is as :func:`graph.model.names.compared` says.
    """
    return compared(clean(name))


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
