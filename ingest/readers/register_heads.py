"""The roles of a printed head, present or former."""

from __future__ import annotations

from dataclasses import replace

from graph.model.certainty import Certainty
from graph.model.records import Basis, Batch, Mention, Origin
from graph.model.roles import Role
from graph.model.time import Interval
from ingest.facts import role_edges
from ingest.heads import PrintedHead
from ingest.legal_forms import ReadRole, head_roles
from ingest.parties import person_mention, unit_mention
from ingest.readers.units import KnownUnit

_DELEGATE = (ReadRole(Role.PRINCIPAL, basis=Basis.REGISTERED),)


def add_head(
    batch: Batch,
    head: PrintedHead,
    unit: KnownUnit,
    interval: Interval,
    origin: Origin,
    *,
    printed: str,
    sheet: str,
    event: str | None = None,
    alone: bool = True,
) -> None:
    """The head's roles by legal form; a corporate head keeps them, and its delegate is a principal too.

    ``printed`` is the header or change item under which the head stands, ``sheet`` the place
    that person mentions are called by. Of several managing partners (``alone`` is false) each is a
    principal, and which of them has the say nobody tells.
    """
    place = f"{sheet}/{unit.mention.id}"
    if not head.is_delegate:
        holder = _holder(head, unit, origin, place)
        batch.mentions.append(holder)
        roles = head_roles(unit.form, printed)
        if not alone:
            roles = tuple(map(_perhaps_in_control, roles))
        batch.roles += role_edges(roles, holder, unit.mention, interval, origin, title=printed, event=event)
    if name := head.name if head.is_delegate else head.delegate:
        delegate = person_mention(name, None, origin, place=place, title="委派代表")
        batch.mentions.append(delegate)
        batch.roles += role_edges(_DELEGATE, delegate, unit.mention, interval, origin, title="委派代表", event=event)


def _perhaps_in_control(found: ReadRole) -> ReadRole:
    return replace(found, certainty=Certainty.POSSIBLE) if found.role is Role.ACTUAL_CONTROLLER else found


def _holder(head: PrintedHead, unit: KnownUnit, origin: Origin, place: str) -> Mention:
    if head.is_unit:
        return unit_mention(head.name, (), origin)
    return person_mention(head.name, None, origin, place=place)
