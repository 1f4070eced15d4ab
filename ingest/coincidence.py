"""Coincidences of names: two parties that may be one, reported as *possible* and never acted upon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.model.certainty import IdentityTier
from graph.model.ids import content_id
from graph.model.records import Identity, Mention
from graph.store import NameCandidate
from ingest.identifier_compare import contradict
from ingest.names import name_is_masked


def coincidences(candidates: Iterable[NameCandidate]) -> Iterator[Identity]:
    """A *possible* link for every pair of equal name that nothing contradicts.

    Numbers, sex and years of birth contradict; a masked name (孙*) coincides with nobody.
    """
    for pair in candidates:
        listed, other = pair.listed, pair.other
        if listed.id == other.id or listed.kind is not other.kind or name_is_masked(listed.name):
            continue
        if (evidence := _evidence(listed, other)) is not None:
            left, right = sorted((listed.id, other.id))
            yield Identity(content_id("i", left, right, "name"), left, right, IdentityTier.POSSIBLE, evidence)


def _evidence(one: Mention, other: Mention) -> str | None:
    """What speaks for the pair, in the words shown to users; ``None`` when something contradicts."""
    verdicts = [contradict(left, right) for left in one.identifiers for right in other.identifiers]
    if any(verdicts):
        return None
    if one.sex and other.sex and one.sex != other.sex:
        return None
    years = _overlap(one.birth_years, other.birth_years)
    if years is False:
        return None
    said = ["名称相同"]
    said += ["证件号码可见部分相容"] if False in verdicts else ["无可比对的证件号码"]
    said += ["性别相同"] if one.sex and other.sex else []
    said += ["出生年份相容"] if years else []
    return "；".join(said)


def _overlap(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool | None:
    """Whether two ranges of years meet; ``None`` when one of them is not known."""
    if one is None or other is None:
        return None
    return one[0] <= other[1] and other[0] <= one[1]
