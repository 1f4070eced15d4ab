"""Names and case numbers: what is unified, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.case_numbers import normal_case_number
from ingest.heads import PrintedHead, printed_heads
from ingest.names import looks_like_unit, name_is_masked, name_key


@pytest.mark.parametrize("dot", list("·•‧∙⋅・･．."))
def test_name_dots_are_one(dot: str) -> None:
    assert name_key(f"古丽{dot}阿依木") == "古丽·阿依木"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云岭（集团）有限公司", "云岭(集团)有限公司"),
        ("云岭〔集团〕有限公司", "云岭【集团】有限公司"),
        ("<em>云岭</em> 昌盛物流　有限公司", "云岭昌盛物流有限公司"),
        ("云岭ＡＢＣ有限公司", "云岭abc有限公司"),
        ("云岭商贸有限公司（已注销）", "云岭商贸有限公司"),
        ("⾼明", "高明"),
    ],
)
def test_forms_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("髙明", "高明"), ("云岭第一建筑", "云岭第二建筑"), ("颜明", "闫明")])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(st.text("云岭高髙某·•.．（）()〔【 　ＡaＺz0９*＊-", max_size=20))
def test_a_key_is_its_own_key(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)


def test_masked_names_are_seen() -> None:
    assert name_is_masked("孙＊") and name_is_masked("张某某") and not name_is_masked("孙权")


@pytest.mark.parametrize(
    "name", ["云岭宏达商贸有限公司", "甲中心（有限合伙）", "云岭区甲乙丙小吃店", "ABC Trading Co., Ltd."]
)
def test_unit_names(name: str) -> None:
    assert looks_like_unit(name)


@pytest.mark.parametrize("name", ["张三", "欧阳建行", "古丽·阿依木", "王会", "买买提·吐尔逊行"])
def test_person_names(name: str) -> None:
    assert not looks_like_unit(name)


@pytest.mark.parametrize(
    "text", ["（2017）桂1322执487号", "〔2017〕桂1322执487号", "(2017) 桂1322执 487号", "【2017】桂1322执487号"]
)
def test_case_numbers_meet(text: str) -> None:
    assert normal_case_number(text) == "(2017)桂1322执487号"


def test_cases_of_one_debt_stay_apart() -> None:
    assert normal_case_number("（2017）桂1322执恢487号") != normal_case_number("（2017）桂1322执487号")


def test_printed_heads() -> None:
    assert printed_heads("张三") == (PrintedHead("张三", False),)
    assert printed_heads("甲投资有限公司（委派代表：张三）、李四") == (
        PrintedHead("甲投资有限公司", True, "张三"),
        PrintedHead("李四", False),
    )
    assert printed_heads("甲（集团）有限公司（委派代表：张三）") == (PrintedHead("甲(集团)有限公司", True, "张三"),)
    assert printed_heads("-") == ()


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("甲投资有限公司【委派代表：张三】", [PrintedHead("甲投资有限公司", True, "张三")]),
        ("甲投资有限公司委派张三", [PrintedHead("甲投资有限公司", True, "张三")]),
        ("甲投资有限公司（委派张三为代表）", [PrintedHead("甲投资有限公司", True, "张三")]),
        ("甲投资有限公司（委派代表：张三、李四）",
         [PrintedHead("甲投资有限公司", True, "张三"), PrintedHead("甲投资有限公司", True, "李四")]),
        ("张三（委派代表）", [PrintedHead("张三", False, is_delegate=True)]),
        ("委派代表：张三", [PrintedHead("张三", False, is_delegate=True)]),
        ("甲投资有限公司（委派代表）", [PrintedHead("甲投资有限公司", True)]),
    ],
)  # fmt: skip
def test_a_delegate_is_never_made_up(text: str, heads: list[PrintedHead]) -> None:
    assert list(printed_heads(text)) == heads
