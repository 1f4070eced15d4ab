"""Which kind of file set a file belongs to, told from its content and never from its name alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from graph.errors import FileRefusedError
from ingest.readers.headers import sheet_specs
from ingest.readers.json_records import json_records
from ingest.readers.roster_json import refuse_other_list
from ingest.readers.tables import TABLE_SUFFIXES, table_header
from ingest.text import data_file

SUFFIXES = (*TABLE_SUFFIXES, ".json")
_REMEDY = "Name the kind (--kind, or kind: in manifest.yml), or correct the headers after docs/formats.md"


def recognise(path: Path) -> str:
    """``register``, ``roster`` or ``supplement``. Raises :class:`FileRefusedError` when neither fits."""
    check_readable(path)
    kind = _json_kind(path) if path.suffix.lower() == ".json" else _table_kind(path)
    if kind is None:
        raise FileRefusedError(path.name, "it is neither a register, nor a roster, nor a supplement", _REMEDY)
    return kind


def check_readable(path: Path) -> None:
    """Refuse a path that is no file, is empty, or is of a format that is not read."""
    if not path.is_file():
        raise FileRefusedError(path.name, "there is no such file", "Check the path")
    if path.suffix.lower() not in SUFFIXES:
        raise FileRefusedError(
            path.name, f"files of type {path.suffix or '(none)'} are not read", "Save it as .xlsx, .csv or .json"
        )
    if path.stat().st_size == 0:
        raise FileRefusedError(path.name, "the file is empty", "Fill it in, or leave it out")


def _table_kind(path: Path) -> str | None:
    found = table_header(path)
    return found.spec.kind if found else None


def _json_kind(path: Path) -> str | None:
    first = next(iter(json_records(path)), None)
    if not isinstance(first, dict):
        return None
    refuse_other_list(path, first, 1)
    roster = next(spec for spec in sheet_specs() if spec.kind == "roster")
    columns = {field for key in first if (field := roster.column(key))}
    if {"案号", "名称"} <= columns:
        return "roster"
    base = cast("dict[str, Any]", data_file("api_keys.yml"))["base"]
    known = [field for field, names in base.items() if any(name in first for name in (field, *names))]
    return "register" if "企业名称" in known and len(known) >= 2 else None
