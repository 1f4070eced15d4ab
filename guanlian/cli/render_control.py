"""Answers about control and ownership as readable tables and trees in Chinese."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.tree import Tree

from analysis.findings import Party, Source
from guanlian import terms
from guanlian.cli.render import data
from guanlian.control_answers import (
    ControlAnswer,
    ControlledAnswer,
    ControlPairsAnswer,
    EdgeView,
    NamedView,
    OwnershipAnswer,
    PartyRef,
)
from guanlian.shares_text import percent

_MOST_ROWS = 50
_SURE = {"certain": "确定", "possible": "可能"}
_KINDS = {"declared": "声明", "registered": "登记", "computed": "推定", "none": "无法认定"}
_GROUNDS = {"votes": "表决权", "capital": "按出资比例计", "office": "依组织形式"}
_BY = {"capital": "穿透持股", "votes": "表决权", "control": "控制", "declared": "声明"}


def candidates(console: Console, parties: Iterable[Party]) -> None:
    """Several subjects answer: the user chooses."""
    console.print("有多个主体符合，请用编号指定其一（绝不自动选择同名者）：")
    table = Table("编号", "名称", "类型", "证件号码")
    for party in parties:
        table.add_row(party.id, escape(party.name), terms.KINDS[party.kind], "、".join(party.identifiers) or "—")
    console.print(table)


def pairs(console: Console, answer: ControlPairsAnswer) -> None:
    """Every controller-unit pair."""
    table = Table("控制人", "类型", "单位", "合计表决权", "把握")
    for pair in answer.pairs[:_MOST_ROWS]:
        row = (pair.controller.name, terms.KINDS[pair.controller.kind], pair.unit.name, pair.share)
        table.add_row(*map(escape, row), _SURE[pair.certainty])
    console.print(table)
    if len(answer.pairs) > _MOST_ROWS:
        console.print(f"共 {len(answer.pairs)} 对，表中只列前 {_MOST_ROWS} 对；用 --json 取得全部。")


def control(console: Console, answer: ControlAnswer) -> None:
    """Who controls a unit."""
    if answer.subject is None:
        candidates(console, answer.candidates)
        return
    console.print(f"[bold]{escape(answer.subject.name)}[/]  基准日 {answer.as_of}")
    for note in answer.notes:
        console.print(f"提示：{note}。")
    if answer.profile is None:
        return
    if answer.parent:
        console.print(f"分支机构，隶属于 {escape(answer.parent.name)}：不单独有控制人，请查询隶属企业。")
    _named(console, "声明的实际控制人", answer.declared)
    _named(console, "依登记类型认定的实际控制人", answer.registered)
    _computed(console, answer)
    console.print(f"采用：{_KINDS[answer.effective]}（声明的优先于推定的）")
    _owners(console, answer)
    if answer.state:
        registered = f"；登记：{'、'.join(answer.state.registered)}" if answer.state.registered else ""
        console.print(f"国有产权（推定，{answer.state.profile.name} 第{answer.state.profile.version}版）："
                      f"{answer.state.text}{registered}")  # fmt: skip
        _proof(console, "判定依据（上级在前）", answer.state.path)
    for total in answer.sums:
        console.print(f"{'出资' if total.of == 'capital' else '表决权'}合计 {total.total.text}：{total.text}。")
    data(console, answer.data)


def _named(console: Console, title: str, rows: Iterable[NamedView]) -> None:
    rows = tuple(rows)
    if not rows:
        return
    table = Table("名称", "类型", "依据", "期间", "成立", "来源", title=title)
    for row in rows:
        period = f"{terms.day(row.since)} — {terms.day(row.until)}"
        kind, held = terms.KINDS[row.controller.kind], "是" if row.holds == "yes" else "日期不明"
        table.add_row(escape(row.controller.name), kind, row.basis, period, held, _place(row.source))
    console.print(table)


def _computed(console: Console, answer: ControlAnswer) -> None:
    assert answer.profile is not None
    title = f"推定（{answer.profile.name} 第{answer.profile.version}版，{answer.threshold}）：{answer.profile.text}"
    console.print(title)
    if not answer.computed and not answer.concerts:
        console.print("  没有谁的表决权达到该口径。")
    for one in answer.computed:
        top = "，最终控制人" if one.ultimate else ""
        name = escape(one.controller.name)
        console.print(f"  {name}（{terms.KINDS[one.controller.kind]}{top}）：{one.share.text}，{_SURE[one.certainty]}")
        _proof(console, "足以证明的持股", one.proof)
    for concert in answer.concerts:
        members = "、".join(escape(member.name) for member in concert.members)
        console.print(f"  一致行动：{members} 共同控制，{_SURE[concert.certainty]}")
        _proof(console, "足以证明的持股", concert.proof)
    if answer.circle:
        names = "、".join(escape(unit.name) for unit in answer.circle)
        console.print(f"  循环持股，没有外部控制人：{names}")


def _owners(console: Console, answer: ControlAnswer) -> None:
    profile = answer.beneficial_profile
    if profile is None:
        return
    for row in answer.unspecified:
        console.print(f"该单位声明未指明所有人：{escape(row.reason)} {escape(row.description or '')}")
    names = []
    for one in answer.beneficial_owners:
        grounds = "、".join(_BY[by] for by in one.by)
        names.append(f"{escape(one.owner.name)}（{grounds}，穿透 {one.share.text}，{_SURE[one.certainty]}）")
    console.print(f"推定受益所有人（{profile.name} 第{profile.version}版）：{'；'.join(names) or '无符合者'}")


def _proof(console: Console, title: str, edges: Iterable[EdgeView]) -> None:
    edges = tuple(edges)
    if not edges:
        return
    table = Table("股东", "持有", "出资", "表决权", "期间", "来源", title=title)
    for edge in edges:
        holder = escape(edge.holder.name) + (f"（由{escape(edge.voter.name)}行使）" if edge.voter else "")
        period = f"{terms.day(edge.since)} — {terms.day(edge.until)}"
        votes = edge.votes.text if edge.votes else _GROUNDS[edge.ground]
        capital = edge.capital.text if edge.capital else "—" if edge.type == "office" else "不详"
        table.add_row(holder, escape(edge.unit.name), capital, votes, period, _place(edge.source))
    console.print(table)


def controlled(console: Console, answer: ControlledAnswer) -> None:
    """What a subject controls."""
    if answer.subject is None:
        candidates(console, answer.candidates)
        return
    console.print(f"[bold]{escape(answer.subject.name)}[/]  基准日 {answer.as_of}  口径：{answer.threshold}")
    table = Table("单位", "依据", "合计表决权", "把握")
    for kind, rows in (("声明", answer.declared), ("登记", answer.registered)):
        for row in rows:
            table.add_row(
                escape(row.unit.name), f"{kind}（{row.basis}）", "—", "是" if row.holds == "yes" else "日期不明"
            )
    for one in answer.computed[:_MOST_ROWS]:
        table.add_row(escape(one.unit.name), "推定", one.share.text, _SURE[one.certainty])
    console.print(table)
    for one in answer.computed[:_MOST_ROWS]:
        _proof(console, one.unit.name, one.proof)
    data(console, answer.data)


def ownership(console: Console, answer: OwnershipAnswer) -> None:
    """The tree, upwards and downwards; a party that stands in it already is not opened again."""
    if answer.subject is None:
        candidates(console, answer.candidates)
        return
    through = {node.party.id: node.look_through for node in answer.nodes}
    into: dict[str, list[tuple[PartyRef, EdgeView]]] = defaultdict(list)
    out: dict[str, list[tuple[PartyRef, EdgeView]]] = defaultdict(list)
    for edge in answer.edges:
        into[edge.unit.id].append((edge.holder, edge))
        out[edge.holder.id].append((edge.unit, edge))
    for title, side in (("股东（向上）", into), ("对外持股（向下）", out)):
        tree = Tree(f"[bold]{escape(answer.subject.name)}[/]  {title}  {answer.as_of}")
        _grow(tree, answer.subject.id, side, through, {answer.subject.id})
        console.print(tree)
    if answer.truncated:
        console.print("已按上限截取；用 --cap 放宽。")
    for total in answer.sums:
        console.print(f"{'出资' if total.of == 'capital' else '表决权'}合计 {total.total.text}：{total.text}。")
    data(console, answer.data)


def _grow(tree: Any, at: str, side: Mapping[str, list[tuple[PartyRef, EdgeView]]],
          through: Mapping[str, str | None], seen: set[str]) -> None:  # fmt: skip
    for party, edge in side.get(at, ()):
        share = edge.capital.text if edge.capital else "不详"
        direct = "依组织形式" if edge.type == "office" else f"出资 {share}"
        votes = f"，表决权 {edge.votes.text}" if edge.votes else ""
        deep = f"，穿透 {percent(Fraction(text))}" if (text := through.get(party.id)) else ""
        label = f"{escape(party.name)}（{direct}{votes}{deep}；{terms.day(edge.since)} 起）"
        if party.id in seen:
            tree.add(label + "（见上）")
            continue
        seen.add(party.id)
        _grow(tree.add(label), party.id, side, through, seen)


def _place(place: Source) -> str:
    sheet = f" {place.sheet}" if place.sheet else ""
    document = f"（{place.document}）" if place.document else ""
    return f"{escape(place.file)}{sheet} 第 {place.row} 行{document}"
