"""The dashboard in a real browser: the three desks' journeys by keyboard, and nobody asked but this machine."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, TimeoutError

from analysis.findings import Finding
from tests.support.suites import requires

pytestmark = [requires("chromium", "chinese-font"), pytest.mark.browser]

_SLOW = 60_000  # the first answer of a fresh server on a busy machine


def _send(page: Page, label: str, text: str) -> None:
    box = page.get_by_label(label, exact=True)
    box.wait_for(timeout=_SLOW)
    box.fill(text)
    box.press("Enter")


def _press(page: Page, key: str, then: str) -> None:
    """Press a key until the page answers it: keys pressed while it still draws are nobody's."""
    for _ in range(6):
        page.keyboard.press(key)
        try:
            page.get_by_text(then).wait_for(timeout=6_000)
            return
        except TimeoutError:
            continue
    raise AssertionError(f"{key} never led to {then}")


def test_an_analyst_gets_from_home_to_the_evidence(address: str, page: Page, extended: Finding) -> None:
    page.goto(address)
    _send(page, "查找主体", extended.subject.name)  # 1: the search
    page.get_by_role("heading", name=extended.subject.name).wait_for(timeout=_SLOW)
    card = page.get_by_text("失信单位牵连人员").first
    card.focus()
    card.click()  # 2: the card
    page.get_by_text("点选一行看条款原文").first.wait_for(timeout=20_000)
    page.get_by_role("tab", name="关系图").click()  # 3: the picture
    page.frame_locator("iframe").first.locator("canvas").wait_for(timeout=20_000)
    page.locator("canvas").first.wait_for(timeout=20_000)
    address_now = page.url
    assert extended.subject.id in address_now
    assert quote(extended.subject.name) not in address_now


def test_a_credit_officer_gets_a_verdict_by_keyboard(address: str, page: Page, extended: Finding) -> None:
    page.goto(address)
    page.get_by_role("link", name="授信核查").first.press("Enter")  # 1
    _send(page, "申请人", extended.subject.name)  # 2
    page.get_by_role("heading", name="可写入审查报告的一句话").wait_for(timeout=_SLOW)
    page.get_by_text(f"{extended.subject.name}（").first.wait_for(timeout=20_000)


def test_an_soe_officer_asks_about_an_appointment_by_keyboard(address: str, page: Page, extended: Finding) -> None:
    page.goto(address)
    page.get_by_role("link", name="国企任职").first.press("Enter")  # 1
    page.get_by_text("项任职涉及限制").first.wait_for(timeout=_SLOW)
    proposed = page.get_by_role("tab", name="拟任核查")
    proposed.focus()
    proposed.press("Enter")  # 2
    page.get_by_label("拟任人员").fill(extended.subject.name)
    page.get_by_label("任职单位").fill(extended.listed.name)
    page.get_by_label("拟任职务").fill("董事")
    page.get_by_label("拟任职务").press("Enter")  # 3: the form
    page.get_by_text("任职核查（拟任）").first.wait_for(timeout=_SLOW)


def test_a_reviewer_steps_through_the_cases_by_key(address: str, page: Page) -> None:
    page.goto(f"{address}/review")
    page.get_by_text("第 1 条").wait_for(timeout=_SLOW)
    page.locator(".bottom-line").wait_for(timeout=20_000)
    _press(page, "j", "第 2 条")
    _press(page, "k", "第 1 条")


# The middle of the first run of pixels of a colour that is wide enough to be a subject and not a line.
_PIXEL = """([colour, least]) => { for (const canvas of document.querySelectorAll('canvas')) {
  const box = canvas.getBoundingClientRect(); const {width, height} = canvas; const pen = canvas.getContext('2d');
  if (!pen || !box.width) continue; const data = pen.getImageData(0, 0, width, height).data;
  for (let y = 0; y < height; y++) for (let x = 0, run = 0; x < width; x++) { const i = 4 * (y * width + x);
    run = colour.every((c, k) => data[i + k] === c) ? run + 1 : 0;
    if (run >= least) return {x: (x - least / 2) * box.width / width, y: (y + 4) * box.height / height}; } }
  return null }"""
_CAUGHT = [192, 95, 0]


def test_a_click_in_the_picture_comes_back_and_opens_the_subject(address: str, page: Page, extended: Finding) -> None:
    page.goto(f"{address}/explore?subject={extended.listed.subject}")
    page.get_by_text("滚轮缩放").wait_for(timeout=_SLOW)
    canvas = page.locator("canvas").first
    canvas.wait_for(timeout=20_000)
    page.wait_for_function(f"({_PIXEL})([{_CAUGHT}, 12]) !== null", timeout=20_000)
    place = page.evaluate(_PIXEL, [_CAUGHT, 12])
    canvas.click(position=place)
    opened = page.get_by_role("button", name="展开它的关系")
    opened.wait_for(timeout=20_000)
    opened.click()
    page.get_by_text("最短关系（1 步）").wait_for(timeout=20_000)
