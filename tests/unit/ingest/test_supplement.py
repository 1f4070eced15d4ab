"""The supplementary workbook: six sheets, each row with its document."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.model.certainty import Certainty, Truth
from graph.model.records import Basis, Batch, EdgeType, PartyKind
from graph.model.roles import Role, UnitKind
from graph.model.time import Bound
from tests.support.fake_store import FakeStore
from tests.unit.ingest.tables import CITIZEN, CODE, csv_file, entry, json_file, loaded, only_quarantined, workbook

NAME = "云岭农村商业银行股份有限公司"
POSTS = ("姓名", "证件号码", "单位名称", "统一社会信用代码", "职务", "委派方", "任职起", "任职止", "依据文件")
ORDERS = (
    "姓名",
    "证件号码",
    "单位名称",
    "统一社会信用代码",
    "角色",
    "令号",
    "法院",
    "案号",
    "日期",
    "解除日期",
    "依据文件",
)
KINDS = ("单位名称", "统一社会信用代码", "类别", "许可证号", "出资人", "起", "止", "依据文件")
WITHDRAWALS = ("案号", "被执行人名称", "证件号码", "发布日期", "移出日期", "移出原因", "依据文件")


def supplement(folder: Path, sheet: str, *rows: tuple[object, ...], store: FakeStore | None = None) -> FakeStore:
    return loaded(workbook(folder / "supplement.xlsx", {sheet: rows}), store=store)[0]


def facts(folder: Path, sheet: str, *rows: tuple[object, ...]) -> Batch:
    return supplement(folder, sheet, *rows).everything()


def test_posts_carry_number_days_and_document(tmp_path: Path) -> None:
    row = ("李乙", CITIZEN, NAME, CODE, "行长", "国资委", "2019-01-01", "", "任职批复1号")
    batch = facts(tmp_path, "人员任职", POSTS, row)
    post = next(edge for edge in batch.roles if edge.role is Role.GENERAL_MANAGER)
    assert post.origin.document == "任职批复1号" and post.interval.since == Bound.on(date(2019, 1, 1))
    assert post.state_appointed is Truth.YES
    holder = next(mention for mention in batch.mentions if mention.kind is PartyKind.PERSON)
    assert holder.identifiers[0].full and holder.identifiers[0].check_ok
    assert all(CITIZEN not in text for text in (holder.id, post.id, holder.identifiers[0].shown))


def test_a_row_without_a_document_proves_nothing(tmp_path: Path) -> None:
    row = ("李乙", CITIZEN, NAME, CODE, "行长", "", "", "", "")
    assert only_quarantined(supplement(tmp_path, "人员任职", POSTS, row)).field == "依据文件"


@pytest.mark.parametrize(
    ("sheet", "header", "row"),
    [
        ("人员任职", POSTS, ("李乙", "{}", NAME, CODE, "董事", "", "", "", "某表")),
        ("限制消费令", ORDERS, ("李乙", "{}", NAME, CODE, "法定代表人", "令1", "甲法院", "", "2026-03-04", "", "")),
        ("实际控制人声明", ("单位名称", "实际控制人", "类型", "证件号码", "依据文件"),
         (NAME, "李乙", "自然人", "{}", "声明")),
    ],
)  # fmt: skip
def test_a_number_of_a_child_gives_nobody_a_role(
    tmp_path: Path, sheet: str, header: tuple[str, ...], row: tuple[str, ...]
) -> None:
    def load(name: str, number: str) -> FakeStore:
        (tmp_path / name).mkdir()
        return supplement(tmp_path / name, sheet, header, tuple(cell.format(number) for cell in row))

    assert "未满十八周岁" in only_quarantined(load("child", "990102201203113620")).reason
    assert load("adult", CITIZEN).everything().roles


def test_direct_responsibility_is_taken_from_a_court_order_only(tmp_path: Path) -> None:
    row = ("李乙", CITIZEN, NAME, CODE, "直接责任人员", "", "", "", "某表")
    assert "只能依法院文书" in only_quarantined(supplement(tmp_path, "人员任职", POSTS, row)).reason


def test_declared_controllers_may_be_units(tmp_path: Path) -> None:
    header = ("单位名称", "统一社会信用代码", "实际控制人", "类型", "证件号码", "起", "止", "依据文件")
    batch = facts(
        tmp_path, "实际控制人声明", header,
        ("甲公司", CODE, "李乙", "自然人", CITIZEN, "2019-01-01", "", "声明1"),
        ("甲公司", CODE, "乙控股", "单位", "", "", "2020-12-31", "声明2"),
    )  # fmt: skip
    assert [edge.edge_type for edge in batch.roles] == [EdgeType.CONTROL] * 2
    assert all(edge.basis is Basis.DECLARED and edge.certainty is Certainty.CERTAIN for edge in batch.roles)
    assert batch.roles[1].interval.until == Bound.on(date(2021, 1, 1))
    assert {m.name: m.kind for m in batch.mentions}["乙控股"] is PartyKind.UNIT


def test_an_agreement_is_one_fact_of_all_its_rows(tmp_path: Path) -> None:
    header = ("协议编号", "当事人", "类型", "证件号码", "单位名称", "统一社会信用代码", "起", "止", "依据文件")
    store = supplement(
        tmp_path, "一致行动", header,
        ("X1", "李乙", "自然人", CITIZEN, "甲公司", CODE, "2019-01-01", "", "协议X1"),
        ("X1", "乙控股", "单位", "", "甲公司", CODE, "2019-01-01", "", "协议X1"),
        ("X2", "王丙", "自然人", "", "甲公司", CODE, "2019-01-01", "", "协议X2"),
    )  # fmt: skip
    (agreement,) = store.everything().agreements
    assert len(agreement.parties) == 2 and agreement.unit is not None
    assert "只有一方当事人" in only_quarantined(store).reason


def test_an_agreement_brings_its_parties_even_when_their_rows_come_in_a_later_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.sink.BATCH_ROWS", 1)
    header = ("协议编号", "当事人", "类型", "证件号码", "单位名称", "统一社会信用代码", "起", "止", "依据文件")
    store = supplement(
        tmp_path, "一致行动", header,
        ("X1", "李乙", "自然人", CITIZEN, "甲公司", CODE, "2019-01-01", "", "协议X1"),
        ("X1", "乙控股", "单位", "", "甲公司", CODE, "2019-01-01", "", "协议X1"),
    )  # fmt: skip
    first = store.batches[0]
    assert len(store.batches) == 2
    assert set(first.agreements[0].parties) <= {mention.id for mention in first.mentions}


def test_court_orders(tmp_path: Path) -> None:
    store = supplement(
        tmp_path, "限制消费令", ORDERS,
        ("李乙", CITIZEN, "甲公司", CODE, "影响债务履行的直接责任人员", "令1", "甲法院", "(2020)1号",
         "2020-03-04", "2021-01-01", ""),
        ("王丙", "", "", "", "法定代表人", "令2", "甲法院", "", "2020-03-04", "", ""),
        ("赵丁", "", "甲公司", CODE, "某某", "令3", "甲法院", "", "2020-03-04", "", ""),
        ("钱戊", "", "甲公司", CODE, "法定代表人", "令4", "甲法院", "", "", "", ""),
    )  # fmt: skip
    batch = store.everything()
    (relation,) = batch.roles
    assert relation.edge_type is EdgeType.COURT_RELATION and relation.listing is None
    assert relation.role is Role.DIRECTLY_RESPONSIBLE and relation.origin.document == "令1"
    assert relation.interval.until == Bound.on(date(2021, 1, 1))
    assert [row.field for row in batch.quarantine] == ["单位名称", "角色", "日期"]


def test_kinds_of_units(tmp_path: Path) -> None:
    store = supplement(
        tmp_path, "单位类别", KINDS,
        (NAME, CODE, "银行业金融机构", "B001", "", "2010-01-01", "", "许可证"),
        ("甲公司", "", "国有资本参股公司", "", "区国资委", "", "2025-12-31", "名录"),
        ("乙公司", "", "俱乐部", "", "", "", "", "名录"),
    )  # fmt: skip
    bank, soe = store.everything().classes
    assert (bank.kind, bank.printed) == (UnitKind.FINANCIAL_INSTITUTION, "银行业金融机构")
    assert soe.owner == "区国资委" and soe.interval.holds_at(date(2026, 1, 1)) is Truth.NO
    assert only_quarantined(store).field == "类别"


def test_withdrawals_end_the_entries_they_name(tmp_path: Path) -> None:
    relisted = entry(publishDate="2021-07-13")
    store, _ = loaded(json_file(tmp_path / "roster.json", [entry(), relisted]))
    row = ("〔2019〕示9902执12号", "何 若彤", CITIZEN, "2019-07-13", "2020-01-02", "履行完毕", "通知1号")
    wrong_person = ("（2019）示9902执12号", "何若彤", "990102198503113623", "", "2022-01-02", "", "通知2号")
    nobody = ("(2019)示9902执99号", "何若彤", "", "", "2020-01-02", "", "通知3号")
    too_early = ("(2019)示9902执12号", "何若彤", "", "", "2020-01-02", "", "通知4号")
    rows = (WITHDRAWALS, row, wrong_person, nobody, too_early)
    batch = supplement(tmp_path, "名单移出", *rows, store=store).everything()
    (end,) = batch.listing_ends
    assert end.until == Bound.on(date(2020, 1, 2)) and end.reason == "履行完毕"
    assert end.listing == next(x.id for x in batch.listings if x.published == date(2019, 7, 13))
    assert [row.field for row in batch.quarantine] == ["案号", "案号", "移出日期"]


@pytest.mark.parametrize("name", ["supplement.csv", "人员任职.csv"])
def test_a_sheet_may_come_as_csv(tmp_path: Path, name: str) -> None:
    row = ("李乙", CITIZEN, NAME, CODE, "监事长", "", "", "", "名册")
    (run,) = loaded(csv_file(tmp_path / name, [POSTS, row]))[1]
    assert (run.kind, run.accepted) == ("supplement", 1)
