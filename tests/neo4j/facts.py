"""The relations of an embedded store as plain rows, and slow, obvious answers over them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graph.model.roles import Role
from graph.neo4j.layout import IDENTITY_TYPE, ROLE_TYPE
from queries import query


@dataclass(frozen=True)
class Relation:
    """One relation that counts at a run: subject keys, key and type, and the days on which it surely stands."""

    start: int
    stop: int
    key: int
    type: str
    since: int
    until: int

    def stands(self, day: int) -> bool:
        """Whether it surely stands on a day."""
        return self.since <= day < self.until


class Relations:
    """All relations between subjects that count at the newest run."""

    def __init__(self, database: Path, known: int) -> None:
        with closing(sqlite3.connect(database)) as rows:
            self.ids: dict[int, str] = {
                row[0]: row[1] for row in rows.execute(query("export_subjects").text, {"since": -1})
            }
            self.roles = list(_relations(rows, "export_roles", known, {role.value: ROLE_TYPE[role] for role in Role}))
            self.holdings = list(_relations(rows, "export_holdings", known, {None: "HOLDS_SHARES_IN"}))
            self.branches = list(_relations(rows, "export_branches", known, {None: "BRANCH_OF"}))
            self.identities = list(_relations(rows, "export_identities", known, IDENTITY_TYPE))

    @cached_property
    def around(self) -> dict[int, list[Relation]]:
        """What a picture shows around each subject, in the order of keys."""
        found: dict[int, list[Relation]] = defaultdict(list)
        for one in sorted((*self.roles, *self.holdings, *self.branches), key=lambda one: (one.key, one.type)):
            for end in {one.start, one.stop}:
                found[end].append(one)
        return found

    def ego(self, subject: int, cap: int) -> list[tuple[str, str, str]]:
        """Two steps around a subject, at most ``cap`` relations at each party."""
        first = self.around[subject][:cap]
        others = [one.stop if one.start == subject else one.start for one in first]
        shown = {*first, *(other for party in others for other in self.around[party][:cap])}
        return sorted((self.ids[one.start], one.type, self.ids[one.stop]) for one in shown)

    def paths(self, holder: int, unit: int, day: int) -> list[list[str]]:
        """Every chain of at most six holdings, no party twice, shortest first."""
        down: dict[int, set[int]] = defaultdict(set)
        for one in self.holdings:
            if one.stands(day):
                down[one.start].add(one.stop)

        def grow(path: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
            if path[-1] == unit and len(path) > 1:
                yield path
            elif len(path) <= 6:
                for following in down[path[-1]] - set(path):
                    yield from grow((*path, following))

        return sorted(([self.ids[key] for key in path] for path in grow((holder,))), key=lambda path: (len(path), path))

    def distance(self, one: int, other: int) -> int | None:
        """The fewest steps between two subjects over everything that joins them."""
        joined = (*self.roles, *self.holdings, *self.branches, *_not_differing(self.identities))
        near: dict[int, set[int]] = defaultdict(set)
        for relation in joined:
            near[relation.start].add(relation.stop)
            near[relation.stop].add(relation.start)
        steps, waiting = {one: 0}, deque([one])
        while waiting:
            party = waiting.popleft()
            for following in near[party] - steps.keys():
                steps[following] = steps[party] + 1
                waiting.append(following)
        return steps.get(other)

    def officers(self, one: int, other: int, day: int) -> list[tuple[str, str, str]]:
        """Who surely holds a post at both units."""
        at = {unit: [r for r in self.roles if r.stop == unit and r.stands(day)] for unit in (one, other)}
        by_type = {type_: role.value for role, type_ in ROLE_TYPE.items()}
        return sorted(
            {
                (self.ids[a.start], by_type[a.type], by_type[b.type])
                for a in at[one]
                for b in at[other]
                if a.start == b.start
            }
        )


def _not_differing(identities: Iterable[Relation]) -> list[Relation]:
    return [one for one in identities if one.type in ("MAY_BE", "SAME_AS")]


def _relations(rows: sqlite3.Connection, name: str, known: int, types: dict[str | None, str]) -> Iterator[Relation]:
    header = query(name)
    for row in rows.execute(header.text, {"since": -1}):
        said = dict(zip(header.returns, row, strict=True))
        if said["from_run"] <= known and (said["to_run"] is None or said["to_run"] > known):
            type_ = types[said.get("role", said.get("tier"))]
            yield Relation(said["start"], said["stop"], said["key"], type_, said["since_hi"], said["until_lo"])
