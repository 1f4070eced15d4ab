"""From mentions to links: court-attached persons, decisions, and no stranger joined to a stranger."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from graph.model.certainty import IdentityTier
from graph.model.records import Identity, Mention, Origin, PartyKind
from graph.model.time import BEIJING
from graph.store import Around, NameCandidate
from ingest.identifiers import parse_identifier
from ingest.identity.decisions import Act, DecisionRow, DecisionVerdict, Pair, evidence_digest, state
from ingest.identity.patterns import with_check_digit
from ingest.identity.resolve import resolve
from ingest.identity.surroundings import Surroundings

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


def around(*mentions: Mention, unit: int | None = None) -> dict[str, Around]:
    """Each mention a subject of its own; with a ``unit`` they all stand at it."""
    units = frozenset() if unit is None else frozenset({unit})
    return {mention.id: Around(place, (mention,), units) for place, mention in enumerate(mentions, 100)}


def at_same_unit(*mentions: Mention) -> Surroundings:
    return Surroundings(around(*mentions, unit=1))


def test_the_courts_own_person_and_the_registers_officer_of_one_unit() -> None:
    officer, court = person("p-officer"), person("p-court", mask(NUMBER), on_roster=True)
    (link,) = resolve([pair(court, officer)], at_same_unit(court, officer))
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


def test_a_link_that_is_stored_hears_that_it_contradicts_now() -> None:
    one, other = person("p-1", mask(NUMBER), on_roster=True), person("p-2", mask(OTHER_NUMBER))
    (link,) = resolve([pair(one, other)], Surroundings(), stored=[("p-1", "p-2")])
    assert link.tier is IdentityTier.CONFLICT


def test_a_contradiction_at_one_unit_is_kept_for_a_person_to_look_at() -> None:
    one, other = person("p-1", mask(NUMBER), on_roster=True), person("p-2", mask(OTHER_NUMBER))
    (link,) = resolve([pair(one, other)], at_same_unit(one, other))
    assert link.tier is IdentityTier.CONFLICT


def test_the_other_rows_of_a_subject_speak_for_it() -> None:
    listed, officer = person("p-listed", NUMBER, on_roster=True), person("p-officer")
    post = person("p-post", NUMBER)
    known = {
        "p-listed": Around(1, (listed, post), frozenset({7}), full=frozenset({"citizen"})),
        "p-officer": Around(2, (officer,), frozenset({7})),
    }
    (link,) = resolve([pair(listed, officer)], Surroundings(known))
    assert link.tier is IdentityTier.PROBABLE
    other = person("p-other", mask(OTHER_NUMBER), on_roster=True)
    known["p-other"] = Around(3, (other,))
    known["p-officer"] = Around(2, (officer, post), frozenset({7}))
    assert resolve([pair(other, officer)], Surroundings(known)) == [], "its other row shows another number"


def test_a_mention_that_fits_two_strangers_conflicts_with_both() -> None:
    officer = person("p-officer")
    one, other = person("p-court", mask(NUMBER), on_roster=True), person("p-court2", mask(OTHER_NUMBER), on_roster=True)
    links = resolve([pair(one, officer), pair(other, officer)], at_same_unit(officer, one, other))
    assert set(tiers(links).values()) == {IdentityTier.CONFLICT}
    assert all("须人工核定" in link.evidence for link in links)


def test_full_numbers_that_look_alike_in_their_shown_form_are_still_two_parties() -> None:
    masked = person("p-listed", mask(NUMBER), on_roster=True)
    one, other = person("p-1", mask(NUMBER)), person("p-2", mask(NUMBER))
    known = {
        mention.id: Around(place, (mention,), full=frozenset({"citizen"} if mention is not masked else ()))
        for place, mention in enumerate((masked, one, other))
    }
    links = resolve([pair(masked, one), pair(masked, other)], Surroundings(known))
    assert set(tiers(links).values()) == {IdentityTier.CONFLICT}


def decided(left: Mention, right: Mention, verdict: DecisionVerdict, known: Surroundings) -> Surroundings:
    seen = evidence_digest(known.printed(left), known.printed(right))
    at = datetime(2026, 6, 30, tzinfo=BEIJING)
    row = DecisionRow((left.id, right.id), Act.DECIDE, "甲", at, "已核对原件", seen, verdict)
    return Surroundings(known.around, state([row]))


def test_decisions_beat_the_ladder_and_survive_a_reload() -> None:
    court, officer = person("p-court", mask(NUMBER), on_roster=True), person("p-officer")
    known = at_same_unit(court, officer)
    rejected = decided(court, officer, DecisionVerdict.REJECTED, known)
    for _ in range(2):
        (link,) = resolve([pair(court, officer)], rejected)
        assert (link.tier, link.decided_by) == (IdentityTier.DIFFERENT, "甲")
    (link,) = resolve([pair(court, officer)], decided(court, officer, DecisionVerdict.CONFIRMED, known))
    assert link.tier is IdentityTier.CERTAIN
    (link,) = resolve([pair(court, officer)], decided(court, officer, DecisionVerdict.UNDECIDED, known))
    assert link.tier is IdentityTier.PROBABLE


def test_two_judged_strangers_are_so_in_all_their_rows() -> None:
    court, officer, again = person("p-court", on_roster=True), person("p-officer"), person("p-again", on_roster=True)
    known = around(court, officer, again, unit=1)
    known["p-again"] = replace(known["p-court"], mentions=(court, again))
    known["p-court"] = known["p-again"]
    judged = decided(court, officer, DecisionVerdict.REJECTED, Surroundings(known))
    links = resolve([pair(court, officer), pair(again, officer)], judged)
    assert {link.tier for link in links} == {IdentityTier.DIFFERENT} and len(links) == 2


def test_judged_strangers_are_remembered_when_a_third_fits_both() -> None:
    one, other = person("p-court", on_roster=True), person("p-court2", on_roster=True)
    officer = person("p-officer")
    known = decided(one, other, DecisionVerdict.REJECTED, at_same_unit(one, other, officer))
    links = tiers(resolve([pair(one, officer), pair(other, officer), pair(one, other)], known))
    assert links["p-court", "p-court2"] is IdentityTier.DIFFERENT
    assert links["p-court", "p-officer"] is links["p-court2", "p-officer"] is IdentityTier.CONFLICT
