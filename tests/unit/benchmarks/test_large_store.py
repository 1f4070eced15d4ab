"""A large store is sound, and its people are caught and found like any others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from benchmarks.large_store import write
from graph.model.records import PartyKind
from graph.sqlite.store import SQLiteStore
from graph.store import Scope
from guanlian.request import Request
from guanlian.service import Service
from measures.loader import load_catalogue


def test_a_store_written_without_files_answers(tmp_path: Path) -> None:
    store = SQLiteStore(tmp_path / "large.db", lambda message: None)
    write(store, 600, 7)
    facts = store.facts(Scope.roster(), store.known_run())

    assert not store.problems()
    assert len(facts.listings.key) and len(facts.links.key)
    answer = Service(store, load_catalogue()).exposures(Request("test", date(2026, 6, 30), documents=("central-2016",)))
    assert {finding.subject.kind for finding in answer.findings} == {PartyKind.PERSON, PartyKind.UNIT}
    store.close()
