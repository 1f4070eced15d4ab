"""Every reaching part has planted hits and near misses, and a truth that is off by one word is caught."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.city import City, CityError, build_city
from benchmarks.city.clauses import CENTRAL, Clause
from benchmarks.city.planting import check
from benchmarks.city.truth import Truth


@pytest.fixture(scope="module")
def city() -> City:
    return build_city(6, 200)


def test_every_part_has_hits_and_near_misses(city: City) -> None:
    assert len(city.planted) == len(CENTRAL.clauses)
    for label, tally in city.planted.items():
        assert tally["hit: certain"], label
        assert tally["hit: possible"], label
        assert sum(count for word, count in tally.items() if word.startswith("miss")) >= 8, label


def test_a_part_without_near_misses_is_refused(city: City) -> None:
    kept = [plant for plant in city.plants if plant.reason != "withdrawn"]
    with pytest.raises(CityError, match="nothing planted for miss: withdrawn"):
        check(kept, city.truth, city.today)


def test_a_missing_hit_is_noticed(city: City) -> None:
    with pytest.raises(CityError, match="missing"):
        check(city.plants, Truth(city.world, ()), city.today)


# The planted cases know the clause table as it is printed; a truth from a changed one must disagree.
_CHANGES = [
    pytest.param("9", lambda clause: tuple(role for role in clause.roles if role != "principal"), id="role lost"),
    pytest.param("2.2", lambda clause: (*clause.roles, "principal"), id="role added"),
    pytest.param("7.1", lambda clause: (*clause.roles, "director"), id="directors extended to"),
    pytest.param("3.3", lambda clause: (*clause.roles, "legal_representative"), id="post added"),
    pytest.param("3.1", lambda clause: ("director", "supervisor"), id="post lost"),
]


@pytest.mark.parametrize(("number", "change"), _CHANGES)
def test_a_changed_role_set_is_noticed(city: City, number: str, change: object) -> None:
    assert callable(change)

    def changed(clause: Clause) -> Clause:
        return replace(clause, roles=change(clause)) if clause.number == number else clause

    clauses = tuple(changed(clause) for clause in CENTRAL.clauses)
    truth = Truth(city.world, (replace(CENTRAL, clauses=clauses),))
    # Hits stay tied to the clauses as printed, so that plants are compared with those.
    printed = dict(zip(clauses, CENTRAL.clauses, strict=True))
    truth.hits = [replace(hit, clause=printed[hit.clause]) for hit in truth.hits]
    with pytest.raises(CityError):
        check(city.plants, truth, city.today)
