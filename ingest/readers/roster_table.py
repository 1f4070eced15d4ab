"""Roster files as tables (CSV or workbook) with Chinese headers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ingest.context import FileSetKind
from ingest.readers.roster_entry import RosterReader
from ingest.readers.roster_json import roster_json_rows
from ingest.readers.tables import table_rows
from ingest.rows import Row


def roster_rows(path: Path) -> Iterator[Row]:
    """The rows of a roster file of any format."""
    return roster_json_rows(path) if path.suffix.lower() == ".json" else table_rows(path, "roster")


ROSTER = FileSetKind("roster", "失信被执行人名单", 1, roster_rows, RosterReader)
