"""Runs named queries on one connection: as rows, or straight into integer arrays."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import chain
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from queries import query

Ints = npt.NDArray[np.int64]
Row = tuple[Any, ...]
E = TypeVar("E", bound=StrEnum)


class Reader:
    """Named queries on one connection. Arrays and sets of keys become JSON parameters."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def rows(self, name: str, /, **params: object) -> list[Row]:
        """All rows of a named query."""
        return self.connection.execute(query(name).text, _plain(params)).fetchall()

    def one(self, name: str, /, **params: object) -> Row | None:
        """The first row of a named query."""
        row: Row | None = self.connection.execute(query(name).text, _plain(params)).fetchone()
        return row

    def ints(self, name: str, /, **params: object) -> Ints:
        """All rows of a query of integers as an array of shape (rows, columns)."""
        cursor = self.connection.execute(query(name).text, _plain(params))
        flat = np.fromiter(chain.from_iterable(cursor), dtype=np.int64)
        return flat.reshape(-1, len(query(name).returns))

    def words(self, keys: Ints) -> dict[int, str]:
        """The texts of word keys."""
        return dict(self.rows("words_by_key", keys=np.unique(keys)))

    def codes(self, column: Ints, codes: Mapping[E, int]) -> npt.NDArray[np.int8]:
        """Word keys of a closed list as the codes that columns carry; the list may grow, codes are not stored."""
        keys, places = np.unique(column, return_inverse=True)
        by_text = {word.value: code for word, code in codes.items()}
        texts = self.words(keys)
        return np.array([by_text[texts[int(key)]] for key in keys], dtype=np.int8)[places.reshape(-1)]


def _plain(params: Mapping[str, object]) -> dict[str, object]:
    return {name: as_json(value) if _is_many(value) else value for name, value in params.items()}


def _is_many(value: object) -> bool:
    return isinstance(value, np.ndarray | list | tuple | set | frozenset)


def as_json(values: object) -> str:
    """A JSON array of keys or ids."""
    if isinstance(values, np.ndarray):
        return json.dumps(values.tolist())
    assert isinstance(values, Iterable)
    return json.dumps(list(values))
