"""A picture to take away: one HTML file, a workbook, GraphML; the PNG comes from the chart's own menu."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard.components.explorer import relation_rows
from dashboard.desk import Desk
from dashboard.network import Places, graphml, picture_page
from guanlian import terms
from guanlian.views.explore import Picture
from guanlian.views.sheets import workbook
from guanlian.views.words import BOTTOM_LINE

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def exports(desk: Desk, picture: Picture, places: Places, day: date) -> None:
    """Three files of what is drawn; each is made only when it is asked for."""
    name = f"关系图-{day}"
    page, sheet, other, hint = st.columns([2, 2, 2, 4])
    page.download_button(
        "网页文件", lambda: picture_page(picture, places).encode(), file_name=f"{name}.html", mime="text/html",
        icon=":material/download:", width="stretch", on_click="ignore",
    )  # fmt: skip
    sheet.download_button(
        "Excel", lambda: _sheet(desk, picture, day), file_name=f"{name}.xlsx", mime=_SHEET,
        icon=":material/download:", width="stretch", on_click="ignore",
    )  # fmt: skip
    other.download_button(
        "GraphML", lambda: graphml(picture), file_name=f"{name}.graphml", mime="application/xml",
        icon=":material/download:", width="stretch", on_click="ignore",
    )  # fmt: skip
    hint.caption("图片：用图右上角的“保存为图片”。导出内容不含证件号码全号。")


def _sheet(desk: Desk, picture: Picture, day: date) -> bytes:
    parties = [
        {
            "名称": node.party.name,
            "类别": terms.KINDS[node.party.kind],
            "证件号码": "、".join(node.party.identifiers),
            "状态": "失信" if node.listed else "因关联涉及" if node.caught else "",
            "编号": node.party.id,
        }
        for node in picture.nodes
    ]
    sources = "、".join(f"{state.source}截至{state.as_of}" for state in desk.service.data_states(desk.request))
    return workbook(
        {"关系": relation_rows(picture), "主体": parties}, {"日期": str(day), "数据": sources, "说明": BOTTOM_LINE}
    )
