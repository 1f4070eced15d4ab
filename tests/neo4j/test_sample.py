"""The committed sample and larger generated cities: every answer is the same from both stores, byte for byte."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.neo4j.cities import FEW, REQUEST, build, pair_of, same_checks, same_lists, same_surroundings, text
from tests.support import neo4j_server
from tests.support.suites import requires

pytestmark = [pytest.mark.neo4j, requires("neo4j")]

LARGE = 350  # units


def test_the_sample(sample_url: str, tmp_path: Path) -> None:
    with pair_of(sample_url, neo4j_server.Pool(1).url("sample"), tmp_path) as pair:
        here, there = pair.services
        few = replace(REQUEST, documents=FEW)
        assert text(there.exposures(few)) == text(here.exposures(few))
        assert text(there.offices(REQUEST)) == text(here.offices(REQUEST))
        same_checks(pair, pair.subjects()[::40])
        same_surroundings(pair, pair.subjects()[::2_000])


@pytest.mark.long
def test_every_subject_of_the_sample(sample_url: str, tmp_path: Path) -> None:
    with pair_of(sample_url, neo4j_server.Pool(1).url("sample"), tmp_path) as pair:
        same_lists(pair, REQUEST)
        same_checks(pair, pair.subjects())
        same_surroundings(pair, pair.subjects()[::10])


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20))
def test_larger_cities(seed: int, tmp_path: Path) -> None:
    with pair_of(build(tmp_path, seed, LARGE), neo4j_server.Pool(1).url("city"), tmp_path) as pair:
        same_lists(pair, REQUEST)
        same_checks(pair, pair.subjects())
        same_surroundings(pair, pair.subjects()[::10])
