"""What is new and what is released between two states, each with its cause. Pure: findings in, changes out.

A state is every finding on whatever day it holds, proved for one day; a finding keeps its id through
days, loads and stores, so two states are compared by id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from analysis.findings import Day, Finding, Step
from analysis.overlay import stands
from graph.model.records import Basis


class Kind(StrEnum):
    """Which way an answer moved."""

    NEW = "new"
    RELEASED = "released"
    CHANGED = "changed"  # it stands on both days, but surer, less sure, or under other reasons


class Cause(StrEnum):
    """Why. ``DATA``: a fact on the path is stored in one of the two states only."""

    ROSTER = "roster"  # published or withdrawn
    ROLE = "role"  # taken up or given up
    SHARE = "share"  # a computed control came or went with the shares behind it
    UNIT_KIND = "unit_kind"  # became or ceased to be a unit of the kind
    LAW = "law"  # the measure began or ceased to be in force
    IDENTITY = "identity"  # a link between mentions was made, changed or undone
    RECORD = "record"  # an exception, an objection or a kept measure was recorded or ended
    DAY = "day"  # no fact moved: a day known only within limits was reached or passed
    DATA = "data"


@dataclass(frozen=True, slots=True)
class Change:
    """One finding that moved; ``finding`` is as the state shows it in which it stands."""

    kind: Kind
    cause: Cause
    finding: Finding
    day: Day | None = None  # the first day of the new answer, where the facts tell it


_STEPS = {
    "identity": Cause.IDENTITY,
    "listing": Cause.ROSTER,
    "position": Cause.ROLE,
    "control": Cause.ROLE,
    "court_relation": Cause.ROLE,
    "unit_class": Cause.UNIT_KIND,
}


def changes(
    before: Iterable[Finding], after: Iterable[Finding], absent: Mapping[str, Cause] | None = None
) -> list[Change]:
    """Every finding that stands, or may stand, in one state and not in the other, or differently in both.

    ``absent`` tells for findings that only one state knows at all (by id) what the other one lacks.
    """
    old, new = ({finding.id: finding for finding in state} for state in (before, after))
    found = []
    for id_ in sorted(old.keys() | new.keys()):
        change = _change(old.get(id_), new.get(id_), (absent or {}).get(id_))
        if change:
            found.append(change)
    return found


def _change(old: Finding | None, new: Finding | None, absent: Cause | None) -> Change | None:
    was, now = _stands(old), _stands(new)
    if new and now and not was:
        return Change(Kind.NEW, _cause(new, old, "since", absent), new, new.since)
    if old and was and not now:
        return Change(Kind.RELEASED, _cause(new, old, "until", absent), old, None if new is None else new.until)
    if old and new and was and now and _weight(old) != _weight(new):
        return Change(Kind.CHANGED, _cause(new, old, "until", absent), new)
    return None


def _stands(finding: Finding | None) -> bool:
    return finding is not None and stands(finding)


def _weight(finding: Finding) -> tuple[object, ...]:
    return finding.holds, finding.certainty, finding.effect, finding.review_reasons, finding.status


def _cause(new: Finding | None, old: Finding | None, edge: Literal["since", "until"], absent: Cause | None) -> Cause:
    """Why the two states differ about a finding.

    Where only one state knows it, a fact or a link is missing in the other. Where both do, the step that
    says something else now is the cause, then the clause that does; where none does, only the day moved or
    a record was made, and the step whose bound is the finding's own (the narrowest) is. A bound that no
    step has is the measure's.
    """
    if new is None or old is None:
        known = new or old
        linked = known is not None and any(step.type == "identity" for step in known.path)
        return absent or (Cause.IDENTITY if linked else Cause.DATA)
    before = {step.id: step for step in old.path}
    for step in new.path:
        if (earlier := before.get(step.id)) and _says(step) != _says(earlier):
            return _of_step(step)
    if (old.effect, old.quote, old.status) != (new.effect, new.quote, new.status):
        return Cause.LAW
    if old.holds is new.holds and old.review_reasons != new.review_reasons:
        return Cause.RECORD
    if _stands(old) and _stands(new):
        return Cause.DAY
    bound = getattr(new, edge)
    bounding = (step for step in new.path if step.since is not None and getattr(step, edge) == bound)
    return next((_of_step(step) for step in bounding), Cause.LAW)


def _of_step(step: Step) -> Cause:
    return Cause.SHARE if step.basis == Basis.COMPUTED.value else _STEPS[step.type]


def _says(step: Step) -> tuple[object, ...]:
    return step.since, step.until, step.certainty
