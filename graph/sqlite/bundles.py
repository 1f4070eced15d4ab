"""Rows as the files had them, sealed: raw rows in bundles, quarantined rows one by one."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from itertools import groupby

from graph.model.records import QuarantinedRow
from graph.sqlite.reader import Reader
from graph.vault import Vault

SEALED_ROWS = b"raw rows"
SEALED_QUARANTINE = b"quarantine"
_BUNDLE = 500  # rows sealed together: small enough to open for one row, large enough to be quick

RawRow = tuple[str, str | None, int, Mapping[str, object]]


def add_raw_rows(connection: sqlite3.Connection, vault: Vault, run: int, rows: Iterable[RawRow]) -> None:
    """Seal rows in bundles of one file and sheet."""
    ordered = sorted(rows, key=lambda row: (row[0], row[1] or "", row[1] is not None, row[2]))
    for (file, sheet), group in groupby(ordered, key=lambda row: (row[0], row[1])):
        lines = [(line, row) for _, _, line, row in group]
        for start in range(0, len(lines), _BUNDLE):
            bundle = lines[start : start + _BUNDLE]
            packed = zlib.compress(json.dumps(bundle, ensure_ascii=False, default=str).encode(), 1)
            connection.execute(
                "INSERT INTO raw_rows VALUES (?, ?, ?, ?, ?, ?)",
                (run, file, sheet, bundle[0][0], bundle[-1][0], vault.seal(packed, SEALED_ROWS)),
            )


def raw_row(
    reader: Reader, vault: Vault, run: int, file: str, sheet: str | None, line: int
) -> dict[str, object] | None:
    """One row as it was read in a run, opened."""
    for (sealed,) in reader.rows("raw_rows_at", run=run, file=file, sheet=sheet, line=line):
        for number, row in json.loads(zlib.decompress(vault.open(sealed, SEALED_ROWS))):
            if number == line:
                return dict(row)
    return None


def add_quarantine(connection: sqlite3.Connection, vault: Vault, run: int, rows: Iterable[QuarantinedRow]) -> None:
    """Keep rows that could not be used, their text sealed."""
    connection.executemany(
        "INSERT INTO quarantine (run, file, line, sheet, field, reason, remedy, sealed)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (run, r.file, r.row, r.sheet, r.field, r.reason, r.remedy, vault.seal(r.raw.encode(), SEALED_QUARANTINE))
            for r in rows
        ],
    )


def quarantine(reader: Reader, vault: Vault, run: int | None) -> list[tuple[int, QuarantinedRow]]:
    """Quarantined rows with their run, opened."""
    return [
        (
            number,
            QuarantinedRow(file, line, sheet, field, reason, remedy, vault.open(sealed, SEALED_QUARANTINE).decode()),
        )
        for number, file, line, sheet, field, reason, remedy, sealed in reader.rows("quarantine_rows", run=run)
    ]
