"""The Chinese sentence that a reviewer can paste into the file: clause, path, day, certainty; numbers masked."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.findings import Finding, Party
from analysis.verdict import Verdict, grade
from guanlian import terms
from guanlian.answers import DataState, OrderView
from guanlian.verdict_answers import NotCheckedView
from guanlian.verdict_terms import VERDICTS

_MOST_FINDINGS = 3
_MOST_GAPS = 4
_ORDER = list(Verdict)
_CLOSING = "以上供经办人核实后依法处理，不自动作出决定。"


def verdict_sentence(
    subject: Party | str,
    purpose: str,
    as_of: str,
    verdict: Verdict,
    findings: Sequence[Finding],
    not_checked: Sequence[NotCheckedView],
    data: Sequence[DataState],
) -> str:
    """The whole answer in one paragraph. A subject that could not be settled is given as it was asked for."""
    parts = [f"{_named(subject)}，用途：{purpose}，基准日{as_of}：{VERDICTS[verdict]}。"]
    ordered = sorted(findings, key=lambda finding: _ORDER.index(grade(finding)))
    parts += [finding_sentence(finding) for finding in ordered[:_MOST_FINDINGS]]
    if len(ordered) > _MOST_FINDINGS:
        parts.append(f"另有{len(ordered) - _MOST_FINDINGS}项，见清单。")
    if not_checked:
        gaps = "；".join(gap.text for gap in not_checked[:_MOST_GAPS])
        more = f"；另有{len(not_checked) - _MOST_GAPS}项" if len(not_checked) > _MOST_GAPS else ""
        parts.append(f"未能核查：{gaps}{more}。")
    parts.append(_data(data))
    return "".join(parts) + _CLOSING


def order_sentence(orders: Sequence[OrderView]) -> str:
    """Standing orders, said before everything else; empty where there is none."""
    if not orders:
        return ""
    told = "；".join(
        f"{order.document}（因{order.unit}，身份：{order.role_term}，{terms.day(order.since)}起）" for order in orders
    )
    return f"另有限制消费令未见解除：{told}。限制消费令与失信名单相互独立，移出名单不等于解除限制消费。"


def finding_sentence(finding: Finding) -> str:
    """One finding: the clause, what it does, along which path, since when, how sure, and what to look at."""
    clause = f"《{finding.document_title}》{finding.number}{finding.part or ''}（{finding.title}）"
    effects = "、".join(terms.EFFECTS[effect] for effect in (finding.effect, *finding.also_effects))
    path = terms.path_sentence(finding) or f"{finding.listed.name}在失信被执行人名单上"
    days = f"{terms.day(finding.since)}起，{terms.day(finding.until)}"
    holds = f"该日成立：{terms.HOLDS[finding.holds]}"
    reasons = "；".join(reason.text for reason in finding.review_reasons)
    review = f"，需注意：{reasons}" if reasons else ""
    certainty = finding.certainty.term
    return f"依据{clause}，{effects}：{path}（{days}，{holds}，确定性：{certainty}{review}）。"


def _named(subject: Party | str) -> str:
    if isinstance(subject, str):
        return f"“{subject}”"
    return f"{subject.name}（{subject.identifiers[0]}）" if subject.identifiers else subject.name


def _data(states: Sequence[DataState]) -> str:
    if not states:
        return "尚未装入任何数据。"
    told = "、".join(f"{state.source}截至{state.as_of}{'' if state.complete else '（部分）'}" for state in states)
    return f"数据：{told}。"
