"""From pairs of mentions to identity links, with the tier and the evidence in the words shown to users."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations

from graph.model.certainty import IdentityTier
from graph.model.ids import content_id
from graph.model.records import Identity, Mention
from graph.store import NameCandidate
from ingest.identity.decisions import DecisionRow, DecisionVerdict, Pair
from ingest.identity.evidence import Says
from ingest.identity.features import Context
from ingest.identity.ladder import Comparison, compare
from ingest.identity.record import Record
from ingest.identity.surroundings import Surroundings
from ingest.names import name_is_masked

_JOINING = (IdentityTier.CERTAIN, IdentityTier.PROBABLE)
_MANY = 40  # links of one mention beyond which the test for strangers is left to the reviewer
_WORDS = {
    DecisionVerdict.CONFIRMED: (IdentityTier.CERTAIN, "人工核定为同一主体"),
    DecisionVerdict.REJECTED: (IdentityTier.DIFFERENT, "人工核定为不同主体"),
}


@dataclass
class _Records:
    """The record of each mention's whole party, made once."""

    around: Surroundings
    made: dict[str, Record] = field(default_factory=dict)

    def of(self, mention: Mention) -> Record:
        if mention.id not in self.made:
            self.made[mention.id] = self.around.record(mention)
        return self.made[mention.id]


def resolve(
    pairs: Iterable[NameCandidate],
    around: Surroundings,
    context: Context | None = None,
    *,
    stored: Collection[Pair] = (),
) -> list[Identity]:
    """One link per pair that is worth keeping, sorted by id.

    Kept are *certain*, *probable* and *possible*; a *conflict* that a slip of the pen may explain or that contradicts
    strong evidence; and what people decided. A pair that is ``stored`` gets its link whatever its tier now is.
    A mention that fits two parties which are known to differ conflicts with both.
    """
    settled, records = context or Context(), _Records(around)
    rejected = around.rejected()
    mentions: dict[str, Mention] = {}
    links: dict[Pair, Identity] = {}
    for candidate in pairs:
        left, right = sorted((candidate.listed, candidate.other), key=lambda mention: mention.id)
        pair = (left.id, right.id)
        if left.id == right.id or left.kind is not right.kind or pair in links:
            continue
        mentions.update({left.id: left, right.id: right})
        link = _decided(pair, around, rejected)
        if link is None and not (name_is_masked(left.name) or name_is_masked(right.name)):
            found = compare(records.of(left), records.of(right), settled)
            if worth_keeping(found) or pair in stored:
                link = Identity(link_id(pair), *pair, found.tier, describe(found))
        if link is not None:
            links[pair] = link
    _raise_conflicts(links, mentions, records, settled)
    return sorted(links.values(), key=lambda link: link.id)


def _decided(pair: Pair, around: Surroundings, rejected: Mapping[frozenset[object], DecisionRow]) -> Identity | None:
    """The link that a standing decision makes; two parties judged different are so in all their rows."""
    known = around.decided.get(pair)
    if known is not None and known.effective is not None and known.joins_or_parts:
        return decided_link(pair, known.effective)
    row = rejected.get(around.parties(pair))
    return None if row is None else decided_link(pair, row)


def decided_link(pair: Pair, decision: DecisionRow) -> Identity:
    """The link of a decision that confirmed or rejected a pair."""
    assert decision.verdict is not None
    tier, words = _WORDS[decision.verdict]
    return Identity(link_id(pair), *pair, tier, f"{words}：{decision.reason}", decision.by)


def worth_keeping(found: Comparison) -> bool:
    """Whether a link is kept: a conflict only where a slip of the pen may explain it, or one unit names both."""
    if found.tier is not IdentityTier.CONFLICT:
        return found.tier is not IdentityTier.DIFFERENT
    if any(piece.feature == "unit" and piece.says is Says.FOR for piece in found.evidence):
        return True
    vetoes = [piece for piece in found.evidence if piece.says is Says.VETO]
    number = [piece for piece in vetoes if piece.feature == "number"]
    # A slip in the number changes the sex or the year of birth that it shows: then the number alone is asked.
    return all(piece.near_miss for piece in number or vetoes)


def describe(found: Comparison) -> str:
    """The evidence as one Chinese phrase."""
    spoken = [piece.note for piece in found.evidence if piece.feature == "name" or piece.says is not Says.NEUTRAL]
    if found.namesakes is not None and found.tier is not IdentityTier.CONFLICT:
        spoken += [piece.note for piece in found.evidence if piece.feature == "competitors"]
    if found.probability is not None:
        spoken.append(f"估计概率{found.probability:.4f}")
    return "；".join(spoken)


def link_id(pair: Pair) -> str:
    """One link per pair: later evidence gives the same link another tier."""
    return content_id("i", *pair, "name")


# ---- no stranger joined to a stranger ----------------------------------------------------------


def _raise_conflicts(
    links: dict[Pair, Identity], mentions: Mapping[str, Mention], records: _Records, context: Context
) -> None:
    """Turn into conflicts the undecided links of a mention to two parties that are known to differ."""
    rejected = records.around.rejected()
    neighbours: dict[str, set[str]] = defaultdict(set)
    for (left, right), link in links.items():
        if link.tier in _JOINING:
            neighbours[left].add(right)
            neighbours[right].add(left)
    for middle in sorted(neighbours):
        if len(neighbours[middle]) <= _MANY:
            for one, other in combinations(sorted(neighbours[middle]), 2):
                if records.around.parties((one, other)) in rejected or _contradict(
                    mentions[one], mentions[other], records, context
                ):
                    _mark(links, middle, one)
                    _mark(links, middle, other)


def _contradict(one: Mention, other: Mention, records: _Records, context: Context) -> bool:
    if len(records.around.parties((one.id, other.id))) == 1:
        return False
    if records.around.told_apart(one, other):
        return True
    return compare(records.of(one), records.of(other), context).tier is IdentityTier.CONFLICT


def _mark(links: dict[Pair, Identity], one: str, other: str) -> None:
    pair = (min(one, other), max(one, other))
    link = links[pair]
    if link.decided_by is None and link.tier is not IdentityTier.CONFLICT:
        evidence = f"同时与两个已知不同的主体相符，须人工核定；{link.evidence}"
        links[pair] = replace(link, tier=IdentityTier.CONFLICT, evidence=evidence)
