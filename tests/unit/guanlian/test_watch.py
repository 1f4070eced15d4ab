"""Watching: new exposures and releases with old and new answer; nobody is missed in silence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from analysis.changes import Cause, Kind
from analysis.verdict import Verdict
from graph.errors import BadRequestError, UnknownSubjectError
from graph.model.journal import EntryKind
from guanlian import watch
from guanlian.watch import Watching
from guanlian.watch_answers import WatchRun, WatchRunAnswer
from tests.support.told import Told

NAMES = ("甲公司", "乙公司", "张甲")


def begin(told: Told, purpose: str = "supervision", names: tuple[str, ...] = NAMES) -> None:
    texts = tuple(told.id_of(name) for name in names)
    watch.add(told.service, told.request(date(2026, 6, 5)), Watching("重点客户", texts, purpose), "经办甲", told.now())


def look(told: Told, day: date, minutes: int = 1) -> WatchRunAnswer:
    return watch.run(told.service, told.request(day), "经办甲", told.now() + timedelta(minutes=minutes))


def only(answer: WatchRunAnswer) -> WatchRun:
    (made,) = answer.runs
    assert made.watched == made.looked + len(made.missed) == len(NAMES)
    return made


def test_a_first_run_is_the_base_and_a_second_one_without_news_says_so(told: Told) -> None:
    begin(told)
    first = only(look(told, date(2026, 6, 5)))
    assert {(item.subject.name, item.since, item.old) for item in first.items} == {
        ("甲公司", None, None),
        ("乙公司", None, None),
    }
    assert first.complete
    again = only(look(told, date(2026, 6, 6), 2))
    assert (again.items, again.complete) == ((), True)


def test_a_release_and_a_new_exposure_are_reported_with_cause_old_and_new_answer(told: Told) -> None:
    begin(told)
    look(told, date(2026, 6, 5))
    told.story.content["listings"].append({"of": "张甲", "published": date(2026, 6, 11)})
    told.story.content["listings"][1]["withdrawn"] = date(2026, 6, 11)
    told.load("roster", date(2026, 6, 12))
    made = only(look(told, date(2026, 6, 12)))
    by_name = {item.subject.name: item for item in made.items}
    unit = by_name["甲公司"]
    assert {(change.kind, change.cause) for change in unit.changes} == {
        (Kind.RELEASED, Cause.ROSTER),
        (Kind.NEW, Cause.ROSTER),
    }
    assert {change.finding.listed.name for change in unit.changes} == {"李乙", "王丙", "张甲"}
    assert (unit.since, unit.old, unit.new) == ("2026-06-05", Verdict.NOTE, Verdict.NOTE)


def test_an_answer_goes_from_flagged_to_clear(told: Told) -> None:
    begin(told)
    look(told, date(2026, 6, 5))
    told.story.content["listings"][1]["withdrawn"] = date(2026, 6, 11)
    told.load("register", date(2026, 6, 12))
    told.load("roster", date(2026, 6, 12))
    unit = next(item for item in only(look(told, date(2026, 6, 12))).items if item.subject.name == "甲公司")
    assert (unit.old, unit.new) == (Verdict.NOTE, Verdict.CLEAR)


def test_stale_data_fails_closed_and_the_next_good_run_compares_with_the_last_good_one(told: Told) -> None:
    begin(told)
    look(told, date(2026, 6, 5))
    stale = look(told, date(2026, 6, 11), 2)  # 名单超过七日
    assert not stale.complete
    assert {one.name for one in stale.runs[0].missed} == set(NAMES)
    assert all(one.reasons for one in stale.runs[0].missed)
    told.load("roster", date(2026, 6, 12))
    good = look(told, date(2026, 6, 12))
    assert good.complete
    assert {item.since for item in good.runs[0].items} == {"2026-06-05"}
    assert {change.day for item in good.runs[0].items for change in item.changes} == {"2026-06-10"}


def test_a_subject_that_is_gone_is_missed_and_named(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(told)
    gone, find = told.id_of("乙公司"), told.store.find_subjects
    monkeypatch.setattr(
        told.store, "find_subjects", lambda text, *more, **named: [] if text == gone else find(text, *more, **named)
    )
    answer = look(told, date(2026, 6, 5))
    assert not answer.complete
    assert [(one.name, one.id) for one in only(answer).missed] == [("乙公司", gone)]


def test_single_lookups_that_fail_are_named_but_do_not_stop_the_comparison(told: Told) -> None:
    told.story.content["positions"].pop(3)  # nobody is recorded as actual controller
    told.load("register", date(2026, 6, 2))
    begin(told, "credit", ("甲公司", "乙公司", "张甲"))
    first = only(look(told, date(2026, 6, 5)))
    assert first.complete
    assert "甲公司" in {one.name for one in first.partly}
    told.story.content["listings"][1]["withdrawn"] = date(2026, 6, 6)
    told.load("roster", date(2026, 6, 7))
    second = only(look(told, date(2026, 6, 7)))
    assert {change.kind for item in second.items for change in item.changes} == {Kind.RELEASED}


def test_a_list_with_one_text_that_names_nobody_is_refused_whole(told: Told) -> None:
    watching = Watching("名单", (told.id_of("甲公司"), "查无此公司"), "credit")
    with pytest.raises(UnknownSubjectError, match="查无此公司"):
        watch.add(told.service, told.request(date(2026, 6, 5)), watching, "经办甲", told.now())
    for wrong in (Watching("名单", (), "credit"), Watching("名单", (told.id_of("甲公司"),), "好奇")):
        with pytest.raises(BadRequestError):
            watch.add(told.service, told.request(date(2026, 6, 5)), wrong, "经办甲", told.now())
    assert told.store.journal(EntryKind.WATCH) == ()
    with pytest.raises(BadRequestError):
        look(told, date(2026, 6, 5))


def test_a_stopped_list_is_no_longer_run_and_its_name_is_free(told: Told) -> None:
    begin(told)
    with pytest.raises(BadRequestError):
        begin(told)
    today = told.request(date(2026, 6, 5))
    watch.stop(told.service, today, "重点客户", date(2026, 6, 5), "经办甲", told.now())
    with pytest.raises(BadRequestError):
        look(told, date(2026, 6, 5))
    assert [one.stopped for one in watch.listed(told.service, today).watches] == ["2026-06-05"]
