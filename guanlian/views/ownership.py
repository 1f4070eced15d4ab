"""Ownership around a subject for its page: who controls it, and the tree of holdings (股权穿透)."""

from __future__ import annotations

from fractions import Fraction

from guanlian.answers import Answer
from guanlian.control import ControlService
from guanlian.control_answers import ControlAnswer, OwnershipAnswer
from guanlian.ownership import ownership
from guanlian.request import Request
from guanlian.shares_text import percent, threshold
from guanlian.views.service import PageService

MOST_DRAWN = 120


class OwnershipFile(Answer):
    """The tree around a subject, and for a unit who controls it by more than half of the votes."""

    tree: OwnershipAnswer
    control: ControlAnswer | None


def ownership_file(service: PageService, request: Request, subject_id: str) -> OwnershipFile:
    """Tree and control of a subject chosen by its id."""
    control = ControlService(service.store)
    tree = ownership(control, request, subject_id, MOST_DRAWN)
    unit = tree.subject is not None and tree.subject.kind.value == "unit"
    return OwnershipFile(
        tree=tree, control=control.control(request, subject_id, threshold("1/2", None)) if unit else None
    )


def percent_text(part: str) -> str:
    """An exact fraction as the answers carry it (``27/200``) as a percentage."""
    return percent(Fraction(part))
