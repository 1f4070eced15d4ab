"""The review of identities as tables in Chinese."""

from __future__ import annotations

from rich.table import Table

from graph.model.certainty import IdentityTier
from guanlian import terms
from guanlian.review_answers import TIERS, VERDICTS, CaseAnswer, FullSideView, QueueAnswer, SideView


def queue_table(answer: QueueAnswer) -> Table:
    """The queue as one table."""
    tally = "、".join(f"{TIERS[IdentityTier(tier)]} {count}" for tier, count in answer.by_tier.items())
    more = "；线索过多，只看了前面的部分" if answer.more else ""
    title = f"身份复核：{answer.total} 项" + (f"（{tally}{more}）" if tally else "")
    table = Table("编号", "层级", "左侧", "右侧", "依据", "状态", title=title)
    for case in answer.cases:
        table.add_row(case.case, case.tier_term, _brief(case.left), _brief(case.right), case.evidence, case.status_term)
    return table


def _brief(side: SideView) -> str:
    numbers = "、".join(side.identifiers) or "无号码"
    return f"{side.name}（{numbers}）{'【名单】' if side.on_roster else ''}\n{side.source.source}"


def sides_table(answer: CaseAnswer) -> Table:
    """Both sides of a case beside each other."""
    title = f"{answer.case}　{answer.tier_term}　{answer.status_term}"
    if answer.verdict:
        title += f"：{VERDICTS[answer.verdict]}（{answer.decided_by}）"
    caption = f"{answer.evidence}\n当日有 {answer.findings} 项结论以此线索为据。"
    table = Table("", "左侧", "右侧", title=title, caption=caption)
    for label, left, right in zip(_LABELS, _cells(answer.left), _cells(answer.right), strict=True):
        table.add_row(label, left, right)
    return table


_LABELS = ("记录", "姓名或名称", "其他名称", "证件号码", "性别", "出生年份", "地区", "任职等", "名单记录", "出处")


def _cells(side: FullSideView) -> tuple[str, ...]:
    born = "—" if side.birth_years is None else "—".join(dict.fromkeys(map(str, side.birth_years)))
    roles = [
        f"{role.unit_name}：{role.role_term}（{terms.day(role.since)} 起，{terms.day(role.until)}）"
        for role in side.roles
    ]
    entries = [f"{entry.case_number}（{entry.court}，{terms.day(entry.since)}）" for entry in side.entries]
    place = f"{side.source.file} 第 {side.source.row} 行"
    return (
        side.mention,
        side.name,
        "、".join(side.former_names) or "—",
        "、".join(side.identifiers) or "—",
        {"male": "男", "female": "女"}.get(side.sex or "", "—"),
        born,
        side.division or "—",
        "\n".join(roles) or "—",
        "\n".join(entries) or "—",
        place,
    )


def waterfall_table(answer: CaseAnswer) -> Table:
    """The evidence feature by feature, with the sum so far."""
    probability = "不作估计" if answer.probability is None else f"{answer.probability:.4f}"
    namesakes = "—" if answer.namesakes is None else f"约 {answer.namesakes:.2g} 人"
    table = Table("特征", "作用", "比特", "累计", "说明", title=f"证据　概率：{probability}　预计同名者：{namesakes}")
    for piece in answer.waterfall:
        bits, running = ("—" if step is None else f"{step:+.1f}" for step in (piece.bits, piece.running))
        table.add_row(piece.feature_term, piece.says_term, bits, running, piece.note)
    return table


def decisions_table(answer: CaseAnswer) -> Table:
    """What people decided, oldest first."""
    table = Table("时间", "经办人", "行为", "结论", "理由", "有效", title="核定记录")
    for row in answer.decisions:
        counts = "是" if row.in_force else "否"
        table.add_row(row.at[:19], row.by, row.act_term, row.verdict_term or "—", row.reason, counts)
    return table
