"""The measurement itself, on a small city, and the committed figures against what is promised."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest

from graph.model.certainty import IdentityTier
from ingest.identity.coefficients import coefficients
from ingest.identity.labelled.city import build_city
from ingest.identity.labelled.spec import MEASURED, MEASUREMENT, TRAINING
from ingest.identity.measure import expected_calibration_error, reliability
from ingest.identity.probability import calibrated
from ingest.identity.report import measure_city, write_report
from tests.support.repository import ROOT

SMALL = replace(MEASURED, name="small", applicants=150, base=200_000)
COMMITTED = ROOT / "docs" / "generated" / "identity" / "report.json"


def test_a_city_is_the_same_every_time() -> None:
    one, other = build_city(SMALL), build_city(SMALL)
    assert one.applicants == other.applicants
    assert one.roster == other.roster


def test_a_small_city_holds_the_promises() -> None:
    report = measure_city(SMALL)
    assert report.recall("number–mask") == 1.0
    assert report.recall("mask–mask") == 1.0
    assert report.precision(IdentityTier.PROBABLE) == 1.0
    assert report.false_flags == 0
    assert report.name_only_above_possible == report.conflicting_number_matched == 0


def test_the_report_is_written(tmp_path: Path) -> None:
    summary = write_report(tmp_path, specs=(SMALL,))
    assert set(summary["cities"]) == {"small"}
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "| number–mask |" in text
    for name in ("reliability-small.svg", "deciles-small.svg"):
        assert (tmp_path / name).read_text(encoding="utf-8").startswith("<svg")


def test_calibration_error_by_hand() -> None:
    probability = np.array([0.1, 0.1, 0.9, np.nan])
    label = np.array([False, True, True, True])
    weight = np.array([1.0, 1.0, 2.0, 5.0])
    assert expected_calibration_error(probability, label, weight) == pytest.approx(0.5 * 0.4 + 0.5 * 0.1)
    assert len(reliability(probability, label, weight)) == 2


def test_the_calibration_rises() -> None:
    knots = coefficients().learned.knots
    assert list(knots) == sorted(knots)
    said = [calibrated(bits, knots) for bits in np.linspace(-60, 60, 500)]
    assert said == sorted(said)
    assert 0 < said[0] < 1e-4
    assert 0.99 < said[-1] < 1


def test_the_cities_of_measurement_differ_from_the_training_city() -> None:
    for spec in MEASUREMENT:
        mine, training = asdict(spec), asdict(TRAINING)
        assert all(
            mine[key] != training[key] for key in ("seed", "mainland_part", "name_noise", "number_typo", "year_spread")
        )


@pytest.mark.parametrize("city", [spec.name for spec in MEASUREMENT])
def test_the_committed_figures_hold_and_belong_to_these_cities(city: str) -> None:
    stored = json.loads(COMMITTED.read_text(encoding="utf-8"))
    spec = next(spec for spec in MEASUREMENT if spec.name == city)
    assert stored["specs"][city] == json.loads(json.dumps(asdict(spec)))
    figures = stored["cities"][city]
    assert figures["recall_number_mask"] >= 0.99
    assert figures["recall_mask_mask"] >= 0.95
    assert figures["precision_certain"] == 1.0
    assert figures["precision_probable"] >= 0.999
    assert figures["false_flags_per_10000"] <= 1
    assert figures["name_only_above_possible"] == figures["conflicting_number_matched"] == 0
    assert figures["ece_raw"] <= 0.02
    assert figures["truth_of_probabilities_from_0.9"] >= 0.98
    assert figures["ece_spoken"] <= 0.02
    assert figures["worst_decile_ece_spoken"] <= 0.05
