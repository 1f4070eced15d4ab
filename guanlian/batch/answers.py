"""What a batch answers: the counts behind its summary sheet."""

from __future__ import annotations

from guanlian.answers import Answer, DataState


class FaultView(Answer):
    """One row that could not be used: where, why, what to do."""

    sheet: str
    row: int
    column: str | None
    reason: str
    remedy: str


class BatchAnswer(Answer):
    """One batch: its files, counts by verdict and by basis of matching, and the data it rests on.

    ``rows`` are data rows; ``resumed`` of them were answered by an earlier, interrupted run.
    """

    input: str
    output: str | None
    rows: int
    resumed: int
    verdicts: dict[str, int]
    bases: dict[str, int]
    applications: dict[str, int]
    faults: tuple[FaultView, ...]
    known_as_of: str
    known_run: int
    data: tuple[DataState, ...]
    catalogue: str
