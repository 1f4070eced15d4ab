"""Who holds a role edge: remembered from the scopes just fetched, so that reading edges starts at a node.

A relation has one type, and an index covers one type: asking every role's index for every key is slow,
following the few relations of a known holder is not. A key that is not remembered is still found.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

import numpy as np

from graph.model.facts import RoleColumns
from graph.model.records import RoleEdge
from graph.neo4j.reader import CypherReader
from graph.sqlite.hydrate import role_edge
from graph.sqlite.reader import Ints, Row

_REMEMBERED = 16  # scopes


class Hints:
    """The holders of role edges seen lately. Threads may share it."""

    def __init__(self) -> None:
        self._seen: deque[tuple[Ints, Ints]] = deque(maxlen=_REMEMBERED)

    def remember(self, roles: RoleColumns) -> None:
        """Keep the keys and holders of a scope, which are sorted by key."""
        if len(roles.key):
            self._seen.appendleft((roles.key, roles.holder))

    def holders(self, keys: Ints) -> tuple[Ints, Ints]:
        """The holders known for these keys, and the keys for which none is known."""
        found = []
        for known, holders in list(self._seen):
            places = np.minimum(np.searchsorted(known, keys), len(known) - 1)
            here = known[places] == keys
            found.append(holders[places[here]])
            keys = keys[~here]
        return np.unique(np.concatenate(found)) if found else keys[:0], keys


def role_edges(reader: CypherReader, hints: Hints, keys: Sequence[int], known_run: int) -> dict[int, RoleEdge]:
    """Role edges by key."""
    asked = np.unique(np.array(keys, dtype=np.int64))
    holders, unknown = hints.holders(asked)
    rows: list[Row] = []
    if len(holders):
        rows = reader.rows("role_edges_of_holders", known_run=known_run, holders=holders, keys=asked)
        unknown = np.setdiff1d(asked, np.array([row[0] for row in rows], dtype=np.int64))
    if len(unknown):
        rows += reader.rows("role_edges_by_key", known_run=known_run, keys=unknown)
    return {row[0]: role_edge(row) for row in rows}
