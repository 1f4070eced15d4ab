"""The hand-written clause table: its quotes stand in the official texts, and it knows who is reached."""

from __future__ import annotations

import pytest

from benchmarks.city.clauses import DOCUMENTS, HEGANG, JINAN, LUSHAN, Category, Clause, Document
from tests.support.repository import ROOT

_CLAUSES = [(document, clause) for document in DOCUMENTS for clause in document.clauses]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.slug)
def test_every_quote_stands_in_the_text(document: Document) -> None:
    text = "".join((ROOT / "measures" / "texts" / f"{document.slug}.txt").read_text(encoding="utf-8").split())
    for clause in document.clauses:
        assert clause.quote in text, clause.number
        assert clause.incumbents is None or clause.incumbents in text, clause.number


def test_a_part_stands_once() -> None:
    names = [(document.slug, clause.number, clause.part) for document, clause in _CLAUSES]
    assert len(set(names)) == len(names)
    assert all(clause.kinds for _, clause in _CLAUSES if clause.reach == "office")
    assert [(document.slug, clause.number) for document, clause in _CLAUSES if clause.at] == [("hegang-2018", "52")]


def test_courts() -> None:
    assert HEGANG.reaches("鹤岗市中级人民法院")
    assert HEGANG.reaches("绥滨县人民法院")
    assert not HEGANG.reaches("哈尔滨市中级人民法院")
    assert JINAN.reaches("哈尔滨市中级人民法院")


def test_kinds_sorts_and_owners() -> None:
    broker, some = Category("financial_institution", "证券公司"), Category("financial_institution", "金融机构")
    bank_seats = _office(LUSHAN, "3.3")
    assert bank_seats.refusal(broker) == "sort not named"
    assert bank_seats.refusal(some) is None
    assert bank_seats.doubts(some, "unknown") == ("unit_kind_unspecified",)
    funded = _office(HEGANG, "11")
    owners = {"市国有局": None, "": None, "省国资委": "owner not named", "示范市国有资产管理局": None}
    found = {owner: Category("soe_state_controlled", "国有资本控股公司", owner) for owner in owners}
    assert {owner: funded.refusal(category) for owner, category in found.items()} == owners
    doubted = [owner for owner, category in found.items() if funded.doubts(category, "yes")]
    assert doubted == ["", "省国资委", "示范市国有资产管理局"]
    assert funded.refusal(Category("institution")) == "kind not named"


def _office(document: Document, number: str) -> Clause:
    return next(clause for clause in document.clauses if clause.number == number)
