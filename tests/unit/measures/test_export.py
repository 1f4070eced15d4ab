"""The export: stable keys, plain JSON, one row per part or uncoded clause."""

from __future__ import annotations

import json
from pathlib import Path

from measures.export import KEYS, Row, export_parts
from measures.loader import load_catalogue
from tests.support.small_document import write_small

# The keys that users of the export rely on; a key may be added, never taken away or renamed.
_PROMISED = {
    *("document", "number", "part", "title", "matter", "quote", "listed", "extends", "flags", "queries"),
    *("second_hop", "offices", "effect", "also_effects", "condition", "heading_only", "via_legal_basis"),
    *("agencies", "legal_basis", "coded", "reason", "status", "notes"),
    *("printed", "exceptions", "honour_test", "effective"),
}


def _row(rows: list[Row], document: str, number: str, part: str | None = None) -> Row:
    return next(row for row in rows if (row["document"], row["number"], row["part"]) == (document, number, part))


def test_every_row_has_the_promised_keys_in_order() -> None:
    rows = export_parts(load_catalogue())
    assert set(KEYS) >= _PROMISED
    assert {tuple(row) for row in rows} == {KEYS}


def test_every_part_and_every_uncoded_clause_is_one_row() -> None:
    catalogue = load_catalogue()
    clauses = [clause for document in catalogue.documents for clause in document.clauses]
    rows = export_parts(catalogue)
    assert len(rows) == sum(len(clause.parts) or 1 for clause in clauses)
    assert sum(not row["coded"] for row in rows) == sum(not clause.coded for clause in clauses)
    assert all(bool(row["reason"]) != row["coded"] for row in rows)


def test_the_export_is_plain_json() -> None:
    rows = export_parts(load_catalogue())
    assert json.loads(json.dumps(rows, ensure_ascii=False)) == rows


def test_an_office_says_which_seats_count() -> None:
    row = _row(export_parts(load_catalogue()), "central-2016", "3.1")
    assert row["offices"]["state_appointed_only"] is True
    assert row["offices"]["state_appointed_kinds"] == ["soe_state_participated"]
    assert row["offices"]["posts"] == ["director", "supervisor", "senior_manager"]
    assert (row["offices"]["incumbents"], row["effect"], row["also_effects"]) == (
        "remove",
        "restrict",
        ["remove_or_change"],
    )


def test_reach_and_quote_of_one_part() -> None:
    row = _row(export_parts(load_catalogue()), "central-2016", "7.1")
    assert row["extends"] == ["legal_representative", "principal", "actual_controller", "directly_responsible"]
    assert (row["listed"], row["flags"], row["queries"], row["second_hop"]) == (["person", "unit"], [], [], None)
    assert row["effective"]["earliest"] == "2016-01-01"


def test_an_uncoded_clause_has_empty_reach_and_a_reason(tmp_path: Path) -> None:
    write_small(tmp_path)
    row = _row(export_parts(load_catalogue(tmp_path)), "small", "一")
    assert (row["coded"], row["listed"], row["effect"], row["offices"]) == (False, [], None, None)
    assert row["reason"].startswith("惩戒对象")
