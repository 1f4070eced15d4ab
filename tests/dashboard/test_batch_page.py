"""批量核查 without a browser: template, pre-check, run, result."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.testing.v1 import AppTest

from analysis.findings import Finding
from dashboard.keys import Key
from graph.errors import StoreError
from graph.sealed import SealedFolder
from graph.vault import Vault
from guanlian.views.sheets import workbook
from tests.dashboard.conftest import OpenPage, sound, words

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
pytestmark = pytest.mark.usefixtures("own_city")


def _sent(page: AppTest, names: list[str]) -> AppTest:
    book = workbook({"申请人": [{"名称": name, "客户经理": "甲"} for name in names]}, {})
    upload = next(one for one in page.file_uploader if one.key == Key.BATCH_FILE)
    upload.set_value(("名册.xlsx", book, _SHEET))
    return sound(page.run())


def test_a_batch_is_checked_run_and_taken_away(open_page: OpenPage, extended: Finding) -> None:
    page = _sent(open_page("credit"), [extended.listed.name, "查无此名有限公司", ""])
    sound(page.button(key=Key.BATCH_CHECK).click().run())
    assert "3 行，其中 1 行不能核查" in words(page)
    sound(page.button(key=Key.BATCH_GO).click().run())
    assert "名册.xlsx" in words(page)
    assert "下载结果" in [button.label for button in page.download_button]


def test_another_session_takes_the_same_result_away_and_may_delete_it(
    open_page: OpenPage, extended: Finding, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = _watched(monkeypatch)
    _run(open_page("credit"), "往来单位.xlsx", extended.listed.name)
    own = next(body for name, body in taken.items() if name == "结果-往来单位.xlsx")()

    later = open_page("credit")
    assert "往来单位.xlsx" in words(later) and "能打开本系统的人都能看到" in words(later)
    row = next(one for one in later.button if one.key and one.key.startswith(Key.JOB_DROP))
    assert taken["结果-往来单位.xlsx"]() == own
    assert extended.listed.name in _cells(own)

    sound(row.click().run())
    assert "往来单位.xlsx" not in words(open_page("credit"))


def test_nothing_of_a_batch_can_be_read_on_the_disk(open_page: OpenPage, extended: Finding, own_city: str) -> None:
    number = "11990119900307123X"
    _run(open_page("credit"), "机密名册.xlsx", extended.listed.name, number)
    kept = list(Path(f"{own_city.removeprefix('sqlite:///')}.jobs").iterdir())
    raw = b"".join(file.name.encode() + file.read_bytes() for file in kept)
    assert kept
    for text in (extended.listed.name, "机密名册", number, "xl/worksheets"):
        assert text.encode() not in raw, text


def test_a_foreign_batch_says_so_in_its_row_and_the_page_stands(open_page: OpenPage, own_city: str) -> None:
    folder = SealedFolder(Path(f"{own_city.removeprefix('sqlite:///')}.jobs"), Vault(b"x" * 32))
    foreign = folder.put(b"{}", b"")
    try:
        page = open_page("credit")
        assert "由另一把密钥加密" in words(page)
        assert f"{Key.JOB_TAKE}_{foreign}" not in [one.key for one in page.download_button]
    finally:
        folder.remove(foreign)


def test_where_batches_are_not_kept_the_result_stays_in_the_session(
    open_page: OpenPage, extended: Finding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANLIAN_JOB_DAYS", "0")
    page = _run(open_page("credit"), "不保留.xlsx", extended.listed.name)
    assert "下载结果" in [button.label for button in page.download_button]
    monkeypatch.delenv("GUANLIAN_JOB_DAYS")
    assert "不保留.xlsx" not in words(open_page("credit"))


def test_a_disk_that_refuses_leaves_the_result_and_says_so(
    open_page: OpenPage, extended: Finding, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> str:
        raise StoreError("磁盘已满。")

    page = open_page("credit")
    monkeypatch.setattr(SealedFolder, "put", refused)
    page = _run(page, "名册.xlsx", extended.listed.name)
    assert "结果没有保存：磁盘已满。" in page.warning[0].value
    assert Key.BATCH_RESULT in [one.key for one in page.download_button]


def _run(page: AppTest, name: str, party: str, number: str = "") -> AppTest:
    """The page after a batch of one row."""
    book = workbook({"申请人": [{"名称": party, "证件号码": number}]}, {})
    next(one for one in page.file_uploader if one.key == Key.BATCH_FILE).set_value((name, book, _SHEET))
    sound(page.run())
    sound(page.button(key=Key.BATCH_CHECK).click().run())
    return sound(page.button(key=Key.BATCH_GO).click().run())


def _watched(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """What the pages offer to take away, by file name: the newest offer of each."""
    offered: dict[str, Callable[[], bytes]] = {}

    def offer(_: object, body: Callable[[], bytes], *rest: object, **named: object) -> str:
        offered[str(named.get("file_name") or rest[-1])] = body
        return "0" * 40

    monkeypatch.setattr(MediaFileManager, "add_deferred", offer)
    return offered


def _cells(book: bytes) -> str:
    read = CalamineWorkbook.from_filelike(BytesIO(book))
    return str([read.get_sheet_by_name(name).to_python() for name in read.sheet_names])


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
