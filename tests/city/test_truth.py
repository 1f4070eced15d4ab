"""Generated cities: what the engine finds equals the truth the generator planted, none missing, none extra,
and equals a slow obvious reference that shares no code with either."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.city.city import build_city
from benchmarks.city.rows import Key, Row, keys
from benchmarks.city.writing import write_city
from tests.support.finding_rows import finding_rows
from tests.support.reference import reference_rows
from tests.support.sample import ask, load_city, service_over

DOCUMENTS = ("central-2016", "hegang-2018", "jinan-gaoxin-2020", "laiwu-2020", "lushan-2022")


def engine_rows(folder: Path, seed: int, units: int) -> tuple[list[Row], list[Row], list[Row]]:
    """The rows of engine, truth and reference for one city."""
    city = build_city(seed, units)
    write_city(city, folder)
    url = f"sqlite:///{(folder / 'city.db').as_posix()}"
    load_city(folder, url, city.today)
    with service_over(url) as service:
        findings = service.exposures(ask(city.today, *DOCUMENTS)).findings
        found = finding_rows(service.store, findings)
    return found, city.truth.rows(city.today), reference_rows(city)


def difference(found: set[Key], expected: set[Key]) -> str:
    """What is missing and what is extra, a few of each, readable."""
    missing, extra = sorted(expected - found), sorted(found - expected)
    lines = [f"{len(missing)} missing, {len(extra)} extra"]
    lines += [f"missing {row}" for row in missing[:5]] + [f"extra   {row}" for row in extra[:5]]
    return "\n".join(lines)


@pytest.mark.parametrize("seed", [1, 7, 23, 101])
def test_findings_equal_the_truth_and_the_reference(tmp_path: Path, seed: int) -> None:
    found, truth, reference = engine_rows(tmp_path, seed, 300)
    assert keys(found) == keys(truth), difference(keys(found), keys(truth))
    assert keys(found) == keys(reference), difference(keys(found), keys(reference))
    assert {row.dated_key() for row in found} == {row.dated_key() for row in truth}
    assert {row.doubted_key() for row in found} == {row.doubted_key() for row in truth}
    assert {row.document for row in found} == set(DOCUMENTS)
    assert {row.direction for row in found} == {"extends", "flags", "queries", "office", "second_hop"}
    assert {row.certainty for row in found} == {"certain", "probable", "possible"}
    assert {row.holds for row in found} >= {"yes", "unknown"}


@pytest.mark.long
@pytest.mark.parametrize(("seed", "units"), [(7, 20_000), *((seed, 600) for seed in range(200, 220))])
def test_larger_cities(tmp_path: Path, seed: int, units: int) -> None:
    found, truth, _ = engine_rows(tmp_path, seed, units)
    assert keys(found) == keys(truth), difference(keys(found), keys(truth))
