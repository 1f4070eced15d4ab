"""授信核查: one applicant, one verdict, with the sentence for the file and the proof behind it."""

from __future__ import annotations

import streamlit as st

from dashboard import sitemap
from dashboard.components.batch import batch
from dashboard.components.chooser import choose, search_box
from dashboard.components.findings import finding_cards
from dashboard.components.marks import subject_head
from dashboard.components.states import denominator, nothing_loaded
from dashboard.components.verdict import not_checked, verdict_mark, verdict_words
from dashboard.desk import Desk, current
from dashboard.keys import Key, subject_address
from guanlian.answers import Party
from guanlian.request import Request
from guanlian.verdict_answers import LookedUpView, VerdictAnswer
from guanlian.verdicts import Question
from guanlian.views.law import clause_words
from guanlian.views.service import PageService
from guanlian.views.words import matter

CREDIT = "credit"


def credit(desk: Desk) -> None:
    """Draw the page."""
    st.title("授信核查", anchor=False)
    if nothing_loaded(desk):
        return
    purpose = desk.service.purposes.get(desk.request.purpose or CREDIT)
    st.caption(
        f"用途：{purpose.name}（{purpose.question}）。上方不选用途时，本页按授信审查回答；选了用途，即按所选用途回答。"
    )
    single, many = st.tabs(["单户核查", "批量核查"])
    with single:
        _single(desk, purpose.code)
    with many:
        batch(desk, purpose.code)


def _single(desk: Desk, purpose: str) -> None:
    text = search_box(Key.CREDIT_SEARCH, "申请人")
    if not text:
        st.info("请输入申请人的名称、统一社会信用代码或证件号码，按回车即得结论。", icon=":material/info:")
        return
    party = choose(desk, text, Key.CREDIT_SEARCH + "_candidate")
    if party is not None:
        _answer(desk, party, desk.ask(verdict_of, party.id, purpose))


def verdict_of(service: PageService, request: Request, subject: str, purpose: str) -> VerdictAnswer:
    """The verdict for a subject chosen by its id."""
    return service.verdict(request, subject, Question(purpose))


def _answer(desk: Desk, party: Party, answer: VerdictAnswer) -> None:
    subject_head(party)
    verdict_mark(answer.verdict.value, answer.purpose_name, answer.as_of)
    st.markdown("#### 可写入审查报告的表述")
    st.code(answer.sentence, language=None, wrap_lines=True)
    not_checked(desk.service, answer.not_checked)
    if answer.findings:
        st.markdown(f"#### 命中 {len(answer.findings)} 项")
        finding_cards(answer.findings, "credit")
    _matters(desk.service, answer)
    _looked_up(desk.service, answer.looked_up)
    if answer.searched:
        st.caption(denominator(answer.searched))
    st.page_link(
        sitemap.SUBJECT,
        label="看该主体的全部资料",
        icon=":material/person_search:",
        query_params=subject_address(party.id),
    )


def _matters(service: PageService, answer: VerdictAnswer) -> None:
    if not answer.matters:
        return
    st.markdown("#### 逐事项结论")
    rows = [
        {
            "事项": matter(view.matter),
            "结论": verdict_words(view.verdict.value),
            "命中": str(len(view.findings)),
            "条款": clause_words(service, view.clauses),
        }
        for view in answer.matters
    ]
    st.dataframe(rows, hide_index=True, width="stretch", alt="逐事项结论")


def _looked_up(service: PageService, views: tuple[LookedUpView, ...]) -> None:
    if not views:
        return
    with st.expander(f"已核查的对象（{len(views)} 类）", icon=":material/checklist:"):
        rows = [
            {
                "对象": view.term,
                "人员或单位": "、".join(party.name for party in view.parties) or "—",
                "依据条款": clause_words(service, view.clauses),
            }
            for view in views
        ]
        st.dataframe(rows, hide_index=True, width="stretch", alt="按条款要求已核查的对象")


credit(current())
