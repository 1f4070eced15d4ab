"""Scopes: a narrowed set of facts holds all that a question about it can use, and no more than it must."""

from __future__ import annotations

import numpy as np
import pytest

from graph.model.certainty import Certainty, IdentityTier, Truth
from graph.model.facts import CERTAINTY_CODE, EDGE_CODE, KIND_CODE, PARTY_CODE, ROLE_CODE, TRUTH_CODE, Facts
from graph.model.records import EdgeType, Mention, PartyKind
from graph.model.roles import Role, UnitKind
from graph.store import GraphStore, Scope
from tests.contract.loads import (
    FIRST,
    SECOND,
    Loader,
    attached,
    key_of,
    link,
    listing,
    person,
    role,
    undated,
    unit,
    unit_class,
)

LISTED = unit("示范甲有限公司", on_roster=True)
BANK, SHOP, FAR = unit("示范银行"), unit("示范商店"), unit("示范远方公司")
HEAD, CLERK, STRANGER = person("潘示例"), person("乔示例"), person("远示例")
ATTACHED = person("申示例", on_roster=True, tag="court")
TWIN = person("申示例", tag="register")
ENTRY = listing(LISTED, FIRST)


@pytest.fixture
def filled(store: GraphStore, load: Loader) -> GraphStore:
    """A listed unit, its head who is a director of a bank, a namesake of its court-attached person, and strangers."""
    load(
        FIRST,
        LISTED, BANK, SHOP, FAR, HEAD, CLERK, STRANGER, ATTACHED, TWIN, ENTRY,
        role(HEAD, LISTED, undated(FIRST), what=Role.LEGAL_REPRESENTATIVE),
        role(HEAD, BANK, undated(FIRST)),
        role(CLERK, BANK, undated(FIRST)),
        role(TWIN, SHOP, undated(FIRST)),
        role(STRANGER, FAR, undated(FIRST)),
        attached(ATTACHED, ENTRY, FIRST),
        link(ATTACHED, TWIN),
        unit_class(BANK, UnitKind.FINANCIAL_INSTITUTION, undated(FIRST), "银行业金融机构"),
        unit_class(FAR, UnitKind.PRODUCTION_BUSINESS_UNIT, undated(FIRST)),
    )  # fmt: skip
    return store


def pairs(store: GraphStore, facts: Facts) -> set[tuple[str, str]]:
    """Holder and unit names of the role edges."""
    keys = sorted({*facts.roles.holder.tolist(), *facts.roles.unit.tolist()})
    names = {key: record.name for key, record in store.subjects(keys, facts.known_run).items()}
    ends = zip(facts.roles.holder.tolist(), facts.roles.unit.tolist(), strict=True)
    return {(names[holder], names[unit]) for holder, unit in ends}


def around(store: GraphStore, *mentions: Mention) -> Facts:
    return store.facts(Scope.of(*(key_of(store, mention) for mention in mentions)), store.known_run())


def test_the_roster_scope_holds_all_that_touches_the_roster(filled: GraphStore) -> None:
    facts = filled.facts(Scope.roster(), 1)

    assert pairs(filled, facts) == {
        ("潘示例", "示范甲有限公司"),
        ("申示例", "示范甲有限公司"),
        ("潘示例", "示范银行"),
        ("申示例", "示范商店"),
    }
    assert facts.listings.subject.tolist() == [key_of(filled, LISTED)]
    assert facts.listings.kind.tolist() == [PARTY_CODE[PartyKind.UNIT]]
    assert facts.classes.unit.tolist() == [key_of(filled, BANK)]
    assert facts.classes.kind.tolist() == [KIND_CODE[UnitKind.FINANCIAL_INSTITUTION]]
    assert facts.words[facts.classes.printed[0]] == "银行业金融机构" and facts.classes.owner.tolist() == [-1]
    assert (facts.links.listed.tolist(), facts.links.other.tolist()) == (
        [key_of(filled, ATTACHED)],
        [key_of(filled, TWIN)],
    )
    assert facts.links.tier.tolist() == [CERTAINTY_CODE[Certainty.POSSIBLE]]


def test_columns_say_what_the_edges_say(filled: GraphStore) -> None:
    facts = filled.facts(Scope.roster(), 1)
    edges = filled.role_edges(facts.roles.key.tolist(), 1)
    entry_key = facts.listings.key.tolist()[0]
    roles = facts.roles

    assert np.all(np.diff(roles.key) > 0)
    assert roles.days.dtype == np.int32 and roles.days.shape == (4, 4) and roles.role.dtype == np.int8
    for place, key in enumerate(roles.key.tolist()):
        edge = edges[key]
        assert roles.days[place].tolist() == list(edge.interval.columns())
        assert roles.role[place] == ROLE_CODE[edge.role]
        assert roles.certainty[place] == CERTAINTY_CODE[edge.certainty]
        assert roles.state_appointed[place] == TRUTH_CODE[Truth.UNKNOWN]
        assert roles.holder_kind[place] == PARTY_CODE[PartyKind.PERSON]
        assert roles.edge_type[place] == EDGE_CODE[edge.edge_type]
        assert roles.listing[place] == (entry_key if edge.edge_type is EdgeType.COURT_RELATION else 0)


def test_a_subject_scope_reaches_two_hops_to_the_roster(filled: GraphStore) -> None:
    facts = around(filled, BANK)

    assert pairs(filled, facts) == {("潘示例", "示范银行"), ("乔示例", "示范银行"), ("潘示例", "示范甲有限公司")}
    assert facts.listings.subject.tolist() == [key_of(filled, LISTED)]
    assert facts.classes.unit.tolist() == [key_of(filled, BANK)]


def test_a_subject_scope_follows_links(filled: GraphStore) -> None:
    facts = around(filled, TWIN)

    assert pairs(filled, facts) == {("申示例", "示范商店"), ("申示例", "示范甲有限公司")}
    assert facts.listings.subject.tolist() == [key_of(filled, LISTED)]
    assert len(facts.links.key) == 1


def test_a_stranger_brings_nothing_of_the_roster(filled: GraphStore) -> None:
    facts = around(filled, STRANGER)

    assert pairs(filled, facts) == {("远示例", "示范远方公司")}
    assert len(facts.listings.key) == len(facts.links.key) == 0
    assert pairs(filled, filled.facts(Scope.of(), 1)) == set()


def test_several_subjects_bring_the_facts_of_each(filled: GraphStore) -> None:
    assert pairs(filled, around(filled, STRANGER, TWIN)) == pairs(filled, around(filled, STRANGER)) | pairs(
        filled, around(filled, TWIN)
    )


def test_roster_facts_touching_a_subject_are_in_its_scope(filled: GraphStore) -> None:
    everything = filled.facts(Scope.roster(), 1)
    for mention in (LISTED, BANK, SHOP, HEAD, ATTACHED, TWIN):
        key, facts = key_of(filled, mention), around(filled, mention)
        touching = (everything.roles.holder == key) | (everything.roles.unit == key)
        assert set(everything.roles.key[touching].tolist()) <= set(facts.roles.key.tolist())
        assert len(facts.listings.key) == 1


def test_facts_are_those_known_at_the_run(filled: GraphStore, load: Loader) -> None:
    load(SECOND, LISTED, complete=False)
    load(SECOND, CLERK, LISTED, role(CLERK, LISTED, undated(SECOND)), source="别处")

    assert ("乔示例", "示范甲有限公司") in pairs(filled, filled.facts(Scope.roster(), 3))
    assert ("乔示例", "示范甲有限公司") not in pairs(filled, filled.facts(Scope.roster(), 2))
    assert ("乔示例", "示范银行") in pairs(filled, filled.facts(Scope.roster(), 3))


@pytest.mark.parametrize("veto", [IdentityTier.CONFLICT, IdentityTier.DIFFERENT])
def test_a_contradiction_vetoes_a_link(veto: IdentityTier, filled: GraphStore, load: Loader) -> None:
    load(SECOND, ATTACHED, TWIN, link(ATTACHED, TWIN, veto), complete=False)

    assert len(filled.facts(Scope.roster(), 1).links.key) == 1
    assert len(filled.facts(Scope.roster(), 2).links.key) == 0
    assert ("申示例", "示范商店") not in pairs(filled, filled.facts(Scope.roster(), 2))


def test_a_link_between_two_listed_parties_stands_once(store: GraphStore, load: Loader) -> None:
    one, two = (person("申示例", on_roster=True, tag=tag) for tag in "12")
    identity = link(one, two)
    load(FIRST, one, two, listing(one, FIRST), listing(two, FIRST, case="(2024)示0102执2号"), identity)

    links = store.facts(Scope.roster(), 1).links
    assert len(links.key) == 1
    assert store.identities(links.key.tolist(), 1) == {links.key.tolist()[0]: identity}
