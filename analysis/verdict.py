"""From findings to one answer: block, review, note, clear or unavailable. Pure, and the only place that grades.

The ladder: what holds for certain and prohibits, restricts, ends or removes is a *block*; anything
that a person must weigh first is a *review*; every weaker effect is a *note*. Where a demanded look-up
failed, nothing weaker than a review may be said: *clear* and *note* become *unavailable*.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from analysis.findings import Finding
from analysis.overlay import stands
from graph.model.certainty import Certainty, Truth
from measures.vocabulary import Direction, Effect, Matter


class Verdict(StrEnum):
    """The answer to one question, strongest first."""

    BLOCK = "block"
    REVIEW = "review"
    NOTE = "note"
    CLEAR = "clear"
    UNAVAILABLE = "unavailable"


BLOCKING = frozenset({Effect.PROHIBIT, Effect.RESTRICT, Effect.SUSPEND_OR_TERMINATE, Effect.REMOVE_OR_CHANGE})
# Stronger than a strict review on the list of effects, and never carried out on a machine's word.
WEIGHED = frozenset({Effect.REVOKE_HONOUR, Effect.CRIMINAL, Effect.STRICT_REVIEW})
_STRENGTH = {Verdict.BLOCK: 0, Verdict.REVIEW: 1, Verdict.NOTE: 2, Verdict.CLEAR: 3}
# The status of a document is shown with every finding, and never weakens one.
_WITHOUT_WEIGHT = frozenset({"status_unknown"})


def grade(finding: Finding, effects: Iterable[Effect] | None = None) -> Verdict:
    """What one finding alone makes of the answer; ``clear`` where it does not hold on the day and is not kept.

    ``effects`` stands in for the effects of the finding where a question reaches only some of them
    (an honour already held can be revoked, no longer refused).
    """
    if not stands(finding):
        return Verdict.CLEAR
    if must_be_reviewed(finding):
        return Verdict.REVIEW
    own = frozenset((finding.effect, *finding.also_effects) if effects is None else effects)
    if own & BLOCKING:
        return Verdict.BLOCK
    return Verdict.REVIEW if own & WEIGHED else Verdict.NOTE


def must_be_reviewed(finding: Finding) -> bool:
    """Whether a person must look first: not certain, unknown in time, conditional, excepted, contested or kept."""
    return (
        finding.holds is Truth.UNKNOWN
        or finding.certainty is not Certainty.CERTAIN
        or any(reason.code not in _WITHOUT_WEIGHT for reason in finding.review_reasons)
    )


def judge(grades: Iterable[Verdict], not_checked: Sequence[object]) -> Verdict:
    """The answer that grades of findings make together with the look-ups that failed."""
    strongest = min(grades, key=_STRENGTH.__getitem__, default=Verdict.CLEAR)
    if not_checked and _STRENGTH[strongest] > _STRENGTH[Verdict.REVIEW]:
        return Verdict.UNAVAILABLE
    return strongest


def strongest(verdicts: Iterable[Verdict]) -> Verdict:
    """Of several answers the one that counts: block, review, then what could not be said, note, clear."""
    order = (Verdict.BLOCK, Verdict.REVIEW, Verdict.UNAVAILABLE, Verdict.NOTE, Verdict.CLEAR)
    return min(verdicts, key=order.index, default=Verdict.UNAVAILABLE)


def answers(finding: Finding, matters: Iterable[Matter], subject: str) -> bool:
    """Whether a finding answers a question about ``subject`` (its id) in these matters, on whatever day.

    The affected party must be the subject; an office finding answers for the person and for the unit.
    """
    if finding.matter not in set(matters):
        return False
    if finding.subject.id == subject:
        return True
    return finding.direction is Direction.OFFICE and finding.unit is not None and finding.unit.id == subject
