"""Workbooks of applicants written and results read, for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

Rows = Sequence[Sequence[Any]]


def write_book(
    path: Path, sheets: Mapping[str, Rows], formulas: Mapping[tuple[str, int, int], str] | None = None
) -> Path:
    """A workbook of these sheets; ``formulas`` put a formula into a cell (sheet, row, column, 0-based)."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_numbers": False}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for index, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(index, place, cell, day)
                    elif cell is not None:
                        sheet.write(index, place, cell)
            for (of, index, place), formula in (formulas or {}).items():
                if of == name:
                    sheet.write_formula(index, place, formula, None, "张三")
    return path


def read_sheet(path: Path, name: str) -> list[list[Any]]:
    """All rows of a sheet."""
    return CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python(skip_empty_area=False)


def answers(path: Path) -> list[dict[str, Any]]:
    """The rows of the result under their headers, header row first found."""
    rows = read_sheet(path, "结果")
    start = next(index for index, row in enumerate(rows) if "结论代码" in row)
    return [dict(zip(rows[start], row, strict=False)) for row in rows[start + 1 :]]
