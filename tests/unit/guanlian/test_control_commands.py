"""The control commands: JSON under its schemas and nothing else, tables in Chinese, files, exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from guanlian.cli import main
from guanlian.cli.exits import BAD_INPUT, CHOOSE, NOT_FOUND
from guanlian.schemas import FOLDER
from tests.support.ownership import TODAY, a_store, holdings_file, loaded

Run = Callable[..., tuple[int, str, str]]
LINES = ("甲,person,一公司,51%", "一公司,unit,二公司,51%", "乙,person,一公司,49%", "同名,person,三公司,100%",
         "同名,unit,三公司,0%")  # fmt: skip


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    with a_store(tmp_path) as store:
        loaded(store, holdings_file(tmp_path, *LINES))
    monkeypatch.setenv("GUANLIAN_STORE", f"sqlite:///{(tmp_path / 'store.db').as_posix()}")
    monkeypatch.setenv("GUANLIAN_TODAY", TODAY.isoformat())

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["guanlian", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        printed = capsys.readouterr()
        return int(left.value.code or 0), printed.out, printed.err

    return call


def valid(text: str, schema: str) -> Any:
    value = json.loads(text)
    jsonschema.validate(value, json.loads((FOLDER / f"{schema}.json").read_text(encoding="utf-8")))
    return value


def test_all_pairs_are_exactly_what_was_agreed(run: Run) -> None:
    code, out, _ = run("control", "--all", "--more-than", "1/2", "--json")
    found = valid(out, "control-all")
    assert code == 0 and list(found) == ["pairs"]
    shown = {(p["controller"]["name"], p["controller"]["kind"], p["unit"]["name"], p["share"], p["certainty"])
             for p in found["pairs"]}  # fmt: skip
    assert shown == {
        ("一公司", "unit", "二公司", "51/100", "certain"),
        ("甲", "person", "一公司", "51/100", "certain"),
        ("甲", "person", "二公司", "51/100", "certain"),
        ("同名", "person", "三公司", "1", "certain"),
    }
    assert [set(p) for p in found["pairs"]] == [{"controller", "unit", "share", "certainty"}] * 4
    assert {tuple(p["controller"]) for p in found["pairs"]} == {("id", "name", "kind")}
    assert {tuple(p["unit"]) for p in found["pairs"]} == {("id", "name")}
    more = json.loads(run("control", "--all", "--at-least", "49%", "--json")[1])
    assert len(more["pairs"]) == 6  # two more by 49 % of the first
    assert "甲" in run("control", "--all")[1]


@pytest.mark.parametrize(
    ("arguments", "schema", "word"),
    [
        (("control", "二公司"), "control", "最终控制人"),
        (("controlled-by", "甲", "--proof"), "controlled-by", "二公司"),
        (("ownership", "一公司"), "ownership", "穿透 51%"),
    ],
)
def test_one_subject_as_json_and_as_people_read_it(
    run: Run, arguments: tuple[str, ...], schema: str, word: str
) -> None:
    code, out, _ = run(*arguments, "--json")
    assert code == 0 and valid(out, schema)["subject"]
    code, out, _ = run(*arguments)
    assert code == 0 and word in out


def test_pictures_are_written_to_files(run: Run, tmp_path: Path) -> None:
    for command in ("ownership", "ego"):
        target = tmp_path / f"{command}.graphml"
        assert run(command, "一公司", "--graphml", str(target))[0] == 0
        assert target.read_bytes().startswith(b"<?xml") and "二公司" in target.read_text(encoding="utf-8")
    code, _, error = run("ego", "一公司", "--graphml", str(tmp_path / "no" / "such" / "folder"))
    assert code == BAD_INPUT and "无法写入" in error


def test_trouble_has_its_own_exit_codes(run: Run) -> None:
    assert run("control", "谁也不是")[0] == NOT_FOUND
    code, out, _ = run("control", "同名", "--json")
    assert code == CHOOSE and {one["kind"] for one in json.loads(out)["candidates"]} == {"person", "unit"}
    assert "请用编号指定其一" in run("controlled-by", "同名")[1]
    for wrong in (("control",), ("control", "一公司", "--all"), ("control", "一公司", "--more-than", "half"),
                  ("control", "一公司", "--more-than", "1/2", "--at-least", "1/2")):  # fmt: skip
        assert run(*wrong)[0] == BAD_INPUT
