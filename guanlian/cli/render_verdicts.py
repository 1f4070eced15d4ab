"""Verdicts, purposes and sweeps as readable text in Chinese."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from analysis.findings import Finding
from analysis.verdict import Verdict, grade
from guanlian import terms
from guanlian.cli.render import data
from guanlian.verdict_answers import OfficesAnswer, PurposeView, VerdictAnswer
from guanlian.verdict_terms import VERDICTS
from measures.vocabulary import Incumbents

_MOST_ROWS = 40
_COLOURS = {
    Verdict.BLOCK: "red",
    Verdict.REVIEW: "yellow",
    Verdict.NOTE: "cyan",
    Verdict.CLEAR: "green",
    Verdict.UNAVAILABLE: "magenta",
}


def verdict(console: Console, answer: VerdictAnswer) -> None:
    """One answer: the verdict, what it rests on, what was looked up, what was not, and the sentence."""
    colour = _COLOURS[answer.verdict]
    name = answer.subject.name if answer.subject else "（未能确定主体）"
    head = f"{name}  {answer.purpose_name}  基准日 {answer.as_of}"
    console.print(f"[bold {colour}]{VERDICTS[answer.verdict]}[/]（{answer.verdict.value}）  {head}")
    for party in answer.candidates:
        console.print(f"  可能是：{party.id}  {party.name}  {'、'.join(party.identifiers) or '—'}")
    if answer.findings:
        console.print(_findings(answer.findings))
    if answer.looked_up:
        made = "；".join(f"{look.term}（{len(look.parties)}）" for look in answer.looked_up)
        console.print(f"已查：{made}")
    for gap in answer.not_checked:
        console.print(f"[magenta]未能核查[/]：{gap.text}")
    for member in answer.members:
        console.print("联合体成员：", end="")
        verdict(console, member)
    data(console, answer.data)
    console.print(f"可粘贴的表述：{answer.sentence}", highlight=False, soft_wrap=True)


def _findings(findings: tuple[Finding, ...]) -> Table:
    table = Table("编号", "结论", "依据", "后果", "失信记录", "成立", "确定性", "需复核")
    for finding in sorted(findings, key=lambda one: list(Verdict).index(grade(one)))[:_MOST_ROWS]:
        table.add_row(
            finding.id,
            grade(finding).value,
            f"{finding.document} {finding.number}{finding.part or ''}",
            "、".join(terms.EFFECTS[effect] for effect in (finding.effect, *finding.also_effects)),
            f"{finding.listed.name} {finding.listed.case_number}",
            terms.HOLDS[finding.holds],
            finding.certainty.term,
            "；".join(reason.text for reason in finding.review_reasons if reason.code != "status_unknown") or "—",
        )
    return table


def purpose(console: Console, view: PurposeView) -> None:
    """One purpose with its clauses."""
    console.print(f"[bold]{view.name}[/]（{view.code}）：{view.question}")
    table = Table("事项", "条款")
    for matter, clauses in view.matters.items():
        table.add_row(matter, "、".join(clauses) or "—")
    console.print(table)
    limits = "，".join(f"{kind} {days} 日" for kind, days in view.limits.items())
    console.print(f"可见内容：{'、'.join(view.fields)}    数据时限：{limits}")


def sweep(console: Console, answer: OfficesAnswer) -> None:
    """One row per person, post and unit."""
    table = Table("单位", "单位类别", "人员", "职务", "任命或委派", "结论", "依据", "已任职者")
    for row in answer.rows[:_MOST_ROWS]:
        table.add_row(
            row.unit.name,
            "、".join(row.unit_kinds),
            row.person.name,
            row.title or terms.role(row.post),
            row.appointed_by or row.owner or "—",
            VERDICTS[row.verdict],
            "、".join(row.clauses),
            "、".join(terms.INCUMBENTS[Incumbents(word)] for word in row.incumbents),
        )
    console.print(table)
    if len(answer.rows) > _MOST_ROWS:
        console.print(f"共 {len(answer.rows)} 行，表中只列前 {_MOST_ROWS} 行；用 --json 取得全部。")
    for gap in answer.not_checked:
        console.print(f"[magenta]未能核查[/]：{gap.text}")
    data(console, answer.data)
