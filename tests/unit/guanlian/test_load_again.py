"""Files that were loaded before are read again where the user asks for it, and not otherwise."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.model.records import Listing
from graph.model.roles import LegalForm
from graph.store import GraphStore, Scope
from ingest.titles import read_title
from tests.support.ownership import TODAY, a_store, loaded
from tests.unit.ingest.tables import BASE, CODE, OFFICERS, entry, json_file, workbook

WITHDRAWALS = ("案号", "被执行人名称", "移出日期", "依据文件")


def entries(store: GraphStore) -> list[Listing]:
    known = store.known_run()
    keys = [int(key) for key in store.facts(Scope.roster(), known).listings.key]
    return list(store.listings(keys, known).values())


def test_a_withdrawal_that_came_too_early_takes_effect_when_read_again(tmp_path: Path) -> None:
    rows = [WITHDRAWALS, ("(2019)示9902执12号", "何若彤", "2020-01-02", "通知1号")]
    notice = workbook(tmp_path / "notice.xlsx", {"名单移出": rows})
    with a_store(tmp_path) as store:
        (early,) = loaded(store, notice)
        loaded(store, json_file(tmp_path / "roster.json", [entry()]))
        assert early.quarantined == 1 and entries(store)[0].interval.until is None

        assert loaded(store, notice)[0] == early and entries(store)[0].interval.until is None
        (late,) = loaded(store, notice, again=True)
        assert late.number > early.number and (late.accepted, late.quarantined) == (1, 0)
        (listing,) = entries(store)
        assert listing.interval.until is not None and listing.interval.until.latest == date(2020, 1, 2)
        assert store.problems() == []


def test_a_title_that_was_taught_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    company = ("云岭宏达商贸有限公司", CODE, "有限责任公司", "张甲", "存续", "2010-03-04")
    officers = [OFFICERS, (company[0], CODE, "李乙", "首席摸鱼官", "", "", "", ""),
                (company[0], CODE, "王丙", "董事", "", "", "", "")]  # fmt: skip
    file = workbook(tmp_path / "register.xlsx", {"基本信息": [BASE, company], "主要人员": officers})

    def posts(store: GraphStore) -> int:
        known = store.known_run()
        unit = store.find_subjects(CODE, known, exact=True)[0]
        return len(store.facts(Scope.of(unit.key), known).roles.key)

    with a_store(tmp_path) as store:
        first = loaded(store, file, as_of=TODAY, complete=True)[0]
        before = posts(store)
        taught = read_title("副总经理", LegalForm.COMPANY)
        monkeypatch.setattr(
            "ingest.posts.read_title", lambda title, form: taught if "摸鱼" in title else read_title(title, form)
        )
        second = loaded(store, file, as_of=TODAY, complete=True, again=True)[0]
        assert (first.quarantined, second.quarantined) == (1, 0)
        assert posts(store) == before + 1
