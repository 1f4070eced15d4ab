"""国企任职: sitting officers of the whole register, and an appointment before it is made."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import sitemap
from dashboard.components.findings import finding_cards
from dashboard.components.marks import subject_head
from dashboard.components.states import denominator, nothing_loaded
from dashboard.components.text import facts, label, plain
from dashboard.components.verdict import not_checked, verdict_mark, verdict_words
from dashboard.desk import Desk, current
from dashboard.keys import Key, subject_address
from guanlian import terms
from guanlian.verdict_answers import AppointmentAnswer, OfficeRow, OfficesAnswer
from guanlian.views.law import clause_words
from guanlian.views.offices import appointment, incumbents, office_sweep, registered_at
from guanlian.views.service import PageService
from guanlian.views.sheets import workbook
from guanlian.views.words import BOTTOM_LINE

_ANY = "全部"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offices(desk: Desk) -> None:
    """Draw the page."""
    st.title("国企任职", anchor=False)
    if nothing_loaded(desk):
        return
    sitting, proposed = st.tabs(["在任核查", "拟任核查"])
    with sitting:
        _sitting(desk)
    with proposed:
        _proposed(desk)


def _sitting(desk: Desk) -> None:
    scoped = {purpose.name: purpose.scope for purpose in desk.service.purposes.purposes if purpose.scope}
    names = list(scoped)
    picked = desk.service.purposes.get(desk.request.purpose).name if desk.request.purpose else names[0]
    columns = st.columns(5)
    name = columns[0].selectbox(
        "核查范围", names, index=names.index(picked) if picked in names else 0, key=f"{Key.OFFICE_SCOPE}_{picked}"
    )
    answer = desk.ask(office_sweep, str(scoped[name or names[0]]))
    rows = _filtered(answer, columns[1:])
    every = f"（共 {len(answer.rows)} 项）" if len(rows) < len(answer.rows) else ""
    st.markdown(f"**{len(rows)}** 项任职涉及限制{every}")
    not_checked(desk.service, answer.not_checked)
    if not answer.rows:
        st.success(f"{answer.as_of}，该范围内未发现在任人员涉及任职限制。", icon=":material/check_circle:")
    else:
        _table(desk, rows, answer)
    st.caption(denominator(answer.searched))


def _filtered(answer: OfficesAnswer, columns: Sequence[DeltaGenerator]) -> list[OfficeRow]:
    kinds = sorted({kind for row in answer.rows for kind in row.unit_kinds})
    owners = sorted({owner for row in answer.rows for owner in (row.appointed_by, row.owner) if owner})
    kind = columns[0].selectbox("单位类别", [_ANY, *kinds], key=Key.OFFICE_KIND)
    owner = columns[1].selectbox("委派或出资单位", [_ANY, *owners], key=Key.OFFICE_OWNER)
    words = {verdict_words(code): code for code in ("block", "review", "note")}
    places = sorted({place for row in answer.rows if (place := registered_at(row.unit))})
    place = columns[2].selectbox(
        "登记地区划", [_ANY, *places], key=Key.OFFICE_PLACE, help="统一社会信用代码第 3 至 8 位：登记机关的行政区划代码"
    )
    verdict = columns[3].selectbox("结论", [_ANY, *words], key=Key.OFFICE_VERDICT)
    return [
        row
        for row in answer.rows
        if kind in (_ANY, *row.unit_kinds)
        and owner in (_ANY, row.appointed_by, row.owner)
        and place in (_ANY, registered_at(row.unit))
        and (verdict == _ANY or row.verdict.value == words[verdict or ""])
    ]


def _table(desk: Desk, rows: list[OfficeRow], answer: OfficesAnswer) -> None:
    shown = [_cells(desk.service, row) for row in rows]
    st.caption("点选一行看依据和路径")
    state = st.dataframe(
        shown, hide_index=True, width="stretch", height=420, key=Key.OFFICE_ROWS, on_select="rerun",
        selection_mode="single-row", alt="涉及任职限制的在任人员",
    )  # fmt: skip
    about = {"基准日": answer.as_of, "用途": answer.purpose, "措施目录": answer.catalogue[:12], "说明": BOTTOM_LINE}
    st.download_button(
        "导出为 Excel",
        workbook({"任职限制": shown}, about),
        file_name=f"任职限制-{answer.as_of}.xlsx",
        mime=_SHEET,
        icon=":material/download:",
    )
    chosen = state.selection.rows
    if chosen and chosen[0] < len(rows):
        _one(rows[chosen[0]], answer)


def _cells(service: PageService, row: OfficeRow) -> dict[str, str]:
    return {
        "姓名": row.person.name,
        "职务": row.title or terms.role(row.post),
        "单位": row.unit.name,
        "结论": verdict_words(row.verdict.value),
        "对在任者": "；".join(incumbents(code) for code in row.incumbents),
        "单位类别": "、".join(row.unit_kinds),
        "委派方": row.appointed_by or "—",
        "出资或监管单位": row.owner or "—",
        "条款": clause_words(service, row.clauses),
        "证件号码": "、".join(row.person.identifiers),
    }


def _one(row: OfficeRow, answer: OfficesAnswer) -> None:
    subject_head(row.person)
    facts([("任职", f"{row.unit.name}　{row.title or terms.role(row.post)}")])
    finding_cards([finding for finding in answer.findings if finding.id in row.findings], "sitting")
    st.page_link(
        sitemap.SUBJECT,
        label="看该人员的全部资料",
        icon=":material/person_search:",
        query_params=subject_address(row.person.id),
    )


def _proposed(desk: Desk) -> None:
    st.caption("核查尚未作出的任命：只作推演，不写入数据。")
    with st.form("proposal", border=True):
        left, right = st.columns(2)
        person = left.text_input("拟任人员", key=Key.POST_PERSON, placeholder="姓名、证件号码全号或主体编号")
        unit = right.text_input("任职单位", key=Key.POST_UNIT, placeholder="单位全称、统一社会信用代码或主体编号")
        post = left.text_input("拟任职务", key=Key.POST_TITLE, placeholder="董事、副总经理、财务负责人等")
        by = right.text_input("委派或推荐单位（可不填）", key=Key.POST_BY, placeholder="原文写明的委派方")
        sent = st.form_submit_button("核查", type="primary", icon=":material/search:", key=Key.POST_ASK)
    if not sent:
        return
    if not (person and unit and post):
        st.warning("请填写拟任人员、任职单位和拟任职务。", icon=":material/edit:")
        return
    _proposal(desk, desk.ask(appointment, person.strip(), post.strip(), unit.strip(), by or None))


def _proposal(desk: Desk, answer: AppointmentAnswer) -> None:
    if answer.subject is not None:
        subject_head(answer.subject)
    verdict_mark(answer.verdict.value, answer.purpose_name, answer.as_of)
    st.code(answer.sentence, language=None, wrap_lines=True)
    not_checked(desk.service, answer.not_checked)
    for gap in answer.not_checked:
        if gap.parties and gap.code == "ambiguous_subject":
            st.caption("请改填以下编号之一再核查：")
            for party in gap.parties:
                st.markdown(f"- {plain(label(party))}　`{party.id}`")
    if answer.findings:
        finding_cards(answer.findings, "proposed")


offices(current())
