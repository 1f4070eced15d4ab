"""The evidence ladder: what two records say of each other, as a tier.

    certain    the same full number, or a person's decision (``decisions``)
    probable   name + numbers that show region, year of birth and last four; or name + the same unit, nothing
               against it; or name + a weaker mask + a second attribute on both sides
    possible   the name, or the name and something weak
    conflict   the name agrees, and a number, the sex or the year of birth contradicts
    different  the names differ

The weight ranks and warns; it lifts nobody to a tier that the ladder does not give, but it can hold one back:
where another person of that name might well fit too, a mask does not make *probable*.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.model.certainty import IdentityTier
from graph.model.records import PartyKind
from ingest.identity.evidence import Evidence, Says, total_chance
from ingest.identity.features import ATTRIBUTES, Context, name_evidence, number_evidence
from ingest.identity.patterns import Fit, PatternMatch, best_match, is_full, is_strong
from ingest.identity.person_names import NameFit, compare_names
from ingest.identity.probability import CAUTIOUS_SHARE, reported, weight_probability
from ingest.identity.record import Record
from ingest.identity.units import compare_units

# Expected other persons of the name in the whole base who would fit as well; above it a mask stays *possible*.
STRONG_LIMIT, WEAK_LIMIT = 1e-3, 1e-4
_WEAK_PLACES = 4  # a mask of fewer shared places says too little


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two records say of each other.

    ``probability`` that they are one, ``None`` where the model abstains; ``raw_probability`` is what it would have
    said. ``namesakes`` is how many persons of the name the base is expected to hold, ``competitors`` how many of
    them, counted with caution, would fit all the other evidence too. ``None`` for units.
    """

    tier: IdentityTier
    probability: float | None
    namesakes: float | None
    evidence: tuple[Evidence, ...]
    competitors: float | None = None
    raw_probability: float | None = None


def compare(left: Record, right: Record, context: Context | None = None) -> Comparison:
    """Compare two records; pure, symmetric, and silent about anything but identity."""
    if left.kind is not right.kind:
        apart = Evidence("kind", Says.VETO, "一方是自然人，另一方是单位")
        return Comparison(IdentityTier.DIFFERENT, None, None, (apart,))
    if left.kind is PartyKind.UNIT:
        tier, found = compare_units(left, right)
        return Comparison(tier, None, None, found)
    return _compare_persons(left, right, context or Context())


def _compare_persons(left: Record, right: Record, context: Context) -> Comparison:
    name = compare_names(left.names, right.names)
    number = best_match(left.identifiers, right.identifiers)
    evidence = gather(name, number, left, right, context)
    namesakes = context.namesakes(left, right)
    competitors = max(namesakes, CAUTIOUS_SHARE * context.people) * total_chance(evidence)
    tier = person_tier(name, number, evidence, competitors)
    raw = weight_probability(evidence, context) if name is not NameFit.OTHER else None
    spoken = reported(tier, evidence, raw, namesakes, context)
    remaining = Evidence("competitors", Says.NEUTRAL, _count_note(namesakes, competitors))
    return Comparison(tier, spoken, namesakes, (*evidence, remaining), competitors, raw)


def gather(name: NameFit, number: PatternMatch, left: Record, right: Record, context: Context) -> tuple[Evidence, ...]:
    """Every feature that both sides show, the name first."""
    found = [name_evidence(name, left, right, context), *number_evidence(number, context)]
    found += [piece for feature in ATTRIBUTES if (piece := feature(left, right, number, context)) is not None]
    return tuple(found)


def person_tier(name: NameFit, number: PatternMatch, evidence: Iterable[Evidence], competitors: float) -> IdentityTier:
    """The rung that the evidence reaches."""
    pieces = tuple(evidence)
    vetoed = any(piece.says is Says.VETO for piece in pieces)
    if is_full(number) and not vetoed and (number.sound or name is not NameFit.OTHER):
        return IdentityTier.CERTAIN
    if name is NameFit.OTHER:
        return IdentityTier.DIFFERENT
    if vetoed:
        return IdentityTier.CONFLICT
    if name.confirms and _is_probable(number, pieces, competitors):
        return IdentityTier.PROBABLE
    return IdentityTier.POSSIBLE


def _is_probable(number: PatternMatch, pieces: tuple[Evidence, ...], competitors: float) -> bool:
    if any(piece.says is Says.AGAINST for piece in pieces):
        return False
    if is_strong(number) and competitors <= STRONG_LIMIT:
        return True
    agreeing = {piece.feature for piece in pieces if piece.says is Says.FOR}
    if "unit" in agreeing:
        return True
    second = agreeing & {"sex", "birth_year", "region"}
    weak = number.fit is Fit.COMPATIBLE and len(number.shared) >= _WEAK_PLACES
    return weak and bool(second) and competitors <= WEAK_LIMIT


def _count_note(namesakes: float, competitors: float) -> str:
    return (
        f"按该姓名的频率，比对范围内预计同名者约{_rounded(namesakes)}人；"
        f"若按常见姓名从严估计，则约有{_rounded(competitors)}名同名者同样符合上述证据"
    )


def _rounded(count: float) -> str:
    if count < 0.001:
        return "不足0.001"
    return f"{count:.0f}" if count >= 10 else f"{count:.1f}" if count >= 0.1 else f"{count:.1g}"
