"""Every question of every story: the verdict, the clauses that decide it, and what could not be looked at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from analysis.honours import Award
from analysis.verdict import Verdict, grade
from guanlian.request import Request
from guanlian.verdict_answers import VerdictAnswer
from guanlian.verdicts import Question, Verdicts
from measures.purposes import SourceKind, load_purposes
from measures.vocabulary import Direction, Effect, Matter
from tests.support.scenarios import FIRST_MOMENT, Story, load_stories, named_cases

STORIES = load_stories()
CASES = list(named_cases(STORIES))


def answered(service: Verdicts, ask: dict[str, Any]) -> VerdictAnswer:
    known = ask.get("known_after_load")
    request = Request(
        actor="test",
        client="test",
        as_of=ask["day"],
        place=str(ask["place"]) if "place" in ask else None,
        documents=tuple(ask["documents"]) if "documents" in ask else None,
        known_as_of=None if known is None else FIRST_MOMENT + timedelta(hours=known - 1),
    )
    award = Award(ask["awarded"], ask.get("award_until")) if "awarded" in ask else None
    question = Question(
        purpose=ask["purpose"],
        matters=tuple(Matter(matter) for matter in ask.get("matters", [])),
        award=award,
        members=tuple(ask.get("members", [])),
        limits={SourceKind(kind): days for kind, days in ask.get("limits", {}).items()},
    )
    return service.verdict(request, ask["subject"], question)


@pytest.mark.parametrize(("story", "ask"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_scenario(told: Callable[[Story], Verdicts], story: Story, ask: dict[str, Any]) -> None:
    answer = answered(told(story), ask)
    everybody = (answer, *answer.members)
    gaps = sorted({gap.code for one in everybody for gap in one.not_checked})
    assert (answer.verdict.value, gaps if answer.verdict is Verdict.UNAVAILABLE else []) == (
        ask["verdict"],
        sorted(ask.get("not_checked", [])) if ask["verdict"] == "unavailable" else [],
    ), answer.sentence
    assert decisive(answer) == sorted(ask.get("because", [])), answer.sentence
    if "not_checked" in ask:
        assert gaps == sorted(ask["not_checked"])


def decisive(answer: VerdictAnswer) -> list[str]:
    """The clauses of the findings that make the answer, of all members."""
    if answer.verdict in (Verdict.CLEAR, Verdict.UNAVAILABLE):
        return []
    taken = {view.finding for view in answer.honours}
    return sorted(
        {
            f"{finding.document} {finding.number}{finding.part or ''}"
            for one in (answer, *answer.members)
            for finding in one.findings
            if grade(finding, [Effect.REVOKE_HONOUR] if finding.id in taken else None)
            is (one.verdict if answer.members else answer.verdict)
        }
    )


def test_there_are_at_least_120_cases_for_every_purpose_and_every_reach(
    told: Callable[[Story], Verdicts],
) -> None:
    assert len(CASES) >= 120
    asked = {ask["purpose"] for _, _, ask in CASES}
    assert asked == {purpose.code for purpose in load_purposes().purposes}
    seen = {finding.direction for _, story, ask in CASES for finding in answered(told(story), ask).findings}
    assert seen == set(Direction)
