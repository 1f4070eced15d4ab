"""Ring three: nothing is left out.

Every number printed in a text has its clause, every clause a printed number, and every coded part
a law case that shows each way its reach runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from graph.errors import MeasureError
from graph.model.roles import Role
from measures.checks.outline import printed_numbers
from measures.checks.problem import Place, Problem, Ring
from measures.checks.text import squeeze
from measures.loader import read_yaml
from measures.model import Clause, Document, Part
from measures.vocabulary import Direction

_HOLDABLE = {str(role) for role in Role}


def check_numbers(document: Document, text: str | None) -> Iterator[Problem]:
    """Every printed number has a clause, and every clause a printed number."""
    if text is None:
        return
    place = Place(Ring.CORPUS, document)
    clauses = {clause.number: clause for clause in document.clauses}
    expected = {number.number: number for number in printed_numbers(text, _where_measures_stand(document, text))}
    for name, number in expected.items():
        if name not in clauses:
            what = "is missing in the print and" if number.missing else "is printed but"
            yield place.problem(f"number {name} {what} has no clause; code it, or give the reason why not")
        elif number.printed and clauses[name].printed is None:
            yield place.problem(f"number {name} is printed {number.printed!r}; record that under printed")
    for stray in clauses.keys() - expected.keys():
        yield place.problem(f"clause {stray} has no printed number in the text")


def _where_measures_stand(document: Document, text: str) -> int:
    """The squeezed offset of the first quote that is found: the measures stand there."""
    squeezed = squeeze(text)
    offsets = (squeezed.find(squeeze(part.quote)) for clause in document.clauses for part in clause.parts)
    return next((offset for offset in offsets if offset >= 0), 0)


@dataclass(frozen=True, slots=True)
class CaseShape:
    """What the corpus ring needs of one law case: its clause and the findings it expects."""

    clause: str
    days: list[frozenset[str]]  # per day, in order: the directions of which something is expected

    @property
    def directions(self) -> set[str]:
        """Every direction the case expects a finding of."""
        return {direction for day in self.days for direction in day}


def read_cases(folder: Path, slug: str) -> list[CaseShape]:
    """The law cases of one document; none when it has no case file."""
    path = folder / f"{slug}.yml"
    if not path.exists():
        return []
    _, content = read_yaml(path.name, path.read_bytes())
    if not isinstance(content, list):
        raise MeasureError(f"{path.name}: a case file is a list of cases. Begin each with '- clause:'")
    return [_case(path.name, entry) for entry in content]


def _case(file: str, entry: Any) -> CaseShape:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("clause"), str):
        raise MeasureError(f'{file}: a case has no clause. Write clause: "7.1" (in quotation marks)')
    expect = entry.get("expect")
    if not isinstance(expect, Mapping) or not expect:
        raise MeasureError(f"{file}: case {entry['clause']} expects nothing. Write the expected findings day by day")
    days = [frozenset(expect[day] or {}) for day in sorted(expect, key=str)]
    return CaseShape(entry["clause"], days)


def check_cases(document: Document, cases: list[CaseShape]) -> Iterator[Problem]:
    """Every coded part has its case, every case its part, and each reach is shown at work."""
    parts = {
        f"{clause.number}{part.part or ''}": (clause, part) for clause in document.clauses for part in clause.parts
    }
    for name, (clause, part) in parts.items():
        own = [case for case in cases if case.clause == name]
        for message in _case_faults(part, own):
            yield Place(Ring.CORPUS, document, clause, part).problem(message)
    for case in cases:
        if case.clause not in parts:
            yield _stray_case(document, case.clause)


def _stray_case(document: Document, name: str) -> Problem:
    number = re.sub(r"[a-z]$", "", name)
    clause: Clause | None = next((clause for clause in document.clauses if clause.number == number), None)
    return Place(Ring.CORPUS, document, clause).problem(f"there is a law case for {name!r}, but no such coded part")


def _case_faults(part: Part, cases: list[CaseShape]) -> Iterator[str]:
    if not cases:
        yield "no law case; write one into the case file of the document"
        return
    shown = {direction for case in cases for direction in case.directions}
    for direction in sorted(reach_directions(part) - shown):
        yield f"no law case shows a finding of direction {direction}"
    for direction in sorted(shown - reach_directions(part) - {Direction.SELF, "unknown"}):
        yield f"a law case expects {direction}, but the part has no such reach"
    if Direction.SELF in shown and not part.listed:
        yield "a law case expects a self finding, but nobody is caught by being listed"
    if reach_directions(part) and not any(len(case.days) >= 3 for case in cases):
        yield "no law case runs over the day before, the first day and a day after withdrawal"


def reach_directions(part: Part) -> set[str]:
    """The directions beyond *self* in which facts can make a finding of this part."""
    reach: dict[Direction, Sequence[StrEnum]] = {
        Direction.EXTENDS: part.extends,
        Direction.FLAGS: part.flags,
        Direction.QUERIES: part.queries,
        Direction.OFFICE: part.offices.posts if part.offices else [],
        Direction.SECOND_HOP: part.second_hop.at if part.second_hop else [],
    }
    return {str(direction) for direction, roles in reach.items() if any(str(role) in _HOLDABLE for role in roles)}
