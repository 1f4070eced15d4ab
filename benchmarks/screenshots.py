"""Pictures of every page on the sample city (``make screenshots``): ``python -m benchmarks.screenshots``.

Needs Chromium and a Chinese font. ``--out`` names another folder, ``--wide`` 1920 x 1080 pixels, ``--empty`` a store
in which nothing was ever loaded.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from playwright.sync_api import Page, ViewportSize

from benchmarks.served import WAIT, Served, browser, served
from guanlian.request import Request
from guanlian.views.opening import page_service

OUT = Path("docs/images")
_SIZE: ViewportSize = {"width": 1440, "height": 900}
_WIDE: ViewportSize = {"width": 1920, "height": 1080}
_Pages = Mapping[str, tuple[str, Callable[[Page], object]]]


def main() -> int:
    """Write one PNG per page; the numbers on them are those of the committed sample."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.screenshots", description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--wide", action="store_true")
    parser.add_argument("--empty", action="store_true")
    wish = parser.parse_args()
    wish.out.mkdir(parents=True, exist_ok=True)
    try:
        with served(empty=wish.empty) as dashboard:
            pages = _opened() if wish.empty else _pages(*_subjects(dashboard))
            _pictures(dashboard.address, wish.out, pages, _WIDE if wish.wide else _SIZE)
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _subjects(dashboard: Served) -> tuple[str, str]:
    """The name of a person who is surely caught by extension, and the id of the listed unit it comes from."""
    service = page_service(dashboard.store)
    documents = tuple(document.slug for document in service.catalogue.documents)
    findings = service.exposures(Request("screenshots", dashboard.today, documents=documents)).findings
    found = next(one for one in findings if one.direction.value == "extends" and one.certainty.rank == 0)
    service.store.close()
    return found.subject.name, found.listed.subject


def _pictures(address: str, out: Path, pages: _Pages, size: ViewportSize) -> None:
    with browser() as opened:
        page = opened.new_page(viewport=size, locale="zh-CN")
        for name, (path, act) in pages.items():
            page.goto(f"{address}/{path}")
            page.locator(".bottom-line").wait_for(timeout=WAIT)
            act(page)
            page.wait_for_function("!document.querySelector('[data-testid=stStatusWidget]')", timeout=WAIT)
            page.wait_for_timeout(800)  # the last lines of a picture are drawn after the page is quiet
            page.screenshot(path=out / f"{name}.png")
            print(out / f"{name}.png")


def _nothing(page: Page) -> None:
    """The page as it opens."""


def _opened() -> _Pages:
    """Every page as it opens."""
    names = ("subject", "credit", "offices", "explore", "roster", "review", "law", "system")
    return {"home": ("", _nothing), **{name: (name, _nothing) for name in names}}


def _pages(subject: str, unit: str) -> _Pages:
    def searched(label: str, then: str) -> Callable[[Page], object]:
        def act(page: Page) -> None:
            box = page.get_by_label(label, exact=True)
            box.fill(subject)
            box.press("Enter")
            page.get_by_text(then).first.wait_for(timeout=WAIT)

        return act

    return {
        **_opened(),
        "subject": ("subject", searched("查找主体", "按路径归并")),
        "credit": ("credit", searched("申请人", "可写入审查报告的表述")),
        "explore": (f"explore?subject={unit}", _nothing),
    }


if __name__ == "__main__":
    sys.exit(main())
