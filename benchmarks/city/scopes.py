"""Lists planted parties again by the courts whose entries alone a document reaches."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.city.builder import SCOPE_COURTS, Builder
from benchmarks.city.clauses import DOCUMENTS, Clause, Document
from benchmarks.city.planting import Plant, expected
from benchmarks.city.world import Entry

# With these every role counts, named and not named; of other near misses one of each is enough.
_EVERY_ROLE = ("hit: certain", "miss: role not named")


def list_again_in_scope(builder: Builder, plants: list[Plant]) -> list[Plant]:
    """The plants, and more of them: what a scoped document still lacks, on entries of its own courts."""
    found = list(plants)
    for document in DOCUMENTS:
        for clause in document.clauses if document.courts else ():
            found += _missing(builder, found, document, clause)
    return found


def _missing(builder: Builder, plants: list[Plant], document: Document, clause: Clause) -> list[Plant]:
    everywhere = replace(document, courts=())
    seen = {_case(plant, expected(plant, document, clause)) for plant in plants}
    more: list[Plant] = []
    for plant in plants:
        case = _case(plant, expected(plant, everywhere, clause))
        if case[0] and case not in seen and _can_be_repeated(plant.entry):
            again = _repeated(builder, plants, plant.entry, document)
            seen |= {_case(other, expected(other, document, clause)) for other in again}
            more += again
    return more


def _case(plant: Plant, word: str) -> tuple[str, str | None]:
    return word, plant.role if word in _EVERY_ROLE else None


def _can_be_repeated(entry: Entry) -> bool:
    """Whether another entry tells the same: not where the court attached people, nor where the list is silent."""
    return not entry.people and not entry.vanished


def _repeated(builder: Builder, plants: list[Plant], entry: Entry, document: Document) -> list[Plant]:
    court = builder.rng.choice([court for court in SCOPE_COURTS if document.reaches(court)])
    again = builder.listed_again(entry, court)
    return [replace(plant, entry=again) for plant in plants if plant.entry is entry]
