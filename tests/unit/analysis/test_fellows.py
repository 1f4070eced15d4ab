"""Parties that are probably the holder of a role at a listed unit are reached as probably."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from analysis.findings import Finding
from graph.model.certainty import Certainty, IdentityTier
from graph.model.records import CourtRelation, PartyKind
from graph.model.roles import Role
from measures.vocabulary import Direction
from tests.support.world import World
from tests.unit.analysis.test_exposure import found

PERSON, UNIT = PartyKind.PERSON, PartyKind.UNIT


def attached(tier: IdentityTier = IdentityTier.PROBABLE) -> World:
    """A listed company; the court attaches 张甲 to it, who may be the 张甲 of another company's board."""
    world = World()
    world.listing("甲公司", UNIT, date(2020, 1, 1))
    world.role("张甲", Role.LEGAL_REPRESENTATIVE, "甲公司", date(2015, 1, 1))
    edge = world.roles[0]
    values = {field.name: getattr(edge, field.name) for field in fields(edge)}
    world.roles[0] = CourtRelation(**{**values, "listing": "l-1"})
    world.mentions["p-张甲"] = replace(world.mentions["p-张甲"], on_roster=True)
    world.mentions["p-张甲2"] = replace(world.mentions["p-张甲"], id="p-张甲2", on_roster=False)
    world.role("张甲2", Role.DIRECTOR, "乙公司", date(2016, 1, 1))
    world.link("p-张甲", "p-张甲2", tier)
    return world


def caught(world: World) -> dict[str, list[Finding]]:
    """Findings that extend from the listed company, by the id of who feels them."""
    by_subject: dict[str, list[Finding]] = {}
    for finding in found(world):
        if finding.direction is Direction.EXTENDS:
            by_subject.setdefault(finding.subject.id, []).append(finding)
    return by_subject


def test_whoever_is_probably_the_attached_person_is_caught_as_probably() -> None:
    reached = caught(attached())
    assert {finding.certainty for finding in reached["p-张甲"]} == {Certainty.CERTAIN}
    assert {finding.certainty for finding in reached["p-张甲2"]} == {Certainty.PROBABLE}
    for finding in reached["p-张甲2"]:
        *_, last = finding.path
        assert [step.type for step in finding.path] == ["listing", "court_relation", "identity"]
        assert (last.from_id, last.to_id, last.certainty) == ("p-张甲", "p-张甲2", Certainty.PROBABLE)
        assert "identity_unconfirmed" in {reason.code for reason in finding.review_reasons}
    assert not {finding.id for finding in reached["p-张甲"]} & {finding.id for finding in reached["p-张甲2"]}


def test_an_equal_name_alone_reaches_nobody_this_way() -> None:
    assert set(caught(attached(IdentityTier.POSSIBLE))) == {"p-张甲"}


@pytest.mark.parametrize(("until", "certainties"), [(None, {"certain"}), (date(2018, 1, 1), {"certain", "probable"})])
def test_a_role_of_its_own_that_lasts_says_it_already(until: date | None, certainties: set[str]) -> None:
    world = attached()
    world.role("张甲2", Role.LEGAL_REPRESENTATIVE, "甲公司", date(2015, 1, 1), until)
    every = [finding for findings in caught(world).values() for finding in findings]
    assert {finding.certainty.value for finding in every if finding.subject.id == "p-张甲2"} <= certainties
    probable = [finding for finding in every if finding.certainty is Certainty.PROBABLE]
    assert bool(probable) == ("probable" in certainties)
