"""The sheets of an applicants' workbook: where the header stands, which column is which, every row as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from graph.errors import FileRefusedError
from ingest.readers.headers import normal_header
from ingest.readers.xlsx_table import XlsxSheet, xlsx_sheets
from ingest.rows import Cell, cell_text
from ingest.text import folded

_HEADER_WITHIN = 30
_REMARK = "("


@cache
def words() -> Mapping[str, Any]:
    """The headers and closed words of ``guanlian/batch_headers.yml``."""
    content: Mapping[str, Any] = yaml.safe_load(
        (Path(__file__).parent.parent / "batch_headers.yml").read_text(encoding="utf-8")
    )
    return content


@dataclass(frozen=True)
class Table:
    """One sheet: the 0-based index of its header row, its headers, and canonical column -> position."""

    sheet: XlsxSheet
    header: int
    printed: tuple[str, ...]
    columns: Mapping[str, int]

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Every row of the sheet with its number as the user sees it, those above the header too."""
        yield from enumerate(self.sheet.rows(), 1)

    def data(self) -> Iterator[tuple[int, list[Cell]]]:
        """The rows below the header that hold anything."""
        for number, row in self.rows():
            if number > self.header + 1 and any(cell_text(cell) for cell in row):
                yield number, row

    def cell(self, row: Sequence[Cell], column: str) -> Cell:
        """A cell by its canonical column; ``None`` where the sheet has none."""
        position = self.columns.get(column)
        return row[position] if position is not None and position < len(row) else None

    def is_formula(self, number: int, column: str) -> bool:
        """Whether a cell is a formula, whose kept value may be stale."""
        position = self.columns.get(column)
        return position is not None and (number - 1, position) in self.sheet.formulas


def read_workbook(path: Path) -> tuple[Table, Table | None]:
    """The applicants' sheet (the first that is none of the others), and the sheet of declared relations.

    Raises:
        FileRefusedError: no workbook, no sheet of applicants, or a header that lacks or repeats a column.

    """
    applicants: Table | None = None
    relations: Table | None = None
    for sheet in xlsx_sheets(path):
        name = folded(sheet.name)
        if name in words()["ignored_sheets"]:
            continue
        if name in words()["relation_sheets"]:
            relations = _table(path.name, sheet, "relations", ("关系", "名称"))
        elif applicants is None:
            applicants = _table(path.name, sheet, "applicants", ("名称",))
    if applicants is None:
        raise FileRefusedError(path.name, "没有申请人工作表", "请用 guanlian batch template 生成模板后填写")
    return applicants, relations


def _table(file: str, sheet: XlsxSheet, kind: str, required: Sequence[str]) -> Table:
    aliases = _aliases(kind)
    start = list(islice(sheet.rows(), _HEADER_WITHIN))
    best, columns = -1, list[tuple[str, int]]()
    for index, row in enumerate(start):
        found = [(aliases[name], place) for place, cell in enumerate(row) if (name := _header(cell)) in aliases]
        if len({column for column, _ in found}) > len({column for column, _ in columns}):
            best, columns = index, found
    where = f"{file} [{sheet.name}]"
    if best < 0 or not all(column in dict(columns) for column in required):
        raise FileRefusedError(
            where, f"没有找到表头（须有列：{'、'.join(required)}）", "请对照 guanlian batch template 的表头"
        )
    twice = sorted({column for column, _ in columns if sum(column == other for other, _ in columns) > 1})
    if twice:
        raise FileRefusedError(where, f"有两列都表示“{twice[0]}”", "请只保留一列", row=best + 1)
    printed = tuple(cell_text(cell) or "" for cell in start[best])
    return Table(sheet, best, printed, dict(columns))


@cache
def _aliases(kind: str) -> dict[str, str]:
    return {normal_header(header): column for column, others in words()[kind].items() for header in (column, *others)}


def _header(cell: Cell) -> str:
    name = normal_header(cell_text(cell) or "")
    return name if name in _aliases("applicants") or name in _aliases("relations") else name.split(_REMARK)[0]
