"""Loading as the application does it: the files, and then what follows from all that is stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from graph.model.records import Run
from graph.store import GraphStore
from guanlian.computed import refresh
from ingest.load import Progress
from ingest.load import load as load_files


def load(
    store: GraphStore,
    paths: Sequence[Path],
    *,
    kind: str | None = None,
    source: str | None = None,
    as_of: date | None = None,
    complete: bool | None = None,
    again: bool = False,
    today: date,
    clock: Callable[[], datetime],
    progress: Progress | None = None,
) -> list[Run]:
    """Load folders and files as :func:`ingest.load.load` does, then bring computed controllers and classes up to date.

    The run of the computed facts, if there was anything to write, is the last one of the answer.
    """
    runs = load_files(
        store,
        paths,
        kind=kind,
        source=source,
        as_of=as_of,
        complete=complete,
        again=again,
        today=today,
        clock=clock,
        progress=progress,
    )
    computed = refresh(store, today, clock)
    return [*runs, computed] if computed else runs
