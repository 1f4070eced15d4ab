"""State bodies (机关) under several spellings: a shareholder is 市国资委 here and named in full there, without a code.

Only spellings of one name are joined (国资委 for 国有资产监督管理委员会, with or without 人民政府), and only among
subjects that the data itself calls state bodies.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from analysis.control.day import OwnershipDay
from analysis.control.state_day import body_keys

_SHORT = (("国有资产监督管理委员会", "国资委"), ("国有资产监督管理局", "国资局"))
_GOVERNMENT = "人民政府"


def body_name(name: str) -> str:
    """The form under which spellings of one body meet; never shown.

    >>> body_name("示范市人民政府国有资产监督管理委员会") == body_name("示范市国资委")
    True
    """
    text = "".join(unicodedata.normalize("NFKC", name).split())
    for long, short in _SHORT:
        text = text.replace(long, short)
    return text if text.endswith(_GOVERNMENT) else text.replace(_GOVERNMENT, "")


def with_one_body(day: OwnershipDay, names: Mapping[int, str]) -> OwnershipDay:
    """The same day with the holdings of bodies that are one body under one key; ``names`` are those of the bodies."""
    first: dict[str, int] = {}
    same = {key: first.setdefault(body_name(names[key]), key) for key in sorted(body_keys(day) & names.keys())}
    moved = {key: kept for key, kept in same.items() if key != kept}
    return day.with_holders(moved) if moved else day
