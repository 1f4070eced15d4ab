"""How well the comparison does on a labelled city: recall, precision, false flags, calibration, abstention."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.model.certainty import IdentityTier
from ingest.identity.blocking import compare_stream
from ingest.identity.features import Context
from ingest.identity.labelled.city import City
from ingest.identity.labelled.printing import Printed

TIERS = tuple(IdentityTier)
FOUND = (IdentityTier.CERTAIN, IdentityTier.PROBABLE)
BINS = 10
_MASKS = ("mask10", "mask11")
_NUMBERS = ("full", "old15")

Floats = NDArray[np.float64]
Progress = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Compared pairs as columns of one length. ``probability`` is NaN where the model abstains."""

    applicant: NDArray[np.int64]
    roster: NDArray[np.int64]
    tier: NDArray[np.int8]  # position in TIERS
    label: NDArray[np.bool_]
    weight: Floats
    probability: Floats
    raw: Floats
    competitors: Floats


@dataclass(frozen=True, slots=True)
class Recall:
    """Of the true pairs of one kind, how many were found at *probable* or better."""

    kind: str
    pairs: int
    found: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1; ``None`` without pairs."""
        return self.found / self.pairs if self.pairs else None


def outcomes(city: City, context: Context, progress: Progress | None = None) -> Outcomes:
    """Block and compare the whole city, as a batch would."""
    left = [printed.record for printed in city.applicants]
    right = (printed.record for printed in city.roster)
    rows = []
    stream = compare_stream(left, right, context, least=frozenset(TIERS), progress=progress, total=len(city.roster))
    for one, other, found in stream:
        label = city.applicants[one].owner == city.roster[other].owner
        said = np.nan if found.probability is None else found.probability
        raw = np.nan if found.raw_probability is None else found.raw_probability
        many = np.nan if found.competitors is None else found.competitors
        weight = city.true_weight if label else 1.0
        rows.append((one, other, TIERS.index(found.tier), label, weight, said, raw, many))
    columns = list(zip(*rows, strict=True)) or [()] * 8
    kinds = (np.int64, np.int64, np.int8, np.bool_, np.float64, np.float64, np.float64, np.float64)
    return Outcomes(*(np.array(column, kind) for column, kind in zip(columns, kinds, strict=True)))


def deciles(city: City) -> NDArray[np.int8]:
    """The name-frequency decile of every applicant: 0 for the rarest names, 9 for the commonest."""
    shares = np.array([city.shares.get(_own_name(city, row), 0.0) for row in range(len(city.applicants))])
    ranks = np.argsort(np.argsort(shares, kind="stable"), kind="stable")
    return (ranks * BINS // max(len(shares), 1)).astype(np.int8)


def _own_name(city: City, row: int) -> str:
    return city.applicants[row].record.name


# ---- recall ------------------------------------------------------------------------------------


def pair_kind(left: Printed, right: Printed) -> str:
    """What the two rows show: the kinds for which recall is told apart."""
    if left.damage or right.damage:
        return "damaged"
    if left.record.units & right.record.units:
        return "same unit"
    if left.shown in _NUMBERS and right.shown in _NUMBERS:
        return "number–number"
    if {left.shown, right.shown} & set(_NUMBERS) and {left.shown, right.shown} & set(_MASKS):
        return "number–mask"
    if left.shown in _MASKS and right.shown in _MASKS:
        return "mask–mask"
    return "no number" if "none" in (left.shown, right.shown) else "weak mask"


def recalls(city: City, found: Outcomes) -> list[Recall]:
    """Recall of every kind of true pair, those that blocking missed included."""
    good = np.isin(found.tier, [TIERS.index(tier) for tier in FOUND]) & found.label
    hits = set(zip(found.applicant[good].tolist(), found.roster[good].tolist(), strict=True))
    by_owner: dict[int, list[int]] = defaultdict(list)
    for position, printed in enumerate(city.roster):
        by_owner[printed.owner].append(position)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row, applicant in enumerate(city.applicants):
        for position in by_owner[applicant.owner]:
            count = counts[pair_kind(applicant, city.roster[position])]
            count[0] += 1
            count[1] += (row, position) in hits
    return [Recall(kind, *counts[kind]) for kind in sorted(counts)]


def false_kinds(city: City, found: Outcomes) -> dict[str, int]:
    """What the rows of falsely flagged pairs show, and how many such pairs there are."""
    rows = np.flatnonzero(flagged(found) & ~found.label)
    kinds = (pair_kind(city.applicants[found.applicant[row]], city.roster[found.roster[row]]) for row in rows)
    return dict(sorted(Counter(kinds).items()))


# ---- precision and flags -----------------------------------------------------------------------


def precision(found: Outcomes, tier: IdentityTier, chosen: NDArray[np.bool_] | None = None) -> float | None:
    """The share of true pairs in a tier, true pairs counted back to their share in life."""
    rows = found.tier == TIERS.index(tier)
    if chosen is not None:
        rows &= chosen
    total = found.weight[rows].sum()
    return float((found.weight * found.label)[rows].sum() / total) if total else None


def flagged(found: Outcomes) -> NDArray[np.bool_]:
    """Pairs at *probable* or better."""
    return np.isin(found.tier, [TIERS.index(tier) for tier in FOUND])


def false_flags(found: Outcomes, checks: int, chosen: NDArray[np.bool_] | None = None) -> float:
    """Applicants flagged by somebody else's entry, per 10,000 checks."""
    rows = flagged(found) & ~found.label
    if chosen is not None:
        rows &= chosen
    return 1e4 * len(np.unique(found.applicant[rows])) / max(checks, 1)


# ---- calibration -------------------------------------------------------------------------------


def reliability(probability: Floats, label: NDArray[np.bool_], weight: Floats) -> list[tuple[float, float, float]]:
    """Per bin of width 0.1: mean probability, share of true pairs, share of all weight."""
    said = ~np.isnan(probability)
    total = weight[said].sum()
    places = np.minimum((probability * BINS), BINS - 1)
    bins = []
    for place in range(BINS):
        rows = said & (np.floor(np.where(said, places, -1)) == place)
        inside = weight[rows].sum()
        if inside:
            mean = float((weight * probability)[rows].sum() / inside)
            bins.append((mean, float((weight * label)[rows].sum() / inside), float(inside / total)))
    return bins


def expected_calibration_error(probability: Floats, label: NDArray[np.bool_], weight: Floats) -> float | None:
    """ECE: the mean distance of probability and truth over the bins; ``None`` when nothing was said."""
    bins = reliability(probability, label, weight)
    return sum(part * abs(mean - share) for mean, share, part in bins) if bins else None


def truth_of_high(found: Outcomes) -> float | None:
    """The share of true pairs among those told a probability of 0.9 or more: the mass of clear cases cannot hide it."""
    rows = found.probability >= 0.9
    total = found.weight[rows].sum()
    return float((found.weight * found.label)[rows].sum() / total) if total else None


def abstention(found: Outcomes) -> float:
    """The share of possible pairs for which no probability is said, true pairs counted back."""
    rows = found.tier == TIERS.index(IdentityTier.POSSIBLE)
    total = found.weight[rows].sum()
    return float(found.weight[rows & np.isnan(found.probability)].sum() / total) if total else 0.0
