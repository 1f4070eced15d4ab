"""Standing 限制消费令 by subject, as answers list them: the court's own word, apart from the roster."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from analysis.orders import orders_on
from graph.model.facts import Facts
from graph.model.records import SubjectRecord
from graph.store import GraphStore
from guanlian.answers import OrderView


def standing_orders(
    store: GraphStore, facts: Facts, records: Sequence[SubjectRecord], day: date, known_run: int
) -> dict[int, tuple[OrderView, ...]]:
    """The orders that stand, or may stand, on some subjects by key: court relations that rest on their own document."""
    keys = sorted({key for record in records for key in orders_on(facts, record.key, day.toordinal())})
    if not keys:
        return {}
    edges = sorted(store.role_edges(keys, known_run).values(), key=lambda one: one.id)
    named = [edge for edge in edges if edge.origin.document]
    mentions = store.mentions(sorted({edge.unit for edge in named}), known_run)
    of_mention = {id_: record.key for record in records for id_ in record.mentions}
    found: dict[int, list[OrderView]] = defaultdict(list)
    for edge in named:
        for end in (edge.holder, edge.unit):
            if end in of_mention:
                found[of_mention[end]].append(OrderView.of(edge, mentions[edge.unit].name, day))
    return {key: tuple(orders) for key, orders in found.items()}
