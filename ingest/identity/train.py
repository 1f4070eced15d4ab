"""Fits the model: ``python -m ingest.identity.train``.

Learns how often features agree for one person from the training city's true pairs, then calibrates the summed weight by
isotonic regression on all its candidate pairs. Writes readable JSON with the report of the fit beside it.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression

from ingest.identity.coefficients import FILE, Assumed, Coefficients, Learned
from ingest.identity.evidence import Says
from ingest.identity.features import Context
from ingest.identity.labelled.city import City, build_city
from ingest.identity.labelled.spec import TRAINING, CitySpec
from ingest.identity.ladder import compare
from ingest.identity.measure import Floats, expected_calibration_error, outcomes
from ingest.identity.patterns import YEAR, Fit, best_match
from ingest.identity.person_names import NameFit, compare_names
from ingest.identity.probability import calibrated
from ingest.identity.record import Record

_LEAST = 50  # true pairs that show a feature; with fewer its starting value stays

Labels = NDArray[np.bool_]


def true_pairs(city: City) -> Iterable[tuple[Record, Record]]:
    """Every applicant with every roster row of the same person."""
    owners = defaultdict(list)
    for printed in city.roster:
        owners[printed.owner].append(printed.record)
    for applicant in city.applicants:
        for record in owners[applicant.owner]:
            yield applicant.record, record


def learn(pairs: Iterable[tuple[Record, Record]]) -> tuple[Learned, dict[str, int]]:
    """``m`` probabilities by counting, half a pair added to each side; and how many pairs showed each feature."""
    seen: Counter[str] = Counter()
    agree: Counter[str] = Counter()
    context = Context(model=Coefficients(Learned(), Assumed()))
    for left, right in pairs:
        for feature, value in _facts(left, right, context):
            seen[feature] += 1
            agree[feature] += value
    learned: dict[str, Any] = {
        feature: round((agree[feature] + 0.5) / (seen[feature] + 1), 5) for feature in seen if seen[feature] >= _LEAST
    }
    return replace(Learned(), **learned), dict(seen)


def _facts(left: Record, right: Record, context: Context) -> Iterable[tuple[str, bool]]:
    """Which features of a true pair agree."""
    name = compare_names(left.names, right.names)
    yield "name_same", name is NameFit.SAME
    yield "name_variant", name is NameFit.VARIANT
    match = best_match(left.identifiers, right.identifiers)
    if match.fit is not Fit.INCOMPARABLE:
        yield "number_agrees", match.fit is Fit.COMPATIBLE
        yield "number_near_miss", match.fit is Fit.CONTRADICTORY and match.near_miss
    for piece in compare(left, right, context).evidence:
        if piece.feature == "sex" and 16 not in match.shared:
            yield "sex_agrees", piece.says is Says.FOR
        if piece.feature == "birth_year" and not match.shows(YEAR):
            yield "birth_agrees", piece.says is Says.FOR
            yield "birth_near", piece.says is Says.NEUTRAL


def calibrate(weights: Floats, labels: Labels, counts: Floats) -> tuple[tuple[float, float], ...]:
    """Knots of the isotonic regression of truth on weight.

    The ends are kept off 0 and 1 by one pair: so many pairs cannot prove more.
    """
    model = IsotonicRegression(out_of_bounds="clip").fit(weights, labels, sample_weight=counts)
    least = 1 / (counts[~labels].sum() + 2)
    most = 1 - 1 / (labels[weights >= np.median(weights[labels])].sum() + 2)
    knots: list[tuple[float, float]] = []
    for bits, probability in zip(model.X_thresholds_, model.y_thresholds_, strict=True):
        knot = (round(float(bits), 3), float(f"{min(max(probability, least), most):.6g}"))
        if not knots or knot[0] > knots[-1][0]:
            knots.append(knot)
    return tuple(knots)


def fit(spec: CitySpec) -> tuple[Coefficients, dict[str, object]]:
    """The coefficients and the report of the fit."""
    city = build_city(spec)
    learned, seen = learn(true_pairs(city))
    found = outcomes(city, Context(model=Coefficients(learned, Assumed())))
    known = ~np.isnan(found.raw)
    raw = np.clip(found.raw[known], 1e-300, 1 - 1e-16)
    weights, labels, counts = np.log2(raw) - np.log2(1 - raw), found.label[known], found.weight[known]
    knots = calibrate(weights, labels, counts)
    fitted = np.array([calibrated(float(bits), knots) for bits in weights])
    report: dict[str, object] = {
        "city": asdict(spec),
        "method": "Fellegi-Sunter weight, isotonic calibration",
        "true_pairs": int(labels.sum()),
        "candidate_pairs": len(labels),
        "pairs_that_showed_a_feature": seen,
        "log_loss_before": round(_log_loss(raw, labels, counts), 7),
        "log_loss_after": round(_log_loss(fitted, labels, counts), 7),
        "ece_before": expected_calibration_error(raw, labels, counts),
        "ece_after": expected_calibration_error(fitted, labels, counts),
    }
    return Coefficients(replace(learned, knots=knots), Assumed()), report


def _log_loss(probability: Floats, labels: Labels, counts: Floats) -> float:
    safe = np.clip(probability, 1e-12, 1 - 1e-12)
    losses = np.where(labels, -np.log(safe), -np.log1p(-safe))
    return float((losses * counts).sum() / counts.sum())


def write(model: Coefficients, report: dict[str, object], path: Path = FILE) -> None:
    """Readable JSON: learned, assumed, report."""
    content = {**model.to_json(), "training": report}
    text = json.dumps(content, ensure_ascii=False, indent=1)
    pairs_on_one_line = re.sub(r"\[\s+(-?[\d.e-]+),\s+(-?[\d.e-]+)\s+\]", r"[\1, \2]", text)
    path.write_text(pairs_on_one_line + "\n", encoding="utf-8")


def main() -> None:
    """Fit on the training city and write the coefficients."""
    model, report = fit(TRAINING)
    write(model, report)


if __name__ == "__main__":
    main()
