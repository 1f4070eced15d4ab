"""Writes a city to disk, byte for byte the same for the same seed."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from benchmarks.city.city import City
from benchmarks.city.roster_files import CSV_HEADER
from benchmarks.city.sheets import Book, FileSet, RosterFile, Sheet
from benchmarks.city.truth_file import truth_text

_CREATED = datetime(2020, 1, 1)
_WORKBOOK_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# Above this many units sheets become CSV files: smaller, faster, and Excel would not open them anyway.
LARGE = 5_000


def write_city(city: City, folder: Path, as_csv: bool | None = None, *, truth: bool = True) -> None:
    """Write every file, ``manifest.yml`` and ``truth.json`` into a folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    if as_csv is None:
        as_csv = len(city.world.units) > LARGE
    names: dict[int, list[str]] = {}
    for place, file_set in enumerate(city.file_sets):
        names[place] = _write_set(file_set, folder, as_csv)
    (folder / "manifest.yml").write_text(_manifest(city, names), encoding="utf-8")
    if truth:
        (folder / "truth.json").write_text(truth_text(city), encoding="utf-8")


def _write_set(file_set: FileSet, folder: Path, as_csv: bool) -> list[str]:
    content = file_set.content
    if isinstance(content, RosterFile):
        _write_roster(content, folder / content.name)
        return [content.name]
    if as_csv and file_set.kind == "register":
        return [_write_table(sheet, folder / f"{content.stem}_{sheet.name}.csv") for sheet in content.sheets]
    _write_book(content, folder / f"{content.stem}.xlsx")
    return [f"{content.stem}.xlsx"]


def _write_book(book: Book, path: Path) -> None:
    with xlsxwriter.Workbook(str(path), _WORKBOOK_OPTIONS) as workbook:
        workbook.set_properties({"title": "示范市（虚构）", "author": "示范市", "created": _CREATED})
        as_day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for sheet in book.sheets:
            page = workbook.add_worksheet(sheet.name)
            page.write_row(0, 0, sheet.header)
            for place, row in enumerate(sheet.rows, 1):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        page.write_datetime(place, column, cell, as_day)
                    elif cell:
                        page.write_string(place, column, cell)


def _write_table(sheet: Sheet, path: Path) -> str:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(sheet.header)
        writer.writerows(sheet.rows)
    return path.name


def _write_roster(roster: RosterFile, path: Path) -> None:
    if roster.shape == "csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, CSV_HEADER)
            writer.writeheader()
            writer.writerows(roster.entries)
        return
    content: object = roster.entries
    if roster.shape == "aggregator":
        content = {"status": "0", "t": "", "data": [{"result": roster.entries, "resNum": len(roster.entries)}]}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def _manifest(city: City, names: dict[int, list[str]]) -> str:
    lines = ["city: 示范市", f"today: {city.today}", "file_sets:"]
    for place, file_set in enumerate(city.file_sets):
        what = f"source: {file_set.source}, kind: {file_set.kind}"
        when = f"as_of: {file_set.as_of}, complete: {str(file_set.complete).lower()}"
        lines.append(f"  - {{files: [{', '.join(names[place])}], {what}, {when}}}")
    return "\n".join(lines) + "\n"
