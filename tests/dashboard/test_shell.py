"""What stands around every page: the pickers, the freshness, the closing line, and what happens without data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import sitemap
from dashboard.keys import Key
from tests.dashboard.conftest import APP, CITIZEN, VIEWS, OpenPage, sound, words
from tests.support.sample import sample_today


def walked(page: AppTest) -> Iterator[tuple[str, AppTest]]:
    """Every page of one session, in the order of the side bar."""
    for view in VIEWS:
        yield view, sound(page.switch_page(f"views/{view}.py").run())


def test_every_page_file_stands_in_the_navigation_and_is_walked_here() -> None:
    files = {path.stem for path in APP.with_name("views").glob("*.py")} - {"__init__"}
    navigated = {path.stem for path in vars(sitemap).values() if isinstance(path, Path) and path.suffix == ".py"}
    assert files == navigated == set(VIEWS)


@pytest.mark.usefixtures("page_environment")
def test_every_page_says_day_purpose_freshness_and_that_it_is_internal(open_page: OpenPage) -> None:
    for _, page in walked(open_page()):
        assert page.date_input(key=Key.AS_OF).value == sample_today()
        assert page.selectbox(key=Key.PURPOSE).value == "全部措施"
        told = words(page)
        assert "法院名单" in told
        assert "完整" in told
        assert "仅供内部核查" in told
        assert not CITIZEN.search(told)


@pytest.mark.usefixtures("empty_environment")
def test_every_page_says_what_to_do_when_nothing_was_loaded(open_page: OpenPage) -> None:
    for view, page in walked(open_page()):
        told = words(page)
        assert "尚未装入任何来源" in told
        assert ("还没有装入任何数据" in told) is (view not in ("law", "system"))


@pytest.mark.usefixtures("page_environment")
def test_day_and_purpose_stay_through_pages_and_stand_in_the_address(open_page: OpenPage) -> None:
    page = open_page("home")
    sound(page.selectbox(key=Key.PURPOSE).set_value("授信审查").run())
    sound(page.date_input(key=Key.AS_OF).set_value(sample_today().replace(day=1)).run())
    sound(page.switch_page("views/law.py").run())
    assert page.selectbox(key=Key.PURPOSE).value == "授信审查"
    assert page.date_input(key=Key.AS_OF).value == sample_today().replace(day=1)


@pytest.mark.usefixtures("page_environment")
def test_an_old_day_warns_that_the_data_speaks_of_later_days(open_page: OpenPage) -> None:
    page = open_page("home")
    sound(page.date_input(key=Key.AS_OF).set_value(sample_today().replace(year=2020)).run())
    assert any("晚于基准日" in warning.value for warning in page.warning)


def test_a_store_that_cannot_be_opened_is_told_in_chinese(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUANLIAN_STORE", "nowhere")
    page = open_page("home", wrong=True)
    assert "存储地址无法识别" in page.error[0].value
    assert "仅供内部核查" in words(page)
