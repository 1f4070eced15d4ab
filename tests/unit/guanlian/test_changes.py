"""What moved between two days or two moments: cause, deadline, who must be told, and who stays flagged."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise

import pytest

from analysis.changes import Cause, Kind
from graph.errors import BadRequestError
from graph.model.certainty import Certainty, IdentityTier
from graph.model.ids import content_id
from graph.model.records import Basis, Batch, Control, Identity, Origin
from graph.model.roles import Role
from graph.model.time import BEIJING, Interval
from guanlian import actions, keeps, objections
from guanlian.actions import Deed, Did
from guanlian.change_answers import ChangesAnswer, ChangeView
from guanlian.changes import Moment, changes
from guanlian.keeps import Keeping
from guanlian.objections import Objecting
from tests.support.scenarios import load
from tests.support.told import Told

BEFORE, AFTER = date(2026, 6, 9), date(2026, 6, 30)
SUPERVISION = "9"


def between(told: Told, before: date, after: date, *documents: str) -> ChangesAnswer:
    return changes(told.service, told.request(after, *documents), Moment(before), Moment(after))


def of(answer: ChangesAnswer, name: str, number: str) -> ChangeView:
    found = [
        view
        for view in answer.changes
        if view.finding.subject.name == name
        and view.finding.number == number
        and view.finding.document == "central-2016"
    ]
    assert len(found) == 1, [view.text for view in answer.changes]
    return found[0]


def test_a_unit_flagged_through_two_officers_stays_flagged_when_one_is_released(told: Told) -> None:
    view = of(between(told, BEFORE, AFTER), "甲公司", SUPERVISION)
    assert (view.kind, view.cause, view.day) == (Kind.RELEASED, Cause.ROSTER, "2026-06-10")
    assert view.still is not None
    assert view.still.text == "仍因王丙（监事）被标记"
    assert view.still.text in view.text
    flagged = told.service.exposures(told.request(AFTER)).findings
    assert set(view.still.findings) <= {finding.id for finding in flagged if finding.subject.name == "甲公司"}


def test_a_withdrawal_brings_each_source_s_own_deadline(told: Told) -> None:
    dues = of(between(told, BEFORE, AFTER, "central-2016", "national"), "甲公司", SUPERVISION).deadlines
    told_of = {(due.document, due.printed, due.due) for due in dues}
    assert ("central-2016", "3日内", "2026-06-13") in told_of  # 原文为“日”：自然日
    assert ("national", "三个工作日内", "2026-06-15") in told_of  # 10日为周三：11、12、15日
    assert ("central-2016", "及时", None) in told_of
    assert not any(due.estimated for due in dues)


def test_working_days_of_a_year_not_announced_are_an_estimate(told: Told) -> None:
    content = told.story.content["listings"]
    content[0] = {**content[0], "withdrawn": date(2027, 9, 29)}
    told.load("roster", date(2026, 6, 2))
    answer = between(told, date(2027, 9, 28), date(2027, 10, 30), "central-2016", "national")
    dues = {due.printed: due for due in of(answer, "甲公司", SUPERVISION).deadlines if due.document == "national"}
    assert dues["三个工作日内"].estimated
    assert "预估" in dues["三个工作日内"].text


def test_a_resignation_ends_what_rested_on_the_post_and_brings_no_court_deadline(told: Told) -> None:
    view = of(between(told, BEFORE, AFTER), "张甲", "7.1")
    assert (view.kind, view.cause, view.day) == (Kind.RELEASED, Cause.ROLE, "2026-06-20")
    assert (view.deadlines, view.still) == ((), None)
    assert "离任" in view.cause_text


def test_who_acted_on_a_finding_is_named_when_it_is_released(told: Told) -> None:
    released = of(between(told, BEFORE, AFTER), "甲公司", SUPERVISION).finding.id
    deed = Deed(released, Did.RESTRICTED, date(2026, 6, 5), "示范市市场监管局", "经办甲", "示监〔2026〕1号")
    actions.add(told.service, told.request(AFTER), deed, told.now())
    (act,) = of(between(told, BEFORE, AFTER), "甲公司", SUPERVISION).told
    assert (act.agency, act.did, act.day) == ("示范市市场监管局", Did.RESTRICTED, "2026-06-05")
    assert actions.listed(told.service, told.request(AFTER), agency="别的单位").actions == ()
    with pytest.raises(BadRequestError):
        actions.add(told.service, told.request(date(2026, 6, 1)), deed, told.now())


def test_what_became_known_between_two_moments_with_its_cause(told: Told) -> None:
    earlier = told.now()
    told.story.content["listings"].append({"of": "钱戊", "published": date(2026, 6, 2)})
    told.story.content["positions"].append(["王丙", "director", "乙公司", date(2026, 1, 1), None])
    told.load("roster", date(2026, 6, 3))
    told.load("register", date(2026, 6, 3))
    day = date(2026, 6, 4)
    answer = changes(told.service, told.request(day), Moment(day, earlier), Moment(day))
    causes = {(view.finding.listed.name, view.finding.subject.name): view.cause for view in answer.changes}
    assert causes[("钱戊", "甲公司")] is Cause.ROSTER
    assert causes[("王丙", "乙公司")] is Cause.ROLE
    assert {view.kind for view in answer.changes} == {Kind.NEW}
    same = changes(told.service, told.request(day), Moment(day, earlier), Moment(day, earlier))
    assert same.changes == ()


def test_a_reversed_decision_on_who_is_who_releases_with_its_cause(told: Told) -> None:
    told.story.content["positions"].append(["赵丁", "director", "甲公司", date(2015, 1, 1), None])
    told.story.content["listings"].append({"of": "赵丁（名单）", "published": date(2020, 1, 1)})
    told.story.content["persons"] = {"赵丁（名单）": {"registered": False, "number": False}}
    told.load("register", date(2026, 6, 2))
    told.load("roster", date(2026, 6, 2))
    moments = [told.now()]
    left, right = sorted((told.id_of("赵丁"), told.id_of("赵丁（名单）")))
    for tier in (IdentityTier.PROBABLE, IdentityTier.DIFFERENT):
        link = Identity(content_id("i", left, right), left, right, tier, "人工核定", "核定人甲")
        load(told.store, Batch(identities=[link]), "supplement", date(2026, 6, 3), told.loads, complete=False)
        told.loads += 1
        moments.append(told.now())
    day, request = date(2026, 6, 5), told.request(date(2026, 6, 5))
    made, undone = (
        changes(told.service, request, Moment(day, one), Moment(day, other)) for one, other in pairwise(moments)
    )
    assert {(view.kind, view.cause) for view in made.changes} == {(Kind.NEW, Cause.IDENTITY)}
    assert {(view.kind, view.cause) for view in undone.changes} == {(Kind.RELEASED, Cause.IDENTITY)}
    assert {view.finding.id for view in made.changes} == {view.finding.id for view in undone.changes}


def test_a_sold_share_ends_a_computed_control(told: Told) -> None:
    def control(until: date | None) -> Control:
        """钱戊, listed, computed as controller of 乙公司."""
        held = Interval.from_days(date(2015, 1, 1), until)
        unit, holder = told.id_of("乙公司"), told.id_of("王丙")
        origin = Origin("推定", "推定", 1)
        role, sure, basis = Role.ACTUAL_CONTROLLER, Certainty.PROBABLE, Basis.COMPUTED
        return Control(content_id("e", unit, holder), holder, unit, role, held, origin, "推定", sure, basis)

    moments = []
    for number, until in enumerate((None, date(2026, 6, 3))):
        load(told.store, Batch(roles=[control(until)]), "supplement", date(2026, 6, 2 + number), told.loads)
        told.loads += 1
        moments.append(told.now())
    day, request = date(2026, 6, 5), told.request(date(2026, 6, 5))
    answer = changes(told.service, request, Moment(day, moments[0]), Moment(day, moments[1]))
    flagged = [view for view in answer.changes if view.finding.subject.name == "乙公司"]
    assert {(view.kind, view.cause, view.day) for view in flagged} == {(Kind.RELEASED, Cause.SHARE, "2026-06-03")}
    assert all("股权" in view.text for view in flagged)


def test_law_comes_into_force_and_documents_differ(told: Told) -> None:
    answer = between(told, date(2022, 7, 28), date(2022, 7, 29), "lushan-2022")
    assert {(view.kind, view.cause) for view in answer.changes} == {(Kind.NEW, Cause.LAW)}
    assert {view.day for view in answer.changes} == {"2022-07-29"}


def test_an_objection_is_a_change_by_record(told: Told) -> None:
    finding = next(f for f in told.service.exposures(told.request(AFTER)).findings if f.listed.name == "王丙")
    objecting = Objecting(finding.id, "王丙", "同名不同人", date(2026, 6, 15), "异议书1号")
    objections.add(told.service, told.request(AFTER), objecting, "经办甲", told.now())
    found = [v for v in between(told, date(2026, 6, 14), date(2026, 6, 15)).changes if v.finding.listed.name == "王丙"]
    assert found
    assert {(view.kind, view.cause) for view in found} == {(Kind.CHANGED, Cause.RECORD)}


def test_a_kept_measure_is_released_only_when_its_term_ends(told: Told) -> None:
    released = of(between(told, BEFORE, AFTER), "甲公司", SUPERVISION).finding.id
    keeping = Keeping(
        released, "《某市条例》第十条", date(2026, 6, 10), date(2026, 7, 10), "示范市市场监管局", "示监〔2026〕2号"
    )
    keeps.add(told.service, told.request(AFTER), keeping, "经办甲", told.now())
    kept = of(between(told, BEFORE, AFTER), "甲公司", SUPERVISION)
    assert (kept.kind, kept.now) == (Kind.CHANGED, "继续保留")
    assert kept.kept is not None
    assert "《某市条例》第十条" in kept.kept
    ended = of(between(told, AFTER, date(2026, 7, 10)), "甲公司", SUPERVISION)
    assert (ended.kind, ended.cause) == (Kind.RELEASED, Cause.RECORD)


def test_the_later_side_comes_second(told: Told) -> None:
    with pytest.raises(BadRequestError):
        between(told, AFTER, BEFORE)
    moment = datetime(2026, 7, 1, tzinfo=BEIJING)
    with pytest.raises(BadRequestError):
        changes(told.service, told.request(AFTER), Moment(AFTER), Moment(AFTER, moment))


def test_only_the_subjects_asked_for(told: Told) -> None:
    whole = between(told, BEFORE, AFTER)
    request = told.request(AFTER)
    part = changes(told.service, request, Moment(BEFORE), Moment(AFTER), {told.id_of("甲公司")})
    named = [view for view in whole.changes if view.finding.subject.name == "甲公司"]
    assert list(part.changes) == named
    assert len(whole.changes) > len(named) > 0
