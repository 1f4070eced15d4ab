"""Roles that one question takes for given although no store keeps them: a proposed post, a declared relation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from graph.model.facts import CERTAINTY_CODE, EDGE_CODE, PARTY_CODE, ROLE_CODE, TRUTH_CODE, Facts, RoleColumns
from graph.model.records import PartyKind, RoleEdge


@dataclass(frozen=True)
class Supposed:
    """One supposed role: the subject keys of both ends, what the holder is, and the edge as a proof prints it."""

    holder: int
    unit: int
    kind: PartyKind
    edge: RoleEdge


def with_supposed(facts: Facts, supposed: Sequence[Supposed]) -> tuple[Facts, dict[int, RoleEdge]]:
    """The facts with these roles as further rows, under keys that no store gives out; the edges by those keys."""
    if not supposed:
        return facts, {}
    keys = [-number for number, _ in enumerate(supposed, 1)]
    edges = [one.edge for one in supposed]
    added = RoleColumns(
        key=np.array(keys, dtype=np.int64),
        holder=np.array([one.holder for one in supposed], dtype=np.int64),
        unit=np.array([one.unit for one in supposed], dtype=np.int64),
        holder_kind=np.array([PARTY_CODE[one.kind] for one in supposed], dtype=np.int8),
        role=np.array([ROLE_CODE[edge.role] for edge in edges], dtype=np.int8),
        certainty=np.array([CERTAINTY_CODE[edge.certainty] for edge in edges], dtype=np.int8),
        edge_type=np.array([EDGE_CODE[edge.edge_type] for edge in edges], dtype=np.int8),
        state_appointed=np.array([TRUTH_CODE[edge.state_appointed] for edge in edges], dtype=np.int8),
        listing=np.zeros(len(edges), dtype=np.int64),
        days=np.array([edge.interval.columns() for edge in edges], dtype=np.int32).reshape(-1, 4),
    )
    names = RoleColumns.__dataclass_fields__
    joined = {name: np.concatenate([getattr(facts.roles, name), getattr(added, name)]) for name in names}
    return replace(facts, roles=RoleColumns(**joined)), dict(zip(keys, edges, strict=True))
