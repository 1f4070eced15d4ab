"""Decisions: the state of a pair is a function of appended rows and of today's evidence."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from graph.errors import BadFactError, BadRequestError
from graph.model.time import BEIJING
from ingest.identity.decisions import (
    Act,
    DecisionRow,
    DecisionVerdict,
    Status,
    admit,
    evidence_digest,
    rejected_pairs,
    state,
)
from ingest.identity.record import from_json

PAIR = ("p-1", "p-2")
START = datetime(2026, 6, 30, 9, tzinfo=BEIJING)


def decide(verdict: DecisionVerdict, by: str = "甲", minutes: int = 0, evidence: str = "v-1") -> DecisionRow:
    return DecisionRow(PAIR, Act.DECIDE, by, START + timedelta(minutes=minutes), "已核对原件", evidence, verdict)


def act(kind: Act, target: DecisionRow, by: str, minutes: int) -> DecisionRow:
    return DecisionRow(PAIR, kind, by, START + timedelta(minutes=minutes), "复核", "v-1", target=target.id)


def test_the_last_decision_stands() -> None:
    rows = [decide(DecisionVerdict.CONFIRMED), decide(DecisionVerdict.REJECTED, minutes=1)]
    found = state(rows)[PAIR]
    assert (found.status, found.verdict) == (Status.STANDING, DecisionVerdict.REJECTED)
    assert rejected_pairs(state(rows)) == {PAIR}


def test_an_undo_brings_back_what_stood_before_and_can_be_undone() -> None:
    first, second = decide(DecisionVerdict.REJECTED), decide(DecisionVerdict.CONFIRMED, minutes=1)
    undo = act(Act.UNDO, second, "乙", 2)
    assert state([first, second, undo])[PAIR].verdict is DecisionVerdict.REJECTED
    again = act(Act.UNDO, undo, "甲", 3)
    assert state([first, second, undo, again])[PAIR].verdict is DecisionVerdict.CONFIRMED
    assert state([second, undo])[PAIR].status is Status.OPEN


def test_changed_evidence_reopens() -> None:
    rows = [decide(DecisionVerdict.REJECTED)]
    assert state(rows, {PAIR: "v-1"})[PAIR].status is Status.STANDING
    changed = state(rows, {PAIR: "v-2"})[PAIR]
    assert (changed.status, changed.verdict) == (Status.REOPENED, None)
    assert changed.decision is not None  # the negative decision is remembered, for the reviewer to see


def test_four_eyes() -> None:
    first = decide(DecisionVerdict.CONFIRMED)
    assert state([first], four_eyes=True)[PAIR].status is Status.PENDING
    own, other = act(Act.APPROVE, first, "甲", 1), act(Act.APPROVE, first, "乙", 2)
    with pytest.raises(BadRequestError, match="核定人不能复核"):
        admit(own, [first])
    assert state([first, own], four_eyes=True)[PAIR].status is Status.PENDING
    approved = state([first, admit(other, [first])], four_eyes=True)[PAIR]
    assert (approved.status, approved.approved_by) == (Status.STANDING, "乙")
    undone = act(Act.UNDO, other, "甲", 3)
    assert state([first, other, undone], four_eyes=True)[PAIR].status is Status.PENDING


def test_what_may_not_be_appended() -> None:
    first = decide(DecisionVerdict.CONFIRMED)
    undo = act(Act.UNDO, first, "乙", 1)
    with pytest.raises(BadRequestError, match="没有这项核定"):
        admit(undo, [])
    with pytest.raises(BadRequestError, match="已被撤回"):
        admit(act(Act.UNDO, first, "甲", 2), [first, undo])
    with pytest.raises(BadRequestError, match="只能复核"):
        admit(act(Act.APPROVE, undo, "丙", 2), [first, undo])
    with pytest.raises(BadFactError):
        DecisionRow(PAIR, Act.DECIDE, "甲", START, " ", "v-1", DecisionVerdict.CONFIRMED)
    with pytest.raises(BadFactError):
        DecisionRow(("p-2", "p-1"), Act.DECIDE, "甲", START, "已核对", "v-1", DecisionVerdict.CONFIRMED)


def test_the_digest_of_evidence_follows_what_is_printed() -> None:
    one = from_json({"name": "王建国", "birth_year": 1970}, "left")
    other = from_json({"name": "王建国"}, "right")
    assert evidence_digest(one, other) == evidence_digest(one, other)
    assert evidence_digest(one, other) != evidence_digest(other, other)
