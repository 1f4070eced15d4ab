"""Generated cities: every answer is the same from both stores, byte for byte."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Protocol

import pytest

from benchmarks.city.city import DEFAULT_DAY, build_city
from benchmarks.city.writing import write_city
from graph.model.time import BEIJING
from graph.neo4j import transfer
from graph.neo4j.store import Neo4jStore
from graph.sqlite.store import SQLiteStore
from graph.store import GraphStore
from guanlian.request import Request
from guanlian.service import Service
from ingest.load import load as load_files
from measures.loader import load_catalogue
from tests.support.suites import requires

pytestmark = [pytest.mark.neo4j, requires("neo4j")]

CAP = 30


class Answer(Protocol):
    def to_json(self) -> object: ...


def text(answer: Answer) -> str:
    return json.dumps(answer.to_json(), ensure_ascii=False, sort_keys=True)


def same_answers(here: GraphStore, there: GraphStore, every: int) -> int:
    """Compare all answers, the checks of every so-manieth subject; how many checks there were."""
    known = here.known_run()
    assert there.known_run() == known
    one, other = Service(here, load_catalogue()), Service(there, load_catalogue())
    earlier = Request("test", DEFAULT_DAY, known_as_of=here.runs()[2].finished)
    assert text(other.exposures(earlier)) == text(one.exposures(earlier))
    request = Request("test", DEFAULT_DAY)
    assert text(other.offices(request)) == text(one.offices(request))
    assert text(other.exposures(request, include_self=True)) == text(one.exposures(request, include_self=True))
    findings = one.exposures(request).findings[:2]
    assert [text(other.explain(request, f.id)) for f in findings] == [
        text(one.explain(request, f.id)) for f in findings
    ]
    checks = 0
    key = 0
    while found := here.subjects(range(key + 1, key + 501), known):
        assert there.subjects(range(key + 1, key + 501), known) == found
        for subject in list(found.values())[::every]:
            assert text(other.check_subject(request, subject)) == text(one.check_subject(request, subject))
            around = here.neighbourhood(subject.key, known, CAP)
            assert there.neighbourhood(subject.key, known, CAP) == around
            assert there.profile(subject.key, known) == here.profile(subject.key, known)
            checks += 1
        key += 500
    return checks


def city(embedded: SQLiteStore, graph: Neo4jStore, folder: Path, seed: int, units: int) -> None:
    write_city(build_city(seed, units), folder)
    load_files(embedded, [folder], today=DEFAULT_DAY, clock=lambda: datetime(2026, 7, 1, tzinfo=BEIJING))
    source = Path(embedded.url.removeprefix("sqlite:///"))
    transfer.push(graph, source)
    assert [item.name for item in transfer.verify(graph, source) if not item.agrees] == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_small_cities(seed: int, embedded: SQLiteStore, graph: Neo4jStore, tmp_path: Path) -> None:
    city(embedded, graph, tmp_path / "city", seed, 300)
    assert same_answers(embedded, graph, every=50) > 10


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20))
def test_larger_cities(seed: int, embedded: SQLiteStore, graph: Neo4jStore, tmp_path: Path) -> None:
    city(embedded, graph, tmp_path / "city", seed, 1_000)
    assert same_answers(embedded, graph, every=1) > 1_000
