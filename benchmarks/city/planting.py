"""Planted cases: what must be found and what must not, and the check that the truth agrees.

Every reaching part needs hits and near misses; a city in which one lacks either is refused.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.city import days
from benchmarks.city.builder import Builder
from benchmarks.city.clauses import DOCUMENTS, Clause, Document
from benchmarks.city.truth import Hit, Truth
from benchmarks.city.world import Entry, Naming, Person

FLAGS = ("flags", "queries")
EXTENDS = ("extends",)
OFFICE = ("office",)

# Near misses that a part of each direction must have met at least once.
_ALWAYS = {"role not named", "ended before", "not begun", "withdrawn", "told apart"}
REQUIRED: dict[str, set[str]] = {
    "extends": _ALWAYS | {"unit holder", "person entry", "shareholder"},
    "flags": _ALWAYS | {"shareholder", "only extended"},
    "queries": _ALWAYS | {"shareholder", "only extended"},
    "office": _ALWAYS | {"kind not named", "only extended"},
}


class CityError(Exception):
    """The generator contradicts itself, or a part has no planted hit or near miss."""


@dataclass(eq=False)
class Plant:
    """One planted case.

    ``subject`` is who would feel it through ``role``; ``outcome`` is ``certain``, ``possible`` or
    ``miss``, for clauses that name the role and, in office clauses, the ``kind`` of unit. A miss says why
    in ``reason``; without a role it must stay a miss under every clause.
    """

    reaches: tuple[str, ...]
    entry: Entry
    subject: Naming
    role: str | None
    outcome: str = "certain"
    reason: str = ""
    kind: str | None = None
    holds: str = "yes"


class Planter:
    """Shared tools of the planting modules."""

    def __init__(self, builder: Builder) -> None:
        self.b = builder
        self.plants: list[Plant] = []

    def plant(
        self,
        reaches: tuple[str, ...],
        entry: Entry,
        subject: Naming,
        role: str | None,
        outcome: str = "certain",
        reason: str = "",
        kind: str | None = None,
    ) -> None:
        """Note a case."""
        holds = "unknown" if entry.vanished else "yes"
        self.plants.append(Plant(reaches, entry, subject, role, outcome, reason, kind, holds))

    def listed_person(self, person: Person | None = None, show: str = "full", home: str = "detail") -> Entry:
        """An active entry of a person, published between 2017 and 2023."""
        return self.b.entry(person or self.b.own(), show, self.b.day(2017, 2023), home)

    def removal_day(self) -> date:
        """A day of removal after the older roster, so that the entry stood in it."""
        earliest = self.b.world.old_day or self.b.today - timedelta(days=150)
        span = (self.b.today - earliest).days
        return earliest + timedelta(days=self.b.rng.randint(1, max(1, span)))

    def withdrawn(self, entry: Entry) -> Entry:
        """The same entry, taken back: by the csv's own column, or by a notice."""
        if entry.home == "csv":
            entry.withdrawn = entry.published + timedelta(days=200)
        else:
            entry.removed = self.removal_day()
        return entry


def check(
    plants: list[Plant], truth: Truth, day: date, documents: tuple[Document, ...] = DOCUMENTS
) -> dict[str, dict[str, int]]:
    """Compare plants with the truth on a day; counts of hits and near misses per part, or :class:`CityError`."""
    found = _by_entry(truth, day)
    counts: dict[str, Counter[str]] = {}
    for document in documents:
        for clause in document.clauses:
            label = f"{document.slug} {clause.number}{clause.part or ''} {clause.reach}"
            counts[label] = Counter()
            for plant in plants:
                if clause.reach in plant.reaches and document.reaches(plant.entry.court):
                    counts[label][_compare(plant, clause, found[id(plant.entry), id(clause)], day, label)] += 1
            _demand(label, clause, counts[label])
    return {label: {word: count for word, count in sorted(tally.items()) if word} for label, tally in counts.items()}


def _by_entry(truth: Truth, day: date) -> dict[tuple[int, int], list[Hit]]:
    found: dict[tuple[int, int], list[Hit]] = defaultdict(list)
    for hit in truth.hits:
        if days.state(hit.span, day) != "no":
            found[id(hit.entry), id(hit.clause)].append(hit)
    return found


def _compare(plant: Plant, clause: Clause, hits: list[Hit], day: date, label: str) -> str:
    """The word to count the plant under: an outcome, a near miss's reason, or nothing if it does not apply."""
    mine = [hit for hit in hits if hit.subject.subject == plant.subject.subject]
    named = plant.role is None or clause.names(plant.role)
    of_kind = plant.kind is None or clause.covers(plant.kind)
    if plant.outcome == "miss":
        if mine:
            raise CityError(f"{label}: planted near miss ({plant.reason}) of {plant.subject.name} was hit")
        return f"miss: {plant.reason}" if named and of_kind else ""
    mine = [hit for hit in mine if hit.tie.role == plant.role]
    if not (named and of_kind):
        if mine:
            raise CityError(f"{label}: {plant.role} of {plant.subject.name} is not named, yet was hit")
        return _not_named(named, of_kind)
    if not any(hit.certainty == plant.outcome and days.state(hit.span, day) == plant.holds for hit in mine):
        raise CityError(f"{label}: planted hit of {plant.subject.name} as {plant.role} is missing ({plant.outcome})")
    return f"hit: {plant.outcome}"


def _not_named(named: bool, of_kind: bool) -> str:
    if named:
        return "miss: kind not named"
    return "miss: role not named" if of_kind else ""


def _demand(label: str, clause: Clause, tally: Counter[str]) -> None:
    wanted = {"hit: certain", "hit: possible"} | {f"miss: {reason}" for reason in REQUIRED[clause.reach]}
    if clause.appointed_only:
        wanted.add("miss: not appointed")
    lacking = sorted(word for word in wanted if not tally[word])
    if lacking:
        raise CityError(f"{label}: nothing planted for {', '.join(lacking)}")
