"""One row as read from a file, whatever the format: the common currency of all readers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from graph.errors import RowQuarantinedError
from graph.model.records import Origin
from ingest.text import clean, is_missing

Cell = str | int | float | bool | date | datetime | time | timedelta | list[object] | dict[str, object] | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row under canonical field names (see ``ingest/data/headers.yml``).

    ``number`` is 1-based as the user sees it. ``sheet`` is the canonical sheet that the row belongs
    to, ``tab`` what the file itself calls it (``None`` for a file without tabs). ``printed`` maps a
    field to the header that the file uses; ``extra`` holds unknown columns. A ``fault`` was found
    while reading the cells and sends the row to quarantine.
    """

    file: str
    sheet: str
    number: int
    cells: Mapping[str, Cell]
    printed: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Cell] = field(default_factory=dict)
    fault: RowQuarantinedError | None = None
    tab: str | None = None

    def text(self, name: str) -> str | None:
        """The cell as clean text; ``None`` when nothing is printed."""
        text = cell_text(self.cells.get(name))
        return None if text is None or is_missing(text) else text

    def need(self, name: str) -> str:
        """The cell as clean text; a missing one quarantines the row."""
        text = self.text(name)
        if text is None:
            raise RowQuarantinedError(
                f"没有填写“{self.header(name)}”",
                "请补填；跨行合并的单元格须先取消合并",
                field=name,
            )
        return text

    def header(self, name: str) -> str:
        """The header of a field as the file prints it."""
        return self.printed.get(name, name)

    def origin(self, source: str, document: str | None = None) -> Origin:
        """Where the facts of this row stand."""
        return Origin(source=source, file=self.file, row=self.number, sheet=self.tab, document=document)

    def raw(self) -> dict[str, object]:
        """The whole row as read, under the printed headers, fit for JSON."""
        both = {self.header(name): value for name, value in self.cells.items()} | dict(self.extra)
        return {name: _plain(value) for name, value in both.items() if value not in (None, "")}

    def raw_json(self) -> str:
        """The whole row as one JSON text."""
        return json.dumps(self.raw(), ensure_ascii=False, sort_keys=True)

    def digest(self) -> bytes:
        """Equal for rows of one sheet that say the same; unknown columns do not count."""
        known = sorted((name, str(_plain(value))) for name, value in self.cells.items() if value not in (None, ""))
        return hashlib.blake2b(repr((self.sheet, known)).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def cell_text(value: Cell) -> str | None:
    """A cell as text: whole numbers without a decimal point, lists joined by a semicolon."""
    if value is None:
        return None
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, list):
        return "；".join(text for item in value if (text := cell_text(item if isinstance(item, str) else str(item))))
    return str(value)


def _plain(value: Cell) -> object:
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else value
