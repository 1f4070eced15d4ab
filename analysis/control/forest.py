"""A forest of direct controllers as a parent array: roots by pointer doubling, rings found on the way."""

from __future__ import annotations

import numpy as np

from analysis.control.columns import Ints, Mask, Nodes

NOBODY = -1


def roots(parent: Nodes) -> tuple[Nodes, Mask]:
    """The root above every node, and which roots stand for a ring.

    ``parent`` has ``NOBODY`` for roots. A ring of nodes that are each other's parents has no root: its smallest node
    stands for it, and for everything below it. Costs about log2(depth) passes over the nodes that have a parent.
    """
    n = len(parent)
    has_parent = parent != NOBODY
    here: Nodes = np.where(has_parent, parent, np.arange(n, dtype=np.int32))
    up = here[here]
    active = np.flatnonzero(up != here)
    for _ in range(n.bit_length()):
        if not len(active):
            break
        here = up[active]
        there = up[here]
        moving = there != here
        active, there = active[moving], there[moving]
        up[active] = there
    return up, _settle_rings(parent, up, has_parent)


def _settle_rings(parent: Nodes, up: Nodes, has_parent: Mask) -> Mask:
    """Point whatever ended on a ring to the ring's smallest node; ``up`` is changed in place."""
    ring = np.zeros(len(parent), dtype=bool)
    lost = np.flatnonzero(has_parent[up])
    if not len(lost):
        return ring
    stands_for: dict[int, int] = {}
    for start in np.unique(up[lost]).tolist():
        if start not in stands_for:
            members = _around(parent, start)
            stands_for.update(dict.fromkeys(members, min(members)))
    up[lost] = [stands_for[node] for node in up[lost].tolist()]
    ring[list(stands_for.values())] = True
    return ring


def _around(parent: Nodes, start: int) -> list[int]:
    members, node = [start], int(parent[start])
    while node != start:
        members.append(node)
        node = int(parent[node])
    return members


def gather(start: Ints, nodes: Ints | Nodes) -> Ints:
    """The positions ``start[x]:start[x + 1]`` of every node in turn, as one array."""
    first, counts = start[nodes], start[np.asarray(nodes) + 1] - start[nodes]
    offset = np.cumsum(counts) - counts
    return np.repeat(first - offset, counts) + np.arange(int(counts.sum()), dtype=np.int64)
