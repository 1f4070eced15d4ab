"""Repeated text of a run becomes small keys: words, origins and streams."""

from __future__ import annotations

import sqlite3

from graph.model.records import Origin

_MOST_CACHED = 200_000  # entries; bounds the memory of a long run


class Words:
    """Finds or makes the keys of words and origins inside the writer's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._words: dict[str, int] = {}
        self._origins: dict[tuple[str, str, str | None, str | None], int] = {}

    def key(self, text: str) -> int:
        """The key of a word."""
        found = self._words.get(text)
        return found if found is not None else self._learn(text)

    def optional(self, text: str | None) -> int | None:
        """The key of a word that may be missing."""
        return None if text is None else self.key(text)

    def origin(self, origin: Origin) -> int:
        """The key of source, file, sheet and document; the row is kept beside the fact."""
        place = (origin.source, origin.file, origin.sheet, origin.document)
        found = self._origins.get(place)
        return found if found is not None else self._learn_origin(place)

    def stream(self, source: str, kind: str) -> int:
        """The key of a source and kind, whose snapshots follow one another."""
        self._connection.execute("INSERT OR IGNORE INTO stream (source, kind) VALUES (?, ?)", (source, kind))
        row = self._connection.execute("SELECT key FROM stream WHERE source = ? AND kind = ?", (source, kind))
        return int(row.fetchone()[0])

    def _learn(self, text: str) -> int:
        if len(self._words) > _MOST_CACHED:
            self._words.clear()
        row = self._connection.execute("SELECT key FROM word WHERE text = ?", (text,)).fetchone()
        if row is None:
            row = self._connection.execute("INSERT INTO word (text) VALUES (?) RETURNING key", (text,)).fetchone()
        self._words[text] = int(row[0])
        return int(row[0])

    def _learn_origin(self, place: tuple[str, str, str | None, str | None]) -> int:
        if len(self._origins) > _MOST_CACHED:
            self._origins.clear()
        row = self._connection.execute(
            "SELECT key FROM origin WHERE source = ? AND file = ? AND sheet IS ? AND document IS ?", place
        ).fetchone()
        if row is None:
            row = self._connection.execute(
                "INSERT INTO origin (source, file, sheet, document) VALUES (?, ?, ?, ?) RETURNING key", place
            ).fetchone()
        self._origins[place] = int(row[0])
        return int(row[0])
