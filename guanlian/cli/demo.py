"""The demo: load the sample city, show what is found, open the dashboard."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from graph.model.time import BEIJING
from graph.open import open_store
from guanlian.cli import render
from guanlian.cli.common import console, make_request
from guanlian.cli.loading import runs_table
from guanlian.filing import load as load_files
from guanlian.service import Service
from guanlian.serving import serve
from guanlian.settings import Settings
from ingest.manifest import read_manifest
from measures.loader import load_catalogue


def register(app: typer.Typer) -> None:
    """Add the demo command."""
    app.command("demo")(demo)


def demo(
    folder: Annotated[Path, typer.Option(help="The city to load.")] = Path("samples/city"),
    work: Annotated[Path, typer.Option(help="Where the demo's store is made, anew each time.")] = Path("build/demo"),
    port: Annotated[int, typer.Option(help="Port of the dashboard.")] = 8501,
    check: Annotated[bool, typer.Option("--check", help="Stop once the page answers with a finding on it.")] = False,
    page: Annotated[bool, typer.Option("--page/--no-page", help="Whether to open the dashboard.")] = True,
) -> None:
    """Load the sample city (示范市, all invented), print what is caught, and serve the dashboard."""
    url = _fresh_store(work)
    today = read_manifest(folder).today
    settings = Settings(store=url, documents=("all",), today=today)
    subject = _load_and_show(settings, folder)
    if page:
        environment = {**os.environ, "GUANLIAN_STORE": url, "GUANLIAN_DOCUMENTS": "all"}
        if today:
            environment["GUANLIAN_TODAY"] = today.isoformat()
        serve(environment, port=port, subject=subject, check=check)


def _fresh_store(work: Path) -> str:
    work.mkdir(parents=True, exist_ok=True)
    for old in work.glob("demo.db*"):
        old.unlink()
    return f"sqlite:///{(work / 'demo.db').as_posix()}"


def _load_and_show(settings: Settings, folder: Path) -> str:
    """Load and compute; returns the id of a subject with a certain finding, for the page to open."""
    began = perf_counter()
    store = open_store(settings.store)
    try:
        runs = load_files(store, [folder], today=settings.day(), clock=lambda: datetime.now(BEIJING))
        service = Service(store, load_catalogue())
        service.remember_catalogue()
        answer = service.exposures(make_request(settings, service))
    finally:
        store.close()
    console.print(runs_table(runs))
    render.exposures(console, answer)
    console.print(f"装入并计算用时 {perf_counter() - began:.1f} 秒。示范市的人名、单位和名单全部虚构。")
    certain = [finding for finding in answer.findings if finding.certainty.rank == 0]
    return (certain or list(answer.findings))[0].subject.id
