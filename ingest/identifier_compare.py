"""Whether two numbers, full or masked, can belong to one party.

Compared are visible places only: a visible prefix and suffix set into the true length, never star
by star (a mask of eleven, four stars and four hides three places, not four).
"""

from __future__ import annotations

from graph.model.identifiers import HIDDEN, Identifier, IdentifierKind
from ingest.identifiers import eighteen

_UNIT_CODE_LENGTH = 9
_CITIZEN_FAMILY = (IdentifierKind.CITIZEN, IdentifierKind.RESIDENCE_PERMIT)
_ORG_FAMILY = (IdentifierKind.USCC, IdentifierKind.ORG_CODE)


def contradict(left: Identifier, right: Identifier) -> bool | None:
    """``True``: they cannot name one party. ``False``: all that is visible in both agrees.

    ``None``: the two say nothing about each other: different families, nothing visible in both,
    or documents that a person renews under a new number (passports, Taiwan permits).
    """
    pair = aligned(left, right)
    if pair is None:
        return None
    both = [(one, other) for one, other in zip(*pair, strict=True) if HIDDEN not in (one, other)]
    if not both:
        return None
    differ = any(one != other for one, other in both)
    if differ and left.kind in (IdentifierKind.PASSPORT, IdentifierKind.TAIWAN_PERMIT):
        return None
    return differ


def aligned(left: Identifier, right: Identifier) -> tuple[str, str] | None:
    """The two numbers as texts of one length whose places correspond; ``None`` when they share no ground."""
    if left.kind in _CITIZEN_FAMILY and right.kind in _CITIZEN_FAMILY:
        one, other = eighteen(left), eighteen(right)
    elif left.kind in _ORG_FAMILY and right.kind in _ORG_FAMILY:
        one, other = _org_places(left), _org_places(right)
    elif left.kind is right.kind and left.kind is not IdentifierKind.OTHER:
        one, other = left.normal, right.normal
    else:
        return None
    return (one, other) if one and other and len(one) == len(other) else None


def _org_places(found: Identifier) -> str | None:
    """The organisation code, alone or inside a credit code: it outlives a change of register."""
    if found.kind is IdentifierKind.USCC:
        return found.normal[8:17] if len(found.normal) == 18 else None
    return found.normal if len(found.normal) == _UNIT_CODE_LENGTH else None
