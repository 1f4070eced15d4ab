"""At thousands of units: a networkx reference agrees, knots do not blow up, and edges are looked at once at most."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from analysis.control.columns import Holdings
from analysis.control.majority import ultimate_controllers
from analysis.control.pairs import control_pairs, each
from analysis.control.thresholds import Hurdle
from benchmarks.bench_control import PARTS, Rows, ordinary, with_knot


def nx_control(h: Holdings) -> nx.DiGraph[int]:
    """Who controls whom, by growing every family over a networkx graph of holdings."""
    held: nx.DiGraph[int] = nx.DiGraph()
    held.add_nodes_from(range(len(h.keys)))
    held.add_weighted_edges_from(zip(h.holder.tolist(), h.unit.tolist(), h.low.tolist(), strict=True))
    control: nx.DiGraph[int] = nx.DiGraph()
    control.add_nodes_from(held)
    for source in [
        a for a in held if any(2 * d["weight"] > PARTS for _, u, d in held.out_edges(a, data=True) if u != a)
    ]:
        votes: dict[int, int] = {}
        stack, family = [source], {source}
        while stack:
            for _, unit, data in held.out_edges(stack.pop(), data=True):
                votes[unit] = votes.get(unit, 0) + data["weight"]
                if unit not in family and 2 * votes[unit] > PARTS:
                    family.add(unit)
                    stack.append(unit)
        control.add_edges_from((source, unit) for unit in family - {source})
    return control


def nx_tops(control: nx.DiGraph[int]) -> dict[int, frozenset[int]]:
    """The members of the class that nobody controls, for every node."""
    classes = nx.condensation(control)
    tops: dict[int, frozenset[int]] = {}
    for one in nx.topological_sort(classes):
        above = {tops[next(iter(classes.nodes[p]["members"]))] for p in classes.predecessors(one)}
        members = frozenset(classes.nodes[one]["members"])
        assert len(above) <= 1  # the controllers of a unit form a chain
        tops.update(dict.fromkeys(members, next(iter(above), members)))
    return tops


@pytest.mark.parametrize("knot", [False, True])
@pytest.mark.parametrize("wide_round", [0, 10**9])
def test_networkx_agrees_at_ten_thousand_units(knot: bool, wide_round: int) -> None:
    rows = ordinary(10_000)
    h = (with_knot(rows, 60) if knot else rows).prepared()
    control = nx_control(h)
    assert {*each(control_pairs(Hurdle.of(h)))} == {*control.edges}
    found, expected = ultimate_controllers(h, wide_round=wide_round), nx_tops(control)
    assert all(int(found.top[node]) in expected[node] for node in range(len(h.keys)))
    rings = {node for node, top in expected.items() if len(top) > 1}
    assert rings <= set(np.flatnonzero(found.circular[found.top]).tolist())


@pytest.mark.parametrize("units", [10_000, 100_000])
@pytest.mark.parametrize("seed", [1, 2])
def test_edges_are_visited_once_at_most(units: int, seed: int) -> None:
    h = ordinary(units, seed).prepared()
    assert ultimate_controllers(h).edge_visits <= len(h.unit)


def test_a_long_chain_is_one_pass() -> None:
    n = 50_000
    order = np.random.default_rng(3).permutation(n).astype(np.int64)
    h = Rows(order[:-1], order[1:], np.full(n - 1, 5_100), n, n).prepared()
    found = ultimate_controllers(h)
    assert np.all(found.top == order[0])
    assert found.edge_visits == 0


def test_a_knot_decided_one_by_one_visits_little() -> None:
    """A knot of a sixth of the graph in which every unit needs the one before it."""
    h = with_knot(ordinary(10_000), 1_600).prepared()
    found = ultimate_controllers(h)
    assert np.all(found.top[1:1_600] == found.top[0])
    assert found.edge_visits <= 1.5 * len(h.unit)


def test_rings_of_any_length_are_found() -> None:
    for length in (1, 2, 3, 4, 5, 7, 8, 64, 100):
        ring = np.arange(length, dtype=np.int64)
        below = np.arange(length, length + 3, dtype=np.int64)
        h = Rows(
            np.r_[ring, below - 1],
            np.r_[(ring + 1) % length, below],
            np.full(length + 3, 6_000),
            length + 3,
            length + 3,
        )
        found = ultimate_controllers(h.prepared())
        assert np.all(found.top == 0)
        assert found.circular[0]
