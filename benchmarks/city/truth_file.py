"""``truth.json``: tables with short references, so that it stays small enough to be kept.

``clauses``
    ``[document, number, part, direction, named roles]``; findings refer to them by place.
``parties``
    ``[name, kind, number as shown]``; findings refer to them by place.
``findings``
    one list per path and entry, with the columns of ``columns``; findings that differ in their clause
    alone stand in one line.
``same_party``
    ``[name, number, rows]`` for every party that several rows name; a row is ``[place in sheets, row]``,
    the row counted as a user counts it (a table's header is row 1; entries of a JSON list count from 1).
    The older register is left out: its rows name the same parties again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.city.city import City
from benchmarks.city.rows import PartyRef, Row
from benchmarks.city.sheets import RosterFile

_COLUMNS = (
    "clauses",
    "subject",
    "role",
    "unit",
    "listed",
    "case",
    "published",
    "since",
    "until",
    "holds",
    "certainty",
)


class _Table:
    """Gives each new value the next place."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def place(self, value: object) -> int:
        return self._places.setdefault(json.dumps(value, ensure_ascii=False), len(self._places))

    def lines(self) -> str:
        return ",\n".join(self._places)


def truth_text(city: City) -> str:
    """The whole file."""
    rows = city.truth.rows(city.today)
    clauses, parties, sheets = _Table(), _Table(), _Table()
    findings = _lines(_findings(rows, clauses, parties))
    same = _lines(_same_party(city, sheets))
    head = {
        "city": "示范市",
        "seed": city.seed,
        "units": len(city.world.units),
        "today": city.today.isoformat(),
        "count": len(rows),
        "planted": city.planted,
        "columns": _COLUMNS,
    }
    tables = {
        "clauses": clauses.lines(),
        "parties": parties.lines(),
        "findings": findings,
        "sheets": sheets.lines(),
        "same_party": same,
    }
    text = json.dumps(head, ensure_ascii=False, indent=1)[:-2]
    return text + "".join(f',\n"{name}": [\n{lines}\n]' for name, lines in tables.items()) + "\n}\n"


def read_truth(path: Path) -> list[Row]:
    """The rows of a ``truth.json``, as :func:`~benchmarks.city.truth_rows` gives them."""
    content = json.loads(path.read_text(encoding="utf-8"))
    clauses: list[list[Any]] = content["clauses"]
    parties = [PartyRef(*party) for party in content["parties"]]
    return [_row(clauses[place], line, parties) for line in content["findings"] for place in line[0]]


def _row(clause: list[Any], line: list[Any], parties: list[PartyRef]) -> Row:
    document, number, part, direction, named = clause
    _, subject, role, unit, listed, case, published, since, until, holds, certainty = line
    return Row(
        document,
        number,
        part,
        direction,
        tuple(named),
        parties[subject],
        role,
        parties[unit],
        parties[listed],
        case,
        published,
        since,
        until,
        holds,
        certainty,
    )


def _findings(rows: list[Row], clauses: _Table, parties: _Table) -> list[list[object]]:
    cases: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        subject, unit, listed = (
            parties.place([party.name, party.kind, party.identifier]) for party in (row.subject, row.unit, row.listed)
        )
        path = [subject, row.role, unit, listed, row.case, row.published]
        rest = [*path, row.since, row.until, row.holds, row.certainty]
        clause = [row.document, row.number, row.part, row.direction, row.named]
        cases[json.dumps(rest, ensure_ascii=False)].append(clauses.place(clause))
    return [[places, *json.loads(rest)] for rest, places in cases.items()]


def _same_party(city: City, sheets: _Table) -> list[list[object]]:
    rows: dict[tuple[str, str], list[list[int]]] = defaultdict(list)
    for file_set in city.file_sets:
        content = file_set.content
        if file_set.kind == "register" and file_set.as_of < city.today:
            continue
        if isinstance(content, RosterFile):
            tables = [(sheets.place([content.name, None]), 1, content.namings)]
        else:
            tables = [(sheets.place([content.stem, sheet.name]), 2, sheet.namings) for sheet in content.sheets]
        for place, first, table in tables:
            for row, namings in enumerate(table, first):
                for naming in namings:
                    rows[naming.party.name, naming.party.number].append([place, row])
    return [[*party, found] for party, found in rows.items() if len(found) > 1]


def _lines(items: list[list[object]]) -> str:
    return ",\n".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in items)
