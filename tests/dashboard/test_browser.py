"""The dashboard in a real browser: it answers, draws its graph, and asks nobody but this machine."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Page, sync_playwright

from analysis.findings import Finding
from guanlian.serving import start, stop, wait_until_up
from tests.support.suites import browser_path, requires

pytestmark = requires("chromium", "chinese-font")

_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("localhost", 0))
        return int(listener.getsockname()[1])


@pytest.fixture
def address(page_environment: dict[str, str]) -> Iterator[str]:
    port = _free_port()
    process = start(page_environment, port)
    try:
        wait_until_up(process, port)
        yield f"http://localhost:{port}"
    finally:
        stop(process)


@pytest.fixture
def browser_page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=_QUIET)
        try:
            yield browser.new_page(viewport={"width": 1440, "height": 900}, locale="zh-CN")
        finally:
            browser.close()


def test_the_page_shows_a_finding_and_stays_offline(address: str, browser_page: Page, extended: Finding) -> None:
    asked: set[str] = set()
    browser_page.on("request", lambda request: asked.add(urlsplit(request.url).hostname or ""))
    browser_page.goto(f"{address}/?subject={quote(extended.subject.id)}")
    browser_page.get_by_role("heading", name=extended.subject.name).wait_for(timeout=30_000)
    card = browser_page.get_by_text("失信单位牵连人员").first
    card.click()
    browser_page.get_by_text(extended.listed.name).first.wait_for(timeout=10_000)
    graph = browser_page.frame_locator("iframe").first
    graph.locator("canvas").wait_for(timeout=20_000)
    assert asked <= {"localhost", ""}, f"the page asked {asked}"


def test_the_search_box_works_by_keyboard(address: str, browser_page: Page, extended: Finding) -> None:
    browser_page.goto(address)
    box = browser_page.get_by_label("查找主体")
    box.wait_for(timeout=30_000)
    box.fill(extended.subject.id)
    box.press("Enter")
    browser_page.get_by_role("heading", name=extended.subject.name).wait_for(timeout=30_000)
    browser_page.get_by_text("失信单位牵连人员").first.wait_for(timeout=20_000)
