"""How the names of two persons agree: exactly, by a former name, or only as written variants.

Variants (traditional forms, a small table of ways of writing, a dropped name dot) make candidates; they never
confirm. Names are never compared by likeness: 颜 is not 闫.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import cache, lru_cache

from graph.model.identifiers import HIDDEN
from ingest.identity.name_table import DATA
from ingest.names import name_is_masked, name_key


class NameFit(StrEnum):
    """How two names agree, best first."""

    SAME = "same"
    FORMER = "former"
    VARIANT = "variant"
    MASKED = "masked"
    OTHER = "other"

    @property
    def confirms(self) -> bool:
        """Whether the name counts as agreeing; a variant or a masked one only makes a candidate."""
        return self in (NameFit.SAME, NameFit.FORMER)


@lru_cache(maxsize=65536)
def candidate_key(name: str) -> str:
    """The form under which names are brought together as candidates: simplified, variants folded, no dots."""
    return "".join(_folding().get(sign, sign) for sign in name_key(name)).replace("·", "")


def compare_names(left: Iterable[str], right: Iterable[str]) -> NameFit:
    """Each side gives its present name first, then former names."""
    one, other = [name_key(name) for name in left], [name_key(name) for name in right]
    if not one or not other:
        return NameFit.OTHER
    if name_is_masked(one[0]) or name_is_masked(other[0]):
        return NameFit.MASKED if _mask_fits(one[0], other[0]) else NameFit.OTHER
    if one[0] == other[0]:
        return NameFit.SAME
    if one[0] in other or other[0] in one:
        return NameFit.FORMER
    if not {candidate_key(name) for name in one}.isdisjoint(candidate_key(name) for name in other):
        return NameFit.VARIANT
    return NameFit.OTHER


def _mask_fits(one: str, other: str) -> bool:
    """Whether a name with hidden characters (孙*、孙某某) can be the other: surname first, length free."""
    shown = [name.replace("某", HIDDEN) for name in (one, other)]
    heads = [name.split(HIDDEN)[0] for name in shown]
    return all(heads) and (heads[0].startswith(heads[1]) or heads[1].startswith(heads[0]))


@cache
def _folding() -> dict[str, str]:
    """Single characters to the form used in candidate keys."""
    tables = [_pairs("traditional.tsv"), _pairs("variants.tsv")]
    folded = dict(tables[0])
    for sign, to in tables[1].items():
        folded[sign] = to
    return {sign: tables[1].get(to, to) for sign, to in folded.items()}


def _pairs(name: str) -> dict[str, str]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return {row[0]: row[1] for row in rows}
