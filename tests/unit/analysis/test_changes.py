"""Two states side by side: what is new, what is released, and why."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.changes import Cause, Kind, changes
from analysis.findings import Finding
from analysis.rules import compile_rules
from graph.model.certainty import IdentityTier
from graph.model.records import PartyKind
from graph.model.roles import Role, UnitKind
from graph.model.time import Bound, Interval
from measures.loader import load_catalogue
from tests.support.world import World

ALL = compile_rules(load_catalogue().documents)
JUNE, JULY = date(2020, 6, 30), date(2020, 7, 1)


def told(
    day: date,
    clause: str = "central-2016 7.2 a",
    *,
    published: date = date(2019, 1, 1),
    withdrawn: date | None = None,
    until: date | None = None,
) -> list[Finding]:
    """What one clause makes of a listed unit and its legal representative."""
    world = World()
    world.role("张甲", Role.LEGAL_REPRESENTATIVE, "甲公司", date(2015, 1, 1), until)
    world.listing("甲公司", PartyKind.UNIT, published, withdrawn)
    found = world.findings([rule for rule in ALL if rule.name == clause], day)
    return [finding for finding in found if finding.subject.name == "张甲"]


def only(before: list[Finding], after: list[Finding]) -> tuple[Kind, Cause, object]:
    (change,) = changes(before, after)
    return change.kind, change.cause, change.day


def test_nothing_changes_where_nothing_changed() -> None:
    assert changes(told(JUNE), told(JULY)) == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"withdrawn": JULY}, (Kind.RELEASED, Cause.ROSTER, "2020-07-01")),
        ({"until": JULY}, (Kind.RELEASED, Cause.ROLE, "2020-07-01")),
        ({"published": JULY}, (Kind.NEW, Cause.ROSTER, "2020-07-01")),
    ],
    ids=str,
)
def test_a_day_passes(facts: dict[str, date], expected: tuple[Kind, Cause, object]) -> None:
    assert only(told(JUNE, **facts), told(JULY, **facts)) == expected  # type: ignore[arg-type]


def test_a_withdrawal_or_a_resignation_becomes_known() -> None:
    ended = date(2020, 5, 1)
    assert only(told(JUNE), told(JUNE, withdrawn=ended)) == (Kind.RELEASED, Cause.ROSTER, "2020-05-01")
    assert only(told(JUNE), told(JUNE, until=ended)) == (Kind.RELEASED, Cause.ROLE, "2020-05-01")
    assert only(told(JUNE, withdrawn=ended), told(JUNE))[:2] == (Kind.NEW, Cause.ROSTER)


def test_law_begins_and_ends() -> None:
    begins, ended = date(2015, 7, 22), date(2015, 7, 21)
    early = {"published": date(2014, 1, 1)}
    assert only(told(ended, "national 3 b", **early), told(begins, "national 3 b", **early)) == (
        Kind.NEW,
        Cause.LAW,
        "2015-07-22",
    )
    assert only(told(ended, "national 4 b", **early), told(begins, "national 4 b", **early)) == (
        Kind.RELEASED,
        Cause.LAW,
        "2015-07-22",
    )


def linked(tier: IdentityTier | None) -> list[Finding]:
    world = World()
    listed, other = world.party("王伟", PartyKind.PERSON), world.party("王伟乙", PartyKind.PERSON)
    world.role("王伟乙", Role.DIRECTOR, "国资甲", date(2015, 1, 1))
    world.unit_class("国资甲", UnitKind.SOE_WHOLLY_STATE_OWNED)
    world.listing("王伟", PartyKind.PERSON, date(2019, 1, 1))
    if tier:
        world.link(listed, other, tier)
    return world.findings([rule for rule in ALL if rule.name == "central-2016 3.1"], JUNE)


def test_an_identity_decision_makes_and_undoes_findings_and_changes_their_weight() -> None:
    assert only(linked(None), linked(IdentityTier.POSSIBLE))[:2] == (Kind.NEW, Cause.IDENTITY)
    assert only(linked(IdentityTier.POSSIBLE), linked(None))[:2] == (Kind.RELEASED, Cause.IDENTITY)
    assert only(linked(IdentityTier.POSSIBLE), linked(IdentityTier.PROBABLE))[:2] == (Kind.CHANGED, Cause.IDENTITY)


def test_a_start_known_within_limits_is_passed_without_any_fact_moving() -> None:
    def on(day: date) -> list[Finding]:
        world = World()
        begun = Interval(Bound(date(2020, 1, 1), JULY))
        world.role("张甲", Role.LEGAL_REPRESENTATIVE, "甲公司", interval=begun)
        world.listing("甲公司", PartyKind.UNIT, date(2019, 1, 1))
        return world.findings([rule for rule in ALL if rule.name == "central-2016 7.2 a"], day)

    moved = {change.finding.subject.name: (change.kind, change.cause) for change in changes(on(JUNE), on(JULY))}
    assert moved == {"张甲": (Kind.CHANGED, Cause.DAY)}


def test_a_fact_only_one_state_has() -> None:
    assert only([], told(JUNE))[:2] == (Kind.NEW, Cause.DATA)
