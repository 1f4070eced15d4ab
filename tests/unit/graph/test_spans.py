"""From the days a fact was shown to the stretches it stood; and labels of connected sets."""

from __future__ import annotations

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.sqlite.conclude import Span, spans
from graph.sqlite.members import smallest_of_set

days = st.integers(1, 12)


def obvious(shown: set[int], complete: set[int]) -> list[Span]:
    """Walk day by day: a complete snapshot without the fact ends it, the next showing begins again."""
    found: list[Span] = []
    first = last = gone = None
    for day in range(1, 13):
        if day in shown:
            if first is not None and last is not None and gone is not None:
                found.append(Span(first, last, gone))
                first = None
            first, last, gone = first or day, day, None
        elif day in complete and first is not None and gone is None:
            gone = day
    assert first is not None and last is not None
    return [*found, Span(first, last, gone)]


@given(st.sets(days, min_size=1), st.sets(days))
def test_spans_agree_with_walking_day_by_day(shown: set[int], complete: set[int]) -> None:
    lines = [(day, day) for day in sorted(shown)]

    assert spans(lines, sorted(complete)) == obvious(shown, complete)


def test_lines_may_overlap() -> None:
    assert spans([(1, 5), (3, 3), (6, 8)], [1, 5, 7, 9]) == [Span(1, 8, 9)]
    assert spans([(1, 5), (8, 8)], [1, 5, 6, 7]) == [Span(1, 5, 6), Span(8, 8, None)]


@given(st.lists(st.tuples(st.integers(0, 15), st.integers(0, 9)), max_size=25), st.permutations(range(100, 116)))
def test_labels_are_connected_sets(pairs: list[tuple[int, int]], keys: list[int]) -> None:
    mentions = np.array(keys, dtype=np.int64)
    ties = np.array([(keys[place], shared) for place, shared in pairs], dtype=np.int64).reshape(-1, 2)
    graph: nx.Graph[int | str] = nx.Graph()
    graph.add_nodes_from(range(16))
    graph.add_edges_from((place, f"shared-{shared}") for place, shared in pairs)

    labels = smallest_of_set(mentions, ties).tolist()

    for part in nx.connected_components(graph):
        places = {node for node in part if isinstance(node, int)}
        assert {labels[place] for place in places} <= {min(places, default=0)}


def test_a_long_chain_is_one_set() -> None:
    size = 3000
    mentions = np.arange(1, size + 1)
    ties = np.array([(mention, shared) for mention in range(1, size + 1) for shared in (mention, mention + 1)])

    assert smallest_of_set(mentions, ties).max() == 0
