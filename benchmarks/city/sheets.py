"""The files of the city as tables in memory: sheets of cells, with the parties that each row names."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from benchmarks.city.world import Naming

Cell = str | date


@dataclass(eq=False)
class Sheet:
    """A sheet: its header, its rows of cells, and per row the parties it names."""

    name: str
    header: tuple[str, ...]
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    namings: list[tuple[Naming, ...]] = field(default_factory=list)

    def add(self, namings: tuple[Naming, ...], *cells: Cell) -> None:
        """Append a row."""
        assert len(cells) == len(self.header), (self.name, cells)
        self.rows.append(cells)
        self.namings.append(namings)

    def records(self) -> list[dict[str, Cell]]:
        """The rows as dictionaries by header."""
        return [dict(zip(self.header, row, strict=True)) for row in self.rows]


@dataclass(eq=False)
class Book:
    """A workbook, or one CSV file per sheet."""

    stem: str
    sheets: list[Sheet]


@dataclass(eq=False)
class RosterFile:
    """A roster file: ``shape`` is detail, aggregator or csv; entries as printed, with the parties they name."""

    name: str
    shape: str
    entries: list[dict[str, object]] = field(default_factory=list)
    namings: list[tuple[Naming, ...]] = field(default_factory=list)


@dataclass(eq=False)
class FileSet:
    """What the manifest says of some files that belong together."""

    source: str
    kind: str
    as_of: date
    complete: bool
    content: Book | RosterFile


class Hand:
    """How things are written: dates, brackets and blanks in the manners real files show."""

    def __init__(self, seed: str) -> None:
        self.rng = Random(seed)

    def day(self, day: date | None, *, cells: bool = True) -> Cell:
        """A date in one of the usual forms; blank where there is none."""
        if day is None:
            return self.rng.choice(["", "", "-"])
        forms = (
            f"{day:%Y-%m-%d}",
            f"{day:%Y%m%d}",
            f"{day.year}/{day.month}/{day.day}",
            f"{day:%Y年%m月%d日}",
            f"{day:%Y-%m-%d} 00:00:00",
        )
        place = self.rng.randrange(6 if cells else 5)
        return day if place == 5 else forms[place]

    def name(self, name: str) -> str:
        """A name, sometimes with half-width brackets."""
        if "（" in name and self.rng.random() < 0.4:
            return name.replace("（", "(").replace("）", ")")
        return name

    def case(self, case: str) -> str:
        """A case number with one of the usual brackets."""
        left, right = self.rng.choice([("(", ")"), ("（", "）"), ("（", "）"), ("〔", "〕")])
        return case.replace("(", left).replace(")", right)

    def blank(self) -> str:
        """Nothing, as files print it."""
        return self.rng.choice(["", "", "-", "--"])
