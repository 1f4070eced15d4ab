"""济南高新区 济高信用办[2020]1号: its clauses that reach related persons, units and offices."""

from __future__ import annotations

from benchmarks.city.clauses.model import BOARD, FIVE, FOUR, STATE_OWNED, Clause, Document, from_day

_LISTED_AND_FOUR = "限制失信被执行人及失信被执行人的法定代表人、主要负责人、影响债务履行的直接责任人员、实际控制人"
_INCUMBENTS = "已担任相关职务的，提出其不再担任相关职务的意见"


def _extends(number: str, part: str | None, tail: str) -> Clause:
    return Clause(number, part, "extends", FOUR, "restrict", f"{_LISTED_AND_FOUR}{tail}")


JINAN = Document(
    "jinan-gaoxin-2020",
    from_day(2020, 2, 24),  # no day of effect is printed; this is the day of issue
    (
        Clause(
            "3",
            "b",
            "office",
            BOARD,
            "restrict",
            "限制失信被执行人任职融资性担保公司或金融机构的董事、监事、高级管理人员",
            kinds=("financing_guarantee", "financial_institution"),
        ),
        Clause(
            "5",
            "b",
            "extends",
            FOUR,
            "restrict",
            "失信被执行人（企事业单位）的法定代表人、主要负责人、影响债务履行的直接责任人员、实际控制人支付高额保费购买具有现金价值的保险产品",
            listed_class="企事业单位",
        ),
        # Only one of the two: the plan of the listed company stops, or the grantees lose their right.
        Clause(
            "7",
            None,
            "extends",
            ("equity_incentive_grantee",),
            "suspend_or_terminate",
            "对失信被执行人为境内国有控股上市公司的，协助中止其股权激励计划或终止其股权激励对象行权资格",
            listed_class="境内国有控股上市公司",
        ),
        # A query; strict review is for the listed applicant alone.
        Clause(
            "9",
            None,
            "queries",
            FIVE,
            "other",
            "查询拟授信对象及其法定代表人、实际控制人、董事、监事、高级管理人员是否为失信被执行人",
        ),
        Clause(
            "11",
            None,
            "queries",
            FIVE,
            "prudential_reference",
            "查询相关机构及其法定代表人、实际控制人、董事、监事、高级管理人员是否为失信被执行人，对其享受该政策时审慎性参考",
        ),
        Clause(
            "12",
            None,
            "flags",
            FIVE,
            "key_supervision",
            "以失信被执行人为法定代表人、实际控制人、董事、监事、高级管理人员的单位，作为重点监管对象",
        ),
        # Unlike the other texts: every director and supervisor of a company with a state share.
        Clause(
            "13",
            "a",
            "office",
            ("director", "supervisor"),
            "restrict",
            "限制其担任国有独资公司董事、监事及国有资本控股或参股公司董事、监事",
            kinds=("soe_wholly_state_owned", "soe_state_controlled", "soe_state_participated"),
            incumbents=_INCUMBENTS,
        ),
        Clause(
            "13",
            "b",
            "office",
            ("senior_manager",),
            "restrict",
            "国有企业的高级管理人员",
            kinds=STATE_OWNED,
            incumbents=_INCUMBENTS,
        ),
        # 法定代表人 stands in the heading; the body is silent.
        Clause(
            "13",
            "c",
            "office",
            ("legal_representative",),
            "restrict",
            "限制担任国有企业法定代表人、董事、监事",
            kinds=STATE_OWNED,
            heading_only=True,
        ),
        Clause(
            "14",
            None,
            "office",
            ("legal_representative",),
            "restrict",
            "限制登记为事业单位法定代表人",
            kinds=("institution",),
        ),
        # 领导成员, no other word; honours already held go too.
        Clause(
            "18",
            "a",
            "flags",
            ("leading_member",),
            "prohibit",
            "对于机关、企事业单位、社会团体或其领导成员为失信被执行人的，不得参加文明单位评选",
        ),
        Clause(
            "18",
            "b",
            "flags",
            ("leading_member",),
            "revoke_honour",
            "已经取得文明单位荣誉称号的予以撤销",
            honour=True,
        ),
        _extends("19", None, "乘坐飞机、列车软卧、乘坐G字头动车组列车全部座位、其他动车组列车一等以上座位"),
        _extends("20", "a", "住宿四星级以上宾馆、酒店及其他高等级、高消费宾馆、酒店"),
        # The sentence goes on with the same subjects.
        Clause("20", "b", "extends", FOUR, "restrict", "限制在夜总会、高尔夫球场消费"),
        _extends("21", "a", "购买房产、土地等不动产"),
        _extends("22", "a", "参加旅行社组织的团队旅游"),
        # 其 may mean the debtor alone; read like the half sentence before it.
        Clause("22", "b", "extends", FOUR, "restrict", "限制其享受旅行社提供的旅游相关的其他服务"),
        # 23 names the children of debtor and officers: it reaches nobody in the files.
        Clause(
            "27",
            None,
            "office",
            ("principal", *BOARD),
            "restrict",
            "协助限制失信被执行人担任生产经营单位主要负责人及董事、监事、高级管理人员",
            kinds=("production_business_unit",),
            incumbents="已担任相关职务的，按规定程序要求变更",
        ),
    ),
)
