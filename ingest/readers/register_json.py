"""Register data from a commercial interface: one object per unit, turned into rows of the workbook's sheets.

So the interface and the workbook share one reading of every fact (domain §7.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, cast

from graph.errors import RowQuarantinedError
from ingest.readers.json_records import json_records
from ingest.readers.json_rows import cell
from ingest.readers.roster_json import refuse_other_list
from ingest.rows import Cell, Row, cell_text
from ingest.text import data_file, is_missing

Json = Mapping[str, object]
_UNIT_COLUMNS = ("企业名称", "统一社会信用代码")


def register_json_rows(path: Path) -> Iterator[Row]:
    """The rows of a register in JSON. ``Row.number`` counts within each list of the whole file."""
    counts: dict[str, int] = {}
    for number, record in enumerate(json_records(path), start=1):
        refuse_other_list(path, record, number)
        for sheet, cells, extra in _sheets(record):
            counts[sheet] = counts.get(sheet, 0) + 1
            yield _row(path.name, sheet, counts[sheet], cells, extra)


def _row(file: str, sheet: str, number: int, cells: dict[str, Cell], extra: dict[str, Cell]) -> Row:
    fault = None
    if "企业名称" not in cells:
        fault = RowQuarantinedError("该记录没有企业名称，不知所指单位", "请为每个单位提供一个对象")
    bad = next((field for field, value in cells.items() if isinstance(value, str) and "\x00" in value), None)
    if bad is not None:
        fault = RowQuarantinedError("内容含有 NUL 字节", "请重新导出该记录", field=bad)
    # legalPersonName holds the head of any kind of unit, so it is no printed 法定代表人.
    printed = {"法定代表人": "负责人"} if sheet == "基本信息" else {}
    return Row(file, sheet, number, cells, printed, extra, fault, tab=sheet)


def _sheets(record: object) -> Iterator[tuple[str, dict[str, Cell], dict[str, Cell]]]:
    """``(sheet, cells, other keys)`` of one unit: its base row, then one row per list item."""
    if not isinstance(record, dict):
        yield "基本信息", {}, {"record": str(record)[:200]}
        return
    keys = cast("dict[str, Any]", data_file("api_keys.yml"))
    base = _cells(record, keys["base"])
    kind = keys["entity_types"].get(cell_text(cell(record.get("entityType"))) or "")
    if kind and "类型" not in base:
        base["类型"] = kind
    yield "基本信息", base, _others(record, keys["base"])
    unit = {name: value for name, value in base.items() if name in _UNIT_COLUMNS}
    for sheet, names in keys["lists"].items():
        for item in _items(record, (sheet, *names)):
            cells = _cells(item, keys["items"][sheet])
            yield _linked(sheet, unit, cells, item, keys)


def _linked(
    sheet: str, unit: dict[str, Cell], cells: dict[str, Cell], item: Json, keys: dict[str, Any]
) -> tuple[str, dict[str, Cell], dict[str, Cell]]:
    """A list item together with the unit it belongs to."""
    if sheet == "对外投资":
        holder: dict[str, Cell] = {
            "股东类型": "企业法人",
            "股东名称": unit.get("企业名称"),
            "证件号码": unit.get("统一社会信用代码"),
        }
        return "股东", cells | holder, {}
    if sheet == "股东":
        cells |= _contribution(item)
        kind = cell_text(cells.get("股东类型")) or ""
        cells["股东类型"] = keys["holder_types"].get(kind, kind)
    return sheet, cells | unit, _others(item, keys["items"][sheet])


def _contribution(item: Json) -> dict[str, Cell]:
    """Percentage, amounts and day out of ``capital`` and ``capitalActl``; several percentages say nothing."""
    found: dict[str, Cell] = {}
    promised, paid = _objects(item.get("capital")), _objects(item.get("capitalActl"))
    shares = {text for part in promised if (text := cell_text(cell(part.get("percent")))) and not is_missing(text)}
    if len(shares) == 1:
        found["持股比例"] = shares.pop()
    for field, parts in (("认缴出资额", promised), ("实缴出资额", paid)):
        amounts = [text for part in parts if (text := cell_text(cell(part.get("amomon")))) and not is_missing(text)]
        if amounts:
            found[field] = "；".join(amounts)
    return found


def _cells(record: Json, columns: Mapping[str, list[str]]) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    for field, names in columns.items():
        for name in (field, *names):
            value = cell(record.get(name))
            text = cell_text([_name_of(part) for part in value] if isinstance(value, list) else value)
            if text and not is_missing(text):
                found[field] = text if isinstance(value, list) else value
                break
    return found


def _name_of(part: object) -> object:
    """An item of a list of texts or of named objects (former names)."""
    return part.get("name", "") if isinstance(part, dict) else part


def _items(record: Json, names: tuple[str, ...]) -> Iterator[Json]:
    """The objects of a list, also of one inside ``{"total": …, "result": […]}``."""
    for name in names:
        value = record.get(name)
        if isinstance(value, dict):
            value = next((value[key] for key in ("result", "items", "list") if key in value), None)
        if found := _objects(value):
            return iter(found)
    return iter(())


def _objects(value: object) -> list[Json]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _others(record: Json, columns: Mapping[str, list[str]]) -> dict[str, Cell]:
    """What is kept raw only: single values under other keys."""
    used = set(chain(columns, *columns.values()))
    return {
        key: cell(value) for key, value in record.items() if key not in used and not isinstance(value, (list, dict))
    }
