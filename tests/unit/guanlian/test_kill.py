"""``kill -9`` in the middle of a load: the store shows the state before or after the run, never between."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.city.city import build_city
from benchmarks.city.writing import write_city
from graph.model.records import RunStatus
from graph.open import open_store
from graph.store import Scope


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small city's files."""
    folder: Path = tmp_path_factory.mktemp("city")
    write_city(build_city(7, 300), folder)
    return folder


def load(url: str, city: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "GUANLIAN_STORE": url, "GUANLIAN_TODAY": "2026-06-30"}
    command = [sys.executable, "-c", "from guanlian.cli import main; main()", "load", str(city)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def rows(url: str) -> tuple[int, int, list[RunStatus]]:
    """How many entries and roles are visible, and how the runs stand."""
    store = open_store(url)
    try:
        facts = store.facts(Scope.roster(), store.known_run())
        return len(facts.listings.key), len(facts.roles.key), [run.status for run in store.runs()]
    finally:
        store.close()


@pytest.mark.parametrize("seconds", [1.0, 1.6])
def test_killed_and_repeated(tmp_path: Path, city: Path, seconds: float) -> None:
    url, whole = (f"sqlite:///{(tmp_path / name).as_posix()}" for name in ("killed.db", "whole.db"))
    assert load(whole, city).wait(timeout=120) == 0
    expected = rows(whole)
    process = load(url, city)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=30)
    if (tmp_path / "killed.db").exists():
        _, _, statuses = rows(url)
        assert RunStatus.WRITING not in statuses
    assert load(url, city).wait(timeout=120) == 0
    entries, roles, statuses = rows(url)
    assert (entries, roles) == expected[:2]
    assert [status for status in statuses if status is RunStatus.COMMITTED] == expected[2]
