"""The dashboard in a real browser: the three desks' journeys by keyboard, and nobody asked but this machine."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from analysis.findings import Finding
from guanlian.serving import start, stop, wait_until_up
from tests.dashboard.conftest import environment_of
from tests.support.suites import browser_path, requires

pytestmark = [requires("chromium", "chinese-font"), pytest.mark.browser]

_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_SLOW = 60_000  # the first answer of a fresh server on a busy machine


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("localhost", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="module")
def address(sample_url: str) -> Iterator[str]:
    port = _free_port()
    process = start(environment_of(sample_url), port)
    try:
        wait_until_up(process, port)
        yield f"http://localhost:{port}"
    finally:
        stop(process)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser_path(), args=_QUIET)
        try:
            yield opened
        finally:
            opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh window that notes every host it asks, and is checked for it at the end."""
    window = browser.new_page(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    asked: set[str] = set()
    window.on("request", lambda request: asked.add(urlsplit(request.url).hostname or ""))
    yield window
    window.close()
    assert asked <= {"localhost", ""}, f"the page asked {asked}"


def _send(page: Page, label: str, text: str) -> None:
    box = page.get_by_label(label, exact=True)
    box.wait_for(timeout=_SLOW)
    box.fill(text)
    box.press("Enter")


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
