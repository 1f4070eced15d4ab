"""Links as loading settles them: name by name, in any order, with the record of when they were said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest

from graph.model.certainty import IdentityTier
from graph.model.journal import EntryKind, JournalEntry, entry
from graph.model.records import Identity, Mention
from graph.sqlite.store import SQLiteStore
from graph.store import LinkAsked, RunCounts, Scope
from guanlian.review_reading import read_side, surroundings_of
from ingest.identity.decisions import Act, DecisionRow, DecisionVerdict, body_of
from ingest.identity.linking import digest_of, settle_links
from tests.contract.loads import (
    FIRST,
    SECOND,
    START,
    THIRD,
    Loader,
    attached,
    batch,
    citizen,
    listing,
    person,
    role,
    undated,
    unit,
    uscc,
)

MASK, FULL = "9901021990****1234", "990102199003071234"
STRANGER = "990103196511201234"
PLACE = unit("示例商贸有限公司", uscc("91990102XX00000019"))
MASKED_PLACE = unit("示例商贸有限公司", uscc("91990102XX0***0019"), on_roster=True, tag="roster")
LISTED = person("潘示例", citizen(MASK), on_roster=True, tag="roster")
OFFICER = person("潘示例", tag="officer")
POST = role(OFFICER, PLACE, undated(FIRST))
ENTRY = listing(LISTED, FIRST)


class Desk:
    """Loads facts as files would be."""

    def __init__(self, store: SQLiteStore) -> None:
        self.store, self.load = store, Loader(store)
        self.journal: list[JournalEntry] = []

    def __call__(self, *facts: object) -> int:
        with self.load.open(self.load.plan(FIRST, complete=False)) as writer:
            writer.add(batch(facts))
            settle_links(writer, self.journal)
            return writer.commit(RunCounts(0, 0, 0, 0), START + timedelta(hours=len(self.store.runs()))).number

    def decide(self, left: Mention, right: Mention, verdict: DecisionVerdict) -> None:
        """A decision on the evidence as it stands; it takes effect with the next load."""
        first, last = sorted((left.id, right.id))
        sides = [read_side(self.store, id_, self.store.known_run()) for id_ in (first, last)]
        seen = digest_of((first, last), surroundings_of(sides)) or ""
        row = DecisionRow((first, last), Act.DECIDE, "甲", START, "核对", seen, verdict)
        self.journal.append(entry(1, EntryKind.DECISION, row.by, row.at, body_of(row)))

    def links(self, run: int | None = None) -> dict[frozenset[str], Identity]:
        """All links under the ids of their ends."""
        known = self.store.known_run() if run is None else run
        found = self.store.identity_links(LinkAsked(), known, 1000)
        return {frozenset((pair.link.left, pair.link.right)): pair.link for pair in found}

    def tier(self, one: Mention, other: Mention, run: int | None = None) -> str | None:
        """The tier of a link, if there is one."""
        link = self.links(run).get(frozenset((one.id, other.id)))
        return link.tier.value if link else None


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.delenv("GUANLIAN_KEY_FILE", raising=False)
    store = SQLiteStore(tmp_path / "a.db", lambda message: None)
    yield Desk(store)
    store.close()


def test_later_data_gives_a_link_another_tier_and_the_earlier_one_is_remembered(desk: Desk) -> None:
    first = desk(PLACE, OFFICER, POST, LISTED, ENTRY)
    second = desk(replace(OFFICER, identifiers=(citizen(FULL),)))
    third = desk(replace(OFFICER, identifiers=(citizen("990102199003074231"),)))
    tiers = [desk.tier(LISTED, OFFICER, run) for run in (first, second, third)]
    assert tiers == ["possible", "probable", "conflict"]
    (link,) = desk.links(second).values()
    assert link.id == next(iter(desk.links(first).values())).id, "one link per pair, in several versions"


def test_a_name_that_is_corrected_ends_the_link(desk: Desk) -> None:
    desk(PLACE, OFFICER, POST, LISTED, ENTRY)
    desk(replace(OFFICER, name="潘更正", name_key="潘更正"))
    assert desk.tier(LISTED, OFFICER) == "different"


def test_a_full_number_that_joins_leaves_no_doubtful_link(desk: Desk) -> None:
    listed = person("潘示例", citizen(FULL), on_roster=True, tag="full")
    desk(PLACE, OFFICER, POST, listed, listing(listed, FIRST))
    desk(replace(OFFICER, identifiers=(citizen(FULL),)))
    assert len(desk.store.facts(Scope.roster(), desk.store.known_run()).links.key) == 0
    (found,) = desk.store.find_subjects(listed.id, desk.store.known_run())
    assert set(found.mentions) == {listed.id, OFFICER.id}


def test_different_full_numbers_end_the_link(desk: Desk) -> None:
    desk(PLACE, OFFICER, POST, LISTED, ENTRY)
    desk(
        replace(OFFICER, identifiers=(citizen(FULL),)),
        replace(LISTED, identifiers=(citizen(MASK), citizen("990102199012311234"))),
    )
    assert desk.tier(LISTED, OFFICER) == "different"


def test_the_courts_own_person_is_the_officer_of_the_unit_once_the_unit_is_known_to_be_one(desk: Desk) -> None:
    entry_of_unit = listing(MASKED_PLACE, FIRST)
    court = person("潘示例", citizen(MASK), on_roster=True, tag="court")
    desk(PLACE, OFFICER, POST, MASKED_PLACE, entry_of_unit, court, attached(court, entry_of_unit, FIRST))
    assert (desk.tier(MASKED_PLACE, PLACE), desk.tier(court, OFFICER)) == ("probable", "possible")
    desk.decide(MASKED_PLACE, PLACE, DecisionVerdict.CONFIRMED)
    desk()
    assert desk.tier(court, OFFICER) == "probable"


@pytest.mark.parametrize("named_as", ["head", "attached"])
def test_a_case_that_lists_the_unit_and_its_head_speaks_for_the_officer(desk: Desk, named_as: str) -> None:
    case = "(2024)示0102执9号"
    debtor = replace(PLACE, id="u-debtor", on_roster=True)
    of_unit = listing(debtor, FIRST, case=case)
    listed = person("潘示例", on_roster=True, tag="listed")
    facts: list[object] = [PLACE, OFFICER, POST, debtor, listed, listing(listed, FIRST, case=case)]
    if named_as == "head":
        desk(*facts, replace(of_unit, head_name="潘示例"))
    else:
        court = person("潘示例", on_roster=True, tag="court")
        desk(*facts, of_unit, court, attached(court, of_unit, FIRST))
    assert desk.tier(listed, OFFICER) == "probable"


def test_another_case_does_not(desk: Desk) -> None:
    debtor = replace(PLACE, id="u-debtor", on_roster=True)
    listed = person("潘示例", on_roster=True, tag="listed")
    entries = replace(listing(debtor, FIRST), head_name="潘示例"), listing(listed, FIRST, case="(2024)示0102执8号")
    desk(PLACE, OFFICER, POST, debtor, listed, *entries)
    assert desk.tier(listed, OFFICER) == "possible"


def test_the_order_of_loading_makes_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GUANLIAN_KEY_FILE", raising=False)
    full = person("潘示例", citizen(FULL), tag="post list")
    stranger = person("潘示例", citizen(STRANGER), on_roster=True, tag="stranger")
    stranger_there = person("潘示例", citizen(STRANGER), tag="stranger there")
    loads = (
        (PLACE, OFFICER, POST),
        (LISTED, ENTRY, PLACE),
        (full, PLACE, role(full, PLACE, undated(FIRST))),
        (stranger, listing(stranger, SECOND), stranger_there, PLACE, role(stranger_there, PLACE, undated(THIRD))),
    )
    outcomes = []
    for place, order in enumerate(list(permutations(loads))[::3]):
        store = SQLiteStore(tmp_path / f"{place}.db", lambda message: None)
        desk = Desk(store)
        for facts in order:
            desk(*facts)
        outcomes.append({ends: (link.tier, link.evidence) for ends, link in desk.links().items()})
        store.close()
    assert all(outcome == outcomes[0] for outcome in outcomes)
    assert outcomes[0][frozenset((LISTED.id, full.id))][0] is IdentityTier.PROBABLE
    assert outcomes[0][frozenset((stranger.id, OFFICER.id))][0] is IdentityTier.PROBABLE


def test_another_way_of_writing_a_name_is_a_clue_in_either_order(desk: Desk) -> None:
    traditional = person("張偉", on_roster=True, tag="roster", name_key="張偉")
    first, later = person("张伟", tag="before"), person("张伟", tag="later")
    desk(PLACE, first, role(first, PLACE, undated(FIRST)))
    desk(traditional, listing(traditional, FIRST))
    desk(later, PLACE, role(later, PLACE, undated(FIRST)))
    for other in (first, later):
        link = desk.links()[frozenset((traditional.id, other.id))]
        assert link.tier is IdentityTier.POSSIBLE and "繁简或异体" in link.evidence
    assert frozenset((first.id, later.id)) not in desk.links(), "neither is on the roster"


def test_two_strangers_conflict_in_whatever_order_they_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GUANLIAN_KEY_FILE", raising=False)
    loads: list[tuple[object, ...]] = [(PLACE, OFFICER, POST)]
    strangers = []
    for number in (FULL, STRANGER):
        listed, there = (
            person("潘示例", citizen(number), on_roster=on, tag=f"{number[-5:]} {on}") for on in (True, False)
        )
        strangers.append(listed)
        loads.append((listed, listing(listed, FIRST), there, PLACE, role(there, PLACE, undated(FIRST))))
    for place, order in enumerate(permutations(loads)):
        store = SQLiteStore(tmp_path / f"{place}.db", lambda message: None)
        desk = Desk(store)
        for facts in order:
            desk(*facts)
        assert [desk.tier(listed, OFFICER) for listed in strangers] == ["conflict", "conflict"]
        desk(replace(OFFICER, identifiers=(citizen(FULL),)))
        assert desk.tier(strangers[1], OFFICER) == "different", "its number says whose it is"
        store.close()
