"""Laws of time: what must hold for any dates, told as properties."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.rules import compile_rules
from analysis.verdict import Verdict, grade, judge
from graph.model.certainty import Truth
from graph.model.records import PartyKind
from graph.model.roles import Role, UnitKind
from graph.model.time import BEIJING, beijing_day
from graph.open import open_store
from guanlian.offices import Offices
from guanlian.request import Request
from guanlian.settings import Settings, parse_moment
from guanlian.verdicts import Question
from measures.loader import load_catalogue
from tests.support.scenarios import FIRST_MOMENT, Story, tell
from tests.support.world import World

# One clause of every reach, from several documents; some begin to be in force within the days drawn below.
CLAUSES = {"central-2016 1.7 b", "central-2016 5.3 a", "central-2016 7.2 a", "lushan-2022 9 b", "national 1"}
CLAUSES |= {"hegang-2018 52 c", "hegang-2018 52 e"}
RULES = [rule for rule in compile_rules(load_catalogue().documents) if rule.name in CLAUSES]
assert {rule.name for rule in RULES} == CLAUSES
STRENGTH = [Verdict.CLEAR, Verdict.NOTE, Verdict.REVIEW, Verdict.BLOCK]
COURT = "鹤岗市中级人民法院"

days = st.dates(date(2015, 1, 1), date(2026, 12, 31))
spans = st.tuples(days, st.one_of(st.none(), st.integers(1, 2000))).map(
    lambda span: (span[0], span[0] + timedelta(days=span[1]) if span[1] else None)
)
roles = st.sampled_from(
    [Role.LEGAL_REPRESENTATIVE, Role.PRINCIPAL, Role.DIRECTOR, Role.SUPERVISOR, Role.GENERAL_MANAGER]
)
tellings = st.fixed_dictionaries(
    {
        "listings": st.lists(st.tuples(st.sampled_from(["甲公司", "张甲"]), spans), min_size=1, max_size=3),
        "posts": st.lists(st.tuples(st.sampled_from(["张甲", "李乙"]), roles, spans), max_size=3),
    }
)

# Each example proves a world anew: fewer of them, and no clock.
often = settings(max_examples=60, deadline=None)


def world_of(told: dict[str, Any]) -> World:
    world = World()
    world.party("甲公司", PartyKind.UNIT)
    world.unit_class("甲公司", UnitKind.PRODUCTION_BUSINESS_UNIT, printed="有限责任公司")
    world.role("张甲", Role.PRINCIPAL, "乙合伙", date(2016, 1, 1))
    for holder, role, (since, until) in told["posts"]:
        world.role(holder, role, "甲公司", since, until)
    for of, (published, withdrawn) in told["listings"]:
        kind = PartyKind.UNIT if of == "甲公司" else PartyKind.PERSON
        world.listing(of, kind, published, withdrawn, COURT)
    return world


def answer(told: dict[str, Any], day: date) -> Verdict:
    return judge([grade(finding) for finding in world_of(told).findings(RULES, day)], [])


@often
@given(tellings, days)
def test_nothing_before_publication_and_nothing_from_withdrawal_on(told: dict[str, Any], day: date) -> None:
    for finding in world_of(told).findings(RULES, day):
        entry = told["listings"][int(finding.listed.id.removeprefix("l-"))]
        published, withdrawn = entry[1]
        if day < published or (withdrawn is not None and day >= withdrawn):
            assert finding.holds is Truth.NO


@often
@given(tellings, days)
def test_nothing_through_a_post_before_it_begins_or_from_its_end_on(told: dict[str, Any], day: date) -> None:
    world = world_of(told)
    for finding in world.findings(RULES, day):
        for step in finding.path:
            if step.type == "position":
                number = int(step.id.removeprefix("e-"))
                since, until = (date(2016, 1, 1), None) if number == 0 else told["posts"][number - 1][2]
                if day < since or (until is not None and day >= until):
                    assert finding.holds is Truth.NO


@often
@given(tellings, tellings, days)
def test_more_entries_and_more_posts_never_weaken_an_answer(
    told: dict[str, Any], more: dict[str, Any], day: date
) -> None:
    both = {key: told[key] + more[key] for key in told}
    assert STRENGTH.index(answer(both, day)) >= STRENGTH.index(answer(told, day))


@often
@given(tellings, days, st.integers(0, 1000))
def test_a_finding_does_not_depend_on_the_day_it_is_asked_for(told: dict[str, Any], day: date, later: int) -> None:
    other = min(day + timedelta(days=later), date(2027, 12, 31))
    first, second = (world_of(told).findings(RULES, when) for when in (day, other))
    assert {f.id: (f.since, f.until) for f in first} == {f.id: (f.since, f.until) for f in second}


@often
@given(tellings, days, st.integers(1, 500))
def test_a_later_withdrawal_never_weakens_an_answer(told: dict[str, Any], day: date, extra: int) -> None:
    longer = {
        **told,
        "listings": [
            (of, (published, withdrawn + timedelta(days=extra) if withdrawn else None))
            for of, (published, withdrawn) in told["listings"]
        ],
    }
    assert STRENGTH.index(answer(longer, day)) >= STRENGTH.index(answer(told, day))


# ---- Beijing days ----
def test_a_day_begins_and_ends_in_beijing() -> None:
    assert beijing_day(datetime(2026, 6, 29, 15, 59, 59, tzinfo=UTC)) == date(2026, 6, 29)
    assert beijing_day(datetime(2026, 6, 29, 16, 0, tzinfo=UTC)) == date(2026, 6, 30)
    end = parse_moment("2026-06-30", "--known-as-of")
    assert end.astimezone(UTC) < datetime(2026, 6, 30, 16, 0, tzinfo=UTC)
    assert end.astimezone(UTC) >= datetime(2026, 6, 30, 15, 59, 59, tzinfo=UTC)
    assert Settings(today=date(2026, 6, 30)).day() == date(2026, 6, 30)


@given(st.datetimes(datetime(2015, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)))
def test_the_same_moment_is_the_same_day_wherever_it_is_written(moment: datetime) -> None:
    assert beijing_day(moment) == beijing_day(moment.astimezone(BEIJING)) == moment.astimezone(BEIJING).date()


# ---- the two clocks ----
SNAPSHOTS = st.lists(
    st.tuples(
        st.sampled_from(["roster", "register"]),
        st.integers(1, 6),
        st.sets(st.sampled_from(["甲公司", "李乙", "李乙 director"])),
        st.booleans(),
    ),
    min_size=2,
    max_size=4,
)


def story_of(snapshots: list[tuple[str, int, set[str], bool]]) -> Story:
    day, loads = date(2026, 6, 1), []
    for kind, later, gone, complete in snapshots:
        day += timedelta(days=later)
        without = sorted(gone - {"甲公司"}) if kind == "register" else sorted(gone - {"李乙 director"})
        loads.append({"kind": kind, "as_of": day, "without": without, "complete": complete})
    return Story(
        "laws",
        {
            "story": "甲公司的名单和登记先后装入",
            "units": {"甲公司": {}},
            "positions": [
                ["张甲", "legal_representative", "甲公司", date(2015, 1, 1), None],
                ["李乙", "director", "甲公司", None, None],
                ["钱戊", "actual_controller", "甲公司", date(2015, 1, 1), None],
            ],
            "listings": [
                {"of": "甲公司", "published": date(2026, 6, 3), "withdrawn": date(2026, 6, 10)},
                {"of": "李乙", "published": date(2026, 6, 2)},
            ],
            "loads": loads,
        },
    )


def said(folder: Path, name: str, story: Story, day: date, known: datetime | None) -> dict[str, Any]:
    store = open_store(f"sqlite:///{folder}/{name}.db", notify=lambda message: None)
    try:
        if not store.runs():
            tell(story, store)
        request = Request("test", day, documents=("central-2016",), known_as_of=known, client="test")
        found = Offices(store, load_catalogue()).verdict(request, "甲公司", Question("credit"))
        return {**found.to_json(), "known_as_of": None}
    finally:
        store.close()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SNAPSHOTS, st.integers(0, 20))
def test_an_answer_as_known_then_is_the_answer_given_then(
    tmp_path_factory: pytest.TempPathFactory, snapshots: list[tuple[str, int, set[str], bool]], later: int
) -> None:
    folder, day = tmp_path_factory.mktemp("laws"), date(2026, 6, 2) + timedelta(days=later)
    whole = story_of(snapshots)
    for count in range(1, len(snapshots)):
        then = Story("laws", {**whole.content, "loads": whole.loads()[:count]})
        moment = FIRST_MOMENT + timedelta(hours=count - 1)
        assert said(folder, "whole", whole, day, moment) == said(folder, f"first{count}", then, day, None)
