"""The command: JSON on stdout with the stable keys, and tables for people."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from guanlian.cli import identity
from ingest.identity import report
from ingest.identity.labelled.spec import MEASURED
from ingest.identity.patterns import with_check_digit

NUMBER = with_check_digit("99010119700523123*")


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    identity.register(made)

    @made.command("other")
    def other() -> None:
        """Keeps the group a group."""

    return made


def test_parse(app: typer.Typer) -> None:
    done = CliRunner().invoke(app, ["identity", "parse", NUMBER, "91320811XX9774061J", "--json"])
    rows = json.loads(done.stdout)["results"]
    assert [row["kind"] for row in rows] == ["citizen", "uscc"]
    assert "公民身份" in CliRunner().invoke(app, ["identity", "parse", NUMBER]).stdout


def test_compare(app: typer.Typer, tmp_path: Path) -> None:
    mask = f"{NUMBER[:11]}****{NUMBER[14:]}"
    pair = {"left": {"name": "王建国", "identifier": NUMBER}, "right": {"name": "王建国", "identifier": mask}}
    file = tmp_path / "pairs.json"
    file.write_text(json.dumps([pair, {}], ensure_ascii=False), encoding="utf-8")
    done = CliRunner().invoke(app, ["identity", "compare", str(file), "--json"])
    rows = json.loads(done.stdout)["results"]
    assert [row["tier"] for row in rows] == ["probable", None]
    shown = CliRunner().invoke(app, ["identity", "compare", str(file)]).stdout
    assert "很可能" in shown


def test_a_smaller_base_holds_fewer_namesakes(app: typer.Typer, tmp_path: Path) -> None:
    file = tmp_path / "pairs.json"
    file.write_text(json.dumps([{"left": {"name": "王建国"}, "right": {"name": "王建国"}}]), encoding="utf-8")
    counts = [
        json.loads(CliRunner().invoke(app, ["identity", "compare", str(file), "--json", *more]).stdout)["results"][0]
        for more in ([], ["--base", "70000"])
    ]
    assert counts[0]["namesakes"] == pytest.approx(100 * counts[1]["namesakes"])


def test_report(app: typer.Typer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "MEASUREMENT", (replace(MEASURED, applicants=100, base=50_000),))
    done = CliRunner().invoke(app, ["identity", "report", "--out", str(tmp_path), "--json"])
    assert set(json.loads(done.stdout)["cities"]) == {"measured"}
    assert (tmp_path / "report.md").exists()
