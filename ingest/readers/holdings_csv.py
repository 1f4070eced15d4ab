"""Plain holdings (股权表): one row per holding, ``owner, owner_kind, owned, capital, votes, since, until``.

Ids are the file's own: a number, a code or a name. Persons and units are different spaces, so one number may name a
person and a unit. Within one source the same id is the same party in every file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from graph.errors import RowQuarantinedError
from graph.model.identifiers import Identifier
from graph.model.records import Batch, Mention, Origin, PartyKind, Share
from graph.model.time import Interval
from ingest.context import FileSetKind, RunContext
from ingest.dates import read_interval
from ingest.facts import holding
from ingest.identifiers import parse_identifier
from ingest.parties import person_mention, unit_mention
from ingest.readers.tables import table_rows
from ingest.rows import Row, cell_text
from ingest.share_columns import ShareCell, is_amount, share_in
from ingest.text import folded, quoted

SHEET = "股权"
_PERSONS = frozenset({"person", "individual", "naturalperson", "自然人", "个人", "人"})
_UNITS = frozenset(
    {"unit", "company", "entity", "organisation", "organization", "单位", "企业", "公司", "法人", "机构"}
)
_CODE = re.compile(r"[0-9A-Z]{18}")
_SHARES = ("capital", "votes")
_Columns = dict[str, dict[str, list[ShareCell]]]


class HoldingsReader:
    """Reads the rows; :meth:`survey` gathers each unit's columns, since bare numbers are read in company."""

    def __init__(self, context: RunContext) -> None:
        self._context = context
        self._columns: _Columns = {name: defaultdict(list) for name in _SHARES}
        self._seen: set[bytes] = set()

    def survey(self, row: Row) -> None:
        """Remember the share cells of a unit; a repeated row counts once."""
        digest = row.digest()
        if row.fault is not None or digest in self._seen or (owned := row.text("owned")) is None:
            return
        self._seen.add(digest)
        try:
            interval = self._interval(row)
        except RowQuarantinedError:
            return  # the row is quarantined when it is read
        for name in _SHARES:
            self._columns[name][folded(owned)].append(ShareCell(_printed(row, name), interval))

    def facts(self, row: Row) -> Batch:
        """The holding of one row."""
        origin = row.origin(self._context.source)
        kind = _kind(row)
        holder = party(row.need("owner"), kind, origin)
        unit = party(row.need("owned"), PartyKind.UNIT, origin)
        interval = self._interval(row)
        column = self._columns["capital"][folded(row.need("owned"))]
        printed = _printed(row, "capital")
        fact = holding(
            holder, unit, interval, origin,
            capital=self._share(row, "capital", interval), votes=self._share(row, "votes", interval),
            subscribed=printed if is_amount(printed, column) else None, paid_in=None,
        )  # fmt: skip
        return Batch(mentions=[unit, holder], holdings=[fact])

    def _share(self, row: Row, name: str, interval: Interval) -> Share | None:
        column = self._columns[name][folded(row.need("owned"))]
        return share_in(ShareCell(_printed(row, name), interval), column, field=name)

    def _interval(self, row: Row) -> Interval:
        return read_interval(row, self._context.as_of, since="since", gone="until")


def party(id_: str, kind: PartyKind, origin: Origin) -> Mention:
    """The party of an id: the same text is the same party of its kind within a source.

    An id that is a valid credit code or citizen number is one, and meets the same number elsewhere; a citizen number
    is never kept as a name.
    """
    number = _number(id_, kind)
    if kind is PartyKind.UNIT:
        return unit_mention(id_, (number,) if number else (), origin)
    return person_mention(number.shown if number else id_, number, origin, place=SHEET)


def _number(id_: str, kind: PartyKind) -> Identifier | None:
    if not _CODE.fullmatch(id_.upper()):
        return None
    found = parse_identifier(id_, unit=kind is PartyKind.UNIT)
    return found if found is not None and found.check_ok else None


def _kind(row: Row) -> PartyKind:
    text = folded(row.need("owner_kind")).lower()
    if text in _PERSONS:
        return PartyKind.PERSON
    if text in _UNITS:
        return PartyKind.UNIT
    raise RowQuarantinedError(
        f"owner_kind {quoted(text)}无法识别", "请填写 person（自然人）或 unit（单位）", field="owner_kind"
    )


def _printed(row: Row, name: str) -> str | None:
    """The cell as text. A spreadsheet's own percentage (0.995 for 99.5%) is a fraction like any other."""
    return cell_text(row.cells.get(name))


def holdings_rows(path: Path) -> Iterator[Row]:
    """The rows of a plain holdings table."""
    return table_rows(path, "holdings")


HOLDINGS = FileSetKind("holdings", "股权表", 3, holdings_rows, HoldingsReader)
