"""The numbers of the home page: who is listed, who is caught through whom, what the last load changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from analysis.columns import Mask
from analysis.freshness import known
from graph.model.facts import PARTY_CODE, Ints
from graph.model.records import PartyKind
from graph.store import Scope
from guanlian.answers import Answer
from guanlian.request import Request
from guanlian.views.service import PageService, Reached
from measures.vocabulary import Direction

_CERTAIN = 0
_FILES = ("register", "roster", "supplement")  # other runs follow from these, or from decisions


class Count(Answer):
    """How many subjects: with at least one certain finding, and with weaker ones only."""

    certain: int
    doubtful: int

    @property
    def total(self) -> int:
        """Both together."""
        return self.certain + self.doubtful


class Moved(Answer):
    """What a load changed for the same day: subjects newly caught and subjects no longer caught."""

    new: int
    released: int


class Load(Answer):
    """The newest load of files and the data version before it."""

    run: int
    source: str
    before: int


@dataclass(frozen=True)
class Overview:
    """The roster in one data version and what follows from it on one day; ``caught`` are keys, sorted.

    ``caught`` are caught through others. Frozen data versions never change, so that one walk serves for good.
    """

    listed_persons: int
    listed_units: int
    entries: int
    extended: Count
    flagged: Count
    offices: Count
    caught: Ints


def overview(service: PageService, request: Request, run: int | None = None) -> Overview:
    """Counts for the day and purpose of a request in a data version (the request's, unless one is given).

    The roster is walked once, and nothing is proved, so it is quick.
    """
    run = service.store.known_run(request.known_as_of) if run is None else run
    found = service.reached(request, Scope.roster(), run)
    day = request.as_of.toordinal()
    persons, units, entries = _listed(found, day)
    return Overview(
        listed_persons=persons,
        listed_units=units,
        entries=entries,
        extended=_count(found, day, (Direction.EXTENDS,)),
        flagged=_count(found, day, (Direction.FLAGS, Direction.QUERIES, Direction.SECOND_HOP)),
        offices=_count(found, day, (Direction.OFFICE,)),
        caught=_caught(found, day),
    )


def last_load(service: PageService, request: Request) -> Load | None:
    """The newest load of files, and what followed from it; ``None`` where there is nothing to compare it with."""
    runs = known(service.store.runs(), service.store.known_run(request.known_as_of))
    files = [one for one in runs if one.kind in _FILES]
    if len(files) < 2:
        return None
    return Load(run=files[-1].number, source=files[-1].source, before=files[-1].number - 1)


def moved_by(before: Overview, after: Overview) -> Moved:
    """Who is caught through others in one data version and not in the other."""
    new, released = (
        np.setdiff1d(one, other) for one, other in ((after.caught, before.caught), (before.caught, after.caught))
    )
    return Moved(new=len(new), released=len(released))


def _listed(found: Reached, day: int) -> tuple[int, int, int]:
    """Listed persons, listed units and their entries that stand, or may stand, on the day."""
    columns = found.facts.listings
    standing = (columns.days[:, 0] <= day) & (day < columns.days[:, 3])
    person = columns.kind == PARTY_CODE[PartyKind.PERSON]
    counts = (len(np.unique(columns.subject[standing & kind])) for kind in (person, ~person))
    return (*counts, int(standing.sum()))  # type: ignore[return-value]


def _count(found: Reached, day: int, directions: Iterable[Direction]) -> Count:
    mask = _standing(found, day) & _runs(found, directions)
    certain = np.unique(found.felt.subject[mask & (found.hits.certainty == _CERTAIN)])
    everyone = np.unique(found.felt.subject[mask])
    return Count(certain=len(certain), doubtful=len(everyone) - len(certain))


def _standing(found: Reached, day: int) -> Mask:
    mask: Mask = (found.hits.days[:, 0] <= day) & (day < found.hits.days[:, 3])
    return mask


def _runs(found: Reached, directions: Iterable[Direction]) -> Mask:
    wanted = set(directions)
    by_rule = np.array([rule.direction in wanted for rule in found.rules], dtype=np.bool_)
    mask: Mask = by_rule[found.hits.rule]
    return mask


def _caught(found: Reached, day: int) -> Ints:
    others = [direction for direction in Direction if direction is not Direction.SELF]
    keys: Ints = np.unique(found.felt.subject[_standing(found, day) & _runs(found, others)])
    return keys
