"""JSON objects as rows under canonical columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from graph.errors import RowQuarantinedError
from ingest.readers.headers import sheet_specs
from ingest.rows import Cell, Row

_NUL = "\x00"


def object_row(file: str, sheet: str, number: int, record: object, tab: str | None = None) -> Row:
    """A JSON object as a row of a sheet; keys are looked up like headers, unknown ones kept apart."""
    if not isinstance(record, dict):
        fault = RowQuarantinedError("该记录不是 JSON 对象", "请将每条记录写成一个对象")
        return Row(file, sheet, number, {}, extra={"record": str(record)[:200]}, fault=fault, tab=tab)
    spec = next(spec for spec in sheet_specs() if spec.name == sheet)
    cells: dict[str, Cell] = {}
    extra: dict[str, Cell] = {}
    printed: dict[str, str] = {}
    for key, value in record.items():
        field = spec.column(key)
        if field is None or field in cells:
            extra[key] = cell(value)
        else:
            cells[field], printed[field] = cell(value), key
    return Row(file, sheet, number, cells, printed, extra, _nul_fault(cells), tab)


def cell(value: object) -> Cell:
    """A JSON value as a cell. Whole numbers are exact in JSON and become text; floats stay floats."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return cast("Cell", value)


def _nul_fault(cells: Mapping[str, Cell]) -> RowQuarantinedError | None:
    for field, value in cells.items():
        if isinstance(value, str) and _NUL in value:
            return RowQuarantinedError("内容含有 NUL 字节", "请重新导出该记录", field=field)
    return None
