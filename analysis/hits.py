"""What the engine finds, as columns: positions into the rule list and into the columns of ``Facts``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntFlag

import numpy as np

from analysis.columns import Index, Mask
from graph.model.facts import Days, Small

NONE = -1


class Doubt(IntFlag):
    """Why a hit needs a reviewer although identity and role are as sure as ``certainty`` says."""

    SEAT_UNKNOWN = 1  # nobody says who sent the person to the seat
    KIND_UNSPECIFIED = 2  # the unit's kind is only known in general
    OWNER_UNKNOWN = 4  # the clause names an owner, the data does not
    CLASS_COMPUTED = 8  # the unit's kind was worked out from shares (推定)
    CONTROLLER_COMPUTED = 16  # so was the actual controller on the path
    # Said of the path when it is written down, not of the columns.
    IDENTITY_PROBABLE = 32
    IDENTITY_POSSIBLE = 64
    NAMES_DIFFER = 128  # rows that a full number makes one person bear different names
    NOT_PUBLIC = 256  # the entry must not be displayed publicly (依法不宜公开)
    CHILD = 512  # whoever feels it was under 18 on the day asked about


@dataclass(frozen=True)
class Hits:
    """One row per finding. All indices are positions, ``NONE`` where the path has no such step.

    ``link`` leads from the listed party to the one on the path, ``far`` from the holder of the role to the one who
    feels it.
    """

    rule: Index
    listing: Index
    link: Index
    role: Index
    far: Index
    second: Index
    unit_class: Index
    certainty: Small  # CERTAINTY_CODE of the weakest link
    doubt: Small  # Doubt flags
    days: Days

    def __len__(self) -> int:
        return len(self.rule)

    def where(self, mask: Mask) -> Hits:
        """The rows of a mask."""
        return Hits(**{name: getattr(self, name)[mask] for name in self.__dataclass_fields__})


def together(parts: Sequence[Hits]) -> Hits:
    """Several hit tables one after the other."""
    if not parts:
        return empty()
    return Hits(**{name: np.concatenate([getattr(p, name) for p in parts]) for name in Hits.__dataclass_fields__})


def empty() -> Hits:
    """No hits."""
    none = np.zeros(0, dtype=np.int64)
    small = np.zeros(0, dtype=np.int8)
    return Hits(none, none, none, none, none, none, none, small, small, np.zeros((0, 4), dtype=np.int32))
