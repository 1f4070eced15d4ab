"""The numbers a text prints, found without looking at its catalogue file."""

from __future__ import annotations

import pytest

from measures.checks.outline import Printed, chinese_number, printed_numbers
from measures.loader import TEXTS_FOLDER


def _numbers(text: str, at: str = "措施") -> list[str]:
    squeezed = "".join(text.split())
    return [number.number for number in printed_numbers(text, squeezed.index(at))]


@pytest.mark.parametrize(("numeral", "value"), [("一", 1), ("十", 10), ("十一", 11), ("二十", 20), ("三十二", 32)])
def test_chinese_numerals(numeral: str, value: int) -> None:
    assert chinese_number(numeral) == value


def test_measures_are_counted_without_their_section() -> None:
    text = "一、总则\n（一）目的\n（二）原则\n二、惩戒\n（一）甲\n1．措施\n2．乙\n（二）丙\n1．丁\n（三）戊\n三、附则\n"
    assert _numbers(text) == ["一.1", "一.2", "1.1", "1.2", "2.1", "3", "三"]


def test_numbers_that_run_on_leave_the_agencies_out() -> None:
    text = "一、对象\n二、惩戒\n（一）甲局\n1、措施\n2、乙\n（二）丙局\n3、丁\n"
    assert _numbers(text) == ["一", "1", "2", "3"]


def test_a_displaced_page_belongs_to_the_measures() -> None:
    text = "一、惩戒\n（一）甲局\n1、措施\n2、乙\n（二）丙局\n5、丁\n二、其他\n3、戊\n（三）庚局\n4、己\n"
    assert sorted(_numbers(text)) == ["1", "2", "3", "4", "5", "二"]


def test_misprints_get_the_number_they_must_have() -> None:
    text = "一、惩戒\n1. 措施\n(1)甲\n(2)乙\n(2)丙\nl2．丁\n"
    found = {number.number: number for number in printed_numbers(text, 4)}
    assert found["1.3"] == Printed("1.3", printed="(2)")
    assert found["12"].printed == "l2"


def test_a_gap_is_expected_all_the_same() -> None:
    text = "一、惩戒\n1．措施\n2．乙\n4．丙\n"
    assert Printed("3", missing=True) in printed_numbers(text, 4)


def test_nothing_after_the_appendix_counts() -> None:
    assert _numbers("一、惩戒\n1．措施\n附录\n2．法律\n") == ["1"]


# Counted by hand on the paper: how many numbers stand in the section of the measures.
@pytest.mark.parametrize(
    ("text", "words", "measures"),
    [
        ("central-2016", "限制失信被执行人设立融资性担保公司", 37),
        ("jinan-gaoxin-2020", "限制失信被执行人发行公司债券", 32),
        ("hegang-2018", "失信被执行人申请发行企业债券的", 53),
        ("lushan-2022", "限制失信被执行人设立融资性担保公司", 34),
        ("laiwu-2020", "依法限制股权激励", 36),
    ],
)
def test_the_five_texts(text: str, words: str, measures: int) -> None:
    content = (TEXTS_FOLDER / f"{text}.txt").read_text(encoding="utf-8")
    found = printed_numbers(content, "".join(content.split()).index(words))
    assert sum(number.number[0].isdigit() for number in found) == measures
