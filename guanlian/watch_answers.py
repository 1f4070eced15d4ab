"""What watching answers: lists under watch, and what a run found. Frozen, with stable keys."""

from __future__ import annotations

from analysis.findings import Party
from analysis.verdict import Verdict
from guanlian.answers import Answer, DataState
from guanlian.change_answers import ChangeView


class WatchedView(Answer):
    """One subject under watch, as it was called when it was added."""

    id: str
    name: str


class WatchView(Answer):
    """One list under watch; ``looked`` is the day of its newest run, ``stopped`` the day it was ended."""

    id: str
    name: str
    purpose: str
    place: str | None
    documents: tuple[str, ...] | None
    subjects: tuple[WatchedView, ...]
    looked: str | None
    stopped: str | None
    by: str
    recorded: str


class WatchesAnswer(Answer):
    """Lists under watch, oldest first."""

    watches: tuple[WatchView, ...]


class WatchItem(Answer):
    """One subject for whom something moved, or who was looked at for the first time.

    ``since`` is the day compared with, ``None`` at a first look; ``old`` the answer then.
    """

    subject: Party
    since: str | None
    old: Verdict | None
    new: Verdict
    changes: tuple[ChangeView, ...]
    sentence: str


class MissedView(Answer):
    """One subject that could not be looked at, or not fully, and why."""

    id: str
    name: str
    reasons: tuple[str, ...]


class WatchRun(Answer):
    """One run of one list: ``watched == looked + len(missed)``.

    ``partly`` are those looked at for whom some look-up that a clause demands could not be made: an answer
    of nothing found is then ``unavailable``. ``complete`` speaks of ``missed`` only.
    """

    watch: str
    name: str
    purpose: str
    as_of: str
    watched: int
    looked: int
    missed: tuple[MissedView, ...]
    partly: tuple[MissedView, ...]
    items: tuple[WatchItem, ...]
    complete: bool


class WatchRunAnswer(Answer):
    """A run of all lists or one; ``complete`` only where everybody could be looked at."""

    known_as_of: str
    known_run: int
    data: tuple[DataState, ...]
    catalogue: str
    complete: bool
    runs: tuple[WatchRun, ...]
