"""Only what may have moved is proved: the changes are those of proving everything on both sides."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.changes import Cause, changes
from analysis.findings import Finding
from analysis.proof import prove_rows
from analysis.rules import Rule
from analysis.states import State, missing, moved, on_day, state
from graph.model.roles import Role
from tests.scenarios.test_time_laws import RULES, days, often, tellings, world_of
from tests.support.world import World

_ABSENT = -1
dropped = st.sets(st.sampled_from(range(len(RULES))), max_size=2)


def sides(world: World, rules: list[Rule], day: date) -> State:
    return state(world.facts(), rules, day.toordinal())


def proved(world: World, side: State, rows: Any, day: date) -> list[Finding]:
    chosen = side.hits.where(rows[rows != _ABSENT])
    return prove_rows(side.facts, side.rules, chosen, world._evidence(), day)


def told_apart(before: list[Finding], after: list[Finding]) -> set[tuple[object, ...]]:
    return {(change.kind, change.finding.id, change.day) for change in changes(before, after)}


@often
@given(tellings, tellings, days, days, dropped)
def test_moved_rows_make_the_same_changes_as_all_rows(
    told: dict[str, Any], more: dict[str, Any], one: date, other: date, gone: set[int]
) -> None:
    first, second = sorted((one, other))
    old, new = world_of(told), world_of({key: told[key] + more[key] for key in told})
    kept = [rule for number, rule in enumerate(RULES) if number not in gone]
    before, after = sides(old, RULES, first), sides(new, kept, second)
    none = (np.zeros(len(before.hits), dtype=np.bool_), np.zeros(len(after.hits), dtype=np.bool_))
    rows = moved(before, after, none)
    few = told_apart(proved(old, before, rows.before, first), proved(new, after, rows.after, second))
    assert few == told_apart(old.findings(RULES, first), new.findings(kept, second))


@often
@given(tellings, days, days)
def test_between_two_days_of_one_knowledge_the_hits_are_shared(told: dict[str, Any], one: date, other: date) -> None:
    first, second = sorted((one, other))
    world = world_of(told)
    before = sides(world, RULES, first)
    after = on_day(before, second.toordinal())
    none = np.zeros(len(before.hits), dtype=np.bool_)
    rows = moved(before, after, (none, none))
    few = told_apart(proved(world, before, rows.before, first), proved(world, after, rows.after, second))
    assert few == told_apart(world.findings(RULES, first), world.findings(RULES, second))


def test_what_is_missing_is_the_first_step_that_the_other_side_lacks() -> None:
    told: dict[str, Any] = {"listings": [("甲公司", (date(2019, 1, 1), None))], "posts": []}
    post = ("李乙", Role.LEGAL_REPRESENTATIVE, (date(2018, 1, 1), None))
    day = date(2023, 1, 1)
    whole = {"listings": [*told["listings"], ("张甲", (date(2019, 1, 1), None))], "posts": [post]}
    before, after = sides(world_of(told), RULES, day), sides(world_of(whole), RULES, day)
    causes = {missing(after, row, before) for row in range(len(after.hits))}
    assert {Cause.ROLE, Cause.ROSTER} <= causes
    less = sides(world_of(whole), RULES[1:], day)
    lawless = [row for row in range(len(after.hits)) if after.rules[int(after.hits.rule[row])] is RULES[0]]
    assert lawless
    assert {missing(after, row, less) for row in lawless} == {Cause.LAW}
