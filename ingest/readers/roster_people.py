"""The persons whom the court itself attached to a listed unit (``qysler``), with the role it gives them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graph.errors import RowQuarantinedError
from graph.model.records import Batch, Listing, Mention, Origin, PartyKind, QuarantinedRow, RoleEdge
from graph.model.time import Bound, Interval
from ingest.court_roles import court_roles, is_read
from ingest.facts import court_relation
from ingest.minors import is_child
from ingest.parties import person_mention, read_number
from ingest.rows import Cell, Row
from ingest.text import clean, is_missing, quoted

SHEET = "名单"  # also the scope of its parties: the same entry from two feeds names the same mentions
_FIELD = "法院所列人员"


def add_attached(batch: Batch, row: Row, origin: Origin, case: str, published: date) -> None:
    """Add the attached persons to a batch that holds the entry and its party.

    They stood there when the entry was published. Where the court's words are not known, or the number is a child's,
    no role is made: the entry stands, and a note in quarantine says what somebody must look at.
    """
    (listed,), (listing,) = batch.mentions, batch.listings
    if listed.kind is PartyKind.PERSON and row.cells.get(_FIELD):
        raise RowQuarantinedError("被执行人是自然人，记录中却列有单位人员", "请核对该记录", field=_FIELD)
    unread: dict[str, None] = {}
    for item in _people(row.cells.get(_FIELD)):
        person, words = _person(item, row, origin, f"{case}/{listed.id}"), item["corporationtypename"]
        if is_child(person.identifiers, published):
            unread["法院所列人员未满十八周岁，号码或者身份有误"] = None
            continue
        batch.mentions.append(person)
        batch.roles += _relations(words, person, listed, listing, origin)
        if not is_read(words):
            unread[f"法院所列人员的身份{quoted(words)}无法识别" if words else "法院所列人员未写明身份"] = None
    batch.quarantine += _notes(row, unread)


def _person(item: dict[str, str], row: Row, origin: Origin, place: str) -> Mention:
    cells: dict[str, Cell] = {"证件号码": item["cardNum"]}
    number = read_number(Row(row.file, row.sheet, row.number, cells), "证件号码", unit=False)
    title = item["corporationtypename"]
    return person_mention(item["iname"], number, origin, scope=SHEET, place=place, title=title, on_roster=True)


def _relations(words: str, person: Mention, unit: Mention, listing: Listing, origin: Origin) -> list[RoleEdge]:
    stood = Interval(Bound(None, listing.published))
    return [
        court_relation(role, person, unit, stood, origin, title=words, listing=listing.id)
        for role in court_roles(words)
    ]


def _notes(row: Row, reasons: dict[str, None]) -> Iterator[QuarantinedRow]:
    remedy = "请核对该记录；身份用语须补入 ingest/data/court_roles.yml 后重新装入"
    for reason in reasons:
        told = f"{reason}；名单记录已装入，未据此认定其角色"
        yield QuarantinedRow(row.file, row.number, row.tab, row.header(_FIELD), told, remedy, row.raw_json())


def _people(value: Cell) -> list[dict[str, str]]:
    """The well-formed items of ``qysler``; anything else quarantines the row."""
    if value in (None, "", [], "[]"):
        return []
    if not isinstance(value, list):
        raise RowQuarantinedError("qysler 不是列表", "请重新导出该记录", field=_FIELD)
    found = []
    for item in value:
        if not isinstance(item, dict) or is_missing(clean(str(item.get("iname") or ""))):
            raise RowQuarantinedError("qysler 中有一项没有姓名", "请重新导出该记录", field=_FIELD)
        keys = ("iname", "cardNum", "corporationtypename")
        found.append({key: clean("" if item.get(key) is None else str(item[key])) for key in keys})
    return found
