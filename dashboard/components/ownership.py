"""股权穿透: the tree of holdings drawn in levels, and who controls a unit, named and computed kept apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard.components.explorer import corners
from dashboard.components.text import facts, plain
from dashboard.desk import Desk
from guanlian import terms
from guanlian.control_answers import ComputedView, ControlAnswer, EdgeView, NamedView, NodeView, OwnershipAnswer
from guanlian.views.dossier import Dossier
from guanlian.views.ownership import ownership_file, percent_text

_WIDE, _HIGH = 250, 110
_CERTAINTIES = {"certain": "确定", "possible": "可能"}
_SUMS = {"capital": "出资", "votes": "表决权"}
_EFFECTIVE = {"declared": "以申报或声明为准", "registered": "以登记类型为准", "computed": "按推定", "none": "没有认定"}


def ownership_tab(desk: Desk, file: Dossier) -> None:
    """Tree, controllers and the facts behind both."""
    found = desk.ask(ownership_file, file.subject.id)
    if not found.tree.edges:
        st.info("已装入的来源没有记载该主体的持股关系。", icon=":material/info:")
    else:
        _tree(found.tree, file.subject.id)
    if found.control is not None:
        _control(found.control)


def _tree(tree: OwnershipAnswer, subject: str) -> None:
    st.markdown("#### 股权穿透图")
    st.caption("上方是股东，下方是对外投资；线上是持股比例，名称下是经各条路径合计的穿透比例。")
    levels = {node.level for node in tree.nodes}
    height = min(820, max(280, _HIGH * len(levels) + 120))
    told = f"股权穿透图：{len(tree.nodes)} 个主体，{len(tree.edges)} 条持股关系；内容同下表"
    st.echarts_chart(_spec(tree, subject), height=height, theme=None, key=f"tree_{subject}", alt=told)
    if tree.truncated:
        st.caption(f"只画最近的 {len(tree.nodes)} 个主体，更远的没有画出。")
    for one in tree.sums:
        st.caption(f"{_SUMS[one.of]}：{one.text}")
    with st.expander(f"持股明细（{len(tree.edges)} 条）", icon=":material/table:"):
        st.dataframe(_rows(tree.edges), hide_index=True, width="stretch", alt="持股明细")


def _spec(tree: OwnershipAnswer, subject: str) -> dict[str, Any]:
    places = _places(tree.nodes)
    index = {node.party.id: number for number, node in enumerate(tree.nodes)}
    links = [
        {"source": index[edge.holder.id], "target": index[edge.unit.id], "value": _share(edge)}
        for edge in tree.edges
        if edge.holder.id in index and edge.unit.id in index
    ]
    series = {
        "type": "graph",
        "layout": "none",
        "roam": True,
        "zoom": 0.86,
        "data": [
            *(_node(node, places[node.party.id], centre=node.party.id == subject) for node in tree.nodes),
            *corners({id_: (float(x), float(y)) for id_, (x, y) in places.items()}),
        ],
        "links": links,
        "edgeSymbol": ["none", "arrow"],
        "edgeSymbolSize": 7,
        "lineStyle": {"color": "#5c6b7d", "width": 1.3, "opacity": 1},
        "edgeLabel": {"show": len(links) <= 60, "formatter": "{c}", "fontSize": 11, "color": "#3c4654"},
        "emphasis": {"focus": "adjacency"},
        "tooltip": {"formatter": "{b}"},
    }
    save = {"saveAsImage": {"title": "保存为图片", "name": "股权穿透图", "pixelRatio": 2, "backgroundColor": "#fff"}}
    return {
        "animation": False,
        "tooltip": {"confine": True},
        "toolbox": {"right": 44, "feature": {**save, "restore": {"title": "还原视图"}}},
        "series": [series],
    }


def _places(nodes: Sequence[NodeView]) -> dict[str, tuple[int, int]]:
    """A row per level, owners on top, each row centred."""
    rows: dict[int, list[str]] = defaultdict(list)
    for node in nodes:
        rows[node.level].append(node.party.id)
    return {
        id_: (int((place - (len(row) - 1) / 2) * _WIDE), -level * _HIGH)
        for level, row in rows.items()
        for place, id_ in enumerate(row)
    }


def _node(node: NodeView, place: tuple[int, int], *, centre: bool) -> dict[str, Any]:
    person = node.party.kind.value == "person"
    through = f"\n穿透 {percent_text(node.look_through)}" if node.look_through and not centre else ""
    colour = "#1c2430" if centre else "#1f7a4d" if person else "#2560a0"
    return {
        "id": node.party.id,
        "name": f"{node.party.name}{through}",
        "x": place[0],
        "y": place[1],
        "symbol": "circle" if person else "roundRect",
        "symbolSize": 26 if person else [40, 24],
        "itemStyle": {"color": colour},
        "label": {"show": True, "position": "right", "fontSize": 12, "color": "#1c2430", "width": 170,
                  "overflow": "break"},
    }  # fmt: skip


def _share(edge: EdgeView) -> str:
    if edge.type == "office":
        return "执行事务"
    view = edge.capital or edge.votes
    return view.text if view else "比例未载明"


def _rows(edges: Sequence[EdgeView]) -> list[dict[str, str]]:
    return [
        {
            "持有人": edge.holder.name,
            "单位": edge.unit.name,
            "出资比例": edge.capital.text if edge.capital else "未载明",
            "表决权": edge.votes.text if edge.votes else "同出资比例",
            "表决权由谁行使": edge.voter.name if edge.voter else "本人",
            "期间": f"{terms.day(edge.since)} — {terms.day(edge.until)}",
            "来源": f"{edge.source.source}：{edge.source.file} 第 {edge.source.row} 行",
        }
        for edge in edges
    ]


def _control(answer: ControlAnswer) -> None:
    st.markdown("#### 谁控制它")
    if answer.parent:
        st.caption(f"分支机构没有自己的控制人，见其隶属单位：{plain(answer.parent.name)}")
    st.caption(f"适用：{_EFFECTIVE[answer.effective]}。申报、登记和推定的控制人是三种不同的事实，不互相替代。")
    rows = [
        *(_named(one, "申报或声明") for one in answer.declared),
        *(_named(one, "依登记类型") for one in answer.registered),
        *(_computed(one) for one in answer.computed),
    ]
    if rows:
        st.dataframe(rows, hide_index=True, width="stretch", alt="控制人")
    for note in answer.notes:
        st.caption(plain(note))
    facts(
        [
            ("推定方法", f"{answer.profile.name}（版本 {answer.profile.version}）" if answer.profile else None),
            ("国有权属", answer.state.text if answer.state else None),
            ("受益所有人", "、".join(one.owner.name for one in answer.beneficial_owners)),
            ("无法认定", "；".join(one.reason for one in answer.unspecified)),
        ]
    )


def _named(one: NamedView, kind: str) -> dict[str, str]:
    return {
        "控制人": one.controller.name,
        "类型": kind,
        "表决权": "—",
        "确定性": "来源载明",
        "说明": f"{one.title or ''}　{terms.day(one.since)} — {terms.day(one.until)}".strip(),
    }


def _computed(one: ComputedView) -> dict[str, str]:
    return {
        "控制人": one.controller.name,
        "类型": "推定",
        "表决权": one.share.text,
        "确定性": _CERTAINTIES[one.certainty],
        "说明": "最终控制人" if one.ultimate else "中间控制人",
    }
