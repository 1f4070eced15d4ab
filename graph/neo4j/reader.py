"""Runs named Cypher in one session or read transaction, in the shape that the embedded store's reader gives.

The record builders of :mod:`graph.sqlite` ask by query name and take rows by position; a statement of
the same name with the same columns makes them serve both stores. Texts in integer columns are numbered
on the way, and :meth:`words` gives them back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from neo4j import ManagedTransaction, Session

from graph.sqlite.reader import E, Ints, Reader, Row
from queries import cypher

Runner = ManagedTransaction | Session


class Tally:
    """How many statements and rows questions took; tests hold stores to it."""

    def __init__(self) -> None:
        self.statements = 0
        self.rows = 0


class CypherReader:
    """Named queries in one session or transaction. Arrays and sets of keys become lists."""

    def __init__(self, runner: Runner, tally: Tally) -> None:
        self.runner = runner
        self._tally = tally
        self._numbers: dict[str, int] = {}
        self._texts: list[str] = [""]

    def rows(self, name: str, /, **params: object) -> list[Row]:
        """All rows of a named query."""
        found = self.runner.run(cypher(name).text, _plain(params))
        rows = [tuple(record) for record in found]
        self._tally.statements += 1
        self._tally.rows += len(rows)
        return rows

    def one(self, name: str, /, **params: object) -> Row | None:
        """The first row of a named query."""
        return next(iter(self.rows(name, **params)), None)

    def ints(self, name: str, /, **params: object) -> Ints:
        """All rows of a query as an integer array of shape (rows, columns), texts numbered."""
        return self.numbered(self.rows(name, **params), len(cypher(name).returns))

    def numbered(self, rows: list[Row], width: int) -> Ints:
        """Rows as an integer array, texts numbered."""
        number = self._number
        flat = [value if type(value) is int else number(value) for row in rows for value in row]
        return np.array(flat, dtype=np.int64).reshape(-1, width)

    def words(self, keys: Ints) -> dict[int, str]:
        """The texts behind numbers."""
        return {int(key): self._texts[int(key)] for key in np.unique(keys)}

    def codes(self, column: Ints, codes: Mapping[E, int]) -> npt.NDArray[np.int8]:
        """Numbers of a closed list's words as the codes that columns carry."""
        keys, places = np.unique(column, return_inverse=True)
        by_text = {word.value: code for word, code in codes.items()}
        found = [by_text[self._texts[int(key)]] for key in keys]
        return np.array(found, dtype=np.int8)[places.reshape(-1)]

    def _number(self, value: Any) -> int:
        if not isinstance(value, str):
            return int(value or 0)
        number = self._numbers.get(value)
        if number is None:
            number = self._numbers[value] = len(self._texts)
            self._texts.append(value)
        return number


def as_reader(reader: CypherReader) -> Reader:
    """The same object under the name that the record builders know; both answer the same calls."""
    return cast("Reader", reader)


def _plain(params: Mapping[str, object]) -> dict[str, object]:
    return {name: _value(value) for name, value in params.items()}


def _value(value: object) -> object:
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, tuple | set | frozenset | list):
        return [_value(item) for item in value]
    return value.item() if isinstance(value, np.generic) else value
