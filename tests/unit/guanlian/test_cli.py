"""The command: JSON under its schemas, nothing else on stdout, and exit codes that tell what happened."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from guanlian.cli import main
from guanlian.cli.exits import BAD_INPUT, CHOOSE, NOT_FOUND
from guanlian.schemas import FOLDER, schema_texts
from tests.support.sample import sample_today


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]
_SOME = 12  # rows checked against a schema: enough to see the shape


@pytest.fixture
def run(sample_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("GUANLIAN_STORE", sample_url)
    monkeypatch.setenv("GUANLIAN_TODAY", sample_today().isoformat())
    monkeypatch.setenv("GUANLIAN_DOCUMENTS", "central-2016")

    def call(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["guanlian", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        printed = capsys.readouterr()
        return Done(int(left.value.code or 0), printed.out, printed.err)

    return call


def answer(done: Done, command: str) -> Any:
    """The one JSON document on stdout, checked (its first findings or parts) against the schema of its command."""
    value = json.loads(done.stdout)
    some = {key: rows[:_SOME] if isinstance(rows, list) else rows for key, rows in value.items()}
    jsonschema.validate(some, json.loads((FOLDER / f"{command}.json").read_text(encoding="utf-8")))
    return value


def ids(findings: list[dict[str, Any]]) -> list[str]:
    """The findings' ids, in their order."""
    return [finding["id"] for finding in findings]


def test_the_committed_schemas_are_those_of_the_code() -> None:
    committed = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}
    assert committed == schema_texts(), "run: python -m guanlian.schemas"


def test_exposures_then_explain_and_check(run: Run) -> None:
    exposures = answer(run("exposures", "--json"), "exposures")
    assert set(exposures) >= {"as_of", "known_as_of", "data", "catalogue", "findings"}
    assert {finding["direction"] for finding in exposures["findings"]} >= {"extends", "flags", "queries", "office"}
    assert {finding["holds"] for finding in exposures["findings"]} <= {"yes", "unknown"}
    first = next(finding for finding in exposures["findings"] if finding["certainty"] == "certain")
    explained = answer(run("explain", first["id"], "--json"), "explain")
    assert explained["finding"]["path"] == first["path"]
    checked = answer(run("check", first["subject"]["id"], "--json"), "check")
    assert first["id"] in ids(checked["findings"])


def test_self_is_left_out_unless_asked_for(run: Run) -> None:
    plain = json.loads(run("exposures", "--json").stdout)["findings"]
    with_self = json.loads(run("exposures", "--self", "--json").stdout)["findings"]
    assert "self" not in {finding["direction"] for finding in plain}
    assert ids([finding for finding in with_self if finding["direction"] != "self"]) == ids(plain)
    assert "self" in {finding["direction"] for finding in with_self}


def test_offices_are_the_office_findings(run: Run) -> None:
    offices = answer(run("offices", "--json"), "offices")["findings"]
    assert offices
    assert all(finding["post"] and finding["unit"] for finding in offices)


@pytest.mark.parametrize("command", ["runs", "quarantine", "doctor"])
def test_administration(run: Run, command: str) -> None:
    done = run(command, "--json")
    assert done.returncode == 0, done.stderr
    answer(done, command)


def test_measures(run: Run) -> None:
    answer(run("measures", "list", "--json"), "measures-list")
    answer(run("measures", "diff", "--json"), "measures-diff")
    shown = answer(run("measures", "show", "central-2016", "7.1", "--json"), "measures-show")
    assert shown["parts"][0]["extends"]
    exported = json.loads(run("measures", "export", "--json").stdout)
    assert {row["document"] for row in exported} >= {"central-2016", "hegang-2018"}


def test_no_full_number_of_a_person_in_any_answer(run: Run) -> None:
    printed = run("exposures", "--json").stdout
    persons = [f["subject"] for f in json.loads(printed)["findings"] if f["subject"]["kind"] == "person"]
    shown = {identifier for person in persons for identifier in person["identifiers"]}
    assert shown
    assert all("*" in identifier for identifier in shown)
    # The city's citizen numbers begin with its unassigned code 99; none may stand anywhere in full.
    assert not re.search(r"(?<![0-9A-Z])99\d{4}(19|20)\d{9}[0-9X](?![0-9A-Z])", printed)


def test_exit_codes(run: Run, tmp_path: Path) -> None:
    missing = run("check", "查无此人某某某")
    assert missing.returncode == NOT_FOUND
    assert "没有找到主体" in missing.stderr
    assert missing.stdout == ""
    assert run("explain", "f-00000000000000000000").returncode == NOT_FOUND
    assert run("exposures", "--as-of", "yesterday").returncode == BAD_INPUT
    assert run("exposures", "--documents", "nowhere").returncode == BAD_INPUT
    assert run("measures", "show", "central-2016", "99").returncode == BAD_INPUT
    assert run("load", str(tmp_path / "nothing.xlsx")).returncode == BAD_INPUT


def test_namesakes_are_listed_never_picked(run: Run) -> None:
    findings = json.loads(run("exposures", "--json").stdout)["findings"]
    possible = next(f for f in findings if f["certainty"] == "possible" and f["path"][1]["type"] == "identity")
    done = run("check", possible["listed"]["name"], "--json")
    assert done.returncode == CHOOSE
    asked = answer(done, "check")
    assert len(asked["candidates"]) > 1
    assert asked["subject"] is None


def test_known_as_of_before_the_first_run_knows_nothing(run: Run) -> None:
    past = answer(run("exposures", "--known-as-of", "2000-01-01", "--json"), "exposures")
    assert past["findings"] == []
    assert past["data"] == []
