"""Every reaching part has planted hits and near misses, and a truth that is off by one word is caught."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from benchmarks.city import City, CityError, build_city
from benchmarks.city.clauses import DOCUMENTS, Clause, Document
from benchmarks.city.planting import check
from benchmarks.city.truth import Truth


@pytest.fixture(scope="module")
def city() -> City:
    return build_city(6, 250)


def test_every_part_has_hits_and_near_misses(city: City) -> None:
    assert len(city.planted) == sum(len(document.clauses) for document in DOCUMENTS)
    for label, tally in city.planted.items():
        assert tally["hit: certain"], label
        assert tally["hit: probable"] and tally["hit: possible"], label
        assert sum(count for word, count in tally.items() if word.startswith("miss")) >= 8, label


def test_a_part_without_near_misses_is_refused(city: City) -> None:
    kept = [plant for plant in city.plants if plant.reason != "withdrawn"]
    with pytest.raises(CityError, match="nothing planted for miss: withdrawn"):
        check(kept, city.truth, city.today)


def test_a_missing_hit_is_noticed(city: City) -> None:
    with pytest.raises(CityError, match="missing"):
        check(city.plants, Truth(city.world, ()), city.today)


# The planted cases know the clause table as it is printed; a truth from a changed one must disagree.
def _without(*gone: str) -> Callable[[Clause], Clause]:
    return lambda clause: replace(clause, roles=tuple(role for role in clause.roles if role not in gone))


def _with(role: str) -> Callable[[Clause], Clause]:
    return lambda clause: replace(clause, roles=(*clause.roles, role))


def _changed_by(**fields: object) -> Callable[[Clause], Clause]:
    return lambda clause: replace(clause, **fields)  # type: ignore[arg-type]


_CHANGES = [
    pytest.param("central-2016", "9", _without("principal"), id="role lost"),
    pytest.param("central-2016", "2.2", _with("principal"), id="role added"),
    pytest.param("central-2016", "7.1", _with("director"), id="directors extended to"),
    pytest.param("central-2016", "3.3", _with("legal_representative"), id="post added"),
    pytest.param("central-2016", "3.1", _without("senior_manager"), id="post lost"),
    pytest.param("hegang-2018", "1", _changed_by(appointed_only=False), id="every seat"),
    pytest.param("hegang-2018", "11", _changed_by(owners=()), id="every owner"),
    pytest.param("hegang-2018", "14", _without("party_committee_member"), id="party post lost"),
    pytest.param("hegang-2018", "31", _with("senior_manager"), id="senior managers for 经理"),
    pytest.param("hegang-2018", "51", _changed_by(sorts=()), id="every financial institution"),
    pytest.param("hegang-2018", "52", _with("director"), id="a director hops on"),
    pytest.param("hegang-2018", "52", _changed_by(at=("principal", "director")), id="to where they are director"),
    pytest.param("jinan-gaoxin-2020", "7", _with("director"), id="directors for grantees"),
    pytest.param("jinan-gaoxin-2020", "13", _changed_by(appointed_only=True), id="only sent ones"),
    pytest.param("jinan-gaoxin-2020", "27", _changed_by(kinds=("food_drug_hazardous_industry_unit",)), id="one trade"),
    pytest.param("laiwu-2020", "28", _with("principal"), id="principals for 企业负责人"),
    pytest.param("laiwu-2020", "29", _with("actual_controller"), id="controllers added"),
    pytest.param("lushan-2022", "3.3", _changed_by(sorts=("银行业金融机构", "证券公司")), id="brokers added"),
]


@pytest.mark.parametrize(("slug", "number", "change"), _CHANGES)
def test_a_changed_clause_is_noticed(city: City, slug: str, number: str, change: Callable[[Clause], Clause]) -> None:
    (printed,) = (document for document in DOCUMENTS if document.slug == slug)
    changed = [change(clause) if clause.number == number else clause for clause in printed.clauses]
    _assert_noticed(city, printed, replace(printed, clauses=tuple(changed)))


@pytest.mark.parametrize("slug", ["hegang-2018", "laiwu-2020"])
def test_entries_of_other_courts_are_noticed(city: City, slug: str) -> None:
    (printed,) = (document for document in DOCUMENTS if document.slug == slug)
    _assert_noticed(city, printed, replace(printed, courts=()))


def _assert_noticed(city: City, printed: Document, changed: Document) -> None:
    truth = Truth(city.world, (changed,))
    # Hits stay tied to the clauses as printed, so that plants are compared with those.
    places = {id(clause): place for place, clause in enumerate(changed.clauses)}
    truth.hits = [replace(hit, clause=printed.clauses[places[id(hit.clause)]]) for hit in truth.hits]
    with pytest.raises(CityError, match=printed.slug):
        check(city.plants, truth, city.today, (printed,))
