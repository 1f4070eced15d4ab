"""One step of a path as a proof prints it: the edge, its dates, and the row it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from analysis.findings import Bounds, Day, Party, Source, Step
from graph.model.certainty import Certainty
from graph.model.records import Identity, Listing, Mention, Origin, RoleEdge, UnitClass
from graph.model.time import Interval


@dataclass(frozen=True)
class Parties:
    """The parties a proof names: what a source printed, and the subject each mention belongs to."""

    mentions: Mapping[str, Mention]
    subjects: Mapping[str, str]

    def start(self, mention: str) -> dict[str, Any]:
        """The fields of a step that name its first party."""
        return {"from_id": mention, "from_name": self.mentions[mention].name, "from_subject": self.subjects[mention]}

    def end(self, mention: str) -> dict[str, Any]:
        """The fields of a step that name its second party."""
        return {"to_id": mention, "to_name": self.mentions[mention].name, "to_subject": self.subjects[mention]}


def listing_step(listing: Listing, parties: Parties) -> Step:
    """The roster entry itself."""
    since, until = days(listing.interval)
    return Step(
        type="listing",
        id=listing.id,
        **parties.start(listing.mention),
        title=listing.case_number,
        since=since,
        until=until,
        source=source(listing.origin),
    )


def identity_step(link: Identity, listing: Listing, parties: Parties) -> Step:
    """A link between two mentions that may be the same party; it runs away from the roster side."""
    listed_side_left = parties.mentions[link.left].on_roster
    start, end = (link.left, link.right) if listed_side_left else (link.right, link.left)
    if listing.mention in (link.left, link.right):
        start, end = (link.left, link.right) if listing.mention == link.left else (link.right, link.left)
    return _link_step(link, start, end, parties)


def fellow_step(link: Identity, holder: str, parties: Parties) -> Step:
    """A link away from the holder of a role to the party that is probably the same."""
    left = parties.subjects[link.left] == parties.subjects[holder]
    start, end = (link.left, link.right) if left else (link.right, link.left)
    return _link_step(link, start, end, parties)


def _link_step(link: Identity, start: str, end: str, parties: Parties) -> Step:
    return Step(
        type="identity",
        id=link.id,
        **parties.start(start),
        **parties.end(end),
        certainty=Certainty(link.tier.value),
        evidence=link.evidence,
        source=source(parties.mentions[end].origin),
    )


def role_step(edge: RoleEdge, parties: Parties) -> Step:
    """A post, a control or a court relation."""
    since, until = days(edge.interval)
    return Step(
        type=edge.edge_type.value,
        id=edge.id,
        **parties.start(edge.holder),
        **parties.end(edge.unit),
        role=edge.role,
        role_term=edge.role.term,
        title=edge.title,
        certainty=edge.certainty,
        basis=edge.basis.value,
        appointed_by=edge.appointed_by,
        since=since,
        until=until,
        source=source(edge.origin),
    )


def unit_class_step(unit_class: UnitClass, unit: Party) -> Step:
    """What makes the unit one of the kinds that the clause names."""
    since, until = days(unit_class.interval)
    return Step(
        type="unit_class",
        id=unit_class.id,
        from_id=unit_class.unit,
        from_name=unit.name,
        from_subject=unit.id,
        kind=unit_class.kind.value,
        title=unit_class.printed,
        appointed_by=unit_class.owner,
        since=since,
        until=until,
        source=source(unit_class.origin),
    )


def source(origin: Origin) -> Source:
    """Where a fact stands, for printing."""
    return Source(source=origin.source, file=origin.file, row=origin.row, sheet=origin.sheet, document=origin.document)


def days(interval: Interval) -> tuple[Day, Day]:
    """Both ends of an interval as JSON bounds."""
    ends = interval.to_json()
    return _bound(ends["since"]), _bound(ends["until"])


def _bound(bound: str | dict[str, str | None]) -> Day:
    return bound if isinstance(bound, str) else Bounds(**bound)
