"""Commands asked for a purpose: JSON under their schemas, exit codes, refusals, nothing written."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from guanlian.cli import main
from guanlian.cli.exits import BAD_INPUT, NOT_FOUND
from guanlian.schemas import FOLDER
from tests.support.sample import sample_today

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(sample_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    monkeypatch.setenv("GUANLIAN_STORE", sample_url)
    monkeypatch.setenv("GUANLIAN_TODAY", sample_today().isoformat())
    monkeypatch.setenv("GUANLIAN_DOCUMENTS", "central-2016,national")

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["guanlian", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        printed = capsys.readouterr()
        return int(left.value.code or 0), printed.out, printed.err

    return run


def answer(done: tuple[int, str, str], schema: str, code: int = 0) -> Any:
    assert done[0] == code, done[2]
    value = json.loads(done[1])
    jsonschema.validate(value, json.loads((FOLDER / f"{schema}.json").read_text(encoding="utf-8")))
    return value


@pytest.fixture
def row(call: Call) -> Any:
    """A sitting officer of a state-owned enterprise who is listed for certain."""
    rows = answer(call("offices", "--scope", "soe", "--json"), "offices-scope")["rows"]
    return next(row for row in rows if row["verdict"] == "block")


def test_a_sweep_has_one_row_per_person_post_and_unit(call: Call) -> None:
    swept = answer(call("offices", "--scope", "soe", "--json"), "offices-scope")
    keys = [(row["person"]["id"], row["post"], row["unit"]["id"], row["title"]) for row in swept["rows"]]
    assert len(keys) == len(set(keys)) > 10
    assert {id_ for row in swept["rows"] for id_ in row["findings"]} == {one["id"] for one in swept["findings"]}
    assert any(row["appointed_by"] for row in swept["rows"])
    assert call("offices", "--scope", "moon")[0] == BAD_INPUT


def test_the_two_sides_of_an_office_and_a_proposal_agree(call: Call, row: Any) -> None:
    for side in ("person", "unit"):
        asked = answer(call("check", row[side]["id"], "--purpose", "soe-office", "--json"), "check-purpose")
        assert asked["verdict"] == "block"
        assert set(row["findings"]) <= {finding["id"] for finding in asked["findings"]}
    proposal = ("appoint-check", row["person"]["id"], row["post"], row["unit"]["id"], "--purpose", "soe-office")
    by = ("--appointed-by", row["appointed_by"]) if row["appointed_by"] else ()
    foreseen = answer(call(*proposal, *by, "--json"), "appoint-check")
    assert foreseen["verdict"] == "block"
    assert call(*proposal, *by)[0] == 0


def test_a_proposal_writes_nothing(call: Call, row: Any) -> None:
    before = answer(call("check", row["person"]["id"], "--json"), "check")
    call("appoint-check", row["person"]["id"], "监事", row["unit"]["id"])
    assert answer(call("check", row["person"]["id"], "--json"), "check") == before


def test_the_sentence_names_clause_day_and_certainty_and_no_full_number(call: Call, row: Any) -> None:
    asked = answer(call("check", row["person"]["id"], "--purpose", "soe-office", "--json"), "check-purpose")
    for part in ("3.1", asked["as_of"], "确定性：确定", "法院名单", "不自动作出决定"):
        assert part in asked["sentence"]
    assert all("*" in number for number in asked["subject"]["identifiers"])
    assert asked["sentence"] in call("check", row["person"]["id"], "--purpose", "soe-office")[1]


def test_a_purpose_without_paths_shows_none(call: Call, row: Any) -> None:
    asked = answer(call("check", row["person"]["id"], "--purpose", "consumption", "--json"), "check-purpose")
    assert asked["findings"]
    for finding in asked["findings"]:
        assert finding["path"] == []
        assert finding["subject"]["identifiers"] == []
    whole = answer(call("check", row["person"]["id"], "--json"), "check")["findings"]
    assert {one["id"] for one in asked["findings"]} <= {one["id"] for one in whole if one["path"]}


def test_an_unknown_subject_is_answered_but_never_clear(call: Call) -> None:
    asked = answer(call("check", "查无此公司", "--purpose", "credit", "--json"), "check-purpose", NOT_FOUND)
    assert asked["verdict"] == "unavailable"
    assert "查无此公司" in asked["sentence"]


def test_data_too_old_makes_unavailable_and_says_so(call: Call, row: Any) -> None:
    unit = row["unit"]["id"]
    fresh = answer(call("check", unit, "--purpose", "procurement", "--json"), "check-purpose")
    old = ("--as-of", "2027-01-01")
    stale = answer(call("check", unit, "--purpose", "procurement", *old, "--json"), "check-purpose")
    longer = answer(
        call("check", unit, "--purpose", "procurement", *old, "--max-age", "roster=400", "--json"), "check-purpose"
    )
    assert (fresh["verdict"], stale["verdict"], longer["verdict"]) == ("clear", "unavailable", "clear")
    assert [gap["code"] for gap in stale["not_checked"]] == ["roster_stale"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "x", "--purpose", "curiosity"),
        ("check", "x", "--matter", "travel"),
        ("check", "x", "--purpose", "credit", "--matter", "travel"),
        ("check", "x", "--purpose", "credit", "--matter", "moon"),
        ("check", "x", "--purpose", "credit", "--awarded", "2020-01-01"),
        ("check", "x", "--purpose", "honour", "--award-until", "2020-01-01"),
        ("check", "x", "--purpose", "credit", "--member", "y"),
        ("check", "x", "--purpose", "credit", "--max-age", "weather=3"),
        ("purposes", "show", "curiosity"),
    ],
    ids=" ".join,
)
def test_what_means_nothing_is_refused(call: Call, arguments: tuple[str, ...]) -> None:
    code, out, err = call(*arguments)
    assert (code, out) == (BAD_INPUT, "")
    assert err.startswith("guanlian: ")


def test_an_unknown_post_is_refused(call: Call, row: Any) -> None:
    assert call("appoint-check", row["person"]["id"], "大魔王", row["unit"]["id"])[0] == BAD_INPUT


def test_purposes_are_listed_and_shown(call: Call) -> None:
    listed = answer(call("purposes", "list", "--json"), "purposes")
    assert len(listed["purposes"]) == 11
    shown = answer(call("purposes", "show", "credit", "--json"), "purposes")["purposes"][0]
    assert "central-2016 5.3a" in shown["matters"]["credit_granting"]
    assert "授信审查" in call("purposes", "list")[1]
    assert "personal_credit" in call("purposes", "show", "credit")[1]
