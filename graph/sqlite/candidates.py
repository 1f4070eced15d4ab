"""Pairs of mentions that a run brings together by name or another way of writing it, one of them on the roster."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence

from graph.sqlite.hydrate import mentions
from graph.sqlite.reader import Reader
from graph.store import Fold, NameCandidate

_CHUNK = 20_000  # ids fetched together


def name_candidates(reader: Reader, run: int, fold: Fold | None = None) -> list[NameCandidate]:
    """Pairs of different subjects of one kind with an equal name key, at least one mention stirred by this run.

    Stirred are mentions that are new or corrected, those whose subject gained or lost a mention, and whoever holds a
    role at such a unit: what is known of them is another than before.
    With ``fold``, names that fold to one form (繁简、异体) meet as well.
    Where both stand on the roster, the smaller id is called listed. Two subjects that both have a full
    number of one family (citizen, organisation code) are two parties, and make no pair; only the
    store can see that, since their shown patterns may agree. A number whose check digit is wrong tells
    nobody apart: it may be a slip of the pen.
    """
    stir(reader.connection)
    _find_variants(reader.connection, fold)
    return _hydrated(reader, run, _pairs(reader.connection, _PAIRS, "[]"))


def candidates_of_names(reader: Reader, run: int, names: Collection[str]) -> list[NameCandidate]:
    """All such pairs of these name keys, stirred or not."""
    return _hydrated(reader, run, _pairs(reader.connection, _PAIRS_OF_NAMES, json.dumps(sorted(names))))


def _hydrated(reader: Reader, run: int, pairs: Sequence[tuple[str, str]]) -> list[NameCandidate]:
    ids = sorted({mention_id for pair in pairs for mention_id in pair})
    known = {}
    for start in range(0, len(ids), _CHUNK):
        known.update(mentions(reader, ids[start : start + _CHUNK], run))
    return [NameCandidate(known[listed], known[other]) for listed, other in pairs]


def stir(connection: sqlite3.Connection) -> None:
    """Fill ``stirred`` with every mention whose links this run may change."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS stirred (mention INTEGER PRIMARY KEY)")
    for statement in (_NEW, _AT_MOVED_UNITS, _COMPANIONS):
        connection.execute(statement)


def _find_variants(connection: sqlite3.Connection, fold: Fold | None) -> None:
    """Fill ``alike`` with the other ways of writing the stirred names; names written otherwise are remembered."""
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS alike (name_key TEXT, other TEXT, PRIMARY KEY (name_key, other)) WITHOUT ROWID"
    )
    if fold is None:
        return
    names = [name for (name,) in connection.execute(_STIRRED_NAMES)]
    folded = ((fold(name), name) for name in names)
    written = [pair for pair in folded if pair[0] != pair[1]]
    connection.executemany("INSERT OR IGNORE INTO name_variant (folded, name_key) VALUES (?, ?)", written)
    connection.execute(_ALIKE)


def _pairs(connection: sqlite3.Connection, sql: str, names: str) -> list[tuple[str, str]]:
    found = set()
    for one, other, one_listed, other_listed in connection.execute(sql, {"names": names}):
        first = one < other if one_listed and other_listed else one_listed
        found.add((one, other) if first else (other, one))
    return sorted(found)


_NEW = "INSERT OR IGNORE INTO stirred SELECT mention FROM renamed UNION SELECT mention FROM moved"
_AT_MOVED_UNITS = """
INSERT OR IGNORE INTO stirred
SELECT r.holder FROM moved AS u CROSS JOIN role_row AS r INDEXED BY role_by_unit ON r.unit = u.mention
WHERE r.to_run IS NULL
"""
_COMPANIONS = """
INSERT OR IGNORE INTO stirred
SELECT o.mention FROM stirred AS s
CROSS JOIN member AS m ON m.mention = s.mention AND m.to_run IS NULL
CROSS JOIN member AS o INDEXED BY member_by_subject ON o.subject = m.subject AND o.to_run IS NULL
"""
_STIRRED_NAMES = """
SELECT DISTINCT r.name_key FROM stirred AS s
CROSS JOIN mention_row AS r ON r.mention = s.mention AND r.to_run IS NULL AND r.name_key <> ''
"""
_ALIKE = f"""
INSERT OR IGNORE INTO alike
WITH form AS (
       SELECT n.name_key, coalesce(v.folded, n.name_key) AS folded FROM ({_STIRRED_NAMES}) AS n
       LEFT JOIN name_variant AS v ON v.name_key = n.name_key)
SELECT name_key, folded FROM form WHERE folded <> name_key
UNION
SELECT f.name_key, v.name_key FROM form AS f CROSS JOIN name_variant AS v ON v.folded = f.folded
WHERE v.name_key <> f.name_key
"""

_FULL = """(SELECT k.family FROM member AS m INDEXED BY member_by_subject
    CROSS JOIN mention_number AS n ON n.mention = m.mention AND n.to_run IS NULL
    CROSS JOIN number AS k ON k.key = n.number
    WHERE m.subject = {subject} AND m.to_run IS NULL AND k.token IS NOT NULL AND k.check_ok IS NOT 0
      AND k.family IN ('citizen', 'org'))"""
_ONE_FULL = _FULL.format(subject="p.subject")
_OTHER_FULL = _FULL.format(subject="q.subject")
_LISTED = "EXISTS (SELECT 1 FROM mention_row AS l WHERE l.mention = {m} AND l.on_roster = 1 AND l.to_run IS NULL)"

_STIRRED = """stirred AS t
       CROSS JOIN mention_row AS r ON r.mention = t.mention AND r.to_run IS NULL AND r.name_key <> ''"""
_NAMED = """json_each(:names) AS j
       CROSS JOIN mention_row AS r INDEXED BY mention_by_name_key ON r.name_key = j.value AND r.to_run IS NULL"""

_VARIANTS = """
       UNION
       SELECT f.mention AS one, o.mention AS other FROM fresh AS f
       CROSS JOIN alike AS w ON w.name_key = f.name_key
       CROSS JOIN mention_row AS o INDEXED BY mention_by_name_key ON o.name_key = w.other AND o.to_run IS NULL
       WHERE f.on_roster = 1 OR o.on_roster = 1"""

# A fresh mention meets those on the roster; a fresh one on the roster meets everybody.
_MET = f"""
WITH fresh AS (
       SELECT DISTINCT r.mention, r.name_key, r.on_roster FROM {{fresh}} WHERE :names IS NOT NULL),
     met AS (
       SELECT f.mention AS one, o.mention AS other FROM fresh AS f
       CROSS JOIN mention_row AS o INDEXED BY mention_on_roster
           ON o.name_key = f.name_key AND o.on_roster = 1 AND o.to_run IS NULL
       UNION
       SELECT f.mention AS one, o.mention AS other FROM fresh AS f
       CROSS JOIN mention_row AS o INDEXED BY mention_by_name_key ON o.name_key = f.name_key AND o.to_run IS NULL
       WHERE f.on_roster = 1{{variants}})
SELECT a.id, b.id, {_LISTED.format(m="met.one")}, {_LISTED.format(m="met.other")}
FROM met
CROSS JOIN mention AS a ON a.key = met.one
CROSS JOIN mention AS b ON b.key = met.other AND b.kind = a.kind
CROSS JOIN member AS p ON p.mention = met.one AND p.to_run IS NULL
CROSS JOIN member AS q ON q.mention = met.other AND q.to_run IS NULL
WHERE p.subject <> q.subject
  AND NOT EXISTS (SELECT family FROM {_ONE_FULL} INTERSECT SELECT family FROM {_OTHER_FULL})
"""
_PAIRS = _MET.format(fresh=_STIRRED, variants=_VARIANTS)
_PAIRS_OF_NAMES = _MET.format(fresh=_NAMED, variants="")
