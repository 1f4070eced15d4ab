"""Candidate pairs for a batch: many applicants against a roster that is streamed once.

Pairs are brought together by full number, or by name where the visible last four places do not contradict.
Memory holds the smaller side's keys and one chunk of the roster. What is left out is exactly what can be no more than
*different*, or a *conflict* by its last four.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from graph.model.certainty import IdentityTier
from graph.model.identifiers import HIDDEN
from ingest.identifiers import eighteen
from ingest.identity.features import Context
from ingest.identity.ladder import Comparison, compare
from ingest.identity.patterns import with_check_digit
from ingest.identity.person_names import candidate_key
from ingest.identity.record import Record

CHUNK = 20_000
Keys = NDArray[np.uint64]
Rows = NDArray[np.int64]
Progress = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class Candidates:
    """A chunk of the roster with the pairs found in it: ``left`` counts in the applicants, ``right`` in ``records``."""

    start: int  # position of the chunk's first record on the roster
    records: list[Record]
    left: Rows
    right: Rows


@dataclass(frozen=True, slots=True)
class _Index:
    """Sorted keys and the applicant behind each."""

    keys: Keys
    rows: Rows

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, int]]) -> _Index:
        listed = list(pairs)
        keys = _hashed(key for key, _ in listed)
        rows = np.fromiter((row for _, row in listed), np.int64, len(listed))
        order = np.argsort(keys, kind="stable")
        return cls(keys[order], rows[order])

    def probe(self, pairs: Iterable[tuple[str, int]]) -> tuple[Rows, Rows]:
        """Applicants and askers whose keys are equal."""
        listed = list(pairs)
        keys = _hashed(key for key, _ in listed)
        askers = np.fromiter((row for _, row in listed), np.int64, len(listed))
        first, last = np.searchsorted(self.keys, keys, "left"), np.searchsorted(self.keys, keys, "right")
        counts = last - first
        ends = np.cumsum(counts)
        within = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - counts, counts)
        return self.rows[np.repeat(first, counts) + within], np.repeat(askers, counts)


def candidates(applicants: Sequence[Record], roster: Iterable[Record], chunk: int = CHUNK) -> Iterator[Candidates]:
    """Every pair that can be more than different, chunk by chunk; no pair comes twice."""
    numbered = list(enumerate(applicants))
    by_number = _Index.of((key, row) for row, record in numbered for key in _numbers(record))
    by_tail = _Index.of(
        (f"{name}|{tail}", row) for row, record in numbered if (tail := tail_of(record)) for name in _names(record)
    )
    by_name = _Index.of((name, row) for row, record in numbered for name in _names(record))
    tailless = _Index.of((name, row) for row, record in numbered if not tail_of(record) for name in _names(record))
    stream, start = iter(roster), 0
    while records := list(islice(stream, chunk)):
        asked = list(enumerate(records))
        found = [
            by_number.probe((key, row) for row, record in asked for key in _numbers(record)),
            by_tail.probe(
                (f"{name}|{tail_of(record)}", row)
                for row, record in asked
                if tail_of(record)
                for name in _names(record)
            ),
            tailless.probe((name, row) for row, record in asked if tail_of(record) for name in _names(record)),
            by_name.probe((name, row) for row, record in asked if not tail_of(record) for name in _names(record)),
        ]
        left, right = (np.concatenate(side) for side in zip(*found, strict=True))
        pairs = np.unique(np.stack([right, left], axis=1), axis=0)
        yield Candidates(start, records, pairs[:, 1], pairs[:, 0])
        start += len(records)


def compare_stream(
    applicants: Sequence[Record],
    roster: Iterable[Record],
    context: Context | None = None,
    *,
    least: frozenset[IdentityTier] = frozenset({IdentityTier.CERTAIN, IdentityTier.PROBABLE, IdentityTier.POSSIBLE}),
    progress: Progress | None = None,
    total: int | None = None,
) -> Iterator[tuple[int, int, Comparison]]:
    """Applicant, position on the roster and comparison of every pair whose tier is wanted, in roster order."""
    settled = context or Context()
    for block in candidates(applicants, roster):
        for left, right in zip(block.left.tolist(), block.right.tolist(), strict=True):
            found = compare(applicants[left], block.records[right], settled)
            if found.tier in least:
                yield left, block.start + right, found
        if progress:
            progress("比对名单", block.start + len(block.records), total)


def _hashed(keys: Iterable[str]) -> Keys:
    raw = b"".join(blake2b(key.encode(), digest_size=8).digest() for key in keys)
    return np.frombuffer(raw, np.uint64)


def _numbers(record: Record) -> Iterator[str]:
    yield from (found.join_key for found in record.identifiers if found.join_key)


def _names(record: Record) -> set[str]:
    """Keys by name; a masked name (孙*) identifies nobody and makes no candidate."""
    keys = {candidate_key(name) for name in record.names}
    return {f"{record.kind.value}|{key}" for key in keys if HIDDEN not in key and key}


def tail_of(record: Record) -> str | None:
    """The last four places of a citizen number, when all are visible."""
    for found in record.identifiers:
        text = eighteen(found)
        if text and HIDDEN not in (tail := with_check_digit(text)[14:]):
            return tail
    return None
