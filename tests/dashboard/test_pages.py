"""What each page answers, without a browser."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from analysis.findings import Finding
from dashboard.keys import Key
from tests.dashboard.conftest import OpenPage, sound, words

pytestmark = pytest.mark.usefixtures("page_environment")


def test_home_counts_and_names_the_next_feedback(open_page: OpenPage) -> None:
    told = words(open_page("home"))
    for word in (
        "在册失信主体",
        "失信单位牵连的人员",
        "涉及任职限制的人员",
        "待身份复核",
        "鹤岗市中级人民法院",
        "个工作日",
    ):
        assert word in told


def test_the_search_on_the_home_page_leads_to_the_subject(open_page: OpenPage, extended: Finding) -> None:
    page = open_page("home")
    sound(page.text_input(key=Key.SEARCH).set_value(extended.subject.name).run())
    assert page.title[0].value == "主体核查"
    assert page.subheader[0].value == extended.subject.name


def test_a_credit_verdict_has_its_sentence_and_proof(open_page: OpenPage, extended: Finding) -> None:
    page = open_page("credit")
    sound(page.text_input(key=Key.CREDIT_SEARCH).set_value(extended.subject.name).run())
    sentence = page.code[0].value
    assert extended.subject.name in sentence
    assert "用途：授信审查" in sentence
    assert "不自动作出决定" in sentence


def test_the_purpose_picked_answers_on_the_credit_page(open_page: OpenPage, extended: Finding) -> None:
    page = open_page("credit")
    sound(page.selectbox(key=Key.PURPOSE).set_value("评先评优审核").run())
    sound(page.text_input(key=Key.CREDIT_SEARCH).set_value(extended.subject.name).run())
    assert "用途：评先评优审核" in page.code[0].value


def test_the_sweep_of_offices_filters_by_kind(open_page: OpenPage) -> None:
    page = open_page("offices")
    every = _rows(page)
    kind = page.selectbox(key=Key.OFFICE_KIND)
    sound(kind.set_value(kind.options[1]).run())
    assert 0 < _rows(page) < every


def _rows(page: AppTest) -> int:
    return len(page.dataframe[0].value)


def test_a_proposed_appointment_of_a_listed_person_is_answered(open_page: OpenPage) -> None:
    page = open_page("offices")
    first = page.dataframe[0].value.iloc[0]
    page.text_input(key=Key.POST_PERSON).set_value(first["姓名"])
    page.text_input(key=Key.POST_UNIT).set_value(first["单位"])
    page.text_input(key=Key.POST_TITLE).set_value("董事")
    sound(page.button(key=Key.POST_ASK).click().run())
    assert "任职核查（拟任）" in page.code[0].value


def test_an_incomplete_proposal_says_what_is_missing(open_page: OpenPage) -> None:
    page = open_page("offices")
    sound(page.button(key=Key.POST_ASK).click().run())
    assert any("请填写" in warning.value for warning in page.warning)


def test_exploring_grows_the_picture_and_finds_the_chain(open_page: OpenPage, extended: Finding) -> None:
    page = open_page("explore", extended.listed.subject)
    assert "条关系。滚轮缩放" in words(page)
    sound(page.text_input(key=Key.GRAPH_ADD).set_value(extended.subject.name).run())
    assert "最短关系（1 步）" in words(page)


def test_a_share_filter_and_a_label_filter_take_relations_away(open_page: OpenPage, extended: Finding) -> None:
    page = open_page("explore", extended.listed.subject)
    every = len(page.dataframe[0].value)
    label = extended.path[-1].role_term
    sound(page.multiselect(key=Key.GRAPH_LABELS).set_value([label]).run())
    chosen = page.dataframe[0].value
    assert 0 < len(chosen) <= every
    assert all(str(label) in text for text in chosen["关系"])


def test_the_roster_narrows_by_state_and_name(open_page: OpenPage, extended: Finding) -> None:
    page = open_page("roster")
    sound(page.text_input(key=Key.ROSTER_NAME).set_value(extended.listed.name).run())
    names = set(page.dataframe[0].value["名称"])
    assert extended.listed.name in names
    sound(page.text_input(key=Key.ROSTER_NAME).set_value("查无此名").run())
    assert any("没有符合条件" in info.value for info in page.info)


def test_everybody_caught_is_listed_by_direction_and_implementing_unit(open_page: OpenPage) -> None:
    page = open_page("roster")
    every = page.dataframe[1].value
    assert "失信单位牵连人员" in set(every["方向"])
    sound(page.selectbox(key=Key.CAUGHT_DIRECTION).set_value("任职人员失信牵连单位").run())
    flagged = page.dataframe[1].value
    assert set(flagged["方向"]) == {"任职人员失信牵连单位"}
    assert set(flagged["类别"]) == {"单位"}
    agency = page.selectbox(key=Key.CAUGHT_AGENCY)
    sound(agency.set_value(agency.options[1]).run())
    assert page.info or len(page.dataframe[1].value) <= len(flagged)


def test_changes_of_a_purpose_are_told_with_cause(open_page: OpenPage) -> None:
    page = open_page("roster")
    sound(page.selectbox(key=Key.PURPOSE).set_value("授信审查").run())
    sound(page.button(key=Key.MOVED_GO).click().run())
    table = page.dataframe[-1].value
    assert len(table)
    assert set(table["原因"])


def test_the_catalogue_shows_clauses_and_differences(open_page: OpenPage) -> None:
    page = open_page("law")
    every = len(page.dataframe[0].value)
    sound(page.text_input(key=Key.LAW_WORDS).set_value("任职").run())
    assert 0 < len(page.dataframe[0].value) < every
    assert any("不同之处" in text.value for text in page.markdown)


def test_runs_quarantine_and_examination_are_shown(open_page: OpenPage) -> None:
    page = open_page("system")
    assert "市场主体登记" in set(page.dataframe[0].value["来源"])
    assert any("原因" in table.value.columns for table in page.dataframe)
    sound(page.button(key=Key.EXAMINE).click().run())
    assert any("完整性检查通过" in done.value for done in page.success)
