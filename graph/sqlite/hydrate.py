"""Turns stored rows back into records, a batch of keys at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

import numpy as np

from graph.model.certainty import Certainty, IdentityTier, Truth
from graph.model.fractions import unpacked
from graph.model.identifiers import Identifier, IdentifierKind
from graph.model.records import (
    Basis,
    BranchOf,
    Control,
    CourtRelation,
    EdgeType,
    Holding,
    Identity,
    Listing,
    ListingEnd,
    Mention,
    Origin,
    PartyKind,
    Position,
    RoleEdge,
    Share,
    SubjectRecord,
    UnitClass,
    UnitProfile,
)
from graph.model.roles import LegalForm, Role, UnitKind
from graph.model.time import NEVER_BEGAN, Bound, Interval
from graph.sqlite.ends import cut_by_ends
from graph.sqlite.reader import Reader, Row
from graph.store import LinkAsked, LinkedPair

_EDGE_CLASSES: dict[EdgeType, type[RoleEdge]] = {
    EdgeType.POSITION: Position,
    EdgeType.CONTROL: Control,
    EdgeType.COURT_RELATION: CourtRelation,
}


def role_edges(reader: Reader, keys: Sequence[int], known_run: int) -> dict[int, RoleEdge]:
    """Role edges by key."""
    return {row[0]: role_edge(row) for row in reader.rows("role_edges_by_key", known_run=known_run, keys=keys)}


def role_edge(row: Row) -> RoleEdge:
    """A role edge from a row of ``role_edges_by_key``."""
    _, id_, holder, unit, edge_type, role, certainty, state, basis, title, appointed_by, listing, *rest = row
    return _EDGE_CLASSES[EdgeType(edge_type)](
        id=id_,
        holder=holder,
        unit=unit,
        role=Role(role),
        interval=Interval.from_columns(*rest[:4]),
        origin=_origin(rest[4:]),
        title=title,
        certainty=Certainty(certainty),
        basis=Basis(basis),
        appointed_by=appointed_by,
        state_appointed=Truth(state),
        listing=listing,
    )


def listings(reader: Reader, keys: Sequence[int], known_run: int) -> dict[int, Listing]:
    """Roster entries by key, their interval cut by the withdrawals known at that run."""
    rows = reader.rows("listings_by_key", known_run=known_run, keys=np.unique(np.array(keys, dtype=np.int64)))
    stored = np.array([row[11:15] for row in rows], dtype=np.int64).reshape(-1, 4)
    concluded = np.array([row[15] for row in rows], dtype=np.int64)
    days = cut_by_ends(reader, known_run, np.array([row[0] for row in rows], dtype=np.int64), stored, concluded)
    return {row[0]: _listing(row, cut) for row, cut in zip(rows, days.tolist(), strict=True)}


def _listing(row: Row, days: Sequence[int]) -> Listing:
    _, id_, mention, case_number, court, published, filed, grounds, head_name, public, details, *_ = row
    return Listing(
        id=id_,
        mention=mention,
        case_number=case_number,
        court=court,
        interval=Interval.from_columns(*days),
        origin=_origin(row[16:]),
        published=_day(published),
        filed=_day(filed),
        grounds=tuple(json.loads(grounds)),
        head_name=head_name,
        public=bool(public),
        details=tuple((name, text) for name, text in json.loads(details)),
    )


def listing_ends(reader: Reader, listing_ids: Sequence[str], known_run: int) -> list[ListingEnd]:
    """The withdrawals of these entries."""
    rows = reader.rows("listing_ends_of_listings", known_run=known_run, listings=sorted(set(listing_ids)))
    found = []
    for _, id_, listing, reason, until_lo, until_hi, *place in rows:
        until = Interval.from_columns(NEVER_BEGAN, NEVER_BEGAN, until_lo, until_hi).until
        found.append(ListingEnd(id_, listing, until or Bound(None, None), _origin(place), reason))
    return found


def identities(reader: Reader, keys: Sequence[int], known_run: int) -> dict[int, Identity]:
    """Identity links by key."""
    return {
        key: Identity(id_, one, other, IdentityTier(tier), evidence, decided_by)
        for key, id_, one, other, tier, evidence, decided_by in reader.rows(
            "identities_by_key", known_run=known_run, keys=keys
        )
    }


def identity_links(reader: Reader, asked: LinkAsked, known_run: int, cap: int) -> list[LinkedPair]:
    """Links as a reviewer goes through them: conflicts first."""
    rows = reader.rows(
        "identity_links",
        known_run=known_run,
        ids=list(asked.ids),
        tiers=[tier.value for tier in asked.tiers],
        name=asked.name,
        cap=cap,
    )
    return [
        LinkedPair(Identity(id_, one, other, IdentityTier(tier), evidence, decided_by), PartyKind(kind), left, right)
        for id_, one, other, left, right, kind, tier, evidence, decided_by in rows
    ]


def unit_classes(reader: Reader, keys: Sequence[int], known_run: int) -> dict[int, UnitClass]:
    """Unit kinds by key."""
    return {
        row[0]: UnitClass(
            row[1], row[2], UnitKind(row[3]), row[4], row[5], Interval.from_columns(*row[6:10]), _origin(row[10:])
        )
        for row in reader.rows("unit_classes_by_key", known_run=known_run, keys=keys)
    }


def profile(reader: Reader, unit_key: int, known_run: int) -> UnitProfile | None:
    """The newest register profile of a unit."""
    row = reader.one("profile_of_subject", known_run=known_run, subject=unit_key)
    if row is None:
        return None
    id_, unit, form, printed_type, status, division, *rest = row
    interval = Interval.from_columns(*rest[:4])
    return UnitProfile(id_, unit, LegalForm(form), printed_type, status, division, interval, _origin(rest[4:]))


def holdings(reader: Reader, keys: Sequence[int], known_run: int) -> list[Holding]:
    """Holdings by key, in the order of the keys' values."""
    return list(holdings_by_key(reader, keys, known_run).values())


def holdings_by_key(reader: Reader, keys: Sequence[int], known_run: int) -> dict[int, Holding]:
    """Holdings by key, ascending."""
    rows = sorted(reader.rows("holdings_by_key", known_run=known_run, keys=keys))
    return {row[0]: _holding(row) for row in rows}


def _holding(row: Row) -> Holding:
    return Holding(
        id=row[1],
        holder=row[2],
        unit=row[3],
        interval=Interval.from_columns(*row[14:18]),
        origin=_origin(row[18:]),
        capital=_share(row[4:8]),
        votes=_share(row[8:12]),
        subscribed=row[12],
        paid_in=row[13],
    )


def branches(reader: Reader, keys: Sequence[int], known_run: int) -> list[BranchOf]:
    """Branch relations by key, in the order of the keys' values."""
    rows = sorted(reader.rows("branches_by_key", known_run=known_run, keys=keys))
    return [BranchOf(row[1], row[2], row[3], Interval.from_columns(*row[4:8]), _origin(row[8:])) for row in rows]


def mentions(reader: Reader, ids: Sequence[str], known_run: int) -> dict[str, Mention]:
    """Mentions by id: what all sources say together; identifiers in shown form."""
    asked = sorted(set(ids))
    numbers: dict[str, list[Identifier]] = {}
    for id_, kind, shown, check_ok in reader.rows("numbers_of_mentions", known_run=known_run, ids=asked):
        ok = None if check_ok is None else bool(check_ok)
        numbers.setdefault(id_, []).append(Identifier(IdentifierKind(kind), shown, ok))
    rows = reader.rows("mentions_by_id", known_run=known_run, ids=asked)
    return {
        id_: _mention(list(same), tuple(numbers.get(id_, ())))
        for id_, same in groupby(rows, key=lambda row: str(row[0]))
    }


def _mention(rows: Sequence[Row], identifiers: tuple[Identifier, ...]) -> Mention:
    """One mention from what each source says of it: the first that says something counts."""
    id_, kind, name, name_key, *_ = rows[0]
    lo, hi = next(((row[5], row[6]) for row in rows if row[5] is not None), (None, None))
    return Mention(
        id=id_,
        kind=PartyKind(kind),
        name=name,
        name_key=name_key,
        origin=_origin(rows[0][9:]),
        identifiers=identifiers,
        sex=_first(row[4] for row in rows),
        birth_years=None if lo is None or hi is None else (lo, hi),
        division=_first(row[7] for row in rows),
        on_roster=any(row[8] for row in rows),
    )


def subjects(reader: Reader, keys: Sequence[int], known_run: int) -> dict[int, SubjectRecord]:
    """Subjects by key."""
    asked = sorted(set(keys))
    numbers: dict[int, list[str]] = {}
    for key, shown in reader.rows("subject_numbers", known_run=known_run, keys=asked):
        numbers.setdefault(key, []).append(shown)
    rows = reader.rows("subject_mentions", known_run=known_run, keys=asked)
    return {
        key: _subject(key, list(same), tuple(sorted(numbers.get(key, ()))))
        for key, same in groupby(rows, key=lambda row: int(row[0]))
    }


def _subject(key: int, rows: Sequence[Row], identifiers: tuple[str, ...]) -> SubjectRecord:
    """Called by the name of its newest register entry, without one by that of its smallest mention."""
    called = max(rows, key=lambda row: row[4])
    return SubjectRecord(
        key=key,
        id=rows[0][1],
        kind=PartyKind(rows[0][2]),
        name=called[3],
        names=tuple(sorted({row[3] for row in rows})),
        identifiers=identifiers,
        mentions=tuple(sorted({row[1] for row in rows})),
    )


def _origin(place: Sequence[object]) -> Origin:
    source, file, line, sheet, document = place
    return Origin(str(source), str(file), int(line), _text(sheet), _text(document))  # type: ignore[call-overload]


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)


def _share(parts: Sequence[int | None]) -> Share | None:
    lo_num, lo_den, hi_num, hi_den = parts
    if lo_num is None or lo_den is None or hi_num is None or hi_den is None:
        return None
    low, high = unpacked(lo_num, lo_den), unpacked(hi_num, hi_den)
    return None if low is None or high is None else Share(low, high)


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value is not None), None)
