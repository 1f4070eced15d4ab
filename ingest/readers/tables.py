"""Tables, whatever the file: header found below titles, columns named, every row a :class:`Row`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from graph.errors import FileRefusedError, RowQuarantinedError
from ingest.readers.csv_table import csv_rows
from ingest.readers.headers import (
    Header,
    SheetSpec,
    check_header,
    find_header,
    is_ignored_column,
    is_ignored_sheet,
    normal_header,
    sheet_specs,
    specs_named,
)
from ingest.readers.xlsx_table import XlsxSheet, xlsx_sheets
from ingest.rows import Cell, Row, cell_text

_HEADER_WITHIN = 30
TABLE_SUFFIXES = (".csv", ".xlsx", ".xlsm")
_NUL, _NUL_ESCAPED = "\x00", "_x0000_"


def table_rows(path: Path, kind: str) -> Iterator[Row]:
    """The rows of a CSV file or of every sheet of a workbook that belongs to ``kind``.

    Raises :class:`FileRefusedError` for a file, sheet or header that cannot be read as a whole;
    what is wrong with a single row travels in ``Row.fault``.
    """
    if path.suffix.lower() == ".csv":
        yield from _read(path, None, csv_rows(path), specs_named(path.stem, kind), None)
        return
    found = False
    for sheet in xlsx_sheets(path):
        if is_ignored_sheet(sheet.name) or _is_empty(sheet):
            continue
        found = True
        yield from _read(path, sheet.name, sheet.rows(), specs_named(sheet.name, kind), sheet)
    if not found:
        raise FileRefusedError(path.name, "工作簿是空的", "请补充内容，或不要装入此文件")


def table_header(path: Path) -> Header | None:
    """The first header that any known sheet fits, to tell what kind of file it is."""
    if path.suffix.lower() == ".csv":
        return _header(_start(csv_rows(path)), specs_named(path.stem))
    for sheet in xlsx_sheets(path):
        if not is_ignored_sheet(sheet.name) and (found := _header(_start(sheet.rows()), specs_named(sheet.name))):
            return found
    return None


def _read(
    path: Path, tab: str | None, cells: Iterator[list[Cell]], specs: Sequence[SheetSpec], sheet: XlsxSheet | None
) -> Iterator[Row]:
    start = _start(cells)
    where = f"{path.name} [{tab}]" if tab else path.name
    header = _header(start, specs) or _header(start, [spec for spec in sheet_specs() if spec.kind == specs[0].kind])
    if header is None:
        raise _no_header(where, start, specs)
    if sheet is not None and sheet.merges_in_row(header.index):
        raise FileRefusedError(
            where, "表头有合并单元格，无法区分各列",
            "请取消合并：表头只占一行，每列一个名称", row=header.index + 1,
        )  # fmt: skip
    check_header(header, where)
    formulas = sheet.formulas if sheet is not None else frozenset()
    for index, row in enumerate(chain(start, cells)):
        if index > header.index and not _is_blank(row) and not _repeats(row, header):
            yield _row(path.name, tab, header, index, row, formulas)


def _row(
    file: str, tab: str | None, header: Header, index: int, row: list[Cell], formulas: frozenset[tuple[int, int]]
) -> Row:
    cells: dict[str, Cell] = {}
    extra: dict[str, Cell] = {}
    for column, value in enumerate(row):
        if (field := header.columns.get(column)) is not None:
            cells[field] = value
        elif value not in (None, ""):
            name = header.printed[column] if column < len(header.printed) else ""
            if not (name and is_ignored_column(name)):
                extra[name or f"第 {column + 1} 列"] = value
    fault = _fault(header, index, row, formulas)
    return Row(file, header.spec.name, index + 1, cells, header.names, extra, fault, tab)


def _fault(
    header: Header, index: int, row: list[Cell], formulas: frozenset[tuple[int, int]]
) -> RowQuarantinedError | None:
    """What makes the row unusable before anything is read from it."""
    for column, field in header.columns.items():
        value = row[column] if column < len(row) else None
        text = value if isinstance(value, str) else ""
        if (formulas and (index, column) in formulas) or text.startswith("="):
            return RowQuarantinedError("单元格是公式，其保存的结果可能已过时", "请用数值或文本替换公式", field=field)
        if _NUL in text or _NUL_ESCAPED in text:
            return RowQuarantinedError("单元格含有 NUL 字节", "请重新导出该行", field=field)
    if len(row) > len(header.printed) and not _is_blank(row[len(header.printed) :]):
        return RowQuarantinedError("该行的单元格比表头的列多", "含有分隔符的单元格请加引号")
    return None


def _header(start: Sequence[list[Cell]], specs: Sequence[SheetSpec]) -> Header | None:
    return find_header([[cell_text(value) or "" for value in row] for row in start], specs)


def _no_header(where: str, start: Sequence[list[Cell]], specs: Sequence[SheetSpec]) -> FileRefusedError:
    if not start or all(_is_blank(row) for row in start):
        return FileRefusedError(where, "文件是空的", "请补充内容，或不要装入此文件")
    names = "、".join(spec.name for spec in specs)
    return FileRefusedError(
        where,
        f"前 {_HEADER_WITHIN} 行中没有可识别的表头（查找的工作表：{names}）",
        "请按 docs/formats.md 核对表头；表头是乱码的，请另存为 UTF-8 编码",
        row=1,
    )


def _start(cells: Iterator[list[Cell]]) -> list[list[Cell]]:
    return list(islice(cells, _HEADER_WITHIN))


def _is_empty(sheet: XlsxSheet) -> bool:
    return all(_is_blank(row) for row in sheet.rows())


def _is_blank(row: list[Cell]) -> bool:
    return all(value is None or (isinstance(value, str) and not value.strip()) for value in row)


def _repeats(row: list[Cell], header: Header) -> bool:
    """Whether the row is the header again (tables pasted below each other)."""
    for value, name in zip(row, header.printed, strict=False):
        if value != name and normal_header(cell_text(value) or "") != normal_header(name):
            return False
    return True
