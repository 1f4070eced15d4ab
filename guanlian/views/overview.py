"""The numbers of the home page: who is listed, who is caught through whom, what the last load changed."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from analysis.columns import Mask
from analysis.freshness import known
from graph.model.facts import PARTY_CODE, Ints
from graph.model.records import PartyKind
from graph.store import Scope
from guanlian.answers import Answer
from guanlian.request import Request
from guanlian.verdict_answers import NotCheckedView
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

    run: int
    source: str
    new: int
    released: int


class Overview(Answer):
    """The state of the roster and of everything that follows from it, on one day."""

    listed_persons: int
    listed_units: int
    entries: int
    extended: Count
    flagged: Count
    offices: Count
    moved: Moved | None
    gaps: tuple[NotCheckedView, ...]


def overview(service: PageService, request: Request) -> Overview:
    """Counts for the day and purpose of a request; nothing is proved, so it is quick."""
    run = service.store.known_run(request.known_as_of)
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
        moved=_moved(service, request, found, run),
        gaps=service.gaps(request),
    )


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


def _moved(service: PageService, request: Request, found: Reached, run: int) -> Moved | None:
    """The newest load of files, and what followed from it, against the state before: subjects caught through others."""
    runs = [one for one in known(service.store.runs(), run) if one.kind in _FILES]
    if len(runs) < 2:
        return None
    before = service.reached(request, Scope.roster(), runs[-1].number - 1)
    day = request.as_of.toordinal()
    now, then = _caught(found, day), _caught(before, day)
    return Moved(
        run=runs[-1].number,
        source=runs[-1].source,
        new=len(np.setdiff1d(now, then)),
        released=len(np.setdiff1d(then, now)),
    )


def _caught(found: Reached, day: int) -> Ints:
    others = [direction for direction in Direction if direction is not Direction.SELF]
    keys: Ints = np.unique(found.felt.subject[_standing(found, day) & _runs(found, others)])
    return keys
