"""What the service answers about changes: frozen, with stable keys."""

from __future__ import annotations

from analysis.changes import Cause, Kind
from analysis.findings import Day, Finding
from guanlian.actions import ActionView
from guanlian.answers import Answer, DataState
from guanlian.recording import DeadlineView


class MomentView(Answer):
    """One side of a comparison: the day, what was known, and the edition of the catalogue."""

    as_of: str
    known_as_of: str | None
    known_run: int
    data: tuple[DataState, ...]
    catalogue: str


class StillView(Answer):
    """Why a subject stays flagged in the same matter although one finding was released."""

    findings: tuple[str, ...]
    text: str


class ChangeView(Answer):
    """One finding that is new, released or changed.

    ``before`` and ``after`` are the finding as each side shows it, ``None`` where that side does not know it.
    ``told`` are the acts recorded on it: whoever acted must be told of a release. ``kept`` says on what ground
    a measure is kept although the finding ended.
    """

    kind: Kind
    cause: Cause
    cause_text: str
    day: Day | None
    finding: Finding
    was: str
    now: str
    deadlines: tuple[DeadlineView, ...] = ()
    told: tuple[ActionView, ...] = ()
    still: StillView | None = None
    kept: str | None = None
    text: str


class ChangesAnswer(Answer):
    """Everything that moved between two sides, and how many findings there were."""

    before: MomentView
    after: MomentView
    new: int
    released: int
    changed: int
    compared: int
    changes: tuple[ChangeView, ...]
