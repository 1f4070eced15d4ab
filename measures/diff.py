"""The same matter across documents, and what of each document is coded.

Local documents copy the central opinion and differ on purpose: other roles, other effects, other
agencies. Pure functions from a catalogue to rows of plain JSON.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from measures.model import Catalogue, Clause, Document, Part
from measures.vocabulary import Matter

# What two parts of the same matter are compared by, in the order it is shown.
COMPARED = ("listed", "extends", "flags", "queries", "second_hop", "offices", "effect", "also_effects", "agencies")


@dataclass(frozen=True, slots=True)
class DiffRow:
    """One part, shown beside the parts of other documents on the same matter.

    ``differs`` names what is not the same in every document that has the matter; it is equal on
    all rows of one matter.
    """

    matter: str
    document: str
    number: str
    part: str | None
    title: str
    listed: tuple[str, ...]
    extends: tuple[str, ...]
    flags: tuple[str, ...]
    queries: tuple[str, ...]
    second_hop: str | None
    offices: str | None
    effect: str
    also_effects: tuple[str, ...]
    condition: str | None
    agencies: tuple[str, ...]
    differs: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The row with lists instead of tuples."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of one document is coded; ``uncoded`` gives number, title and reason of the rest."""

    document: str
    title: str
    clauses: int
    coded_clauses: int
    parts: int
    extends: int
    flags: int
    queries: int
    offices: int
    second_hop: int
    uncoded: tuple[tuple[str, str, str], ...]

    def to_json(self) -> dict[str, Any]:
        """The row as JSON; an uncoded clause is an object."""
        row = asdict(self)
        row["uncoded"] = [dict(zip(("number", "title", "reason"), entry, strict=True)) for entry in self.uncoded]
        return row


def diff_matters(catalogue: Catalogue, matters: Iterable[Matter] | None = None) -> list[DiffRow]:
    """Every part grouped by matter (in the order of the closed list), then by document.

    ``matters`` limits the answer to these.
    """
    wanted = list(Matter) if matters is None else list(matters)
    rows = [
        _row(document, clause, part)
        for document in catalogue.documents
        for clause in document.clauses
        for part in clause.parts
    ]
    by_matter = {matter: [row for row in rows if row.matter == matter] for matter in wanted}
    return [row for group in by_matter.values() for row in _marked(group)]


def _row(document: Document, clause: Clause, part: Part) -> DiffRow:
    return DiffRow(
        matter=part.matter.value,
        document=document.slug,
        number=clause.number,
        part=part.part,
        title=clause.title,
        listed=_sorted(part.listed),
        extends=_sorted(part.extends),
        flags=_sorted(part.flags),
        queries=_sorted(part.queries),
        second_hop=_second_hop(part),
        offices=_offices(part),
        effect=part.effect.value,
        also_effects=_sorted(part.also_effects),
        condition=part.condition,
        agencies=tuple(part.agencies),
    )


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(str(value) for value in values))


def _second_hop(part: Part) -> str | None:
    if part.second_hop is None:
        return None
    return f"{'+'.join(_sorted(part.second_hop.via))} > {'+'.join(_sorted(part.second_hop.at))}"


def _offices(part: Part) -> str | None:
    """Posts, kinds of unit and what happens to incumbents, in one line."""
    offices = part.offices
    if offices is None:
        return None
    appointed = set(offices.state_appointed_only)
    kinds = [f"{kind}{'(state-appointed)' if kind in appointed else ''}" for kind in sorted(offices.unit_kinds)]
    return f"{'+'.join(_sorted(offices.posts))} @ {'+'.join(kinds)}; incumbents: {offices.incumbents}"


def _marked(group: list[DiffRow]) -> list[DiffRow]:
    """Name what differs between the documents of one matter, each taken with all its parts."""
    documents = {row.document for row in group}
    differs = tuple(name for name in COMPARED if len(documents) > 1 and _values_differ(group, name))
    return [DiffRow(**{**_fields(row), "differs": differs}) for row in group]


def _values_differ(group: list[DiffRow], name: str) -> bool:
    values: dict[str, set[Any]] = {}
    for row in group:
        values.setdefault(row.document, set()).add(getattr(row, name))
    return len({frozenset(value) for value in values.values()}) > 1


def _fields(row: DiffRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in DiffRow.__dataclass_fields__}


def coverage(catalogue: Catalogue) -> list[Coverage]:
    """One row per document: how many clauses are coded, what reaches others, what is left out and why."""
    return [_coverage(document) for document in catalogue.documents]


def _coverage(document: Document) -> Coverage:
    parts = [part for clause in document.clauses for part in clause.parts]
    uncoded = tuple(
        (clause.number, clause.title, clause.reason or "") for clause in document.clauses if not clause.coded
    )
    return Coverage(
        document=document.slug,
        title=document.title,
        clauses=len(document.clauses),
        coded_clauses=len(document.clauses) - len(uncoded),
        parts=len(parts),
        extends=sum(bool(part.extends) for part in parts),
        flags=sum(bool(part.flags) for part in parts),
        queries=sum(bool(part.queries) for part in parts),
        offices=sum(part.offices is not None for part in parts),
        second_hop=sum(part.second_hop is not None for part in parts),
        uncoded=uncoded,
    )
