"""On which days a stream (a source and kind) has shown each fact.

A line ``[first, last]`` says: shown on both days, and in every complete snapshot of the stream between
them. Which complete snapshots exist is known from the runs, so the lines give back exactly the days
that matter, in any order of loading. Runs of one as-of day count together: a fact that one of them
shows was shown that day.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from graph.sqlite.facts import RunPlace


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The complete snapshots of the stream next to the run's as-of day; ``known`` says that day is one already."""

    before: int | None
    after: int | None
    known: bool

    @classmethod
    def of(cls, complete_days: Sequence[int], day: int) -> Neighbours:
        """Find them among sorted days."""
        left, right = bisect_left(complete_days, day), bisect_right(complete_days, day)
        return cls(
            complete_days[left - 1] if left else None,
            complete_days[right] if right < len(complete_days) else None,
            left != right,
        )


def record_sightings(connection: sqlite3.Connection, run: RunPlace, near: Neighbours) -> None:
    """Note the run's as-of day for every fact in ``shown``, and split the lines that it interrupts."""
    values = {"stream": run.stream, "day": run.as_of, "before": near.before, "after": near.after}
    if run.complete and near.before is not None:
        connection.execute(_EXTEND, values)
    connection.execute(_BEGIN_COMPLETE if run.complete else _BEGIN_PARTIAL, values)
    if run.complete and near.after is not None and not near.known:
        connection.execute(_SPLIT_RIGHT, values)
        connection.execute(_SPLIT_LEFT, values)


def collect_doubtful(connection: sqlite3.Connection, run: RunPlace, near: Neighbours, newest: int | None) -> None:
    """Fill ``doubtful`` with every fact whose end this run can change.

    Those are the facts that a complete snapshot misses although the stream showed them since the
    snapshot before, and those shown now whose line is broken, or ends before ``newest``, the newest complete day
    of the stream, or may just have been mended by a second snapshot of the same day.
    """
    values = {"stream": run.stream, "day": run.as_of, "before": near.before or 0}
    values |= {"newest": newest or 0, "again": near.known}
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS doubtful (shape INTEGER, fact INTEGER, UNIQUE (shape, fact))")
    connection.execute(_BROKEN, values)
    if run.complete and not near.known:
        connection.execute(_MISSED, values)


_EXTEND = """
UPDATE seen SET last = :day
WHERE (shape, fact) IN (SELECT shape, fact FROM shown) AND stream = :stream AND last = :before
"""
_BEGIN_COMPLETE = """
INSERT INTO seen (shape, fact, stream, first, last)
SELECT shape, fact, :stream, :day, :day FROM shown AS s
WHERE NOT EXISTS (
    SELECT 1 FROM seen AS x WHERE x.shape = s.shape AND x.fact = s.fact AND x.stream = :stream
    AND x.first <= :day AND x.last >= :day)
"""
# A partial run keeps its own day as a line: a later split must find it.
_BEGIN_PARTIAL = """
INSERT OR IGNORE INTO seen (shape, fact, stream, first, last)
SELECT shape, fact, :stream, :day, :day FROM shown WHERE true
"""
_INTERRUPTED = """
stream = :stream AND first < :day AND last > :day
AND NOT EXISTS (SELECT 1 FROM shown AS s WHERE s.shape = seen.shape AND s.fact = seen.fact)
"""
_SPLIT_RIGHT = f"""
INSERT INTO seen (shape, fact, stream, first, last)
SELECT shape, fact, stream, min(last, :after), last FROM seen WHERE {_INTERRUPTED}
ON CONFLICT DO UPDATE SET last = max(last, excluded.last)
"""
_SPLIT_LEFT = f"UPDATE seen SET last = max(first, coalesce(:before, first)) WHERE {_INTERRUPTED}"
_BROKEN = """
INSERT OR IGNORE INTO doubtful
SELECT s.shape, s.fact FROM shown AS s
CROSS JOIN seen AS x ON x.shape = s.shape AND x.fact = s.fact
GROUP BY s.shape, s.fact HAVING count(*) > 1 OR max(x.last) < :newest OR :again
"""
_MISSED = """
INSERT OR IGNORE INTO doubtful
SELECT shape, fact FROM seen AS y
WHERE stream = :stream AND first < :day AND last >= :before AND NOT EXISTS (
    SELECT 1 FROM seen AS x WHERE x.shape = y.shape AND x.fact = y.fact AND x.stream = :stream
    AND x.first <= :day AND x.last >= :day)
"""
