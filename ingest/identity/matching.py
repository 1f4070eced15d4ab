"""A batch: many applicants compared with a roster that is read once, chunk by chunk.

Memory holds the applicants, their keys and one chunk of the roster, whatever the size of the roster.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.model.certainty import IdentityTier
from ingest.identity.blocking import CHUNK, Progress, candidates
from ingest.identity.features import Context
from ingest.identity.ladder import compare
from ingest.identity.record import Record
from ingest.identity.record_files import RecordRow, record_rows, records_only, rough_rows
from ingest.identity.resolve import describe, worth_keeping

FOUND = frozenset({IdentityTier.CERTAIN, IdentityTier.PROBABLE, IdentityTier.CONFLICT})


@dataclass
class Tally:
    """What a batch came to: usable rows, pairs compared, pairs told by tier, and the rows that could not be used."""

    applicants: int = 0
    roster: int = 0
    compared: int = 0
    tiers: dict[str, int] = field(default_factory=dict)
    wrong_applicants: list[RecordRow] = field(default_factory=list)
    wrong_roster: list[RecordRow] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """The stable keys of the summary; rows are counted as the user sees them."""
        wrong = {"applicants": self.wrong_applicants, "roster": self.wrong_roster}
        return {
            "applicants": self.applicants,
            "roster": self.roster,
            "compared": self.compared,
            "tiers": dict(sorted(self.tiers.items())),
            "errors": [
                {"file": name, "row": row.row, "error": row.error} for name, rows in wrong.items() for row in rows
            ],
        }


def match_files(
    applicants: Path,
    roster: Path,
    tally: Tally,
    *,
    tiers: frozenset[IdentityTier] = FOUND,
    context: Context | None = None,
    progress: Progress | None = None,
    chunk: int = CHUNK,
) -> Iterator[dict[str, Any]]:
    """Every pair whose tier is wanted, in the order of the roster: rows, names, tier, probability, namesakes, evidence.

    Of conflicts only those are told that a slip of the pen may explain.
    ``tally`` is filled on the way. Raises :class:`FileRefusedError` for a file that cannot be read.
    """
    rows, left = array("q"), list[Record]()
    for row in records_only(record_rows(applicants), tally.wrong_applicants):
        assert row.record is not None
        rows.append(row.row)
        left.append(row.record)
    tally.applicants = len(left)
    yield from _pairs(left, rows, roster, tally, tiers, context or Context(), progress, chunk)


def _pairs(
    left: list[Record],
    rows: array[int],
    roster: Path,
    tally: Tally,
    tiers: frozenset[IdentityTier],
    context: Context,
    progress: Progress | None,
    chunk: int,
) -> Iterator[dict[str, Any]]:
    total, read = rough_rows(roster), array("q")
    for block in candidates(left, _entries(roster, tally, read), chunk):
        tally.roster += len(block.records)
        tally.compared += len(block.left)
        for mine, theirs in zip(block.left.tolist(), block.right.tolist(), strict=True):
            found = compare(left[mine], block.records[theirs], context)
            if found.tier in tiers and worth_keeping(found):
                tally.tiers[found.tier.value] = tally.tiers.get(found.tier.value, 0) + 1
                yield {
                    "applicant": rows[mine],
                    "roster": read[theirs],
                    "name": left[mine].name,
                    "roster_name": block.records[theirs].name,
                    "tier": found.tier.value,
                    "probability": found.probability,
                    "namesakes": None if found.namesakes is None else float(f"{found.namesakes:.4g}"),
                    "evidence": describe(found),
                }
        if progress:
            progress("比对名单", min(read[-1], total), total)
        del read[:]


def _entries(roster: Path, tally: Tally, read: array[int]) -> Iterator[Record]:
    """The usable entries of a roster; ``read`` holds the rows of those that were read since it was last emptied."""
    for row in records_only(record_rows(roster), tally.wrong_roster):
        assert row.record is not None
        read.append(row.row)
        yield row.record
