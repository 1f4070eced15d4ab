"""What stands around mentions in the run being written: their subjects, units, and the links they have."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graph.model.certainty import IdentityTier
from graph.model.records import Identity, Mention
from graph.sqlite.hydrate import mentions
from graph.sqlite.reader import Reader
from graph.store import Around

_CHUNK = 5_000  # ids looked at together; bounds memory
_Texts = Mapping[int, frozenset[str]]


def around(reader: Reader, run: int, ids: Sequence[str]) -> dict[str, Around]:
    """What stands around those mentions that are stored or staged."""
    asked = sorted(set(ids))
    found: dict[str, Around] = {}
    for start in range(0, len(asked), _CHUNK):
        found.update(_around(reader, run, asked[start : start + _CHUNK]))
    return found


def _around(reader: Reader, run: int, ids: list[str]) -> dict[str, Around]:
    text = json.dumps(ids)
    members, families = _texts(reader, _MEMBERS, text), _texts(reader, _FULL, text)
    units, own = _units(reader, text), _own_units(reader, text)
    known = mentions(reader, sorted({id_ for same in members.values() for id_ in same}), run)
    return {
        id_: Around(
            subject,
            _in_order(members[subject], known),
            units.get(subject, frozenset()),
            own.get(id_, frozenset()),
            families.get(subject, frozenset()),
        )
        for id_, subject in reader.connection.execute(_SUBJECTS, (text,))
    }


def _in_order(ids: Iterable[str], known: Mapping[str, Mention]) -> tuple[Mention, ...]:
    return tuple(known[id_] for id_ in sorted(ids))


def _texts(reader: Reader, sql: str, ids: str) -> _Texts:
    found: dict[int, set[str]] = defaultdict(set)
    for subject, value in reader.connection.execute(sql, (ids,)):
        found[subject].add(value)
    return {subject: frozenset(values) for subject, values in found.items()}


def _units(reader: Reader, ids: str) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for sql in (_UNITS, _HEAD_OF_THE_CASE, _ATTACHED_IN_THE_CASE):
        for subject, unit in reader.connection.execute(sql, (ids,)):
            found[subject].add(unit)
    return {subject: frozenset(units) for subject, units in found.items()}


def _own_units(reader: Reader, ids: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for id_, unit in reader.connection.execute(_OWN_UNITS, (ids,)):
        found[id_].add(unit)
    return {id_: frozenset(units) for id_, units in found.items()}


def links_of_stirred(reader: Reader) -> list[Identity]:
    """Every link, of whatever tier, that names a mention stirred by this run."""
    return [_identity(row) for row in reader.connection.execute(_LINKS_OF_STIRRED)]


def links_between(reader: Reader, pairs: Iterable[tuple[str, str]]) -> list[Identity]:
    """The links that stand for these pairs of mentions."""
    asked = json.dumps([list(pair) for pair in pairs])
    return [_identity(row) for row in reader.connection.execute(_LINKS_BETWEEN, (asked,))]


def _identity(row: tuple[str, str, str, str, str, str | None]) -> Identity:
    id_, one, other, tier, evidence, decided_by = row
    return Identity(id_, one, other, IdentityTier(tier), evidence, decided_by)


_ASKED = "json_each(?) AS j CROSS JOIN mention AS a ON a.id = j.value CROSS JOIN member AS m ON m.mention = a.key"
_SUBJECTS = f"SELECT a.id, m.subject FROM {_ASKED} AND m.to_run IS NULL"
_SAME = f"""(SELECT DISTINCT m.subject FROM {_ASKED} AND m.to_run IS NULL) AS s
CROSS JOIN member AS o INDEXED BY member_by_subject ON o.subject = s.subject AND o.to_run IS NULL"""
_MEMBERS = f"SELECT s.subject, n.id FROM {_SAME} CROSS JOIN mention AS n ON n.key = o.mention"
# A number whose check digit is wrong may be a slip of the pen, and tells nobody apart.
_FULL = f"""
SELECT DISTINCT s.subject, k.family FROM {_SAME}
CROSS JOIN mention_number AS n ON n.mention = o.mention AND n.to_run IS NULL
CROSS JOIN number AS k ON k.key = n.number AND k.token IS NOT NULL AND k.check_ok IS NOT 0
    AND k.family IN ('citizen', 'org')
"""
# What was only worked out (推定) is no evidence of who is who: it rests on that itself.
_UNITS = f"""
SELECT DISTINCT s.subject, u.subject FROM {_SAME}
CROSS JOIN role_row AS r ON r.holder = o.mention AND r.to_run IS NULL
CROSS JOIN word AS b ON b.key = r.basis AND b.text <> 'computed'
CROSS JOIN member AS u ON u.mention = r.unit AND u.to_run IS NULL
"""
# One case lists a person and a unit, and names the person as the unit's head (businessEntity) or attaches a
# person of that name to it (qysler): the entry then speaks of that unit's person.
_OWN_ENTRIES = f"""FROM {_SAME}
CROSS JOIN mention_row AS w ON w.mention = o.mention AND w.on_roster = 1 AND w.to_run IS NULL
CROSS JOIN listing_row AS x ON x.mention = o.mention AND x.to_run IS NULL
CROSS JOIN listing_row AS y INDEXED BY listing_by_case ON y.case_number = x.case_number AND y.court = x.court
    AND y.key <> x.key AND y.to_run IS NULL"""
_HEAD_OF_THE_CASE = f"""
SELECT DISTINCT s.subject, u.subject {_OWN_ENTRIES} AND y.head_name = w.name
CROSS JOIN member AS u ON u.mention = y.mention AND u.to_run IS NULL
"""
_ATTACHED_IN_THE_CASE = f"""
SELECT DISTINCT s.subject, u.subject {_OWN_ENTRIES}
CROSS JOIN role_row AS r INDEXED BY role_by_listing ON r.listing = y.key AND r.to_run IS NULL
CROSS JOIN mention_row AS h ON h.mention = r.holder AND h.name_key = w.name_key AND h.to_run IS NULL
CROSS JOIN member AS u ON u.mention = r.unit AND u.to_run IS NULL
"""
_OWN_UNITS = """
SELECT a.id, u.id FROM json_each(?) AS j CROSS JOIN mention AS a ON a.id = j.value
CROSS JOIN role_row AS r ON r.holder = a.key AND r.to_run IS NULL
CROSS JOIN word AS b ON b.key = r.basis AND b.text <> 'computed'
CROSS JOIN mention AS u ON u.key = r.unit
"""
_LINK = """SELECT f.id, a.id, b.id, t.text, r.evidence, r.decided_by FROM {keys}
CROSS JOIN identity_row AS r ON r.one = k.one AND r.key = k.key AND r.to_run IS NULL
CROSS JOIN identity AS f ON f.key = r.key
CROSS JOIN mention AS a ON a.key = r.one
CROSS JOIN mention AS b ON b.key = r.other
CROSS JOIN word AS t ON t.key = r.tier
ORDER BY f.id"""
_LINKS_OF_STIRRED = _LINK.format(
    keys="""(
    SELECT i.one, i.key FROM stirred AS s CROSS JOIN identity_row AS i ON i.one = s.mention
    UNION SELECT i.one, i.key FROM stirred AS s CROSS JOIN identity_row AS i INDEXED BY identity_by_other
        ON i.other = s.mention) AS k"""
)
_LINKS_BETWEEN = _LINK.format(
    keys="""(
    SELECT DISTINCT i.one, i.key FROM json_each(?) AS j
    CROSS JOIN mention AS x ON x.id = json_extract(j.value, '$[0]')
    CROSS JOIN mention AS y ON y.id = json_extract(j.value, '$[1]')
    CROSS JOIN identity_row AS i ON i.one = x.key AND i.other = y.key) AS k"""
)
