"""The state-asset ladder on one day: which bodies and enterprises the data itself calls the state's."""

from __future__ import annotations

from analysis.control.day import OwnershipDay
from analysis.control.state import StateLadder, state_ladder
from graph.model.ownership import COMPUTED_MARK
from graph.model.roles import LegalForm, UnitKind

BODY_KINDS = (UnitKind.GOVERNMENT_ORGAN, UnitKind.INSTITUTION)
_BODY_FORMS = {LegalForm.GOVERNMENT_ORGAN, LegalForm.INSTITUTION}
# What a register or licence may say of a unit itself; any of them means at least 国有控股 but for 参股.
SOE_KINDS = (
    UnitKind.SOE_WHOLLY_STATE_OWNED,
    UnitKind.SOE_STATE_CONTROLLED,
    UnitKind.SOE_STATE_PARTICIPATED,
    UnitKind.SOE_DISTRICT_SUPERVISED,
    UnitKind.SOE_UNSPECIFIED,
)
_DOMINATED = (UnitKind.SOE_STATE_CONTROLLED, UnitKind.SOE_DISTRICT_SUPERVISED, UnitKind.SOE_UNSPECIFIED)


def ladder_on(day: OwnershipDay, asked: int | None = None) -> StateLadder:
    """The ladder over the capital of a day. What the data says of the unit asked about (a key) is left out:
    its own class is what is worked out.
    """
    h = day.capital
    bodies = body_keys(day)
    wholly = registered(day, UnitKind.SOE_WHOLLY_STATE_OWNED)
    dominated = registered(day, *_DOMINATED) - wholly - bodies

    def nodes(keys: set[int]) -> list[int]:
        return sorted(at for key in keys - {asked} if (at := h.node(key)) is not None)

    outside = {unit for unit, forms in day.forms.items() if LegalForm.PARTNERSHIP in forms}
    return state_ladder(h, nodes(bodies | wholly), partnerships=nodes(outside), declared=nodes(dominated))


def body_keys(day: OwnershipDay) -> set[int]:
    """State organs and state institutions, by kind or legal form."""
    return {*registered(day, *BODY_KINDS), *(unit for unit, forms in day.forms.items() if forms & _BODY_FORMS)}


def registered_kinds(day: OwnershipDay, unit: int) -> list[UnitKind]:
    """The state-owned kinds that sources give a unit on the day."""
    return [kind for kind in SOE_KINDS if unit in registered(day, kind)]


def registered(day: OwnershipDay, *kinds: UnitKind) -> set[int]:
    """Units that a source itself calls one of these kinds."""
    rows, words = day.facts.classes, day.facts.words
    return {
        unit
        for unit, lines in day.kinds(*kinds).items()
        if any(rows.printed[at] < 0 or not words[rows.printed[at]].endswith(COMPUTED_MARK) for at in lines)
    }
