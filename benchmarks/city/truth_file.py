"""``truth.json``: tables with short references, so that it stays small enough to be kept.

``clauses``
    ``[document, number, part, direction, named roles]``; findings refer to them by place.
``parties``
    ``[name, kind, number as shown]``; findings refer to them by place.
``groups``, ``entries``, ``spans``
    places in ``clauses``; ``[place in parties, case, published]``; ``[since, until]``.
``findings``
    one list per path and entry, with the columns of ``columns`` (group, subject, unit, entry and span by
    place); findings that differ in their clause alone stand in one line.
``same_party``
    ``[name, number, rows]`` for every party that several rows name; ``rows`` has one list per sheet, its
    place in ``sheets`` and then the rows, counted as a user counts them (a table's header is row 1;
    entries of a JSON list count from 1). The older register is left out: its rows name the same parties again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.city.city import City
from benchmarks.city.rows import PartyRef, Row
from benchmarks.city.sheets import RosterFile

_COLUMNS = ("group", "subject", "role", "unit", "entry", "span", "holds", "certainty", "doubts")


class _Table:
    """Gives each new value the next place."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def place(self, value: object) -> int:
        return self._places.setdefault(json.dumps(value, ensure_ascii=False), len(self._places))

    def lines(self) -> str:
        return ",\n".join(self._places)


class _Tables:
    """The tables that findings refer to."""

    def __init__(self) -> None:
        self.clauses, self.groups, self.parties = _Table(), _Table(), _Table()
        self.entries, self.spans, self.sheets = _Table(), _Table(), _Table()

    def party(self, party: PartyRef) -> int:
        return self.parties.place([party.name, party.kind, party.identifier])

    def lines(self) -> dict[str, str]:
        return {name: table.lines() for name, table in vars(self).items()}


def truth_text(city: City) -> str:
    """The whole file."""
    rows = city.truth.rows(city.today)
    tables = _Tables()
    findings, same = _lines(_findings(rows, tables)), _lines(_same_party(city, tables.sheets))
    head = {
        "city": "示范市",
        "seed": city.seed,
        "units": len(city.world.units),
        "today": city.today.isoformat(),
        "count": len(rows),
        "columns": _COLUMNS,
    }
    planted = [f"{json.dumps(label)}: {json.dumps(tally)}" for label, tally in city.planted.items()]
    parts = {**tables.lines(), "findings": findings, "same_party": same}
    text = json.dumps(head, ensure_ascii=False, indent=1)[:-2]
    text += ',\n"planted": {\n' + ",\n".join(planted) + "\n}"
    return text + "".join(f',\n"{name}": [\n{lines}\n]' for name, lines in parts.items()) + "\n}\n"


def read_truth(path: Path) -> list[Row]:
    """The rows of a ``truth.json``, as :func:`~benchmarks.city.truth_rows` gives them."""
    content = json.loads(path.read_text(encoding="utf-8"))
    groups = [[content["clauses"][place] for place in group] for group in content["groups"]]
    return [_row(clause, line, content) for line in content["findings"] for clause in groups[line[0]]]


def _row(clause: list[Any], line: list[Any], content: dict[str, Any]) -> Row:
    document, number, part, direction, named = clause
    _, subject, role, unit, entry, span, holds, certainty, doubts = line
    parties, (since, until) = content["parties"], content["spans"][span]
    listed, case, published = content["entries"][entry]
    return Row(
        document,
        number,
        part,
        direction,
        tuple(named),
        PartyRef(*parties[subject]),
        role,
        PartyRef(*parties[unit]),
        PartyRef(*parties[listed]),
        case,
        published,
        since,
        until,
        holds,
        certainty,
        tuple(doubts),
    )


def _findings(rows: list[Row], tables: _Tables) -> list[list[object]]:
    cases: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        clause = [row.document, row.number, row.part, row.direction, row.named]
        cases[json.dumps(_line(row, tables), ensure_ascii=False)].append(tables.clauses.place(clause))
    return [[tables.groups.place(places), *json.loads(line)] for line, places in cases.items()]


def _line(row: Row, tables: _Tables) -> list[object]:
    entry = tables.entries.place([tables.party(row.listed), row.case, row.published])
    span = tables.spans.place([row.since, row.until])
    path = [tables.party(row.subject), row.role, tables.party(row.unit), entry, span]
    return [*path, row.holds, row.certainty, row.doubts]


def _same_party(city: City, sheet_table: _Table) -> list[list[object]]:
    rows: dict[tuple[str, str], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for file_set in city.file_sets:
        content = file_set.content
        if file_set.kind == "register" and file_set.as_of < city.today:
            continue
        if isinstance(content, RosterFile):
            tables = [(sheet_table.place([content.name, None]), 1, content.namings)]
        else:
            tables = [(sheet_table.place([content.stem, sheet.name]), 2, sheet.namings) for sheet in content.sheets]
        for place, first, table in tables:
            for row, namings in enumerate(table, first):
                for naming in namings:
                    rows[naming.party.name, naming.party.number][place].append(row)
    return [
        [*party, [[place, *found] for place, found in sheets.items()]]
        for party, sheets in rows.items()
        if sum(map(len, sheets.values())) > 1
    ]


def _lines(items: list[list[object]]) -> str:
    return ",\n".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in items)
