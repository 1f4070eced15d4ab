"""What a computed step of a path rests on: the deciding holdings, worked out again from the facts of the same run."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from analysis.control.bodies import with_one_body
from analysis.control.columns import Holdings
from analysis.control.day import OwnershipDay
from analysis.control.family import Source as Family
from analysis.control.family import controlled_by
from analysis.control.profiles import MAJORITY
from analysis.control.proof import proof_of
from analysis.control.state_day import body_keys, ladder_on
from analysis.control.thresholds import Hurdle
from analysis.findings import Finding, Step
from graph.model.certainty import Certainty
from graph.model.ownership import COMPUTED_MARK
from graph.model.records import Basis
from graph.store import GraphStore
from guanlian.computed import SOURCE
from guanlian.control_answers import EdgeView
from guanlian.control_views import Viewer

_GROUNDS = {"votes": "", "capital": "，表决权按出资比例计", "office": ""}


def deciding(store: GraphStore, finding: Finding, known_run: int) -> tuple[Step, ...]:
    """The holdings behind every computed step of a finding, in the order of the argument; none for other findings."""
    day = next((state.as_of for state in store.sources(known_run) if state.source == SOURCE), None)
    found: dict[str, Step] = {}
    for step in finding.path if day else ():
        assert day is not None
        for edge in _edges(store, step, day, known_run):
            found.setdefault(edge.id, _step(edge))
    return tuple(found.values())


def _edges(store: GraphStore, step: Step, day: date, known_run: int) -> tuple[EdgeView, ...]:
    if step.basis == Basis.COMPUTED.value and step.to_subject:
        return _of_control(store, step.from_subject, step.to_subject, day, known_run)
    if step.type == "unit_class" and (step.title or "").endswith(COMPUTED_MARK):
        return _of_class(store, step.from_subject, day, known_run)
    return ()


def _of_control(store: GraphStore, holder: str, unit: str, day: date, known_run: int) -> tuple[EdgeView, ...]:
    keys = _keys(store, (holder, unit), known_run)
    owned, viewer = _day(store, keys, day, known_run)
    h = owned.votes
    nodes = [h.node(key) for key in keys]
    if len(nodes) < 2 or nodes[0] is None or nodes[1] is None:
        return ()
    hurdle, family = Hurdle.of(h, MAJORITY.threshold), Family((nodes[0],))
    if nodes[1] not in controlled_by(hurdle, family):
        return ()
    return viewer.edges(h, proof_of(hurdle, family, nodes[1]))


def _of_class(store: GraphStore, unit: str, day: date, known_run: int) -> tuple[EdgeView, ...]:
    keys = _keys(store, (unit,), known_run)
    owned, viewer = _day(store, keys, day, known_run)
    owned = with_one_body(owned, {body: viewer.record(body).name for body in body_keys(owned)})
    h: Holdings = owned.capital
    node = h.node(keys[0]) if keys else None
    return viewer.edges(h, ladder_on(owned).read(node).edges) if node is not None else ()


def _keys(store: GraphStore, ids: Iterable[str], known_run: int) -> list[int]:
    return [found[0].key for id_ in ids if (found := store.find_subjects(id_, known_run, 1, exact=True))]


def _day(store: GraphStore, keys: list[int], day: date, known_run: int) -> tuple[OwnershipDay, Viewer]:
    owned = OwnershipDay(store.ownership(keys, known_run), day)
    return owned, Viewer(store, known_run, owned)


def _step(edge: EdgeView) -> Step:
    shares = [f"{name} {share.text}" for name, share in (("出资", edge.capital), ("表决权", edge.votes)) if share]
    voter = f"，由{edge.voter.name}行使" if edge.voter else ""
    title = "依组织形式执行事务" if edge.type == "office" else "、".join(shares) or "比例不详"
    return Step(
        type="holding",
        id=edge.id,
        from_id=edge.holder.id,
        from_name=edge.holder.name,
        from_subject=edge.holder.id,
        to_id=edge.unit.id,
        to_name=edge.unit.name,
        to_subject=edge.unit.id,
        title=title + _GROUNDS[edge.ground] + voter,
        certainty=Certainty.CERTAIN,
        since=edge.since,
        until=edge.until,
        source=edge.source,
    )
