"""Chinese words for changes: why an answer moved, and what stands now."""

from __future__ import annotations

from analysis.changes import Cause, Change, Kind
from analysis.findings import Finding
from analysis.overlay import is_kept
from graph.model.certainty import Truth
from graph.model.records import Basis
from guanlian import terms
from measures.vocabulary import Direction

STILL = "仍有同一事项的其他结论成立"
KINDS = {Kind.NEW: "新增", Kind.RELEASED: "解除", Kind.CHANGED: "变化"}
_CAUSES = {
    (Kind.NEW, Cause.ROSTER): "新列入名单",
    (Kind.RELEASED, Cause.ROSTER): "名单移出（撤销或屏蔽）",
    (Kind.CHANGED, Cause.ROSTER): "名单记载变动",
    (Kind.NEW, Cause.ROLE): "新任职务或新的关系",
    (Kind.RELEASED, Cause.ROLE): "离任或关系终止",
    (Kind.CHANGED, Cause.ROLE): "职务或关系的记载变动",
    (Kind.NEW, Cause.SHARE): "取得股权，推定控制成立",
    (Kind.RELEASED, Cause.SHARE): "转让股权，推定控制消失",
    (Kind.CHANGED, Cause.SHARE): "持股变动",
    (Kind.NEW, Cause.UNIT_KIND): "单位成为条款所指的类别",
    (Kind.RELEASED, Cause.UNIT_KIND): "单位不再属于条款所指的类别",
    (Kind.CHANGED, Cause.UNIT_KIND): "单位类别的记载变动",
    (Kind.NEW, Cause.LAW): "文件或条款开始施行",
    (Kind.RELEASED, Cause.LAW): "文件或条款停止施行",
    (Kind.CHANGED, Cause.LAW): "条款修改",
    (Kind.NEW, Cause.IDENTITY): "认定为同一主体",
    (Kind.RELEASED, Cause.IDENTITY): "同一主体的认定撤销",
    (Kind.CHANGED, Cause.IDENTITY): "同一主体的认定变动",
    (Kind.CHANGED, Cause.DAY): "日期推移（起止日只知范围，事实未变）",
    (Kind.NEW, Cause.DATA): "数据新增",
    (Kind.RELEASED, Cause.DATA): "数据更正",
    (Kind.CHANGED, Cause.DATA): "数据更正",
    (Kind.NEW, Cause.RECORD): "记录变动（例外、异议或继续保留）",
    (Kind.RELEASED, Cause.RECORD): "继续保留的期限届满或已解除",
    (Kind.CHANGED, Cause.RECORD): "记录变动（例外、异议或继续保留）",
}


def cause(kind: Kind, why: Cause) -> str:
    """Why, in a few words."""
    return _CAUSES[kind, why]


def with_share(why: Cause, finding: Finding) -> Cause:
    """A role that rests on computed control comes and goes with shares."""
    computed = any(step.basis == Basis.COMPUTED.value for step in finding.path)
    return Cause.SHARE if why is Cause.ROLE and computed else why


def standing(finding: Finding | None) -> str:
    """How a finding stands on one side: 成立、日期不明、不成立、继续保留, with what makes it a review."""
    if finding is None:
        return "无"
    if is_kept(finding):
        return "继续保留"
    if finding.holds is Truth.NO:
        return "不成立"
    reasons = "；".join(reason.text for reason in finding.review_reasons if reason.code != "status_unknown")
    word = "成立" if finding.holds is Truth.YES else "日期不明"
    return f"{word}（{finding.certainty.term}{'，' + reasons if reasons else ''}）"


def because_of(finding: Finding) -> str:
    """Through whom a subject is flagged: 李乙（监事）."""
    words = "、".join(terms.role(code) for code in finding.roles)
    return f"{finding.listed.name}（{words}）" if words else f"{finding.listed.name}（{finding.listed.case_number}）"


def sentence(change: Change, still: str | None) -> str:
    """One change in Chinese: whom, what, since when, why, and why they stay flagged."""
    finding = change.finding
    clause = f"{finding.document} {finding.number}{finding.part or ''}"
    through = f"，经{because_of(finding)}" if finding.direction is not Direction.SELF else ""
    since = f"，自{terms.day(change.day)}起" if change.day not in (None, "open") else ""
    told = f"{finding.subject.name}：{KINDS[change.kind]}{terms.DIRECTIONS[finding.direction]}（{clause}{through}）"
    return f"{told}{since}，原因：{cause(change.kind, change.cause)}{'；' + still if still else ''}。"
