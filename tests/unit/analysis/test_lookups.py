"""A second hop follows no link, so whoever is probably the head of a listed unit must not read as looked up."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.demands import Demand, Relation
from analysis.lookups import Applicant, Failure, LookedUp, LookUps, NotLooked
from graph.model.certainty import IdentityTier
from graph.model.records import PartyKind
from graph.model.roles import LegalForm, Role
from tests.support.world import World
from tests.unit.analysis.test_fellows import attached

DAY = date(2022, 1, 1)
ELSEWHERE = Demand(Relation.ELSEWHERE, Role.LEGAL_REPRESENTATIVE.value, ("hegang-2018 52e",))


def looked(world: World, day: date = DAY) -> LookedUp | NotLooked:
    """The look-up for a partnership whose managing partner shows a full number."""
    keys = {id_: number for number, id_ in enumerate(sorted(world.mentions), 1)}
    applicant = Applicant(keys["u-丙合伙"], PartyKind.UNIT, LegalForm.PARTNERSHIP, registered=True)
    looks = LookUps(world.facts(), applicant, day.toordinal(), {keys["p-张甲2"]})
    made, failed = looks.make([ELSEWHERE])
    return made[0] if made else failed[0]


def partnership(tier: IdentityTier) -> World:
    """The court attached 张甲 to a listed company; 张甲2 runs a partnership and may be the same person."""
    world = attached(tier)
    world.role("张甲2", Role.PRINCIPAL, "丙合伙", date(2016, 1, 1))
    return world


def test_probably_the_head_of_a_listed_unit_is_not_looked_up() -> None:
    found = looked(partnership(IdentityTier.PROBABLE))
    assert isinstance(found, NotLooked) and found.failure is Failure.IDENTITY_OPEN
    assert len(found.parties) == 1


@pytest.mark.parametrize("tier", [IdentityTier.POSSIBLE, IdentityTier.DIFFERENT])
def test_an_equal_name_or_none_leaves_the_look_up_made(tier: IdentityTier) -> None:
    world = partnership(IdentityTier.POSSIBLE)
    if tier is IdentityTier.DIFFERENT:
        world.links.clear()
    assert isinstance(looked(world), LookedUp)


def test_before_the_unit_was_listed_nothing_is_open() -> None:
    assert isinstance(looked(partnership(IdentityTier.PROBABLE), date(2019, 12, 31)), LookedUp)


def test_a_role_of_its_own_at_the_listed_unit_is_a_finding_and_leaves_nothing_open() -> None:
    world = partnership(IdentityTier.PROBABLE)
    world.role("张甲2", Role.LEGAL_REPRESENTATIVE, "甲公司", date(2015, 1, 1))
    assert isinstance(looked(world), LookedUp)
