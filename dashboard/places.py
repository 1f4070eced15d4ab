"""Where subjects stand in a picture: connected ones near each other, separate groups side by side, nothing moves.

Coordinates are pixels; the same picture gets the same places.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.network import Edges, Places, groups_of, middle, settled
from guanlian.views.explore import Picture

_GAP = 260  # pixels between groups that nothing joins
_SHAPE = 1.5  # a picture is wider than high, like the frame it is drawn in
_FEW = 40  # subjects that stand already and from which new ones keep their distance


def layout(picture: Picture, kept: Places) -> Places:
    """A place for every subject; those that have one keep it, new ones settle near what they hang on.

    Empty where nothing is new.
    """
    ids = [node.party.id for node in picture.nodes]
    edges = sorted({(one.start.id, one.end.id) for one in picture.relations})
    places = {id_: kept[id_] for id_ in ids if id_ in kept}
    if len(places) == len(ids):
        return {}
    alone: list[Places] = []
    for group in groups_of(ids, edges):
        if any(id_ in kept for id_ in group):
            places |= _grown(group, edges, places)
        else:
            alone.append(settled(group, edges, {}))
    return places | (_beside(alone, places) if places else _side_by_side(alone))


def _grown(group: Sequence[str], edges: Edges, places: Places) -> Places:
    """The new subjects of a group in which some stand already: each settles among its neighbours."""
    new = [id_ for id_ in group if id_ not in places]
    if not new:
        return {}
    pairs = [pair for pair in edges if (pair[0] in places) != (pair[1] in places)]
    near = {id_ for pair in pairs for id_ in pair if id_ in places and not set(pair).isdisjoint(new)}
    near |= _closest([id_ for id_ in group if id_ in places], near, places)
    found = settled([*sorted(near), *new], edges, {id_: places[id_] for id_ in sorted(near)})
    return {id_: (round(found[id_][0], 1), round(found[id_][1], 1)) for id_ in new}


def _closest(others: list[str], near: set[str], places: Places) -> set[str]:
    """Some more of those that stand already, the closest first, so that new ones keep away from them."""
    x, y = middle([places[id_] for id_ in sorted(near)])
    by_distance = sorted(others, key=lambda id_: ((places[id_][0] - x) ** 2 + (places[id_][1] - y) ** 2, id_))
    return set(by_distance[:_FEW])


def _size(places: Places) -> tuple[float, float, float, float]:
    """Left, top, width and height."""
    across, along = ([place[axis] for place in places.values()] for axis in (0, 1))
    return min(across), min(along), max(across) - min(across), max(along) - min(along)


def _side_by_side(groups: list[Places]) -> Places:
    """Separate groups in rows, the largest first."""
    area = sum((width + _GAP) * (height + _GAP) for _, _, width, height in map(_size, groups))
    widest = max((area * _SHAPE) ** 0.5, *(_size(group)[2] for group in groups), 0.0)
    return _in_rows(groups, 0.0, 0.0, widest)


def _beside(groups: list[Places], places: Places) -> Places:
    """Separate groups to the right of what stands already, in a column no wider than it needs."""
    if not groups:
        return {}
    left, top, width, _ = _size(places)
    return _in_rows(groups, left + width + _GAP, top, max(_size(group)[2] for group in groups))


def _in_rows(groups: list[Places], left: float, top: float, widest: float) -> Places:
    found: Places = {}
    x, y, deepest = left, top, 0.0
    for group in groups:
        start, above, width, height = _size(group)
        if x > left and x + width > left + widest:
            x, y, deepest = left, y + deepest + _GAP, 0.0
        found |= {id_: (round(a - start + x, 1), round(b - above + y, 1)) for id_, (a, b) in group.items()}
        x, deepest = x + width + _GAP, max(deepest, height)
    return found
