"""The invented city: truth and reference agree, the files are the same every time, the numbers are nobody's."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_2, mod_11_10

from benchmarks.city import City, CityError, build_city, truth_rows, write_city
from benchmarks.city.__main__ import main
from benchmarks.city.rows import keys
from benchmarks.city.truth_file import read_truth
from benchmarks.city.world import Person
from tests.support.reference import reference_rows


@pytest.fixture(scope="module")
def city() -> City:
    return build_city(1, 260)


@pytest.mark.parametrize("seed", [2, 3, 5])
def test_a_slow_reading_of_the_files_finds_the_truth(seed: int) -> None:
    city = build_city(seed, 220 + 20 * seed)
    expected = {row.doubted_key() for row in truth_rows(city)}
    assert {row.doubted_key() for row in reference_rows(city)} == expected
    doubts = {doubt for row in truth_rows(city) for doubt in row.doubts}
    assert doubts == {"seat_unknown", "unit_kind_unspecified", "owner_unknown"}


@pytest.mark.parametrize("day", [date(2017, 6, 1), date(2021, 5, 6), date(2026, 3, 1), date(2027, 1, 1)])
def test_they_agree_on_other_days_and_on_all_bounds(city: City, day: date) -> None:
    expected = {row.dated_key() for row in truth_rows(city, day)}
    assert {row.dated_key() for row in reference_rows(city, day)} == expected
    assert expected


def test_one_snapshot_is_enough() -> None:
    city = build_city(4, 250, snapshots=1)
    assert keys(reference_rows(city)) == keys(truth_rows(city))
    assert all(row.holds == "yes" for row in truth_rows(city))


def test_unknown_and_possible_rows_are_there(city: City) -> None:
    rows = truth_rows(city)
    assert {row.holds for row in rows} == {"yes", "unknown"}
    assert {row.certainty for row in rows} == {"certain", "probable", "possible"}
    assert {row.direction for row in rows} == {"extends", "flags", "queries", "office", "second_hop"}


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert main(["--seed", "9", "--units", "260", "--out", str(tmp_path / name)]) == 0
    first = {path.name: path.read_bytes() for path in sorted((tmp_path / "one").iterdir())}
    assert first == {path.name: path.read_bytes() for path in sorted((tmp_path / "two").iterdir())}
    assert {"manifest.yml", "register.xlsx", "roster.json", "roster.csv", "supplement.xlsx", "truth.json"} <= set(first)


def test_the_truth_file_gives_the_rows_back(city: City, tmp_path: Path) -> None:
    write_city(city, tmp_path)
    assert {row.doubted_key() for row in read_truth(tmp_path / "truth.json")} == {
        row.doubted_key() for row in truth_rows(city)
    }
    content = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert content["count"] == len(truth_rows(city))
    assert content["planted"] == city.planted


def test_the_truth_file_says_which_rows_name_one_party(city: City, tmp_path: Path) -> None:
    write_city(city, tmp_path)
    content = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    entries = json.loads((tmp_path / "roster.json").read_text(encoding="utf-8"))
    place = content["sheets"].index(["roster.json", None])
    names = {
        row: name
        for name, _, sheets in content["same_party"]
        for sheet, *rows in sheets
        if sheet == place
        for row in rows
    }
    former = {unit.former for unit in city.world.units}
    told = [
        (names[row], entry["iname"]) for row, entry in enumerate(entries, 1) if not entry["qysler"] and row in names
    ]
    assert told
    assert all(_plain(name) == _plain(printed) or printed in former for name, printed in told)


def _plain(name: str) -> str:
    return name.replace("（", "(").replace("）", ")")


def test_numbers_are_well_formed_and_nobody_has_them(city: City) -> None:
    for unit in city.world.units:
        assert uscc.is_valid(unit.number)
        assert mod_11_10.is_valid(unit.register_number)
        assert unit.number[2:5] == "990"
        assert unit.number[8:10] == "XX"
    for person in city.world.persons:
        assert mod_11_2.is_valid(person.number)
        assert person.number.startswith("9901")
    everybody = [person.number for person in city.world.persons] + [unit.number for unit in city.world.units]
    assert len(set(everybody)) == len(everybody)


def test_no_minor_is_listed(city: City) -> None:
    listed = [entry.party for entry in city.world.entries if isinstance(entry.party.party, Person)]
    assert min(naming.age for naming in listed) >= 18


def test_every_unit_has_one_head_in_each_snapshot(city: City) -> None:
    for hidden in ("old", "new"):
        heads = [head.unit.serial for head in city.world.heads if head.seen != hidden]
        assert sorted(heads) == list(range(len(city.world.units)))


def test_a_city_too_small_for_its_cases_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--units", "20", "--out", str(tmp_path / "city")]) == 2
    assert "at least" in capsys.readouterr().err
    assert not (tmp_path / "city").exists()


def test_a_day_before_the_planted_entries_is_refused() -> None:
    with pytest.raises(CityError, match="or later"):
        build_city(1, 300, date(2019, 1, 1))
