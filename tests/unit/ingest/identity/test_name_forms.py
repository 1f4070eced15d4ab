"""Names: exact forms agree, written variants make candidates only, units are never matched by likeness."""

from __future__ import annotations

import opencc
import pytest

from ingest.identity.name_table import outside_table
from ingest.identity.person_names import NameFit, candidate_key, compare_names
from ingest.identity.unit_names import UnitNameFit, compare_unit_names, unit_name


@pytest.mark.parametrize(
    ("left", "right", "fit"),
    [
        ("王小明", "王 小明", NameFit.SAME),
        ("艾力·买买提", "艾力•买买提", NameFit.SAME),
        ("艾力·买买提", "艾力买买提", NameFit.VARIANT),
        ("張偉", "张伟", NameFit.VARIANT),
        ("阎锐", "闫锐", NameFit.VARIANT),
        ("颜锐", "闫锐", NameFit.OTHER),
        ("孙*", "孙乐成", NameFit.MASKED),
        ("孙某某", "李乐成", NameFit.OTHER),
        ("王小明", "王晓明", NameFit.OTHER),
    ],
)
def test_names_of_persons(left: str, right: str, fit: NameFit) -> None:
    assert compare_names([left], [right]) is fit
    assert compare_names([right], [left]) is fit


def test_a_former_name_agrees() -> None:
    assert compare_names(["王小明", "王二"], ["王二"]) is NameFit.FORMER


def test_variants_share_a_candidate_key() -> None:
    assert candidate_key("張偉") == candidate_key("张伟")
    assert candidate_key("颜锐") != candidate_key("闫锐")


def test_the_committed_folding_is_that_of_opencc() -> None:
    simplify = opencc.OpenCC("t2s").convert
    for sign in "張偉範於後葉劉陳龍鄭":
        assert candidate_key(sign) == candidate_key(simplify(sign))


@pytest.mark.parametrize(
    ("left", "right", "fit"),
    [
        ("示范市宏达商贸有限公司", "示范市宏达商贸有限公司", UnitNameFit.SAME),
        ("甲投资合伙企业（有限合伙）", "甲投资合伙企业(有限合伙)", UnitNameFit.SAME),
        ("示范市宏达商贸有限公司", "示范市宏达商贸有限责任公司", UnitNameFit.OTHER_FORM),
        ("示范市宏达商贸有限公司", "临江市宏达商贸有限公司", UnitNameFit.OTHER_PLACE),
        ("示范市宏达商贸有限公司", "示范市宏达商贸有限公司云岭分公司", UnitNameFit.BRANCH),
        ("示范市第一建筑有限公司", "示范市第二建筑有限公司", UnitNameFit.OTHER),
    ],
)
def test_names_of_units(left: str, right: str, fit: UnitNameFit) -> None:
    assert compare_unit_names([left], [right]) is fit
    assert compare_unit_names([right], [left]) is fit


def test_parts_of_a_unit_name() -> None:
    parts = unit_name("示范市宏达商贸有限公司云岭分公司")
    assert (parts.place, parts.core, parts.form) == ("示范市", "宏达商贸", "有限公司")
    assert (parts.parent, parts.branch) == ("示范市宏达商贸有限公司", "云岭分公司")


def test_the_table_knows_common_names_from_rare_ones() -> None:
    table = outside_table()
    assert table.namesakes("张伟") == pytest.approx(1475, rel=0.01)  # the published count, scaled to seven million
    assert 30 <= table.random_frequency() * 7e6 <= 50  # the published figure is about forty
    assert table.namesakes("阎喆") < 10 < table.namesakes("王军")
    assert table.frequency("一个不认识的外国名字") > 0
