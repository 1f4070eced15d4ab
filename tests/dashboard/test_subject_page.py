"""The subject page without a browser: what it shows and what it says when it finds nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.findings import Finding
from dashboard.keys import Key, Param

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"


def open_page(subject: str | None = None) -> AppTest:
    page = AppTest.from_file(str(APP), default_timeout=30)
    if subject is not None:
        page.query_params[Param.SUBJECT] = subject
    page.run()
    assert not page.exception, page.exception
    return page


@pytest.mark.usefixtures("page_environment")
def test_a_caught_person_shows_clause_path_and_certainty(extended: Finding) -> None:
    page = open_page(extended.subject.id)
    assert page.subheader[0].value == extended.subject.name
    texts = " ".join(block.value for block in page.markdown)
    assert extended.document_title in texts
    assert extended.listed.name in texts
    assert any("确定" in expander.label for expander in page.expander)


@pytest.mark.usefixtures("page_environment")
def test_an_unknown_name_is_not_called_clean() -> None:
    page = open_page("查无此人某某某")
    assert "没有这个主体" in page.warning[0].value
    assert "不等于没有失信" in page.warning[0].value
    assert not page.success


@pytest.mark.usefixtures("page_environment")
def test_the_search_box_finds_a_subject_by_its_id(extended: Finding) -> None:
    page = open_page()
    assert page.info
    page.text_input(key=Key.SEARCH).set_value(extended.subject.id).run()
    assert page.subheader[0].value == extended.subject.name


@pytest.mark.usefixtures("page_environment")
def test_namesakes_are_offered_and_none_is_picked(namesake: str) -> None:
    page = open_page(namesake)
    assert "请选择其一" in page.warning[0].value
    choice = page.radio(key=Key.CANDIDATE)
    assert choice.value is None
    assert len(choice.options) > 1
    assert not page.subheader
