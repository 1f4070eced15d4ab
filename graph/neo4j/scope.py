"""The facts of a scope in four statements at most.

The narrowing itself is the embedded store's, step by step; here its steps are answered from what three
statements brought (roles near, roles of the holders, links) and a fourth (entries, withdrawals, kinds).
"""

from __future__ import annotations

import numpy as np

from graph.model.facts import Facts
from graph.neo4j.reader import CypherReader, as_reader
from graph.sqlite.narrow import narrow
from graph.sqlite.reader import Ints, Row
from graph.store import Scope
from queries import query

_ENTRY, _KIND, _WITHDRAWAL = 1, 2, 3


def facts(reader: CypherReader, scope: Scope, known_run: int) -> Facts:
    """The column arrays of a scope."""
    if scope.everything:
        return narrow(as_reader(reader), scope, known_run)
    return narrow(as_reader(_Fetched(reader, scope, known_run)), scope, known_run)


class _Fetched(CypherReader):
    """Answers the steps of narrowing around subjects from rows already fetched."""

    def __init__(self, reader: CypherReader, scope: Scope, known_run: int) -> None:
        self._reader = reader
        self.words = reader.words  # type: ignore[method-assign]
        self.codes = reader.codes  # type: ignore[method-assign]
        near = reader.ints("scope_near", known_run=known_run, subjects=scope.subjects)
        core, near = near[near[:, 0] == 0][:, 1], near[near[:, 0] != 0]
        holders = np.unique(near[np.isin(near[:, 2], core), 1])
        second = near[:0]
        if len(holders):
            second = reader.ints("scope_second", known_run=known_run, subjects=holders)
        self._roles = _once(np.concatenate([near, second]))
        seen = np.unique(np.concatenate([core, self._roles[:, 1], self._roles[:, 2]]))
        self._links = reader.ints("links_of_subjects", known_run=known_run, subjects=seen)
        seen = np.unique(np.concatenate([seen, self._links[:, 1], self._links[:, 2]]))
        self._entries(reader.rows("scope_entries", known_run=known_run, subjects=seen))

    def _entries(self, rows: list[Row]) -> None:
        width = {name: len(query(name).returns) for name in ("listings_of_subjects", "classes_of_subjects")}
        pick = self._reader.numbered
        self._listings = pick(
            [(r[1], r[2], r[3], r[4], *r[6:11]) for r in rows if r[0] == _ENTRY], width["listings_of_subjects"]
        )
        self._classes = pick([(*r[1:6], *r[6:10]) for r in rows if r[0] == _KIND], width["classes_of_subjects"])
        self._ends = pick([(r[1], r[8], r[9]) for r in rows if r[0] == _WITHDRAWAL], 3)

    def ints(self, name: str, /, **params: object) -> Ints:
        """The rows of one step."""
        asked = np.array(params.get("subjects", params.get("listings", ())), dtype=np.int64)
        if name == "links_of_subjects":
            return self._links[np.isin(self._links[:, 1], asked) | np.isin(self._links[:, 2], asked)]
        rows, column = {
            "roles_held_by_subjects": (self._roles, 1),
            "roles_at_subjects": (self._roles, 2),
            "listings_of_subjects": (self._listings, 1),
            "classes_of_subjects": (self._classes, 1),
            "listing_end_days": (self._ends, 0),
        }[name]
        return rows[np.isin(rows[:, column], asked)]


def _once(rows: Ints) -> Ints:
    return rows[np.unique(rows[:, 0], return_index=True)[1]]
