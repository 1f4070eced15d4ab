"""The facts of a scope: around subjects in one statement, of the whole roster step by step.

The narrowing itself is the embedded store's; around subjects its steps are answered from the rows of
``scope_facts``, which brings every relation once and in full, so that the records behind the findings
need no further statement (see :mod:`graph.neo4j.memory`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph.model.facts import Facts
from graph.neo4j.names import Said, named
from graph.neo4j.reader import CypherReader, as_reader
from graph.sqlite.narrow import narrow
from graph.sqlite.reader import Ints, Row
from graph.store import Scope
from queries import query

_ROLE, _LINK, _ENTRY, _WITHDRAWAL, _KIND, _NAME = range(1, 7)
Kept = dict[str, dict[Any, tuple[Row, ...]]]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The columns of a scope, and the rows of its records by statement and key."""

    facts: Facts
    kept: Kept


def facts(reader: CypherReader, scope: Scope, known_run: int) -> Narrowed:
    """The column arrays of a scope; the records too where the scope is some subjects."""
    if scope.everything:
        return Narrowed(narrow(as_reader(reader), scope, known_run), {})
    said: dict[int, list[Said]] = {what: [] for what in range(_ROLE, _NAME + 1)}
    for what, columns in reader.rows("scope_facts", known_run=known_run, subjects=scope.subjects):
        said[what].append(columns)
    return Narrowed(narrow(as_reader(_Fetched(reader, said)), scope, known_run), _records(said))


class _Fetched(CypherReader):
    """Answers the steps of narrowing around subjects from rows already fetched."""

    def __init__(self, reader: CypherReader, said: dict[int, list[Said]]) -> None:
        self.words = reader.words  # type: ignore[method-assign]
        self.codes = reader.codes  # type: ignore[method-assign]

        def pick(what: int, name: str) -> Ints:
            width = len(query(name).returns)
            return reader.numbered([tuple(columns[:width]) for columns in said[what]], width)

        self._steps = {
            "roles_held_by_subjects": (roles := pick(_ROLE, "roles_held_by_subjects"), 1),
            "roles_at_subjects": (roles, 2),
            "listings_of_subjects": (pick(_ENTRY, "listings_of_subjects"), 1),
            "classes_of_subjects": (pick(_KIND, "classes_of_subjects"), 1),
            "listing_end_days": (pick(_WITHDRAWAL, "listing_end_days"), 0),
        }
        self._links = pick(_LINK, "links_of_subjects")

    def ints(self, name: str, /, **params: object) -> Ints:
        """The rows of one step."""
        asked = np.array(params.get("subjects", params.get("listings", ())), dtype=np.int64)
        if name == "links_of_subjects":
            return self._links[np.isin(self._links[:, 1], asked) | np.isin(self._links[:, 2], asked)]
        rows, column = self._steps[name]
        return rows[np.isin(rows[:, column], asked)]


# -- the same rows as records ------------------------------------------------------------------------------------------


def _records(said: dict[int, list[Said]]) -> Kept:
    entries = _by_key(map(_entry, said[_ENTRY]))
    ends: dict[Any, tuple[Row, ...]] = dict.fromkeys(entries, ())
    for columns in said[_WITHDRAWAL]:
        ends[columns[0]] += (tuple(columns),)
    return {
        "role_edges_by_key": _by_key(map(_role, said[_ROLE])),
        "identities_by_key": _by_key(map(_link, said[_LINK])),
        "listings_by_key": entries,
        "listing_end_days": ends,
        "unit_classes_by_key": _by_key(map(_kind, said[_KIND])),
        **named(said[_NAME]),
    }


def _by_key(rows: Iterable[Row]) -> dict[Any, tuple[Row, ...]]:
    return {row[0]: (row,) for row in rows}


def _role(said: Said) -> Row:
    return (said[0], *said[13:16], said[6], said[4], said[5], said[7], *said[16:20], *said[9:13], *said[20:25])


def _link(said: Said) -> Row:
    return (said[0], *said[4:7], said[3], *said[7:9])


def _entry(said: Said) -> Row:
    return (said[0], *said[9:12], said[3], *said[12:18], *said[4:9], *said[18:23])


def _kind(said: Said) -> Row:
    return (said[0], *said[9:11], said[2], said[3], said[11], *said[5:9], *said[12:17])
