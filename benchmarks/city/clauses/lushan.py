"""庐山市实施办法 (2022): its clauses that reach related persons, units and offices."""

from __future__ import annotations

from benchmarks.city.clauses.model import BANKING, BOARD, FIVE, FOUR, SIX, Clause, Document, from_day

_LISTED_AND_FOUR = "限制失信被执行人及失信被执行人的法定代表人、主要负责人、实际控制人、影响债务履行的直接责任人员"
_BODY_AND_FIVE = "有关机构及其法定代表人、实际控制人、董事、监事、高级管理人员为失信被执行人的"
_INCUMBENTS = "已担任相关职务的，按照有关程序依法免去其职务"


def _extends(number: str, part: str | None, tail: str) -> Clause:
    return Clause(number, part, "extends", FOUR, "restrict", f"{_LISTED_AND_FOUR}{tail}")


LUSHAN = Document(
    "lushan-2022",
    from_day(2022, 7, 29),  # no day of effect is printed; this is the day of issue
    (
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
            incumbents=_INCUMBENTS,
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
            incumbents=_INCUMBENTS,
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
        # Banks and guarantors only: brokers, funds, futures companies and insurers are not named.
        Clause(
            "3.3",
            None,
            "office",
            BOARD,
            "restrict",
            "限制失信被执行人担任银行业金融机构、融资性担保公司的董事、监事、高级管理人员",
            kinds=("financial_institution", "financing_guarantee"),
            sorts=BANKING,
        ),
        Clause(
            "3.4",
            None,
            "office",
            ("social_org_responsible_person",),
            "restrict",
            "限制其担任社会组织负责人",
            kinds=("social_organization",),
        ),
        Clause(
            "4.2",
            "c",
            "office",
            ("principal", *BOARD),
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
        # No clause on insurance premiums here; 7.5 is what the central opinion has as 7.6.
        _extends("7.5", None, "新建、扩建、高档装修房屋，购买非经营必需车辆等非生活和工作必需的消费行为"),
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
