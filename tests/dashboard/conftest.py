"""The sample city behind the dashboard: an environment for the pages, subjects to look at, pages without a browser."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.findings import Finding
from dashboard.keys import Param
from guanlian.answers import ExposuresAnswer
from tests.support.sample import ask, sample_today, service_over

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
OpenPage = Callable[..., AppTest]
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


@pytest.fixture
def page_environment(sample_url: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The environment in which the pages find the sample city."""
    return _environment(sample_url, monkeypatch)


@pytest.fixture
def empty_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The environment in which nothing was ever loaded."""
    return _environment(f"sqlite:///{(tmp_path / 'empty.db').as_posix()}", monkeypatch)


def _environment(url: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
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
