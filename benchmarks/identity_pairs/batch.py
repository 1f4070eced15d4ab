"""A batch of applicants against a streamed roster: ``python -m benchmarks.identity_pairs.batch [APPLICANTS] [ROSTER]``.

Prints pairs, seconds and the peak memory of the process. The roster is drawn while it is read, so that what is
measured is the comparison and not a file in memory.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from random import Random

from ingest.identity.blocking import compare_stream
from ingest.identity.labelled.people import Human, People
from ingest.identity.labelled.printing import Printer
from ingest.identity.labelled.spec import TRAINING
from ingest.identity.record import Record

_POOL = 20_000  # people of whom the roster's rows are drawn, some several times
_LISTED_EVERY = 100  # one applicant in so many stands on the roster


def batch(applicants: int, roster: int) -> dict[str, float]:
    """Compare and count: pairs per tier, seconds with and without the drawing, megabytes before and at the peak."""
    people, printer = People(TRAINING), Printer(TRAINING)
    humans, pool = people.others(applicants), people.others(_POOL)
    left = [printer.applicant(human, f"unit:{row}").record for row, human in enumerate(humans)]
    started = time.perf_counter()
    for _ in _entries(humans, pool, roster, printer):
        pass
    drawing = time.perf_counter() - started
    before, started = _megabytes(), time.perf_counter()
    entries = _entries(humans, pool, roster, printer)
    tiers = Counter(found.tier.value for _, _, found in compare_stream(left, entries, progress=_tell, total=roster))
    seconds = time.perf_counter() - started
    times = {"seconds": round(seconds, 1), "seconds_without_drawing": round(seconds - drawing, 1)}
    return {**tiers, **times, "mb_before": before, "mb_peak": _megabytes()}


def _entries(humans: list[Human], pool: list[Human], count: int, printer: Printer) -> Iterator[Record]:
    """Rows of some applicants and of many others, drawn while they are read."""
    rng = Random(count)
    listed = humans[::_LISTED_EVERY]
    for human in chain(listed, (rng.choice(pool) for _ in range(count - len(listed)))):
        yield printer.listed(human, printer.roster_form()).record


def _tell(what: str, done: int, total: int | None) -> None:
    print(f"\r{what} {done}/{total}", end="", file=sys.stderr, flush=True)


def _megabytes() -> float:
    """Peak resident memory of this process so far (kilobytes on Linux)."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 0)


if __name__ == "__main__":
    sizes = [int(text) for text in sys.argv[1:3]] or [50_000, 500_000]
    print(batch(sizes[0], sizes[1]))
