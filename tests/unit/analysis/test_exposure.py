"""What the engine must never do: chain, reach past the named roles, catch units as persons, mix entries."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from analysis.findings import Finding
from analysis.rules import Rule, compile_rules, select_documents
from analysis.verdict import must_be_reviewed
from graph.errors import BadRequestError
from graph.model.certainty import Certainty, Truth
from graph.model.identifiers import Identifier, IdentifierKind
from graph.model.records import CourtRelation, PartyKind
from graph.model.roles import Role, UnitKind
from graph.model.time import Bound, Interval
from measures.loader import load_catalogue
from tests.support.world import World

DAY = date(2022, 1, 1)
CENTRAL = compile_rules(select_documents(load_catalogue(), None, ["central-2016"]))
EVERY = compile_rules(load_catalogue().documents)
PERSON, UNIT = PartyKind.PERSON, PartyKind.UNIT


def found(world: World, rules: list[Rule] = CENTRAL, day: date = DAY) -> list[Finding]:
    return [finding for finding in world.findings(rules, day) if finding.direction.value != "self"]


def listed_company() -> World:
    world = World()
    world.party("甲公司", UNIT)
    world.listing("甲公司", UNIT, date(2020, 1, 1), court="鹤岗市中级人民法院")
    return world


def test_directors_supervisors_managers_of_a_listed_unit_are_caught_by_no_document() -> None:
    world = listed_company()
    for number, role in enumerate((Role.DIRECTOR, Role.SUPERVISOR, Role.SENIOR_MANAGER, Role.GENERAL_MANAGER)):
        world.role(f"人{number}", role, "甲公司", date(2015, 1, 1))
    assert found(world, EVERY) == []


def test_nothing_spreads_from_a_person_caught_by_extension() -> None:
    world = listed_company()
    world.role("张甲", Role.LEGAL_REPRESENTATIVE, "甲公司", date(2015, 1, 1))
    world.role("张甲", Role.LEGAL_REPRESENTATIVE, "乙公司", date(2015, 1, 1))
    world.role("张甲", Role.DIRECTOR, "国企", date(2015, 1, 1))
    world.unit_class("国企", UnitKind.SOE_WHOLLY_STATE_OWNED)
    assert {finding.subject.name for finding in found(world)} == {"张甲"}
    assert {finding.direction.value for finding in found(world)} == {"extends"}


def test_officers_of_a_flagged_unit_are_not_caught() -> None:
    world = World()
    world.role("张甲", Role.DIRECTOR, "乙公司", date(2015, 1, 1))
    world.role("李乙", Role.LEGAL_REPRESENTATIVE, "乙公司", date(2015, 1, 1))
    world.listing("张甲", PERSON, date(2020, 1, 1))
    assert {finding.subject.name for finding in found(world)} == {"乙公司"}


def test_a_listed_person_extends_to_nobody() -> None:
    world = World()
    world.role("张甲", Role.LEGAL_REPRESENTATIVE, "甲公司", date(2015, 1, 1))
    world.role("李乙", Role.ACTUAL_CONTROLLER, "甲公司", date(2015, 1, 1))
    world.listing("张甲", PERSON, date(2020, 1, 1))
    assert "extends" not in {finding.direction.value for finding in found(world, EVERY)}


def test_a_unit_is_never_caught_as_a_person() -> None:
    world = listed_company()
    world.role("母公司", Role.ACTUAL_CONTROLLER, "甲公司", date(2015, 1, 1), holder_kind=UNIT)
    assert found(world, EVERY) == []


def test_a_listed_unit_flags_another_only_as_actual_controller() -> None:
    world = listed_company()
    world.role("甲公司", Role.ACTUAL_CONTROLLER, "子公司", date(2015, 1, 1), holder_kind=UNIT)
    world.role("甲公司", Role.PRINCIPAL, "合伙企业", date(2015, 1, 1), holder_kind=UNIT)
    assert {finding.subject.name for finding in found(world)} == {"子公司"}


def test_office_bars_take_natural_persons_only() -> None:
    """A company may sit on a board or represent another: listed, it is barred from no office (被执行人为个人的)."""
    world = listed_company()
    for role in (Role.DIRECTOR, Role.LEGAL_REPRESENTATIVE, Role.PRINCIPAL):
        world.role("甲公司", role, "国企", date(2015, 1, 1), holder_kind=UNIT)
    world.role("张甲", Role.DIRECTOR, "国企", date(2015, 1, 1))
    world.listing("张甲", PERSON, date(2020, 1, 1))
    world.unit_class("国企", UnitKind.SOE_WHOLLY_STATE_OWNED)
    barred = [finding for finding in found(world, EVERY) if finding.direction.value == "office"]
    assert {finding.listed.name for finding in barred} == {"张甲"}


def test_a_court_relation_counts_for_its_own_entry_only() -> None:
    world = listed_company()
    world.listing("甲公司", UNIT, date(2021, 1, 1))
    world.role("张甲", Role.LEGAL_REPRESENTATIVE, "甲公司", date(2015, 1, 1))
    edge = world.roles[0]
    values = {field.name: getattr(edge, field.name) for field in fields(edge)}
    world.roles[0] = CourtRelation(**{**values, "listing": "l-1"})
    assert {finding.listed.id for finding in found(world)} == {"l-1"}


def test_names_alone_are_possible_and_only_at_the_listed_end() -> None:
    world = World()
    world.party("张甲", PERSON)
    world.listing("张甲", PERSON, date(2020, 1, 1))
    world.mentions["p-张甲2"] = replace(world.mentions["p-张甲"], id="p-张甲2")
    world.role("张甲2", Role.DIRECTOR, "乙公司", date(2015, 1, 1))
    world.link("p-张甲", "p-张甲2")
    findings = found(world)
    assert findings and {finding.certainty for finding in findings} == {Certainty.POSSIBLE}
    assert all([step.type for step in finding.path][:2] == ["listing", "identity"] for finding in findings)


def test_a_link_between_two_listed_namesakes_speaks_for_the_entries_of_both() -> None:
    world = World()
    world.listing("张甲", PERSON, date(2020, 1, 1))
    world.listing("张甲乙", PERSON, date(2020, 1, 1))
    world.role("张甲", Role.DIRECTOR, "甲公司", date(2015, 1, 1))
    world.role("张甲乙", Role.DIRECTOR, "乙公司", date(2015, 1, 1))
    world.link("p-张甲", "p-张甲乙")
    reached = {(f.listed.name, f.subject.name, f.certainty.value) for f in found(world)}
    assert reached == {
        ("张甲", "甲公司", "certain"),
        ("张甲", "乙公司", "possible"),
        ("张甲乙", "乙公司", "certain"),
        ("张甲乙", "甲公司", "possible"),
    }


def test_a_possible_principal_stays_possible() -> None:
    world = listed_company()
    world.role("张甲", Role.PRINCIPAL, "甲公司", date(2015, 1, 1), certainty=Certainty.POSSIBLE)
    assert {finding.certainty for finding in found(world)} == {Certainty.POSSIBLE}


def test_a_role_of_unknown_start_gives_unknown_between_publication_and_snapshot() -> None:
    world = listed_company()
    world.role("张甲", Role.PRINCIPAL, "甲公司", interval=Interval(Bound(None, date(2021, 6, 30))))
    assert {finding.holds for finding in found(world, day=date(2021, 1, 1))} == {Truth.UNKNOWN}
    assert {finding.holds for finding in found(world, day=date(2021, 6, 30))} == {Truth.YES}
    assert {finding.holds for finding in found(world, day=date(2019, 12, 31))} == {Truth.NO}


def test_finding_ids_do_not_depend_on_the_day() -> None:
    world = listed_company()
    world.role("张甲", Role.LEGAL_REPRESENTATIVE, "甲公司", date(2015, 1, 1))
    early, late = ([finding.id for finding in found(world, day=day)] for day in (date(2019, 1, 1), DAY))
    assert early == late
    assert len(set(early)) == len(early)


@pytest.mark.parametrize(
    ("seat", "expected"), [(Truth.YES, set()), (Truth.UNKNOWN, {"seat_unknown"}), (Truth.NO, None)]
)
def test_participated_companies_count_only_seats_of_the_state_holder(seat: Truth, expected: set[str] | None) -> None:
    world = World()
    world.unit_class("参股公司", UnitKind.SOE_STATE_PARTICIPATED)
    world.role("张甲", Role.DIRECTOR, "参股公司", date(2015, 1, 1), state_appointed=seat)
    world.listing("张甲", PERSON, date(2020, 1, 1))
    offices = [finding for finding in found(world) if finding.direction.value == "office"]
    if expected is None:
        assert offices == []
    else:
        assert len(offices) == 1
        codes = {reason.code for reason in offices[0].review_reasons} - {"status_unknown"}
        assert codes == expected
        assert offices[0].unit is not None and offices[0].unit.name == "参股公司"
        assert offices[0].post == "director"


@pytest.mark.parametrize(
    ("printed", "reached"),
    [
        ("保险公司", {"central-2016 3.3": "yes", "jinan-gaoxin-2020 3": "yes"}),
        ("财产保险公司", {"central-2016 3.3": "look", "jinan-gaoxin-2020 3": "yes"}),
        ("商业银行", {"central-2016 3.3": "yes", "jinan-gaoxin-2020 3": "yes", "lushan-2022 3.3": "yes",
                      "national 7": "yes"}),
        ("银行业金融机构", {"central-2016 3.3": "yes", "jinan-gaoxin-2020 3": "yes", "lushan-2022 3.3": "yes",
                            "national 7": "look"}),
        ("证券公司", {"central-2016 3.3": "yes", "jinan-gaoxin-2020 3": "yes"}),
        ("私募基金管理人", {"jinan-gaoxin-2020 3": "look", "national 6": "yes"}),
        ("金融机构", {"central-2016 3.3": "look", "jinan-gaoxin-2020 3": "yes", "lushan-2022 3.3": "look",
                      "national 6": "look", "national 7": "look", "national 8": "look"}),
    ],
)  # fmt: skip
def test_a_sort_of_institution_that_may_be_meant_is_looked_at_and_never_passed_over(
    printed: str, reached: dict[str, str]
) -> None:
    world = World()
    world.unit_class("示范单位", UnitKind.FINANCIAL_INSTITUTION, printed)
    world.role("张甲", Role.DIRECTOR, "示范单位", date(2015, 1, 1))
    world.listing("张甲", PERSON, date(2020, 1, 1))
    offices = [finding for finding in found(world, EVERY, date(2024, 9, 1)) if finding.direction.value == "office"]
    doubtful = {f.id for f in offices if "unit_kind_unspecified" in {reason.code for reason in f.review_reasons}}
    assert {f"{f.document} {f.number}": "look" if f.id in doubtful else "yes" for f in offices} == reached


def _codes(finding: Finding) -> set[str]:
    return {str(reason.code) for reason in finding.review_reasons} - {"status_unknown"}


def test_an_entry_that_is_not_public_is_never_acted_upon_unseen() -> None:
    world = listed_company()
    world.role("张甲", Role.LEGAL_REPRESENTATIVE, "甲公司", date(2015, 1, 1))
    before = world.findings(CENTRAL, DAY)
    world.listings[0] = replace(world.listings[0], public=False)
    after = world.findings(CENTRAL, DAY)
    assert [f.id for f in before] == [f.id for f in after]
    assert all(_codes(f) - _codes(b) == {"not_public"} for b, f in zip(before, after, strict=True))
    assert all(must_be_reviewed(f) for f in after) and not all(must_be_reviewed(f) for f in before)


@pytest.mark.parametrize(("born", "child"), [("2010", True), ("2005", True), ("2004", False), ("1978", False)])
def test_no_finding_sits_on_a_child(born: str, child: bool) -> None:
    """Certainly under 18 on 1 January 2022: born in 2005 or later."""
    world = World()
    world.listing("王伟", PERSON, date(2020, 1, 1))
    namesake = world.party("王伟乙", PERSON)
    number = Identifier(IdentifierKind.CITIZEN, f"990102{born}03113623")
    world.mentions[namesake] = replace(world.mentions[namesake], identifiers=(number,))
    world.link("p-王伟", namesake)
    hits = [f for f in world.findings(CENTRAL, DAY) if f.subject.id == namesake]
    assert bool(hits) is not child
    assert any(f.subject.id == "p-王伟" for f in world.findings(CENTRAL, DAY))


def test_local_documents_apply_only_in_their_place() -> None:
    catalogue = load_catalogue()

    def slugs(place: str | None) -> set[str]:
        return {document.slug for document in select_documents(catalogue, place, None)}

    assert "hegang-2018" in slugs("230403") and "hegang-2018" in slugs("230400")
    assert "hegang-2018" not in slugs("230100") and "hegang-2018" not in slugs(None)
    assert "central-2016" in slugs(None)


def test_an_unknown_document_is_refused_with_the_choices() -> None:
    with pytest.raises(BadRequestError, match="central-2016"):
        select_documents(load_catalogue(), None, ["nowhere-2020"])
