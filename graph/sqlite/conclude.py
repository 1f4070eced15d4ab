"""What snapshots imply: which facts ended, and which stand again.

The rows of a fact follow from what its source said last and from the days on which it was shown,
never from the order of loading, so an older snapshot loaded late gives the same facts as in order:

* absent from the next complete snapshot: ended between the day after it was last shown and that
  snapshot's day. A roster entry, and a relation that belongs to one, then only has an unknown end,
  and stands again when it is shown again;
* shown again after an end: another row, whose id is made from the fact's id and the day it came
  back; it began between the earliest day of the end and that day;
* an end that the source prints is never touched;
* partial runs imply no end, but do say that a fact was shown;
* a fact that several streams show follows the one that showed it last.
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.model.ids import content_id
from graph.model.time import NEVER_ENDS
from graph.sqlite.rows import Stored, Version, close_versions, current_with_episodes, insert_versions
from graph.sqlite.shapes import SHAPES, Absence, Shape

_CHUNK = 5_000  # facts looked at together; bounds memory
_LINES = """
SELECT s.fact, s.stream, s.first, s.last
FROM json_each(?) AS j CROSS JOIN seen AS s ON s.shape = ? AND s.fact = j.value
ORDER BY s.fact, s.stream, s.first
"""


@dataclass(frozen=True, slots=True)
class Span:
    """Shown from ``first`` to ``last`` without a gap; ``gone`` is the snapshot that misses it next."""

    first: int
    last: int
    gone: int | None


@dataclass(frozen=True, slots=True)
class Streams:
    """The sources and kinds by key, and the sorted days of their complete snapshots."""

    names: Mapping[int, str]
    complete_days: dict[int, list[int]]


def conclude(connection: sqlite3.Connection, run: int, streams: Streams) -> None:
    """Bring the rows of every fact in ``doubtful`` in line with the days it was shown."""
    for shape in SHAPES:
        if shape.absence is Absence.NOTHING:
            continue
        query = "SELECT fact FROM doubtful WHERE shape = ? AND fact > ? ORDER BY fact LIMIT ?"
        last = 0
        while keys := [row[0] for row in connection.execute(query, (shape.code, last, _CHUNK))]:
            _conclude_some(connection, run, shape, keys, streams)
            last = keys[-1]


def spans(lines: Sequence[tuple[int, int]], complete_days: Sequence[int]) -> list[Span]:
    """Join the lines of one stream (sorted) wherever no complete snapshot misses the fact between them."""
    found: list[Span] = []
    first, last = lines[0]
    for begin, end in lines[1:]:
        gone = _next_after(complete_days, last)
        if gone is not None and gone < begin:
            found.append(Span(first, last, gone))
            first = begin
        last = max(last, end)
    return [*found, Span(first, last, _next_after(complete_days, last))]


def _next_after(days: Sequence[int], day: int) -> int | None:
    place = bisect_right(days, day)
    return days[place] if place < len(days) else None


def _conclude_some(
    connection: sqlite3.Connection, run: int, shape: Shape, keys: Sequence[int], streams: Streams
) -> None:
    stored: dict[int, list[Stored]] = {}
    for item in current_with_episodes(connection, shape, keys):
        stored.setdefault(item.episode_of or item.version.key, []).append(item)
    closed: list[Version] = []
    added: list[Version] = []
    for fact, shown in _shown(connection, shape, keys, streams):
        base = next((item for item in stored.get(fact, ()) if item.episode_of is None), None)
        if base is None:
            continue
        now = {item.id: item.version for item in stored[fact]}
        then = dict(_rows(shape, base, shown))
        closed += [version for id_, version in now.items() if id_ not in then or not version.says(then[id_])]
        added += [
            _placed(connection, shape, fact, id_, version)
            for id_, version in then.items()
            if id_ not in now or not version.says(now[id_])
        ]
    close_versions(connection, shape, run, closed)
    insert_versions(connection, shape, run, added)


def _shown(
    connection: sqlite3.Connection, shape: Shape, keys: Sequence[int], streams: Streams
) -> Iterator[tuple[int, list[Span]]]:
    """For each fact, the spans of the stream that showed it last."""
    lines: dict[int, dict[int, list[tuple[int, int]]]] = {}
    for fact, stream, first, last in connection.execute(_LINES, (json.dumps(list(keys)), shape.code)):
        lines.setdefault(fact, {}).setdefault(stream, []).append((first, last))
    for fact, by_stream in lines.items():
        told = [
            (found[-1].last, found[-1].gone is None, streams.names[stream], found)
            for stream, days in by_stream.items()
            for found in (spans(days, streams.complete_days.get(stream, ())),)
        ]
        yield fact, max(told, key=lambda item: item[:3])[3]


def _rows(shape: Shape, base: Stored, shown: Sequence[Span]) -> Iterator[tuple[str, Version]]:
    """The rows a fact should have: its own, and one for each time it came back after an end."""
    own = base.version
    since, open_until = own.days[:2], (NEVER_ENDS, NEVER_ENDS)
    if not own.concluded and own.days[2:] != open_until:
        yield base.id, own
        return
    if _only_doubt(shape, own):
        until = open_until if shown[-1].gone is None else (shown[-1].last + 1, NEVER_ENDS)
        yield base.id, replace(own, days=(*since, *until), concluded=until != open_until)
        return
    id_ = base.id
    for place, span in enumerate(shown):
        if place:
            since = (shown[place - 1].last + 1, span.first)
            id_ = _episode_id(base.id, span.first)
        until = open_until if span.gone is None else (span.last + 1, span.gone)
        yield id_, replace(own, days=(*since, *until), concluded=span.gone is not None)


def _only_doubt(shape: Shape, version: Version) -> bool:
    if shape.entry_column and version.content[shape.columns.index(shape.entry_column)] is not None:
        return True
    return shape.absence is Absence.UNKNOWN_END


def _episode_id(base: str, day: int) -> str:
    return content_id(base.partition("-")[0], base, "episode", date.fromordinal(day).isoformat())


def _placed(connection: sqlite3.Connection, shape: Shape, fact: int, id_: str, version: Version) -> Version:
    """The version under the key of its id; an episode that is new gets its registry line."""
    row = connection.execute(f"SELECT key FROM {shape.table} WHERE id = ?", (id_,)).fetchone()
    if row is None:
        row = connection.execute(
            f"INSERT INTO {shape.table} (id, {shape.end}, episode_of) VALUES (?, ?, ?) RETURNING key",
            (id_, version.cluster, fact),
        ).fetchone()
    return replace(version, key=int(row[0]))
