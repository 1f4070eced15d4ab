"""Whether the data behind an answer can say "nothing found": loaded, complete, covering the day, not too old."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.model.records import Run, RunStatus


class DataFault(StrEnum):
    """Why a kind of source cannot carry a negative answer."""

    MISSING = "missing"  # nothing of this kind was ever loaded
    PARTIAL = "partial"  # only parts were loaded: absence means nothing
    LATER = "later"  # everything loaded speaks of days after the one asked about
    STALE = "stale"  # the newest before the day is older than the purpose allows


@dataclass(frozen=True, slots=True)
class DataGap:
    """One fault: the kind of source, which one (``None``: all of the kind), its newest usable day and the limit."""

    kind: str
    fault: DataFault
    limit: int
    source: str | None = None
    as_of: date | None = None


def known(runs: Iterable[Run], known_run: int) -> list[Run]:
    """The runs that an answer as known by ``known_run`` may read."""
    return [run for run in runs if run.status is RunStatus.COMMITTED and run.number <= known_run]


def roster_gaps(runs: Sequence[Run], day: date, limit: int) -> list[DataGap]:
    """Faults of the roster: every source that claims to be complete must cover the day freshly."""
    rosters = [run for run in runs if run.kind == "roster"]
    if not rosters:
        return [DataGap("roster", DataFault.MISSING, limit)]
    complete = [run for run in rosters if run.complete]
    if not complete:
        return [DataGap("roster", DataFault.PARTIAL, limit)]
    sources = sorted({run.source for run in complete})
    by_source = ([run for run in complete if run.source == source] for source in sources)
    found = (_gap("roster", runs[0].source, runs, day, limit) for runs in by_source)
    return [gap for gap in found if gap]


def register_gaps(runs: Sequence[Run], sources: Iterable[str] | None, day: date, limit: int) -> list[DataGap]:
    """Faults of the register: of the sources that name the applicant (``None``: of all) one must be fresh."""
    wanted = None if sources is None else set(sources)
    registers = [run for run in runs if run.kind == "register" and (wanted is None or run.source in wanted)]
    if not registers:
        return [DataGap("register", DataFault.MISSING, limit)]
    gap = _gap("register", None, registers, day, limit)
    return [gap] if gap else []


def _gap(kind: str, source: str | None, runs: Sequence[Run], day: date, limit: int) -> DataGap | None:
    before = [run.as_of for run in runs if run.as_of <= day]
    if not before:
        return DataGap(kind, DataFault.LATER, limit, source, min(run.as_of for run in runs))
    newest = max(before)
    return DataGap(kind, DataFault.STALE, limit, source, newest) if (day - newest).days > limit else None
