"""Questions about offices with the plain parameters that a page has."""

from __future__ import annotations

from analysis.findings import Party
from graph.model.certainty import Truth
from guanlian import terms
from guanlian.offices import Proposal
from guanlian.request import Request
from guanlian.verdict_answers import AppointmentAnswer, OfficesAnswer
from guanlian.views.service import PageService
from ingest.appointing import state_appointed
from measures.vocabulary import Incumbents

_CREDIT_CODE = 18  # characters of a 统一社会信用代码


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


def registered_at(unit: Party) -> str | None:
    """The division code of the authority that registered a unit: places 3 to 8 of its credit code."""
    codes = (number for number in unit.identifiers if len(number) == _CREDIT_CODE and "*" not in number)
    return next((code[2:8] for code in codes), None)
