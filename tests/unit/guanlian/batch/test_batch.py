"""A workbook in, the same workbook with answers out: matched, judged as a single check, resumed, never spoiled."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from analysis.verdict import Verdict
from graph.errors import BadRequestError, FileRefusedError
from graph.open import open_store
from guanlian.batch import running
from guanlian.batch.answers import BatchAnswer
from guanlian.batch.checkpoint import Checkpoint
from guanlian.batch.running import Job, precheck, run
from guanlian.batch.template import write_template
from guanlian.verdicts import Question
from measures.purposes import load_purposes
from tests.support.scenarios import number_of, world_of
from tests.support.told import Told
from tests.unit.guanlian.batch.books import Rows, answers, read_sheet, write_book

DAY = date(2026, 6, 5)
HEADER = ["我的编号", "客户姓名", "身份证号码/统一社会信用代码", "用途", "备注"]
Batch = Callable[..., tuple[BatchAnswer, list[dict[str, Any]]]]


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    """Units with and without listed officers, listed persons, and two namesakes."""
    store = open_store(f"sqlite:///{tmp_path}/told.db", notify=lambda message: None)
    story = Told(
        store,
        {
            "units": {"甲有限公司": {}, "乙有限公司": {}, "丙有限公司": {}, "丁厂": {"number": False}},
            "persons": {"同名一": {"name": "王伟"}, "同名二": {"name": "王伟"}, "孙庚": {}},
            "positions": [
                *(
                    [role[0], role[1], unit, date(2015, 1, 1), None]
                    for unit in ("甲有限公司", "乙有限公司", "丙有限公司")
                    for role in (
                        ("张甲", "legal_representative"),
                        ("钱戊", "actual_controller"),
                        ("周己", "supervisor"),
                    )
                ),
                ["李乙", "director", "甲有限公司", date(2015, 1, 1), None],
                ["周己", "director", "乙有限公司", date(2015, 1, 1), None],
                ["周己", "director", "丙有限公司", date(2015, 1, 1), None],
                ["吴辛", "director", "丁厂", date(2015, 1, 1), None],
            ],
            "listings": [
                {"of": "李乙", "published": date(2020, 1, 1)},
                {"of": "丙有限公司", "published": date(2020, 1, 1), "court": "鹤岗市中级人民法院"},
                {"of": "同名一", "published": date(2020, 1, 1)},
                {"of": "孙庚", "published": date(2020, 1, 1)},
            ],
        },
    )
    story.load("register", date(2026, 6, 1))
    story.load("roster", date(2026, 6, 1))
    yield story
    store.close()


@pytest.fixture
def batch(told: Told, tmp_path: Path) -> Batch:
    """Runs a workbook of rows, and reads the result."""

    def go(rows: Rows, *documents: str, relations: Rows | None = None, purpose: str | None = None) -> Any:
        sheets = {"申请人": rows, **({"声明关系": relations} if relations else {})}
        path = write_book(tmp_path / "申请人.xlsx", sheets)
        job = Job(path, tmp_path / "结果.xlsx", purpose)
        answer = run(told.service, told.request(DAY, *documents), job, told.now())
        return answer, answers(job.output)

    return go


def number(told: Told, key: str) -> str:
    """The full number of a party of the story."""
    return number_of(told.id_of(key), key in world_of(told.story).units).normal


def test_user_columns_order_and_row_count_stay_and_answers_are_those_of_a_check(told: Told, batch: Batch) -> None:
    rows = [
        HEADER,
        [7, "丙有限公司", number(told, "丙有限公司"), "授信审查", '=HYPERLINK("x")'],
        [3, "甲有限公司", number(told, "甲有限公司"), "credit", "+1"],
        [5, "乙有限公司", None, "credit", DAY],
    ]
    answer, found = batch(rows, "central-2016", "hegang-2018")
    assert [row["我的编号"] for row in found] == [7, 3, 5]
    assert [row["备注"] for row in found] == ['=HYPERLINK("x")', "+1", DAY]
    for row in found:
        request = told.request(DAY, "central-2016", "hegang-2018", known=told.now())
        single = told.service.verdict(request, told.id_of(row["客户姓名"]), Question("credit"))
        assert (row["结论代码"], row["可粘贴的表述"]) == (single.verdict.value, single.sentence)
    assert [row["结论代码"] for row in found] == ["block", "note", "clear"]
    assert [row["匹配依据"] for row in found] == ["证件号码一致", "证件号码一致", "单位全称一致"]
    assert {row["措施目录版本"] for row in found} == {answer.catalogue[:12]}
    assert {row["数据截至"] for row in found} == {"；".join(f"{state.source} {state.as_of}" for state in answer.data)}
    assert (answer.rows, answer.verdicts) == (3, {"block": 1, "clear": 1, "note": 1})


def test_every_finding_of_the_result_stands_on_the_sheet_of_paths_and_can_be_explained(
    told: Told, batch: Batch
) -> None:
    _, found = batch([HEADER, [1, "甲有限公司", number(told, "甲有限公司"), "credit", None]])
    paths = read_sheet(told_result(told), "证据路径")
    assert paths[0][2] == "结论编号"
    assert found[0]["命中条款"]
    for row in paths[1:]:
        explained = told.service.explain(told.request(DAY), row[2]).finding
        assert "李乙" in row[6]
        assert explained.quote


def told_result(told: Told) -> Path:
    return Path(told.store.url.removeprefix("sqlite:///")).parent / "结果.xlsx"


def test_namesakes_are_never_picked_and_a_hit_below_certain_is_a_review(told: Told, batch: Batch) -> None:
    rows = [
        HEADER,
        [1, "王伟", None, "consumption", None],
        [2, "李乙", None, "consumption", None],
        [3, "查无此人", None, "consumption", None],
    ]
    answer, found = batch(rows)
    assert [(row["结论代码"], row["匹配依据"]) for row in found] == [
        ("review", "仅名称相同"),
        ("review", "仅名称相同"),
        ("unavailable", "数据中没有"),
    ]
    assert ["不能确认是同一主体" in row["未能核查"] for row in found] == [True, True, False]
    suspects = read_sheet(told_result(told), "疑似")[1:]
    assert sorted(row[2] for row in suspects[:2]) == sorted([told.id_of("同名一"), told.id_of("同名二")])
    assert answer.bases == {"name_only": 2, "none": 1}


def test_a_number_that_contradicts_leaves_the_namesake_out(told: Told, batch: Batch) -> None:
    rows = [
        HEADER,
        [1, "李乙", "990199198001010015", "consumption", None],
        [2, "别的名字", number(told, "李乙"), "consumption", None],
    ]
    _, found = batch(rows)
    assert (found[0]["结论代码"], found[0]["匹配依据"]) == ("unavailable", "数据中没有")
    assert (found[1]["结论代码"], found[1]["匹配依据"]) == ("review", "证件号码一致，名称不同")


def test_rows_that_a_spreadsheet_spoiled_are_refused_with_row_and_remedy(told: Told, tmp_path: Path) -> None:
    rows: Rows = [
        HEADER,
        [1, "李乙", 990101197001010000.0, "credit", None],
        [2, "李乙", "9.90101E+17", "credit", None],
        [3, "李乙", "990101197001010000", "credit", None],
        [4, None, None, "credit", "无名"],
        [5, "李乙", None, "好奇", None],
        [6, "李乙", None, None, None],
        [7, "算出来的", None, "credit", None],
        [8, "乙有限公司", None, "credit", None],
    ]
    path = write_book(tmp_path / "坏.xlsx", {"申请人": rows}, {("申请人", 7, 1): "=A1"})
    job = Job(path, tmp_path / "坏-结果.xlsx")
    checked = precheck(told.service, told.request(DAY), job)
    answer = run(told.service, told.request(DAY), job, told.now())
    assert checked.faults == answer.faults
    assert not checked.verdicts
    assert [(fault.row, fault.column) for fault in answer.faults] == [
        (2, "身份证号码/统一社会信用代码"),
        (3, "身份证号码/统一社会信用代码"),
        (4, "身份证号码/统一社会信用代码"),
        (5, "客户姓名"),
        (6, "用途"),
        (7, "用途"),
        (8, "客户姓名"),
    ]
    assert all(fault.remedy for fault in answer.faults)
    found = answers(job.output)
    assert [row["结论代码"] for row in found] == ["error"] * 7 + ["clear"]
    assert [int(row[1]) for row in read_sheet(job.output, "错误")[1:]] == [2, 3, 4, 5, 6, 7, 8]


def test_guarantors_and_co_borrowers_count_for_their_application(told: Told, batch: Batch) -> None:
    header = ["名称", "证件号码", "角色", "业务编号"]
    rows = [
        header,
        ["乙有限公司", None, "借款人", "A1"],
        ["丙有限公司", None, "保证人", "A1"],
        ["乙有限公司", None, None, "A2"],
        ["甲有限公司", None, "共借人", "A2"],
        ["乙有限公司", None, None, None],
    ]
    answer, found = batch(rows, "central-2016", "hegang-2018", purpose="credit")
    assert [row["结论代码"] for row in found] == ["clear", "block", "clear", "note", "clear"]
    together = [row["同一申请的结论"] for row in found]
    assert together[:2] == ["命中禁止或限制类措施"] * 2
    assert together[2:] == ["有提示事项"] * 2 + [""]
    assert answer.applications == {"block": 1, "note": 1}


def test_each_row_may_have_its_own_purpose_and_day(told: Told, batch: Batch) -> None:
    header = ["名称", "用途", "基准日"]
    rows = [
        header,
        ["甲有限公司", "credit", date(2026, 6, 3)],
        ["甲有限公司", None, "2026-06-02"],
        ["甲有限公司", None, None],
    ]
    _, found = batch(rows, purpose="policy-support")
    assert [(row["核查用途"], row["核查基准日"]) for row in found] == [
        ("授信审查（credit）", "2026-06-03"),
        ("政策扶持审核（policy-support）", "2026-06-02"),
        ("政策扶持审核（policy-support）", "2026-06-05"),
    ]


def test_declared_relations_count_for_that_check_only(told: Told, batch: Batch) -> None:
    rows = [
        HEADER,
        [1, "乙有限公司", number(told, "乙有限公司"), "credit", None],
        [2, "丁厂", None, "credit", None],
        [3, "乙有限公司", None, "credit", None],
    ]
    relations = [
        ["申请人", "申请人证件号码", "职务", "姓名", "证件号码"],
        ["乙有限公司", number(told, "乙有限公司"), "董事", "孙庚", number(told, "孙庚")],
        ["丁厂", None, "监事", "没有这个人", None],
        ["丁厂", None, "魔术师", "孙庚", None],
        [None, None, "董事", "孙庚", None],
    ]
    answer, found = batch(rows, relations=relations)
    assert found[0]["结论代码"] == "review"
    assert "董事（申请人声明）" in json.dumps(
        read_sheet(told_result(told), "证据路径"), ensure_ascii=False, default=str
    )
    assert "孙庚" not in found[1]["可粘贴的表述"]
    assert [(fault.sheet, fault.row) for fault in answer.faults] == [("声明关系", 4), ("声明关系", 5)]
    after = told.service.verdict(told.request(DAY), told.id_of("乙有限公司"), Question("credit"))
    assert after.verdict is Verdict.CLEAR


def test_an_unknown_applicant_with_a_listed_declared_party_is_a_review(told: Told, batch: Batch) -> None:
    relations = [["申请人", "关系", "名称", "证件号码"], ["新设有限公司", "法定代表人", "孙庚", number(told, "孙庚")]]
    _, found = batch([HEADER, [1, "新设有限公司", None, "consumption", None]], relations=relations)
    assert (found[0]["结论代码"], found[0]["匹配依据"]) == ("review", "数据中没有")
    assert "所声明的法定代表人孙庚" in found[0]["可粘贴的表述"]


def many(told: Told, count: int) -> Rows:
    names = ["甲有限公司", "乙有限公司", "丙有限公司", "李乙", "王伟", "查无此人"]
    return [HEADER, *([index, names[index % len(names)], None, "credit", f"第{index}行"] for index in range(count))]


def test_an_interrupted_batch_resumes_and_ends_in_the_same_bytes(
    told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "CHUNK", 10)
    path = write_book(tmp_path / "申请人.xlsx", {"申请人": many(told, 45)})
    whole, broken = Job(path, tmp_path / "一次.xlsx"), Job(path, tmp_path / "两次.xlsx")
    moment = told.now()
    seen: list[tuple[str, int, int]] = []
    run(told.service, told.request(DAY), whole, moment, lambda *step: seen.append(step))
    assert seen[:5] == [("申请人.xlsx", done, 45) for done in (10, 20, 30, 40, 45)]
    assert seen[5:] == [("写出结果", 45, 45)]

    def stop(file: str, done: int, total: int) -> None:
        assert total == 45
        if done >= 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(told.service, told.request(DAY), broken, moment, stop)
    partial = tmp_path / "两次.xlsx.partial"
    kept = (partial / "chunks.jsonl").read_bytes()
    assert len(kept.splitlines()) == 2
    assert not broken.output.exists()
    (partial / "chunks.jsonl").write_bytes(kept + b'[{"row": 22, "verd')  # torn by a crash
    told.story.content["listings"].append({"of": "乙有限公司", "published": date(2026, 6, 2)})
    told.load("roster", date(2026, 6, 4))  # what is loaded meanwhile changes nothing
    answer = run(told.service, told.request(DAY), broken, told.now())
    assert answer.resumed == 20
    assert broken.output.read_bytes() == whole.output.read_bytes()
    assert not partial.exists()


def test_another_batch_does_not_take_over_an_unfinished_one(told: Told, tmp_path: Path) -> None:
    path = write_book(tmp_path / "申请人.xlsx", {"申请人": many(told, 5)})
    job = Job(path, tmp_path / "结果.xlsx")

    def stop(file: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(told.service, told.request(DAY), job, told.now(), stop)
    write_book(path, {"申请人": many(told, 6)})
    with pytest.raises(BadRequestError, match="partial"):
        run(told.service, told.request(DAY), job, told.now())


def test_no_number_stands_in_the_checkpoint_and_none_is_added_to_the_result(
    told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = number(told, "李乙")
    path = write_book(tmp_path / "申请人.xlsx", {"申请人": [HEADER, [1, "李乙", full, "credit", None]]})
    job = Job(path, tmp_path / "结果.xlsx")
    monkeypatch.setattr(Checkpoint, "clear", lambda self: None)
    run(told.service, told.request(DAY), job, told.now())
    assert full not in (tmp_path / "结果.xlsx.partial" / "chunks.jsonl").read_text(encoding="utf-8")
    with zipfile.ZipFile(job.output) as archive:
        text = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    assert text.count(full) == 1  # the user's own cell
    assert "<f>" not in text


def test_work_per_row_does_not_grow_with_the_file(told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"facts": 0}
    facts = told.store.facts

    def counted(*arguments: Any) -> Any:
        asked["facts"] += 1
        return facts(*arguments)

    monkeypatch.setattr(told.store, "facts", counted)
    path = write_book(tmp_path / "申请人.xlsx", {"申请人": many(told, 450)})
    run(told.service, told.request(DAY), Job(path, tmp_path / "结果.xlsx"), told.now())
    assert asked["facts"] == 3  # one per chunk of 200 rows


def test_a_file_that_is_none_is_refused(told: Told, tmp_path: Path) -> None:
    wrong: list[dict[str, Rows]] = [
        {"申请人": [["甲", "乙"], [1, 2]]},
        {"说明": [["名称"], ["甲"]]},
        {"申请人": [["名称", "姓名"], ["甲", "乙"]]},
    ]
    for sheets in wrong:
        path = write_book(tmp_path / "x.xlsx", sheets)
        with pytest.raises(FileRefusedError):
            precheck(told.service, told.request(DAY), Job(path, tmp_path / "y.xlsx"))
    (tmp_path / "z.xlsx").write_text("不是工作簿", encoding="utf-8")
    with pytest.raises(FileRefusedError):
        precheck(told.service, told.request(DAY), Job(tmp_path / "z.xlsx", tmp_path / "y.xlsx"))


def test_the_template_is_read_back_and_its_number_columns_are_text(told: Told, tmp_path: Path) -> None:
    path, again = tmp_path / "模板.xlsx", tmp_path / "模板2.xlsx"
    write_template(path, load_purposes())
    write_template(again, load_purposes())
    assert path.read_bytes() == again.read_bytes()
    assert precheck(told.service, told.request(DAY), Job(path, tmp_path / "y.xlsx")).rows == 0
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
    assert 'numFmtId="49"' in styles  # 文本
    assert re.search(r'<cols><col min="1" max="7" [^>]*style="1"', sheet)
