"""What one thread's question has brought already, so that its next steps ask the server nothing.

A question fetches the facts of a scope, then the records behind its findings, by their keys: the same relations again.
The statement that brings a scope brings them in full; what it brought is kept here, per thread, until the next scope.
A row of a known run never changes, so what is kept is never stale; what is not kept is asked for as before.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, cast

import numpy as np

from graph.sqlite.reader import Ints, Reader, Row
from queries import query

T = TypeVar("T")
Kept = Mapping[str, Mapping[Any, tuple[Row, ...]]]

# The parameter by which each statement that may be answered from memory names what it asks for.
_ASKED = {
    "role_edges_by_key": "keys",
    "identities_by_key": "keys",
    "listings_by_key": "keys",
    "listing_end_days": "listings",
    "unit_classes_by_key": "keys",
    "subject_mentions": "keys",
    "subject_numbers": "keys",
    "mentions_by_id": "ids",
    "numbers_of_mentions": "ids",
    "sources_known": "known_run",
    "subjects_by_mention_id": "id",
    "subjects_by_name": "name",
    "subjects_by_token": "token",
}


class NotKeptError(Exception):
    """Not everything that was asked for is in memory: the server must be asked."""


class Memory(threading.local):
    """The rows of this thread's last scope and the sources of its last known run."""

    def __init__(self) -> None:
        self._run = -1
        self._kept: Kept = {}
        self._sources: Kept = {}

    def keep_scope(self, known_run: int, kept: Kept) -> None:
        """Keep the rows of a scope instead of those of the one before."""
        self._run, self._kept = known_run, kept

    def keep_sources(self, known_run: int, rows: Iterable[Row]) -> None:
        """Keep how fresh the sources are at a run."""
        self._sources = {"sources_known": {known_run: tuple(rows)}}

    def answer(self, known_run: int, work: Callable[[Reader], T]) -> T:
        """What ``work`` makes of the kept rows.

        Raises:
            NotKeptError: something is missing.

        """
        kept = {**self._kept, **self._sources} if known_run == self._run else self._sources
        return work(as_reader(kept))


class _KeptRows:
    """Answers statements by name from kept rows."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def rows(self, name: str, /, **params: Any) -> list[Row]:
        """All rows of what is asked for, in its order."""
        if name not in self._kept or name not in _ASKED:
            raise NotKeptError
        known, asked = self._kept[name], params[_ASKED[name]]
        try:
            return [row for key in _keys(asked) for row in known[key]]
        except KeyError:
            raise NotKeptError from None

    def ints(self, name: str, /, **params: Any) -> Ints:
        """The same as integers."""
        return np.array(self.rows(name, **params), dtype=np.int64).reshape(-1, len(query(name).returns))


def as_reader(kept: Kept) -> Reader:
    """A reader that answers from these rows alone."""
    return cast("Reader", _KeptRows(kept))


def _keys(asked: object) -> Iterable[object]:
    if isinstance(asked, np.ndarray):
        return cast("list[object]", asked.tolist())
    return asked if isinstance(asked, list | tuple | set | frozenset) else (asked,)
