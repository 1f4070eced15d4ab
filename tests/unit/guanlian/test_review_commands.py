"""``guanlian review`` at the prompt: answers under their schemas, tables in Chinese, exit codes."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from guanlian.cli import main
from guanlian.cli.exits import BAD_INPUT
from guanlian.schemas import FOLDER
from tests.support.sample import sample_today


class Prompt:
    """Runs commands on a copy of the sample's store."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, *arguments: str, code: int = 0) -> str:
        self._monkeypatch.setattr(sys, "argv", ["guanlian", "review", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        printed = self._capsys.readouterr()
        assert int(left.value.code or 0) == code, printed.err
        return printed.err if code else printed.out

    def json(self, *arguments: str, schema: str) -> Any:
        """The one JSON document that a command answers, checked against its schema."""
        answer = json.loads(self(*arguments, "--json"))
        jsonschema.validate(answer, json.loads((FOLDER / f"{schema}.json").read_text(encoding="utf-8")))
        return answer


@pytest.fixture
def prompt(
    sample_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Prompt:
    source = Path(sample_url.removeprefix("sqlite:///"))
    for file in source.parent.glob(f"{source.name}*"):
        shutil.copy(file, tmp_path / file.name)
    monkeypatch.setenv("GUANLIAN_STORE", f"sqlite:///{tmp_path / source.name}")
    monkeypatch.setenv("GUANLIAN_TODAY", sample_today().isoformat())
    return Prompt(monkeypatch, capsys)


def test_a_case_from_the_queue_to_the_decision_and_back(prompt: Prompt, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = prompt.json("list", "--tier", "probable", "--kind", "person", "--limit", "2", schema="review-list")
    case = listed["cases"][0]["case"]
    assert {row["tier"] for row in listed["cases"]} == {"probable"} and listed["total"] > 2

    shown = prompt.json("show", case, schema="review-show")
    assert shown["waterfall"][0]["feature_term"] == "姓名或名称" and shown["namesakes"] is not None
    assert "身份复核" in prompt("list") and "证据" in prompt("show", case)

    monkeypatch.setenv("GUANLIAN_FOUR_EYES", "1")
    decided = prompt.json("decide", case, "rejected", "--reason", "核对原件", "--by", "甲", schema="review-show")
    assert (decided["status"], decided["tier"]) == ("pending", "probable")
    assert "核定人不能复核" in prompt("approve", case, "--reason", "同意", "--by", "甲", code=BAD_INPUT)
    approved = prompt.json("approve", case, "--reason", "同意", "--by", "乙", schema="review-show")
    assert (approved["status"], approved["tier"]) == ("standing", "different")
    assert "核定记录" in prompt("show", case)
    undone = prompt.json("undo", case, "--reason", "误认", "--by", "甲", schema="review-show")
    assert (undone["status"], undone["tier"]) == ("open", "probable")


def test_the_next_case_is_the_first_of_the_queue(prompt: Prompt) -> None:
    first = prompt.json("list", "--limit", "2", schema="review-list")["cases"]
    assert prompt.json("next", schema="review-next")["case"]["case"] == first[0]["case"]
    following = prompt.json("next", "--after", first[0]["case"], schema="review-next")
    assert following["case"]["case"] == first[1]["case"]
    assert first[1]["case"] in prompt("next", "--after", first[0]["case"])


def test_what_does_not_exist_is_said_in_chinese(prompt: Prompt) -> None:
    assert "没有编号为“i-none”的身份线索" in prompt("show", "i-none", code=BAD_INPUT)
    assert "没有可处理的核定" in prompt(
        "undo", prompt.json("next", schema="review-next")["case"]["case"], "--reason", "误认", code=BAD_INPUT
    )
    assert "没有编号为" in prompt("decide", "p-1+p-2", "confirmed", "--reason", "核对", code=BAD_INPUT)
