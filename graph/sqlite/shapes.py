"""How each kind of fact is laid out in its table: one ``Shape`` per kind, no logic.

A shape turns a record into the end it is clustered by, its content columns and its interval; the
columns stand in the order of the table. Where a record stands (origin and row) is not content.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from graph.model.fractions import packed
from graph.model.ownership import ORDERED_KINDS
from graph.model.records import (
    Agreement,
    Batch,
    Holding,
    Identity,
    Listing,
    Origin,
    RoleEdge,
    Share,
    UnitClass,
    UnitProfile,
)
from graph.model.time import ALWAYS, UNKNOWN_BOUND, Interval
from graph.sqlite.keys import Keys
from graph.sqlite.words import Words

Value = int | str | None
Content = tuple[Value, ...]


class Absence(Enum):
    """What it means that a complete snapshot no longer shows a fact."""

    NOTHING = "nothing"
    ENDED = "ended"  # it ended between the two as-of days
    UNKNOWN_END = "unknown end"  # it may have ended; only a date or a notice ends it surely


@dataclass(frozen=True, slots=True)
class Lookups:
    """What a shape needs to turn ids and words into keys."""

    words: Words
    mentions: Keys
    listings: Keys


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of fact: ``code`` names it in ``seen`` and never changes."""

    code: int
    table: str
    end: str
    columns: tuple[str, ...]
    absence: Absence
    records: Callable[[Batch], list[Any]]
    mentions: Callable[[Any], Iterable[str]]
    cluster: Callable[[Any, Lookups], int]
    content: Callable[[Any, Lookups], Content]
    interval: Callable[[Any], Interval] = lambda record: record.interval
    origin: Callable[[Any], Origin | None] = lambda record: record.origin
    listing: Callable[[Any], str | None] = lambda record: None
    # Facts with this column filled belong to one roster entry, and end as surely as that entry does.
    entry_column: str | None = None
    # Worked out from all that is stored: the last run to say something knew most, whatever its as-of day.
    derived: bool = False


def _day(day: date | None) -> int | None:
    return day.toordinal() if day else None


def _role(edge: RoleEdge, look: Lookups) -> Content:
    word = look.words.key
    return (
        look.mentions[edge.unit],
        word(edge.edge_type),
        word(edge.role),
        word(edge.certainty),
        word(edge.state_appointed),
        look.listings[edge.listing] if edge.listing else None,
        word(edge.basis),
        look.words.optional(edge.title),
        look.words.optional(edge.appointed_by),
    )


def _holding(holding: Holding, look: Lookups) -> Content:
    unit = look.mentions[holding.unit]
    return (unit, *_share(holding.capital), *_share(holding.votes), holding.subscribed, holding.paid_in)


def _share(share: Share | None) -> tuple[int | None, ...]:
    """Exact fractions as four integers: both ends, packed as in :mod:`graph.model.fractions`."""
    if share is None:
        return (None, None, None, None)
    return (*packed(share.lo), *packed(share.hi))


def _listing(listing: Listing, look: Lookups) -> Content:
    return (
        listing.case_number,
        look.words.key(listing.court),
        _day(listing.published),
        _day(listing.filed),
        json.dumps(listing.grounds, ensure_ascii=False),
        listing.head_name,
        int(listing.public),
        json.dumps(listing.details, ensure_ascii=False),
    )


def _unit_class(item: UnitClass, look: Lookups) -> Content:
    return look.words.key(item.kind), look.words.key(item.printed), look.words.optional(item.owner)


def _profile(item: UnitProfile, look: Lookups) -> Content:
    words = look.words
    return words.key(item.form), words.optional(item.printed_type), words.optional(item.status), item.division


def _agreement(item: Agreement, look: Lookups) -> Content:
    unit = look.mentions[item.unit] if item.unit else None
    keys = [look.mentions[party] for party in item.parties]
    # Who is named first matters only where one has the say for the other.
    parties = json.dumps(keys if item.kind in ORDERED_KINDS else sorted(keys))
    return unit, parties, look.words.key(item.kind)


def _identity(item: Identity, look: Lookups) -> Content:
    return look.mentions[item.right], look.words.key(item.tier), item.evidence, item.decided_by


_ENDS = ("lo_num", "lo_den", "hi_num", "hi_den")
_PARTS = tuple(f"{share}_{end}" for share in ("capital", "votes") for end in _ENDS)

LISTING = Shape(
    1, "listing", "mention",
    ("case_number", "court", "published", "filed", "grounds", "head_name", "public", "details"),
    Absence.UNKNOWN_END,
    lambda batch: batch.listings,
    lambda item: (item.mention,),
    lambda item, look: look.mentions[item.mention],
    _listing,
)  # fmt: skip
LISTING_END = Shape(
    2, "listing_end", "listing", ("reason",), Absence.NOTHING,
    lambda batch: batch.listing_ends,
    lambda item: (),
    lambda item, look: look.listings[item.listing],
    lambda item, look: (item.reason,),
    interval=lambda item: Interval(UNKNOWN_BOUND, item.until),
    listing=lambda item: item.listing,
)  # fmt: skip
ROLE = Shape(
    3, "role", "holder",
    ("unit", "edge_type", "role", "certainty", "state_appointed", "listing", "basis", "title", "appointed_by"),
    Absence.ENDED,
    lambda batch: batch.roles,
    lambda item: (item.holder, item.unit),
    lambda item, look: look.mentions[item.holder],
    _role,
    listing=lambda item: item.listing,
    entry_column="listing",
)  # fmt: skip
HOLDING = Shape(
    4, "holding", "holder", ("unit", *_PARTS, "subscribed", "paid_in"), Absence.ENDED,
    lambda batch: batch.holdings,
    lambda item: (item.holder, item.unit),
    lambda item, look: look.mentions[item.holder],
    _holding,
)  # fmt: skip
BRANCH = Shape(
    5, "branch", "branch", ("parent",), Absence.ENDED,
    lambda batch: batch.branches,
    lambda item: (item.branch, item.parent),
    lambda item, look: look.mentions[item.branch],
    lambda item, look: (look.mentions[item.parent],),
)  # fmt: skip
UNIT_CLASS = Shape(
    6, "unit_class", "unit", ("kind", "printed", "owner"), Absence.ENDED,
    lambda batch: batch.classes,
    lambda item: (item.unit,),
    lambda item, look: look.mentions[item.unit],
    _unit_class,
)  # fmt: skip
PROFILE = Shape(
    7, "profile", "unit", ("form", "printed_type", "status", "division"), Absence.ENDED,
    lambda batch: batch.profiles,
    lambda item: (item.unit,),
    lambda item, look: look.mentions[item.unit],
    _profile,
)  # fmt: skip
AGREEMENT = Shape(
    8, "agreement", "party", ("unit", "parties", "kind"), Absence.NOTHING,
    lambda batch: batch.agreements,
    lambda item: (*item.parties, item.unit) if item.unit else item.parties,
    lambda item, look: look.mentions[min(item.parties)],
    _agreement,
)  # fmt: skip
IDENTITY = Shape(
    9, "identity", "one", ("other", "tier", "evidence", "decided_by"), Absence.NOTHING,
    lambda batch: batch.identities,
    lambda item: (item.left, item.right),
    lambda item, look: look.mentions[item.left],
    _identity,
    interval=lambda item: ALWAYS,
    origin=lambda item: None,
    derived=True,
)  # fmt: skip

# In the order of writing: what is named stands before what names it.
SHAPES = (LISTING, LISTING_END, ROLE, HOLDING, BRANCH, UNIT_CLASS, PROFILE, AGREEMENT, IDENTITY)
