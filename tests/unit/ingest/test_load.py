"""Loading: file sets, manifests, order, counts, and what a second load changes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import BadRequestError, FileRefusedError, RowQuarantinedError
from graph.model.records import Batch, Identity
from ingest.manifest import read_manifest
from tests.support.fake_store import TODAY, FakeStore
from tests.unit.ingest.tables import (
    BASE,
    CITIZEN,
    CODE,
    OFFICERS,
    ROSTER,
    csv_file,
    entry,
    json_file,
    loaded,
    unit_entry,
    workbook,
)

COMPANY = ("云岭宏达商贸有限公司", CODE, "有限责任公司", "何若彤", "存续", "2010-03-04")


def manifest(folder: Path, *sets: str, head: str = "") -> None:
    lines = "".join(f"  - {{{text}}}\n" for text in sets)
    (folder / "manifest.yml").write_text(f"{head}file_sets:\n{lines}", encoding="utf-8")


def city(folder: Path) -> Path:
    workbook(folder / "register.xlsx", {"基本信息": [BASE, COMPANY]})
    json_file(folder / "roster.json", [entry(), unit_entry(caseCode="(2020)示9902执1号")])
    header = ("案号", "被执行人名称", "证件号码", "发布日期", "移出日期", "移出原因", "依据文件")
    row = ("(2019)示9902执12号", "何若彤", "", "", "2020-01-02", "", "通知")
    workbook(folder / "a_supplement.xlsx", {"名单移出": [header, row]})
    return folder


def test_a_folder_without_manifest_is_recognised_and_ordered(tmp_path: Path) -> None:
    (city(tmp_path) / "README.md").write_text("notes")
    store, runs = loaded(tmp_path)
    assert [run.kind for run in runs] == ["register", "roster", "supplement"]
    assert all(run.as_of == TODAY and run.as_of_assumed and not run.complete for run in runs)
    assert len(store.everything().listing_ends) == 1, "the withdrawal finds its entry"


def test_a_file_too_large_to_keep_is_read_again_and_says_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, _ = loaded(city(tmp_path))
    monkeypatch.setattr("ingest.load._KEPT_ROWS", 0)
    again, _ = loaded(tmp_path)
    assert again.everything() == kept.everything()


def test_a_manifest_says_source_kind_day_and_completeness(tmp_path: Path) -> None:
    manifest(
        city(tmp_path),
        "files: [roster.json], source: 法院名单, kind: roster, as_of: 2026-05-31, complete: true",
        "files: [register.xlsx], source: 登记, as_of: 2026-06-01",
        head="city: 示范市\ntoday: 2026-06-30\n",
    )
    runs = loaded(tmp_path)[1]
    assert [(run.source, run.as_of, run.as_of_assumed, run.complete) for run in runs] == [
        ("登记", date(2026, 6, 1), False, False),
        ("法院名单", date(2026, 5, 31), False, True),
    ]
    assert read_manifest(tmp_path).today == date(2026, 6, 30)


def test_what_the_user_says_wins(tmp_path: Path) -> None:
    path = json_file(tmp_path / "roster.json", [entry()])
    (run,) = loaded(path, source="某院", as_of=date(2026, 1, 2), complete=True)[1]
    assert (run.source, run.as_of, run.as_of_assumed, run.complete) == ("某院", date(2026, 1, 2), False, True)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("file_sets: [", "YAML"), ("file_sets: []", "至少有一个"), ("sets: []", "未知的键 sets"),
        ("- 1", "键值对"),
        ("file_sets: [{files: [gone.xlsx]}]", "找不到该文件"), ("file_sets: [{files: [../x.xlsx]}]", "不在此文件夹"),
        ("file_sets: [{files: [roster.json], kind: x}]", "没有“x”这一类型"),
        ("file_sets: [{files: roster.json}]", "文件名列表"),
        ("file_sets: [{files: [roster.json], as_of: soon}]", "必须是日期"),
        ("file_sets: [{files: [roster.json], complete: 1}]", "true 或 false"),
        ("file_sets: [{files: [roster.json]}, {files: [roster.json]}]", "两次"),
        ("file_sets: [{files: [roster.json], source: 3}]", "必须是非空文本"),
        ("file_sets: [{files: [roster.json, register.xlsx]}]", "混有"),
        ("file_sets: [{files: [roster.json], as_of: 2026-07-01}]", "晚于今天"),
    ],
)  # fmt: skip
def test_wrong_manifests_are_refused_before_anything_is_loaded(tmp_path: Path, text: str, match: str) -> None:
    (city(tmp_path) / "manifest.yml").write_text(text, encoding="utf-8")
    store = FakeStore()
    with pytest.raises(FileRefusedError, match=match):
        loaded(tmp_path, store=store)
    assert not store.done


def test_runs_before_a_refused_one_stay(tmp_path: Path) -> None:
    (city(tmp_path) / "roster.json").write_text(json.dumps([entry(), entry(caseCode="2")])[:-1], encoding="utf-8")
    store = FakeStore()
    with pytest.raises(FileRefusedError, match=r"roster\.json"):
        loaded(tmp_path, store=store)
    assert [run.kind for run in store.done] == ["register"] and store.swept == 0


@pytest.mark.parametrize("wishes", [{"kind": "list"}, {"kind": "roster", "as_of": date(2026, 7, 1)}])
def test_wishes_that_mean_nothing(tmp_path: Path, wishes: dict[str, Any]) -> None:
    with pytest.raises((BadRequestError, FileRefusedError)):
        loaded(json_file(tmp_path / "roster.json", [entry()]), **wishes)


def test_a_missing_path(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match="找不到该文件"):
        loaded(tmp_path / "gone.csv")
    with pytest.raises(BadRequestError, match="没有给出路径"):
        loaded()


def test_the_same_files_give_the_same_ids_and_no_second_run(tmp_path: Path) -> None:
    store, first = loaded(city(tmp_path))
    again = loaded(tmp_path, store=store)[1]
    assert [run.id for run in first] == [run.id for run in again] and len(store.done) == 3
    assert ids(store.everything()) == ids(loaded(tmp_path)[0].everything())


def test_a_later_snapshot_names_the_same_mentions_and_posts(tmp_path: Path) -> None:
    officer = (COMPANY[0], CODE, "李乙", "董事", "", "", "", "")
    one = workbook(tmp_path / "one.xlsx", {"基本信息": [BASE, COMPANY], "主要人员": [OFFICERS, officer]})
    two = workbook(
        tmp_path / "two.xlsx",
        {"主要人员": [OFFICERS, (*officer[:7], "2026-05-01")], "基本信息": [("序号", *BASE), ("1", *COMPANY)]},
    )
    first, second = loaded(one, as_of=date(2025, 1, 1))[0].everything(), loaded(two)[0].everything()
    assert ids(first) == ids(second), "neither rows, days of snapshots nor a new end make another fact"


def test_progress_counts_to_the_last_row(tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    loaded(csv_file(tmp_path / "roster.csv", [ROSTER, *rows(1200)]), progress=lambda *step: seen.append(step))
    assert seen[-1] == ("roster.csv", 1200, 1200) and len(seen) == 3


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["good", "bad day", "no name", "twice", "float"]), min_size=1, max_size=40))
def test_every_row_is_accepted_or_quarantined_or_a_duplicate(tmp_path: Path, kinds: list[str]) -> None:
    lines = []
    for number, kind in enumerate(kinds):
        case = "(2020)1号" if kind == "twice" else f"(2020){number + 2}号"
        card = "9.9E+17" if kind == "float" else ""
        day = "2020-02-30" if kind == "bad day" else "2020-02-03"
        lines.append((case, "" if kind == "no name" else "何若彤", "女", "41", card, "甲法院", day, ""))
    store, (run,) = loaded(csv_file(tmp_path / "roster.csv", [ROSTER, *lines]))
    assert run.rows_in == len(kinds) == run.accepted + run.quarantined + run.duplicates
    assert run.quarantined == sum(kind in ("bad day", "no name", "float") for kind in kinds)
    facts = store.everything()
    assert len(facts.quarantine) == run.quarantined and len(facts.raw_rows) == run.accepted


def test_full_numbers_stay_out_of_messages_and_ids(tmp_path: Path) -> None:
    officer = (COMPANY[0], CODE, "李乙", "董事", CITIZEN, "", CITIZEN, "")
    moved = (COMPANY[0], CODE, "赵丁", CITIZEN, "董事", "", "", "")
    kept = (COMPANY[0], CODE, "王丙", "董事", CITIZEN, "", "", "")
    officers = [OFFICERS, officer, moved, kept]
    path = workbook(tmp_path / "register.xlsx", {"基本信息": [BASE, COMPANY], "主要人员": officers})
    facts = loaded(path)[0].everything()
    assert [row.field for row in facts.quarantine] == ["任职起", "职务"]
    for row in facts.quarantine:
        assert CITIZEN not in row.reason + row.remedy and CITIZEN in row.raw
        assert CITIZEN not in str(RowQuarantinedError(row.reason, row.remedy))
    assert all(CITIZEN not in id_ for id_ in ids(facts))


def test_equal_names_are_linked_as_possible_unless_something_contradicts(tmp_path: Path) -> None:
    officers = [
        OFFICERS,
        (COMPANY[0], CODE, "何若彤", "董事", "", "", "", ""),
        (COMPANY[0], CODE, "何若彤", "监事", "990102196503113623", "", "", ""),
        (COMPANY[0], CODE, "孙*", "监事", "", "", "", ""),
    ]
    workbook(tmp_path / "register.xlsx", {"基本信息": [BASE, COMPANY], "主要人员": officers})
    json_file(tmp_path / "roster.json", [entry(), entry(iname="孙*", caseCode="(2020)3号")])
    batch = loaded(tmp_path)[0].everything()
    names = {mention.id: (mention.name, mention.identifiers) for mention in batch.mentions}
    *possible, conflict = sorted(batch.identities, key=lambda link: link.tier == "conflict")
    assert len(possible) == 2, "the head and the director"
    assert conflict.tier == "conflict" and "笔误" in conflict.evidence, "the supervisor's number, by one place"
    for link in possible:
        assert link.tier == "possible" and link.evidence.startswith("姓名相同")
        assert {names[link.left][0], names[link.right][0]} == {"何若彤"}


def rows(count: int) -> list[tuple[str, ...]]:
    return [(f"(2020){n}号", f"何{n}", "女", "41", "", "甲法院", "20200709", "") for n in range(count)]


def ids(batch: Batch) -> set[str]:
    facts = (batch.mentions, batch.roles, batch.listings, batch.profiles, batch.classes, batch.listing_ends)
    links: list[Identity] = batch.identities
    return {fact.id for kind in facts for fact in kind} | {link.id for link in links}
