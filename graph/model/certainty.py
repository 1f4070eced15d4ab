"""Words for how sure an answer is: three-valued truth, and the tiers of evidence."""

from __future__ import annotations

from enum import StrEnum


class Truth(StrEnum):
    """Three-valued truth about a day. ``UNKNOWN`` is never read as yes or as no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Certainty(StrEnum):
    """How sure identity and role evidence is, strongest first (确定、很可能、可能)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"

    @property
    def rank(self) -> int:
        """0 for the strongest; a path is as strong as its highest rank."""
        return _RANKS[self]

    @property
    def term(self) -> str:
        """The Chinese word shown to users."""
        return _TERMS[self]


_RANKS = {Certainty.CERTAIN: 0, Certainty.PROBABLE: 1, Certainty.POSSIBLE: 2}
_TERMS = {Certainty.CERTAIN: "确定", Certainty.PROBABLE: "很可能", Certainty.POSSIBLE: "可能"}


class IdentityTier(StrEnum):
    """What the evidence says about two mentions (同一性判断)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    CONFLICT = "conflict"
    DIFFERENT = "different"
