"""Broken files: each is refused or has its row set aside, with file, row, field and remedy; nothing in part."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from graph.errors import FileRefusedError
from ingest.readers import csv_table
from ingest.readers.csv_table import check_lines
from ingest.readers.json_records import json_records
from tests.support.fake_store import FakeStore
from tests.unit.ingest.tables import (
    BASE,
    CODE,
    OFFICERS,
    ROSTER,
    Sheets,
    csv_file,
    entry,
    json_file,
    loaded,
    only_quarantined,
    workbook,
)

NAME = "云岭宏达商贸有限公司"
COMPANY = (NAME, CODE, "有限责任公司", "张甲", "存续", "2010-03-04")
LINE = ("(2020)1号", "何若彤", "女", "41", "", "甲法院", "20200709", "")


def refused(*paths: Path, match: str) -> FileRefusedError:
    store = FakeStore()
    with pytest.raises(FileRefusedError, match=match) as caught:
        loaded(*paths, store=store)
    assert not store.done and not store.batches, "nothing of it was loaded"
    assert caught.value.file.startswith(paths[0].name) and caught.value.remedy
    return caught.value


@pytest.mark.parametrize("suffix", ["csv", "json", "xlsx"])
def test_an_empty_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"roster.{suffix}"
    path.touch()
    refused(path, match="空的")


def test_files_without_any_row(tmp_path: Path) -> None:
    refused(csv_file(tmp_path / "roster.csv", [ROSTER]), match="没有数据行")
    refused(json_file(tmp_path / "roster.json", []), match="无法识别")
    refused(workbook(tmp_path / "empty.xlsx", {"名单": []}), match="无法识别")


def test_a_missing_column(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "roster.csv", [["某地名单"], [name for name in ROSTER if name != "执行法院"], LINE])
    error = refused(path, match="执行法院")
    assert (error.row, error.field) == (2, "执行法院")
    assert str(error).startswith("文件 roster.csv，第 2 行，字段 执行法院：工作表“") and str(error).endswith("。")


def test_a_column_named_twice(tmp_path: Path) -> None:
    error = refused(csv_file(tmp_path / "roster.csv", [(*ROSTER, "caseCode"), (*LINE, "x")]), match="有两列")
    assert error.field == "案号"


def test_a_merged_header(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("基本信息")
    sheet.write_row(0, 0, BASE[:4])
    sheet.merge_range(0, 4, 0, 5, "登记状态")
    sheet.write_row(1, 0, COMPANY)
    book.close()
    error = refused(path, match="合并单元格")
    assert error.row == 1


def test_titles_and_disclaimers_above_the_header_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("基本信息")
    sheet.merge_range(0, 0, 0, 5, "企业名单")
    sheet.write(1, 0, "免责声明：本表仅供参考")
    sheet.write_row(3, 1, BASE)
    sheet.write_row(4, 1, COMPANY)
    sheet.write_row(6, 1, BASE)
    sheet.write_row(7, 1, (NAME, CODE, "", "", "", ""))
    book.close()
    store, (run,) = loaded(path)
    assert run.rows_in == 2 and store.everything().mentions[0].origin.row == 5


def test_a_formula_cell(tmp_path: Path) -> None:
    rows = [
        BASE,
        (NAME, CODE, "有限责任公司", '="张"&"甲"', "存续", ""),
        (NAME + "二", "", "有限责任公司", "李乙", "", ""),
    ]
    row = only_quarantined(loaded(workbook(tmp_path / "register.xlsx", {"基本信息": rows}))[0])
    assert (row.row, row.field) == (2, "法定代表人") and "公式" in row.reason
    text = csv_file(tmp_path / "roster.csv", [ROSTER, ("(2020)1号", "=1+1", *LINE[2:])])
    assert "公式" in only_quarantined(loaded(text)[0]).reason


def test_a_formula_in_a_column_that_only_counts_does_no_harm(tmp_path: Path) -> None:
    rows = [("序号", *BASE), ("=ROW()-1", *COMPANY)]
    (run,) = loaded(workbook(tmp_path / "register.xlsx", {"基本信息": rows}))[1]
    assert run.accepted == 1


def test_a_nul_byte(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "roster.csv", [ROSTER, LINE, ("(2020)2号", "何\x00若彤", *LINE[2:])])
    row = only_quarantined(loaded(path)[0])
    assert (row.row, row.field) == (3, "被执行人姓名/名称") and "NUL" in row.reason
    raw = tmp_path / "roster.json"
    raw.write_bytes(json.dumps([entry()], ensure_ascii=False).encode().replace("何".encode(), b"\x00"))
    refused(raw, match="JSON")


@pytest.mark.parametrize("day", ["1900-01-01", "2099-12-31", date(1900, 1, 1), date(2099, 12, 31)])
def test_days_of_1900_and_2099(tmp_path: Path, day: object) -> None:
    row = (NAME, CODE, "李乙", "董事", "", "", day, "")
    path = workbook(tmp_path / "register.xlsx", {"基本信息": [BASE, COMPANY], "主要人员": [OFFICERS, row]})
    found = only_quarantined(loaded(path)[0])
    assert (found.sheet, found.row, found.field) == ("主要人员", 2, "任职起")


def test_duplicate_rows_are_counted_once(tmp_path: Path) -> None:
    store, (run,) = loaded(csv_file(tmp_path / "roster.csv", [ROSTER, LINE, LINE, LINE]))
    assert (run.rows_in, run.accepted, run.duplicates) == (3, 1, 2) and len(store.everything().listings) == 1


@pytest.mark.parametrize("cut", [1, 10, 60])
def test_half_a_json(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "roster.json"
    text = json.dumps([entry(), entry(caseCode="2")], ensure_ascii=False)
    path.write_text(text[:-cut], encoding="utf-8")
    error = refused(path, match="不完整")
    assert error.row is not None


@pytest.mark.parametrize("text", ["[1, 2] x", "[{}", '{"data": [', "[NaN]", "[1,]", "nonsense", "[" * 100_000])
def test_broken_json(tmp_path: Path, text: str) -> None:
    path = tmp_path / "roster.json"
    path.write_text(text, encoding="utf-8")
    refused(path, match=".")


def test_wrong_encodings(tmp_path: Path) -> None:
    rows = [ROSTER, LINE]
    refused(csv_file(tmp_path / "roster.csv", rows, "utf-16"), match="UTF-16")
    late = csv_file(tmp_path / "late.csv", [ROSTER, *[("(2020)1号", f"何{n}", *LINE[2:]) for n in range(3000)]])
    late.write_bytes(late.read_bytes() + b"\xff\xfe\xff,\n")
    error = refused(late, match="不全是 UTF-8")
    assert error.row == 3002
    big5 = tmp_path / "big5.csv"
    big5.write_bytes("案號,姓名,執行法院,發佈時間\n1,何若彤,甲法院,20200709\n".encode("big5"))
    refused(big5, match="无法识别|不全是 UTF-8")


def test_an_endless_line_is_refused_without_being_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes(",".join(ROSTER).encode() + b"\n" + b"x" * 300_000)
    with pytest.raises(FileRefusedError, match="超过") as caught:
        check_lines(path, limit=100_000)
    assert caught.value.row == 2
    monkeypatch.setattr("ingest.readers.json_records._MAX_RECORD", 2_000_000)
    monkeypatch.setattr("ingest.readers.json_records._CHUNK", 100_000)
    long = json_file(tmp_path / "roster.json", [entry(duty="x" * 5_000_000)])
    refused(long, match="超过 1 MB")


def test_a_line_of_200_mb(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    with path.open("wb") as stream:
        stream.write(",".join(ROSTER).encode() + b"\n")
        stream.seek(200 * 1024 * 1024)
        stream.write(b"\n")
    error = refused(path, match="超过 50 MB")
    assert error.row == 2


def test_one_long_line_of_many_json_records_is_fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.json_records._CHUNK", 64)
    path = json_file(tmp_path / "roster.json", [{"n": n, "text": "云岭" * 20} for n in range(200)])
    assert [record["n"] for record in json_records(path) if isinstance(record, dict)] == list(range(200))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_json_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "roster.json"
    path.write_text(json.dumps([entry()], ensure_ascii=False), encoding=encoding)
    assert loaded(path)[0].everything().mentions[0].name == "何若彤"


def test_what_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    path.write_text("<html></html>")
    refused(path, match="不是 .xlsx 工作簿")
    whole = workbook(tmp_path / "whole.xlsx", {"基本信息": [BASE, COMPANY]}).read_bytes()
    half = tmp_path / "half.xlsx"
    half.write_bytes(whole[: len(whole) // 2])
    refused(half, match="工作簿")
    old = tmp_path / "register.xls"
    old.write_text("x")
    refused(old, match="不支持")


def test_an_unknown_sheet_is_not_passed_over(tmp_path: Path) -> None:
    sheets: Sheets = {"基本信息": [BASE, COMPANY], "奖惩": [("甲", "乙"), ("1", "2")], "说明": [("任意文字",)]}
    error = refused(workbook(tmp_path / "register.xlsx", sheets), match="没有可识别的表头")
    assert "奖惩" in error.file


def test_broken_quoting(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "roster.csv", [ROSTER, ('"(2020)1号', *LINE[1:])])
    refused(path, match="CSV 格式有误")


def test_a_row_with_more_cells_than_columns(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "roster.csv", [ROSTER, (*LINE, "多余")])
    assert "比表头的列多" in only_quarantined(loaded(path)[0]).reason


def test_separators_other_than_commas(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("\n".join("\t".join(row) for row in (ROSTER, LINE)), encoding="utf-8")
    assert loaded(path)[1][0].accepted == 1
    assert csv_table.MAX_LINE == 50 * 1024 * 1024
