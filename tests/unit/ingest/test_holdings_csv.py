"""Plain holdings: who holds what of whom, ids of two spaces, and shares in every spelling read together."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from graph.model.records import Batch, Holding, PartyKind, Share
from graph.model.time import Bound
from ingest.recognise import recognise
from tests.unit.ingest.tables import CITIZEN, CODE, csv_file, loaded, only_quarantined

HEADER = ("owner", "owner_kind", "owned", "capital", "votes", "since", "until")


def rows(folder: Path, *cells: tuple[str, ...]) -> Batch:
    return loaded(csv_file(folder / "x.csv", [HEADER, *(tuple(row) + ("",) * (7 - len(row)) for row in cells)]))[
        0
    ].everything()


def exactly(numerator: int, denominator: int) -> Share:
    part = Fraction(numerator, denominator)
    return Share(part, part)


def capitals(batch: Batch) -> list[Share | None]:
    return [holding.capital for holding in batch.holdings]


def test_the_file_is_recognised_by_its_header(tmp_path: Path) -> None:
    assert recognise(csv_file(tmp_path / "anything.csv", [HEADER, ("1", "person", "2", "", "", "", "")])) == "holdings"


def test_one_number_names_a_person_and_a_unit(tmp_path: Path) -> None:
    batch = rows(tmp_path, ("423", "person", "7", "30%"), ("423", "unit", "7", "20%"), ("423", "单位", "8", "10%"))
    owners = {(holding.holder, holding.unit) for holding in batch.holdings}
    kinds = {mention.id: mention.kind for mention in batch.mentions}
    assert len(batch.mentions) == 4 and len(owners) == 3
    assert sorted(kinds[holder] for holder in {holder for holder, _ in owners}) == [PartyKind.PERSON, PartyKind.UNIT]


def test_a_number_that_is_a_code_or_a_citizen_number_is_one(tmp_path: Path) -> None:
    batch = rows(tmp_path, (CITIZEN, "person", CODE, "1/3"), ("甲某", "person", "云岭公司", "1/3"))
    by_name = {mention.name: mention for mention in batch.mentions}
    assert by_name[CODE].identifiers[0].full
    person = next(m for m in batch.mentions if m.kind is PartyKind.PERSON and m.identifiers)
    assert person.name == "9901021978****3623" and CITIZEN not in repr([m.name for m in batch.mentions])
    assert not by_name["甲某"].identifiers


@pytest.mark.parametrize(
    ("texts", "shares"),
    [
        (("0.25", "0.5"), [exactly(1, 4), exactly(1, 2)]),
        (("1",), [exactly(1, 1)]),
        (("0.5", "99.5"), [exactly(1, 200), exactly(199, 200)]),
        (("2.852538092338957e-06", "0.5"), [exactly(2852538092338957, 10**21), exactly(1, 2)]),
        (("0.00034347", "0"), [exactly(34347, 10**8), exactly(0, 1)]),
        (("25%-50%", "<5%"), [Share(Fraction(1, 4), Fraction(1, 2)), Share(Fraction(0), Fraction(1, 20))]),
        (("0.25-0.5",), [Share(Fraction(1, 4), Fraction(1, 2))]),
        (("25-50",), [Share(Fraction(1, 4), Fraction(1, 2))]),
        (("750000", "250000"), [exactly(3, 4), exactly(1, 4)]),
        (("300万元", "1,000,000元"), [exactly(3, 4), exactly(1, 4)]),
        (("300万元", "100万美元"), [None, None]),
        (("300万元", ""), [None, None]),
        (("", "不详%"), [None]),
    ],
)
def test_a_units_column_is_read_together(tmp_path: Path, texts: tuple[str, ...], shares: list[Share | None]) -> None:
    cells = [(f"o{at}", "person", "u", f'"{text}"' if "," in text else text) for at, text in enumerate(texts)]
    assert capitals(rows(tmp_path, *cells)) == shares


def test_units_do_not_read_each_others_numbers(tmp_path: Path) -> None:
    batch = rows(tmp_path, ("a", "person", "u", "0.5"), ("a", "person", "v", "50"), ("a", "person", "w", "5000"))
    assert capitals(batch) == [exactly(1, 2), exactly(1, 2), exactly(1, 1)]


def test_an_amount_counts_among_those_that_stand_with_it(tmp_path: Path) -> None:
    batch = rows(
        tmp_path,
        ("a", "person", "u", "500", "", "2019-01-01", "2020-01-01"),
        ("a", "person", "u", "300", "", "2020-01-01", ""),
        ("b", "person", "u", "100", "", "2020-01-01", ""),
    )
    assert capitals(batch) == [exactly(1, 1), exactly(3, 4), exactly(1, 4)]
    first: Holding = batch.holdings[0]
    assert first.subscribed == "500"
    assert (first.interval.since, first.interval.until) == (Bound.on(date(2019, 1, 1)), Bound.on(date(2020, 1, 1)))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("a", "who", "u", "5%"), "owner_kind"),
        (("", "person", "u", "5%"), "owner"),
        (("a", "person", "u", "150%"), "不是有效的比例"),
        (("a", "person", "u", "half"), "不是有效的比例"),
        (("a", "person", "u", "1/3000000000000000000000"), "不是有效的比例"),
        (("a", "person", "u", "0.3333333333333333333333333333"), "位数过多"),
    ],
)
def test_what_cannot_be_read_is_set_aside(tmp_path: Path, row: tuple[str, ...], reason: str) -> None:
    path = csv_file(tmp_path / "x.csv", [HEADER, row + ("",) * (7 - len(row))])
    assert reason in only_quarantined(loaded(path)[0]).reason
