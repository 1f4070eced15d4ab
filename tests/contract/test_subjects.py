"""Subjects: full numbers join mentions, names only bring them together, and the past stays as it was known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from graph.model.certainty import IdentityTier
from graph.model.identifiers import Identifier, IdentifierKind
from graph.model.records import Batch, Mention, PartyKind, QuarantinedRow
from graph.store import GraphStore, RunCounts
from tests.contract.loads import (
    FIRST,
    NO_ROWS,
    SECOND,
    START,
    THIRD,
    Loader,
    batch,
    citizen,
    elsewhere,
    key_of,
    link,
    person,
    profile,
    unit,
    uscc,
)

FULL = "990102199001011234"
OTHER_FULL = "990102199002021234"
CODE = "91990102MA000001X1"


def members(store: GraphStore, mention: Mention, run: int | None = None) -> set[str]:
    (found,) = store.find_subjects(mention.id, store.known_run() if run is None else run)
    return set(found.mentions)


def test_a_full_number_joins_mentions_and_the_smallest_id_names_them(store: GraphStore, load: Loader) -> None:
    one, two = person("潘示例", citizen(FULL), tag="1"), person("潘示例", citizen(FULL), tag="2")
    alone = person("潘示例", tag="3")
    load(FIRST, one, two, alone)

    (record,) = store.find_by_identifier(citizen(FULL), 1)
    assert record.mentions == tuple(sorted((one.id, two.id)))
    assert record.id == min(one.id, two.id)
    assert record.kind is PartyKind.PERSON and record.names == ("潘示例",)
    assert record.identifiers == ("9901021990****1234",)
    assert members(store, alone) == {alone.id}
    assert store.subjects([record.key], 1) == {record.key: record}
    assert store.subjects([record.key], 0) == {}


def test_an_organisation_code_meets_the_credit_code_around_it(store: GraphStore, load: Loader) -> None:
    registered = unit("示范甲有限公司", uscc(CODE))
    listed = unit("示范甲公司", Identifier(IdentifierKind.ORG_CODE, CODE[8:17]), on_roster=True)
    load(FIRST, registered, profile(registered, FIRST), listed)

    (record,) = store.find_by_identifier(uscc(CODE), 1)
    assert set(record.mentions) == {registered.id, listed.id}
    assert record.name == "示范甲有限公司"
    assert record.names == ("示范甲公司", "示范甲有限公司")
    assert record.identifiers == tuple(sorted((CODE, CODE[8:17])))


def test_masked_numbers_join_nothing(store: GraphStore, load: Loader) -> None:
    one, two = (person("潘示例", citizen("9901021990****1234"), tag=tag) for tag in "12")
    load(FIRST, one, two)

    assert members(store, one) == {one.id}
    assert store.find_by_identifier(citizen("9901021990****1234"), 1) == []


def test_chains_of_numbers_join_and_the_past_is_reproduced(store: GraphStore, load: Loader) -> None:
    passport = Identifier(IdentifierKind.PASSPORT, "E99000001")
    one, two = person("潘示例", citizen(FULL), tag="1"), person("潘示例", passport, tag="2")
    both = person("潘示例", citizen(FULL), passport, tag="3")
    load(FIRST, one, two)
    load(SECOND, both)

    assert members(store, one) == members(store, two) == {one.id, two.id, both.id}
    assert members(store, one, 1) == {one.id}
    assert members(store, two, 1) == {two.id}
    assert len({key_of(store, mention) for mention in (one, two, both)}) == 1
    assert store.problems() == []


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_corrected_number_parts_subjects_again(place: int, store: GraphStore, load: Loader) -> None:
    rows = sorted((person("潘示例", citizen(FULL), tag=tag) for tag in "123"), key=lambda row: row.id)
    one, two, three = rows[place], *rows[:place], *rows[place + 1 :]
    load(FIRST, one, two, three)
    load(SECOND, elsewhere(one, identifiers=(citizen(OTHER_FULL),)), two, three)

    assert members(store, one) == {one.id}
    assert members(store, two) == {two.id, three.id}
    assert members(store, one, 1) == {one.id, two.id, three.id}
    assert [record.id for record in store.find_by_identifier(citizen(OTHER_FULL), 2)] == [one.id]
    assert store.find_by_identifier(citizen(OTHER_FULL), 1) == []


def test_only_a_certain_link_joins(store: GraphStore, load: Loader) -> None:
    one, two, three = (person("潘示例", tag=tag) for tag in "123")
    load(FIRST, one, two, three, link(one, two, IdentityTier.CERTAIN), link(two, three))

    assert members(store, one) == {one.id, two.id}
    assert members(store, three) == {three.id}


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_membership_does_not_depend_on_order(order: tuple[int, ...], store: GraphStore, load: Loader) -> None:
    passport = Identifier(IdentifierKind.PASSPORT, "E99000001")
    rows = [
        person("潘示例", citizen(FULL), tag="1"),
        person("潘示例", citizen(FULL), passport, tag="2"),
        person("潘示例", passport, tag="3"),
        person("乔示例", citizen(OTHER_FULL), tag="4"),
    ]
    for place in order:
        load(FIRST, rows[place], complete=False)

    assert members(store, rows[0]) == {row.id for row in rows[:3]}
    assert members(store, rows[3]) == {rows[3].id}


def test_rows_of_one_unit_add_up_in_a_run(store: GraphStore, load: Loader) -> None:
    reg = Identifier(IdentifierKind.REG_NUMBER, "990102000000001")
    poor = unit("示范甲有限公司", uscc(CODE))
    rich = elsewhere(poor, identifiers=(uscc(CODE), reg), division="990102", on_roster=True)
    for parts, day in ((2, FIRST), (1, SECOND)):
        load(day, rich, poor, parts=parts)
        load(day, poor, rich, parts=parts)

    for run in (1, 4):
        known = store.mentions([poor.id], run)[poor.id]
        assert set(known.identifiers) == set(rich.identifiers)
        assert (known.division, known.on_roster) == ("990102", True)
    assert len(store.find_by_identifier(reg, 4)) == 1


def test_a_newer_number_replaces_the_old_one_of_its_kind(store: GraphStore, load: Loader) -> None:
    wrong, right = (Identifier(IdentifierKind.REG_NUMBER, f"99010200000000{n}") for n in (1, 2))
    company = unit("示范甲有限公司", uscc(CODE))
    load(SECOND, elsewhere(company, identifiers=(uscc(CODE), right)))
    load(FIRST, elsewhere(company, identifiers=(uscc(CODE), wrong)))
    assert store.find_by_identifier(wrong, 2) == []
    load(THIRD, company)

    assert set(store.mentions([company.id], 3)[company.id].identifiers) == {uscc(CODE), right}


def test_a_mention_comes_back_with_shown_numbers(store: GraphStore, load: Loader) -> None:
    row = replace(
        person("潘示例", Identifier(IdentifierKind.CITIZEN, FULL, False)),
        sex="female",
        birth_years=(1990, 1991),
        division="990102",
        on_roster=True,
    )
    load(FIRST, row)

    shown = Identifier(IdentifierKind.CITIZEN, "9901021990****1234", False)
    assert store.mentions([row.id, "p-unknown"], 1) == {row.id: replace(row, identifiers=(shown,))}
    assert store.mentions([row.id], 0) == {}


def test_search_goes_from_exact_to_part(store: GraphStore, load: Loader) -> None:
    bracketed = replace(unit("示范（北）有限公司", uscc(CODE)), name_key="示范(北)有限公司")
    former = replace(unit("老示范有限公司", uscc(CODE)), name_key="老示范有限公司")
    longer = replace(unit("示范（北）有限公司第一分公司"), name_key="示范(北)有限公司第一分公司")
    pan, dotted = person("潘示例", citizen(FULL)), person("古丽·示例")
    load(FIRST, bracketed, former, longer, pan, dotted)

    def names(text: str, limit: int = 50) -> list[str]:
        return [record.name for record in store.find_subjects(text, 1, limit)]

    whole = {"示范（北）有限公司", "老示范有限公司"}
    assert names(" 潘示例 ") == names(pan.id) == names(FULL) == ["潘示例"]
    assert set(names("老示范有限公司")) <= whole and set(names(CODE)) <= whole
    assert names("示范(北)有限公司") == names("示范〔北〕 有限公司（已注销）") == names("示范（北）有限公司")
    assert names("古丽•示例") == names("古丽．示例") == names("古丽·示例") == ["古丽·示例"]
    assert names("示范（北）有限公司")[1] == "示范（北）有限公司第一分公司"
    assert len(names("示范", limit=1)) == 1
    assert names("") == names("没有") == names("9901021990****1234") == names("%") == []


def candidates(load: Loader, *facts: object) -> set[tuple[str, str]]:
    """The pairs (listed, other) that one run brings together."""
    with load.open(load.plan(FIRST, complete=False)) as writer:
        writer.add(batch(facts))
        found = {(pair.listed.id, pair.other.id) for pair in writer.name_candidates()}
        writer.commit(NO_ROWS, START)
    return found


def test_names_are_brought_together_once(store: GraphStore, load: Loader) -> None:
    listed = person("潘示例", citizen("9901021990****1234"), on_roster=True, tag="roster")
    one, two = person("潘示例", tag="1"), person("潘示例", tag="2")
    namesake_unit = unit("潘示例")
    assert candidates(load, one, namesake_unit) == set()
    assert candidates(load, listed) == {(listed.id, one.id)}
    assert candidates(load, two) == {(listed.id, two.id)}
    assert candidates(load, one, two, listed) == set()
    second = person("潘示例", citizen("9901031991****1234"), on_roster=True, tag="roster")
    first, last = sorted((listed.id, second.id))
    assert candidates(load, second) == {(first, last), (second.id, one.id), (second.id, two.id)}
    with load.open(load.plan(FIRST)) as writer:
        pairs = {(pair.listed.id, pair.other.id) for pair in writer.candidates_of_names(["潘示例"])}
    everybody = {(roster.id, other.id) for roster in (listed, second) for other in (one, two)}
    assert pairs == {(first, last)} | everybody, "a name as a whole, whether a run brings anything new or not"


def test_parties_with_different_full_numbers_are_no_candidates(store: GraphStore, load: Loader) -> None:
    listed = person("潘示例", citizen(FULL), on_roster=True, tag="roster")
    hidden_alike = person("潘示例", citizen(OTHER_FULL), tag="1")
    same = person("潘示例", citizen(FULL), tag="2")
    passport = person("潘示例", Identifier(IdentifierKind.PASSPORT, "E99000001"), tag="3")

    assert hidden_alike.identifiers[0].shown == listed.identifiers[0].shown
    pairs = candidates(load, listed, hidden_alike, same, passport)
    assert pairs == {(listed.id, passport.id)}


def test_a_number_with_a_wrong_check_digit_tells_nobody_apart(store: GraphStore, load: Loader) -> None:
    right = Identifier(IdentifierKind.USCC, "91990811MA00001119", True)
    wrong = Identifier(IdentifierKind.USCC, "91990811MA00007119", False)
    listed, known = unit("示范商贸有限公司", wrong, on_roster=True), unit("示范商贸有限公司", right)
    assert candidates(load, listed, known) == {(listed.id, known.id)}


def test_candidates_carry_shown_numbers_only(store: GraphStore, load: Loader) -> None:
    listed, other = person("潘示例", citizen(FULL), on_roster=True), person("潘示例")
    with load.open(load.plan(FIRST)) as writer:
        writer.add(batch([listed, other]))
        (pair,) = writer.name_candidates()
    assert [number.normal for number in pair.listed.identifiers] == ["9901021990****1234"]
    assert pair.listed.on_roster and not pair.other.on_roster


def test_no_full_personal_number_stands_in_any_file(
    store: GraphStore, load: Loader, kept_in: Callable[[str], Path]
) -> None:
    permit = Identifier(IdentifierKind.HK_MACAU_PERMIT, "H99000001")
    facts = Batch(
        mentions=[person("潘示例", citizen(FULL)), person("乔示例", permit)],
        raw_rows=[("a.xlsx", "主要人员", 5, {"姓名": "潘示例", "证件号码": FULL})],
        quarantine=[QuarantinedRow("a.xlsx", 6, None, "姓名", "no name", "add it", f"|{FULL}|H99000001")],
    )
    with load.open(load.plan(FIRST)) as writer:
        writer.add(facts)
        writer.commit(RunCounts(2, 1, 1, 0), START)
    store.find_subjects(FULL, 1)

    files = [path for path in kept_in("store").rglob("*") if path.is_file()]
    assert len(files) >= 2
    for path in files:
        content = path.read_bytes()
        assert FULL.encode() not in content and b"H99000001" not in content, path
    assert store.quarantine()[0][1].raw == f"|{FULL}|H99000001"
    assert len(store.find_by_identifier(permit, 1)) == 1
