"""The central opinion 中办发〔2016〕64号: its clauses that reach related persons, units and offices."""

from __future__ import annotations

from datetime import date

from benchmarks.city.clauses.model import BOARD, FIVE, FIVE_SORTS, FOUR, SIX, Clause, Document

_LISTED_AND_FOUR = "失信被执行人及失信被执行人的法定代表人、主要负责人、实际控制人、影响债务履行的直接责任人员"
_BODY_AND_FIVE = "有关机构及其法定代表人、实际控制人、董事、监事、高级管理人员为失信被执行人的"


def _extends(number: str, part: str | None, tail: str, effect: str = "restrict") -> Clause:
    return Clause(number, part, "extends", FOUR, effect, f"限制{_LISTED_AND_FOUR}{tail}")


CENTRAL = Document(
    "central-2016",
    # The text prints no day; its number 〔2016〕64号 gives the year.
    (date(2016, 1, 1), date(2016, 12, 31)),
    (
        # The words order a query and say what a hit weighs; 5.3 orders one and, for officers, says nothing more.
        Clause(
            "2.2",
            None,
            "queries",
            FIVE,
            "prudential_reference",
            "查询相关机构及其法定代表人、实际控制人、董事、监事、高级管理人员是否为失信被执行人，作为其享受该政策的审慎性参考",
        ),
        Clause(
            "3.1",
            "a",
            "office",
            BOARD,
            "restrict",
            "限制其担任国有独资公司、国有资本控股公司董事、监事、高级管理人员",
            kinds=("soe_wholly_state_owned", "soe_state_controlled"),
            incumbents="已担任相关职务的，按照有关程序依法免去其职务",
        ),
        Clause(
            "3.1",
            "b",
            "office",
            BOARD,
            "restrict",
            "国有资本参股公司国有股权方派出或推荐的董事、监事、高级管理人员",
            kinds=("soe_state_participated",),
            appointed_only=True,
            incumbents="已担任相关职务的，按照有关程序依法免去其职务",
        ),
        Clause(
            "3.2",
            None,
            "office",
            ("legal_representative",),
            "restrict",
            "限制其登记为事业单位法定代表人",
            kinds=("institution",),
        ),
        Clause(
            "3.3",
            None,
            "office",
            BOARD,
            "restrict",
            "限制失信被执行人担任银行业金融机构、证券公司、基金管理公司、期货公司、保险公司、融资性担保公司的董事、监事、高级管理人员",
            kinds=("financial_institution", "financing_guarantee"),
            sorts=FIVE_SORTS,
        ),
        Clause(
            "3.4",
            None,
            "office",
            ("social_org_responsible_person",),
            "restrict",
            "限制其登记或备案为社会组织负责人",
            kinds=("social_organization",),
        ),
        Clause(
            "4.2",
            "c",
            "office",
            ("principal", "director", "supervisor", "senior_manager"),
            "restrict",
            "限制失信被执行人担任上述行业单位主要负责人及董事、监事、高级管理人员",
            kinds=("food_drug_hazardous_industry_unit",),
            incumbents="已担任相关职务的，按规定程序要求予以变更",
        ),
        Clause("5.1", "b", "flags", FIVE, "prohibit", f"{_BODY_AND_FIVE}，不得参加文明单位、慈善类奖项评选"),
        Clause(
            "5.1",
            "c",
            "flags",
            FIVE,
            "revoke_honour",
            "列入失信被执行人后取得的文明单位荣誉称号、慈善类奖项予以撤销",
            honour=True,
        ),
        Clause(
            "5.3",
            None,
            "queries",
            SIX,
            "other",
            "查询拟授信对象及其法定代表人、主要负责人、实际控制人、董事、监事、高级管理人员是否为失信被执行人",
        ),
        _extends("6.1", "a", "购买或取得房产、土地使用权等不动产"),
        _extends("7.1", None, "乘坐列车软卧、G字头动车组列车全部座位、其他动车组列车一等以上座位、民航飞机"),
        _extends("7.2", "a", "住宿星级以上宾馆饭店、国家一级以上酒店及其他高消费住宿场所"),
        Clause("7.2", "b", "extends", FOUR, "restrict", "限制其在夜总会、高尔夫球场等高消费场所消费"),
        _extends("7.3", "a", "参加旅行社组织的团队出境旅游，以及享受旅行社提供的与出境旅游相关的其他服务"),
        _extends("7.4", None, "以其财产支付子女入学就读高收费私立学校"),
        _extends("7.5", None, "支付高额保费购买具有现金价值的保险产品"),
        _extends("7.6", None, "新建、扩建、高档装修房屋，购买非经营必需车辆等非生活和工作必需的消费行为"),
        Clause(
            "9",
            None,
            "flags",
            SIX,
            "key_supervision",
            "以失信被执行人为法定代表人、主要负责人、实际控制人、董事、监事、高级管理人员的单位，作为重点监管对象",
        ),
    ),
)
