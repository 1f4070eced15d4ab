"""The quality report: the comparison measured on labelled cities, as a table, plots and a JSON summary."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.model.certainty import IdentityTier
from ingest.identity import measure
from ingest.identity.features import Context
from ingest.identity.labelled.city import City, build_city
from ingest.identity.labelled.spec import MEASUREMENT, CitySpec
from ingest.identity.measure import Outcomes, Recall
from ingest.identity.report_text import report_text
from ingest.identity.svg import bars, reliability_plot

Progress = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class DecileRow:
    """One tenth of the applicants, by how common their names are (0 rarest)."""

    decile: int
    mean_namesakes: float
    checks: int
    true_found: int
    precision_probable: float | None
    false_flags: float
    ece_spoken: float | None
    ece_raw: float | None


@dataclass(frozen=True, slots=True)
class TierRow:
    """One tier: pairs, how many are true, and the share of true ones counted back to life."""

    tier: str
    pairs: int
    true: int
    precision: float | None


@dataclass(frozen=True, slots=True)
class CityReport:
    """Everything measured on one city."""

    spec: CitySpec
    checks: int
    roster_rows: int
    pairs: int
    recalls: tuple[Recall, ...]
    tiers: tuple[TierRow, ...]
    deciles: tuple[DecileRow, ...]
    false_flags: float
    expected_false_flags: float
    ece_spoken: float | None
    ece_raw: float | None
    spoken_bins: tuple[tuple[float, float, float], ...]
    raw_bins: tuple[tuple[float, float, float], ...]
    truth_of_high: float | None
    abstention: float
    name_only_above_possible: int
    conflicting_number_matched: int
    false_kinds: dict[str, int]

    def recall(self, kind: str) -> float | None:
        """Recall of one kind of true pair."""
        return next((row.share for row in self.recalls if row.kind == kind), None)

    def precision(self, tier: IdentityTier) -> float | None:
        """Precision of one tier."""
        return next((row.precision for row in self.tiers if row.tier == tier.value), None)

    def summary(self) -> dict[str, Any]:
        """The figures that are promised, under stable keys."""
        return {
            "checks": self.checks,
            "pairs": self.pairs,
            "recall_number_mask": self.recall("number–mask"),
            "recall_mask_mask": self.recall("mask–mask"),
            "recall_same_unit": self.recall("same unit"),
            "recall_damaged": self.recall("damaged"),
            "precision_certain": self.precision(IdentityTier.CERTAIN),
            "precision_probable": self.precision(IdentityTier.PROBABLE),
            "false_flags_per_10000": self.false_flags,
            "expected_false_flags_per_10000": self.expected_false_flags,
            "ece_spoken": self.ece_spoken,
            "ece_raw": self.ece_raw,
            "worst_decile_ece_spoken": _worst(row.ece_spoken for row in self.deciles),
            "worst_decile_ece_raw": _worst(row.ece_raw for row in self.deciles),
            "truth_of_probabilities_from_0.9": self.truth_of_high,
            "abstention_among_possible": self.abstention,
            "name_only_above_possible": self.name_only_above_possible,
            "conflicting_number_matched": self.conflicting_number_matched,
            "false_pairs_by_what_they_show": self.false_kinds,
        }


def measure_city(spec: CitySpec, context: Context | None = None, progress: Progress | None = None) -> CityReport:
    """Build a city, compare it as a batch, and measure."""
    city = build_city(spec)
    settled = context or Context()
    return city_report(city, measure.outcomes(city, settled, progress), settled)


def city_report(city: City, found: Outcomes, context: Context) -> CityReport:
    """The figures of one compared city."""
    checks = len(city.applicants)
    spoken = measure.reliability(found.probability, found.label, found.weight)
    raw = measure.reliability(found.raw, found.label, found.weight)
    good = measure.flagged(found)
    return CityReport(
        spec=city.spec,
        checks=checks,
        roster_rows=len(city.roster),
        pairs=len(found.label),
        recalls=tuple(measure.recalls(city, found)),
        tiers=tuple(_tier_row(found, tier) for tier in measure.TIERS),
        deciles=tuple(_decile_rows(city, found, context)),
        false_flags=measure.false_flags(found, checks),
        expected_false_flags=1e4 * float(np.nansum(found.competitors[_by_number(city, found) & good])) / checks,
        ece_spoken=measure.expected_calibration_error(found.probability, found.label, found.weight),
        ece_raw=measure.expected_calibration_error(found.raw, found.label, found.weight),
        spoken_bins=tuple(spoken),
        raw_bins=tuple(raw),
        truth_of_high=measure.truth_of_high(found),
        abstention=measure.abstention(found),
        name_only_above_possible=int((good & ~_shows_more_than_name(city, found)).sum()),
        conflicting_number_matched=int((good & _numbers_contradict(city, found)).sum()),
        false_kinds=measure.false_kinds(city, found),
    )


def _tier_row(found: Outcomes, tier: IdentityTier) -> TierRow:
    rows = found.tier == measure.TIERS.index(tier)
    return TierRow(tier.value, int(rows.sum()), int((rows & found.label).sum()), measure.precision(found, tier))


def _decile_rows(city: City, found: Outcomes, context: Context) -> list[DecileRow]:
    of_applicant = measure.deciles(city)
    of_pair = of_applicant[found.applicant]
    good = measure.flagged(found)
    rows = []
    for decile in range(measure.BINS):
        mine, checks = of_pair == decile, int((of_applicant == decile).sum())
        names = [city.applicants[row].record.name for row in np.flatnonzero(of_applicant == decile)]
        mean = float(np.mean([context.names.namesakes(name, context.people) for name in names])) if names else 0.0
        said, raw = (np.where(mine, values, np.nan) for values in (found.probability, found.raw))
        rows.append(
            DecileRow(
                decile=decile,
                mean_namesakes=mean,
                checks=checks,
                true_found=int((mine & good & found.label).sum()),
                precision_probable=measure.precision(found, IdentityTier.PROBABLE, mine),
                false_flags=measure.false_flags(found, checks, mine),
                ece_spoken=measure.expected_calibration_error(said, found.label, found.weight),
                ece_raw=measure.expected_calibration_error(raw, found.label, found.weight),
            )
        )
    return rows


def _by_number(city: City, found: Outcomes) -> NDArray[np.bool_]:
    """Pairs in which both sides print a number."""
    left = np.array([bool(printed.record.identifiers) for printed in city.applicants])
    right = np.array([bool(printed.record.identifiers) for printed in city.roster])
    both: NDArray[np.bool_] = left[found.applicant] & right[found.roster]
    return both


def _shows_more_than_name(city: City, found: Outcomes) -> NDArray[np.bool_]:
    rows = zip(found.applicant.tolist(), found.roster.tolist(), strict=True)
    return np.array([_more(city, one, other) for one, other in rows], np.bool_)


def _more(city: City, one: int, other: int) -> bool:
    left, right = city.applicants[one].record, city.roster[other].record
    return bool((left.identifiers and right.identifiers) or left.units & right.units)


def _numbers_contradict(city: City, found: Outcomes) -> NDArray[np.bool_]:
    """Judged by the vectorised comparison, which shares no code with the tiers."""
    from ingest.identity.pattern_arrays import CONTRADICTORY, encode, match_columns

    left = encode(next(iter(printed.record.identifiers), None) for printed in city.applicants)
    right = encode(next(iter(printed.record.identifiers), None) for printed in city.roster)
    verdict, _ = match_columns(left.take(found.applicant), right.take(found.roster))
    against: NDArray[np.bool_] = verdict == CONTRADICTORY
    return against


def _worst(values: Any) -> float | None:
    return max((value for value in values if value is not None), default=None)


def write_report(
    out: Path,
    *,
    applicants: int | None = None,
    specs: tuple[CitySpec, ...] | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Measure the cities of measurement, write ``report.md``, ``report.json`` and the plots, return the summary."""
    chosen = specs or MEASUREMENT
    sized = [replace(spec, applicants=min(applicants, spec.applicants)) if applicants else spec for spec in chosen]
    reports = [measure_city(spec, progress=progress) for spec in sized]
    out.mkdir(parents=True, exist_ok=True)
    for report in reports:
        _write_plots(out, report)
    (out / "report.md").write_text(report_text(reports), encoding="utf-8")
    summary = {"cities": {report.spec.name: report.summary() for report in reports}}
    detail = {**summary, "specs": {report.spec.name: asdict(report.spec) for report in reports}}
    (out / "report.json").write_text(json.dumps(detail, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return summary


def _write_plots(out: Path, report: CityReport) -> None:
    name = report.spec.name
    plot = reliability_plot(f"Reliability, {name} city", {"all pairs": report.raw_bins, "spoken": report.spoken_bins})
    (out / f"reliability-{name}.svg").write_text(plot, encoding="utf-8")
    labels = [f"{row.mean_namesakes:.2g}" for row in report.deciles]
    chart = bars(
        f"ECE by expected namesakes, {name} city", labels, [row.ece_spoken or 0.0 for row in report.deciles], 0.05
    )
    (out / f"deciles-{name}.svg").write_text(chart, encoding="utf-8")
