"""For which days deciding edges decide: the intersection of everything they rest on."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from analysis.control.columns import Holdings, Ints
from analysis.control.day import OwnershipDay
from analysis.control.stakes import fact_key
from graph.model.facts import Days
from graph.model.time import NEVER_BEGAN, NEVER_ENDS

Span = tuple[int, int, int, int]


def deciding_days(day: OwnershipDay, holdings: Holdings, edges: Iterable[int]) -> Span:
    """Since and until (as in interval columns) of holdings, offices and proxies behind some edges together."""
    spans: list[list[int]] = []
    for edge in edges:
        voter = int(holdings.keys[holdings.holder[edge]])
        for fact in holdings.facts_of(edge):
            office, key = fact_key(fact)
            rows = day.facts.controllers if office else day.facts.holdings
            at = _row(rows.key, key)
            spans.append(rows.days[at].tolist())  # who stands for whom by name alone has no days of its own
            holder = int(rows.holder[at])
            if holder != voter:
                spans += _of_proxies(day, holder, voter)
    table = np.array(spans or [[NEVER_BEGAN, NEVER_BEGAN, NEVER_ENDS, NEVER_ENDS]], dtype=np.int64)
    since_lo, since_hi = table[:, :2].max(axis=0).tolist()
    until_lo, until_hi = table[:, 2:].min(axis=0).tolist()
    return since_lo, since_hi, until_lo, until_hi


def _of_proxies(day: OwnershipDay, principal: int, agent: int) -> list[list[int]]:
    keys = [p.key for p in day.proxies if (p.principal, p.agent) == (principal, agent)]
    days: Days = day.facts.agreements.days
    return [days[at].tolist() for at in np.flatnonzero(np.isin(day.facts.agreements.key, keys)).tolist()]


def _row(keys: Ints, key: int) -> int:
    return int(np.searchsorted(keys, key))
