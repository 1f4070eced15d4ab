"""From mentions to links: court-attached persons, decisions, and no stranger joined to a stranger."""

from __future__ import annotations

from datetime import datetime

from graph.model.certainty import IdentityTier
from graph.model.records import CourtRelation, Identity, Mention, Origin, PartyKind, Position
from graph.model.roles import Role
from graph.model.time import BEIJING, Interval
from graph.store import NameCandidate
from ingest.identifiers import parse_identifier
from ingest.identity.decisions import Act, DecisionRow, DecisionVerdict, Pair, evidence_digest, state
from ingest.identity.patterns import with_check_digit
from ingest.identity.resolve import Surroundings, resolve, units_of

ORIGIN = Origin("register", "a.xlsx", 2)
NUMBER = with_check_digit("99010119700523123*")
OTHER_NUMBER = with_check_digit("99010219810911208*")


def person(key: str, number: str = "", name: str = "王建国", on_roster: bool = False) -> Mention:
    found = parse_identifier(number, unit=False)
    return Mention(key, PartyKind.PERSON, name, name, ORIGIN, (found,) if found else (), on_roster=on_roster)


def mask(number: str) -> str:
    return f"{number[:10]}****{number[14:]}"


def pair(listed: Mention, other: Mention) -> NameCandidate:
    return NameCandidate(listed, other)


def tiers(links: list[Identity]) -> dict[Pair, IdentityTier]:
    return {(link.left, link.right): link.tier for link in links}


def at_same_unit() -> Surroundings:
    post = Position("e-1", "p-officer", "u-register", Role.LEGAL_REPRESENTATIVE, Interval.from_days(None), ORIGIN)
    court = CourtRelation("e-2", "p-court", "u-roster", Role.LEGAL_REPRESENTATIVE, Interval.from_days(None), ORIGIN)
    subjects = {"u-register": 1, "u-roster": 1}
    return Surroundings(units=units_of([post, court], subjects.__getitem__))


def test_the_courts_own_person_and_the_registers_officer_of_one_unit() -> None:
    officer, court = person("p-officer"), person("p-court", mask(NUMBER), on_roster=True)
    (link,) = resolve([pair(court, officer)], at_same_unit())
    assert link.tier is IdentityTier.PROBABLE
    assert "同一单位" in link.evidence
    assert (link.left, link.right) == ("p-court", "p-officer")


def test_without_the_unit_the_name_is_only_possible() -> None:
    officer, court = person("p-officer"), person("p-court", mask(NUMBER), on_roster=True)
    (link,) = resolve([pair(court, officer)], Surroundings())
    assert link.tier is IdentityTier.POSSIBLE


def test_contradicting_and_masked_names_make_no_link() -> None:
    one, other = person("p-1", mask(NUMBER), on_roster=True), person("p-2", mask(OTHER_NUMBER))
    hidden = person("p-3", mask(NUMBER), name="王*", on_roster=True)
    assert resolve([pair(one, other), pair(hidden, person("p-4", name="王*"))], Surroundings()) == []


def test_a_mention_that_fits_two_strangers_conflicts_with_both() -> None:
    officer = person("p-officer")
    one, other = person("p-court", mask(NUMBER), on_roster=True), person("p-court2", mask(OTHER_NUMBER), on_roster=True)
    around = at_same_unit()
    units = {**around.units, "p-court2": around.units["p-court"]}
    links = resolve([pair(one, officer), pair(other, officer)], Surroundings(units=units))
    assert set(tiers(links).values()) == {IdentityTier.CONFLICT}
    assert all("须人工核定" in link.evidence for link in links)


def decided(left: Mention, right: Mention, verdict: DecisionVerdict, around: Surroundings) -> Surroundings:
    seen = evidence_digest(around.record(left), around.record(right))
    at = datetime(2026, 6, 30, tzinfo=BEIJING)
    row = DecisionRow((left.id, right.id), Act.DECIDE, "甲", at, "已核对原件", seen, verdict)
    return Surroundings(around.units, around.former_names, state([row]))


def test_decisions_beat_the_ladder_and_survive_a_reload() -> None:
    court, officer = person("p-court", mask(NUMBER), on_roster=True), person("p-officer")
    around = at_same_unit()
    rejected = decided(court, officer, DecisionVerdict.REJECTED, around)
    for _ in range(2):
        (link,) = resolve([pair(court, officer)], rejected)
        assert (link.tier, link.decided_by) == (IdentityTier.DIFFERENT, "甲")
    (link,) = resolve([pair(court, officer)], decided(court, officer, DecisionVerdict.CONFIRMED, around))
    assert link.tier is IdentityTier.CERTAIN
    (link,) = resolve([pair(court, officer)], decided(court, officer, DecisionVerdict.UNDECIDED, around))
    assert link.tier is IdentityTier.PROBABLE


def test_other_evidence_sets_a_decision_aside() -> None:
    court, officer = person("p-court", mask(NUMBER), on_roster=True), person("p-officer")
    rejected = decided(court, officer, DecisionVerdict.REJECTED, at_same_unit())
    (link,) = resolve([pair(court, person("p-officer", mask(NUMBER)))], rejected)
    assert (link.tier, link.decided_by) == (IdentityTier.PROBABLE, None)


def test_judged_strangers_are_remembered_when_a_third_fits_both() -> None:
    around = at_same_unit()
    units = {**around.units, "p-court2": around.units["p-court"]}
    one, other = person("p-court", on_roster=True), person("p-court2", on_roster=True)
    known = decided(one, other, DecisionVerdict.REJECTED, Surroundings(units=units))
    officer = person("p-officer")
    links = tiers(resolve([pair(one, officer), pair(other, officer), pair(one, other)], known))
    assert links["p-court", "p-court2"] is IdentityTier.DIFFERENT
    assert links["p-court", "p-officer"] is links["p-court2", "p-officer"] is IdentityTier.CONFLICT
