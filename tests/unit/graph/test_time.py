"""Three-valued intervals: half-open, open ends, unknown ends, JSON."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadFactError
from graph.model.certainty import Truth
from graph.model.time import Bound, Interval, beijing_day, day_after

D = date


def test_half_open_exact_interval() -> None:
    interval = Interval.from_days(D(2020, 5, 6), D(2021, 3, 1))
    answers = {day: interval.holds_at(day) for day in (D(2020, 5, 5), D(2020, 5, 6), D(2021, 2, 28), D(2021, 3, 1))}
    assert list(answers.values()) == [Truth.NO, Truth.YES, Truth.YES, Truth.NO]


def test_open_reads_yes_on_later_days_and_unknown_end_does_not() -> None:
    since = Bound.on(D(2020, 1, 1))
    assert Interval(since, None).holds_at(D(2099, 1, 1)) is Truth.YES
    unknown_end = Interval(since, Bound(D(2021, 1, 1), None))
    assert unknown_end.holds_at(D(2020, 12, 31)) is Truth.YES
    assert unknown_end.holds_at(D(2021, 1, 1)) is Truth.UNKNOWN
    assert unknown_end.holds_at(D(2099, 1, 1)) is Truth.UNKNOWN


def test_start_known_only_as_not_later_than_the_snapshot() -> None:
    interval = Interval(Bound(None, D(2022, 6, 30)))
    assert interval.holds_at(D(2022, 6, 29)) is Truth.UNKNOWN
    assert interval.holds_at(D(2022, 6, 30)) is Truth.YES


def test_a_printed_inclusive_end_holds_on_its_own_day() -> None:
    interval = Interval.from_days(D(2020, 1, 1), day_after(D(2020, 12, 31)))
    assert interval.holds_at(D(2020, 12, 31)) is Truth.YES
    assert interval.holds_at(D(2021, 1, 1)) is Truth.NO


def test_epoch_of_beijing_midnight_is_that_beijing_day() -> None:
    moment = datetime.fromtimestamp(1532275200, tz=UTC)
    assert beijing_day(moment) == D(2018, 7, 23)


def test_json_bounds() -> None:
    assert Interval(Bound(None, D(2022, 6, 30))).to_json() == {
        "since": {"earliest": None, "latest": "2022-06-30"},
        "until": "open",
    }
    assert Interval.from_days(D(2020, 1, 1), D(2021, 1, 1)).to_json() == {"since": "2020-01-01", "until": "2021-01-01"}


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BadFactError, match="begins after it ends"):
        Bound(D(2021, 1, 1), D(2020, 1, 1))


days = st.dates(D(1990, 1, 1), D(2060, 1, 1))


def _bound(pair: tuple[date | None, date | None]) -> Bound:
    first, last = pair
    return Bound(last, first) if first and last and first > last else Bound(first, last)


bounds = st.tuples(st.none() | days, st.none() | days).map(_bound)


@given(bounds, st.none() | bounds)
def test_columns_round_trip(since: Bound, until: Bound | None) -> None:
    interval = Interval(since, until)
    again = Interval.from_columns(*interval.columns())
    assert again.columns() == interval.columns()


@given(bounds, st.none() | bounds, days, days)
def test_truth_agrees_with_every_completion(since: Bound, until: Bound | None, day: date, other: date) -> None:
    """Yes only if every possible start and end gives yes; no only if every one gives no."""
    interval = Interval(since, until)
    starts = [since.earliest or D.min, since.latest or D.max]
    ends = [D.max] if until is None else [until.earliest or D.min, until.latest or D.max]
    completions = {start <= day < end for start in starts for end in ends}
    answer = interval.holds_at(day)
    if answer is Truth.YES:
        assert completions == {True}
    if answer is Truth.NO:
        assert True not in completions or day < starts[0]
    if completions == {True}:
        assert answer is Truth.YES
