"""The whole catalogue as a flat list of parts with stable keys (``guanlian measures export --json``).

One row per coded part; an uncoded clause is one row with ``coded: false`` and its reason.
Everything in a row is plain JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from measures.model import Catalogue, Clause, DayRange, Document, Offices, Part
from measures.vocabulary import ReachRole

Row = dict[str, Any]

# The order of keys in every row; coded and uncoded rows have the same keys.
KEYS = (
    "document",
    "number",
    "printed",
    "part",
    "title",
    "matter",
    "quote",
    "listed",
    "listed_class",
    "extends",
    "flags",
    "queries",
    "second_hop",
    "offices",
    "effect",
    "also_effects",
    "condition",
    "exceptions",
    "honour_test",
    "heading_only",
    "via_legal_basis",
    "agencies",
    "legal_basis",
    "coded",
    "reason",
    "effective",
    "status",
    "notes",
)

_NOTHING: Row = {
    "part": None,
    "matter": None,
    "quote": None,
    "listed": [],
    "listed_class": None,
    "extends": [],
    "flags": [],
    "queries": [],
    "second_hop": None,
    "offices": None,
    "effect": None,
    "also_effects": [],
    "condition": None,
    "exceptions": [],
    "honour_test": None,
    "heading_only": False,
    "via_legal_basis": [],
    "agencies": [],
    "legal_basis": [],
}


def export_parts(catalogue: Catalogue) -> list[Row]:
    """Every part of every document, in the order of the catalogue and of the text."""
    return [row for document in catalogue.documents for clause in document.clauses for row in _rows(document, clause)]


def _rows(document: Document, clause: Clause) -> Iterator[Row]:
    if not clause.parts:
        yield _ordered({**_NOTHING, **_clause_fields(document, clause)})
    for part in clause.parts:
        yield _ordered({**_clause_fields(document, clause), **_part_fields(document, clause, part)})


def _ordered(row: Row) -> Row:
    return {key: row[key] for key in KEYS}


def _clause_fields(document: Document, clause: Clause) -> Row:
    return {
        "document": document.slug,
        "number": clause.number,
        "printed": clause.printed,
        "title": clause.title,
        "coded": clause.coded,
        "reason": clause.reason,
        "effective": _days(document.effective),
        "status": document.status.value,
        "notes": list(clause.notes),
    }


def _part_fields(document: Document, clause: Clause, part: Part) -> Row:
    row: Row = part.model_dump(mode="json", exclude={"role_words", "ended", "offices"})
    row["offices"] = _offices(part.offices)
    if row["second_hop"] is not None:
        row["second_hop"]["reaches"] = [ReachRole.OTHER_ENTERPRISE_HEADED.value]
    row["effective"] = _days(part.effective or document.effective)
    row["status"] = (part.status or document.status).value
    row["notes"] = [*part.notes, *clause.notes]
    return row


def _offices(offices: Offices | None) -> Row | None:
    """An office bar; ``state_appointed_only`` is true when some kinds count only state-appointed seats."""
    if offices is None:
        return None
    row: Row = offices.model_dump(mode="json")
    row["state_appointed_kinds"] = row["state_appointed_only"]
    row["state_appointed_only"] = bool(offices.state_appointed_only)
    return row


def _days(days: DayRange) -> Row:
    return days.model_dump(mode="json")
