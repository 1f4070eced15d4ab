"""Finished batches: listed newest first, gone when their days are over, and a bad one says so in its place."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from graph.errors import BadRequestError, StoreError
from graph.model.time import BEIJING
from graph.sealed import SealedFolder
from graph.vault import Vault
from guanlian.batch.history import History, JobRecord
from guanlian.settings import Settings

NOW = datetime(2026, 7, 1, 9, 0, tzinfo=BEIJING)


def _history(path: Path, days: int = 90, key: bytes = b"k" * 32) -> History:
    return History(SealedFolder(path / "jobs", Vault(key)), days)


def _record(moment: datetime, name: str = "名册.xlsx") -> JobRecord:
    return JobRecord(
        input=name, output=f"结果-{name}", moment=moment, purpose="授信审查", as_of="2026-06-30", known_run=7, rows=3,
        verdicts={"block": 1, "clear": 1}, faults=1,
    )  # fmt: skip


def test_the_newest_comes_first_with_its_record_and_result(tmp_path: Path) -> None:
    history = _history(tmp_path)
    for days in (3, 1, 2):
        history.keep(_record(NOW - timedelta(days=days), f"{days}.xlsx"), f"result {days}".encode())
    found = history.jobs(NOW)
    assert [job.record.input for job in found if job.record] == ["1.xlsx", "2.xlsx", "3.xlsx"]
    assert found[0].record == _record(NOW - timedelta(days=1), "1.xlsx")
    assert [history.workbook(job.id) for job in found] == [b"result 1", b"result 2", b"result 3"]


def test_a_batch_stays_its_days_and_no_longer(tmp_path: Path) -> None:
    _history(tmp_path).keep(_record(NOW), b"result")
    assert len(_history(tmp_path).jobs(NOW + timedelta(days=90))) == 1
    assert _history(tmp_path).jobs(NOW + timedelta(days=90, seconds=1)) == ()
    assert list((tmp_path / "jobs").iterdir()) == []


def test_where_none_are_kept_nothing_is_written(tmp_path: Path) -> None:
    assert _history(tmp_path, days=0).keep(_record(NOW), b"result") is None
    assert not (tmp_path / "jobs").exists()


def test_a_foreign_or_damaged_batch_has_a_row_and_can_be_removed(tmp_path: Path) -> None:
    history = _history(tmp_path)
    good = history.keep(_record(NOW), b"result")
    foreign = _history(tmp_path, key=b"x" * 32).keep(_record(NOW), b"result")
    damaged = history.keep(_record(NOW), b"result")
    (tmp_path / "jobs" / f"{damaged}.sealed").write_bytes(b"nonsense")
    for file in (tmp_path / "jobs").iterdir():
        os.utime(file, (NOW.timestamp(), NOW.timestamp()))
    found = {job.id: job.record is not None for job in history.jobs(NOW)}
    assert found == {good: True, foreign: False, damaged: False}
    assert foreign is not None and damaged is not None
    history.remove(foreign)
    history.remove(damaged)
    assert [job.id for job in history.jobs(NOW)] == [good]


def test_a_batch_that_was_removed_elsewhere_says_so(tmp_path: Path) -> None:
    history = _history(tmp_path)
    id_ = history.keep(_record(NOW), b"result")
    assert id_ is not None
    history.remove(id_)
    with pytest.raises(StoreError, match="已不存在"):
        history.workbook(id_)
    assert not history.intact(id_)


def test_the_days_are_a_setting() -> None:
    assert Settings.from_environment({}).job_days == 90
    assert Settings.from_environment({"GUANLIAN_JOB_DAYS": "0"}).job_days == 0
    for wrong in ("-1", "viele", "1.5", "999999"):
        with pytest.raises(BadRequestError, match="GUANLIAN_JOB_DAYS"):
            Settings.from_environment({"GUANLIAN_JOB_DAYS": wrong})
