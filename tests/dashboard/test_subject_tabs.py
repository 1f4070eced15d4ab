"""The tabs of 主体核查 that fold much into little: posts by unit, clauses by document, cards for namesakes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from analysis.findings import Bounds, Finding
from dashboard.components.findings import CARDS, grouped
from dashboard.components.review_case import _chance
from dashboard.components.subject_tabs import units_concerned
from dashboard.keys import Key
from guanlian.answers import ExposuresAnswer
from tests.dashboard.conftest import OpenPage, sound, words
from tests.support.sample import sample_today

pytestmark = pytest.mark.usefixtures("page_environment")


@pytest.fixture(scope="module")
def barred(exposed: ExposuresAnswer) -> list[Finding]:
    """The findings on posts of the person whom most units may not keep."""
    people: dict[str, list[Finding]] = {}
    for finding in exposed.findings:
        if finding.direction.value == "office" and finding.unit:
            people.setdefault(finding.subject.id, []).append(finding)
    return max(people.values(), key=lambda some: (len({one.unit.id for one in some if one.unit}), some[0].subject.id))


def test_posts_are_counted_by_unit_and_each_measure_once(barred: list[Finding]) -> None:
    rows = units_concerned(barred)
    assert {id_ for id_, _ in rows} == {one.unit.id for one in barred if one.unit}
    for id_, row in rows:
        there = [one for one in barred if one.unit and one.unit.id == id_]
        assert row["措施"] == len({(one.document, one.number, one.part) for one in there})
        assert row["失信记录"] == len({one.listed.id for one in there})
        assert row["确定性"] == min((one.certainty for one in there), key=lambda sure: sure.rank).term


def test_posts_at_several_units_open_with_a_table_of_them(open_page: OpenPage, barred: list[Finding]) -> None:
    page = open_page("subject", barred[0].subject.id)
    page.session_state[f"{Key.TABS}_{barred[0].subject.id}"] = "任职限制"
    sound(page.run())
    units = {one.unit.name for one in barred if one.unit}
    (table,) = (one.value for one in page.dataframe if "失信记录" in one.value)
    assert units <= set(table["单位"])
    assert f"涉及 {len(table)} 个单位的任职" in words(page)


def test_many_clauses_are_read_a_document_and_a_page_at_a_time(open_page: OpenPage, exposed: ExposuresAnswer) -> None:
    listed = next(one.listed.subject for one in exposed.findings if one.direction.value == "extends")
    page = open_page("subject", listed)
    page.session_state[f"{Key.TABS}_{listed}"] = "依据"
    sound(page.run())
    shown = [one.label for one in page.expander if one.label.startswith("第 ")]
    assert 0 < len(shown) <= CARDS
    chosen = page.selectbox(key=Key.GROUNDS_DOCUMENT)
    sound(chosen.set_value(chosen.options[-1].rpartition("》")[0][1:]).run())
    assert [one.label for one in page.expander if one.label.startswith("第 ")] != shown


def test_what_does_not_hold_on_the_day_says_so_in_words(open_page: OpenPage, exposed: ExposuresAnswer) -> None:
    doubted = next(
        one for one in exposed.findings if isinstance(one.since, Bounds) and one.direction.value == "extends"
    )
    page = open_page("subject", doubted.subject.id)
    sound(page.date_input(key=Key.AS_OF).set_value(sample_today() - timedelta(days=30)).run())
    assert any("日期不明，期间：" in one.label for one in page.expander)


def test_what_begins_later_says_from_when(open_page: OpenPage, exposed: ExposuresAnswer) -> None:
    began = next(
        one for one in exposed.findings if isinstance(one.since, str) and one.until == "open" and one.unit is None
    )
    page = open_page("subject", began.subject.id)
    day_before = date.fromisoformat(str(began.since)) - timedelta(days=1)
    sound(page.date_input(key=Key.AS_OF).set_value(day_before).run())
    page.session_state[f"{Key.TABS}_{began.subject.id}"] = "历史与移出"
    sound(page.run())
    assert any(f"尚未成立，自 {began.since} 起" in one.label for one in page.expander)


def test_cards_about_several_namesakes_differ(open_page: OpenPage, exposed: ExposuresAnswer) -> None:
    linked = [one for one in exposed.findings if any(step.type == "identity" for step in one.path)]
    by_subject: dict[str, list[Finding]] = {}
    for finding in linked:
        by_subject.setdefault(finding.subject.id, []).append(finding)
    several = max(by_subject.values(), key=lambda some: (len(grouped(some)), some[0].subject.id))
    page = open_page("subject", several[0].subject.id)
    cards = [one.label for one in page.expander if "确定性：" in one.label]
    assert len(cards) == len(set(cards))


@pytest.mark.parametrize(
    ("probability", "told"), [(0.9996, "超过 99.9%"), (0.95, "95.0%"), (0.0004, "不到 0.1%"), (0.0, "不到 0.1%")]
)
def test_a_chance_is_never_rounded_to_certainty(probability: float, told: str) -> None:
    assert _chance(probability) == told
