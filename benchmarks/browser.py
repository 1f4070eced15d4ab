"""``make bench-browser``: how long a person waits for the pages, in a real browser on the sample city, as one table.

From the key or click to the answer on the screen, ten times each after a first one that is not counted: median and
worst, and the processor time that the server and the page's own thread in the browser spent on one (median). The load
of the machine is printed with them: a machine that is busy otherwise multiplies every wait, but hardly these two.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Browser, CDPSession, Page

from benchmarks.served import WAIT, Served, browser, served
from graph.model.records import PartyKind, SubjectRecord
from guanlian.request import Request
from guanlian.views.explore import Wish, picture
from guanlian.views.find import find
from guanlian.views.opening import page_service
from guanlian.views.service import PageService

_NODES = 300
# Resolves to a number once the first canvas shows something else than ``before`` and shows it for two frames.
_DRAWN = """before => new Promise((done, failed) => { let last = before; const end = performance.now() + 20000;
  const look = () => { if (performance.now() > end) return failed('nothing new was drawn');
  const canvas = document.querySelector('canvas'); let sum = 0;
  if (canvas && canvas.width) { const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    for (let i = 0; i < data.length; i += 52) sum = (sum * 31 + data[i] + data[i + 1]) % 1000000007; }
  if (sum && sum !== before && sum === last) done(sum); else { last = sum; requestAnimationFrame(look); } };
  look(); })"""
_NODE_AT = """colour => { const canvas = document.querySelector('canvas'); const box = canvas.getBoundingClientRect();
  const {width, height} = canvas; const {data} = canvas.getContext('2d').getImageData(0, 0, width, height);
  for (let y = 40; y < height - 40; y++) for (let x = 40, run = 0; x < width - 40; x++) { const i = 4 * (y * width + x);
    run = colour.every((c, k) => Math.abs(data[i + k] - c) < 3) ? run + 1 : 0;
    if (run >= 7) return {x: (x - 3) * box.width / width, y: (y + 3) * box.height / height}; }
  return null }"""
_GREEN = [31, 122, 77]  # a person who is neither listed nor caught


@dataclass(frozen=True)
class Subjects:
    """Whom the journeys ask about: persons by name, and the units whose pictures together have about 300 subjects."""

    persons: tuple[str, ...]
    opened: tuple[str, ...]
    last: str


@dataclass(frozen=True)
class Waits:
    """The seconds of one journey, and the processor seconds of server and browser in each."""

    name: str
    seconds: list[float]
    server: list[float]
    browser: list[float]

    def line(self) -> str:
        """The row of the table."""
        cpu = f"{statistics.median(self.server):.2f}" if self.server else "—"
        page = statistics.median(self.browser)
        return f"{self.name:44} {statistics.median(self.seconds):7.2f} {max(self.seconds):7.2f} {cpu:>9} {page:9.2f}"


class Clock:
    """Times one act of a page at a time; the first of each name only warms up."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._page: CDPSession | None = None
        self.waits: dict[str, Waits] = {}

    def watch(self, page: Page) -> None:
        """Count the processor time of this page from now on."""
        self._page = page.context.new_cdp_session(page)
        self._page.send("Performance.enable", {"timeDomain": "threadTicks"})

    @contextmanager
    def on(self, name: str) -> Iterator[None]:
        """Time what is done inside."""
        known = name in self.waits
        waits = self.waits.setdefault(name, Waits(name, [], [], []))
        spent, drawn, began = self._spent(), self._drawn(), perf_counter()
        yield
        seconds, after = perf_counter() - began, self._spent()
        if known:
            waits.seconds.append(seconds)
            waits.browser.append(self._drawn() - drawn)
            if spent is not None and after is not None:
                waits.server.append(after - spent)

    def _drawn(self) -> float:
        """Processor seconds of the page's main thread so far."""
        assert self._page is not None
        metrics = self._page.send("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))

    def _spent(self) -> float | None:
        """Processor seconds of the server so far; ``None`` where the system does not tell."""
        stat = Path(f"/proc/{self._process}/stat")
        if not stat.exists():
            return None
        fields = stat.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> int:
    """Parse the command line, run, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.browser", description=__doc__)
    parser.add_argument("--times", type=int, default=10)
    wish = parser.parse_args()
    try:
        with served() as dashboard, browser() as opened:
            subjects = _subjects(dashboard)
            print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
            clock = Clock(dashboard.process)
            for journey in (_subject, _credit, _offices, _graph):
                _walk(opened, dashboard, subjects, clock, journey, wish.times)
            size, asked = _export(opened, dashboard, subjects)
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{'seconds':44} {'median':>7} {'worst':>7} {'server':>9} {'browser':>9}")
    for waits in clock.waits.values():
        print(waits.line())
    print(f"HTML export of the graph: {size / 1e6:.2f} MB, {asked} requests to others when it is opened")
    print(f"load of the machine after: {os.getloadavg()[0]:.1f}")
    return 0


def _subjects(dashboard: Served) -> Subjects:
    service = page_service(dashboard.store)
    documents = tuple(document.slug for document in service.catalogue.documents)
    request = Request("bench", dashboard.today, documents=documents)
    try:
        units = _most_related(service)
        count = next(n for n in range(2, len(units)) if _size(service, request, units[:n]) >= _NODES)
        opened = [unit.id for unit in units[:count]]
        return Subjects(_persons(service, request), tuple(opened[:-1]), opened[-1])
    finally:
        service.store.close()


def _persons(service: PageService, request: Request) -> tuple[str, ...]:
    """Names of persons who are caught and whom nobody else is called."""
    found = service.exposures(request).findings
    names = dict.fromkeys(one.subject.name for one in found if one.direction.value == "extends")
    return tuple(name for name in names if len(find(service, request, name).parties) == 1)[:20]


def _most_related(service: PageService) -> list[SubjectRecord]:
    """Units by the number of relations at them."""
    run = service.store.known_run()
    records = service.store.subjects(range(1, 3_000), run)
    units = {key: one for key, one in records.items() if one.kind is PartyKind.UNIT}
    related = {key: sum(map(len, service.store.neighbourhood(key, run, 500)[:3])) for key in units}
    return [units[key] for key in sorted(units, key=lambda key: (-related[key], key))[:60]]


def _size(service: PageService, request: Request, units: list[SubjectRecord]) -> int:
    return len(picture(service, request, [one.id for one in units], request.as_of, Wish()).nodes)


_Journey = Callable[[Page, str, Subjects, Clock, int], None]


def _walk(opened: Browser, dashboard: Served, subjects: Subjects, clock: Clock, journey: _Journey, times: int) -> None:
    """One journey in a window of its own, once to warm up and then as often as wished."""
    page = opened.new_page(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page.set_default_timeout(WAIT)
    clock.watch(page)
    for time in range(times + 1):
        journey(page, dashboard.address, subjects, clock, time)
    page.close()


def _subject(page: Page, address: str, subjects: Subjects, clock: Clock, time: int) -> None:
    """From the home page's search box to the findings on the subject's page, again and again in one window."""
    _home(page, address)
    name = subjects.persons[time % len(subjects.persons)]
    page.get_by_label("查找主体", exact=True).fill(name)
    with clock.on("search on the home page -> subject page"):
        page.get_by_label("查找主体", exact=True).press("Enter")
        page.get_by_text("按路径归并").first.wait_for()


def _credit(page: Page, address: str, subjects: Subjects, clock: Clock, time: int) -> None:
    if not time:
        _open(page, f"{address}/credit")
    name = subjects.persons[-1 - time % len(subjects.persons)]
    page.get_by_label("申请人", exact=True).fill(name)
    with clock.on("applicant -> credit verdict"):
        page.get_by_label("申请人", exact=True).press("Enter")
        page.get_by_test_id("stCode").filter(has_text=name).wait_for()
    _quiet(page)


def _offices(page: Page, address: str, subjects: Subjects, clock: Clock, time: int) -> None:
    del subjects, time
    _home(page, address)
    with clock.on("home page -> sweep of offices"):
        page.get_by_role("link", name="国企任职").first.click()
        page.get_by_text("项任职涉及限制").first.wait_for()


def _graph(page: Page, address: str, subjects: Subjects, clock: Clock, time: int) -> None:
    """A graph that grows to 300 subjects; then zoom, click and a filter on it."""
    del time
    _open(page, f"{address}/explore?{'&'.join(f'subject={id_}' for id_ in subjects.opened)}")
    before = page.evaluate(_DRAWN, 0)
    page.get_by_label("加入主体", exact=True).fill(subjects.last)
    with clock.on(f"graph grows to {_NODES} subjects, drawn"):
        page.get_by_label("加入主体", exact=True).press("Enter")
        before = page.evaluate(_DRAWN, before)
    _quiet(page)
    canvas = page.locator("canvas").first
    canvas.hover(position={"x": 20, "y": 200})
    page.wait_for_timeout(800)  # a pointer that only passes by scrolls the page; one that rests zooms the picture
    before = page.evaluate(_DRAWN, 0)
    with clock.on("  zoom on it, redrawn"):
        page.mouse.wheel(0, -240)
        before = page.evaluate(_DRAWN, before)
    place = page.evaluate(_NODE_AT, _GREEN)
    with clock.on("  click on a subject, its panel"):
        canvas.click(position=place)
        page.get_by_role("button", name="展开它的关系").wait_for()
    _quiet(page)
    before = page.evaluate(_DRAWN, 0)
    with clock.on("  filter changed on it, redrawn"):
        page.get_by_text("含已终止的关系").click()
        page.evaluate(_DRAWN, before)


def _export(opened: Browser, dashboard: Served, subjects: Subjects) -> tuple[int, int]:
    """Bytes of the graph's HTML file, and how many requests to others a browser makes when it is opened."""
    page = opened.new_page(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    _open(page, f"{dashboard.address}/explore?{'&'.join(f'subject={id_}' for id_ in subjects.opened)}")
    with page.expect_download(timeout=WAIT) as download:
        page.get_by_role("button", name="网页文件").click()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.html"
        download.value.save_as(path)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        page.locator("canvas").first.wait_for()
        size = path.stat().st_size
        outside = sum(not url.startswith(("file:", "data:", "blob:")) for url in asked)
    page.close()
    return size, outside


def _home(page: Page, address: str) -> None:
    """The home page, reached as people reach it: by its link once the window is open."""
    link = page.get_by_role("link", name="首页")
    if link.count():
        link.first.click()
        page.get_by_role("heading", name="首页").or_(page.get_by_label("查找主体", exact=True)).first.wait_for()
        _quiet(page)
    else:
        _open(page, address)


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".bottom-line").wait_for()
    _quiet(page)


def _quiet(page: Page) -> None:
    """Wait until the page has nothing more to draw."""
    page.wait_for_function("!document.querySelector('[data-testid=stStatusWidget]')")
    page.wait_for_timeout(500)


if __name__ == "__main__":
    sys.exit(main())
