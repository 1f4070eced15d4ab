"""The engine: rules x facts -> hits. One small function per direction, all over columns.

A hit's interval is the intersection of everything on its path: the entry, the roles, the kind of
unit, and the measure being in force. There is no chaining: nobody caught here is ever a target.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.columns import Index, Mask, can_hold, intersect, join
from analysis.fellows import fellows
from analysis.hits import NONE, Doubt, Hits, empty, together
from analysis.kinds import NO_MATCH, kind_doubts, state_appointed_codes
from analysis.rules import Rule
from analysis.targets import Targets, targets
from graph.model.certainty import Certainty, Truth
from graph.model.facts import (
    CERTAINTY_CODE,
    EDGE_CODE,
    KIND_CODE,
    PARTY_CODE,
    ROLE_CODE,
    TRUTH_CODE,
    Days,
    Facts,
    Ints,
)
from graph.model.records import EdgeType, PartyKind
from graph.model.roles import Role, UnitKind
from measures.vocabulary import Direction

_PERSON = PARTY_CODE[PartyKind.PERSON]
_COURT_RELATION = EDGE_CODE[EdgeType.COURT_RELATION]
_CONTROLLER = ROLE_CODE[Role.ACTUAL_CONTROLLER]
_ENTERPRISE = KIND_CODE[UnitKind.PRODUCTION_BUSINESS_UNIT]
_NO_ENTERPRISE = sorted(
    KIND_CODE[kind]
    for kind in (
        UnitKind.GOVERNMENT_ORGAN,
        UnitKind.INSTITUTION,
        UnitKind.POLITICAL_BODY,
        UnitKind.SOCIAL_ORGANIZATION,
    )
)


def expose(facts: Facts, rules: Sequence[Rule]) -> Hits:
    """Every hit of the rules on the facts, on whatever days it holds yes or unknown."""
    if not len(facts.listings.key):
        return empty()
    engine = _Engine(facts)
    families: dict[Hashable, list[int]] = {}
    for position, rule in enumerate(rules):
        families.setdefault(_family(position, rule), []).append(position)
    return _in_order([engine.run(positions, rules) for positions in families.values()])


def _family(position: int, rule: Rule) -> Hashable:
    """Rules that reach the same parties walk together; kinds of units differ from clause to clause."""
    return position if rule.direction is Direction.OFFICE else rule.reach


@dataclass(frozen=True)
class _Found:
    """Rows of ``reached``, each under the rule that holds there and on its days."""

    reached: Hits
    row: Index
    rule: Index
    days: Days


def _in_order(parts: Sequence[_Found]) -> Hits:
    """All that was found, rule by rule; column by column, since on a whole city the columns are large."""
    if not parts:
        return empty()
    rule = np.concatenate([part.rule for part in parts])
    order = np.argsort(rule, kind="stable")
    shared = {
        name: np.concatenate([getattr(part.reached, name)[part.row] for part in parts])[order]
        for name in Hits.__dataclass_fields__
        if name not in ("rule", "days")
    }
    return Hits(rule=rule[order], days=np.concatenate([part.days for part in parts])[order], **shared)


class _Engine:
    """Joins that all rules share are made once: entries with roles at them, and with roles they hold."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.targets = targets(facts)
        unit_targets = np.flatnonzero(self.targets.is_unit)
        self.at_listed = self._own_entry(*_on(unit_targets, self.targets.subject, facts.roles.unit))
        self.fellows = fellows(facts, *self.at_listed)
        every = np.arange(len(self.targets.listing), dtype=np.int64)
        self.held_by_listed = self._own_entry(*_on(every, self.targets.subject, facts.roles.holder))
        self._reach: dict[Direction, Callable[[Rule], Hits]] = {
            Direction.SELF: self._self,
            Direction.EXTENDS: self._extends,
            Direction.FLAGS: self._flags,
            Direction.QUERIES: self._flags,
            Direction.OFFICE: self._office,
            Direction.SECOND_HOP: self._second_hop,
        }
        self._courts: dict[tuple[str, ...], Mask] = {}

    def run(self, positions: Sequence[int], rules: Sequence[Rule]) -> _Found:
        """What rules that reach alike find, rule by rule: they differ in their days and courts only."""
        family = [rules[position] for position in positions]
        reached = self._reach[family[0].direction](family[0])
        days = intersect(reached.days, np.array([rule.days for rule in family], dtype=np.int32)[:, None])
        keep = can_hold(days) & np.stack([self._in_court_scope(rule) for rule in family])[:, reached.listing]
        rule, row = np.nonzero(keep)
        return _Found(reached, row, np.array(positions, dtype=np.int64)[rule], days[keep])

    def _in_court_scope(self, rule: Rule) -> Mask:
        patterns = tuple(rule.document.roster_scope.courts)
        if patterns not in self._courts:
            inside = [not patterns or any(pattern in court for pattern in patterns) for court in self.facts.courts]
            self._courts[patterns] = np.array(inside, dtype=np.bool_)[self.facts.listings.court]
        return self._courts[patterns]

    def _own_entry(self, target: Index, role: Index) -> tuple[Index, Index]:
        """Drop court relations that belong to another entry than the target's."""
        belongs = self.facts.roles.listing[role]
        entry = self.facts.listings.key[self.targets.listing[target]]
        keep = (belongs == 0) | (belongs == entry)
        return target[keep], role[keep]

    def _self(self, rule: Rule) -> Hits:
        caught = np.where(self.targets.is_unit, rule.reaches(PartyKind.UNIT), rule.reaches(PartyKind.PERSON))
        return self._hits(np.flatnonzero(caught))

    def _extends(self, rule: Rule) -> Hits:
        """Listed unit -> natural persons who hold a named role there. Units are never caught this way."""
        target, role = self.at_listed
        roles = self.facts.roles
        keep = rule.holds_word[roles.role[role]] & (roles.holder_kind[role] == _PERSON)
        found = self._hits(target[keep], role[keep])
        more = self.fellows.beyond(keep)
        if not len(more):
            return found
        place = self.fellows.place[more]
        return together([found, self._hits(target[place], role[place], far=self.fellows.link[more])])

    def _flags(self, rule: Rule) -> Hits:
        """Listed person in a named role -> the unit. A listed unit counts only as actual controller."""
        target, role = self.held_by_listed
        roles = self.facts.roles
        keep = rule.holds_word[roles.role[role]]
        keep &= ~self.targets.is_unit[target] | (roles.role[role] == _CONTROLLER)
        keep &= roles.unit[role] != self.facts.listings.subject[self.targets.listing[target]]
        return self._hits(target[keep], role[keep])

    def _office(self, rule: Rule) -> Hits:
        """Listed natural person x post x kind of unit."""
        offices = rule.part.offices
        assert offices is not None
        target, role = self.held_by_listed
        roles, classes = self.facts.roles, self.facts.classes
        keep = rule.holds_word[roles.role[role]] & ~self.targets.is_unit[target]
        keep &= roles.edge_type[role] != _COURT_RELATION
        target, role = target[keep], role[keep]
        if not len(target):
            return empty()
        doubts = kind_doubts(offices, classes, self.facts.words)
        row, unit_class = join(roles.unit[role], classes.unit)
        matching = doubts[unit_class] != NO_MATCH
        row, unit_class = row[matching], unit_class[matching]
        target, role, doubt = target[row], role[row], doubts[unit_class]
        seat_matters = np.isin(classes.kind[unit_class], sorted(state_appointed_codes(offices)))
        seat = roles.state_appointed[role]
        doubt = doubt | np.where(seat_matters & (seat == TRUTH_CODE[Truth.UNKNOWN]), Doubt.SEAT_UNKNOWN, 0).astype(
            np.int8
        )
        keep = ~(seat_matters & (seat == TRUTH_CODE[Truth.NO]))
        hits = self._hits(target[keep], role[keep], unit_class=unit_class[keep], doubt=doubt[keep])
        computed = np.where(hits.doubt & Doubt.CLASS_COMPUTED, CERTAINTY_CODE[Certainty.PROBABLE], 0).astype(np.int8)
        np.maximum(hits.certainty, computed, out=hits.certainty)
        return hits

    def _second_hop(self, rule: Rule) -> Hits:
        """Listed unit -> person in a role there -> another enterprise (其他企业) where they hold a role."""
        roles = self.facts.roles
        target, role = self.at_listed
        keep = rule.holds_word[roles.role[role]] & (roles.holder_kind[role] == _PERSON)
        target, role = target[keep], role[keep]
        if not len(target):
            return empty()
        row, second = join(roles.holder[role], roles.holder)
        target, role = target[row], role[row]
        keep = rule.second_word[roles.role[second]] & (roles.unit[second] != roles.unit[role])
        keep &= (roles.listing[second] == 0) & (
            roles.unit[second] != self.facts.listings.subject[self.targets.listing[target]]
        )
        keep &= ~np.isin(roles.unit[second], self._no_enterprises())
        return self._hits(target[keep], role[keep], second=second[keep])

    def _no_enterprises(self) -> Ints:
        """Units known to be something else than an enterprise (事业单位、社会组织、机关); unknown ones may be one."""
        classes = self.facts.classes
        other = classes.unit[np.isin(classes.kind, _NO_ENTERPRISE)]
        return np.setdiff1d(other, classes.unit[classes.kind == _ENTERPRISE])

    def _hits(
        self,
        target: Index,
        role: Index | None = None,
        *,
        far: Index | None = None,
        second: Index | None = None,
        unit_class: Index | None = None,
        doubt: np.ndarray | None = None,
    ) -> Hits:
        """Hits along a path: intersect its intervals and take its weakest certainty."""
        if not len(target):
            return empty()
        chosen: Targets = self.targets.where(target)  # type: ignore[arg-type]
        days, certainty = [chosen.days], [chosen.certainty]
        for step in (role, second):
            if step is not None:
                days.append(self.facts.roles.days[step])
                certainty.append(self.facts.roles.certainty[step])
        if far is not None:
            certainty.append(self.facts.links.tier[far])
        if unit_class is not None:
            days.append(self.facts.classes.days[unit_class])
        nothing = np.full(len(target), NONE, dtype=np.int64)
        return Hits(
            rule=np.zeros(len(target), dtype=np.int64),
            listing=chosen.listing,
            link=chosen.link,
            role=nothing if role is None else role,
            far=nothing if far is None else far,
            second=nothing if second is None else second,
            unit_class=nothing if unit_class is None else unit_class,
            certainty=np.maximum.reduce(certainty),
            doubt=np.zeros(len(target), dtype=np.int8) if doubt is None else doubt.astype(np.int8),
            days=intersect(*days),
        )


def _on(rows: Index, left: np.ndarray, right: np.ndarray) -> tuple[Index, Index]:
    """Join the chosen rows of ``left`` with ``right``; positions refer to the whole of both."""
    row, match = join(left[rows], right)
    return rows[row], match
