"""The one table that holds identifiers: token, shown pattern and ciphertext."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping

from graph.model.identifiers import Identifier
from graph.vault import Vault

SEALED_NUMBER = b"identifier"
_MOST_CACHED = 200_000

# A full number is known by its token, a masked one has none; the pattern and the kind tell apart
# numbers that share a token (a credit code and the organisation code inside it).
_Sign = tuple[bytes | None, str, str]


class Numbers:
    """Finds or makes the keys of identifiers inside the writer's transaction.

    Numbers that share a token also share a ``leader``, the key of the first of them, so that joining
    mentions needs integers only. A number that may be shown in full is not sealed as well.
    """

    def __init__(self, connection: sqlite3.Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault
        self._keys: dict[Identifier, int] = {}
        self._next_key = 1 + int(connection.execute("SELECT coalesce(max(key), 0) FROM number").fetchone()[0])
        connection.execute("CREATE TEMP TABLE asked_token (token BLOB)")

    def __getitem__(self, identifier: Identifier) -> int:
        """The key of an identifier that was learnt before."""
        return self._keys[identifier]

    def learn(self, identifiers: Iterable[Identifier]) -> None:
        """Make sure that each identifier is stored and can be read with ``[...]``."""
        signs = {
            identifier: self._sign(identifier)
            for identifier in dict.fromkeys(identifiers)
            if identifier not in self._keys
        }
        if not signs:
            return
        known, leaders = self._stored(signs)
        rows = []
        for identifier, sign in signs.items():
            key = known.get(sign)
            if key is None:
                key = known[sign] = self._next_key
                self._next_key += 1
                leader = key if sign[0] is None else leaders.setdefault(sign[0], key)
                rows.append((key, leader, *self._columns(identifier, sign)))
            self._keys[identifier] = key
        self._connection.executemany(
            "INSERT INTO number (key, leader, family, kind, shown, token, sealed, check_ok)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )

    def trim(self) -> None:
        """Forget what is remembered when it grows too large; only between batches."""
        if len(self._keys) > _MOST_CACHED:
            self._keys.clear()

    def _sign(self, identifier: Identifier) -> _Sign:
        join_key = identifier.join_key
        token = None if join_key is None else self._vault.token(join_key)
        return token, identifier.kind.value, identifier.shown

    def _stored(self, signs: Mapping[Identifier, _Sign]) -> tuple[dict[_Sign, int], dict[bytes, int]]:
        """The keys of signs that are stored, and the leaders of tokens."""
        self._connection.execute("DELETE FROM asked_token")
        tokens = {token for token, _, _ in signs.values() if token is not None}
        self._connection.executemany("INSERT INTO asked_token VALUES (?)", [(token,) for token in tokens])
        keys: dict[_Sign, int] = {}
        leaders: dict[bytes, int] = {}
        for key, leader, kind, shown, token in self._connection.execute(_BY_TOKEN):
            keys[token, kind, shown] = key
            leaders[token] = leader
        patterns = json.dumps(list({shown for token, _, shown in signs.values() if token is None}))
        keys.update(((None, kind, shown), key) for key, kind, shown in self._connection.execute(_BY_SHOWN, (patterns,)))
        return keys, leaders

    def _columns(
        self, identifier: Identifier, sign: _Sign
    ) -> tuple[str, str, str, bytes | None, bytes | None, bool | None]:
        token, kind, shown = sign
        hidden = token is not None and shown != identifier.normal
        sealed = self._vault.seal(identifier.normal.encode(), SEALED_NUMBER) if hidden else None
        family = (identifier.join_key or "").partition(":")[0]
        return family, kind, shown, token, sealed, identifier.check_ok


_BY_TOKEN = """
SELECT n.key, n.leader, n.kind, n.shown, n.token
FROM asked_token AS a CROSS JOIN number AS n INDEXED BY number_by_token ON n.token = a.token
"""
_BY_SHOWN = """
SELECT n.key, n.kind, n.shown
FROM json_each(?) AS j CROSS JOIN number AS n INDEXED BY number_by_shown ON n.shown = j.value AND n.token IS NULL
"""
