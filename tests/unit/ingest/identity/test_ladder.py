"""The ladder, rung by rung, with the cases it must never get wrong."""

from __future__ import annotations

from typing import Any

import pytest

from graph.model.certainty import IdentityTier
from ingest.identity.evidence import Says, total_bits
from ingest.identity.ladder import Comparison, compare
from ingest.identity.patterns import with_check_digit
from ingest.identity.record import from_json

NUMBER = with_check_digit("99010119700523123*")
OTHER_NUMBER = with_check_digit("99010219810911208*")
TEN, ELEVEN = f"{NUMBER[:10]}****{NUMBER[14:]}", f"{NUMBER[:11]}****{NUMBER[14:]}"
OLD = NUMBER[:6] + NUMBER[8:17]
CODE = "91320811XX9774061J"
GOOD, SLIP = "91990811MA00001119", "91990811MA00007119"  # the second fails its check digit


def tier(left: dict[str, Any], right: dict[str, Any]) -> str:
    found = look(left, right)
    assert look(right, left).tier is found.tier
    return found.tier.value


def look(left: dict[str, Any], right: dict[str, Any]) -> Comparison:
    return compare(from_json(left, "left"), from_json(right, "right"))


def person(name: str = "王建国", **rest: Any) -> dict[str, Any]:
    return {"name": name, "kind": "person", **rest}


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        # certain: the same full number
        (person(identifier=NUMBER), person(identifier=NUMBER), "certain"),
        (person(identifier=NUMBER), person(identifier=OLD), "certain"),
        (person(identifier="H12345678"), person(identifier="H1234567801"), "certain"),
        # probable: region, year of birth and last four
        (person(identifier=NUMBER), person(identifier=TEN), "probable"),
        (person(identifier=TEN), person(identifier=ELEVEN), "probable"),
        (person(identifier=TEN.replace("*", "•")), person(identifier=ELEVEN.replace("*", "×")), "probable"),
        (person("张伟", identifier=NUMBER), person("张伟", identifier=TEN), "probable"),
        (person(identifier=NUMBER), person("王二", identifier=TEN, former_names=["王建国"]), "probable"),
        # probable: the same unit, nothing against it
        (person(unit="甲有限公司"), person(unit="甲有限公司", identifier=TEN), "probable"),
        # probable: a weaker mask and a second attribute
        (
            person(identifier=NUMBER, birth_year=1970),
            person(identifier=f"990101{'*' * 8}{NUMBER[14:]}", age=50, age_on="2020-09-01"),
            "probable",
        ),
        # possible: the name, or the name and something weak
        (person(), person(identifier=NUMBER), "possible"),
        (person(birth_year=1970, sex="男"), person(age=50, age_on="2020-09-01", sex="男性"), "possible"),
        (person(identifier=NUMBER), person(identifier=f"{'*' * 14}{NUMBER[14:]}"), "possible"),
        (person("張偉", identifier=NUMBER), person("张伟", identifier=TEN), "possible"),
        (person("孙*", identifier=TEN), person("孙乐成", identifier=TEN), "possible"),
        (person(identifier=NUMBER), person(identifier="E12345678"), "possible"),
        # conflict: number, sex, year of birth
        (person(identifier=NUMBER), person(identifier=OTHER_NUMBER), "conflict"),
        (person(identifier=NUMBER, unit="甲"), person(identifier=OTHER_NUMBER, unit="甲"), "conflict"),
        (person(identifier=NUMBER, sex="男"), person(identifier=NUMBER, sex="女"), "conflict"),
        (person(unit="甲", sex="男"), person(unit="甲", sex="女"), "conflict"),
        (person(birth_year=1975), person(age=50, age_on="2020-09-01"), "conflict"),
        (person(identifier=TEN), person(identifier=ELEVEN, birth_year=1985), "conflict"),
        # different: other names, whatever the mask
        (person("王建国", identifier=TEN), person("李建国", identifier=TEN), "different"),
        (person("王建国", unit="甲"), person("李建国", unit="甲"), "different"),
        (person(), {"name": "王建国", "kind": "unit"}, "different"),
    ],
)
def test_rungs(left: dict[str, Any], right: dict[str, Any], expected: str) -> None:
    assert tier(left, right) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ({"name": "甲有限公司", "identifier": CODE}, {"name": "乙有限公司", "identifier": "XX977406-1"}, "certain"),
        (
            {"name": "甲有限公司", "identifier": CODE},
            {"name": "甲有限公司", "identifier": "91320811XX9****061J"},
            "probable",
        ),
        ({"name": "甲有限公司"}, {"name": "甲 有限公司"}, "possible"),
        ({"name": "甲有限公司"}, {"name": "乙有限公司", "former_names": ["甲有限公司"]}, "possible"),
        ({"name": "甲有限公司", "identifier": CODE}, {"name": "甲有限公司", "identifier": "696707409"}, "conflict"),
        # a code whose check digit is wrong contradicts nothing; under another name it is another unit
        ({"name": "甲有限公司", "identifier": GOOD}, {"name": "甲有限公司", "identifier": SLIP}, "possible"),
        ({"name": "甲有限公司", "identifier": GOOD}, {"name": "甲有限公司", "identifier": "696707408"}, "possible"),
        ({"name": "甲有限公司", "identifier": GOOD}, {"name": "乙有限公司", "identifier": SLIP}, "different"),
        ({"name": "甲有限公司"}, {"name": "甲有限责任公司"}, "different"),
        ({"name": "甲有限公司"}, {"name": "甲有限公司云岭分公司"}, "different"),
    ],
)
def test_units(left: dict[str, Any], right: dict[str, Any], expected: str) -> None:
    assert tier(left, right) == expected


@pytest.mark.parametrize("year", [1969, 1970, 1971])
def test_an_age_allows_a_year_on_both_sides(year: int) -> None:
    assert tier(person(birth_year=year), person(age=50, age_on="2020-09-01")) == "possible"


def test_a_mask_that_fits_but_belongs_to_another_region_does_not_confirm() -> None:
    mask = f"{'*' * 6}1970****{NUMBER[14:]}"
    assert tier(person("阎喆", identifier=NUMBER), person("阎喆", identifier=mask, division="990101")) == "probable"
    assert tier(person("阎喆", identifier=NUMBER), person("阎喆", identifier=mask, division="450100")) == "possible"


def test_a_slip_of_the_pen_is_still_a_conflict_and_says_so() -> None:
    slip = TEN[:-2] + ("1" if TEN[-2] != "1" else "2") + TEN[-1]
    found = look(person(identifier=NUMBER), person(identifier=slip))
    assert found.tier is IdentityTier.CONFLICT
    assert found.probability is None
    assert any("笔误" in piece.note for piece in found.evidence)


def test_equal_numbers_with_other_names_need_a_sound_number() -> None:
    bad = NUMBER[:17] + ("1" if NUMBER[17] != "1" else "2")
    assert tier(person("王建国", identifier=NUMBER), person("李军", identifier=NUMBER)) == "certain"
    assert tier(person("王建国", identifier=bad), person("王建国", identifier=bad)) == "certain"
    assert tier(person("王建国", identifier=bad), person("李军", identifier=bad)) == "different"
    assert tier(person("王建国", identifier="E12345678"), person("李军", identifier="E12345678")) == "different"


def test_the_commoner_the_name_the_less_it_says() -> None:
    common = look(person("张伟", identifier=NUMBER), person("张伟", identifier=TEN))
    rare = look(person("阎喆", identifier=NUMBER), person("阎喆", identifier=TEN))
    assert common.namesakes is not None
    assert rare.namesakes is not None
    assert common.namesakes > 100 * rare.namesakes
    assert total_bits(common.evidence) < total_bits(rare.evidence)


@pytest.mark.parametrize("name", ["阎喆", "张伟"])
def test_a_mask_that_may_fit_another_of_the_name_confirms_nobody(name: str) -> None:
    left = person(name, identifier=NUMBER, sex="男", birth_year=1970)
    assert tier(left, person(name, identifier="9901011970********", sex="男")) == "possible"
    assert tier(left, person(name, identifier=f"{'*' * 14}{NUMBER[14:]}", birth_year=1970)) == "possible"
    assert tier(left, person(name, identifier=f"990101{'*' * 8}{NUMBER[14:]}", birth_year=1970)) == "probable"


def test_no_note_completes_a_hidden_digit() -> None:
    found = look(person(identifier=TEN), person(identifier=ELEVEN))
    assert not any(NUMBER[10:14] in piece.note for piece in found.evidence)


def test_only_features_that_both_sides_show_speak() -> None:
    found = look(person(sex="男", birth_year=1970), person())
    assert {piece.feature for piece in found.evidence if piece.says is Says.FOR} == {"name"}
