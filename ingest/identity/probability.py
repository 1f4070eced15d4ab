"""From the waterfall to a probability, and when to say none."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from graph.model.certainty import IdentityTier
from ingest.identity.evidence import Evidence, Says, total_bits
from ingest.identity.features import Context

# No table knows the fashions of names: for holding a pair back, a name is taken to be no rarer than this share, which
# some hundreds of names in the country exceed.
CAUTIOUS_SHARE = 4.3e-5

# The share of applicants that truly stand on the roster differs from desk to desk. A probability is spoken only
# where it would stay near one if that share were ten times smaller and the name as common as the cautious share.
_DOUBT = 10.0
_SURE = 0.9
_VETOES = frozenset({"number", "sex", "birth_year"})


def prior_bits(context: Context, listed_share: float | None = None) -> float:
    """log2 odds that a row of the base is the applicant, before anything is compared."""
    share = listed_share or context.model.assumed.listed_share
    return math.log2(share / context.people)


def weight(evidence: Iterable[Evidence], context: Context) -> float:
    """The summed weight in bits, prior included: the quantity that is calibrated."""
    return prior_bits(context) + total_bits(evidence)


def weight_probability(evidence: Iterable[Evidence], context: Context, shift_bits: float = 0.0) -> float:
    """The calibrated probability of a weight."""
    return calibrated(weight(evidence, context) + shift_bits, context.model.learned.knots)


def calibrated(bits: float, knots: Sequence[tuple[float, float]]) -> float:
    """The probability on the line between the two knots around a weight."""
    if not knots:
        return 1 / (1 + math.exp2(-max(min(bits, 500.0), -500.0)))
    place = bisect_right(knots, (bits, 2.0))
    if place == 0 or place == len(knots):
        return knots[min(place, len(knots) - 1)][1]
    (low, below), (high, above) = knots[place - 1], knots[place]
    return below + (above - below) * (bits - low) / (high - low)


def reported(
    tier: IdentityTier, evidence: tuple[Evidence, ...], raw: float | None, namesakes: float, context: Context
) -> float | None:
    """The probability to show, or ``None``.

    Said are near-certainties that do not hang on the assumed share of listed applicants, and clear contradictions.
    A name with something weak beside it, a contradiction that a slip of the pen may explain or that stands against much
    agreement, and different names get no number: the expected namesakes tell more.
    """
    if raw is None or tier is IdentityTier.DIFFERENT:
        return None
    vetoes = [piece for piece in evidence if piece.says is Says.VETO and piece.feature in _VETOES]
    if vetoes:
        unclear = raw > 1 - _SURE or any(piece.near_miss for piece in vetoes)
        return None if unclear else round(raw, 6)
    commoner = max(1.0, CAUTIOUS_SHARE * context.people / namesakes)
    doubtful = weight_probability(evidence, context, -math.log2(_DOUBT * commoner))
    return round(raw, 6) if doubtful >= _SURE else None
