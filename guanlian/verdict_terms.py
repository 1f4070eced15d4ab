"""Chinese words for verdicts, look-ups and the reasons why something was not checked."""

from __future__ import annotations

from analysis.demands import Demand, Relation
from analysis.freshness import DataFault, DataGap
from analysis.lookups import Failure
from analysis.verdict import Verdict
from guanlian import terms
from measures.vocabulary import ReachRole

VERDICTS = {
    Verdict.BLOCK: "命中禁止或限制类措施",
    Verdict.REVIEW: "须人工复核",
    Verdict.NOTE: "有提示事项",
    Verdict.CLEAR: "未发现",
    Verdict.UNAVAILABLE: "无法得出结论",
}
SOURCES = {"roster": "失信被执行人名单", "register": "登记数据"}
UNKNOWN_SUBJECT = "已装入的数据中没有与该编号、全称或完整号码一致的主体"
AMBIGUOUS_SUBJECT = "有多个主体符合，须先指定其一"
BY_NAME = "按姓名查得，已装入的数据中只有一人用此姓名；是否即所查之人，请先核对证件号码。"
NO_CLAUSE = "所选文件中没有在基准日施行的、属于该用途的条款"

_OTHER_WORDS = {
    "applicant": "申请人",
    ReachRole.FOUNDER_OR_OWNER.value: "开设人",
    ReachRole.PROJECT_AFFILIATED_UNIT.value: "项目关联单位",
    ReachRole.OTHER_ENTERPRISE_HEADED.value: "其任职的其他企业",
    ReachRole.CHILD_OF_LISTED_PERSON.value: "失信的自然人的子女",
    ReachRole.CHILD_OF_EXTENDED.value: "所列人员的子女",
}
_FAILURES = {
    Failure.NO_REGISTER_ROW: "登记数据中没有该单位，无法核查其{words}",
    Failure.NOT_STANDING: "登记状态为{status}，该单位是否存续、由谁负责须另行核实",
    Failure.NOBODY_RECORDED: "数据未载明{words}",
    Failure.CONTROLLER_UNKNOWN: "未登记、未申报实际控制人，无法核查",
    Failure.NOT_IN_DATA: "任何来源都不载明{words}，须由申请人说明",
    Failure.NO_IDENTIFIER: "{names}没有完整证件号码，仅凭姓名不能确认其在其他单位是否为{words}，也不能排除同名",
    Failure.IDENTITY_OPEN: "{names}很可能就是某失信单位的{words}，是否同一人未经人工核定，请先核定",
    Failure.KIND_UNKNOWN: "数据未载明{names}是否属于条款所指的单位类别",
    Failure.CHILDREN_NOT_ANSWERED: "条款限制失信者等的子女就读；本系统对子女不作结论，请按条款原文办理",
    Failure.POST_NOT_STATED: "该人在名单上，未指明拟任职务和单位，请用任职核查（appoint-check）",
}
_FAULTS = {
    DataFault.MISSING: "没有装入{kind}",
    DataFault.PARTIAL: "{kind}只装入了部分，没有记录不等于未列入",
    DataFault.LATER: "{kind}{source}最早截至{as_of}，晚于基准日，不能说明基准日的情况",
    DataFault.STALE: "{kind}{source}截至{as_of}，距基准日超过{limit}日",
}
_RELATIONS = {
    Relation.APPLICANT: "",
    Relation.AT: "该单位的",
    Relation.BY: "所任",
    Relation.POSTS_AT: "该单位的",
    Relation.POSTS_BY: "所任",
    Relation.ELSEWHERE: "主要负责人在其他单位所任",
    Relation.CHILDREN: "",
}


def word(code: str) -> str:
    """The term of a role word that a clause prints."""
    return _OTHER_WORDS.get(code) or terms.role(code)


def demand(asked: Demand) -> str:
    """A look-up in Chinese: 该单位的董事."""
    return _RELATIONS[asked.relation] + word(asked.word)


def failure(code: Failure, words: tuple[str, ...], names: tuple[str, ...], status: str | None) -> str:
    """Why a look-up failed, in Chinese."""
    told = "、".join(word(text) for text in words)
    return _FAILURES[code].format(words=told, names="、".join(names) or "该人", status=status or "")


def gap(found: DataGap) -> str:
    """Why a kind of source cannot carry a negative answer, in Chinese."""
    return _FAULTS[found.fault].format(
        kind=SOURCES[found.kind],
        source=f"（{found.source}）" if found.source else "",
        as_of=found.as_of,
        limit=found.limit,
    )
