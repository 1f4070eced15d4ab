"""莱芜区信用办〔2020〕17号: its clauses that reach related persons and offices.

Roles that stand only in the laws of its appendix reach nobody.
"""

from __future__ import annotations

from benchmarks.city.clauses.model import BOARD, STATE_OWNED, Clause, Document, from_day

# Without 实际控制人.
_THREE = ("legal_representative", "principal", "directly_responsible")

LAIWU = Document(
    "laiwu-2020",
    from_day(2020, 11, 21),  # no day of effect is printed; this is the day of issue
    (
        # A bare heading: 高管 and nothing else.
        Clause("23", None, "office", ("senior_manager",), "restrict", "依法限制担任国企高管", kinds=STATE_OWNED),
        Clause(
            "24",
            None,
            "office",
            BOARD,
            "restrict",
            "依法限制任职融资性担保公司或金融机构的董事、监事、高级管理人员",
            kinds=("financing_guarantee", "financial_institution"),
        ),
        Clause(
            "25",
            None,
            "office",
            ("social_org_responsible_person",),
            "restrict",
            "依法限制担任社会组织负责人",
            kinds=("social_organization",),
        ),
        Clause(
            "26",
            None,
            "office",
            ("legal_representative",),
            "restrict",
            "依法限制登记为事业单位法定代表人",
            kinds=("institution",),
        ),
        Clause(
            "28",
            None,
            "office",
            ("enterprise_responsible_person",),
            "other",
            "扣发或追索扣回企业负责人的绩效年薪和任期激励收入；情节严重的，给予纪律处分或者对企业负责人进行调整",
            kinds=("soe_district_supervised",),
        ),
        Clause(
            "29",
            "c",
            "extends",
            _THREE,
            "prohibit",
            "对失信生产经营单位法定代表人、主要负责人和直接责任人，不得授予道德模范荣誉称号",
            listed_class="生产经营单位",
        ),
        Clause(
            "29",
            "d",
            "extends",
            _THREE,
            "revoke_honour",
            "已获得道德模范荣誉称号的予以撤销",
            honour=True,
            listed_class="生产经营单位",
        ),
        Clause(
            "30",
            "a",
            "extends",
            _THREE,
            "prohibit",
            "对失信生产经营单位法定代表人、主要负责人和直接责任人，不得授予五一劳动奖章荣誉称号",
            listed_class="生产经营单位",
        ),
        Clause(
            "30",
            "b",
            "extends",
            _THREE,
            "revoke_honour",
            "已获得五一劳动奖章荣誉称号的予以撤销",
            honour=True,
            listed_class="生产经营单位",
        ),
    ),
    courts=("莱芜区人民法院",),
)
