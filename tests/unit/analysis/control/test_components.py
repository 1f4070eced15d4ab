"""Components, against networkx."""

from __future__ import annotations

import random

import networkx as nx

from analysis.control.components import components


def test_components_agree_with_networkx_and_come_successors_first() -> None:
    rng = random.Random(2)
    for _ in range(200):
        size = rng.randint(1, 12)
        graph = {node: rng.sample(range(size + 2), rng.randint(0, min(size, 3))) for node in range(size)}
        found = components(graph)
        whole: nx.DiGraph[int] = nx.DiGraph([(a, b) for a in graph for b in graph[a]])
        whole.add_nodes_from(graph)
        whole.remove_nodes_from([node for node in [*whole] if node not in graph])
        assert {frozenset(one) for one in found} == {frozenset(one) for one in nx.strongly_connected_components(whole)}
        place = {node: at for at, one in enumerate(found) for node in one}
        assert all(place[b] <= place[a] for a, b in whole.edges)


def test_a_path_of_a_hundred_thousand_needs_no_recursion() -> None:
    assert len(components({node: [node + 1] for node in range(100_000)})) == 100_000
