"""Control and ownership as the service answers them: from files to controllers, owners, classes and pictures."""

from __future__ import annotations

import csv
from datetime import date
from fractions import Fraction
from pathlib import Path

import networkx as nx
import pytest

from analysis.control.thresholds import Threshold
from graph.errors import BadRequestError, UnknownSubjectError
from graph.model.records import Share
from guanlian.control import ControlService
from guanlian.control_answers import ControlAnswer
from guanlian.ownership import ownership
from guanlian.picture import ego, graphml, of_ownership
from guanlian.shares_text import percent, share_text, threshold
from tests.support.ownership import ASK, a_store, held, holdings_file, loaded, on
from tests.unit.ingest.tables import Sheets, workbook

HALF = Threshold()
DATA = Path(__file__).resolve().parents[2] / "data"
CHAIN = ("甲,person,一公司,51%", "一公司,unit,二公司,51%", "乙,person,一公司,49%", "乙,person,二公司,49%")


def controllers(answer: ControlAnswer) -> list[tuple[str, str, str, bool]]:
    return [(one.controller.name, one.certainty, one.share.low, one.ultimate) for one in answer.computed]


def test_control_runs_down_a_chain_without_multiplying(tmp_path: Path) -> None:
    with held(tmp_path, *CHAIN) as service:
        answer = service.control(ASK, "二公司", HALF)
    assert controllers(answer) == [("一公司", "certain", "51/100", False), ("甲", "certain", "51/100", True)]
    assert [(edge.holder.name, edge.unit.name) for edge in answer.computed[1].proof] == [
        ("甲", "一公司"),
        ("一公司", "二公司"),
    ]
    assert answer.computed[1].proof[0].source.row == 2 and answer.effective == "computed"


def test_beneficial_ownership_multiplies_and_adds(tmp_path: Path) -> None:
    with held(tmp_path, *CHAIN) as service:
        answer = service.control(ASK, "二公司", HALF)
    owners = {one.owner.name: (one.share.low, one.by, one.certainty) for one in answer.beneficial_owners}
    assert owners == {
        "乙": ("7399/10000", ("capital", "votes"), "certain"),
        "甲": ("2601/10000", ("capital", "votes", "control"), "certain"),
    }


def test_any_day_may_be_asked(tmp_path: Path) -> None:
    lines = ("甲,person,公司,60%,,2015-01-01,2020-01-01", "乙,person,公司,60%,,2020-01-01,")
    with held(tmp_path, *lines) as service:
        found = {day: controllers(service.control(on(day), "公司", HALF))
                 for day in (date(2014, 12, 31), date(2015, 1, 1), date(2019, 12, 31), date(2020, 1, 1))}  # fmt: skip
    assert [[row[0] for row in rows] for rows in found.values()] == [[], ["甲"], ["甲"], ["乙"]]


def test_ranges_and_unknown_shares_are_possible_never_certain(tmp_path: Path) -> None:
    with held(tmp_path, "甲,person,公司,40%-60%", "乙,person,公司,", "丙,person,公司,10%") as service:
        answer = service.control(ASK, "公司", HALF)
        (pair,) = [pair for pair in service.pairs(ASK, HALF).pairs if pair.controller.name == "甲"]
    assert [(name, word) for name, word, *_ in controllers(answer)] == [("甲", "possible")]
    assert (pair.certainty, Fraction(pair.share)) == ("possible", Fraction(3, 5))
    assert answer.effective == "none" and {total.verdict for total in answer.sums} == {"open"}


def test_sums_over_and_under_the_whole_are_told(tmp_path: Path) -> None:
    with held(tmp_path, "甲,person,多,60%", "乙,person,多,60%", "甲,person,少,30%") as service:
        over, under = (service.control(ASK, name, HALF) for name in ("多", "少"))
    assert [total.verdict for total in over.sums] == ["over", "over"] and over.sums[0].total.low == "6/5"
    assert over.effective == "none" and "未作任何删减" in over.sums[0].text
    assert [total.verdict for total in under.sums] == ["under", "under"]


def test_votes_count_where_given_and_capital_elsewhere(tmp_path: Path) -> None:
    with held(tmp_path, "甲,person,公司,47.7%,53%", "乙,person,公司,52.3%,47%") as service:
        answer = service.control(ASK, "公司", HALF)
    assert controllers(answer) == [("甲", "certain", "53/100", True)]
    assert answer.computed[0].proof[0].ground == "votes"


def test_units_that_hold_each_other_have_no_outside_controller(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        loaded(store, DATA / "bods" / "10-circular-ownership.json")
        service = ControlService(store)
        answer = service.control(ASK, "Alpha Corp Ltd", HALF)
        tree = ownership(service, ASK, "Alpha Corp Ltd")
    assert {unit.name for unit in answer.circle} == {"Alpha Corp Ltd", "Beta Corp Ltd"}
    assert answer.effective == "none" and not answer.beneficial_owners
    assert not any(one.ultimate for one in answer.computed)
    assert max(Fraction(node.look_through or 0) for node in tree.nodes) <= 1


def test_a_declared_unknown_owner_is_not_the_same_as_no_data(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        loaded(store, DATA / "bods" / "01-direct-ownership.json", DATA / "bods" / "11-anonymous-person.json")
        service = ControlService(store)
        opaque, acme = (service.control(ASK, name, HALF) for name in ("Opaque Holdings SA", "Acme Holdings Ltd"))
    assert [one.reason for one in opaque.unspecified] == ["subjectUnableToConfirmOrIdentifyBeneficialOwner"]
    assert not opaque.beneficial_owners and not acme.unspecified
    assert [(one.owner.name, one.share.low) for one in acme.beneficial_owners] == [("Jane Smith", "3/4")]
    assert "declared" in acme.beneficial_owners[0].by


_REGISTER: Sheets = {
    "基本信息": [
        ("企业名称", "统一社会信用代码", "类型", "法定代表人", "登记状态", "成立日期"),
        ("云岭一合伙企业（有限合伙）", "", "有限合伙企业", "云岭管理有限公司（委派代表：赵示例）", "存续", ""),
    ],
    "股东": [
        ("企业名称", "统一社会信用代码", "股东名称", "股东类型", "持股比例"),
        ("云岭一合伙企业（有限合伙）", "", "孙示例", "自然人", "99%"),
        ("云岭管理有限公司", "", "李示例", "自然人", "100%"),
        ("云岭城投有限公司", "", "云岭国资委", "机关法人", "100%"),
        ("云岭公交有限公司", "", "云岭城投有限公司", "企业法人", "60%"),
        ("云岭公交有限公司", "", "周示例", "自然人", "40%"),
        ("云岭广告有限公司", "", "云岭公交有限公司", "企业法人", "51%"),
        ("云岭广告有限公司", "", "吴示例", "自然人", "49%"),
    ],
}  # fmt: skip


def test_an_office_has_the_say_in_a_partnership(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        loaded(store, workbook(tmp_path / "register.xlsx", _REGISTER))
        answer = ControlService(store).control(ASK, "云岭一合伙企业（有限合伙）", HALF)
    assert [one.controller.name for one in answer.registered] == ["云岭管理有限公司"]
    assert [name for name, *_ in controllers(answer)] == ["云岭管理有限公司", "李示例"]
    assert answer.effective == "registered" and answer.computed[0].proof[0].type == "office"
    assert answer.state is not None and answer.state.computed == "outside"


@pytest.mark.parametrize(
    ("unit", "code", "rung"),
    [
        ("云岭城投有限公司", "wholly_owned", 1),
        ("云岭公交有限公司", "controlled", 2),
        ("云岭广告有限公司", "controlled", 3),
        ("云岭管理有限公司", "none", None),
    ],
)
def test_the_state_ladder_tells_class_and_path(tmp_path: Path, unit: str, code: str, rung: int | None) -> None:
    with a_store(tmp_path) as store:
        loaded(store, workbook(tmp_path / "register.xlsx", _REGISTER))
        state = ControlService(store).control(ASK, unit, HALF).state
    assert state is not None and (state.computed, state.rung) == (code, rung)
    assert len(state.path) == (rung or 0) and (not rung or state.path[0].holder.name == "云岭国资委")


def test_one_body_under_two_spellings_is_one_body(tmp_path: Path) -> None:
    """Together 55 %; only as one body is it the largest holder too."""
    header = _REGISTER["股东"][0]
    rows = [("云岭水务有限公司", "", "云岭市国资委", "机关法人", "30%"),
            ("云岭水务有限公司", "", "云岭市人民政府国有资产监督管理委员会", "机关法人", "25%"),
            ("云岭水务有限公司", "", "郑示例", "自然人", "45%")]  # fmt: skip
    with a_store(tmp_path) as store:
        loaded(store, workbook(tmp_path / "register.xlsx", {"股东": [header, *rows]}))
        state = ControlService(store).control(ASK, "云岭水务有限公司", HALF).state
    assert state is not None and (state.computed, state.rung) == ("controlled", 2) and len(state.path) == 2


def test_unknown_is_never_printed_as_not_state_owned(tmp_path: Path) -> None:
    with held(tmp_path, "甲,person,公司,30%") as service:
        state = service.control(ASK, "公司", HALF).state
    assert state is not None and state.computed == "unknown" and "不等于非国有" in state.text


_HELD_BY_THE_FIRST = (("共管公司", "30%"), ("委托公司", "60%"), ("代持公司", "60%"))


def test_agreements_proxies_and_declarations(tmp_path: Path) -> None:
    parties = ("协议编号", "当事人", "类型", "证件号码", "单位名称", "统一社会信用代码", "起", "止", "依据文件")
    proxies = ("委托人", "委托人类型", "受托人", "受托人类型", "性质", "单位名称", "起", "止", "依据文件")
    declared = ("单位名称", "统一社会信用代码", "实际控制人", "类型", "证件号码", "起", "止", "依据文件")
    unit = {"甲": "云岭甲公司", "乙": "云岭乙公司", "丙": "云岭丙公司"}
    first, second, third = unit.values()
    concert = [("1", who, "单位", "", "共管公司", "", "2020-01-01", "", "协议1") for who in (first, second)]
    sheets: Sheets = {
        "一致行动": [parties, *concert],
        "表决权委托": [
            proxies,
            (first, "单位", second, "单位", "表决权委托", "委托公司", "2020-01-01", "", "协议2"),
            (first, "单位", third, "单位", "代持", "代持公司", "2020-01-01", "2024-12-31", "协议3"),
        ],
        "实际控制人声明": [declared, ("委托公司", "", third, "单位", "", "2020-01-01", "", "年报")],
    }
    lines = [f"{first},unit,{name},{share}" for name, share in _HELD_BY_THE_FIRST] + [f"{second},unit,共管公司,30%"]
    with a_store(tmp_path) as store:
        loaded(store, workbook(tmp_path / "supplement.xlsx", sheets), source="同一来源")
        loaded(store, holdings_file(tmp_path, *lines), source="同一来源")
        service = ControlService(store)
        together, proxy, nominee = (service.control(ASK, name, HALF) for name in ("共管公司", "委托公司", "代持公司"))
        then = service.control(on(date(2023, 5, 5)), "代持公司", HALF)
        before = service.control(on(date(2019, 5, 5)), "共管公司", HALF)
    assert [sorted(member.name for member in one.members) for one in together.concerts] == [
        ["云岭乙公司", "云岭甲公司"]
    ]
    assert not together.computed and together.effective == "computed" and not before.concerts
    assert [name for name, *_ in controllers(proxy)] == [unit["乙"]]
    assert proxy.computed[0].proof[0].voter is not None and proxy.computed[0].proof[0].holder.name == unit["甲"]
    assert [one.controller.name for one in proxy.declared] == [unit["丙"]] and proxy.effective == "declared"
    assert [name for name, *_ in controllers(nominee)] == [unit["甲"]]
    assert [name for name, *_ in controllers(then)] == [unit["丙"]]


def test_finbench_through_the_file_gives_the_known_figures(tmp_path: Path) -> None:
    lines = []
    for name, kind in (("PersonInvestCompany", "person"), ("CompanyInvestCompany", "unit")):
        with (DATA / "finbench" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter="|")
            lines += [f"{row['investorId']},{kind},{row['companyId']},{row['ratio']}" for row in rows]
    with held(tmp_path, *lines) as service:
        limits = {"1/2": HALF, "1/3": Threshold(Fraction(1, 3)), "25%": Threshold(Fraction(1, 4), strict=False)}
        counts = {text: len(service.pairs(ASK, limit).pairs) for text, limit in limits.items()}
        (top,) = [pair for pair in service.pairs(ASK, HALF).pairs if pair.controller.name == "107"]
    assert counts == {"1/2": 69, "1/3": 395, "25%": 1050}
    assert (top.controller.kind, top.unit.name, top.certainty) == ("person", "8796093022841", "certain")
    assert Fraction(top.share) == Fraction("0.5775415690674331")


def test_what_a_subject_controls_nearest_first(tmp_path: Path) -> None:
    with held(tmp_path, *CHAIN) as service:
        answer = service.controlled(ASK, "甲", HALF, proof=True)
        none = service.controlled(ASK, "乙", HALF)
    assert [(one.unit.name, len(one.proof)) for one in answer.computed] == [("一公司", 1), ("二公司", 2)]
    assert not none.computed
    with held(tmp_path, *CHAIN) as service, pytest.raises(UnknownSubjectError, match="没有找到"):
        service.controlled(ASK, "谁也不是", HALF)


def test_the_tree_goes_up_and_down_and_exports(tmp_path: Path) -> None:
    with held(tmp_path, *CHAIN) as service:
        tree = ownership(service, ASK, "一公司")
        cut = ownership(service, ASK, "一公司", 2)
        key = service.store.find_subjects("一公司", service.store.known_run(), exact=True)[0].key
        around, more = ego(service.store, key, service.store.known_run(), 10)
    levels = {node.party.name: (node.level, node.look_through) for node in tree.nodes}
    assert levels == {"一公司": (0, None), "甲": (1, "51/100"), "乙": (1, "49/100"), "二公司": (-1, "51/100")}
    assert len(tree.edges) == 3 and cut.truncated and not tree.truncated
    text = graphml(of_ownership(tree))
    assert text == graphml(of_ownership(tree))
    (tmp_path / "tree.graphml").write_bytes(text)
    (tmp_path / "ego.graphml").write_bytes(graphml(around))
    drawn, near = nx.read_graphml(tmp_path / "tree.graphml"), nx.read_graphml(tmp_path / "ego.graphml")
    assert {drawn.nodes[node]["name"] for node in drawn} == {"一公司", "二公司", "甲", "乙"}
    assert sorted(data["capital"] for *_, data in drawn.edges(data=True)) == ["49%", "51%", "51%"]
    assert (len(near), near.number_of_edges(), more) == (4, 3, False)


def test_thresholds_and_shares_as_people_write_them() -> None:
    assert threshold("1/3", None) == Threshold(Fraction(1, 3))
    assert threshold(None, "25%") == Threshold(Fraction(1, 4), strict=False)
    assert threshold(None, None) == HALF and threshold("0.5", None) == HALF
    for more, least in (("1/2", "1/2"), ("half", None), ("150%", None), ("1/0", None), ("1", None)):
        with pytest.raises(BadRequestError):
            threshold(more, least)
    assert (percent(Fraction(1, 8)), percent(Fraction(1, 3))) == ("12.5%", "≈33.3333%")
    whole = Share(Fraction(0), Fraction(1))
    assert share_text(whole) == share_text(None) == "不详"
    assert share_text(Share(Fraction(1, 4), Fraction(1, 2))) == "25% 至 50%"
