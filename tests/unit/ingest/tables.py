"""Small files of every format for the tests, and a load that gives back store and runs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from graph.model.records import QuarantinedRow, Run
from ingest.load import load
from tests.support.fake_store import NOW, TODAY, FakeStore, as_store

Sheets = dict[str, Sequence[Sequence[object]]]
BASE = ("企业名称", "统一社会信用代码", "类型", "法定代表人", "登记状态", "成立日期")
OFFICERS = ("企业名称", "统一社会信用代码", "姓名", "职务", "证件号码", "委派方", "任职起", "任职止")
ROSTER = ("案号", "被执行人姓名/名称", "性别", "年龄", "身份证号码/组织机构代码", "执行法院", "发布时间", "撤销时间")
# A credit code of an unassigned division, with a right check digit; its org code is 696707409.
CODE = "91990811696707409F"
CITIZEN = "990102197803113623"
CITIZEN_MASKED = "9901021978****3623"


def workbook(path: Path, sheets: Sheets) -> Path:
    """A workbook; days become real date cells, numbers number cells, texts with = formulas."""
    book = xlsxwriter.Workbook(str(path))
    day_format = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for line, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(line, column, datetime(value.year, value.month, value.day), day_format)
                elif isinstance(value, str) and not value.startswith("="):
                    sheet.write_string(line, column, value)
                else:
                    sheet.write(line, column, value)
    book.close()
    return path


def csv_file(path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> Path:
    """A CSV file without any quoting needs."""
    path.write_text("\n".join(",".join(row) for row in rows) + "\n", encoding=encoding)
    return path


def json_file(path: Path, data: object) -> Path:
    """A JSON file."""
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def entry(**changes: object) -> dict[str, object]:
    """A court record of a person; keys given replace its own."""
    record: dict[str, object] = {
        "iname": "何若彤", "caseCode": "（2019）示9902执12号", "age": "41", "sexy": "女性", "cardNum": CITIZEN_MASKED,
        "businessEntity": "", "courtName": "示范市中级人民法院", "areaName": "示范", "partyTypeName": "0",
        "publishDate": "2019年07月13日", "regDate": "20190114", "qysler": [],
    }  # fmt: skip
    return record | changes


def unit_entry(**changes: object) -> dict[str, object]:
    """A court record of a unit."""
    record: dict[str, object] = {
        "iname": "云岭宏达商贸有限公司",
        "age": 0,
        "sexy": "",
        "cardNum": CODE,
        "businessEntity": "甲某",
    }
    return entry(**(record | changes))


def loaded(*paths: Path, store: FakeStore | None = None, **wishes: Any) -> tuple[FakeStore, list[Run]]:
    """Load into a fake store on the day of the tests."""
    store = store or FakeStore()
    runs = load(as_store(store), list(paths), today=TODAY, clock=lambda: NOW, **wishes)
    return store, runs


def only_quarantined(store: FakeStore) -> QuarantinedRow:
    """The one quarantined row."""
    (row,) = store.everything().quarantine
    return row
