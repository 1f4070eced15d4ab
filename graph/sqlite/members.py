"""Joins mentions to subjects: a derived, versioned table, rebuilt around what a run touched.

Mentions that share a full identifier are one subject, and so are mentions that a *certain* identity
link names. A subject's key is that of its smallest mention id. Only the sets that the run touched are
looked at: each is grown to all mentions it can reach, labelled anew, and the differences are written.
Mentions that left a subject, and the subjects they left, are noted in the table ``moved``: what is known of
them has changed, and their links must be looked at again.
"""

from __future__ import annotations

import sqlite3
from itertools import chain

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


def rebuild_members(connection: sqlite3.Connection, run: int) -> None:
    """Bring ``member`` up to date for the mentions in the table ``touched``, and empty that table."""
    connection.execute(_ALONE, {"run": run})
    connection.execute("CREATE TEMP TABLE reached (mention INTEGER PRIMARY KEY, step INTEGER NOT NULL)")
    connection.execute(_SEEDS)
    _grow(connection)
    _write(connection, run)
    connection.execute("DROP TABLE reached")
    connection.execute("DELETE FROM touched")


def _grow(connection: sqlite3.Connection) -> None:
    step = 0
    while True:
        count = sum(connection.execute(sql, {"step": step}).rowcount for sql in (_BY_NUMBER, _BY_LINK, _BY_SUBJECT))
        if not count:
            return
        step += 1


def _write(connection: sqlite3.Connection, run: int) -> None:
    mentions = _ints(connection, _IN_ORDER, 1)[:, 0]
    subjects = mentions[smallest_of_set(mentions, _ints(connection, _TIES, 2))]
    before = dict(connection.execute(_CURRENT))
    changed = [(m, s) for m, s in zip(mentions.tolist(), subjects.tolist(), strict=True) if before.get(m) != s]
    connection.executemany(
        "DELETE FROM member WHERE mention = ? AND from_run = ?", [(mention, run) for mention, _ in changed]
    )
    connection.executemany(
        "UPDATE member SET to_run = ? WHERE mention = ? AND to_run IS NULL", [(run, mention) for mention, _ in changed]
    )
    connection.executemany(
        "INSERT INTO member (mention, from_run, subject) VALUES (?, ?, ?)", [(m, run, s) for m, s in changed]
    )
    moved = {key for m, _ in changed if m in before for key in (m, before[m])}
    connection.executemany("INSERT OR IGNORE INTO moved VALUES (?)", [(key,) for key in sorted(moved)])


def smallest_of_set(mentions: Ints, ties: Ints) -> Ints:
    """For each mention (in order of id) the place of the first mention of its set.

    ``ties`` has shape (n, 2): a mention key and the key of something it shares with others.
    """
    label = np.arange(len(mentions))
    if not len(ties):
        return label
    order = np.argsort(mentions)
    place = order[np.searchsorted(mentions, ties[:, 0], sorter=order)]
    shared = np.unique(ties[:, 1], return_inverse=True)[1].reshape(-1)
    while True:
        best = np.full(shared.max() + 1, len(mentions))
        np.minimum.at(best, shared, label[place])
        new = label.copy()
        np.minimum.at(new, place, best[shared])
        new = new[new]  # a label's own label is nearer still: long chains shrink quickly
        if np.array_equal(new, label):
            return label
        label = new


def _ints(connection: sqlite3.Connection, sql: str, columns: int) -> Ints:
    return np.fromiter(chain.from_iterable(connection.execute(sql)), dtype=np.int64).reshape(-1, columns)


_LINKS = """(
    SELECT r.mention AS mention, i.other AS partner, i.key, r.step FROM reached AS r
    CROSS JOIN identity_row AS i ON i.one = r.mention AND i.to_run IS NULL
    CROSS JOIN word AS w ON w.key = i.tier AND w.text = 'certain'
    UNION ALL
    SELECT r.mention AS mention, i.one AS partner, i.key, r.step FROM reached AS r
    CROSS JOIN identity_row AS i INDEXED BY identity_by_other ON i.other = r.mention AND i.to_run IS NULL
    CROSS JOIN word AS w ON w.key = i.tier AND w.text = 'certain')"""
_HAS_TOKEN = """EXISTS (SELECT 1 FROM mention_number AS n CROSS JOIN number AS k ON k.key = n.number
    WHERE n.mention = t.mention AND n.to_run IS NULL AND k.token IS NOT NULL)"""
_HAS_LINK = """(EXISTS (SELECT 1 FROM identity_row AS i WHERE i.one = t.mention)
    OR EXISTS (SELECT 1 FROM identity_row AS i WHERE i.other = t.mention))"""
_IS_MEMBER = "EXISTS (SELECT 1 FROM member AS m WHERE m.mention = t.mention AND m.to_run IS NULL)"

# A new mention without a full number or a link is a subject of its own; most are.
_ALONE = f"""
INSERT INTO member (mention, from_run, subject)
SELECT t.mention, :run, t.mention FROM touched AS t
WHERE NOT {_HAS_TOKEN} AND NOT {_HAS_LINK} AND NOT {_IS_MEMBER}
"""
_SEEDS = f"""
INSERT INTO reached (mention, step)
SELECT t.mention, 0 FROM touched AS t
WHERE {_HAS_TOKEN} OR {_HAS_LINK}
   OR EXISTS (SELECT 1 FROM member AS m WHERE m.mention = t.mention AND m.to_run IS NULL AND m.subject <> t.mention)
   OR EXISTS (SELECT 1 FROM member AS m WHERE m.subject = t.mention AND m.to_run IS NULL AND m.mention <> t.mention)
"""
_BY_NUMBER = """
INSERT OR IGNORE INTO reached (mention, step)
SELECT o.mention, :step + 1 FROM reached AS r
CROSS JOIN mention_number AS n ON n.mention = r.mention AND n.to_run IS NULL
CROSS JOIN number AS k ON k.key = n.number AND k.token IS NOT NULL
CROSS JOIN number AS s ON s.token = k.token
CROSS JOIN mention_number AS o INDEXED BY mention_by_number ON o.number = s.key AND o.to_run IS NULL
WHERE r.step = :step
"""
_BY_LINK = f"""
INSERT OR IGNORE INTO reached (mention, step)
SELECT partner, :step + 1 FROM {_LINKS} WHERE step = :step
"""
# Mentions that were one subject may have to part: all of them are looked at.
_BY_SUBJECT = """
INSERT OR IGNORE INTO reached (mention, step)
SELECT o.mention, :step + 1 FROM reached AS r
CROSS JOIN member AS m ON m.mention = r.mention AND m.to_run IS NULL
CROSS JOIN member AS o INDEXED BY member_by_subject ON o.subject = m.subject AND o.to_run IS NULL
WHERE r.step = :step
"""
_TIES = f"""
SELECT r.mention, k.leader FROM reached AS r
CROSS JOIN mention_number AS n ON n.mention = r.mention AND n.to_run IS NULL
CROSS JOIN number AS k ON k.key = n.number AND k.token IS NOT NULL
UNION ALL SELECT mention, -key FROM {_LINKS}
"""
_IN_ORDER = "SELECT r.mention FROM reached AS r JOIN mention AS m ON m.key = r.mention ORDER BY m.id"
_CURRENT = """
SELECT r.mention, m.subject FROM reached AS r CROSS JOIN member AS m ON m.mention = r.mention AND m.to_run IS NULL
"""
