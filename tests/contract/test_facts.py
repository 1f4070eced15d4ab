"""Facts: what is stored comes back, corrections keep the past, snapshots end what they no longer show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import permutations

import pytest

from graph.errors import BadFactError
from graph.model.certainty import Certainty, Truth
from graph.model.records import Basis, BranchOf, Control, Holding, Origin, Position, Share
from graph.model.roles import Role, UnitKind
from graph.model.time import Bound, Interval
from graph.store import GraphStore, Scope
from tests.contract.loads import (
    FIRST,
    FOURTH,
    HERE,
    NO_ROWS,
    SECOND,
    START,
    THIRD,
    Loader,
    attached,
    batch,
    day_after,
    edges_of,
    entries,
    key_of,
    listing,
    listing_end,
    person,
    picture,
    profile,
    role,
    undated,
    unit,
    unit_class,
)

PAN, QIAO = person("潘示例"), person("乔示例")
CO, OTHER = unit("示范甲有限公司"), unit("示范乙有限公司")


def intervals(store: GraphStore, run: int | None = None) -> list[Interval]:
    return [edge.interval for edge in edges_of(store, PAN, run)]


def test_role_edges_come_back_as_they_were(store: GraphStore, load: Loader) -> None:
    position = Position(
        id="e-1",
        holder=PAN.id,
        unit=CO.id,
        role=Role.FINANCE_HEAD,
        interval=Interval(Bound(date(2019, 1, 1), date(2019, 12, 31)), Bound(date(2023, 1, 1), None)),
        origin=Origin("登记", "a.xlsx", 3, None, "任职文件1号"),
        title="财务总监",
        certainty=Certainty.POSSIBLE,
        basis=Basis.TITLE,
        appointed_by="区国资委",
        state_appointed=Truth.YES,
    )
    control = Control(
        id="e-2", holder=CO.id, unit=OTHER.id, role=Role.ACTUAL_CONTROLLER, interval=undated(FIRST), origin=HERE,
        basis=Basis.DECLARED,
    )  # fmt: skip
    load(FIRST, PAN, CO, OTHER, position, control)

    assert store.neighbourhood(key_of(store, CO), 1, 10)[0] == [position, control]
    assert store.neighbourhood(key_of(store, OTHER), 1, 10)[0] == [control]


def test_holdings_and_branches_come_back_as_they_were(store: GraphStore, load: Loader) -> None:
    third = Share(Fraction(1, 3), Fraction(1, 3))
    full = Holding(
        "h-1",
        PAN.id,
        CO.id,
        Interval.from_days(FIRST, None),
        HERE,
        third,
        Share(Fraction(0), Fraction(1)),
        "10万",
        "5万",
    )
    bare = Holding("h-2", CO.id, OTHER.id, undated(FIRST), HERE)
    branch = BranchOf("b-1", OTHER.id, CO.id, Interval.from_days(FIRST), HERE)
    facts = batch([PAN, CO, OTHER, full, bare])
    facts.branches.append(branch)
    with load.open(load.plan(FIRST)) as writer:
        writer.add(facts)
        writer.commit(NO_ROWS, START)

    roles, holdings, branches, more = store.neighbourhood(key_of(store, CO), 1, 10)
    assert (roles, holdings, branches, more) == ([], [full, bare], [branch], False)
    assert store.neighbourhood(key_of(store, CO), 1, 1) == ([], [full], [branch], True)


def test_a_neighbourhood_says_when_it_is_cut(store: GraphStore, load: Loader) -> None:
    people = [person(f"示例{n}") for n in range(5)]
    load(FIRST, CO, *people, *(role(p, CO, undated(FIRST)) for p in people))

    roles, _, _, more = store.neighbourhood(key_of(store, CO), 1, 3)
    assert (len(roles), more) == (3, True)
    roles, _, _, more = store.neighbourhood(key_of(store, CO), 1, 5)
    assert (len(roles), more) == (5, False)


def test_the_same_fact_again_is_only_confirmed(store: GraphStore, load: Loader) -> None:
    edge = role(PAN, CO, undated(FIRST))
    load(FIRST, PAN, CO, edge)
    moved = Origin("登记", "next.xlsx", 99, "主要人员")
    load(SECOND, PAN, CO, replace(edge, interval=undated(SECOND), origin=moved))

    assert edges_of(store, PAN, 1) == edges_of(store, PAN, 2) == [edge]


def test_a_correction_closes_one_row_and_adds_another(store: GraphStore, load: Loader) -> None:
    edge = role(PAN, CO, Interval.from_days(FIRST, None))
    ended = replace(edge, interval=Interval.from_days(FIRST, SECOND))
    load(FIRST, PAN, CO, edge)
    load(SECOND, PAN, CO, ended)

    assert edges_of(store, PAN, 1) == [edge]
    assert edges_of(store, PAN, 2) == [ended]


def test_an_older_statement_does_not_override_a_newer_one(store: GraphStore, load: Loader) -> None:
    edge = role(PAN, CO, Interval.from_days(FIRST, SECOND))
    load(SECOND, PAN, CO, edge)
    load(FIRST, PAN, CO, replace(edge, interval=Interval.from_days(FIRST, None)))

    assert edges_of(store, PAN) == [edge]


def test_of_two_rows_in_one_run_the_later_counts(store: GraphStore, load: Loader) -> None:
    edge = role(PAN, CO, Interval.from_days(FIRST, SECOND))
    later = replace(edge, interval=Interval.from_days(FIRST, THIRD))
    load(FIRST, PAN, CO, edge)
    with load.open(load.plan(SECOND)) as writer:
        for version in (edge, later, edge, later):
            writer.add(batch([PAN, CO, version]))
        writer.commit(NO_ROWS, START)

    assert edges_of(store, PAN) == [later]
    assert edges_of(store, PAN, 1) == [edge]
    assert store.problems() == []


def test_absent_from_the_next_complete_snapshot_ended_in_between(store: GraphStore, load: Loader) -> None:
    load(
        FIRST, PAN, CO, role(PAN, CO, undated(FIRST)), unit_class(CO, UnitKind.PRODUCTION_BUSINESS_UNIT, undated(FIRST))
    )
    load(SECOND, CO)

    (interval,) = intervals(store)
    assert interval == Interval(Bound(None, FIRST), Bound(day_after(FIRST), SECOND))
    assert [interval.holds_at(day) for day in (FIRST, date(2024, 1, 15), SECOND)] == [
        Truth.YES,
        Truth.UNKNOWN,
        Truth.NO,
    ]
    assert intervals(store, 1) == [undated(FIRST)]


def test_other_kinds_end_too(store: GraphStore, load: Loader) -> None:
    kind = unit_class(CO, UnitKind.FINANCIAL_INSTITUTION, undated(FIRST))
    load(FIRST, CO, OTHER, kind, profile(CO, FIRST), Holding("h-1", OTHER.id, CO.id, undated(FIRST), HERE))
    load(SECOND, CO)

    ended = Interval(Bound(None, FIRST), Bound(day_after(FIRST), SECOND))
    found = store.profile(key_of(store, CO), 2)
    assert found is not None and found.interval == ended
    assert store.neighbourhood(key_of(store, CO), 2, 9)[1][0].interval == ended
    facts = store.facts(Scope.of(key_of(store, CO)), 2)
    (known,) = store.unit_classes(facts.classes.key.tolist(), 2).values()
    assert known == replace(kind, interval=ended)


def test_partial_runs_and_other_sources_end_nothing(store: GraphStore, load: Loader) -> None:
    load(FIRST, PAN, CO, role(PAN, CO, undated(FIRST)))
    load(SECOND, CO, complete=False)
    load(THIRD, CO, source="别处")
    load(THIRD, CO, kind="supplement")

    assert intervals(store) == [undated(FIRST)]


def test_a_printed_end_is_never_touched(store: GraphStore, load: Loader) -> None:
    edge = role(PAN, CO, Interval.from_days(FIRST, date(2030, 1, 1)))
    load(FIRST, PAN, CO, edge)
    load(SECOND, CO)

    assert edges_of(store, PAN) == [edge]


def test_back_after_an_end_is_another_row(store: GraphStore, load: Loader) -> None:
    edge = role(PAN, CO, undated(FIRST))
    load(FIRST, PAN, CO, edge)
    load(SECOND, CO)
    load(THIRD, PAN, CO, replace(edge, interval=undated(THIRD)))

    first, again = edges_of(store, PAN)
    assert first.id == edge.id and again.id != edge.id
    assert first.interval == Interval(Bound(None, FIRST), Bound(day_after(FIRST), SECOND))
    assert again.interval == Interval(Bound(day_after(FIRST), THIRD))
    load(FOURTH, CO)
    assert edges_of(store, PAN)[1].interval == Interval(Bound(day_after(FIRST), THIRD), Bound(day_after(THIRD), FOURTH))
    assert [edge.id for edge in edges_of(store, PAN, 3)] == [first.id, again.id]


@pytest.mark.parametrize("order", list(permutations((FIRST, SECOND, THIRD, FOURTH))))
def test_snapshots_in_any_order_give_the_same_facts(
    order: tuple[date, ...], make_store: Callable[[str], GraphStore]
) -> None:
    in_order, mixed = make_store("in-order"), make_store("mixed")
    for store, days in ((in_order, sorted(order)), (mixed, order)):
        for day in days:
            Loader(store)(day, *_world_on(day), complete=True, kind="register")
            Loader(store)(day, *_roster_on(day), kind="roster", complete=day != SECOND)

    everybody = [PAN, QIAO, CO, OTHER]
    assert picture(mixed, everybody) == picture(in_order, everybody)
    assert mixed.problems() == []


def _world_on(day: date) -> list[object]:
    """Pan comes and goes and comes back, Qiao leaves, and the company's status changes."""
    status = {FIRST: "存续", SECOND: "存续", THIRD: "吊销", FOURTH: "吊销"}[day]
    facts: list[object] = [CO, OTHER, PAN, QIAO, profile(CO, day, status)]
    if day in (FIRST, THIRD):
        facts += [role(PAN, CO, undated(day)), Holding("h-1", PAN.id, CO.id, undated(day), HERE)]
    if day in (FIRST, SECOND):
        facts.append(role(QIAO, CO, Interval.from_days(date(2020, 5, 1))))
    if day in (FIRST, FOURTH):
        facts.append(role(QIAO, OTHER, undated(day), title="监事" if day == FIRST else "董事"))
    return facts


def _roster_on(day: date) -> list[object]:
    listed = replace(OTHER, on_roster=True)
    facts: list[object] = [listed, PAN]
    entry, second = listing(listed, date(2023, 1, 1)), listing(listed, date(2023, 6, 1), case="(2023)示0102执2号")
    if day is not THIRD:
        facts += [entry, attached(PAN, entry, date(2023, 1, 1))]
    if day in (FIRST, SECOND):
        facts.append(second)
    return facts


def test_partial_sightings_count_in_any_order(make_store: Callable[[str], GraphStore]) -> None:
    edge = role(PAN, CO, undated(FIRST))
    middle = date(2024, 1, 20)
    runs = {FIRST: ([edge], True), middle: ([edge], False), SECOND: ([], True), THIRD: ([edge], True)}
    expected = [
        Interval(Bound(None, FIRST), Bound(day_after(middle), SECOND)),
        Interval(Bound(day_after(middle), THIRD)),
    ]
    for number, order in enumerate(permutations(runs)):
        store = make_store(f"store-{number}")
        for day in order:
            facts, complete = runs[day]
            said = [replace(fact, interval=undated(day)) for fact in facts]
            Loader(store)(day, PAN, CO, *said, complete=complete)
        assert intervals(store) == expected, order


def test_two_complete_files_of_one_day_add_up(store: GraphStore, load: Loader) -> None:
    for day in (FIRST, SECOND):
        load(day, PAN, CO, role(PAN, CO, undated(day)))
        load(day, QIAO, OTHER, role(QIAO, OTHER, undated(day)))

    assert intervals(store) == [undated(FIRST)]
    assert [edge.interval for edge in edges_of(store, QIAO)] == [undated(FIRST)]


def test_a_fact_of_two_sources_follows_the_one_that_showed_it_last(store: GraphStore, load: Loader) -> None:
    holding = Holding("h-1", OTHER.id, CO.id, Interval.from_days(date(2020, 1, 1)), HERE)
    load(FIRST, CO, OTHER, holding)
    load(SECOND, CO, OTHER, holding, source="别处")
    load(THIRD, CO, OTHER)

    def until() -> Bound | None:
        return store.neighbourhood(key_of(store, CO), store.known_run(), 9)[1][0].interval.until

    assert until() is None
    load(FOURTH, CO, OTHER, source="别处")
    assert until() == Bound(day_after(SECOND), FOURTH)


def test_an_entry_comes_back_as_it_was(store: GraphStore, load: Loader) -> None:
    listed = unit("示范丙有限公司", on_roster=True)
    entry = replace(listing(listed, FIRST, THIRD), filed=date(2023, 5, 1), head_name="潘示例", public=False)
    load(FIRST, listed, entry, kind="roster")

    assert entries(store) == {entry.id: entry}
    columns = store.facts(Scope.roster(), 1).listings
    assert store.facts(Scope.roster(), 1).courts == ("示范市人民法院",)
    assert columns.days.tolist() == [list(entry.interval.columns())]
    assert columns.subject.tolist() == [key_of(store, listed)]


def test_a_vanished_entry_has_an_unknown_end(store: GraphStore, load: Loader) -> None:
    listed = unit("示范丙有限公司", on_roster=True)
    entry = listing(listed, date(2023, 1, 1))
    relation = attached(PAN, entry, date(2023, 1, 1))
    load(FIRST, listed, PAN, entry, relation, kind="roster")
    load(SECOND, kind="roster")

    assert entries(store)[entry.id].interval.until == Bound(day_after(FIRST), None)
    assert intervals(store)[0].until == Bound(day_after(FIRST), None)
    assert entries(store, 1)[entry.id].interval.until is None
    load(THIRD, listed, PAN, entry, relation, kind="roster")
    assert entries(store) == {entry.id: entry}
    assert edges_of(store, PAN) == [relation]


def test_a_withdrawal_cuts_the_entry_and_survives_its_reload(store: GraphStore, load: Loader) -> None:
    listed = unit("示范丙有限公司", on_roster=True)
    entry = listing(listed, date(2023, 1, 1))
    end = listing_end(entry, SECOND)
    load(FIRST, listed, entry, kind="roster")
    load(SECOND, end, kind="supplement", complete=False)
    load(THIRD, listed, entry, kind="roster")

    assert [entries(store, run)[entry.id].interval.until for run in (1, 2, 3)] == [
        None,
        Bound.on(SECOND),
        Bound.on(SECOND),
    ]
    days = store.facts(Scope.roster(), 3).listings.days
    assert days.tolist() == [list(Interval.from_days(date(2023, 1, 1), SECOND).columns())]
    assert store.listing_ends([entry.id], 3) == [end]
    assert store.listing_ends([entry.id], 1) == []


def test_a_notice_says_more_than_a_vanished_entry(store: GraphStore, load: Loader) -> None:
    listed = unit("示范丙有限公司", on_roster=True)
    entry = listing(listed, date(2023, 1, 1))
    load(FIRST, listed, entry, kind="roster")
    load(SECOND, kind="roster")
    load(THIRD, listing_end(entry, THIRD), kind="supplement", complete=False)

    assert entries(store)[entry.id].interval.until == Bound.on(THIRD)


def test_the_earlier_of_printed_end_and_notice_counts(store: GraphStore, load: Loader) -> None:
    listed = unit("示范丙有限公司", on_roster=True)
    entry = listing(listed, date(2023, 1, 1), FOURTH)
    load(FIRST, listed, entry, kind="roster")
    load(SECOND, listing_end(entry, THIRD), kind="supplement", complete=False)

    assert entries(store)[entry.id].interval.until == Bound.on(THIRD)


def test_entries_are_found_by_case_and_name_before_the_commit(store: GraphStore, load: Loader) -> None:
    listed = unit("示范丙有限公司", on_roster=True)
    entry = listing(listed, date(2023, 1, 1))
    with load.open(load.plan(FIRST, kind="roster")) as writer:
        assert not writer.has_listing(entry.id)
        writer.add(batch([listed, entry]))
        assert writer.has_listing(entry.id)
        assert writer.find_listings(entry.case_number, listed.name_key) == [entry]
        assert writer.find_listings(entry.case_number, "别人") == []
        writer.commit(NO_ROWS, START)
    with load.open(load.plan(SECOND, kind="supplement")) as writer:
        assert writer.has_listing(entry.id)
        assert writer.find_listings(entry.case_number, listed.name_key) == [entry]


def test_a_fact_about_an_unknown_party_is_refused(store: GraphStore, load: Loader) -> None:
    with load.open(load.plan(FIRST)) as writer, pytest.raises(BadFactError, match="not stored"):
        writer.add(batch([PAN, role(PAN, CO, undated(FIRST))]))


def test_the_newest_profile_counts(store: GraphStore, load: Loader) -> None:
    load(FIRST, CO, profile(CO, FIRST))
    load(SECOND, CO, profile(CO, SECOND, "注销"))

    newest, before = store.profile(key_of(store, CO), 2), store.profile(key_of(store, CO), 1)
    assert newest is not None and newest.status == "注销"
    assert before is not None and before.status == "存续"
    assert store.profile(key_of(store, CO), 0) is None
