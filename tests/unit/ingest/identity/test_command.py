"""The command: JSON on stdout with the stable keys, and tables for people."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from graph.errors import FileRefusedError
from guanlian.cli import identity
from ingest.identity import report
from ingest.identity.labelled.spec import MEASURED
from ingest.identity.matching import Tally, match_files
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


APPLICANTS = """姓名,身份证号码,曾用名
王建国,990101197005231239,
李示例,,李从前
张坏行,3.7E+17,
,990101197005231239,
"""
ENTRIES = [
    {"iname": "王建国", "cardNum": "9901011970****1239", "age": "50", "sexy": "男", "publishDate": "2020年07月13日"},
    {"iname": "李从前", "cardNum": "", "age": "0"},
    {"iname": "", "cardNum": "9901011970****1239"},
    {"iname": "无关人", "cardNum": "9901011970****1239"},
]


def batch_files(folder: Path) -> tuple[str, str]:
    number = with_check_digit("99010119700523123*")
    applicants, roster = folder / "applicants.csv", folder / "roster.jsonl"
    applicants.write_text(APPLICANTS.replace("990101197005231239", number), encoding="utf-8")
    masked = number[14:]
    lines = (json.dumps(entry, ensure_ascii=False).replace("1239", masked) for entry in ENTRIES)
    roster.write_text("\n".join(lines) + "\nno json\n", encoding="utf-8")
    return str(applicants), str(roster)


def test_match_tells_pairs_by_their_rows_and_which_rows_were_left_out(app: typer.Typer, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["identity", "match", *batch_files(tmp_path), "--possible"])
    pairs = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(p["applicant"], p["roster"], p["tier"]) for p in pairs] == [(2, 1, "probable"), (3, 2, "possible")]
    assert "申请人 2 行，名单 3 行" in done.stderr
    assert "第4行" in done.stderr and "第5行" in done.stderr, "a damaged number, and no name"


def test_match_writes_a_file_whole_and_leaves_names_alone_out(app: typer.Typer, tmp_path: Path) -> None:
    out = tmp_path / "pairs.jsonl"
    done = CliRunner().invoke(app, ["identity", "match", *batch_files(tmp_path), "--out", str(out)])
    assert done.exit_code == 0 and done.stdout == ""
    assert [json.loads(line)["tier"] for line in out.read_text(encoding="utf-8").splitlines()] == ["probable"]
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_file_without_names_is_refused(app: typer.Typer, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    with pytest.raises(FileRefusedError, match="表头中没有姓名"):
        list(match_files(tmp_path / "a.csv", tmp_path / "a.csv", Tally()))


def test_a_batch_reads_the_roster_once_and_keeps_one_chunk_of_it(tmp_path: Path) -> None:
    """Rows come in the order of the roster however small the chunks are, each with its own row number."""
    applicants, roster = map(Path, batch_files(tmp_path))
    found = [list(match_files(applicants, roster, Tally(), chunk=size)) for size in (1, 2, 100)]
    assert found[0] == found[1] == found[2] != []
