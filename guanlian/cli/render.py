"""Answers as readable tables in Chinese."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from analysis.findings import Finding, Step
from graph.model.certainty import Certainty, Truth
from guanlian import terms
from guanlian.answers import CheckAnswer, DataState, ExplainAnswer, ExposuresAnswer

_MOST_ROWS = 25


def check(console: Console, answer: CheckAnswer) -> None:
    """One subject: what was found, or what was searched and that nothing was found."""
    if answer.subject is None:
        console.print("有多个主体符合，请用编号指定其一（绝不自动选择同名者）：")
        table = Table("编号", "名称", "类型", "证件号码")
        for party in answer.candidates:
            table.add_row(party.id, party.name, terms.KINDS[party.kind], "、".join(party.identifiers) or "—")
        console.print(table)
        return
    subject = answer.subject
    shown = "、".join(subject.identifiers) or "无证件号码"
    console.print(
        f"[bold]{subject.name}[/]（{terms.KINDS[subject.kind]}，{shown}，{subject.id}）  基准日 {answer.as_of}"
    )
    if answer.findings:
        _findings(console, answer.findings)
    else:
        console.print("[green]未发现[/]：在下列数据和条款范围内，该日没有命中。这不等于没有风险，请看检索范围。")
    for order in answer.orders:
        console.print(
            f"[yellow]限制消费令[/]：{order.document}，因{order.unit}（{order.role_term}），{terms.day(order.since)}起，"
            f"该日有效：{terms.HOLDS[order.holds]}。与失信名单相互独立，移出名单不等于解除。"
        )
    if answer.past_findings:
        console.print(f"另有 {answer.past_findings} 项在该日已不成立或尚未成立的记录。")
    if answer.searched:
        searched = answer.searched
        console.print(
            f"检索范围：{len(searched.documents)} 个文件 {searched.rules} 条规则，名单记录 {searched.entries} 条，"
            f"任职等关系 {searched.roles} 条，同名线索 {searched.name_links} 条。"
        )
    data(console, answer.data)


def exposures(console: Console, answer: ExposuresAnswer) -> None:
    """All findings of a day, with a summary by direction and certainty."""
    summary = Table("牵连方向", "确定", "很可能", "可能", "其中日期不明", title=f"基准日 {answer.as_of}")
    counts = Counter((finding.direction, finding.certainty) for finding in answer.findings)
    unknown = Counter(finding.direction for finding in answer.findings if finding.holds is Truth.UNKNOWN)
    for direction, word in terms.DIRECTIONS.items():
        if any(counts[direction, tier] for tier in Certainty):
            summary.add_row(word, *(str(counts[direction, tier]) for tier in Certainty), str(unknown[direction]))
    console.print(summary)
    _findings(console, answer.findings)
    data(console, answer.data)


def offices(console: Console, answer: ExposuresAnswer) -> None:
    """One row per person, post, unit and clause."""
    table = Table(Column("编号", no_wrap=True), "人员", "职务", "单位", "依据", "已任职者", "成立", "确定性", "需复核")
    for finding in answer.findings[:_MOST_ROWS]:
        table.add_row(
            finding.id,
            finding.subject.name,
            terms.role(finding.post or ""),
            finding.unit.name if finding.unit else "—",
            _clause(finding),
            terms.INCUMBENTS[finding.incumbents] if finding.incumbents else "—",
            terms.HOLDS[finding.holds],
            finding.certainty.term,
            _reasons(finding),
        )
    console.print(table)
    _more(console, len(answer.findings))
    data(console, answer.data)


def explain(console: Console, answer: ExplainAnswer) -> None:
    """Everything about one finding."""
    finding = answer.finding
    console.print(f"[bold]{finding.subject.name}[/]  {terms.DIRECTIONS[finding.direction]}  {finding.id}")
    console.print(
        f"依据：《{finding.document_title}》{_clause(finding)} {finding.title}（{terms.STATUSES[finding.status]}）"
    )
    console.print(Text(f"原文：{finding.quote}", style="italic"))
    console.print(f"后果：{_effects(finding)}    实施单位：{'、'.join(finding.agencies) or '条款未载明'}")
    console.print(
        f"期间：{terms.day(finding.since)} — {terms.day(finding.until)}    {answer.as_of} 成立："
        f"{terms.HOLDS[finding.holds]}    确定性：{finding.certainty.term}"
    )
    for reason in finding.review_reasons:
        if reason.code != "status_unknown":  # said beside the document's title
            console.print(f"需复核：{reason.text}")
    _steps(console, "路径", finding.path)
    if answer.deciding:
        _steps(console, "推定所依据的持股（足以判定，缺一不可）", answer.deciding)
    data(console, answer.data)


def _steps(console: Console, title: str, steps: tuple[Step, ...]) -> None:
    table = Table("步骤", "内容", "期间", "来源", title=title)
    for number, step in enumerate(steps, 1):
        table.add_row(
            str(number),
            terms.step_sentence(step),
            f"{terms.day(step.since)} — {terms.day(step.until)}",
            terms.source(step),
        )
    console.print(table)


def data(console: Console, states: tuple[DataState, ...]) -> None:
    """The sources behind an answer and how fresh they are."""
    if not states:
        console.print("[yellow]数据：尚未装入任何来源。[/]")
        return
    parts = [_state(state) for state in states]
    console.print("数据：" + "；".join(parts))


def _state(state: DataState) -> str:
    completeness = "完整" if state.complete else "部分"
    assumed = "，日期为推定" if state.as_of_assumed else ""
    return f"{state.source}（{completeness}，截至 {state.as_of}{assumed}）"


def _findings(console: Console, findings: tuple[Finding, ...]) -> None:
    table = Table(Column("编号", no_wrap=True), "主体", "方向", "依据", "后果", "失信记录", "成立", "确定性")
    for finding in findings[:_MOST_ROWS]:
        table.add_row(
            finding.id,
            finding.subject.name,
            terms.DIRECTIONS[finding.direction] + _role_words(finding),
            _clause(finding),
            _effects(finding),
            f"{finding.listed.name} {finding.listed.case_number}",
            terms.HOLDS[finding.holds],
            finding.certainty.term,
        )
    console.print(table)
    _more(console, len(findings))


def _more(console: Console, count: int) -> None:
    if count > _MOST_ROWS:
        console.print(f"共 {count} 项，表中只列前 {_MOST_ROWS} 项；用 --json 取得全部。")


def _role_words(finding: Finding) -> str:
    return f"（{'、'.join(terms.role(code) for code in finding.roles)}）" if finding.roles else ""


def _clause(finding: Finding) -> str:
    return f"{finding.document} {finding.number}{finding.part or ''}"


def _effects(finding: Finding) -> str:
    return "、".join(terms.EFFECTS[effect] for effect in (finding.effect, *finding.also_effects))


def _reasons(finding: Finding) -> str:
    return "；".join(reason.text for reason in finding.review_reasons if reason.code != "status_unknown") or "—"
