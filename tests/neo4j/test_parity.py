"""The sample and generated cities: every answer is the same from both stores, byte for byte, and asks little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from analysis.findings import Finding
from graph.model.facts import KIND_CODE, PARTY_CODE, ROLE_CODE
from graph.model.records import PartyKind
from graph.neo4j.derived import delete_derived
from graph.neo4j.layout import FACT_TYPES
from graph.store import Scope
from guanlian.derived import derive, derived_rows
from guanlian.request import Request
from measures.vocabulary import Direction
from tests.neo4j.cities import (
    DAY,
    FEW,
    REQUEST,
    Pair,
    build,
    pair_of,
    same_checks,
    same_lists,
    same_scopes,
    same_surroundings,
    text,
)
from tests.neo4j.facts import Relations
from tests.support import neo4j_server
from tests.support.suites import requires

pytestmark = [pytest.mark.neo4j, requires("neo4j")]

three_cities = pytest.mark.parametrize("pair", [1, 2, 3], indirect=True, scope="module")
one_city = pytest.mark.parametrize("pair", [1], indirect=True, scope="module")

SMALL = 250  # units: enough for every planted case
TODAY = DAY.toordinal()


@pytest.fixture(scope="module")
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """A small city in both stores; tests only read its facts."""
    folder = tmp_path_factory.mktemp("city")
    with pair_of(build(folder, request.param, SMALL), neo4j_server.Pool(1).url("city"), folder) as found:
        yield found


@pytest.fixture(scope="module")
def relations(pair: Pair) -> Relations:
    """The city's relations as plain rows."""
    return Relations(Path(pair.here.url.removeprefix("sqlite:///")), pair.here.known_run())


@three_cities
def test_small_cities(pair: Pair) -> None:
    assert same_lists(pair, Request("test", DAY, documents=FEW)) > 100
    subjects = pair.subjects()
    same_checks(pair, subjects)
    same_surroundings(pair, subjects[::200])
    same_scopes(pair, [subject.key for subject in subjects[::40]], at_once=1)
    same_scopes(pair, [subject.key for subject in subjects], at_once=60)


@one_city
def test_all_documents(pair: Pair) -> None:
    here, there = pair.services
    assert text(there.exposures(REQUEST)) == text(here.exposures(REQUEST))


@one_city
def test_a_whole_check_asks_little(pair: Pair) -> None:
    _, service = pair.services
    known = pair.there.known_run()
    asked = Counter[int]()
    for subject in pair.subjects()[::90]:
        before = pair.there.tally.statements, pair.there.tally.rows
        answer = service.check(REQUEST, subject.id)
        statements, rows = (
            now - then for now, then in zip((pair.there.tally.statements, pair.there.tally.rows), before, strict=True)
        )
        asked[statements] += 1
        edges = len(answer.data) + len(subject.mentions) * 3 + _edges_of_scope(pair, subject.key, known)
        assert rows <= edges, (subject.id, rows, edges)
    assert set(asked) == {3, 4}  # the fourth reads what people put on record about findings


def _edges_of_scope(pair: Pair, key: int, known: int) -> int:
    """How many relations stand at the subjects within reach of one."""
    facts = pair.here.facts(Scope.of(key), known)
    parties = {key, *facts.roles.holder.tolist(), *facts.roles.unit.tolist(), *facts.links.listed.tolist()}
    parties |= set(facts.links.other.tolist())
    types = "|".join(FACT_TYPES)
    found = pair.there.driver.execute_query(
        f"MATCH (s:Subject)-[r:{types}]-() WHERE s.key IN $keys RETURN count(DISTINCT r)", keys=sorted(parties)
    )
    return int(found.records[0][0])


# -- what analysts ask in Cypher, against the engine and against plain rows --------------------------------------------


@one_city
def test_the_graph_says_who_is_caught_flagged_and_in_control(pair: Pair) -> None:
    service, on_graph = pair.services
    few = Request("test", DAY, documents=FEW)
    findings = service.exposures(few, include_self=True).findings
    first = derive(pair.there, on_graph, few)
    again = derive(pair.there, on_graph, few)
    assert first.added == again.kept and (again.added, again.removed) == (0, 0)

    by_clause = {row.stop for row in derived_rows(findings) if row.kind == "CAUGHT_BY"}
    for clause in sorted(by_clause)[::7]:
        rows = pair.there.ask(lambda reader, clause=clause: reader.rows("caught_by_measure", measure=clause))  # type: ignore[misc]
        assert sorted(row[:5] for row in rows) == sorted(_expected(findings, clause))
    flagged = pair.there.ask(lambda reader: reader.rows("flagged_units"))
    assert [(row[0], row[2], tuple(row[3])) for row in flagged] == _flagged(findings)
    drawn = pair.there.driver.execute_query(
        "MATCH (a:Subject)-[r:CONTROLS]->(b:Unit) RETURN a.key, b.key, r.finding ORDER BY r.finding"
    )
    assert [tuple(record) for record in drawn.records] == _controllers(pair)
    assert delete_derived(pair.there) == first.added
    assert pair.there.problems() == []


def _clause(finding: Finding) -> str:
    return f"{finding.document}#{finding.number}"


def _kind(finding: Finding) -> str:
    return "CAUGHT_BY" if finding.direction in (Direction.SELF, Direction.EXTENDS) else "FLAGGED_BY"


def _expected(findings: tuple[Finding, ...], clause: str) -> Iterator[tuple[str, str, str, str, str]]:
    for finding in findings:
        barred = finding.direction is Direction.OFFICE and finding.unit is not None
        if _clause(finding) == clause and not barred:
            yield _kind(finding), finding.subject.id, finding.subject.name, finding.id, clause


def _flagged(findings: tuple[Finding, ...]) -> list[tuple[str, int, tuple[str, ...]]]:
    """Flagged units with how many findings and which clauses, those with most findings first."""
    by_unit: dict[str, list[Finding]] = {}
    for finding in findings:
        barred = finding.direction is Direction.OFFICE and finding.unit is not None
        if _kind(finding) == "FLAGGED_BY" and not barred and finding.subject.kind == "unit":
            by_unit.setdefault(finding.subject.id, []).append(finding)
    rows = [(id_, len({f.id for f in some}), tuple(sorted({*map(_clause, some)}))) for id_, some in by_unit.items()]
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def _controllers(pair: Pair) -> list[tuple[int, int, str]]:
    """Whom a source names as actual controller of what, today or perhaps today, by the id of the fact."""
    stated = pair.here.ownership(None, pair.here.known_run()).controllers
    may = (stated.days[:, 0] <= TODAY) & (stated.days[:, 3] > TODAY)
    edges = pair.here.role_edges(stated.key[may].tolist(), pair.here.known_run())
    found = [
        (int(holder), int(unit), edges[int(key)].id)
        for key, holder, unit in zip(stated.key[may], stated.holder[may], stated.unit[may], strict=True)
    ]
    assert found
    return sorted(found, key=lambda row: row[2])


@one_city
def test_paths_and_pictures_are_those_of_the_rows(pair: Pair, relations: Relations) -> None:
    known = pair.there.known_run()
    chains = [(one.start, other.stop) for one in relations.holdings for other in relations.holdings
              if one.stop == other.start and one.start != other.stop]  # fmt: skip
    for holder, unit in chains[:: max(1, len(chains) // 15)]:
        rows = pair.there.ask(lambda reader, ends=(holder, unit): reader.rows(  # type: ignore[misc]
            "ownership_paths", known_run=known, day=TODAY, holder=ends[0], unit=ends[1], cap=1_000))  # fmt: skip
        assert [list(path) for path in dict.fromkeys(tuple(row[0]) for row in rows)] == relations.paths(
            holder, unit, TODAY
        )
    busiest = sorted(relations.around, key=lambda key: (-len(relations.around[key]), key))
    for key, cap in ((busiest[0], 5), (busiest[0], 1_000), (busiest[40], 20)):
        rows = pair.there.ask(lambda reader, asked=(key, cap): reader.rows(  # type: ignore[misc]
            "ego_graph", known_run=known, subject=asked[0], cap=asked[1]))  # fmt: skip
        assert [tuple(row) for row in rows] == relations.ego(key, cap)


@one_city
def test_officers_and_distances_are_those_of_the_rows(pair: Pair, relations: Relations) -> None:
    known = pair.there.known_run()
    at: dict[int, set[int]] = {}
    for role in relations.roles:
        at.setdefault(role.start, set()).add(role.stop)
    pairs = sorted({tuple(sorted(units)[:2]) for units in at.values() if len(units) > 1})
    asked = pairs[:: max(1, len(pairs) // 12)]
    seen = 0
    for one, other in asked:
        rows = pair.there.ask(lambda reader, ends=(one, other): reader.rows(  # type: ignore[misc]
            "common_officers", known_run=known, day=TODAY, one=ends[0], other=ends[1]))  # fmt: skip
        assert [tuple(row) for row in rows] == relations.officers(one, other, TODAY)
        seen += len(rows)
    assert seen
    ends = sorted(chain.from_iterable(asked))
    for one, other in zip(ends, ends[3:], strict=False):
        rows = pair.there.ask(lambda reader, ends=(one, other): reader.rows(  # type: ignore[misc]
            "shortest_relation", known_run=known, one=ends[0], other=ends[1])) if one != other else []  # fmt: skip
        steps = relations.distance(one, other)
        near = steps is not None and 0 < steps <= 6
        assert [len(row[1]) for row in rows] == ([steps] if near else [])


@one_city
def test_listed_persons_in_state_posts_are_those_of_the_facts(pair: Pair) -> None:
    known = pair.there.known_run()
    rows = pair.there.ask(lambda reader: reader.rows("listed_in_state_posts", known_run=known, day=TODAY))
    facts = pair.here.facts(Scope.roster(), known)
    entries: dict[int, list[int]] = {}
    for at in _sure(facts.listings.days):
        entries.setdefault(int(facts.listings.subject[at]), []).append(int(facts.listings.key[at]))
    kinds: dict[int, set[int]] = {}
    for at in _sure(facts.classes.days):
        kinds.setdefault(int(facts.classes.unit[at]), set()).add(int(facts.classes.kind[at]))
    found = {
        (int(facts.roles.holder[at]), int(facts.roles.unit[at]), int(facts.roles.role[at]), entry, kind)
        for at in _sure(facts.roles.days)
        if facts.roles.holder_kind[at] == PARTY_CODE[PartyKind.PERSON]
        for entry in entries.get(int(facts.roles.holder[at]), ())
        for kind in kinds.get(int(facts.roles.unit[at]), ())
        if _KINDS[kind].value.startswith("soe_")
    }
    assert found
    ids = {subject.key: subject.id for subject in pair.subjects()}
    named = pair.here.listings(sorted({row[3] for row in found}), known)
    expected = {
        (ids[person], ids[unit], _ROLES[role].value, named[entry].id, _KINDS[kind].value)
        for person, unit, role, entry, kind in found
    }
    assert [tuple(row) for row in rows] == sorted(expected)


_ROLES = {code: role for role, code in ROLE_CODE.items()}
_KINDS = {code: kind for kind, code in KIND_CODE.items()}


def _sure(days: npt.NDArray[np.int32]) -> list[int]:
    """The places of rows that surely stand today."""
    return [int(at) for at in np.flatnonzero((days[:, 1] <= TODAY) & (days[:, 2] > TODAY))]
