"""Suites that need more than Python say so, and a run that left one out says so too.

A test module that needs a program of the system declares it once, at its top::

    from tests.support.suites import requires

    pytestmark = requires("chromium", "chinese-font")

On a machine without it the module is skipped, and the end of the run lists it with the reason and the remedy.
With ``REQUIRE=all`` in the environment (continuous integration) nothing may be skipped: every skip is a failure.
A new need is one line in :data:`NEEDS`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SKIP_PREFIX = "Skipped: "


@dataclass(frozen=True)
class Need:
    """Something outside Python that a suite cannot run without."""

    what: str
    present: Callable[[], bool]
    remedy: str = "make system"
    cause: Callable[[], str | None] = lambda: None  # what is known about why it is not there


def browser_path() -> str | None:
    """Where a Chromium stands on this machine, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def java_major(version_text: str) -> int:
    """The major number in what ``java -version`` prints: 17 for 17.0.15, 8 for 1.8.0; 0 if there is none."""
    found = re.search(r'version "(?:1\.)?(\d+)', version_text)
    return int(found.group(1)) if found else 0


def _output(*command: str) -> str:
    """What a command prints on both streams; empty if it is missing or does not answer."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout + done.stderr


@cache
def _neo4j_missing() -> str | None:
    """Why no server can be had. Its artifacts are fetched on the way: once, and only where a test asks for one."""
    from deploy.neo4j import server

    if reason := server.missing():
        return reason
    try:
        server.fetch()
    except server.ServerError as error:
        return str(error)
    return None


NEEDS: dict[str, Need] = {
    "chromium": Need("a Chromium browser", lambda: browser_path() is not None),
    "chromedriver": Need("Chromium's driver", lambda: shutil.which("chromedriver") is not None),
    "chinese-font": Need("a Chinese font", lambda: bool(_output("fc-list", ":lang=zh", "family").strip())),
    "java": Need("Java 17 or later", lambda: java_major(_output("java", "-version")) >= 17),
    "neo4j": Need(
        "a Neo4j server (Java 17, its artifacts fetched through Maven)",
        lambda: _neo4j_missing() is None,
        "make system neo4j neo4j-stop test",
        lambda: _neo4j_missing(),
    ),
    "maven": Need("Maven", lambda: shutil.which("mvn") is not None),
}


def requires(*names: str) -> pytest.MarkDecorator:
    """Mark a test, a class or (as ``pytestmark``) a module as needing these :data:`NEEDS`."""
    unknown = [name for name in names if name not in NEEDS]
    if unknown or not names:
        raise ValueError(f"unknown need {unknown}: name one of {sorted(NEEDS)}, or add it to NEEDS in {__file__}")
    return pytest.mark.requires(*names)


@cache
def unmet(name: str) -> str | None:
    """Why ``name`` cannot be had on this machine, with the remedy; None if it is there."""
    need = NEEDS[name]
    if need.present():
        return None
    cause = need.cause()
    return f"needs {need.what}{f' ({cause})' if cause else ''}; run `{need.remedy}`"


def everything_required() -> bool:
    """Whether this run may leave nothing out (``REQUIRE=all``)."""
    return os.environ.get("REQUIRE", "") == "all"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose needs are not met; whether that is a failure is decided in one place, below."""
    names = [name for mark in item.iter_markers("requires") for name in mark.args]
    reasons = [reason for name in dict.fromkeys(names) if (reason := unmet(name))]
    if reasons:
        pytest.skip("; ".join(reasons))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn the skip of a test into a failure where nothing may be left out."""
    report = yield
    if not hasattr(report, "wasxfail"):
        _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a module that skips itself while it is imported."""
    report = yield
    _refuse_skip(report)
    return report


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.skipped and everything_required():
        report.outcome = "failed"
        report.longrepr = f"REQUIRE=all: left out because it {skip_reason(report.longrepr)}"


def skip_reason(longrepr: Any) -> str:
    """The words a test was skipped with; pytest keeps them as (file, line, words)."""
    words = str(longrepr[2] if isinstance(longrepr, tuple) else longrepr)
    return words.removeprefix(SKIP_PREFIX)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> Generator[None, None, None]:
    """Say which suites did not run, and why: after everything else, right above the closing line."""
    yield
    left_out: dict[tuple[str, str], int] = {}
    for report in terminalreporter.stats.get("skipped", []):
        key = (report.nodeid.split("::")[0], skip_reason(report.longrepr))
        left_out[key] = left_out.get(key, 0) + 1
    lines = [f"{suite}: {count} left out, {reason}" for (suite, reason), count in sorted(left_out.items())]
    if "not long" in config.option.markexpr:
        lines.append("tests marked long: left out of every short run; run `make long`")
    if lines:
        terminalreporter.section("suites that did not run", sep="-")
        terminalreporter.write("\n".join(lines) + "\n")
