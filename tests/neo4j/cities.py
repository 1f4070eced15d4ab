"""A generated city in both stores, and what must be equal from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

import pytest

from analysis.control.thresholds import Threshold
from benchmarks.city.city import DEFAULT_DAY, build_city
from benchmarks.city.writing import write_city
from graph.model.records import PartyKind, SubjectRecord
from graph.model.time import BEIJING
from graph.neo4j import transfer
from graph.neo4j.store import Neo4jStore
from graph.open import open_store
from graph.sqlite.store import SQLiteStore
from graph.store import GraphStore, Scope
from guanlian.control import ControlService
from guanlian.filing import load as load_files
from guanlian.ownership import ownership
from guanlian.picture import ego, graphml
from guanlian.request import Request
from guanlian.service import Service
from measures.loader import load_catalogue
from tests.support import neo4j_server

DAY = DEFAULT_DAY
CAP = 30
REQUEST = Request("test", DAY)
FEW = ("hegang-2018",)  # one document that catches, flags, bars and orders queries


class Answer(Protocol):
    def json_text(self) -> str: ...


def text(answer: Answer) -> str:
    """An answer as the command prints it."""
    return answer.json_text()


@dataclass(frozen=True)
class Pair:
    """One set of facts in both stores."""

    here: SQLiteStore
    there: Neo4jStore

    @property
    def services(self) -> tuple[Service, Service]:
        """The questions over the embedded store and over the graph."""
        return Service(self.here, load_catalogue()), Service(self.there, load_catalogue())

    def subjects(self) -> list[SubjectRecord]:
        """All subjects, by key."""
        known, found, key = self.here.known_run(), list[SubjectRecord](), 0
        while some := self.here.subjects(range(key + 1, key + 501), known):
            found += some.values()
            key += 500
        return found


@contextmanager
def pair_of(url: str, graph_url: str, folder: Path) -> Iterator[Pair]:
    """The embedded store at ``url``, pushed into the graph at ``graph_url``."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEO4J_PASSWORD_FILE", str(neo4j_server.password_file()))
        patch.setenv("GUANLIAN_NEO4J_LEDGER", str(folder / "ledger"))
        source = Path(url.removeprefix("sqlite:///"))
        patch.setenv("GUANLIAN_KEY_FILE", f"{source}.key")
        here = SQLiteStore(source, lambda message: None)
        there = open_store(graph_url, notify=lambda message: None)
        assert isinstance(there, Neo4jStore)
        try:
            transfer.push(there, source)
            assert [item.name for item in transfer.verify(there, source) if not item.agrees] == []
            yield Pair(here, there)
        finally:
            there.close()
            here.close()


def build(folder: Path, seed: int, units: int) -> str:
    """The address of an embedded store with a generated city in it."""
    write_city(build_city(seed, units), folder / "city")
    path = folder / "city.db"
    store = SQLiteStore(path, lambda message: None)
    load_files(store, [folder / "city"], today=DAY, clock=lambda: datetime(2026, 7, 1, tzinfo=BEIJING))
    store.close()
    return f"sqlite:///{path}"


# -- what must be equal ------------------------------------------------------------------------------------------------


def same_lists(pair: Pair, request: Request) -> int:
    """Compare the answers about everybody, today's and those of an earlier run; how many findings there are."""
    here, there = pair.services
    assert pair.there.known_run() == pair.here.known_run()
    earlier = replace(request, known_as_of=pair.here.runs()[2].finished)
    assert text(there.exposures(earlier)) == text(here.exposures(earlier))
    assert text(there.offices(request)) == text(here.offices(request))
    expected = here.exposures(request, include_self=True)
    assert text(there.exposures(request, include_self=True)) == text(expected)
    for finding in expected.findings[:: max(1, len(expected.findings) // 2)]:
        assert text(there.explain(request, finding.id)) == text(here.explain(request, finding.id))
    return len(expected.findings)


def same_checks(pair: Pair, subjects: Sequence[SubjectRecord]) -> None:
    """Compare the whole check of subjects."""
    here, there = pair.services
    # A question to the server is mostly waiting, so two are asked at a time.
    with ThreadPoolExecutor(2) as pool:
        told = pool.map(lambda subject: text(there.check(REQUEST, subject.id)), subjects)
        for subject, answer in zip(subjects, told, strict=True):
            assert answer == text(here.check(REQUEST, subject.id))


def same_surroundings(pair: Pair, subjects: Sequence[SubjectRecord]) -> None:
    """Compare what else is told of subjects: search, pictures, and for units profile, ownership and control."""
    here, there = pair.services
    control = ControlService(pair.here), ControlService(pair.there)
    known = pair.here.known_run()
    for subject in subjects:
        assert there.search(REQUEST, subject.name) == here.search(REQUEST, subject.name)
        pictures = [ego(store, subject.key, known, CAP) for store in (pair.here, pair.there)]
        assert graphml(pictures[1][0]) == graphml(pictures[0][0]) and pictures[1][1] == pictures[0][1]
        if subject.kind is PartyKind.UNIT:
            assert pair.there.profile(subject.key, known) == pair.here.profile(subject.key, known)
            trees = [ownership(service, REQUEST, subject.id) for service in control]
            assert text(trees[1]) == text(trees[0])
            held = [service.control(REQUEST, subject.id, Threshold()) for service in control]
            assert text(held[1]) == text(held[0])


def same_scopes(pair: Pair, keys: Sequence[int], at_once: int) -> None:
    """Compare the facts within reach of subjects, so many at a time, with the records behind them."""
    known = pair.here.known_run()
    for place in range(0, len(keys), at_once):
        scope = Scope.of(*keys[place : place + at_once])
        one, other = pair.here.facts(scope, known), pair.there.facts(scope, known)
        for part in ("roles", "listings", "classes", "links"):
            for name, column in vars(getattr(one, part)).items():
                if name not in ("court", "printed", "owner"):  # places in lists whose order is free
                    assert (getattr(getattr(other, part), name) == column).all(), (scope, part, name)
        same_records(pair.here, pair.there, one.roles.key.tolist(), one.listings.key.tolist(), known)


def same_records(here: GraphStore, there: GraphStore, roles: list[int], listings: list[int], known: int) -> None:
    """Compare records by key, as they come after a scope."""
    assert there.role_edges(roles, known) == here.role_edges(roles, known)
    assert there.listings(listings, known) == here.listings(listings, known)
