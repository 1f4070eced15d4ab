"""Writes one run: worked out in the ledger, written as a difference, published by one commit."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from types import TracebackType
from typing import Self

from graph.model.records import Batch, Identity, Listing, Run
from graph.neo4j.publish import WriterLock
from graph.sqlite.writer import SQLiteRunWriter
from graph.store import Around, Fold, NameCandidate, RunCounts

Finish = Callable[[WriterLock], None]


class Neo4jRunWriter:
    """One run being written. ``publish`` brings the graph up to the ledger; ``abandon`` sweeps what it began."""

    def __init__(self, inner: SQLiteRunWriter, lock: WriterLock, publish: Finish, abandon: Finish) -> None:
        self._inner, self._lock, self._publish, self._abandon = inner, lock, publish, abandon
        self._done = False
        self.number = inner.number

    def add(self, batch: Batch) -> None:
        """Stage a batch. Rows that are already stored unchanged are confirmed, not stored twice."""
        self._inner.add(batch)

    def retract(self, roles: Sequence[str], classes: Sequence[str]) -> None:
        """Take back computed role edges and unit kinds."""
        self._inner.retract(roles, classes)

    def name_candidates(self, fold: Fold | None = None) -> Sequence[NameCandidate]:
        """Pairs that this run brings together by name: roster mentions with others, new in this run."""
        return self._inner.name_candidates(fold)

    def candidates_of_names(self, names: Collection[str]) -> Sequence[NameCandidate]:
        """All such pairs of these name keys, whether the run stirs them or not."""
        return self._inner.candidates_of_names(names)

    def stir(self, ids: Collection[str]) -> None:
        """Have the links of these mentions looked at again."""
        self._inner.stir(ids)

    def around(self, ids: Sequence[str]) -> dict[str, Around]:
        """What stands around those mentions that are stored or staged."""
        return self._inner.around(ids)

    def links_of_stirred(self) -> Sequence[Identity]:
        """The links, of whatever tier, of the mentions that :meth:`name_candidates` found stirred."""
        return self._inner.links_of_stirred()

    def links_between(self, pairs: Iterable[tuple[str, str]]) -> Sequence[Identity]:
        """The links that stand for pairs of mentions, the smaller id first."""
        return self._inner.links_between(pairs)

    def has_listing(self, listing_id: str) -> bool:
        """Whether an entry is stored or staged."""
        return self._inner.has_listing(listing_id)

    def find_listings(self, case_number: str, name_key: str) -> Sequence[Listing]:
        """Entries of a case number and name, stored or staged."""
        return self._inner.find_listings(case_number, name_key)

    def commit(self, counts: RunCounts, finished: datetime) -> Run:
        """Commit to the ledger, write the difference to the graph, and publish."""
        run = self._inner.commit(counts, finished)
        self._publish(self._lock)
        self._done = True
        return run

    def __enter__(self) -> Self:
        self._inner.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._inner.__exit__(kind, error, trace)
        finally:
            if not self._done:
                self._done = True
                self._abandon(self._lock)
