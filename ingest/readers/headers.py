"""Which sheet a header row belongs to, and which column is which. The aliases are data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, cast

from graph.errors import FileRefusedError
from ingest.text import data_file, folded

_REMARK = re.compile(r"\([^()]*\)$")


@dataclass(frozen=True)
class SheetSpec:
    """One sheet of one kind: its names, the columns it must have, and the aliases of each column."""

    name: str
    kind: str
    names: frozenset[str]
    required: tuple[tuple[str, ...], ...]  # each: at least one of these columns
    aliases: dict[str, str]  # normal header -> canonical column

    def columns(self, headers: Sequence[str]) -> dict[int, str]:
        """Column index -> canonical column, for the headers this sheet knows."""
        return {index: field for index, header in enumerate(headers) if (field := self.column(header))}

    def column(self, header: str) -> str | None:
        """The canonical column of one header."""
        normal = normal_header(header)
        return self.aliases.get(normal) or self.aliases.get(_REMARK.sub("", normal))


@dataclass(frozen=True)
class Header:
    """A header row that was found: its sheet, its 0-based row index and its columns."""

    spec: SheetSpec
    index: int
    columns: dict[int, str]
    printed: tuple[str, ...]

    @cached_property
    def names(self) -> dict[str, str]:
        """Canonical column -> the header that the file prints."""
        return {field: self.printed[column] for column, field in self.columns.items()}


@lru_cache(maxsize=1)
def sheet_specs() -> tuple[SheetSpec, ...]:
    """All sheets that ``headers.yml`` describes."""
    table = cast("dict[str, Any]", data_file("headers.yml"))["sheets"]
    return tuple(_spec(name, entry) for name, entry in table.items())


@lru_cache(maxsize=4096)
def normal_header(header: str) -> str:
    """A header without white space, width, case, and marks for "required"."""
    return folded(header).lower().strip("*:").replace("(必填)", "")


def specs_named(text: str, kind: str | None = None) -> tuple[SheetSpec, ...]:
    """The sheets of a kind that a tab name or a file name calls by name; all of the kind if none."""
    possible = tuple(spec for spec in sheet_specs() if kind in (None, spec.kind))
    exact = tuple(spec for spec in possible if folded(text) == spec.name or folded(text) in spec.names)
    return exact or tuple(spec for spec in possible if spec.name in folded(text)) or possible


def is_ignored_sheet(name: str) -> bool:
    """Whether a tab holds explanations only."""
    return folded(name) in cast("dict[str, Any]", data_file("headers.yml"))["ignored_sheets"]


def is_ignored_column(header: str) -> bool:
    """Whether a column only counts rows."""
    return normal_header(header) in cast("dict[str, Any]", data_file("headers.yml"))["ignored_columns"]


def find_header(rows: Sequence[Sequence[str]], specs: Iterable[SheetSpec]) -> Header | None:
    """The row among the first ones (below titles and disclaimers) that most looks like a header."""
    best: Header | None = None
    best_score = (False, 0)
    for index, cells in enumerate(rows):
        for spec in specs:
            columns = spec.columns(cells)
            score = (_complete(spec, columns), len(columns))
            if len(columns) >= 2 and score > best_score:
                best, best_score = Header(spec, index, columns, tuple(cells)), score
    return best


def check_header(header: Header, file: str) -> None:
    """Refuse a header that lacks a column it must have, or names one twice."""
    where = header.index + 1
    seen: dict[str, str] = {}
    for index, field in header.columns.items():
        if field in seen:
            raise FileRefusedError(
                file, f"有两列都表示“{field}”（{seen[field]}、{header.printed[index]}）",
                "请只保留一列", row=where, field=field,
            )  # fmt: skip
        seen[field] = header.printed[index]
    for choice in header.spec.required:
        if not any(field in seen for field in choice):
            raise FileRefusedError(
                file, f"工作表“{header.spec.name}”缺少列：{'或'.join(choice)}",
                "请补上该列，或更正表头；可识别的表头见 docs/formats.md",
                row=where, field=choice[0],
            )  # fmt: skip


def _complete(spec: SheetSpec, columns: dict[int, str]) -> bool:
    found = set(columns.values())
    return all(found & set(choice) for choice in spec.required)


def _spec(name: str, entry: dict[str, Any]) -> SheetSpec:
    aliases: dict[str, str] = {}
    for field, others in entry["fields"].items():
        for header in (field, *others):
            if aliases.setdefault(normal_header(header), field) != field:
                raise ValueError(f"ingest/data/headers.yml: {header} stands for two columns of {name}")
    required = tuple((choice,) if isinstance(choice, str) else tuple(choice) for choice in entry["required"])
    return SheetSpec(name, entry["kind"], frozenset(map(folded, entry["names"])), required, aliases)
