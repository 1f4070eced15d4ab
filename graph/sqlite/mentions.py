"""Writes mentions: who is named, and what each source says of them.

A unit is named on many rows of many sources. What one stream (a source and kind) says of a mention
is one versioned row. Inside a run the rows add up and the first word counts; a newer run overrides
field by field and number kind by number kind, and its silence changes nothing; an older run only
fills gaps. So the order of loading makes no difference, and a corrected number replaces the wrong one.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graph.model.records import Mention
from graph.sqlite.keys import Keys
from graph.sqlite.numbers import Numbers
from graph.sqlite.words import Words

NumbersByKind = Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Said:
    """What a stream says of a mention."""

    name: str
    name_key: str
    sex: str | None
    birth: tuple[int, int] | None
    division: str | None
    on_roster: bool
    numbers: NumbersByKind
    place: tuple[int, int]  # origin key and row; never a reason for a new version

    def over(self, under: Said) -> Said:
        """Both together, this one counting where they differ."""
        if self.same_as(under):
            return self
        return replace(
            self,
            sex=self.sex or under.sex,
            birth=self.birth or under.birth,
            division=self.division or under.division,
            on_roster=self.on_roster or under.on_roster,
            numbers={**under.numbers, **self.numbers},
        )

    def same_as(self, other: Said) -> bool:
        """Equal apart from where it stands."""
        return (
            self.name == other.name
            and self.numbers == other.numbers
            and (self.name_key, self.sex, self.birth, self.division, self.on_roster)
            == (other.name_key, other.sex, other.birth, other.division, other.on_roster)
        )


@dataclass(frozen=True, slots=True)
class _Stored:
    from_run: int
    last_run: int
    said: Said


class MentionWriter:
    """Stages the mentions of one run."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        run: int,
        stream: int,
        days_of_runs: Mapping[int, int],
        keys: Keys,
        words: Words,
        numbers: Numbers,
    ) -> None:
        self._connection = connection
        self._run, self._stream = run, stream
        self._days_of_runs = days_of_runs
        self._keys, self._words, self._numbers = keys, words, numbers
        self._next_key = 1 + int(connection.execute("SELECT coalesce(max(key), 0) FROM mention").fetchone()[0])
        connection.execute("CREATE TEMP TABLE touched (mention INTEGER PRIMARY KEY)")
        connection.execute("CREATE TEMP TABLE renamed (mention INTEGER PRIMARY KEY)")
        connection.execute("CREATE TEMP TABLE moved (mention INTEGER PRIMARY KEY)")

    def add(self, mentions: Iterable[Mention]) -> None:
        """Stage mentions; several rows of one mention are one."""
        heard: dict[str, tuple[Mention, Said]] = {}
        mentions = list(mentions)
        self._numbers.learn(number for mention in mentions for number in mention.identifiers)
        for mention in mentions:
            said = self._said(mention)
            before = heard.get(mention.id)
            heard[mention.id] = (mention, before[1].over(said) if before else said)
        known = self._keys.find(heard)
        fresh = {public_id: pair for public_id, pair in heard.items() if public_id not in known}
        self._register(fresh)
        self._insert([(self._keys[public_id], said) for public_id, (_, said) in fresh.items()])
        self._meet({known[public_id]: said for public_id, (_, said) in heard.items() if public_id in known})

    def _said(self, mention: Mention) -> Said:
        numbers: dict[str, frozenset[int]] = {}
        for identifier in mention.identifiers:
            kind = identifier.kind.value
            numbers[kind] = numbers.get(kind, frozenset()) | {self._numbers[identifier]}
        return Said(
            mention.name,
            mention.name_key,
            mention.sex,
            mention.birth_years,
            mention.division,
            mention.on_roster,
            numbers,
            (self._words.origin(mention.origin), mention.origin.row),
        )

    def _register(self, fresh: Mapping[str, tuple[Mention, Said]]) -> None:
        rows = [
            (self._next_key + place, public_id, self._words.key(mention.kind.value))
            for place, (public_id, (mention, _)) in enumerate(fresh.items())
        ]
        self._next_key += len(rows)
        self._connection.executemany("INSERT INTO mention (key, id, kind) VALUES (?, ?, ?)", rows)
        self._keys.add((public_id, key) for key, public_id, _ in rows)

    def _meet(self, known: Mapping[int, Said]) -> None:
        """Mentions that are registered: this stream may have spoken of them before, or not."""
        stored = self._stored(known)
        confirmed: list[tuple[int, int, int, int]] = []
        for key, said in known.items():
            before = stored.get(key)
            if before is None:
                continue
            after = self._settle(before, said)
            if after.same_as(before.said):
                if self._newest(before) and before.last_run != self._run:
                    confirmed.append((self._run, key, self._stream, before.from_run))
            else:
                self._correct(key, before, after)
        self._connection.executemany(
            "UPDATE mention_row SET last_run = ? WHERE mention = ? AND stream = ? AND from_run = ?", confirmed
        )
        self._insert([(key, said) for key, said in known.items() if key not in stored])

    def _newest(self, stored: _Stored) -> bool:
        return self._days_of_runs[self._run] >= self._days_of_runs[stored.last_run]

    def _settle(self, stored: _Stored, said: Said) -> Said:
        if stored.last_run == self._run or not self._newest(stored):
            return stored.said.over(said)
        return said.over(stored.said)

    def _correct(self, key: int, stored: _Stored, after: Said) -> None:
        """Close the row and its numbers (a row of this very run is replaced) and add the new ones."""
        place = (key, self._stream)
        for table in ("mention_row", "mention_number"):
            self._connection.execute(
                f"DELETE FROM {table} WHERE mention = ? AND stream = ? AND from_run = ?", (*place, self._run)
            )
            self._connection.execute(
                f"UPDATE {table} SET to_run = ? WHERE mention = ? AND stream = ? AND to_run IS NULL",
                (self._run, *place),
            )
        last_run = self._run if self._newest(stored) else stored.last_run
        self._insert([(key, after)], last_run)

    def _insert(self, rows: list[tuple[int, Said]], last_run: int | None = None) -> None:
        last, many = last_run or self._run, self._connection.executemany
        many(
            "INSERT INTO mention_row VALUES (?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (key, self._stream, self._run, last, said.name, said.name_key, said.sex, *(said.birth or (None, None)),
                 said.division, said.on_roster, *said.place)
                for key, said in rows
            ],
        )  # fmt: skip
        many(
            "INSERT INTO mention_number VALUES (?, ?, ?, ?, NULL)",
            [
                (key, self._stream, number, self._run)
                for key, said in rows
                for same_kind in said.numbers.values()
                for number in same_kind
            ],
        )
        many("INSERT OR IGNORE INTO touched VALUES (?)", [(key,) for key, _ in rows])
        many("INSERT OR IGNORE INTO renamed VALUES (?)", [(key,) for key, _ in rows])

    def _stored(self, keys: Iterable[int]) -> dict[int, _Stored]:
        asked = json.dumps(list(keys))
        numbers: dict[int, dict[str, frozenset[int]]] = {}
        for key, kind, number in self._connection.execute(_CURRENT_NUMBERS, (asked, self._stream)):
            kinds = numbers.setdefault(key, {})
            kinds[kind] = kinds.get(kind, frozenset()) | {number}
        found: dict[int, _Stored] = {}
        for row in self._connection.execute(_CURRENT_ROWS, (asked, self._stream)):
            key, from_run, last_run, name, name_key, sex, lo, hi, division, on_roster, origin, line = row
            birth = None if lo is None else (lo, hi)
            said = Said(name, name_key, sex, birth, division, bool(on_roster), numbers.get(key, {}), (origin, line))
            found[key] = _Stored(from_run, last_run, said)
        return found


_CURRENT_ROWS = """
SELECT r.mention, r.from_run, r.last_run, r.name, r.name_key, r.sex, r.birth_lo, r.birth_hi, r.division,
       r.on_roster, r.origin, r.line
FROM json_each(?) AS j CROSS JOIN mention_row AS r ON r.mention = j.value AND r.stream = ? AND r.to_run IS NULL
"""
_CURRENT_NUMBERS = """
SELECT r.mention, n.kind, r.number
FROM json_each(?) AS j
CROSS JOIN mention_number AS r ON r.mention = j.value AND r.stream = ? AND r.to_run IS NULL
CROSS JOIN number AS n ON n.key = r.number
"""
