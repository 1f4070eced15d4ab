"""Workbooks: cells by calamine, and a light look into the sheet's XML for what calamine hides.

calamine gives the cached value of a formula as if it were typed in. A cached value can be stale
or absent, so cells with a formula are found in the XML and their rows set aside.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from graph.errors import FileRefusedError
from ingest.rows import Cell

_MAX_UNPACKED = 4 * 1024**3
_CHUNK = 1 << 20
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_REMEDY = "请用表格软件打开，不设密码另存为 .xlsx"


@dataclass(frozen=True)
class XlsxSheet:
    """One sheet: its name, its cells, merged ranges and formula cells (0-based row, column)."""

    name: str
    sheet: CalamineSheet
    formulas: frozenset[tuple[int, int]]

    def rows(self) -> Iterator[list[Cell]]:
        """All rows from the top of the sheet, each from its first column."""
        for row in self.sheet.iter_rows():
            yield [None if value == "" else value for value in row]

    def merges_in_row(self, index: int) -> list[tuple[int, int]]:
        """Column spans of merged ranges that touch a row and join columns, or rows below it."""
        ranges = self.sheet.merged_cell_ranges or []
        return [
            (left, right)
            for (top, left), (bottom, right) in ranges
            if top <= index <= bottom and (right > left or bottom > index)
        ]


def xlsx_sheets(path: Path) -> Iterator[XlsxSheet]:
    """The visible work sheets of a workbook. Raises :class:`FileRefusedError` when it cannot be read."""
    _check_archive(path)
    try:
        book = CalamineWorkbook.from_path(path)
        parts = _sheet_parts(path)
        for name in book.sheet_names:
            if name in parts:
                yield XlsxSheet(name, book.get_sheet_by_name(name), _formula_cells(path, parts[name]))
    except (CalamineError, ElementTree.ParseError, KeyError, zipfile.BadZipFile) as error:
        raise FileRefusedError(path.name, f"工作簿无法读取（{type(error).__name__}）", _REMEDY) from None


def _check_archive(path: Path) -> None:
    """Refuse what is no workbook, and one that unpacks to more than a table can be."""
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(item.file_size for item in archive.infolist())
    except (zipfile.BadZipFile, OSError):
        raise FileRefusedError(path.name, "不是 .xlsx 工作簿，或文件不完整", _REMEDY) from None
    if size > _MAX_UNPACKED:
        raise FileRefusedError(path.name, "解压后超过 4 GB", "请拆分文件，或导出为 CSV")


def _sheet_parts(path: Path) -> dict[str, str]:
    """Sheet name -> its part inside the archive."""
    with zipfile.ZipFile(path) as archive:
        targets = {item.get("Id"): item.get("Target", "") for item in _xml(archive, "xl/_rels/workbook.xml.rels")}
        book = _xml(archive, "xl/workbook.xml")
        parts = {}
        for item in book.iter():
            if item.tag.endswith("}sheet") and (target := targets.get(item.get(f"{{{_OFFICE}}}id"))):
                parts[item.get("name", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        return parts


def _xml(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    """A small part of the workbook. A DTD, the way to blow XML up, is never part of a real one."""
    text = archive.read(part)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise ElementTree.ParseError
    return ElementTree.fromstring(text)  # noqa: S314 - checked above


def _formula_cells(path: Path, part: str) -> frozenset[tuple[int, int]]:
    """The places of formula cells; the XML is only parsed when there is any."""
    with zipfile.ZipFile(path) as archive:
        if part not in archive.namelist() or not _has_formula(archive, part):
            return frozenset()
        found = set()
        with archive.open(part) as stream:
            for _, element in ElementTree.iterparse(stream):  # noqa: S314 - no DTD, see _has_formula
                if element.tag.endswith("}c"):
                    if any(child.tag.endswith("}f") for child in element):
                        found.add(_place(element.get("r", "A1")))
                    element.clear()
        return frozenset(found)


def _has_formula(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether a sheet has any formula, by its bytes; a sheet with a DTD is refused on the way."""
    found, tail = False, b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            window = tail + chunk
            if b"<!DOCTYPE" in window or b"<!ENTITY" in window:
                raise ElementTree.ParseError
            found = found or _FORMULA.search(window) is not None
            tail = chunk[-64:]
    return found


def _place(reference: str) -> tuple[int, int]:
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return 0, 0
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1
