"""What loading works out from all that is stored (推定): controllers and state classes that can take part in a finding.

After every load the deciding holdings are read again, and the difference is written as a run of its own, so that every
question, on every store, sees one kind of fact. Nothing is written when nothing changed; what no longer follows is
retracted, since it was never a fact that ended.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from analysis.control.bodies import with_one_body
from analysis.control.day import OwnershipDay
from analysis.control.decided import deciding_days
from analysis.control.family import Source
from analysis.control.majority import ultimate_controllers
from analysis.control.profiles import MAJORITY, STATE, Profile
from analysis.control.proof import proof_of
from analysis.control.state import StateClass
from analysis.control.state_day import SOE_KINDS, body_keys, ladder_on, registered
from analysis.control.thresholds import Hurdle
from graph.model.certainty import Certainty
from graph.model.facts import PARTY_CODE, Facts
from graph.model.ids import content_id
from graph.model.ownership import COMPUTED_MARK
from graph.model.records import (
    Basis,
    Batch,
    Control,
    Origin,
    PartyKind,
    RoleEdge,
    Run,
    RunFile,
    SubjectRecord,
    UnitClass,
)
from graph.model.roles import LegalForm, Role, UnitKind
from graph.model.time import Interval
from graph.store import GraphStore, RunCounts, RunPlan, Scope
from ingest.minors import ADULT

SOURCE, KIND = "推定", "computed-control"
_CLASS_KINDS = {
    StateClass.PARTICIPATED: UnitKind.SOE_STATE_PARTICIPATED,
    StateClass.CONTROLLED: UnitKind.SOE_STATE_CONTROLLED,
    StateClass.WHOLLY_OWNED: UnitKind.SOE_WHOLLY_STATE_OWNED,
}
Days = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Conclusions:
    """What follows from the facts: control edges and unit kinds, by id."""

    roles: Mapping[str, RoleEdge]
    classes: Mapping[str, UnitClass]


def refresh(store: GraphStore, today: date, clock: Callable[[], datetime]) -> Run | None:
    """Bring the computed facts up to date; the run that did it, ``None`` when nothing changed."""
    known_run = store.known_run()
    facts = store.facts(Scope.roster(), known_run)
    scope = _Scope.of(facts)
    stored = _stored(store, known_run)
    wanted = _conclusions(store, scope, today, known_run)
    fresh = Batch(
        roles=[edge for id_, edge in wanted.roles.items() if stored.roles.get(id_) != edge],
        classes=[one for id_, one in wanted.classes.items() if stored.classes.get(id_) != one],
    )
    gone_roles, gone_classes = stored.roles.keys() - wanted.roles.keys(), stored.classes.keys() - wanted.classes.keys()
    if not (fresh.roles or fresh.classes or gone_roles or gone_classes):
        return None
    opened = store.write_run(_plan(wanted, today, known_run, clock()))
    if isinstance(opened, Run):  # the same difference from the same run: it was published just now
        return opened
    with opened as writer:
        writer.add(fresh)
        writer.retract(sorted(gone_roles), sorted(gone_classes))
        count = len(fresh.roles) + len(fresh.classes)
        return writer.commit(RunCounts(count, count, 0, 0), clock())


@dataclass(frozen=True)
class _Scope:
    """Subject keys: who is listed or may be, and the units at which listed persons sit."""

    roster: frozenset[int]
    seats: frozenset[int]

    @classmethod
    def of(cls, facts: Facts) -> _Scope:
        named = [facts.listings.subject, facts.links.listed, facts.links.other]
        roster = np.unique(np.concatenate(named))
        person = facts.roles.holder_kind == PARTY_CODE[PartyKind.PERSON]
        seats = facts.roles.unit[person & np.isin(facts.roles.holder, roster)]
        return cls(frozenset(roster.tolist()), frozenset(np.unique(seats).tolist()))


def _stored(store: GraphStore, known_run: int) -> Conclusions:
    """The computed facts that stand in the store."""
    role_keys, class_keys = store.computed(known_run)
    roles, classes = store.role_edges(role_keys, known_run), store.unit_classes(class_keys, known_run)
    return Conclusions({edge.id: edge for edge in roles.values()}, {one.id: one for one in classes.values()})


def _conclusions(store: GraphStore, scope: _Scope, today: date, known_run: int) -> Conclusions:
    asked = sorted(scope.roster | scope.seats)
    day = OwnershipDay(store.ownership(asked, known_run), today)
    pairs = _controlled(day, scope.roster)
    children = _children(store, {holder for holder, _ in pairs}, today, known_run)
    pairs = {pair: days for pair, days in pairs.items() if pair[0] not in children}
    bodies = store.subjects(sorted(body_keys(day)), known_run)
    classed = _classed(with_one_body(day, {key: one.name for key, one in bodies.items()}), scope.seats)
    records = store.subjects([*(key for pair in pairs for key in pair), *classed], known_run)
    roles = [_control(records[holder], records[unit], days) for (holder, unit), days in pairs.items()]
    classes = [_class(records[unit], kind, days) for unit, (kind, days) in classed.items()]
    return Conclusions({edge.id: edge for edge in roles}, {one.id: one for one in classes})


# -- controllers


def _controlled(day: OwnershipDay, roster: frozenset[int]) -> dict[tuple[int, int], Days]:
    """Ultimate controller and unit, one of them on the roster; no unit whose controller a source names."""
    h = day.votes
    found: dict[tuple[int, int], Days] = {}
    top = ultimate_controllers(h)
    hurdle = Hurdle.of(h, MAJORITY.threshold)
    for unit in np.flatnonzero(top.top != np.arange(len(h.keys))).tolist():
        controller = top.controller(unit)
        if controller is None:
            continue
        pair = int(h.keys[controller]), int(h.keys[unit])
        if not roster.isdisjoint(pair) and not _named(day, pair[1]):
            found[pair] = deciding_days(day, h, proof_of(hurdle, Source((controller,)), unit))
    return found


def _children(store: GraphStore, holders: set[int], today: date, known_run: int) -> set[int]:
    """Holders who by the year of their birth may be under 18: they may own, and nothing is found about them."""
    found = store.subjects(sorted(holders), known_run)
    records = {key: one for key, one in found.items() if one.kind is PartyKind.PERSON}
    mentions = store.mentions([id_ for one in records.values() for id_ in one.mentions], known_run)
    young = {id_ for id_, one in mentions.items() if one.birth_years and today.year - one.birth_years[1] <= ADULT}
    return {key for key, one in records.items() if young.intersection(one.mentions)}


def _named(day: OwnershipDay, unit: int) -> bool:
    """Whether a source names a controller, the form gives the say to an office, or the unit is a mere branch."""
    if unit in day.headed or LegalForm.BRANCH in day.forms.get(unit, ()):
        return True
    return any(one.basis is not Basis.COMPUTED for one in day.named.get(unit, ()))


def _control(holder: SubjectRecord, unit: SubjectRecord, days: Days) -> RoleEdge:
    return Control(
        id=content_id("e", "computed", MAJORITY.code, MAJORITY.version, holder.id, unit.id),
        holder=holder.id,
        unit=unit.id,
        role=Role.ACTUAL_CONTROLLER,
        interval=Interval.from_columns(*days),
        origin=_origin(MAJORITY),
        title=f"推定实际控制人（{MAJORITY.name}，第{MAJORITY.version}版）",
        certainty=Certainty.PROBABLE,
        basis=Basis.COMPUTED,
    )


# -- state classes


def _classed(day: OwnershipDay, seats: frozenset[int]) -> dict[int, tuple[UnitKind, Days]]:
    """The proven class of units at which listed persons sit and of which no source says a class."""
    told = registered(day, *SOE_KINDS)
    h = day.capital
    candidates = [(unit, node) for unit in sorted(seats - told) if (node := h.node(unit)) is not None]
    if not candidates:
        return {}
    ladder = ladder_on(day)
    found: dict[int, tuple[UnitKind, Days]] = {}
    for unit, node in candidates:
        reading = ladder.read(node)
        kind = _CLASS_KINDS.get(reading.floor)
        if kind is not None and reading.edges:
            found[unit] = kind, deciding_days(day, h, reading.edges)
    return found


def _class(unit: SubjectRecord, kind: UnitKind, days: Days) -> UnitClass:
    return UnitClass(
        id=content_id("c", "computed", STATE.code, STATE.version, unit.id, kind),
        unit=unit.id,
        kind=kind,
        printed=f"{kind.term}{COMPUTED_MARK}",
        owner=None,
        interval=Interval.from_columns(*days),
        origin=_origin(STATE),
    )


# -- the run


def _origin(profile: Profile) -> Origin:
    return Origin(SOURCE, KIND, 1, None, f"{profile.name} 第{profile.version}版")


def _plan(wanted: Conclusions, today: date, known_run: int, started: datetime) -> RunPlan:
    said: Sequence[object] = [*wanted.roles.values(), *wanted.classes.values()]
    text = f"{known_run}\n" + "\n".join(sorted(map(repr, said)))
    file = RunFile(KIND, hashlib.sha256(text.encode()).hexdigest(), len(said))
    return RunPlan(SOURCE, KIND, today, False, False, (file,), started)
