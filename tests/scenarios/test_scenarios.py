"""Every question of every story: the verdict, the clauses that decide it, and what could not be looked at."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from analysis.findings import Finding
from analysis.honours import Award
from analysis.verdict import BLOCKING, WEIGHED, Verdict, grade
from graph.model.roles import Role
from guanlian.offices import Offices, Proposal
from guanlian.request import Request
from guanlian.shown import restricted
from guanlian.verdict_answers import VerdictAnswer
from guanlian.verdicts import Question
from ingest.appointing import state_appointed
from measures.loader import load_catalogue
from measures.model import Part
from measures.purposes import Purpose, SourceKind, load_purposes
from measures.vocabulary import Direction, Effect, Exemption, Matter
from tests.scenarios.conftest import Teller
from tests.support.scenarios import FIRST_MOMENT, Story, load_stories, named_cases

# Stories with loads of their own come last: on a server each of them takes the place of what was there.
STORIES = sorted(load_stories(), key=lambda story: "loads" in story.content)
CASES = list(named_cases(STORIES))


def answered(service: Offices, ask: dict[str, Any]) -> VerdictAnswer:
    request = Request(
        actor="test",
        client="test",
        as_of=ask["day"],
        place=str(ask["place"]) if "place" in ask else None,
        documents=tuple(ask["documents"]) if "documents" in ask else None,
        known_as_of=known_as_of(ask),
    )
    if "appoint" in ask:
        by = ask.get("appointed_by")
        person, post, unit = ask["appoint"]
        return service.appoint(request, Proposal(person, post, unit, state_appointed(by), by), ask.get("purpose"))
    award = Award(ask["awarded"], ask.get("award_until")) if "awarded" in ask else None
    question = Question(
        purpose=ask["purpose"],
        matters=tuple(Matter(matter) for matter in ask.get("matters", [])),
        award=award,
        members=tuple(ask.get("members", [])),
        limits={SourceKind(kind): days for kind, days in ask.get("limits", {}).items()},
    )
    return service.verdict(request, ask["subject"], question)


def known_as_of(ask: dict[str, Any]) -> datetime | None:
    """The moment right after the load that a question names."""
    known = ask.get("known_after_load")
    return None if known is None else FIRST_MOMENT + timedelta(hours=known - 1)


@pytest.mark.parametrize(("story", "ask"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_scenario(told: Teller, story: Story, ask: dict[str, Any]) -> None:
    answer = answered(*told(story, ask))
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


@pytest.mark.parametrize("told", ["sqlite"], indirect=True)
def test_there_are_at_least_120_cases_for_every_purpose_and_every_reach(told: Teller) -> None:
    assert len(CASES) >= 120
    asked = {ask.get("purpose") for _, _, ask in CASES}
    assert asked - {None} == {purpose.code for purpose in load_purposes().purposes}
    one_of_each = {story.title: (story, ask) for _, story, ask in CASES if ask["verdict"] != "unavailable"}
    seen = {
        finding.direction for story, ask in one_of_each.values() for finding in answered(*told(story, ask)).findings
    }
    assert seen == set(Direction)


def told_apart(story: Story, finding: Finding, every: bool) -> tuple[object, ...]:
    """Every finding of every story, or one for each part, direction and kind of path."""
    if every:
        return story.title, finding.id
    return finding.document, finding.number, finding.part, finding.direction, tuple(step.type for step in finding.path)


@pytest.mark.parametrize("told", ["sqlite"], indirect=True)
@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.long)], ids=["of_each_kind", "all"])
def test_the_findings_of_the_answers_are_explained_from_their_ids_alone(told: Teller, every: bool) -> None:
    seen: set[tuple[object, ...]] = set()
    for _, story, ask in (case for case in CASES if "appoint" not in case[2]):
        service, ask = told(story, ask)
        answer = answered(service, ask)
        request = Request("test", ask["day"], known_as_of=known_as_of(ask), client="test")
        for finding in (finding for one in (answer, *answer.members) for finding in one.findings):
            if (key := told_apart(story, finding, every)) not in seen:
                seen.add(key)
                explained = service.explain(request, finding.id).finding
                assert restricted(explained, load_purposes().get(ask["purpose"]).fields) == finding
                assert explained.quote
                assert all(step.source and step.source.row for step in explained.path)
    assert len(seen) > 50


@pytest.mark.parametrize("purpose", load_purposes().purposes, ids=lambda purpose: purpose.code)
def test_every_verdict_that_the_clauses_of_a_purpose_allow_occurs(purpose: Purpose) -> None:
    expected = {ask["verdict"] for _, _, ask in CASES if ask.get("purpose") == purpose.code}
    assert expected == allowed(purpose)


def allowed(purpose: Purpose) -> set[str]:
    """What the clauses of a purpose can make of an answer, document by document and matter by matter.

    Whatever the clauses, something may be uncertain (review), unknown (unavailable) or not there (clear).
    """
    found = {"review", "unavailable", "clear"}
    for document in load_catalogue().documents:
        for matter in purpose.matters:
            parts = [part for clause in document.clauses for part in clause.parts if part.matter is matter]
            for reach in {reach for part in parts for reach in reaches(part)}:
                found.add(max((of_part(part) for part in parts if reach in reaches(part)), key=LADDER.index))
    return found


LADDER = ["note", "review", "block"]


def reaches(part: Part) -> set[str]:
    """Whom a part takes: the listed themselves by kind, or holders of a role that the data knows."""
    if part.offices and part.offices.unit_kinds:
        return {f"post {post}" for post in part.offices.posts}
    roles = [word for word in (*part.extends, *part.flags, *part.queries) if word.value in set(Role)]
    hop = ["second hop"] if part.second_hop else []
    return {*part.listed, *(f"role {role}" for role in roles), *hop}


def of_part(part: Part) -> str:
    """What a part makes of a finding about which nothing is uncertain."""
    effects = {part.effect, *part.also_effects}
    always_weighed = part.condition or part.listed_class or Exemption.LIVING_OR_WORK_NECESSITY in part.exceptions
    if always_weighed or not effects & (BLOCKING | WEIGHED):
        return "review" if always_weighed else "note"
    return "block" if effects & BLOCKING else "review"
