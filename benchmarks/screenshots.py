"""Pictures of every page on the sample city (``make screenshots``): ``python -m benchmarks.screenshots``.

Needs Chromium and a Chinese font. The city, its people and its roster are invented.
"""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from graph.open import open_store
from guanlian.filing import load
from guanlian.request import Request
from guanlian.serving import start, stop, wait_until_up
from guanlian.views.opening import page_service
from ingest.manifest import read_manifest

CITY = Path("samples/city")
OUT = Path("docs/images")
_NOW = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
_SIZE = {"width": 1440, "height": 900}
_WAIT = 60_000


def main(out: Path = OUT) -> int:
    """Write one PNG per page; the numbers on them are those of the committed sample."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        print("没有找到 Chromium。请先安装浏览器和中文字体（见 make system）。", file=sys.stderr)
        return 1
    out.mkdir(parents=True, exist_ok=True)
    today = read_manifest(CITY).today
    assert today is not None, "samples/city/manifest.yml names no today"
    with TemporaryDirectory(prefix="guanlian-") as folder:
        url = f"sqlite:///{(Path(folder) / 'city.db').as_posix()}"
        subject, unit = _loaded(url, today)
        environment = {**os.environ, "GUANLIAN_STORE": url, "GUANLIAN_DOCUMENTS": "all", "GUANLIAN_TODAY": str(today)}
        port = _free_port()
        process = start(environment, port)
        try:
            wait_until_up(process, port)
            _pictures(browser, f"http://localhost:{port}", out, subject, unit)
        finally:
            stop(process)
    return 0


def _loaded(url: str, today: date) -> tuple[str, str]:
    """Load the city; a person who is surely caught by extension, and the listed unit it comes from."""
    store = open_store(url, notify=lambda _: None)
    load(store, [CITY], today=today, clock=lambda: _NOW)
    store.close()
    service = page_service(url)
    documents = tuple(document.slug for document in service.catalogue.documents)
    findings = service.exposures(Request("screenshots", today, documents=documents)).findings
    found = next(one for one in findings if one.direction.value == "extends" and one.certainty.rank == 0)
    service.store.close()
    return found.subject.name, found.listed.subject


def _pictures(browser: str, address: str, out: Path, subject: str, unit: str) -> None:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        page = opened.new_page(viewport=_SIZE, locale="zh-CN")  # type: ignore[arg-type]
        for name, (path, act) in _pages(subject, unit).items():
            page.goto(f"{address}/{path}")
            page.locator(".bottom-line").wait_for(timeout=_WAIT)
            act(page)
            page.wait_for_function("!document.querySelector('[data-testid=stStatusWidget]')", timeout=_WAIT)
            page.wait_for_timeout(800)  # the last lines of a picture are drawn after the page is quiet
            page.screenshot(path=out / f"{name}.png")
            print(out / f"{name}.png")
        opened.close()


def _pages(subject: str, unit: str) -> Mapping[str, tuple[str, Callable[[Page], object]]]:
    def searched(label: str, then: str) -> Callable[[Page], object]:
        def act(page: Page) -> None:
            box = page.get_by_label(label, exact=True)
            box.fill(subject)
            box.press("Enter")
            page.get_by_text(then).first.wait_for(timeout=_WAIT)

        return act

    def nothing(page: Page) -> None:
        """The page as it opens."""

    return {
        "home": ("", nothing),
        "subject": ("subject", searched("查找主体", "按路径归并")),
        "credit": ("credit", searched("申请人", "可写入审查报告的一句话")),
        "offices": ("offices", nothing),
        "explore": (f"explore?subject={unit}", nothing),
        "roster": ("roster", nothing),
        "review": ("review", nothing),
        "law": ("law", nothing),
        "system": ("system", nothing),
    }


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("localhost", 0))
        return int(listener.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
