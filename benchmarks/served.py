"""The sample city behind the dashboard and a browser before it: what pictures and measurements of pages need.

The city, its people and its roster are invented.
"""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from graph.open import open_store
from guanlian.filing import load
from guanlian.serving import start, stop, wait_until_up
from ingest.manifest import read_manifest

CITY = Path("samples/city")
WAIT = 60_000  # milliseconds a page may take before it counts as broken
_NOW = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Served:
    """A dashboard that answers: its address, its store, the day it lives on, and the process that serves it."""

    address: str
    store: str
    today: date
    process: int


def city_day() -> date:
    """The day the sample city lives on."""
    today = read_manifest(CITY).today
    assert today is not None, "samples/city/manifest.yml names no today"
    return today


@contextmanager
def served(*, empty: bool = False) -> Iterator[Served]:
    """The dashboard over the sample city, or over a store in which nothing was ever loaded."""
    today = city_day()
    with TemporaryDirectory(prefix="guanlian-") as folder:
        url = f"sqlite:///{(Path(folder) / 'city.db').as_posix()}"
        store = open_store(url, notify=lambda _: None)
        if not empty:
            load(store, [CITY], today=today, clock=lambda: _NOW)
        store.close()
        environment = {**os.environ, "GUANLIAN_STORE": url, "GUANLIAN_DOCUMENTS": "all", "GUANLIAN_TODAY": str(today)}
        port = _free_port()
        process = start(environment, port)
        try:
            wait_until_up(process, port)
            yield Served(f"http://localhost:{port}", url, today, process.pid)
        finally:
            stop(process)


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium.

    Raises:
        RuntimeError: there is none on this machine.

    """
    path = next(filter(None, map(shutil.which, _CHROMIUM)), None)
    if path is None:
        raise RuntimeError("没有找到 Chromium。请先安装浏览器和中文字体（见 make system）。")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield opened
        finally:
            opened.close()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("localhost", 0))
        return int(listener.getsockname()[1])
