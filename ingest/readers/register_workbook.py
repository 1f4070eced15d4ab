"""Register file sets: the workbook with its five sheets, the same as CSV files, or an interface's JSON."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ingest.context import FileSetKind
from ingest.readers.register_facts import RegisterReader
from ingest.readers.register_json import register_json_rows
from ingest.readers.tables import table_rows
from ingest.rows import Row


def register_rows(path: Path) -> Iterator[Row]:
    """The rows of a register file of any format."""
    return register_json_rows(path) if path.suffix.lower() == ".json" else table_rows(path, "register")


REGISTER = FileSetKind("register", "市场主体登记", 0, register_rows, RegisterReader)
