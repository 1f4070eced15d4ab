"""Facts of a scope as integer column arrays: what a store hands to the engine.

Keys are a store's internal integers; they mean nothing outside one store and never leave
``analysis``. Intervals are ``int32`` arrays of shape ``(n, 4)``: since_lo, since_hi, until_lo,
until_hi as day ordinals (see :mod:`graph.model.time`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph.model.certainty import Certainty, Truth
from graph.model.records import EdgeType, PartyKind
from graph.model.roles import Role, UnitKind

Ints = npt.NDArray[np.int64]
Small = npt.NDArray[np.int8]
Days = npt.NDArray[np.int32]

# Codes of the closed lists inside columns: the position in the enumeration.
ROLE_CODE: dict[Role, int] = {role: code for code, role in enumerate(Role)}
KIND_CODE: dict[UnitKind, int] = {kind: code for code, kind in enumerate(UnitKind)}
EDGE_CODE: dict[EdgeType, int] = {kind: code for code, kind in enumerate(EdgeType)}
PARTY_CODE: dict[PartyKind, int] = {kind: code for code, kind in enumerate(PartyKind)}
TRUTH_CODE: dict[Truth, int] = {truth: code for code, truth in enumerate(Truth)}
CERTAINTY_CODE: dict[Certainty, int] = {tier: tier.rank for tier in Certainty}


@dataclass(frozen=True)
class RoleColumns:
    """Role edges: ``holder`` and ``unit`` are subject keys, ``listing`` is 0 where none is named."""

    key: Ints
    holder: Ints
    unit: Ints
    holder_kind: Small
    role: Small
    certainty: Small
    edge_type: Small
    state_appointed: Small
    listing: Ints
    days: Days


@dataclass(frozen=True)
class ListingColumns:
    """Roster entries: ``subject`` is the listed subject's key, ``court`` an index into ``Facts.courts``."""

    key: Ints
    subject: Ints
    kind: Small
    court: Ints
    days: Days


@dataclass(frozen=True)
class UnitClassColumns:
    """Kinds of units: ``printed`` and ``owner`` are indices into ``Facts.words``, -1 where none is printed."""

    key: Ints
    unit: Ints
    kind: Small
    printed: Ints
    owner: Ints
    days: Days


@dataclass(frozen=True)
class LinkColumns:
    """Identity links between subjects below *certain*: ``listed`` is named on the roster, ``other`` may be the same."""

    key: Ints
    listed: Ints
    other: Ints
    tier: Small  # CERTAINTY_CODE


@dataclass(frozen=True)
class Facts:
    """All columns of one scope as known by one run."""

    known_run: int
    roles: RoleColumns
    listings: ListingColumns
    classes: UnitClassColumns
    links: LinkColumns
    courts: tuple[str, ...]
    words: tuple[str, ...]
