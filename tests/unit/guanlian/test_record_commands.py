"""The recording, comparing, watching and batch commands: JSON under their schemas, Chinese on screen, exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from guanlian.cli import main
from guanlian.cli.exits import BAD_INPUT, INCOMPLETE, NOT_FOUND
from guanlian.schemas import FOLDER
from tests.support.told import Told
from tests.unit.guanlian.batch.books import answers, write_book

Call = Callable[..., tuple[int, str, str]]
DONE = ("--document", "示文〔2026〕1号", "--by", "经办甲")


@pytest.fixture
def call(told: Told, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs a command over the told store, on 30 June 2026."""
    monkeypatch.setenv("GUANLIAN_STORE", told.store.url)
    monkeypatch.setenv("GUANLIAN_TODAY", "2026-06-30")
    monkeypatch.setenv("GUANLIAN_DOCUMENTS", "central-2016,national")

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["guanlian", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        printed = capsys.readouterr()
        return int(left.value.code or 0), printed.out, printed.err

    return run


def answer(done: tuple[int, str, str], schema: str, code: int = 0) -> Any:
    assert done[0] == code, done
    value = json.loads(done[1])
    jsonschema.validate(value, json.loads((FOLDER / f"{schema}.json").read_text(encoding="utf-8")))
    return value


def finding(told: Told, listed: str, day: date = date(2026, 6, 5)) -> str:
    found = told.service.exposures(told.request(day, "central-2016", "national")).findings
    return next(one.id for one in found if one.listed.name == listed and one.number == "9")


def test_changes_and_actions(told: Told, call: Call) -> None:
    id_ = finding(told, "李乙")
    add = ("action", "add", id_, "--did", "restricted", "--agency", "示范市税务局", "--day", "2026-06-05", *DONE)
    assert answer(call(*add, "--json"), "action-add")["term"] == "限制"
    assert "示范市税务局" in call("action", "list")[1]
    assert len(answer(call("action", "list", "--finding", id_, "--json"), "action-list")["actions"]) == 1
    found = answer(call("changes", "2026-06-09", "2026-06-30", "--json"), "changes")
    released = next(view for view in found["changes"] if view["finding"]["id"] == id_)
    assert (released["kind"], released["cause"]) == ("released", "roster")
    assert released["told"][0]["agency"] == "示范市税务局"
    shown = call("changes", "2026-06-09", "2026-06-30", "--subject", told.id_of("甲公司"))[1]
    for words in ("名单移出", "示范市税务局", "三个工作日内"):
        assert words in shown
    assert call("changes", "2026-06-30", "2026-06-09")[0] == BAD_INPUT
    assert call("action", "add", "f-nothing", "--did", "lifted", "--agency", "某局", *DONE)[0] == NOT_FOUND


def test_exceptions_objections_and_kept_measures(told: Told, call: Call) -> None:
    person, id_ = told.id_of("王丙"), finding(told, "王丙")
    grant = ("exception", "add", person, "--grant", "temporary_lifting", "--court", "示范市人民法院")
    days = ("--decision", "（2026）示0102执异1号", "--since", "2026-06-01", "--until", "2026-06-30")
    made = answer(call(*grant, *days, "--json"), "exception-add")
    assert (made["since"], made["until"]) == ("2026-06-01", "2026-07-01")
    assert call(*grant, *days[:-1], "2026-07-02")[0] == BAD_INPUT
    ended = call("exception", "end", made["id"], *DONE, "--json")
    assert answer(ended, "exception-end")["ended"] == "2026-06-30"
    assert len(answer(call("exception", "list", "--json"), "exception-list")["exceptions"]) == 1
    objected = call("objection", "add", id_, "--objector", "王丙", "--ground", "同名", *DONE, "--json")
    objection = answer(objected, "objection-add")
    assert {"自收到申请之日起3日内", "自收到书面纠正申请之日起十五日内"} == {
        due["printed"] for due in objection["dues"]
    }
    assert "待决定" in call("objection", "list")[1]
    decided = call("objection", "decide", objection["id"], "--result", "upheld", *DONE, "--json")
    assert answer(decided, "objection-decide")["follows"]
    assert answer(call("objection", "list", "--open", "--json"), "objection-list")["objections"] == []
    keep = ("keep", "add", finding(told, "李乙"), "--agency", "某局", "--since", "2026-06-10", *DONE)
    assert call(*keep, "--basis", "工作需要", "--until", "2026-07-09")[0] == BAD_INPUT
    assert call(*keep, "--basis", "《某条例》第十条")[0] == BAD_INPUT
    kept = answer(call(*keep, "--basis", "《某条例》第十条", "--until", "2026-07-09", "--json"), "keep-add")
    assert kept["until"] == "2026-07-10"
    assert answer(call("keep", "end", kept["id"], *DONE, "--json"), "keep-end")["ended"] == "2026-06-30"
    assert "《某条例》第十条" in call("keep", "list")[1]
    assert len(answer(call("keep", "list", "--json"), "keep-list")["keeps"]) == 1


def test_the_list_of_one_agency(told: Told, call: Call) -> None:
    whole = answer(call("exposures", "--self", "--json", "--as-of", "2026-06-05"), "exposures")["findings"]
    agency = next(name for one in whole for name in one["agencies"])
    own = answer(call("exposures", "--agency", agency, "--json", "--as-of", "2026-06-05"), "exposures")["findings"]
    assert own == [one for one in whole if any(agency in name for name in one["agencies"])]
    code, _, err = call("exposures", "--agency", "月球管理局")
    assert code == BAD_INPUT
    assert "条款所载的单位有" in err


def test_watching_from_the_command_line(told: Told, call: Call, tmp_path: Path) -> None:
    listed = tmp_path / "名单.txt"
    listed.write_text(f"{told.id_of('甲公司')}\n\n{told.id_of('乙公司')}\n", encoding="utf-8")
    add = ("watch", "add", "重点客户", "--purpose", "supervision", "--file", str(listed))
    assert len(answer(call(*add, "--json"), "watch-add")["subjects"]) == 2
    stale = answer(call("watch", "run", "--json"), "watch-run", INCOMPLETE)  # 名单截至6月1日，已逾七日
    assert [one["name"] for one in stale["runs"][0]["missed"]] == ["甲公司", "乙公司"]
    told.load("register", date(2026, 6, 30))
    told.load("roster", date(2026, 6, 30))
    assert answer(call("watch", "run", "--json"), "watch-run")["complete"]
    assert "重点客户" in call("watch", "list")[1]
    assert answer(call("watch", "stop", "重点客户", "--json"), "watch-stop")["stopped"] == "2026-06-30"
    assert len(answer(call("watch", "list", "--json"), "watch-list")["watches"]) == 1
    assert call("watch", "run")[0] == BAD_INPUT
    book = write_book(tmp_path / "客户.xlsx", {"客户": [["名称"], ["甲公司"], ["乙公司"]]})
    add = ("watch", "add", "授信客户", "--purpose", "credit", "--file", str(book))
    assert len(answer(call(*add, "--json"), "watch-add")["subjects"]) == 2
    write_book(book, {"客户": [["名称"], ["甲公司"], ["张甲"], ["查无此公司"]]})
    code, _, err = call(*(part if part != "授信客户" else "又一个" for part in add))
    assert code == NOT_FOUND
    assert "第 3 行 张甲：仅名称相同" in err and "第 4 行 查无此公司：数据中没有" in err
    assert call("watch", "add", "另一个", "--purpose", "credit", "--subject", "查无此人")[0] == NOT_FOUND


def test_a_batch_from_the_command_line(told: Told, call: Call, tmp_path: Path) -> None:
    template = tmp_path / "模板.xlsx"
    assert call("batch", "template", "--out", str(template))[0] == 0
    assert call("batch", "template", "--out", str(template))[0] == BAD_INPUT
    path = write_book(tmp_path / "客户.xlsx", {"申请人": [["名称", "证件号码"], ["甲公司", None], ["乙公司", 1.2e17]]})
    made = answer(
        call("batch", str(path), "--purpose", "supervision", "--as-of", "2026-06-05", "--json"), "batch", INCOMPLETE
    )
    assert (made["rows"], [fault["row"] for fault in made["faults"]]) == (2, [3])
    result = tmp_path / "客户-核查结果.xlsx"
    assert [row["结论代码"] for row in answers(result)] == ["note", "error"]
    shown = call("batch", str(path), "--purpose", "supervision", "--check-only")
    assert shown[0] == INCOMPLETE
    assert "已丢失位数" in shown[1]
    for wrong in (("查无此文件.xlsx",), (str(path), "--out", str(path)), (str(path), "--purpose", "好奇")):
        assert call("batch", *wrong)[0] == BAD_INPUT
