"""批量核查 without a browser: template, pre-check, run, result."""

from __future__ import annotations

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

from analysis.findings import Finding
from dashboard.keys import Key
from guanlian.views.sheets import workbook
from tests.dashboard.conftest import OpenPage, sound, words

pytestmark = pytest.mark.usefixtures("page_environment")


def _sent(page: AppTest, names: list[str]) -> AppTest:
    book = workbook({"申请人": [{"名称": name, "客户经理": "甲"} for name in names]}, {})
    upload = next(one for one in page.file_uploader if one.key == Key.BATCH_FILE)
    upload.set_value(("名册.xlsx", book, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
    return sound(page.run())


def test_a_batch_is_checked_run_and_taken_away(open_page: OpenPage, extended: Finding) -> None:
    page = _sent(open_page("credit"), [extended.listed.name, "查无此名有限公司", ""])
    sound(page.button(key=Key.BATCH_CHECK).click().run())
    assert "3 行，其中 1 行不能核查" in words(page)
    sound(page.button(key=Key.BATCH_GO).click().run())
    assert "名册.xlsx" in words(page)
    assert "下载结果" in [button.label for button in page.download_button]


def test_a_workbook_without_the_column_is_refused_with_the_remedy(open_page: OpenPage) -> None:
    page = open_page("credit")
    upload = next(one for one in page.file_uploader if one.key == Key.BATCH_FILE)
    upload.set_value(("空.xlsx", workbook({"申请人": [{"客户经理": "甲"}]}, {}), "application/octet-stream"))
    sound(page.run())
    page.button(key=Key.BATCH_CHECK).click().run()
    assert "空.xlsx" in page.error[0].value


def test_a_workbook_of_ours_holds_text_only() -> None:
    book = CalamineWorkbook.from_filelike(
        BytesIO(workbook({"表": [{"甲": "=1+1", "乙": 3}]}, {"基准日": "2026-06-30"}))
    )
    assert book.sheet_names == ["表", "说明"]
    assert book.get_sheet_by_name("表").to_python() == [["甲", "乙"], ["=1+1", "3"]]
