"""Which kind of file set a file belongs to, told from its content and never from its name alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from graph.errors import FileRefusedError
from ingest.readers.bods import looks_like_bods
from ingest.readers.headers import sheet_specs
from ingest.readers.json_records import json_records
from ingest.readers.roster_json import refuse_other_list
from ingest.readers.tables import TABLE_SUFFIXES, table_header
from ingest.text import data_file

SUFFIXES = (*TABLE_SUFFIXES, ".json")
_REMEDY = "请指明类型（--kind，或 manifest.yml 中的 kind），或按 docs/formats.md 更正表头"


def recognise(path: Path) -> str:
    """The name of the kind (``register``, ``roster`` …). Raises :class:`FileRefusedError` when none fits."""
    check_readable(path)
    kind = _json_kind(path) if path.suffix.lower() == ".json" else _table_kind(path)
    if kind is None:
        what = "无法识别：既不是登记数据，也不是失信名单、补充事实、股权表或 BODS 数据"
        raise FileRefusedError(path.name, what, _REMEDY)
    return kind


def check_readable(path: Path) -> None:
    """Refuse a path that is no file, is empty, or is of a format that is not read."""
    if not path.is_file():
        raise FileRefusedError(path.name, "找不到该文件", "请检查路径")
    if path.suffix.lower() not in SUFFIXES:
        raise FileRefusedError(
            path.name, f"不支持的文件类型：{path.suffix or '无扩展名'}", "请另存为 .xlsx、.csv 或 .json"
        )
    if path.stat().st_size == 0:
        raise FileRefusedError(path.name, "文件是空的", "请补充内容，或不要装入此文件")


def _table_kind(path: Path) -> str | None:
    found = table_header(path)
    return found.spec.kind if found else None


def _json_kind(path: Path) -> str | None:
    first = next(iter(json_records(path)), None)
    if not isinstance(first, dict):
        return None
    if looks_like_bods(first):
        return "bods"
    refuse_other_list(path, first, 1)
    roster = next(spec for spec in sheet_specs() if spec.kind == "roster")
    columns = {field for key in first if (field := roster.column(key))}
    if {"案号", "名称"} <= columns:
        return "roster"
    base = cast("dict[str, Any]", data_file("api_keys.yml"))["base"]
    known = [field for field, names in base.items() if any(name in first for name in (field, *names))]
    return "register" if "企业名称" in known and len(known) >= 2 else None
