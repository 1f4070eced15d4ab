"""The sample city behind the dashboard: an environment for the pages, subjects to look at, pages without a browser."""

from __future__ import annotations

import os
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from streamlit.testing.v1 import AppTest

from analysis.findings import Finding
from dashboard.keys import Param
from guanlian.answers import ExposuresAnswer
from guanlian.offices import Proposal
from guanlian.serving import start, stop, wait_until_up
from guanlian.verdict_answers import AppointmentAnswer, VerdictAnswer
from guanlian.verdicts import Question
from guanlian.views.opening import page_service
from tests.support.sample import ask, sample_today, service_over
from tests.support.suites import browser_path

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OpenPage = Callable[..., AppTest]
CITIZEN = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")
VIEWS = ("home", "subject", "credit", "offices", "explore", "roster", "review", "law", "system")


@pytest.fixture(scope="session")
def exposed(sample_url: str) -> ExposuresAnswer:
    """Everything the central document catches on the sample's day."""
    with service_over(sample_url) as service:
        return service.exposures(ask(sample_today(), "central-2016"))


@pytest.fixture(scope="session")
def extended(exposed: ExposuresAnswer) -> Finding:
    """A person who is certainly caught by extension and whose name nobody else bears."""
    names = [finding.subject.name for finding in exposed.findings if finding.path[1].type == "identity"]
    return next(
        finding
        for finding in exposed.findings
        if finding.direction.value == "extends" and finding.certainty.rank == 0 and finding.subject.name not in names
    )


@pytest.fixture(scope="session")
def namesake(exposed: ExposuresAnswer) -> str:
    """The name of a listed person that somebody else bears too."""
    return next(
        f.listed.name for f in exposed.findings if f.path[1].type == "identity" and f.listed.kind.value == "person"
    )


@pytest.fixture(scope="session")
def answering(sample_url: str) -> Iterator[Callable[[str], VerdictAnswer]]:
    """What the service itself answers about a subject's credit, given by its id, on the sample's day."""
    service = page_service(sample_url)
    yield lambda subject: service.verdict(ask(sample_today()), subject, Question("credit"))
    service.store.close()


@pytest.fixture(scope="session")
def appointing(sample_url: str) -> Iterator[Callable[[Proposal], AppointmentAnswer]]:
    """What the service itself answers about an appointment on the sample's day."""
    service = page_service(sample_url)
    yield lambda proposal: service.appoint(ask(sample_today()), proposal)
    service.store.close()


@pytest.fixture(scope="session")
def clean(sample_url: str) -> VerdictAnswer:
    """The answer about a unit of which nothing was found, with everything that had to be looked at."""
    service = page_service(sample_url)
    try:
        asked = service.prepare(ask(sample_today()), Question("credit"))
        known = service.store.known_run()
        for start in range(1, 20_000, 500):
            found = service.store.subjects(range(start, start + 500), known).values()
            units = [one for one in found if one.kind.value == "unit"]
            for one, answer in zip(units, service.of_records(asked, units), strict=True):
                if answer.verdict.value == "clear":
                    return service.verdict(ask(sample_today()), one.id, Question("credit"))
        raise AssertionError("the sample has no unit of which nothing is found")
    finally:
        service.store.close()


@pytest.fixture
def page_environment(sample_url: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The environment in which the pages find the sample city."""
    return set_environment(sample_url, monkeypatch)


@pytest.fixture
def own_city(sample_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a copy of the sample city that a test may write to; the pages find it."""
    url = copied(sample_url, tmp_path)
    set_environment(url, monkeypatch)
    return url


def copied(url: str, folder: Path) -> str:
    """The address of a copy of a store: whoever writes does not write beside the one that all tests read."""
    source = Path(url.removeprefix("sqlite:///"))
    for path in source.parent.glob(f"{source.name}*"):
        shutil.copy(path, folder / path.name)
    return f"sqlite:///{(folder / source.name).as_posix()}"


@pytest.fixture
def empty_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The environment in which nothing was ever loaded."""
    return set_environment(f"sqlite:///{(tmp_path / 'empty.db').as_posix()}", monkeypatch)


def set_environment(url: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Let the pages of this process find a store; returns the environment for another process."""
    for name, value in _settings(url).items():
        monkeypatch.setenv(name, value)
    return environment_of(url)


def environment_of(url: str) -> dict[str, str]:
    """The environment of a process that serves a store on the sample's day."""
    return {**os.environ, **_settings(url)}


def _settings(url: str) -> dict[str, str]:
    return {
        "GUANLIAN_STORE": url,
        "GUANLIAN_DOCUMENTS": "all",
        "GUANLIAN_TODAY": sample_today().isoformat(),
    }


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("localhost", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="session")
def address(sample_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = _free_port()
    process = start(environment_of(copied(sample_url, tmp_path_factory.mktemp("served"))), port)
    try:
        wait_until_up(process, port)
        yield f"http://localhost:{port}"
    finally:
        stop(process)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser_path(), args=_QUIET)
        try:
            yield opened
        finally:
            opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh window; at the end it must have asked nobody but this machine and show no number of a person."""
    window = browser.new_page(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    asked: set[str] = set()
    window.on("request", lambda request: asked.add(urlsplit(request.url).hostname or ""))
    yield window
    shown = f"{window.url} {window.content()}"
    window.close()
    assert not CITIZEN.search(shown), "a full number of a person stands in the page or its address"
    assert asked <= {"localhost", ""}, f"the page asked {asked}"


@pytest.fixture
def open_page() -> OpenPage:
    """Opens a page by the name of its file, with a subject in the address if one is given."""

    def opened(name: str = "home", subject: str | None = None, *, wrong: bool = False) -> AppTest:
        page = AppTest.from_file(str(APP), default_timeout=60).run()
        if subject is not None:
            page.query_params[Param.SUBJECT] = subject
        if name != "home":
            page.switch_page(f"views/{name}.py")
        if subject is not None or name != "home":
            page.run()
        return page if wrong else sound(page)

    return opened


def sound(page: AppTest) -> AppTest:
    """The page, which neither raised nor says that something failed."""
    assert not page.exception, page.exception
    assert not [error.value for error in page.error], "the page says that it failed"
    return page


def words(page: AppTest) -> str:
    """Everything a page says in text, marks and notes, side bar included."""
    kinds = ("markdown", "html", "caption", "info", "warning", "success", "title", "header", "subheader")
    return " ".join(
        str(getattr(one, "value", "") or getattr(one, "body", "")) for kind in kinds for one in page.get(kind)
    )
