"""Two states of the same store side by side, by their columns: which hits may have moved, and what was missing.

A state is all hits of the rules on the facts known at one moment, looked at on one day. Hits are compared by
the store's own keys, which stay with a fact through all runs; only those that moved are ever proved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.changes import Cause
from analysis.columns import Index, Mask
from analysis.exposure import expose
from analysis.hits import NONE, Hits
from analysis.rules import Rule
from graph.model.facts import Facts, Ints

_NO, _UNKNOWN, _YES = 0, 1, 2
_ABSENT = -1
RuleName = tuple[str, str, str | None, str]


@dataclass(frozen=True)
class State:
    """Facts, rules and their hits, and the day (ordinal) for which they are judged."""

    facts: Facts
    rules: Sequence[Rule]
    hits: Hits
    day: int

    def status(self) -> npt.NDArray[np.int8]:
        """For each hit: 0 does not hold, 1 unknown, 2 holds."""
        days = self.hits.days
        may = (days[:, 0] <= self.day) & (self.day < days[:, 3])
        must = (days[:, 1] <= self.day) & (self.day < days[:, 2])
        return (may.astype(np.int8) + (may & must)).astype(np.int8)


@dataclass(frozen=True)
class Moved:
    """Rows that may have moved, pair by pair; ``-1`` where a state does not know the finding."""

    before: Index
    after: Index


def state(facts: Facts, rules: Sequence[Rule], day: int) -> State:
    """The state of these facts under these rules on a day."""
    return State(facts, rules, expose(facts, rules), day)


def on_day(known: State, day: int) -> State:
    """The same facts and rules on another day."""
    return State(known.facts, known.rules, known.hits, day)


def moved(before: State, after: State, marked: tuple[Mask, Mask]) -> Moved:
    """The hits whose answer may differ between two states; ``marked`` rows of either are always looked at."""
    rows_before, rows_after = _pairs(before, after)
    weight_before, weight_after = _weights(before, rows_before), _weights(after, rows_after)
    differ: Mask = (weight_before != weight_after).any(axis=1)
    differ |= _changed_law(before, after, rows_after) & (weight_after[:, 0] > _NO)
    differ |= _at(marked[0], rows_before) | _at(marked[1], rows_after)
    return Moved(rows_before[differ], rows_after[differ])


def _pairs(before: State, after: State) -> tuple[Index, Index]:
    """Which rows of the two states are the same finding; ``-1`` where a state does not know it."""
    if before.hits is after.hits:
        rows = np.arange(len(before.hits), dtype=np.int64)
        return rows, rows
    names = {name: number for number, name in enumerate(dict.fromkeys(map(_name, (*before.rules, *after.rules))))}
    keys = np.concatenate([_keys(before, names), _keys(after, names)])
    _, first, pair = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    pair, split = pair.reshape(-1), len(before.hits)
    return _rows(pair[:split], len(first)), _rows(pair[split:], len(first))


def missing(state: State, row: int, other: State) -> Cause:
    """What of a hit of one state the other state does not have: the rule, the entry, the link, the role, the kind."""
    rule, facts, hits = state.rules[int(state.hits.rule[row])], state.facts, state.hits
    if _name(rule) not in {_name(one) for one in other.rules}:
        return Cause.LAW
    steps = (
        (hits.listing[row], facts.listings.key, other.facts.listings.key, Cause.ROSTER),
        (hits.link[row], facts.links.key, other.facts.links.key, Cause.IDENTITY),
        (hits.role[row], facts.roles.key, other.facts.roles.key, Cause.ROLE),
        (hits.far[row], facts.links.key, other.facts.links.key, Cause.IDENTITY),
        (hits.second[row], facts.roles.key, other.facts.roles.key, Cause.ROLE),
        (hits.unit_class[row], facts.classes.key, other.facts.classes.key, Cause.UNIT_KIND),
    )
    for index, own, others, cause in steps:
        if index != NONE and own[index] not in others:
            return cause
    # Every fact is known to both: only who is the same as whom can tell them apart.
    return Cause.IDENTITY


def _name(rule: Rule) -> RuleName:
    return rule.document.slug, rule.clause.number, rule.part.part, rule.direction.value


def _keys(state: State, names: dict[RuleName, int]) -> Ints:
    """One line per hit: the rule's number and the store's keys of the steps of its path."""
    numbers = np.array([names[_name(rule)] for rule in state.rules], dtype=np.int64)
    facts, hits = state.facts, state.hits
    columns = [
        numbers[hits.rule] if len(numbers) else np.zeros(0, dtype=np.int64),
        _key(facts.listings.key, hits.listing),
        _key(facts.links.key, hits.link),
        _key(facts.roles.key, hits.role),
        _key(facts.links.key, hits.far),
        _key(facts.roles.key, hits.second),
        _key(facts.classes.key, hits.unit_class),
    ]
    return np.stack(columns, axis=1)


def _key(keys: Ints, index: Index) -> Ints:
    found = np.full(len(index), NONE, dtype=np.int64)
    used = index != NONE
    found[used] = keys[index[used]]
    return found


def _rows(pair: Index, count: int) -> Index:
    """For each pair the first row that makes it, or -1. Twins stand for the same finding."""
    rows = np.full(count, _ABSENT, dtype=np.int64)
    rows[pair[::-1]] = np.arange(len(pair), dtype=np.int64)[::-1]
    return rows


def _weights(state: State, rows: Index) -> Ints:
    """Status, certainty and doubt of each pair; all zero where the state does not have it or it does not hold."""
    weights = np.zeros((len(rows), 3), dtype=np.int64)
    known = rows != _ABSENT
    status = state.status()[rows[known]]
    columns = [status, state.hits.certainty[rows[known]], state.hits.doubt[rows[known]]]
    weights[known] = np.stack(columns, axis=1) * (status > _NO)[:, None]
    return weights


def _changed_law(before: State, after: State, rows: Index) -> Mask:
    """Pairs under a rule whose part says something else in the two states."""
    changed = np.zeros(len(rows), dtype=np.bool_)
    if before.rules is after.rules:
        return changed
    earlier = {_name(rule): rule.part for rule in before.rules}
    differs = np.array([earlier.get(_name(rule), rule.part) != rule.part for rule in after.rules], dtype=np.bool_)
    known = rows != _ABSENT
    changed[known] = differs[after.hits.rule[rows[known]]] if len(differs) else False
    return changed


def _at(mask: Mask, rows: Index) -> Mask:
    found = np.zeros(len(rows), dtype=np.bool_)
    known = rows != _ABSENT
    found[known] = mask[rows[known]]
    return found
