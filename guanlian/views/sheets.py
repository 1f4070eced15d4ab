"""Tables to take away: one workbook with a sheet per table, text only, never a formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO

import xlsxwriter

Rows = Sequence[Mapping[str, object]]
_WIDEST = 60
# The same content makes the same bytes: the moment of making is not part of it.
_MADE = datetime(2000, 1, 1)


def workbook(sheets: Mapping[str, Rows], about: Mapping[str, str]) -> bytes:
    """The tables as an Excel workbook; ``about`` (基准日, 用途, 数据 …) becomes the sheet 说明."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": _MADE})
        heading = book.add_format({"bold": True, "bg_color": "#e8eef5"})
        for name, rows in {**sheets, "说明": [{"项目": key, "内容": text} for key, text in about.items()]}.items():
            _sheet(book.add_worksheet(name[:31]), rows, heading)
    return out.getvalue()


def _sheet(sheet: xlsxwriter.worksheet.Worksheet, rows: Rows, heading: object) -> None:
    columns = list(rows[0]) if rows else ["没有记录"]
    for place, column in enumerate(columns):
        cells = [str(row.get(column) if row.get(column) is not None else "") for row in rows]
        sheet.write_string(0, place, column, heading)
        for line, cell in enumerate(cells, 1):
            sheet.write_string(line, place, cell)
        longest = max([len(column), *(len(cell) for cell in cells[:200])])
        sheet.set_column(place, place, min(_WIDEST, 2 * longest + 2))
    sheet.freeze_panes(1, 0)
