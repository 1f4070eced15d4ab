"""What a reader knows of the run it reads for, and what a kind of file set must offer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from graph.model.records import Batch, Listing, Mention
from ingest.rows import Row


@dataclass(frozen=True, slots=True)
class RunContext:
    """The run that rows are read for, and the two things a reader may ask the store.

    ``find_listings`` takes a normal case number and a name key; ``find_mentions`` returns
    mentions of committed runs with their numbers in shown form.
    """

    source: str
    as_of: date
    find_listings: Callable[[str, str], Sequence[Listing]]
    find_mentions: Callable[[Sequence[str]], dict[str, Mention]]


class FactReader(Protocol):
    """Turns rows of one kind of file set into facts."""

    def survey(self, row: Row) -> None:
        """Look at a row before any is read: what later rows must know of it. Never raises."""

    def facts(self, row: Row) -> Batch:
        """The facts of one row; raises ``RowQuarantinedError`` when it makes none."""


@dataclass(frozen=True, slots=True)
class FileSetKind:
    """A kind of file set: how its rows are found and read, and its place in the load order.

    A withdrawal needs its entry and a supplement its units: register, roster, supplement.
    """

    name: str
    default_source: str
    order: int
    rows: Callable[[Path], Iterator[Row]]
    reader: Callable[[RunContext], FactReader]
