"""身份复核 without a browser: the next case, a decision with its reason, and taking it back."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button, TextInput

from dashboard.keys import Key
from guanlian.views.review import TIER_WORDS
from tests.dashboard.conftest import OpenPage, sound, words


@pytest.mark.usefixtures("page_environment")
def test_the_next_case_comes_by_a_button_that_has_a_key(open_page: OpenPage) -> None:
    page = open_page("review")
    first = page.subheader[0].value
    assert any(word in first for word in TIER_WORDS)
    sound(page.button(key=Key.REVIEW_NEXT).click().run())
    assert "第 2 条" in words(page)
    sound(page.button(key=Key.REVIEW_BACK).click().run())
    assert page.subheader[0].value == first


@pytest.mark.usefixtures("page_environment")
def test_both_sides_the_weights_and_the_namesakes_are_shown(open_page: OpenPage) -> None:
    told = words(open_page("review"))
    for word in ("名单记载", "其他来源", "预计同名者", "证据逐项", "同一主体的概率"):
        assert word in told


@pytest.mark.usefixtures("page_environment")
def test_nothing_is_recorded_without_a_choice_or_a_reason(open_page: OpenPage) -> None:
    page = open_page("review")
    sound(_send(page).run())
    assert "请先选择核定结论" in page.warning[0].value
    _choose(page, "确认为不同主体")
    sound(_send(page).run())
    assert "理由" in page.warning[0].value or "核定人" in page.warning[0].value


@pytest.mark.usefixtures("own_city")
def test_a_decision_counts_at_once_and_can_be_taken_back(open_page: OpenPage) -> None:
    page = open_page("review")
    name = page.subheader[0].value.split()[0]
    before = words(page)
    _choose(page, "确认为不同主体")
    page.text_input(key=Key.REVIEW_BY).set_value("甲经办")
    _reason(page).set_value("两人出生年份和性别不同")
    sound(_send(page).run())
    assert any("已记录" in done.value and name in done.value for done in page.success)
    assert words(page) != before


def _send(page: AppTest) -> Button:
    return page.button(key=Key.REVIEW_SEND).click()


def _choose(page: AppTest, verdict: str) -> None:
    page.radio[0].set_value(verdict)


def _reason(page: AppTest) -> TextInput:
    return next(box for box in page.text_input if str(box.key).startswith(Key.REVIEW_REASON))
