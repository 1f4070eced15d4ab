"""``make bench``: load, check and exposures of a generated city on the embedded store, as one table.

Figures are medians of one process on whatever machine this is: compare them with each other (rows per
second, checks per exposure run), not with another machine's.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from benchmarks.city.city import build_city
from benchmarks.city.writing import write_city
from graph.open import open_store
from guanlian.filing import load
from guanlian.request import Request
from guanlian.service import Service
from measures.loader import load_catalogue

_CHECKS = 200
T = TypeVar("T")


def main() -> None:
    """Parse the command line, run, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--units", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=7)
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, value in run(Path(folder), wish.seed, wish.units):
            print(f"{name:32} {value}")


def run(folder: Path, seed: int, units: int) -> list[tuple[str, str]]:
    """Name and value of every figure."""
    city = build_city(seed, units)
    write_city(city, folder / "city")
    store = open_store(f"sqlite:///{(folder / 'city.db').as_posix()}")
    try:
        seconds, runs = timed(lambda: load(store, [folder / "city"], today=city.today, clock=lambda: datetime.now(UTC)))
        rows = sum(run.rows_in for run in runs)
        service = Service(store, load_catalogue())
        documents = tuple(document.slug for document in service.catalogue.documents)
        request = Request(actor="bench", as_of=city.today, documents=documents)
        exposure_seconds, answer = timed(lambda: service.exposures(request))
        checks = _check_times(service, request, sorted({f.subject.id for f in answer.findings}), seed)
    finally:
        store.close()
    return [
        ("units", str(units)),
        ("rows loaded", f"{rows} in {seconds:.1f} s, {rows / seconds:.0f} a second"),
        ("exposures, all documents", f"{len(answer.findings)} findings in {exposure_seconds:.2f} s"),
        ("one check, median", f"{1000 * statistics.median(checks):.1f} ms"),
        ("one check, 99 of 100 within", f"{1000 * sorted(checks)[int(len(checks) * 0.99)]:.1f} ms"),
        ("exposures / median check", f"{exposure_seconds / statistics.median(checks):.0f}"),
    ]


def _check_times(service: Service, request: Request, subjects: list[str], seed: int) -> list[float]:
    chosen = random.Random(seed).choices(subjects, k=_CHECKS)
    return [timed(partial(service.check, request, subject))[0] for subject in chosen]


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds and result of one piece of work."""
    began = perf_counter()
    result = work()
    return perf_counter() - began, result


if __name__ == "__main__":
    main()
