"""Questions about offices with the plain parameters that a page has."""

from __future__ import annotations

from graph.model.certainty import Truth
from guanlian import terms
from guanlian.offices import Proposal
from guanlian.request import Request
from guanlian.verdict_answers import AppointmentAnswer, OfficesAnswer
from guanlian.views.service import PageService
from ingest.appointing import state_appointed
from measures.vocabulary import Incumbents


def office_sweep(service: PageService, request: Request, scope: str) -> OfficesAnswer:
    """Sitting officers of a scope (``soe``, ``financial``, …) whom a clause bars."""
    return service.sweep(request, scope)


def appointment(
    service: PageService, request: Request, person: str, post: str, unit: str, appointed_by: str | None
) -> AppointmentAnswer:
    """A proposed appointment; who sends the person decides whether the seat counts as the state's."""
    seat = state_appointed(appointed_by) if appointed_by else Truth.UNKNOWN
    return service.appoint(request, Proposal(person, post, unit, seat, appointed_by), request.purpose)


def incumbents(code: str) -> str:
    """What happens to those already in office, in Chinese."""
    return terms.INCUMBENTS[Incumbents(code)]
