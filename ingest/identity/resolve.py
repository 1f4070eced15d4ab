"""From pairs of mentions to identity links, with the tier and the evidence in the words shown to users."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations

from graph.model.certainty import IdentityTier
from graph.model.ids import content_id
from graph.model.records import Identity, Mention, RoleEdge
from graph.store import NameCandidate
from ingest.identity.decisions import DecisionVerdict, Pair, PairState, evidence_digest, rejected_pairs
from ingest.identity.evidence import Says
from ingest.identity.features import Context
from ingest.identity.ladder import Comparison, compare
from ingest.identity.record import Record, from_mention
from ingest.names import name_is_masked

_JOINING = (IdentityTier.CERTAIN, IdentityTier.PROBABLE)
_MANY = 40  # links of one mention beyond which the test for strangers is left to the reviewer


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known around the mentions of a load.

    ``units``: per person the subjects of the units at which it holds a post, or to which a court attached it.
    ``former_names``: per mention. ``decided``: the state of pairs that people have decided.
    """

    units: Mapping[str, frozenset[str]] = field(default_factory=dict)
    former_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    decided: Mapping[Pair, PairState] = field(default_factory=dict)

    def record(self, mention: Mention) -> Record:
        """The record of a mention within these surroundings."""
        return from_mention(mention, self.units.get(mention.id, ()), self.former_names.get(mention.id, ()))


def units_of(roles: Iterable[RoleEdge], subject_of: Callable[[str], Hashable]) -> dict[str, frozenset[str]]:
    """Per holder the subjects of its units, from posts, controls and court relations (``qysler``, 限制消费令).

    ``subject_of`` leads from a mention to its subject, so that a unit named by number in the register and by its old
    organisation code on the roster is one unit.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for edge in roles:
        found[edge.holder].add(f"subject:{subject_of(edge.unit)}")
    return {holder: frozenset(units) for holder, units in found.items()}


def resolve(pairs: Iterable[NameCandidate], around: Surroundings, context: Context | None = None) -> list[Identity]:
    """One link per pair that is worth keeping, sorted by id.

    Kept are *certain*, *probable* and *possible*; a *conflict* where a slip of the pen may explain it or a person must
    look; and what people decided. A mention that fits two parties which are known to differ conflicts with both.
    """
    settled = context or Context()
    mentions: dict[str, Mention] = {}
    links: dict[Pair, Identity] = {}
    for candidate in pairs:
        left, right = sorted((candidate.listed, candidate.other), key=lambda mention: mention.id)
        if left.id == right.id or left.kind is not right.kind:
            continue
        mentions.update({left.id: left, right.id: right})
        if (link := _link(left, right, around, settled)) is not None:
            links[left.id, right.id] = link
    _raise_conflicts(links, mentions, around, settled)
    return sorted(links.values(), key=lambda link: link.id)


def _link(left: Mention, right: Mention, around: Surroundings, context: Context) -> Identity | None:
    pair = (left.id, right.id)
    one, other = around.record(left), around.record(right)
    if (decided := _decided(pair, one, other, around)) is not None:
        return decided
    if name_is_masked(left.name) or name_is_masked(right.name):
        return None
    found = compare(one, other, context)
    return _identity(pair, found.tier, describe(found)) if _worth_keeping(found) else None


def _decided(pair: Pair, left: Record, right: Record, around: Surroundings) -> Identity | None:
    """The link that a standing decision makes, if its evidence is still the same."""
    known = around.decided.get(pair)
    if known is None or known.decision is None or known.decision.evidence != evidence_digest(left, right):
        return None
    tiers = {
        DecisionVerdict.CONFIRMED: (IdentityTier.CERTAIN, "人工核定为同一主体"),
        DecisionVerdict.REJECTED: (IdentityTier.DIFFERENT, "人工核定为不同主体"),
    }
    if known.verdict not in tiers:
        return None
    tier, words = tiers[known.verdict]
    evidence = f"{words}：{known.decision.reason}"
    return Identity(_id(pair), *pair, tier, evidence, known.decision.by)


def _worth_keeping(found: Comparison) -> bool:
    if found.tier is IdentityTier.CONFLICT:
        return any(piece.near_miss for piece in found.evidence)
    return found.tier is not IdentityTier.DIFFERENT


def describe(found: Comparison) -> str:
    """The evidence as one Chinese phrase."""
    spoken = [piece.note for piece in found.evidence if piece.says is not Says.NEUTRAL]
    if found.namesakes is not None:
        spoken += [piece.note for piece in found.evidence if piece.feature == "competitors"]
    if found.probability is not None:
        spoken.append(f"估计概率{found.probability:.4f}")
    return "；".join(spoken)


def _identity(pair: Pair, tier: IdentityTier, evidence: str) -> Identity:
    return Identity(_id(pair), *pair, tier, evidence)


def _id(pair: Pair) -> str:
    """One link per pair: later evidence gives the same link another tier."""
    return content_id("i", *pair, "name")


# ---- no stranger joined to a stranger ----------------------------------------------------------


def _raise_conflicts(
    links: dict[Pair, Identity], mentions: Mapping[str, Mention], around: Surroundings, context: Context
) -> None:
    """Turn into conflicts the undecided links of a mention to two parties that are known to differ."""
    apart = rejected_pairs(around.decided)
    neighbours: dict[str, set[str]] = defaultdict(set)
    for (left, right), link in links.items():
        if link.tier in _JOINING:
            neighbours[left].add(right)
            neighbours[right].add(left)
    for middle in sorted(neighbours):
        if len(neighbours[middle]) <= _MANY:
            for one, other in combinations(sorted(neighbours[middle]), 2):
                if (one, other) in apart or _contradict(mentions[one], mentions[other], around, context):
                    _mark(links, middle, one)
                    _mark(links, middle, other)


def _contradict(one: Mention, other: Mention, around: Surroundings, context: Context) -> bool:
    return compare(around.record(one), around.record(other), context).tier is IdentityTier.CONFLICT


def _mark(links: dict[Pair, Identity], one: str, other: str) -> None:
    pair = (min(one, other), max(one, other))
    link = links[pair]
    if link.decided_by is None and link.tier is not IdentityTier.CONFLICT:
        evidence = f"同时与两个已知不同的主体相符，须人工核定；{link.evidence}"
        links[pair] = replace(link, tier=IdentityTier.CONFLICT, evidence=evidence)
