"""Court exceptions, objections, kept measures and orders: records that mark findings and never clear one."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.findings import Finding
from analysis.overlay import Grant
from analysis.verdict import Verdict
from graph.errors import BadRequestError, UnknownSubjectError
from graph.model.ids import content_id
from graph.model.records import Basis, Batch, CourtRelation, Origin
from graph.model.roles import Role
from graph.model.time import Interval
from guanlian import exceptions, keeps, objections
from guanlian.exceptions import Granted
from guanlian.keeps import Keeping
from guanlian.objections import Objecting, Result
from guanlian.verdict_answers import VerdictAnswer
from guanlian.verdicts import Question
from measures.vocabulary import Matter
from tests.support.scenarios import load
from tests.support.told import Told

DAY = date(2026, 6, 5)
TRAVEL = Question("consumption", matters=(Matter.TRAVEL,))


def asked(told: Told, name: str, question: Question, day: date = DAY, known: bool = False) -> VerdictAnswer:
    request = told.request(day, known=told.now() if known else None)
    return told.service.verdict(request, told.id_of(name), question)


def codes(answer: VerdictAnswer) -> set[str]:
    return {reason.code for finding in answer.findings for reason in finding.review_reasons}


def granted(told: Told, grant: Grant, name: str, until: date | None, unit: str | None = None) -> None:
    decision = Granted(
        grant,
        told.id_of(name),
        "示范市人民法院",
        "（2026）示0102执异1号",
        DAY,
        until,
        told.id_of(unit) if unit else None,
    )
    exceptions.add(told.service, told.request(DAY), decision, "经办甲", told.now())


# ---- exceptions ----
def test_a_temporary_lifting_counts_in_its_days_and_in_its_matters_only(told: Told) -> None:
    granted(told, Grant.TEMPORARY_LIFTING, "王丙", date(2026, 6, 20))
    named = {
        (day, matter): "（2026）示0102执异1号" in asked(told, "王丙", Question("consumption", (matter,)), day).sentence
        for day in (date(2026, 6, 4), DAY, date(2026, 6, 19), date(2026, 6, 20))
        for matter in (Matter.TRAVEL, Matter.VEHICLE_PURCHASE)
    }
    assert {asked_for for asked_for, told_of in named.items() if told_of} == {
        (DAY, Matter.TRAVEL),
        (date(2026, 6, 19), Matter.TRAVEL),
    }


def test_a_block_becomes_a_review_through_a_granted_exception(told: Told) -> None:
    """庐山办法的住宿条款对失信个人本人没有条件，无例外时为限制。"""
    question = Question("consumption", (Matter.HOTEL,))
    request = told.request(DAY, "lushan-2022")
    plain = told.service.verdict(request, told.id_of("王丙"), question)
    granted(told, Grant.NECESSITY, "王丙", None)
    excepted = told.service.verdict(request, told.id_of("王丙"), question)
    assert (plain.verdict, excepted.verdict) == (Verdict.BLOCK, Verdict.REVIEW)
    assert "exception" in codes(excepted)


@pytest.mark.parametrize(
    ("grant", "until", "unit"),
    [
        (Grant.TEMPORARY_LIFTING, None, None),
        (Grant.TEMPORARY_LIFTING, date(2026, 7, 6), None),  # 一个月零一日
        (Grant.PRIVATE_CONSUMPTION, DAY, None),
        (Grant.REPLACED_REPRESENTATIVE, None, None),
    ],
)
def test_an_exception_that_no_court_can_have_granted_is_refused(
    told: Told, grant: Grant, until: date | None, unit: str | None
) -> None:
    with pytest.raises(BadRequestError):
        granted(told, grant, "王丙", until, unit)
    assert exceptions.listed(told.service, told.request(DAY)).exceptions == ()


def test_exactly_one_month_is_allowed_and_other_matters_are_not(told: Told) -> None:
    granted(told, Grant.TEMPORARY_LIFTING, "王丙", date(2026, 7, 5))
    wrong = Granted(Grant.TEMPORARY_LIFTING, "王丙", "示范市人民法院", "1号", DAY, DAY, None, (Matter.HOTEL,))
    with pytest.raises(BadRequestError):
        exceptions.add(told.service, told.request(DAY), wrong, "经办甲", told.now())
    unknown = Granted(Grant.NECESSITY, "查无此人", "示范市人民法院", "1号", DAY)
    with pytest.raises(UnknownSubjectError):
        exceptions.add(told.service, told.request(DAY), unknown, "经办甲", told.now())


def test_a_replaced_representative_is_excepted_for_that_unit_only(told: Told) -> None:
    granted(told, Grant.REPLACED_REPRESENTATIVE, "张甲", None, "乙公司")
    found = asked(told, "张甲", TRAVEL).findings
    assert {f.listed.name for f in found if any("变更解除" in r.text for r in f.review_reasons)} == {"乙公司"}
    granted(told, Grant.REPLACED_REPRESENTATIVE, "张甲", None, "甲公司")
    again = asked(told, "张甲", TRAVEL).findings
    assert [f.id for f in again] == [f.id for f in found]


def test_the_successor_of_a_replaced_representative_is_named(told: Told) -> None:
    decision = Granted(
        Grant.REPLACED_REPRESENTATIVE, told.id_of("张甲"), "示范市人民法院", "1号", DAY,
        unit=told.id_of("乙公司"), successor=told.id_of("李乙"),
    )  # fmt: skip
    made = exceptions.add(told.service, told.request(DAY), decision, "经办甲", told.now())
    assert made.successor_name == "李乙"
    assert "改对李乙采取" in asked(told, "张甲", TRAVEL).sentence
    wrong = Granted(Grant.NECESSITY, told.id_of("张甲"), "某院", "2号", DAY, successor=told.id_of("李乙"))
    with pytest.raises(BadRequestError):
        exceptions.add(told.service, told.request(DAY), wrong, "经办甲", told.now())


def test_an_exception_ends_early_and_was_known_before(told: Told) -> None:
    granted(told, Grant.NECESSITY, "王丙", None)
    (made,) = exceptions.listed(told.service, told.request(DAY)).exceptions
    before = told.now()
    told.load("roster", date(2026, 6, 6))
    request = told.request(date(2026, 6, 30))
    exceptions.end(told.service, request, made.id, date(2026, 6, 10), "撤回决定", "经办甲", told.now())
    later = date(2026, 6, 12)
    assert "exception" not in {
        r.code for f in asked(told, "王丙", TRAVEL, later).findings for r in f.review_reasons if "已批准" in r.text
    }
    then = told.service.verdict(told.request(later, known=before), told.id_of("王丙"), TRAVEL)
    assert any("已批准" in r.text for f in then.findings for r in f.review_reasons)
    with pytest.raises(BadRequestError):
        exceptions.end(told.service, request, "j-nothing", later, "撤回决定", "经办甲", told.now())


# ---- objections ----
def contested(told: Told, name: str, day: date) -> set[str]:
    found = told.service.exposures(told.request(day), include_self=True).findings
    return {f.id for f in found if f.listed.name == name and any(r.code == "contested" for r in f.review_reasons)}


def resting_on(told: Told, name: str, day: date) -> list[Finding]:
    found = told.service.exposures(told.request(day), include_self=True).findings
    return [finding for finding in found if finding.listed.name == name]


def test_a_contested_entry_marks_every_finding_resting_on_it_until_decided(told: Told) -> None:
    on = resting_on(told, "王丙", DAY)
    objecting = Objecting(on[0].id, "王丙", "不应列入", date(2026, 6, 3), "异议书1号")
    today = told.request(date(2026, 6, 30), "central-2016", "national")
    made = objections.add(told.service, today, objecting, "经办甲", told.now())
    assert contested(told, "王丙", DAY) == {finding.id for finding in on}
    assert contested(told, "王丙", date(2026, 6, 2)) == set()
    assert contested(told, "李乙", DAY) == set()
    assert asked(told, "甲公司", Question("supervision")).verdict is Verdict.REVIEW
    assert (made.to, made.contested) == ("示范市人民法院", "名单记载")
    assert {(due.document, due.due) for due in made.dues} == {
        ("central-2016", "2026-06-06"),  # 3日
        ("national", "2026-06-18"),  # 十五日
    }
    done = objections.decide(
        told.service, today, made.id, Result.REJECTED, date(2026, 6, 12), "驳回1号", "经办甲", told.now()
    )
    assert contested(told, "王丙", date(2026, 6, 11))
    assert contested(told, "王丙", date(2026, 6, 12)) == set()
    assert ("national", "2026-06-22") in {(due.document, due.due) for due in done.follows}  # 十日内复议
    with pytest.raises(BadRequestError):
        objections.decide(told.service, today, made.id, Result.UPHELD, date(2026, 6, 13), "2号", "经办甲", told.now())


def test_an_upheld_objection_keeps_the_mark_until_the_data_is_corrected(told: Told) -> None:
    on = resting_on(told, "王丙", DAY)
    today = told.request(date(2026, 6, 30), "national")
    made = objections.add(
        told.service,
        today,
        Objecting(on[0].id, "王丙", "不应列入", date(2026, 6, 3), "异议书1号"),
        "经办甲",
        told.now(),
    )
    done = objections.decide(
        told.service, today, made.id, Result.UPHELD, date(2026, 6, 12), "准许1号", "经办甲", told.now()
    )
    assert contested(told, "王丙", date(2026, 6, 12))
    assert "2026-06-17" in {due.due for due in done.follows}  # 12日为周五：15、16、17日
    assert objections.listed(told.service, today, open_only=True).objections == ()
    assert [one.result for one in objections.listed(told.service, today).objections] == [Result.UPHELD]


def test_a_role_can_be_contested_and_nothing_off_the_path(told: Told) -> None:
    finding = next(f for f in resting_on(told, "王丙", DAY) if f.subject.name == "甲公司")
    edge = finding.path[1].id
    today = told.request(date(2026, 6, 30))
    objecting = Objecting(finding.id, "王丙", "早已辞职", DAY, "异议书2号", edge)
    made = objections.add(told.service, today, objecting, "经办甲", told.now())
    assert made.contested == "任职"
    marked = contested(told, "王丙", DAY)
    assert finding.id in marked
    assert not {f.id for f in resting_on(told, "王丙", DAY) if f.subject.name == "王丙"} & marked
    with pytest.raises(BadRequestError):
        objections.add(
            told.service, today, Objecting(finding.id, "王丙", "理由", DAY, "3号", "e-nothing"), "经办甲", told.now()
        )


# ---- kept measures ----
@pytest.mark.parametrize(
    ("basis", "until"),
    [("", date(2026, 7, 1)), ("工作需要", date(2026, 7, 1)), ("《某法》第十条", None), ("《某法》第十条", DAY)],
)
def test_a_kept_measure_without_law_or_end_is_refused(told: Told, basis: str, until: date | None) -> None:
    finding = resting_on(told, "李乙", DAY)[0].id
    with pytest.raises(BadRequestError):
        keeps.add(
            told.service, told.request(DAY), Keeping(finding, basis, DAY, until, "某局", "1号"), "经办甲", told.now()
        )


def test_a_kept_measure_stands_after_the_withdrawal_and_ends_with_its_term(told: Told) -> None:
    finding = next(f for f in resting_on(told, "李乙", DAY) if f.subject.name == "甲公司" and f.number == "9")
    keeping = Keeping(finding.id, "《某法》第十条", date(2026, 6, 10), date(2026, 6, 20), "某局", "1号")
    made = keeps.add(told.service, told.request(DAY), keeping, "经办甲", told.now())
    for day, kept in ((date(2026, 6, 9), False), (date(2026, 6, 10), True), (date(2026, 6, 20), False)):
        shown = told.service.exposures(told.request(day)).findings
        reasons = {r.code for f in shown if f.id == finding.id for r in f.review_reasons}
        assert ("kept" in reasons) is kept
        answer = asked(told, "甲公司", Question("supervision"), day)
        assert (finding.id in {f.id for f in answer.findings}) is (kept or day < date(2026, 6, 10))
    explained = told.service.explain(told.request(date(2026, 6, 12)), finding.id).finding
    assert any("《某法》第十条" in reason.text for reason in explained.review_reasons)
    today = told.request(date(2026, 6, 30))
    keeps.end(told.service, today, made.id, date(2026, 6, 15), "解除1号", "经办甲", told.now())
    assert finding.id not in {f.id for f in told.service.exposures(told.request(date(2026, 6, 16))).findings}
    assert [one.ended for one in keeps.listed(told.service, today).keeps] == ["2026-06-15"]


# ---- orders ----
def ordered(told: Told, until: date | None) -> None:
    """A 限制消费令 against 张甲 because of 乙公司."""
    origin = Origin("补充事实", "补充事实.xlsx", 2, document="（2026）示0102执限1号")
    edge = CourtRelation(
        id=content_id("e", "order", str(until)),
        holder=told.id_of("张甲"),
        unit=told.id_of("乙公司"),
        role=Role.LEGAL_REPRESENTATIVE,
        interval=Interval.from_days(date(2022, 2, 1), until),
        origin=origin,
        title="法定代表人",
        basis=Basis.COURT,
    )
    load(told.store, Batch(roles=[edge]), "supplement", DAY, told.loads, complete=False)
    told.loads += 1


def test_being_off_the_roster_does_not_end_a_separate_order(told: Told) -> None:
    day = date(2026, 6, 25)  # 张甲 has left 乙公司
    told.story.content["listings"][2]["withdrawn"] = date(2026, 6, 22)
    told.load("register", date(2026, 6, 24))
    told.load("roster", date(2026, 6, 24))
    free = asked(told, "张甲", Question("consumption"), day)
    assert free.verdict not in (Verdict.BLOCK, Verdict.REVIEW)
    hotel = asked(told, "张甲", Question("consumption", matters=(Matter.HOTEL,)), day)
    assert hotel.verdict is Verdict.CLEAR and "未列入失信名单而被限制消费的人" in hotel.sentence
    ordered(told, None)
    bound = asked(told, "张甲", Question("consumption"), day)
    assert bound.findings == free.findings == ()
    assert bound.verdict is Verdict.REVIEW
    assert [order.document for order in bound.orders] == ["（2026）示0102执限1号"]
    assert "移出名单不等于解除限制消费" in bound.sentence
    assert {m.verdict for m in bound.matters} == {Verdict.REVIEW}
    assert asked(told, "张甲", Question("credit"), day).orders == ()
    checked = told.service.check(told.request(day), told.id_of("张甲"))
    assert (checked.findings, checked.orders) == ((), bound.orders)


def test_an_order_ends_when_the_court_lifts_it(told: Told) -> None:
    ordered(told, date(2026, 6, 3))
    assert asked(told, "张甲", Question("consumption"), date(2026, 6, 2)).orders
    assert asked(told, "张甲", Question("consumption"), date(2026, 6, 3)).orders == ()
