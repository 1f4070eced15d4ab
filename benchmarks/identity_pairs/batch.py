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
from dataclasses import replace

from ingest.identity.blocking import compare_stream
from ingest.identity.labelled.people import People
from ingest.identity.labelled.printing import Printer
from ingest.identity.labelled.spec import TRAINING
from ingest.identity.record import Record

_BLOCK = 5_000  # people drawn together
_LISTED_EVERY = 100  # one applicant in so many stands on the roster


def batch(applicants: int, roster: int) -> dict[str, float]:
    """Compare and count; seconds, pairs per tier, and megabytes before and at the peak."""
    people, printer = People(TRAINING), Printer(TRAINING)
    humans = people.others(applicants)
    left = [printer.applicant(human, f"unit:{row}").record for row, human in enumerate(humans)]
    listed = humans[::_LISTED_EVERY]

    def entries() -> Iterator[Record]:
        yield from (printer.listed(human, printer.roster_form()).record for human in listed)
        for start in range(len(listed), roster, _BLOCK):
            for human in people.others(min(_BLOCK, roster - start)):
                yield printer.listed(human, printer.roster_form()).record

    before, started = _megabytes(), time.perf_counter()
    tiers = Counter(found.tier.value for _, _, found in compare_stream(left, entries(), progress=_tell, total=roster))
    seconds = time.perf_counter() - started
    return {**tiers, "seconds": round(seconds, 1), "mb_before": before, "mb_peak": _megabytes()}


def without_comparison(roster: int) -> float:
    """Seconds to draw such a roster alone, to be taken off."""
    people, printer = People(replace(TRAINING, seed=1)), Printer(TRAINING)
    started = time.perf_counter()
    for start in range(0, roster, _BLOCK):
        for human in people.others(min(_BLOCK, roster - start)):
            printer.listed(human, printer.roster_form())
    return round(time.perf_counter() - started, 1)


def _tell(what: str, done: int, total: int | None) -> None:
    print(f"\r{what} {done}/{total}", end="", file=sys.stderr, flush=True)


def _megabytes() -> float:
    """Peak resident memory of this process so far (kilobytes on Linux)."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 0)


if __name__ == "__main__":
    sizes = [int(text) for text in sys.argv[1:3]] or [50_000, 500_000]
    print(batch(sizes[0], sizes[1]))
    print({"seconds_to_draw_the_roster": without_comparison(sizes[1])})
