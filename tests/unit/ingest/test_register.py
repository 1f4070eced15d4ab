"""Register workbooks: five sheets, in xlsx, as CSV, and from a commercial interface."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.certainty import Certainty, Truth
from graph.model.records import Basis, Batch, EdgeType, PartyKind, RoleEdge, Share
from graph.model.roles import LegalForm, Role, UnitKind
from graph.model.time import Bound
from ingest.readers.register_changes import parse_officers
from tests.support.fake_store import TODAY, FakeStore, person
from tests.unit.ingest.tables import (
    BASE,
    CITIZEN,
    CODE,
    OFFICERS,
    csv_file,
    json_file,
    loaded,
    only_quarantined,
    workbook,
)

NAME = "云岭宏达商贸有限公司"
COMPANY = (NAME, CODE, "有限责任公司(自然人投资或控股)", "张甲", "存续", "2010-03-04")
CHANGES = ("企业名称", "统一社会信用代码", "变更项目", "变更日期", "变更前内容", "变更后内容")


def facts(folder: Path, **sheets: list[tuple[object, ...]]) -> Batch:
    return register(folder, **sheets).everything()


def register(folder: Path, **sheets: list[tuple[object, ...]]) -> FakeStore:
    return loaded(workbook(folder / "register.xlsx", dict(sheets)), as_of=TODAY)[0]


def held(batch: Batch) -> set[tuple[str, Role, Certainty]]:
    names = {mention.id: mention.name for mention in batch.mentions}
    return {(names[edge.holder], edge.role, edge.certainty) for edge in batch.roles}


def edge(batch: Batch, role: Role) -> RoleEdge:
    (found,) = [edge for edge in batch.roles if edge.role is role]
    return found


def test_a_company(tmp_path: Path) -> None:
    batch = facts(tmp_path, 基本信息=[BASE, COMPANY])
    (profile,), (kind,) = batch.profiles, batch.classes
    assert profile.form is LegalForm.COMPANY and profile.status == "存续"
    assert profile.interval.since == Bound.on(date(2010, 3, 4))
    assert (kind.kind, kind.printed) == (UnitKind.PRODUCTION_BUSINESS_UNIT, "有限责任公司")
    head = edge(batch, Role.LEGAL_REPRESENTATIVE)
    assert head.interval.since == Bound(None, TODAY) and head.interval.until is None
    assert (head.certainty, head.basis, head.title) == (Certainty.CERTAIN, Basis.PRINTED, "法定代表人")


@pytest.mark.parametrize(
    ("printed", "head", "expected"),
    [
        ("个体工商户", "李乙", {("李乙", Role.PRINCIPAL), ("李乙", Role.ACTUAL_CONTROLLER)}),
        ("个人独资企业", "李乙", {("李乙", Role.PRINCIPAL), ("李乙", Role.ACTUAL_CONTROLLER)}),
        ("有限责任公司分公司", "李乙", {("李乙", Role.PRINCIPAL)}),
        ("事业单位", "李乙", {("李乙", Role.LEGAL_REPRESENTATIVE)}),
        ("机关", "李乙", {("李乙", Role.PRINCIPAL)}),
        (
            "有限合伙企业", "甲投资有限公司（委派代表：李乙）",
            {("甲投资有限公司", Role.PRINCIPAL), ("甲投资有限公司", Role.ACTUAL_CONTROLLER), ("李乙", Role.PRINCIPAL)},
        ),
        ("有限合伙企业", "李乙（委派代表）", {("李乙", Role.PRINCIPAL)}),
        (
            "普通合伙企业", "李乙、王丙",
            {(name, role) for name in ("李乙", "王丙") for role in (Role.PRINCIPAL, Role.ACTUAL_CONTROLLER)},
        ),
    ],
)  # fmt: skip
def test_the_head_follows_the_legal_form(
    tmp_path: Path, printed: str, head: str, expected: set[tuple[str, Role]]
) -> None:
    batch = facts(tmp_path, 基本信息=[BASE, ("某某", CODE, printed, head, "存续", "2010-03-04")])
    assert {(name, role) for name, role, _ in held(batch)} == expected
    control = [found for found in batch.roles if found.role is Role.ACTUAL_CONTROLLER]
    assert all(found.edge_type is EdgeType.CONTROL and found.basis is Basis.REGISTERED for found in control)


@pytest.mark.parametrize(("heads", "certainty"), [("李乙", Certainty.CERTAIN), ("李乙、王丙", Certainty.POSSIBLE)])
def test_of_several_managing_partners_nobody_tells_who_has_the_say(
    tmp_path: Path, heads: str, certainty: Certainty
) -> None:
    batch = facts(tmp_path, 基本信息=[BASE, ("某某", CODE, "普通合伙企业", heads, "存续", "2010-03-04")])
    assert {found.certainty for found in batch.roles if found.role is Role.ACTUAL_CONTROLLER} == {certainty}
    assert {found.certainty for found in batch.roles if found.role is Role.PRINCIPAL} == {Certainty.CERTAIN}


def test_a_delegate_who_was_replaced_has_left_though_the_partner_stays(tmp_path: Path) -> None:
    base = ("某某（有限合伙）", CODE, "有限合伙企业", "甲投资有限公司（委派代表：李乙）", "存续", "2010-03-04")
    change = (base[0], CODE, "执行事务合伙人", "2020-05-06", "甲投资有限公司（委派代表：王丙）", base[3])
    batch = facts(tmp_path, 基本信息=[BASE, base], 变更=[CHANGES, change])
    names = {mention.id: mention.name for mention in batch.mentions}
    left = [found for found in batch.roles if found.interval.until is not None]
    assert [(names[found.holder], found.role) for found in left] == [("王丙", Role.PRINCIPAL)]
    assert left[0].interval.holds_at(date(2020, 5, 6)) is Truth.NO


@pytest.mark.parametrize(
    ("printed", "senior"),
    [
        ("股份有限公司(上市、自然人投资或控股)", True), ("股份有限公司（非上市、国有控股）", False),
        ("股份有限公司(未上市)", False), ("有限责任公司", False),
    ],
)  # fmt: skip
def test_a_board_secretary_is_senior_management_of_a_listed_company_only(
    tmp_path: Path, printed: str, senior: bool
) -> None:
    company = (NAME, CODE, printed, "张甲", "存续", "2010-03-04")
    rows: list[tuple[object, ...]] = [
        OFFICERS,
        (NAME, CODE, "李乙", "董事会秘书", "", "", "", ""),
        (NAME, CODE, "王丙", "财务负责人、董事会秘书", "", "", "", ""),
    ]
    found = held(facts(tmp_path, 基本信息=[BASE, company], 主要人员=rows))
    # A finance head is one anyway.
    assert [name for name, role, _ in found if role is Role.SENIOR_MANAGER] == (["李乙"] if senior else [])
    assert len(found) == 4 + senior


def test_former_names_are_the_same_unit(tmp_path: Path) -> None:
    batch = facts(tmp_path, 基本信息=[(*BASE, "曾用名"), (*COMPANY, "云岭旧名有限公司；云岭更旧有限公司")])
    units = [mention for mention in batch.mentions if mention.kind is PartyKind.UNIT]
    assert len(units) == 3 and len({mention.id for mention in units}) == 3
    assert {number.join_key for unit in units for number in unit.identifiers} == {"org:696707409"}


def test_officers(tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [
        OFFICERS,
        (NAME, CODE, "李乙", "董事长兼总经理", CITIZEN, "国资委", date(2019, 1, 1), date(2019, 12, 31)),
        (NAME, "", "王丙", "监事", "", "", "", ""),
        (NAME, CODE, "赵丁", "项目经理", "", "", "", ""),
        (NAME, CODE, "钱戊", "董事总经理", "", "", "", ""),
    ]
    store = register(tmp_path, 基本信息=[BASE, COMPANY], 主要人员=rows)
    batch = store.everything()
    director = edge(batch, Role.DIRECTOR)
    assert director.state_appointed is Truth.YES and director.appointed_by == "国资委"
    assert director.interval.holds_at(date(2019, 12, 31)) is Truth.YES
    assert director.interval.holds_at(date(2020, 1, 1)) is Truth.NO
    assert ("李乙", Role.PRINCIPAL, Certainty.POSSIBLE) in held(batch)
    assert edge(batch, Role.SUPERVISOR).unit == director.unit, "a row without a code finds its unit by name"
    assert person(store, "赵丁").kind is PartyKind.PERSON
    assert only_quarantined(store).reason == "职务“董事总经理”无法识别"


def test_numbers_that_excel_made_floats_are_never_repaired(tmp_path: Path) -> None:
    row = (NAME, CODE, "李乙", "董事", 990102197803113623, "", "", "")
    store = register(tmp_path, 基本信息=[BASE, COMPANY], 主要人员=[OFFICERS, row])
    found = only_quarantined(store)
    assert found.field == "证件号码" and "丢失位数" in found.reason and "文本格式" in found.remedy


def test_shareholders(tmp_path: Path) -> None:
    header = ("企业名称", "统一社会信用代码", "股东名称", "股东类型", "持股比例", "认缴出资额", "出资日期", "退出日期")
    rows: list[tuple[object, ...]] = [
        header,
        (NAME, CODE, "李乙", "自然人", "99.50%", "638917.36万元", "2015-01-01", ""),
        (NAME, CODE, "甲投资有限公司", "企业法人", 0.005, "", "2045-12-31", ""),
        (NAME, CODE, "王丙", "自然人", "", "", "", "2020-05-06"),
        (NAME, CODE, "赵丁", "自然人", "150%", "", "", ""),
    ]
    store = register(tmp_path, 基本信息=[BASE, COMPANY], 股东=rows)
    first, second, third = store.everything().holdings
    assert first.capital == Share(Fraction(199, 200), Fraction(199, 200)) and first.subscribed == "638917.36万元"
    assert first.interval.since == Bound(None, date(2015, 1, 1))
    assert second.interval.since == Bound(None, TODAY), "a contribution still to come is no start"
    assert third.capital is None and third.interval.holds_at(date(2020, 5, 6)) is Truth.NO
    assert only_quarantined(store).field == "持股比例"


def test_branches(tmp_path: Path) -> None:
    header = ("企业名称", "统一社会信用代码", "分支机构名称", "分支机构统一社会信用代码", "登记日期")
    batch = facts(
        tmp_path, 基本信息=[BASE, COMPANY], 分支机构=[header, (NAME, CODE, NAME + "城南分公司", "", "2015-01-01")]
    )
    (link,) = batch.branches
    assert link.parent != link.branch and link.interval.since.exact


def test_a_change_ends_those_who_no_longer_stand(tmp_path: Path) -> None:
    before = "（注：标有*标志的为法定代表人）1 李乙 执行董事2 王丙* 经理3 <em>赵丁</em> 监事"
    rows: list[tuple[object, ...]] = [
        CHANGES,
        (NAME, CODE, "法定代表人变更", "2018-05-06", "王丙", "张甲"),
        (NAME, CODE, "董事（理事）、经理、监事", "2018年5月6日", before, "1 李乙 董事2 张甲* 经理3 赵丁 监事"),
        (NAME, CODE, "注册资本变更", "2018-05-06", "100万元", "200万元"),
        (NAME, CODE, "投资人变更", "2018-05-06", "王丙", "张甲"),
        (NAME, CODE, "监事备案", "2018-05-06", "赵丁", "钱戊"),
    ]
    store = register(tmp_path, 基本信息=[BASE, (*COMPANY[:3], "", *COMPANY[4:])], 变更=rows)
    batch = store.everything()
    assert held(batch) == {
        ("王丙", Role.LEGAL_REPRESENTATIVE, Certainty.CERTAIN),
        ("王丙", Role.MANAGER, Certainty.CERTAIN),
        ("王丙", Role.PRINCIPAL, Certainty.POSSIBLE),
    }
    for ended in batch.roles:
        assert ended.interval.since == Bound(None, date(2018, 5, 5))
        assert ended.interval.until == Bound.on(date(2018, 5, 6))
    assert only_quarantined(store).field == "变更后内容", "监事备案 prints no posts"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 甲某 执行董事2 乙某* 经理", [("甲某", "执行董事", False), ("乙某", "经理", True)]),
        ("姓名：甲某；职务：董事；姓名：乙某*；职务：监事", [("甲某", "董事", False), ("乙某", "监事", True)]),
        ("甲某(董事)、乙某(监事)", [("甲某", "董事", False), ("乙某", "监事", False)]),
        ("甲某 董事\n乙某 监事", [("甲某", "董事", False), ("乙某", "监事", False)]),
        ("甲某、乙某", []),
    ],
)
def test_blobs_of_officers(text: str, found: list[tuple[str, str, bool]]) -> None:
    assert parse_officers(text) == found


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["甲某", "乙某某", "古丽·阿依木"]), st.sampled_from(["董事", "监事会主席"]), st.booleans()
        ),
        min_size=1,
    )
)
def test_numbered_blobs_come_apart_as_they_were_joined(people: list[tuple[str, str, bool]]) -> None:
    blob = "".join(f"{n} {name}{'*' if star else ''} {title}" for n, (name, title, star) in enumerate(people, start=1))
    assert parse_officers("（注：标有*标志的为法定代表人）" + blob) == people


def test_two_units_of_one_name_need_a_code(tmp_path: Path) -> None:
    other = ("某某商行", "92990811MA00000011", "个体工商户", "李乙", "存续", "")
    same = ("某某商行", "92990811MA00000029", "个体工商户", "王丙", "存续", "")
    store = register(
        tmp_path, 基本信息=[BASE, other, same], 主要人员=[OFFICERS, ("某某商行", "", "赵丁", "经理", "", "", "", "")]
    )
    assert "多个单位" in only_quarantined(store).reason


def test_a_unit_described_twice_differently_is_set_aside(tmp_path: Path) -> None:
    store = register(tmp_path, 基本信息=[BASE, COMPANY, (*COMPANY[:4], "注销", COMPANY[5]), COMPANY])
    assert "与此不同" in only_quarantined(store).reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_files_say_the_same_as_the_workbook(tmp_path: Path, encoding: str) -> None:
    officer = (NAME, CODE, "李乙", "董事", CITIZEN, "", "2019-01-01", "")
    sheets: dict[str, list[tuple[object, ...]]] = {"基本信息": [BASE, COMPANY], "主要人员": [OFFICERS, officer]}
    book = facts(tmp_path, **sheets)
    paths = [
        csv_file(tmp_path / f"register_{name}.csv", [[str(cell) for cell in row] for row in rows], encoding)
        for name, rows in sheets.items()
    ]
    tables = loaded(*paths, as_of=TODAY)[0].everything()
    assert {mention.id for mention in book.mentions} == {mention.id for mention in tables.mentions}
    assert {edge.id for edge in book.roles} == {edge.id for edge in tables.roles}


def test_a_commercial_interface(tmp_path: Path) -> None:
    change = {"changeItem": "法定代表人", "changeTime": "2018-05-06", "contentBefore": "<em>赵丁</em>"}
    capital = {"amomon": "638917.36万元", "percent": "99.50%"}
    unit = {
        "id": 1, "name": NAME, "creditCode": CODE, "legalPersonName": "张甲", "companyOrgType": "有限责任公司",
        "regStatus": "存续", "estiblishTime": 1267632000000, "regNumber": "-", "entityType": 1,
        "staffList": {"total": 1, "result": [{"id": 5, "name": "李乙", "type": 2, "typeJoin": ["执行董事", "经理"]}]},
        "holderList": [
            {"name": "王丙", "type": 2, "capital": [capital], "capitalActl": []},
            {"name": "甲投资有限公司", "type": 1, "capital": [{"amomon": "--", "percent": "0.50%"}]},
        ],
        "branchList": [{"name": NAME + "城南分公司", "regStatus": "存续"}],
        "changeList": [change | {"contentAfter": "张甲"}],
        "investList": [{"name": "乙科技有限公司", "percent": "60%", "amount": 60}],
    }  # fmt: skip
    store, (run,) = loaded(json_file(tmp_path / "api.json", {"error_code": 0, "result": unit}), as_of=TODAY)
    batch = store.everything()
    assert (run.kind, run.rows_in, run.accepted) == ("register", 7, 7)
    names = {(name, role) for name, role, _ in held(batch)}
    assert names == {
        ("张甲", Role.LEGAL_REPRESENTATIVE), ("李乙", Role.DIRECTOR), ("李乙", Role.MANAGER), ("李乙", Role.PRINCIPAL),
        ("赵丁", Role.LEGAL_REPRESENTATIVE),
    }  # fmt: skip
    assert batch.profiles[0].interval.since == Bound.on(date(2010, 3, 4))
    assert len(batch.holdings) == 3 and len(batch.branches) == 1


def test_an_interface_record_without_type_makes_no_legal_representative(tmp_path: Path) -> None:
    unit = {"name": "云岭某某", "creditCode": CODE, "legalPersonName": "张甲"}
    batch = loaded(json_file(tmp_path / "api.json", [unit]))[0].everything()
    assert held(batch) == {("张甲", Role.PRINCIPAL, Certainty.POSSIBLE)}
