"""装入文件 without a browser: the trial changes nothing, the load counts at once, a bad file is refused."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.keys import Key
from guanlian.views.sheets import workbook
from tests.dashboard.conftest import OpenPage, sound, words

pytestmark = pytest.mark.usefixtures("empty_environment")

_ROSTER = (
    "姓名/名称,证件号码,案号,执行法院,发布时间,立案时间,失信被执行人行为具体情形\n"
    "示范市甲乙有限公司,91990101XX2116242M,(2019)示9901执1号,示范市云岭区人民法院,2019-06-15,2019-01-02,违反财产报告制度\n"
    ",,(2019)示9901执2号,示范市云岭区人民法院,2019-06-15,2019-01-02,违反财产报告制度\n"
)


def _sent(page: AppTest, name: str, content: bytes) -> AppTest:
    upload = next(one for one in page.file_uploader if one.key == Key.LOAD_FILES)
    upload.set_value([(name, content, "text/csv")])
    return sound(page.run())


def test_a_roster_is_tried_and_then_loaded(open_page: OpenPage) -> None:
    page = _sent(open_page("system"), "roster.csv", _ROSTER.encode())
    sound(page.button(key=Key.LOAD_CHECK).click().run())
    assert "预检结果" in words(page)
    assert "尚未装入任何来源" in words(page), "a trial loads nothing"
    assert any("1 行将被隔离" in warning.value for warning in page.warning)
    sound(page.button(key=Key.LOAD_GO).click().run())
    assert any("已装入" in done.value for done in page.success)
    assert "失信被执行人名单" in words(page)


def _loaded(page: AppTest) -> AppTest:
    sound(page.button(key=Key.LOAD_CHECK).click().run())
    return sound(page.button(key=Key.LOAD_GO).click().run())


def test_a_file_loaded_before_is_read_again_only_on_purpose(open_page: OpenPage) -> None:
    page = _loaded(_sent(open_page("system"), "roster.csv", _ROSTER.encode()))
    assert page.success
    page = _loaded(page)
    assert not page.success and any("没有重新读取" in info.value for info in page.info)
    sound(page.toggle(key=Key.LOAD_AGAIN).set_value(True).run())
    assert _loaded(page).success


def test_a_file_that_nobody_can_read_is_refused_with_the_remedy(open_page: OpenPage) -> None:
    page = _sent(open_page("system"), "note.xlsx", workbook({"甲": [{"乙": "丙"}]}, {}))
    page.button(key=Key.LOAD_CHECK).click().run()
    assert "note.xlsx" in page.error[0].value
    assert "尚未装入任何来源" in words(page)
