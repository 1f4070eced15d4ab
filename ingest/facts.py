"""Relations between mentions, with ids made from content: one small function per kind of edge."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model.ids import content_id
from graph.model.records import (
    Basis,
    BranchOf,
    Control,
    CourtRelation,
    EdgeType,
    Holding,
    Mention,
    Origin,
    Position,
    RoleEdge,
    Share,
    UnitClass,
)
from graph.model.roles import Role, UnitKind
from graph.model.time import Bound, Interval
from ingest.appointing import state_appointed
from ingest.court_roles import court_certainty
from ingest.legal_forms import ReadRole
from ingest.titles import Tense

_CLASSES: dict[EdgeType, type[RoleEdge]] = {
    EdgeType.POSITION: Position,
    EdgeType.CONTROL: Control,
    EdgeType.COURT_RELATION: CourtRelation,
}


def role_edge(
    found: ReadRole,
    holder: Mention,
    unit: Mention,
    interval: Interval,
    origin: Origin,
    *,
    edge_type: EdgeType | None = None,
    title: str | None = None,
    appointed_by: str | None = None,
    listing: str | None = None,
    event: str | None = None,
) -> RoleEdge:
    """One role of one holder at one unit; the id names who, where, what and from which printed day.

    ``event`` is the day of the register change that ended it, where only that makes it one fact.
    """
    kind = edge_type or found.edge
    start = _printed_start(interval) or event
    return _CLASSES[kind](
        id=content_id("e", kind, holder.id, unit.id, found.role, title, start, listing),
        holder=holder.id,
        unit=unit.id,
        role=found.role,
        interval=interval,
        origin=origin,
        title=title,
        certainty=found.certainty,
        basis=found.basis,
        appointed_by=appointed_by,
        state_appointed=state_appointed(appointed_by),
        listing=listing,
    )


def court_relation(
    role: Role, holder: Mention, unit: Mention, interval: Interval, origin: Origin, *, title: str, listing: str | None
) -> RoleEdge:
    """What a court itself said of a person at a listed unit; ``title`` are its words."""
    found = ReadRole(role, court_certainty(title), Basis.COURT)
    return role_edge(
        found, holder, unit, interval, origin, edge_type=EdgeType.COURT_RELATION, title=title, listing=listing
    )


def role_edges(
    roles: Iterable[ReadRole],
    holder: Mention,
    unit: Mention,
    interval: Interval,
    origin: Origin,
    *,
    title: str | None,
    appointed_by: str | None = None,
    event: str | None = None,
) -> list[RoleEdge]:
    """One edge for every role that was read."""
    return [
        role_edge(found, holder, unit, interval, origin, title=title, appointed_by=appointed_by, event=event)
        for found in roles
    ]


def holding(
    holder: Mention,
    unit: Mention,
    interval: Interval,
    origin: Origin,
    *,
    capital: Share | None,
    votes: Share | None,
    subscribed: str | None,
    paid_in: str | None,
) -> Holding:
    """A part of a unit; another percentage is another fact, so a change of shares keeps both dated."""
    said = [str(share and (share.lo, share.hi)) for share in (capital, votes)]
    return Holding(
        id=content_id("h", holder.id, unit.id, _printed_start(interval), *said),
        holder=holder.id,
        unit=unit.id,
        interval=interval,
        origin=origin,
        capital=capital,
        votes=votes,
        subscribed=subscribed,
        paid_in=paid_in,
    )


def branch_of(branch: Mention, parent: Mention, interval: Interval, origin: Origin) -> BranchOf:
    """A branch belongs to its parent."""
    return BranchOf(
        content_id("b", branch.id, parent.id, _printed_start(interval)), branch.id, parent.id, interval, origin
    )


def unit_class(
    unit: Mention, kind: UnitKind, printed: str, owner: str | None, interval: Interval, origin: Origin
) -> UnitClass:
    """A unit belongs to a kind."""
    key = content_id("c", unit.id, kind, printed, owner, _printed_start(interval))
    return UnitClass(key, unit.id, kind, printed, owner, interval, origin)


def in_tense(interval: Interval, tense: Tense) -> Interval:
    """An interval without printed days as the title tells it: a former post is over, a proposed one not begun."""
    if interval.since.exact or interval.until is not None:
        return interval
    stood = interval.since.latest
    if tense is Tense.FORMER:
        return Interval(Bound(None, stood), Bound(None, stood))
    if tense is Tense.PROPOSED:
        return Interval(Bound(stood, None))
    return interval


def _printed_start(interval: Interval) -> str | None:
    """The printed start as part of an id.

    A start that merely lies before the as-of day is not printed and would change the id with
    every snapshot. An end is no part of it: a post that gains an end is still the same post.
    """
    if interval.since.exact and interval.since.earliest:
        return interval.since.earliest.isoformat()
    return None
