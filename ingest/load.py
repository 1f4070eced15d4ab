"""Loading: files → rows → facts → store, one run per file set, all of a run or nothing.

Every file is gone through twice: once to learn that it can be read at all, how many rows it has and what
its rows must know of each other, and once for the facts. So a file that cannot be read is refused
before a run is opened, and a run that is opened only fails if the file changes under it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from graph.errors import FileRefusedError
from graph.model.journal import EntryKind
from graph.model.records import Listing, Run, RunFile
from graph.store import GraphStore, RunPlan, RunWriter
from ingest.context import FactReader, RunContext
from ingest.file_sets import FileSet, Wishes, file_sets
from ingest.identity.linking import settle_links
from ingest.rows import Row
from ingest.sink import RunSink

Progress = Callable[[str, int, int], None]
_STEP = 500
_CHUNK = 1 << 20
_KEPT_ROWS = 20_000


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
    """Load folders and files; one run per file set, in the order register, roster, supplement.

    ``kind``, ``source``, ``as_of`` and ``complete`` win over a manifest. Without an as-of day it
    is ``today`` and marked assumed; without a word on completeness the run is partial.
    ``progress`` gets a file name, the rows read and all rows of the run. A file set that was
    loaded before changes nothing and returns its run, unless it is to be read ``again``: after a
    table of titles was extended, or the entries that a withdrawal names were loaded.

    Raises :class:`FileRefusedError` for a file that cannot be read: nothing of its run is loaded,
    runs before it stay. Raises :class:`BadRequestError` for a kind that does not exist.
    """
    wishes = Wishes(kind, source, as_of, complete)
    return [_load_set(store, entry, again, clock, progress) for entry in file_sets(paths, wishes, today)]


def _load_set(
    store: GraphStore, entry: FileSet, again: bool, clock: Callable[[], datetime], progress: Progress | None
) -> Run:
    started = clock()
    lookup = _Lookup()
    reader = entry.kind.reader(
        RunContext(entry.source, entry.as_of, lookup.listings, lambda ids: store.mentions(ids, store.known_run()))
    )
    stamps = _stamps(entry)
    kept: dict[Path, list[Row]] = {}
    files = tuple(_survey(entry, path, reader, kept) for path in entry.files)
    total = sum(file.rows for file in files)
    if total == 0:
        raise FileRefusedError(entry.files[0].name, "文件中没有数据行", "请补充内容，或不要装入此文件")
    plan = RunPlan(entry.source, entry.kind.name, entry.as_of, entry.as_of_assumed, entry.complete, files, started)
    opened = store.write_run(plan)
    while again and isinstance(opened, Run):
        opened = store.write_run(replace(plan, after=opened.id))
    if isinstance(opened, Run):
        return opened
    with opened as writer:
        lookup.writer = writer
        sink = RunSink(writer)
        for row in _counted(entry, total, kept, progress):
            sink.take(row, reader)
        sink.flush()
        settle_links(writer, store.journal(EntryKind.DECISION))
        _check_unchanged(entry, stamps)
        return writer.commit(sink.counts, clock())


def _survey(entry: FileSet, path: Path, reader: FactReader, kept: dict[Path, list[Row]]) -> RunFile:
    """One pass over a file: it can be read, it has so many rows, and the reader knows of them.

    The rows of a file of at most ``_KEPT_ROWS`` are kept, and need not be read again.
    """
    rows = 0
    few: list[Row] = []
    for row in entry.kind.rows(path):
        reader.survey(row)
        rows += 1
        if rows <= _KEPT_ROWS:
            few.append(row)
    if rows <= _KEPT_ROWS:
        kept[path] = few
    return RunFile(path.name, _sha256(path), rows)


def _counted(entry: FileSet, total: int, kept: dict[Path, list[Row]], progress: Progress | None) -> Iterator[Row]:
    done = 0
    for path in entry.files:
        for row in kept.pop(path, None) or entry.kind.rows(path):
            done += 1
            yield row
            if progress is not None and (done % _STEP == 0 or done == total):
                progress(path.name, done, total)


class _Lookup:
    """Entries of the run being written and of earlier ones; empty until the run is open."""

    writer: RunWriter | None = None

    def listings(self, case_number: str, name_key: str) -> Sequence[Listing]:
        """Entries of a normal case number and name key."""
        return self.writer.find_listings(case_number, name_key) if self.writer is not None else ()


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _stamps(entry: FileSet) -> list[tuple[int, int]]:
    return [(stat.st_size, stat.st_mtime_ns) for stat in (path.stat() for path in entry.files)]


def _check_unchanged(entry: FileSet, stamps: Iterable[tuple[int, int]]) -> None:
    for path, before, now in zip(entry.files, stamps, _stamps(entry), strict=True):
        if before != now:
            raise FileRefusedError(path.name, "文件在装入过程中被改动", "请重新装入")
