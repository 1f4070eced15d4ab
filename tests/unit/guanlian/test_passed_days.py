"""Changes that only the passing of days made are counted without being proved; everything else is told as ever."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from analysis.changes import Cause, Kind
from graph.open import open_store
from guanlian import objections
from guanlian.change_answers import ChangesAnswer
from guanlian.changes import Moment, changes
from guanlian.objections import Objecting
from guanlian.views.moved import moved_between
from guanlian.views.service import PageService
from tests.support.sample import ask, sample_today, service_over
from tests.support.told import Told

FIRST, BEFORE, AFTER = date(2026, 6, 1), date(2026, 5, 20), date(2026, 6, 15)
CONTENT = {
    "units": {"甲公司": {}, "乙公司": {}},
    "positions": [
        # The day of appointment is not told: before the register's day the post may, from it on it does hold.
        ["李乙", "director", "甲公司", None, None],
        ["王丙", "supervisor", "甲公司", None, None],
        ["张甲", "legal_representative", "乙公司", date(2015, 1, 1), date(2026, 6, 10)],
    ],
    "listings": [
        {"of": "李乙", "published": date(2020, 1, 1)},
        {"of": "王丙", "published": date(2021, 1, 1)},
        {"of": "乙公司", "published": date(2022, 1, 1)},
    ],
}


@pytest.fixture
def undated(tmp_path: Path) -> Iterator[Told]:
    """甲公司 with two listed officers since nobody knows when; the head of the listed 乙公司 leaves on 10 June."""
    store = open_store(f"sqlite:///{tmp_path}/told.db", notify=lambda message: None)
    story = Told(store, CONTENT)
    story.load("register", FIRST)
    story.load("roster", FIRST)
    yield story
    store.close()


def both(told: Told, before: date, after: date) -> tuple[ChangesAnswer, ChangesAnswer]:
    """Everything told, and only what more than the day moved."""
    asked = (told.service, told.request(after), Moment(before), Moment(after))
    return changes(*asked), changes(*asked, passed=False)


def assert_same_but_for_days(every: ChangesAnswer, few: ChangesAnswer) -> None:
    assert (few.new, few.released, few.changed) == (every.new, every.released, every.changed)
    left_out = {view.finding.id for view in every.changes} - {view.finding.id for view in few.changes}
    assert few.changes == tuple(view for view in every.changes if view.finding.id not in left_out)
    assert {view.cause for view in every.changes if view.finding.id in left_out} <= {Cause.DAY}


def test_what_the_day_alone_moved_is_counted_and_the_rest_is_told(undated: Told) -> None:
    every, few = both(undated, BEFORE, AFTER)
    assert_same_but_for_days(every, few)
    assert every.changed > 0
    assert {view.cause for view in every.changes if view.kind is Kind.CHANGED} == {Cause.DAY}
    assert few.changes
    assert {view.kind for view in few.changes} == {Kind.RELEASED}


def test_a_finding_with_a_record_is_told_for_its_record(undated: Told) -> None:
    standing = undated.service.exposures(undated.request(AFTER)).findings
    finding = next(one for one in standing if one.listed.name == "王丙")
    objecting = Objecting(finding.id, "王丙", "同名不同人", AFTER, "异议书1号")
    objections.add(undated.service, undated.request(AFTER), objecting, "经办甲", undated.now())
    every, few = both(undated, BEFORE, AFTER)
    assert_same_but_for_days(every, few)
    changed = [view for view in few.changes if view.kind is Kind.CHANGED]
    assert changed
    assert {view.finding.listed.name for view in changed} == {"王丙"}


def test_the_page_counts_them_in_one_line(undated: Told) -> None:
    service = PageService(undated.store, undated.service.catalogue, undated.service.purposes)
    answer = moved_between(service, undated.request(AFTER), BEFORE, AFTER)
    assert answer.passed == answer.measures["变化"] > 0
    assert {row.kind for row in answer.rows} == {"解除"}


def test_on_a_city_the_short_way_tells_the_same(sample_url: str) -> None:
    request = ask(sample_today(), "central-2016")
    with service_over(sample_url) as service:
        asked = (service, request, Moment(date(2026, 4, 1)), Moment(request.as_of))
        every, few = changes(*asked), changes(*asked, passed=False)
    assert_same_but_for_days(every, few)
    assert 0 < len(few.changes) < len(every.changes)
    assert Cause.DAY not in {view.cause for view in few.changes}


def test_who_stays_flagged_is_told_for_all_and_why_for_the_one_that_is_asked_about(sample_url: str) -> None:
    before = date(2026, 1, 1)
    with service_over(sample_url) as service:
        pages, request = PageService(service.store, service.catalogue), ask(sample_today(), "central-2016")
        rows = moved_between(pages, request, before, request.as_of).rows
        flagged = next(row for row in rows if row.still)
        alone = moved_between(pages, request, before, request.as_of, flagged.party.id).rows
        standing = {one.listed.name for one in pages.check(request, flagged.party.id).findings}
    told = [row for row in alone if row.party.id == flagged.party.id]
    assert [row.model_copy(update={"still": bool(row.still)}) for row in told] == [
        row.model_copy(update={"still": bool(row.still)}) for row in rows if row.party.id == flagged.party.id
    ]
    reasons = {row.still for row in told if row.still}
    assert all(why.startswith("仍因") and any(name in why for name in standing) for why in reasons)
