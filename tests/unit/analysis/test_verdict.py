"""The ladder, rung by rung: which findings block, which need a person, which are a note."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.findings import Entry, Finding, Party, ReviewReason
from analysis.verdict import Verdict, answers, grade, judge, strongest
from graph.model.certainty import Certainty, Truth
from graph.model.records import PartyKind
from measures.vocabulary import Direction, Effect, Matter, Status

APPLICANT = Party(id="u-1", name="甲公司", kind=PartyKind.UNIT)
OFFICER = Party(id="p-1", name="张甲", kind=PartyKind.PERSON)
BLOCKS = {Effect.PROHIBIT, Effect.RESTRICT, Effect.SUSPEND_OR_TERMINATE, Effect.REMOVE_OR_CHANGE}
REVIEWS = {Effect.REVOKE_HONOUR, Effect.CRIMINAL, Effect.STRICT_REVIEW}


def finding(**changes: object) -> Finding:
    entry = Entry(
        id="l-1", name="甲公司", kind=PartyKind.UNIT, identifiers=(), subject="u-1",
        case_number="（2019）示0102执1号", court="示范市人民法院", published="2019-05-06",
    )  # fmt: skip
    plain = {
        "id": "f-1", "subject": APPLICANT, "listed": entry, "document": "small", "document_title": "示范备忘录",
        "number": "1", "part": None, "title": "授信", "matter": Matter.CREDIT_GRANTING, "direction": Direction.SELF,
        "roles": (), "effect": Effect.RESTRICT, "since": "2019-05-06", "until": "open", "holds": Truth.YES,
        "certainty": Certainty.CERTAIN, "review_reasons": (), "status": Status.UNKNOWN, "path": (), "quote": "限制",
    }  # fmt: skip
    return Finding.model_validate({**plain, **changes})


def reason(code: str) -> ReviewReason:
    return ReviewReason.model_validate({"code": code, "text": code})


@pytest.mark.parametrize("effect", Effect)
def test_every_effect_has_its_rung(effect: Effect) -> None:
    expected = Verdict.BLOCK if effect in BLOCKS else Verdict.REVIEW if effect in REVIEWS else Verdict.NOTE
    assert grade(finding(effect=effect)) is expected


def test_the_strongest_of_several_effects_counts() -> None:
    assert grade(finding(effect=Effect.OTHER, also_effects=(Effect.REMOVE_OR_CHANGE,))) is Verdict.BLOCK


@pytest.mark.parametrize("effect", Effect)
@pytest.mark.parametrize(
    "doubt",
    [
        {"holds": Truth.UNKNOWN},
        {"certainty": Certainty.PROBABLE},
        {"certainty": Certainty.POSSIBLE},
        *({"review_reasons": (reason(code),)} for code in ("condition", "exception", "class_unconfirmed", "contested")),
        *({"review_reasons": (reason(code),)} for code in ("seat_unknown", "unit_kind_unspecified", "owner_unknown")),
    ],
    ids=str,
)
def test_whatever_is_in_doubt_goes_to_a_person(effect: Effect, doubt: dict[str, object]) -> None:
    assert grade(finding(effect=effect, **doubt)) is Verdict.REVIEW


@pytest.mark.parametrize("effect", Effect)
def test_an_unknown_status_of_a_document_never_weakens(effect: Effect) -> None:
    assert grade(finding(effect=effect, review_reasons=(reason("status_unknown"),))) is grade(finding(effect=effect))


def test_what_does_not_hold_on_the_day_is_nothing() -> None:
    assert grade(finding(holds=Truth.NO)) is Verdict.CLEAR


@pytest.mark.parametrize(
    ("grades", "failed", "expected"),
    [
        ([], False, Verdict.CLEAR),
        ([], True, Verdict.UNAVAILABLE),
        ([Verdict.NOTE], False, Verdict.NOTE),
        ([Verdict.NOTE], True, Verdict.UNAVAILABLE),
        ([Verdict.NOTE, Verdict.REVIEW], True, Verdict.REVIEW),
        ([Verdict.REVIEW, Verdict.BLOCK, Verdict.NOTE], True, Verdict.BLOCK),
        ([Verdict.BLOCK], False, Verdict.BLOCK),
    ],
)
def test_a_failed_look_up_leaves_only_block_and_review(grades: list[Verdict], failed: bool, expected: Verdict) -> None:
    assert judge(grades, [date(2026, 1, 1)] if failed else []) is expected


def test_of_several_answers_what_could_not_be_said_beats_a_note() -> None:
    assert strongest([Verdict.CLEAR, Verdict.NOTE, Verdict.UNAVAILABLE]) is Verdict.UNAVAILABLE
    assert strongest([]) is Verdict.UNAVAILABLE


def test_only_findings_on_the_applicant_answer_and_offices_answer_for_both_sides() -> None:
    office = finding(subject=OFFICER, unit=APPLICANT, direction=Direction.OFFICE, matter=Matter.SOE_OFFICE)
    assert answers(office, [Matter.SOE_OFFICE], "p-1")
    assert answers(office, [Matter.SOE_OFFICE], "u-1")
    assert not answers(office, [Matter.CREDIT_GRANTING], "u-1")
    elsewhere = finding(subject=OFFICER, unit=APPLICANT, direction=Direction.EXTENDS)
    assert not answers(elsewhere, [Matter.CREDIT_GRANTING], "u-1")
