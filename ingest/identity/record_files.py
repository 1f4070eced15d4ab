"""Files of records for a batch: JSON lines or CSV, read row by row, so that a file of any size fits in memory.

A row has the keys of ``identity compare`` (``name, former_names, identifier, kind, sex, birth_year, age, age_on,
division, unit``) or the headers that rosters and applicants' lists print for them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import BadRequestError, FileRefusedError
from ingest.identity.record import Record, from_json
from ingest.readers.csv_table import csv_rows
from ingest.rows import cell_text

_JSON = (".jsonl", ".ndjson")
_CHUNK = 1 << 20
_HEADERS: dict[str, tuple[str, ...]] = {
    "name": (
        "姓名",
        "名称",
        "姓名或名称",
        "申请人",
        "申请人姓名",
        "被执行人",
        "被执行人姓名/名称",
        "被执行人名称",
        "iname",
    ),
    "former_names": ("曾用名",),
    "identifier": ("证件号码", "身份证号", "身份证号码", "身份证号码/组织机构代码", "统一社会信用代码", "cardNum"),
    "kind": ("类型", "主体类型"),
    "sex": ("性别", "sexy"),
    "birth_year": ("出生年份", "出生年"),
    "age": ("年龄",),
    "age_on": ("年龄日期", "发布时间", "发布日期", "publishDate"),
    "division": ("行政区划", "行政区划代码", "地区代码"),
    "unit": ("单位", "所在单位", "任职单位"),
}
_KEYS = {header: key for key, headers in _HEADERS.items() for header in (key, *headers)}


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One row of a file, counted as the user sees it: a record, or what is wrong with the row."""

    row: int
    record: Record | None
    error: str | None = None


def record_rows(path: Path) -> Iterator[RecordRow]:
    """The rows of a file one by one; a row that cannot be used says why and disturbs no other.

    Raises :class:`FileRefusedError` for a file that is neither JSON lines nor CSV, or has no column of names.
    """
    for row, value in _values(path):
        try:
            yield RecordRow(row, from_json(value, f"第{row}行"))
        except BadRequestError as error:
            yield RecordRow(row, None, str(error))


def rough_rows(path: Path) -> int:
    """How many lines a file has: what a progress bar runs to."""
    lines = 0
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            lines += chunk.count(b"\n")
    return lines


def _values(path: Path) -> Iterator[tuple[int, object]]:
    if path.suffix.lower() in _JSON:
        return _json_lines(path)
    if path.suffix.lower() in (".csv", ".tsv", ".txt"):
        return _csv(path)
    raise FileRefusedError(path.name, "不是 JSON 行文件（.jsonl）或 CSV", "请另存为其中一种，以便逐行读取")


def _json_lines(path: Path) -> Iterator[tuple[int, object]]:
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                try:
                    yield number, _named(json.loads(line.decode("utf-8-sig")))
                except ValueError:
                    yield number, None


def _csv(path: Path) -> Iterator[tuple[int, object]]:
    rows = csv_rows(path)
    keys = [_KEYS.get(str(cell_text(cell) or ""), "") for cell in next(rows, [])]
    if "name" not in keys:
        raise FileRefusedError(
            path.name, "表头中没有姓名或名称一列", f"请使用其中一个表头：{'、'.join(_HEADERS['name'])}"
        )
    for number, cells in enumerate(rows, 2):
        yield number, _named({key: cell for key, cell in zip(keys, cells, strict=False) if key})


def _named(value: object) -> object:
    """The object under the keys of a record; an age of 0 (a unit's, on the roster) says nothing."""
    if not isinstance(value, Mapping):
        return value
    found: dict[str, Any] = {}
    for key, part in value.items():
        if (known := _KEYS.get(str(key))) and part not in (None, ""):
            found.setdefault(known, part)
    if str(found.get("age", "")) == "0":
        found.pop("age")
    if isinstance(found.get("former_names"), str):
        found["former_names"] = found["former_names"].replace("、", ";").split(";")
    return found


def records_only(rows: Iterator[RecordRow], wrong: list[RecordRow], most: int = 1_000) -> Iterator[RecordRow]:
    """The usable rows; the first ``most`` of the others are kept in ``wrong``."""
    for row in rows:
        if row.record is not None:
            yield row
        elif len(wrong) < most:
            wrong.append(row)
