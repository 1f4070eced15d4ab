"""The ownership tree (股权穿透图): who stands above a unit and what lies below, with direct and look-through shares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from analysis.control.columns import Ground, Holdings
from analysis.control.day import OwnershipDay
from analysis.control.integrated import owned_by, owners_of
from guanlian.control import ControlService
from guanlian.control_answers import EdgeView, NodeView, OwnershipAnswer, SumView
from guanlian.control_views import Viewer, sum_view
from guanlian.request import Request
from guanlian.shares_text import exact

MOST_NODES = 500
Levels = dict[int, int]  # subject key -> level


def ownership(service: ControlService, request: Request, text: str, cap: int = MOST_NODES) -> OwnershipAnswer:
    """The tree around a subject on a day, nearest parties first, at most ``cap`` of them."""
    head, subject = service.asked(request, text)
    if subject is None:
        return OwnershipAnswer(**head)
    day = OwnershipDay(service.store.ownership([subject.key], head["known_run"]), request.as_of)
    viewer = Viewer(service.store, head["known_run"], day)
    up = _levels(subject.key, cap, lambda key: _holders(day, key))
    down = _levels(subject.key, cap - len(up) + 1, lambda key: _held(day, key))
    viewer.know((*up, *down))
    through = _look_through(day.capital, subject.key)
    levels = {key: -level for key, level in down.items()} | up
    nodes = [
        NodeView(party=viewer.party(key), level=level, look_through=exact(through[key]) if key in through else None)
        for key, level in sorted(levels.items(), key=lambda item: (abs(item[1]), -item[1], viewer.party(item[0]).id))
    ]
    return OwnershipAnswer(
        **head,
        nodes=tuple(nodes),
        edges=tuple(_edges(day, viewer, up, down)),
        sums=tuple(_sums(day, subject.key)),
        truncated=len(levels) >= cap,
    )


def _sums(day: OwnershipDay, key: int) -> Iterable[SumView]:
    for of, table in (("capital", day.capital), ("votes", day.votes)):
        node = table.node(key)
        if node is not None and (view := sum_view(table, node, of)):
            yield view


def _tables(day: OwnershipDay) -> tuple[Holdings, Holdings]:
    return day.capital, day.votes


def _holders(day: OwnershipDay, key: int) -> list[int]:
    """Whoever holds part of a unit, or heads it."""
    found = []
    for table in _tables(day):
        if (node := table.node(key)) is not None:
            found += [int(table.keys[table.holder[edge]]) for edge in table.edges_into(node)]
    return sorted(set(found))


def _held(day: OwnershipDay, key: int) -> list[int]:
    found = []
    for table in _tables(day):
        if (node := table.node(key)) is not None:
            found += [int(table.keys[table.unit[edge]]) for edge in table.edges_of(node)]
    return sorted(set(found))


def _levels(start: int, cap: int, following: Callable[[int], Iterable[int]]) -> Levels:
    """Parties by distance, nearest first, each once."""
    levels, frontier = {start: 0}, [start]
    while frontier:
        fresh: list[int] = []
        for key in frontier:
            for other in following(key):
                if other not in levels and len(levels) < cap:
                    levels[other] = levels[key] + 1
                    fresh.append(other)
        frontier = fresh
    return levels


def _edges(day: OwnershipDay, viewer: Viewer, up: Mapping[int, int], down: Mapping[int, int]) -> list[EdgeView]:
    """Facts among what lies above, and facts by which something is held from the unit downwards; each once."""
    found: dict[tuple[str, str], EdgeView] = {}
    for table in _tables(day):
        chosen = []
        for edge in range(len(table.unit)):
            ends = int(table.keys[table.holder[edge]]), int(table.keys[table.unit[edge]])
            offices_only = table is day.votes and table.ground[edge] != Ground.OFFICE
            if not offices_only and any(ends[0] in side and ends[1] in side for side in (up, down)):
                chosen.append(edge)
        for view in viewer.edges(table, chosen):
            found.setdefault((view.type, view.id), view)
    return list(found.values())


def _look_through(h: Holdings, key: int) -> dict[int, Fraction]:
    node = h.node(key)
    if node is None:
        return {}
    shares = {int(h.keys[at]): share for at, share in owned_by(h, node).items()}
    return shares | {int(h.keys[at]): share for at, share in owners_of(h, node).shares.items()}
