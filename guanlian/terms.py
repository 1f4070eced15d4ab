"""Chinese words for codes, for everything that prints: screens, tables, notices."""

from __future__ import annotations

from analysis.findings import Bounds, Day, Finding, Step
from graph.model.certainty import Truth
from graph.model.records import PartyKind
from graph.model.roles import Role
from measures.vocabulary import Direction, Effect, Incumbents, Listed, Status

DIRECTIONS = {
    Direction.SELF: "本人（本单位）失信",
    Direction.EXTENDS: "失信单位牵连人员",
    Direction.FLAGS: "任职人员失信牵连单位",
    Direction.QUERIES: "应当查询",
    Direction.OFFICE: "任职限制",
    Direction.SECOND_HOP: "二级牵连单位",
}
EFFECTS = {
    Effect.PROHIBIT: "禁止",
    Effect.RESTRICT: "限制",
    Effect.SUSPEND_OR_TERMINATE: "中止或终止",
    Effect.REMOVE_OR_CHANGE: "免职或变更",
    Effect.REVOKE_HONOUR: "撤销荣誉",
    Effect.CRIMINAL: "追究刑事责任",
    Effect.STRICT_REVIEW: "从严审核",
    Effect.KEY_SUPERVISION: "重点监管",
    Effect.PRUDENTIAL_REFERENCE: "审慎性参考",
    Effect.REFERENCE_FOR_EVALUATION: "评价参考",
    Effect.ANNOTATE: "备注失信情况",
    Effect.NOTIFY_COURT: "通报法院",
    Effect.ASSIST: "协助",
    Effect.PUBLICISE: "公布",
    Effect.OTHER: "其他（见原文）",
}
HOLDS = {Truth.YES: "是", Truth.NO: "否", Truth.UNKNOWN: "日期不明"}
STATUSES = {
    Status.IN_FORCE: "现行有效",
    Status.SUPERSEDED: "已被替代",
    Status.REPEALED: "已废止",
    Status.UNKNOWN: "效力未核实",
}
INCUMBENTS = {
    Incumbents.REMOVE: "已任职的依法免去",
    Incumbents.ADVISE_REMOVAL: "已任职的提出不再担任的意见",
    Incumbents.REQUIRE_CHANGE: "已任职的要求变更",
    Incumbents.NOT_STATED: "条款未规定已任职的如何处理",
}
LISTED = {Listed.PERSON: "失信个人", Listed.UNIT: "失信单位"}
KINDS = {PartyKind.PERSON: "个人", PartyKind.UNIT: "单位"}
BASES = {
    "printed": "来源载明",
    "title": "由职务认定",
    "registered": "依登记类型认定",
    "declared": "申报或声明",
    "court": "法院载明",
    "computed": "推定",
}


def day(value: Day | None) -> str:
    """A bound in Chinese: a day, 至今, or the limits within which it falls."""
    if value is None:
        return "—"
    if isinstance(value, Bounds):
        if value.earliest and value.latest:
            return f"{value.earliest} 至 {value.latest} 之间"
        return f"不早于 {value.earliest}" if value.earliest else f"不晚于 {value.latest}" if value.latest else "不详"
    return "至今" if value == "open" else value


def role(code: str) -> str:
    """The legal term of a role or post code."""
    return Role(code).term if code in Role._value2member_map_ else code


def path_sentence(finding: Finding) -> str:
    """The path of a finding as one Chinese sentence."""
    return "；".join(step_sentence(step) for step in finding.path)


def step_sentence(step: Step) -> str:
    """One step of a path in Chinese."""
    if step.type == "listing":
        return f"{step.from_name} 于 {day(step.since)} 列入失信被执行人名单（{step.title}）"
    if step.type == "identity":
        return f"{step.from_name} 与另一来源中的同名者{step.certainty.term}是同一主体（{step.evidence}）"
    if step.type == "holding":
        return f"{step.from_name} 持有 {step.to_name}：{step.title}"
    if step.type == "unit_class":
        return f"{step.from_name} 属于 {step.title}"
    title = f"（职务：{step.title}）" if step.title and step.title != step.role_term else ""
    doubt = "" if step.certainty.rank == 0 else f"，角色认定：{step.certainty.term}"
    return f"{step.from_name} 是 {step.to_name} 的{step.role_term}{title}{doubt}"


def source(step: Step) -> str:
    """Where a step stands: file, sheet, row and the document the row names."""
    if step.source is None:
        return "—"
    sheet = f" {step.source.sheet}" if step.source.sheet else ""
    document = f"（{step.source.document}）" if step.source.document else ""
    return f"{step.source.file}{sheet} 第 {step.source.row} 行{document}"
