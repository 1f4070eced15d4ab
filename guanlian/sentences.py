"""The Chinese sentence that a reviewer can paste into the file: clause, path, day, certainty; numbers masked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from analysis.findings import Bounds, Day, Finding, Party
from analysis.orders import ORDERED
from analysis.verdict import Verdict, grade
from guanlian import terms
from guanlian.answers import DataState, OrderView
from guanlian.verdict_answers import NotCheckedView
from guanlian.verdict_terms import VERDICTS
from measures.vocabulary import Matter

_MOST_PATHS = 3
_MOST_CLAUSES = 5
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
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in ordered:
        groups.setdefault(_shared(finding), []).append(finding)
    told = list(groups.values())[:_MOST_PATHS]
    parts += [findings_sentence(group) for group in told]
    if left := len(ordered) - sum(map(len, told)):
        parts.append(f"另有{left}项，见清单。")
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


def beyond_the_roster(verdict: Verdict, matters: Collection[Matter]) -> str:
    """What a clear answer on consumption cannot say: many are restricted by an order of their own and never listed."""
    if verdict is not Verdict.CLEAR or ORDERED.isdisjoint(matters):
        return ""
    return "未列入失信名单而被限制消费的人，限制消费令未装入的，本次不能查出，须向执行法院查询。"


def findings_sentence(findings: Sequence[Finding]) -> str:
    """Findings along one path: what was found, the clauses it answers to, how sure, and what to look at."""
    first = findings[0]
    path, certainty, holds, *reasons = _shared(first)
    clauses = "；".join(map(_clause, findings[:_MOST_CLAUSES]))
    more = f"等{len(findings)}项条款" if len(findings) > _MOST_CLAUSES else ""
    review = f"；需注意：{'；'.join(reasons)}" if reasons else ""
    return f"{path}。依据：{clauses}{more}（该日成立：{holds}；确定性：{certainty}{review}）。"


def _clause(finding: Finding) -> str:
    """The clause, what it does and on which days it does it."""
    effects = "、".join(terms.EFFECTS[effect] for effect in (finding.effect, *finding.also_effects))
    days = f"{terms.day(finding.since)}起，{_to(finding.until)}"
    return f"《{finding.document_title}》{finding.number}{finding.part or ''}（{finding.title}），{effects}，{days}"


def _to(until: Day) -> str:
    """The end as people write it: the last day on which it stands."""
    if isinstance(until, Bounds):
        return f"止于{terms.day(until)}"
    if until == "open":
        return terms.day(until)
    return f"至{date.fromisoformat(until) - timedelta(days=1)}"


def _shared(finding: Finding) -> tuple[str, ...]:
    """What findings of one group have in common: path, certainty, whether it holds, and the reasons for review."""
    path = terms.path_sentence(finding) or f"{finding.listed.name}在失信被执行人名单上"
    reasons = (reason.text for reason in finding.review_reasons)
    return path, finding.certainty.term, terms.HOLDS[finding.holds], *reasons


def _named(subject: Party | str) -> str:
    if isinstance(subject, str):
        return f"“{subject}”"
    return f"{subject.name}（{subject.identifiers[0]}）" if subject.identifiers else subject.name


def _data(states: Sequence[DataState]) -> str:
    if not states:
        return "尚未装入任何数据。"
    told = "、".join(f"{state.source}截至{state.as_of}{'' if state.complete else '（部分）'}" for state in states)
    return f"数据：{told}。"
