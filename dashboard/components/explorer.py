"""A picture of subjects and relations drawn with ECharts: positions come from Python, clicks go back to it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.network import Places
from dashboard.places import layout
from guanlian import terms
from guanlian.views.explore import Node, Picture
from guanlian.views.relations import Relation, period

_RED, _ORANGE, _BLUE, _GREEN, _GREY = "#b3261e", "#c05f00", "#2560a0", "#1f7a4d", "#8a929d"
_NAMES_UP_TO = 120  # more nodes than this show their names only under the pointer
_EDGE_WORDS_UP_TO = 25  # more relations than this show their words only under the pointer
_MARGIN = 60  # pixels around the outermost subjects
LEGEND = (
    '<div class="legend" role="note"><span><i style="background:#2560a0"></i>单位（方形）</span>'
    '<span><i class="round" style="background:#1f7a4d"></i>个人（圆形）</span>'
    '<span><i style="background:#b3261e"></i>✕ 失信：在名单上</span>'
    '<span><i style="background:#c05f00"></i>⇄ 因关联涉及</span>'
    "<span>灰色虚线：已终止或日期不明的关系</span></div>"
)


def show_picture(picture: Picture, key: str, *, selectable: bool, height: int = 560) -> str | None:
    """Draw a picture; returns the id of the subject that was clicked last, if any.

    Places are kept in the session, so that filters and expansions do not move what already stands.
    """
    places: Places = st.session_state.setdefault(f"places_{key}", {})
    places.update(layout(picture, places))
    st.html(LEGEND)
    spec = _spec(picture, places, selectable=selectable)
    told = f"关系图：{len(picture.nodes)} 个主体，{len(picture.relations)} 条关系；内容同下方表格"
    if not selectable:
        st.echarts_chart(spec, height=height, key=key, theme=None, alt=told)
        return None
    state = st.echarts_chart(spec, height=height, key=key, theme=None, on_select="rerun", alt=told)
    groups = [group for group in state.selection.selected if group["data_type"] in ("node", "main")]
    chosen = [index for group in groups for index in group["data_indices"] if index < len(picture.nodes)]
    return picture.nodes[chosen[0]].party.id if chosen else None


def relation_rows(picture: Picture) -> list[dict[str, str]]:
    """The same picture as a table."""
    return [
        {
            "从": one.start.name,
            "关系": one.label + (f"（{one.title}）" if one.title else ""),
            "到": one.end.name,
            "比例": one.share or "—",
            "期间": period(one),
            "确定性": one.certainty,
            "来源": one.source,
        }
        for one in picture.relations
    ]


def _spec(picture: Picture, places: Places, *, selectable: bool) -> dict[str, Any]:
    named, worded = len(picture.nodes) <= _NAMES_UP_TO, len(picture.relations) <= _EDGE_WORDS_UP_TO
    index = {node.party.id: place for place, node in enumerate(picture.nodes)}
    series = {
        "type": "graph",
        "layout": "none",
        "roam": True,
        "roamTrigger": "global",  # the whole frame, not only where subjects stand
        "zoom": 0.86,
        "scaleLimit": {"min": 0.2, "max": 6},
        "draggable": False,
        "selectedMode": "single" if selectable else False,
        "select": {"itemStyle": {"borderColor": "#111", "borderWidth": 3}},
        "data": [*(_node(node, places[node.party.id], named=named) for node in picture.nodes), *corners(places)],
        "links": _links(picture.relations, index),
        "edgeSymbol": ["none", "arrow"],
        "edgeSymbolSize": 7,
        "label": {"show": named, "position": "bottom", "fontSize": 12, "color": "#1c2430"},
        "edgeLabel": {
            "show": worded,
            "formatter": "{c}",
            "fontSize": 11,
            "color": "#3c4654",
        },
        # The chart misplaces words on lines where it also keeps names apart: it does one or the other.
        **({} if worded else {"labelLayout": {"hideOverlap": True}}),
        "emphasis": {"focus": "adjacency", "label": {"show": True}},
        "tooltip": {"formatter": "{b}"},
    }
    save = {"saveAsImage": {"title": "保存为图片", "name": "关系图", "pixelRatio": 2, "backgroundColor": "#fff"}}
    return {
        "animation": False,
        "tooltip": {"confine": True},
        "toolbox": {"right": 44, "feature": {**save, "restore": {"title": "还原视图"}}},
        "series": [series],
    }


def corners(places: Places) -> list[dict[str, Any]]:
    """Two points that nobody sees, so that a picture of one subject or of one line is not blown up to the frame."""
    across, along = ([place[axis] for place in places.values()] for axis in (0, 1))
    ends = ((min(across) - _MARGIN, min(along) - _MARGIN), (max(across) + _MARGIN, max(along) + _MARGIN))
    unseen = {"symbolSize": 0, "label": {"show": False}, "tooltip": {"show": False}, "select": {"disabled": True}}
    return [{"id": f"corner {x} {y}", "name": "", "x": x, "y": y, **unseen} for x, y in ends]


def _node(node: Node, place: tuple[float, float], *, named: bool) -> dict[str, Any]:
    person = node.party.kind.value == "person"
    sign, colour = _sign(node, person=person)
    hidden = f"（还有 {node.hidden} 条未画）" if node.hidden else ""
    words = f"{sign}{node.party.name}{hidden}"
    size = 30 if node.expanded else 20
    return {
        "id": node.party.id,
        "name": words,
        "x": place[0],
        "y": place[1],
        "symbol": "circle" if person else "roundRect",
        "symbolSize": size if person else [size * 1.4, size],
        "itemStyle": {"color": colour, "borderColor": "#fff", "borderWidth": 1.5},
        "label": {"show": named or node.expanded},
    }


def _sign(node: Node, *, person: bool) -> tuple[str, str]:
    if node.listed:
        return "✕失信 ", _RED
    if node.caught:
        return "⇄ ", _ORANGE
    return "", _GREEN if person else _BLUE


def _links(relations: tuple[Relation, ...], index: dict[str, int]) -> list[dict[str, Any]]:
    """One line for all relations between two subjects in one direction, so that no line hides another."""
    joined: dict[tuple[int, int], list[Relation]] = {}
    for one in relations:
        joined.setdefault((index[one.start.id], index[one.end.id]), []).append(one)
    return [
        {
            "source": start,
            "target": end,
            "value": "、".join(dict.fromkeys(_words(one) for one in group)),
            "lineStyle": _line(group),
            "tooltip": {"formatter": "{c}"},
        }
        for (start, end), group in sorted(joined.items())
    ]


def _words(one: Relation) -> str:
    return f"{one.label} {one.share}" if one.share_low is not None else one.label


def _line(group: list[Relation]) -> dict[str, Any]:
    stands = any(one.holds.value == "yes" for one in group)
    style = {"color": "#5c6b7d", "type": "solid"} if stands else {"color": _GREY, "type": "dashed"}
    return {**style, "width": 1.4, "opacity": 1}


def subject_words(node: Node) -> str:
    """What a picture says of a subject, in one line."""
    state = "在失信名单上" if node.listed else "因关联涉及" if node.caught else "未见失信或牵连"
    return f"{terms.KINDS[node.party.kind]}，{state}"
