"""措施目录: documents, clauses, differences between documents, and how many each clause catches now."""

from __future__ import annotations

import streamlit as st

from dashboard.components.text import facts, plain, quote, table
from dashboard.desk import Desk, current
from dashboard.keys import Key
from guanlian.views.law import DocumentView, LawText, PartView, documents, law_text, matters_compared


def law(desk: Desk) -> None:
    """Draw the page."""
    st.title("措施目录", anchor=False)
    found = documents(desk.service)
    reading, comparing = st.tabs(["文件与条款", "文件之间的差别"])
    with reading:
        _documents(desk, found)
    with comparing:
        _differences(desk)


def _documents(desk: Desk, found: tuple[DocumentView, ...]) -> None:
    titles = {one.slug: f"{one.title}（{one.tier}）" for one in found}
    slug = st.selectbox("文件", list(titles), format_func=lambda key: titles[key], key=Key.LAW_DOCUMENT)
    text = desk.ask(law_text, slug or found[0].slug)
    _head(text.document)
    words = st.text_input("在条款中查找", key=Key.LAW_WORDS, placeholder="标题、原文、事项或实施单位中的字词")
    parts = [part for part in text.parts if not words or words in _searched(part)]
    st.markdown(f"**{len(parts)}** 款　（{text.document.coded} 条编入规则，{len(text.left_out)} 条没有编入）")
    _parts(parts, nothing_loaded=desk.empty)
    _left_out(text)


def _head(one: DocumentView) -> None:
    facts(
        [
            ("文号", one.number),
            ("发文单位", "、".join(one.issuers)),
            ("适用地域", one.place),
            ("名单范围", one.courts),
            ("印发日期", one.issued),
            ("施行日期", one.effective),
            ("效力", f"{one.status}（核对日 {one.last_checked}）"),
            ("说明", one.status_note),
        ]
    )


def _searched(part: PartView) -> str:
    return "".join((part.title, part.quote, part.matter, part.agencies, part.effects, part.number))


def _parts(parts: list[PartView], *, nothing_loaded: bool) -> None:
    rows = [
        {
            "条款": part.number,
            "标题": part.title,
            "事项": part.matter,
            "后果": part.effects,
            "及于": "；".join(f"{label}：{text}" for label, text in part.reach),
            **({} if nothing_loaded else {"命中（确定）": part.caught[0], "待核实": part.caught[1]}),
            "实施单位": part.agencies,
        }
        for part in parts
    ]
    if not rows:
        st.info("没有条款含有这些字词。", icon=":material/search_off:")
        return
    counted = "还没有装入数据，没有计算命中。" if nothing_loaded else "命中是基准日上的主体数，按全部已装入数据计算。"
    st.caption(f"点选一行看原文。{counted}")
    state = st.dataframe(
        rows, hide_index=True, width="stretch", height=420, key=Key.LAW_ROWS, on_select="rerun",
        selection_mode="single-row", alt="条款",
    )  # fmt: skip
    chosen = state.selection.rows
    if chosen and chosen[0] < len(parts):
        _part(parts[chosen[0]])


def _part(part: PartView) -> None:
    with st.container(border=True):
        st.markdown(f"**{part.number}　{plain(part.title)}**")
        quote(part.quote)
        facts(
            [
                *part.reach,
                ("后果", part.effects),
                ("条件", part.condition),
                ("实施单位", part.agencies),
                ("法律依据", "；".join(part.legal_basis)),
                ("效力", part.status),
                ("说明", "；".join(part.notes)),
            ]
        )


def _left_out(text: LawText) -> None:
    if not text.left_out:
        return
    with st.expander(f"没有编入规则的 {len(text.left_out)} 条及其理由", icon=":material/rule:"):
        rows = [{"条": one.number, "标题": one.title, "理由": one.reason} for one in text.left_out]
        st.dataframe(rows, hide_index=True, width="stretch", alt="没有编入规则的条款")


def _differences(desk: Desk) -> None:
    found = {one.matter: one for one in matters_compared(desk.service)}
    st.caption("同一事项在不同文件中及于的人员、后果和实施单位可能不同；适用哪个文件，结论就按哪个文件。")
    name = st.selectbox("事项", list(found), key=Key.LAW_MATTER)
    one = found[name or next(iter(found))]
    same = "各文件相同" if not one.differs else f"不同之处：{'、'.join(one.differs)}"
    st.markdown(f"{one.documents} 个文件规定了这一事项。**{same}**")
    rows = [
        {
            "文件": row.document,
            "条款": row.clause,
            **dict(row.reach),
            "后果": row.effects,
            "实施单位": row.agencies,
        }
        for row in one.rows
    ]
    columns = list(dict.fromkeys(key for row in rows for key in row))
    table([{column: str(row.get(column, "—")) for column in columns} for row in rows], alt="同一事项的各文件条款")


law(current())
