"""Roster files: the court's records, aggregator responses, and tables with Chinese headers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.errors import FileRefusedError
from graph.model.certainty import Certainty, Truth
from graph.model.records import EdgeType, PartyKind
from graph.model.roles import Role
from graph.model.time import Bound
from tests.support.fake_store import FakeStore
from tests.unit.ingest.tables import (
    CITIZEN_MASKED,
    CODE,
    ROSTER,
    csv_file,
    entry,
    json_file,
    loaded,
    only_quarantined,
    unit_entry,
    workbook,
)


def roster(folder: Path, *records: dict[str, object]) -> FakeStore:
    return loaded(json_file(folder / "roster.json", list(records)))[0]


def test_a_person_entry(tmp_path: Path) -> None:
    facts = roster(tmp_path, entry()).everything()
    (person,), (listing,) = facts.mentions, facts.listings
    assert (person.kind, person.name, person.sex, person.on_roster) == (PartyKind.PERSON, "何若彤", "female", True)
    assert person.birth_years == (1978, 1978) and person.identifiers[0].normal == CITIZEN_MASKED
    assert listing.case_number == "(2019)示9902执12号" and listing.mention == person.id
    assert listing.published == date(2019, 7, 13) and listing.filed == date(2019, 1, 14)
    assert listing.interval.holds_at(date(2019, 7, 13)) is Truth.YES
    assert listing.interval.holds_at(date(2019, 7, 12)) is Truth.NO


def test_age_is_age_at_listing(tmp_path: Path) -> None:
    (person,) = roster(tmp_path, entry(cardNum="", age=29, publishDate="2017-05-23")).everything().mentions
    assert person.birth_years == (1987, 1988)


def test_every_officer_the_court_names_comes_with_the_entry(tmp_path: Path) -> None:
    officers = [
        {"cardNum": "9901021970****1456", "corporationtypename": "法定代表人", "iname": "钱浩涵"},
        {"cardNum": "9901021953****256X", "corporationtypename": "法定代表人", "iname": "周思怡"},
        {"cardNum": "", "corporationtypename": "负责人", "iname": "吴一"},
        {"cardNum": None, "corporationtypename": "影响债务履行的直接责任人员", "iname": "郑二"},
        {"cardNum": "", "corporationtypename": "某某角色", "iname": "王三"},
    ]
    facts = roster(tmp_path, unit_entry(qysler=officers)).everything()
    (listing,) = facts.listings
    assert [edge.role for edge in facts.roles] == [
        Role.LEGAL_REPRESENTATIVE, Role.LEGAL_REPRESENTATIVE, Role.PRINCIPAL, Role.DIRECTLY_RESPONSIBLE,
    ]  # fmt: skip
    assert all(edge.edge_type is EdgeType.COURT_RELATION and edge.listing == listing.id for edge in facts.roles)
    assert all(edge.interval.since == Bound(None, date(2019, 7, 13)) for edge in facts.roles)
    assert all(edge.interval.until is None for edge in facts.roles)
    assert len(facts.mentions) == 6 and all(mention.on_roster for mention in facts.mentions)
    assert listing.head_name == "甲某"


def test_what_a_court_says_and_nobody_can_read_is_told_and_never_dropped(tmp_path: Path) -> None:
    words = ["法定代表人或者负责人", "某某角色", "某某角色", "", "股东", "原法定代表人"]
    officers = [{"cardNum": "", "corporationtypename": word, "iname": f"吴{at}"} for at, word in enumerate(words)]
    store = roster(tmp_path, unit_entry(qysler=officers))
    facts = store.everything()
    assert [(edge.role, edge.certainty) for edge in facts.roles] == [
        (Role.PRINCIPAL, Certainty.CERTAIN), (Role.LEGAL_REPRESENTATIVE, Certainty.POSSIBLE),
    ]  # fmt: skip
    assert [row.reason.split("；")[0] for row in facts.quarantine] == [
        "法院所列人员的身份“某某角色”无法识别", "法院所列人员未写明身份",
    ]  # fmt: skip
    assert len(facts.listings) == 1 and (store.done[0].accepted, store.done[0].quarantined) == (1, 0)


@pytest.mark.parametrize(
    "changes",
    [
        {"cardNum": "", "age": "17"},
        {"cardNum": "9901022001****3623", "age": ""},  # 18 at the earliest in the year of publication
        {"cardNum": "9901022002****3623", "age": ""},
        {"cardNum": "990102200107143629", "age": "18"},  # 18 on the day after publication
        {"cardNum": "990102200107133625", "age": "17"},  # 18 on the day of publication: the number counts
    ],
)
def test_no_entry_lists_a_child(tmp_path: Path, changes: dict[str, object]) -> None:
    store = roster(tmp_path, entry(**changes))
    adult = changes["cardNum"] in ("9901022001****3623", "990102200107133625")
    assert len(store.everything().listings) == int(adult)
    if not adult:
        assert "未满十八周岁" in only_quarantined(store).reason


def test_a_child_beside_a_listed_unit_gets_no_role_and_the_entry_stands(tmp_path: Path) -> None:
    child = {"cardNum": "9901022012****3623", "corporationtypename": "法定代表人", "iname": "吴一"}
    adult = {"cardNum": "9901021978****3623", "corporationtypename": "法定代表人", "iname": "郑二"}
    store = roster(tmp_path, unit_entry(qysler=[child, adult]))
    facts = store.everything()
    assert len(facts.listings) == 1 and "吴一" not in {mention.name for mention in facts.mentions}
    assert len(facts.roles) == 1 and "未满十八周岁" in only_quarantined(store).reason


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        (
            {
                "partyTypeName": "580",
                "iname": "云岭昌盛物流有限公司",
                "cardNum": "91990811696****409A",
                "age": "0",
                "sexy": "",
            },
            "unit",
        ),
        ({"partyTypeName": "581"}, "person"),
        (
            {"iname": "云岭昌盛物流有限公司", "cardNum": "XX118785-8", "age": "0", "sexy": "", "businessEntity": "无"},
            "unit",
        ),
        ({"iname": "云岭昌盛物流有限公司", "cardNum": "", "age": 0, "sexy": ""}, "unit"),
        ({"iname": "古丽·阿依木", "cardNum": "E12345678"}, "person"),
        ({"cardNum": "990102780311362"}, "person"),
    ],
)
def test_person_or_unit_is_told_by_all_signs_together(tmp_path: Path, changes: dict[str, object], kind: str) -> None:
    (mention,) = roster(tmp_path, entry(**changes)).everything().mentions
    assert mention.kind == kind


def test_publication_after_the_as_of_day_is_set_aside(tmp_path: Path) -> None:
    store = roster(tmp_path, entry(publishDate="2026-07-01"))
    assert only_quarantined(store).field == "publishDate"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"publishDate": "2020年02月30日"}, "publishDate"), ({"publishDate": ""}, "publishDate"),
        ({"regDate": "1900-01-01"}, "regDate"), ({"iname": "  "}, "iname"), ({"caseCode": None}, "caseCode"),
        ({"courtName": "-"}, "courtName"), ({"iname": "何\x00若彤"}, "iname"), ({"cardNum": 9.901e17}, "cardNum"),
        ({"qysler": [{"iname": "钱一", "cardNum": "", "corporationtypename": "法定代表人"}]}, "qysler"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_record_names_its_field(tmp_path: Path, changes: dict[str, object], field: str) -> None:
    store = roster(tmp_path, entry(**changes), unit_entry(caseCode="(2020)示9902执1号"))
    row = only_quarantined(store)
    assert (row.file, row.row, row.field) == ("roster.json", 1, field)
    assert row.remedy and len(store.everything().listings) == 1


def test_a_relisting_is_another_entry_of_the_same_person(tmp_path: Path) -> None:
    facts = roster(tmp_path, entry(), entry(publishDate="2021-07-13")).everything()
    assert len(facts.listings) == 2 and len(facts.mentions) == 1


@pytest.mark.parametrize(
    ("said", "later"), [("已移除", Truth.UNKNOWN), ("移出", Truth.UNKNOWN), ("列入", Truth.YES), ("", Truth.YES)]
)
def test_a_feed_that_marks_an_entry_as_gone_leaves_its_end_unknown(tmp_path: Path, said: str, later: Truth) -> None:
    (listing,) = roster(tmp_path, entry(removeStatus=said)).everything().listings
    assert listing.interval.holds_at(date(2019, 7, 13)) is Truth.YES
    assert listing.interval.holds_at(date(2026, 6, 30)) is later


def test_a_printed_end_says_more_than_a_mark(tmp_path: Path) -> None:
    (listing,) = roster(tmp_path, entry(removeStatus="已移除", 撤销时间="2021-03-01")).everything().listings
    assert listing.interval.until == Bound.on(date(2021, 3, 1))


def test_the_same_entry_from_two_feeds_is_one_entry(tmp_path: Path) -> None:
    detail, aggregator = json_file(tmp_path / "a.json", [entry()]), tmp_path / "b.json"
    json_file(aggregator, {"status": "0", "data": [{"result": [entry(caseCode="(2019)示9902执12号", lastmod="x")]}]})
    first, second = loaded(detail, source="甲")[0].everything(), loaded(aggregator, source="乙")[0].everything()
    assert first.listings[0].id == second.listings[0].id
    assert first.listings[0].mention == second.listings[0].mention


def test_details_keep_what_is_printed_and_hide_numbers(tmp_path: Path) -> None:
    changes = {
        "duty": "向 990102197803113623 支付\r\n货款",
        "gistId": ["甲号", "乙号"],
        "disruptTypeName": "一,二，一",
    }
    (listing,) = roster(tmp_path, entry(**changes)).everything().listings
    details = dict(listing.details)
    assert details["执行依据文号"] == "甲号；乙号" and listing.grounds == ("一", "二")
    assert "0311" not in details["义务"] and details["义务"].startswith("向 990102")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_tables_with_chinese_headers(tmp_path: Path, form: str) -> None:
    rows = [
        ROSTER,
        (
            "（2019）示9902执12号",
            "何若彤",
            "女",
            "41",
            CITIZEN_MASKED,
            "示范市中级人民法院",
            "2019/7/13",
            "2021年3月1日",
        ),
        ("(2020)示9902执1号", "云岭宏达商贸有限公司", "", "", CODE, "云岭区人民法院", "20200709", ""),
    ]
    path = tmp_path / f"roster.{form}"
    store, _ = loaded(csv_file(path, rows, "gb18030") if form == "csv" else workbook(path, {"名单": rows}))
    first, second = store.everything().listings
    assert first.interval.holds_at(date(2021, 2, 28)) is Truth.YES
    assert first.interval.holds_at(date(2021, 3, 1)) is Truth.NO
    assert second.interval.until is None


def test_entries_that_may_not_be_shown_are_marked(tmp_path: Path) -> None:
    rows = [(*ROSTER, "公开/不公开"), ("(2020)1号", "何若彤", "女", "41", "", "甲法院", "20200709", "", "不公开")]
    (listing,) = loaded(csv_file(tmp_path / "roster.csv", rows))[0].everything().listings
    assert listing.public is False


def test_withdrawal_before_publication_is_set_aside(tmp_path: Path) -> None:
    rows = [ROSTER, ("(2020)1号", "何若彤", "女", "41", "", "甲法院", "20200709", "2020-07-09")]
    assert only_quarantined(loaded(csv_file(tmp_path / "roster.csv", rows))[0]).field == "撤销时间"


@pytest.mark.parametrize(
    "record", [{"XM": "何若彤", "QY_MC": "甲公司", "AH": "1"}, {"pname": "何", "partyCardNum": "1"}]
)
def test_other_court_lists_are_not_this_roster(tmp_path: Path, record: dict[str, object]) -> None:
    with pytest.raises(FileRefusedError, match="不是失信被执行人名单"):
        roster(tmp_path, record)


def test_the_shapes_of_public_records(tmp_path: Path) -> None:
    shapes = Path(__file__).parent / "shapes"
    store, (run,) = loaded(shapes / "court_detail.json", source="法院名单")
    assert (run.rows_in, run.accepted, run.quarantined) == (4, 3, 1)
    assert only_quarantined(store).field == "publishDate"
    first = store.everything().listings[0]
    assert first.published == date(2018, 7, 23) and first.filed == date(2014, 4, 14)
