"""The roles of a printed head, present or former."""

from __future__ import annotations

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
) -> None:
    """The head's roles by legal form; a corporate head keeps them, and its delegate is a principal too.

    ``printed`` is the header or change item under which the head stands, ``sheet`` the place
    that person mentions are called by.
    """
    place = f"{sheet}/{unit.mention.id}"
    holder = _holder(head, unit, origin, place)
    batch.mentions.append(holder)
    batch.roles += role_edges(
        head_roles(unit.form, printed), holder, unit.mention, interval, origin, title=printed, event=event
    )
    if head.delegate:
        delegate = person_mention(head.delegate, None, origin, place=place, title="委派代表")
        batch.mentions.append(delegate)
        batch.roles += role_edges(_DELEGATE, delegate, unit.mention, interval, origin, title="委派代表", event=event)


def _holder(head: PrintedHead, unit: KnownUnit, origin: Origin, place: str) -> Mention:
    if head.is_unit:
        return unit_mention(head.name, (), origin)
    return person_mention(head.name, None, origin, place=place)
