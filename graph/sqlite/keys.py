"""Public ids become internal keys inside the writer's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from graph.errors import BadFactError

_MOST_CACHED = 500_000  # ids; bounds the memory of a long run


class Keys:
    """The keys of one registry (``mention``, ``listing``), looked up in bulk and remembered."""

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        self._connection = connection
        self._table = table
        self._known: dict[str, int] = {}

    def __getitem__(self, public_id: str) -> int:
        """The key of an id that was learnt before."""
        return self._known[public_id]

    def find(self, ids: Iterable[str]) -> dict[str, int]:
        """The keys of those ids that are stored."""
        wanted = set(ids)
        self._look_up(wanted)
        return {public_id: self._known[public_id] for public_id in wanted & self._known.keys()}

    def learn(self, ids: Iterable[str], what: str) -> None:
        """Make sure that every id can be read with ``[...]``; one that is not stored is refused."""
        wanted = set(ids)
        self._look_up(wanted)
        missing = sorted(wanted - self._known.keys())
        if missing:
            raise BadFactError(f"{what} names the {self._table} {missing[0]}, which is not stored; hand it over first")

    def add(self, pairs: Iterable[tuple[str, int]]) -> None:
        """Remember keys that were just given."""
        self._known.update(pairs)

    def trim(self) -> None:
        """Forget what is remembered when it grows too large; only between batches."""
        if len(self._known) > _MOST_CACHED:
            self._known.clear()

    def _look_up(self, wanted: set[str]) -> None:
        unknown = [public_id for public_id in wanted if public_id not in self._known]
        if unknown:
            # Table names are ours, never a user's text.
            self._known.update(
                self._connection.execute(
                    f"SELECT t.id, t.key FROM json_each(?) AS j CROSS JOIN {self._table} AS t ON t.id = j.value",
                    (json.dumps(unknown),),
                )
            )
