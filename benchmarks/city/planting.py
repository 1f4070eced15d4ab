"""Planted cases: what must be found and what must not, and the check that the truth agrees.

Every reaching part needs hits and near misses; a city in which one lacks either is refused.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.city import days
from benchmarks.city.builder import Builder
from benchmarks.city.clauses import DOCUMENTS, KIND, OWNER, SORT, Category, Clause, Document
from benchmarks.city.truth import Hit, Truth
from benchmarks.city.world import Entry, Naming, Person

FLAGS = ("flags", "queries")
EXTENDS = ("extends",)
OFFICE = ("office",)
SECOND_HOP = ("second_hop",)

OTHER_COURT = "other court"
# Near misses that a part of each direction must have met at least once.
_ALWAYS = {"role not named", "ended before", "not begun", "withdrawn", "told apart"}
REQUIRED: dict[str, set[str]] = {
    "extends": _ALWAYS | {"person entry", "shareholder"},
    "flags": _ALWAYS | {"shareholder", "only extended"},
    "queries": _ALWAYS | {"shareholder", "only extended"},
    "office": _ALWAYS | {KIND, "only extended"},
    "second_hop": _ALWAYS
    | {
        "person entry",
        "unit holder",
        "post elsewhere not named",
        "not proven the same",
        "no enterprise",
        "the listed unit itself",
        "third unit",
    },
}


class CityError(Exception):
    """The generator contradicts itself, or a part has no planted hit or near miss."""


@dataclass(eq=False, frozen=True)
class Plant:
    """One planted case.

    ``subject`` is who would feel it through ``role``; ``outcome`` is ``certain``,
    ``probable``, ``possible`` or ``miss``, for clauses that name the role and, in office clauses, one of the
    ``categories`` of the unit at ``place``. A miss says why in ``reason``; without a role it must stay a miss under
    every clause. ``lapsed`` is a category that the unit has not on the day, for the reason given. ``appointed`` says
    whether the state-share holder sent the person.
    """

    reaches: tuple[str, ...]
    entry: Entry
    subject: Naming
    role: str | None
    outcome: str = "certain"
    reason: str = ""
    categories: tuple[Category, ...] = ()
    place: Naming | None = None
    lapsed: Category | None = None
    appointed: str = "yes"

    @property
    def holds(self) -> str:
        """Whether a hit holds on the city's day."""
        return "unknown" if self.entry.vanished else "yes"


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
    ) -> None:
        """Note a case."""
        self.plants.append(Plant(reaches, entry, subject, role, outcome, reason))

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


def demands(document: Document, clause: Clause) -> set[str]:
    """The outcomes and near misses that a part must have met at least once."""
    reasons = set(REQUIRED[clause.reach])
    if clause.reach == "extends" and {"principal", "actual_controller"} & set(clause.roles):
        reasons.add("unit holder")
    extra = {SORT: len(clause.sorts) == 1, OWNER: clause.owners, "not appointed": clause.appointed_only}
    # A text that names several sorts of financial institution names every sort there is in the city.
    reasons |= {reason for reason, needed in extra.items() if needed}
    if document.courts:
        reasons.add(OTHER_COURT)
    return {"hit: certain", "hit: probable", "hit: possible"} | {f"miss: {reason}" for reason in reasons}


def expected(plant: Plant, document: Document, clause: Clause) -> str:
    """The word to count a plant under: an outcome, a near miss's reason, or nothing if it does not apply."""
    word = _within(plant, clause) if clause.reach in plant.reaches else ""
    if document.reaches(plant.entry.court):
        return word
    return f"miss: {OTHER_COURT}" if word.startswith("hit") else ""


def _within(plant: Plant, clause: Clause) -> str:
    named = plant.role is None or clause.names(plant.role)
    refusal = _refusal(plant, clause)
    if plant.outcome == "miss":
        return f"miss: {plant.reason}" if named and not refusal else ""
    if refusal:
        return f"miss: {refusal}" if named else ""
    if not named:
        return "miss: role not named"
    if clause.appointed_only and plant.appointed == "no":
        return "miss: not appointed"
    return f"hit: {plant.outcome}"


def _refusal(plant: Plant, clause: Clause) -> str | None:
    """Why the unit of a plant is out of reach of an office clause; the closest reason of several."""
    if clause.reach != "office" or not plant.categories:
        return None
    found = [clause.refusal(category) for category in plant.categories]
    if None in found:
        return None
    if plant.lapsed and clause.refusal(plant.lapsed) is None:
        return plant.reason
    return next(reason for reason in (OWNER, SORT, KIND) if reason in found)


def check(
    plants: list[Plant], truth: Truth, day: date, documents: tuple[Document, ...] = DOCUMENTS
) -> dict[str, dict[str, int]]:
    """Compare plants with the truth on a day; counts of hits and near misses per part, or :class:`CityError`."""
    found = _by_entry(truth, day)
    counts: dict[str, dict[str, int]] = {}
    for document in documents:
        for clause in document.clauses:
            label = f"{document.slug} {clause.number}{clause.part or ''} {clause.reach}"
            tally = Counter(_compared(plants, document, clause, found, day, label))
            lacking = sorted(word for word in demands(document, clause) if not tally[word])
            if lacking:
                raise CityError(f"{label}: nothing planted for {', '.join(lacking)}")
            counts[label] = dict(sorted(tally.items()))
    return counts


def _compared(
    plants: list[Plant],
    document: Document,
    clause: Clause,
    found: dict[tuple[int, int], list[Hit]],
    day: date,
    label: str,
) -> Iterator[str]:
    for plant in plants:
        if clause.reach in plant.reaches:
            word = expected(plant, document, clause)
            _compare(plant, word, found[id(plant.entry), id(clause)], day, label)
            if word:
                yield word


def _by_entry(truth: Truth, day: date) -> dict[tuple[int, int], list[Hit]]:
    found: dict[tuple[int, int], list[Hit]] = defaultdict(list)
    for hit in truth.hits:
        if days.state(hit.span, day) != "no":
            found[id(hit.entry), id(hit.clause)].append(hit)
    return found


def _compare(plant: Plant, word: str, hits: list[Hit], day: date, label: str) -> None:
    mine = [hit for hit in hits if hit.subject.subject == plant.subject.subject]
    if plant.place:
        mine = [hit for hit in mine if hit.tie.unit.subject == plant.place.subject]
    if plant.outcome != "miss":
        mine = [hit for hit in mine if hit.tie.role == plant.role]
    what = f"{plant.subject.name} as {plant.role}"
    if not word.startswith("hit"):
        if mine:
            raise CityError(f"{label}: {what} was hit ({word or plant.reason or 'not named'})")
    elif not any(hit.certainty == plant.outcome and days.state(hit.span, day) == plant.holds for hit in mine):
        raise CityError(f"{label}: planted hit of {what} is missing ({plant.outcome})")
