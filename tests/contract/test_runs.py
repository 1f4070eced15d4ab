"""Runs: one commit makes one visible, and a broken-off one leaves nothing but its record."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from graph.errors import BadFactError, StoreBusyError
from graph.model.records import Batch, QuarantinedRow, Run, RunStatus
from graph.store import GraphStore, RunCounts, Scope
from tests.contract.loads import (
    FIRST,
    NO_ROWS,
    SECOND,
    START,
    THIRD,
    Loader,
    batch,
    edges_of,
    listing,
    person,
    role,
    undated,
    unit,
)

PAN, QIAO, CO = person("潘示例"), person("乔示例"), unit("示范甲有限公司")


def test_an_empty_store_answers_with_nothing(store: GraphStore) -> None:
    facts = store.facts(Scope.roster(), store.known_run())

    assert store.known_run() == 0
    assert facts.roles.days.shape == (0, 4)
    assert len(facts.listings.key) == len(facts.links.key) == len(facts.classes.key) == 0
    assert store.facts(Scope.of(1), 0).roles.key.tolist() == []
    assert store.find_subjects("潘示例", 0) == []
    assert not store.runs() and not store.sources(0) and not store.problems()


def test_nothing_of_a_run_is_visible_before_its_commit(store: GraphStore, load: Loader) -> None:
    with load.open(load.plan(FIRST)) as writer:
        writer.add(batch([PAN, CO, role(PAN, CO, undated(FIRST))]))
        assert store.known_run() == 0
        assert store.find_subjects("潘示例", writer.number) == []
        assert store.runs()[0].status is RunStatus.WRITING
        run = writer.commit(RunCounts(3, 1, 1, 1), START)

    assert store.known_run() == run.number
    assert len(edges_of(store, PAN)) == 1
    assert store.runs() == [run]
    assert (run.rows_in, run.accepted, run.quarantined, run.duplicates) == (3, 1, 1, 1)
    assert run.status is RunStatus.COMMITTED and run.finished == START


def test_a_run_left_without_commit_is_incomplete_and_can_be_repeated(store: GraphStore, load: Loader) -> None:
    plan = load.plan(FIRST)
    unknown = role(QIAO, CO, undated(FIRST))
    with load.open(plan) as writer:
        writer.add(batch([PAN, CO, role(PAN, CO, undated(FIRST))]))
        with pytest.raises(BadFactError):
            writer.add(batch([unknown]))

    assert [run.status for run in store.runs()] == [RunStatus.INCOMPLETE]
    assert store.known_run() == 0
    again = store.write_run(plan)
    assert not isinstance(again, Run)
    with again:
        again.add(batch([PAN, CO, role(PAN, CO, undated(FIRST))]))
        again.commit(NO_ROWS, START)
    assert len(edges_of(store, PAN)) == 1
    assert store.problems() == []


def test_the_same_file_set_is_loaded_once(store: GraphStore, load: Loader) -> None:
    plan = load.plan(FIRST)
    with load.open(plan) as writer:
        first = writer.commit(NO_ROWS, START)

    renamed = replace(plan, files=tuple(replace(file, name="copy.xlsx") for file in plan.files))
    assert store.write_run(plan) == first
    assert store.write_run(renamed) == first
    other_day = store.write_run(replace(plan, as_of=SECOND))
    assert not isinstance(other_day, Run)
    with other_day:
        pass


def test_one_writer_at_a_time(store: GraphStore, load: Loader, make_store: Callable[[str], GraphStore]) -> None:
    with load.open(load.plan(FIRST)):
        with pytest.raises(StoreBusyError):
            store.write_run(load.plan(SECOND))
        with pytest.raises(StoreBusyError):
            make_store("store").write_run(load.plan(SECOND))
        assert make_store("store").runs()[0].status is RunStatus.WRITING
    with load.open(load.plan(SECOND)) as writer:
        writer.commit(NO_ROWS, START)


def test_rows_must_be_accounted_for(store: GraphStore, load: Loader) -> None:
    with load.open(load.plan(FIRST)) as writer, pytest.raises(BadFactError, match="unaccounted"):
        writer.commit(RunCounts(3, 1, 1, 0), START)


def test_known_run_by_moment(store: GraphStore, load: Loader) -> None:
    first, second = load(FIRST, PAN), load(SECOND, CO)

    assert store.known_run(START) == 0
    assert store.known_run(START + timedelta(hours=1)) == first
    assert store.known_run(START + timedelta(hours=1, minutes=59)) == first
    assert store.known_run(START + timedelta(days=1)) == store.known_run() == second


def test_sources_name_the_newest_snapshot(store: GraphStore, load: Loader) -> None:
    second = load(SECOND, PAN)
    load(FIRST, CO)
    supplement = load(FIRST, CO, source="补充", kind="supplement", complete=False)

    states = {state.source: state for state in store.sources(store.known_run())}
    assert (states["登记"].as_of, states["登记"].run, states["登记"].complete) == (SECOND, second, True)
    assert (states["补充"].as_of, states["补充"].run, states["补充"].complete) == (FIRST, supplement, False)
    assert [state.source for state in store.sources(second)] == ["登记"]


def test_quarantine_comes_back_opened(store: GraphStore, load: Loader) -> None:
    row = QuarantinedRow("a.xlsx", 7, "股东", "证件号码", "a number became a float", "enter it as text", "9.9E+17|潘")
    for day in (FIRST, SECOND):
        with load.open(load.plan(day)) as writer:
            writer.add(Batch(quarantine=[row]))
            writer.commit(RunCounts(1, 0, 1, 0), START)

    assert store.quarantine() == [(1, row), (2, row)]
    assert store.quarantine(2) == [(2, row)]


def test_a_catalogue_is_kept_under_its_digest(store: GraphStore) -> None:
    store.save_catalogue("abc", b"{}")
    store.save_catalogue("abc", b"{}")

    assert store.catalogue("abc") == b"{}"
    assert store.catalogue("other") is None


_VICTIM = """
import sys, time
from graph.open import open_store
from tests.contract.loads import *
store = open_store(sys.argv[1], notify=lambda message: None)
load = Loader(store)
writer = load.open(load.plan(SECOND, mark="victim"))
people = [person(f"示例{n}") for n in range(3000)]
company = unit("示范甲有限公司")
writer.add(batch([company, *people, *(role(p, company, undated(SECOND)) for p in people)]))
if sys.argv[2] == "commit":
    writer.commit(RunCounts(0, 0, 0, 0), START)
print("ready", flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("when", ["before", "commit"])
def test_killed_while_writing(
    when: str, make_url: Callable[[str], str], make_store: Callable[[str], GraphStore]
) -> None:
    load = Loader(make_store("store"))
    load(FIRST, PAN, CO, role(PAN, CO, undated(FIRST)))
    victim = subprocess.Popen(
        [sys.executable, "-c", _VICTIM, make_url("store"), when],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert victim.stdout is not None and victim.stdout.readline() == "ready\n"

    os.kill(victim.pid, signal.SIGKILL)
    victim.wait()
    victim.stdout.close()

    store = make_store("store")
    published = when == "commit"
    assert store.runs()[1].status is (RunStatus.COMMITTED if published else RunStatus.INCOMPLETE)
    assert store.known_run() == (2 if published else 1)
    assert len(store.neighbourhood(store.find_subjects(CO.id, store.known_run())[0].key, 9, 5000)[0]) == (
        3001 if published else 1
    )
    assert store.problems() == []
    assert Loader(store)(THIRD, PAN, CO, role(PAN, CO, undated(THIRD))) == 3


def test_readers_run_beside_a_writer(store: GraphStore, load: Loader) -> None:
    listed = unit("示范乙有限公司", on_roster=True)
    load(FIRST, listed, listing(listed, FIRST), PAN, role(PAN, listed, undated(FIRST)), kind="roster")
    errors: list[BaseException] = []
    seen: set[tuple[int, int]] = set()
    stop = threading.Event()

    def read() -> None:
        try:
            while not stop.is_set():
                known = store.known_run()
                facts = store.facts(Scope.roster(), known)
                edges = store.role_edges(facts.roles.key.tolist(), known)
                assert len(edges) == len(facts.roles.key)
                seen.add((known, len(edges)))
        except BaseException as error:
            errors.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(2, 12):
        people = [person(f"示例{number}-{n}") for n in range(50)]
        load(FIRST, *people, *(role(p, listed, undated(FIRST)) for p in people), complete=False)
    stop.set()
    for reader in readers:
        reader.join()

    assert errors == []
    assert seen <= {(run, 1 + 50 * (run - 1)) for run in range(1, 12)}
