"""The page for one subject (主体核查): search, choose among namesakes, see what is found and why."""

from __future__ import annotations

from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.components.finding_card import finding_card
from dashboard.components.freshness import freshness
from dashboard.keys import Key, Param
from dashboard.network import evidence_picture, html_data_url
from guanlian import terms
from guanlian.answers import CheckAnswer, Finding
from guanlian.errors import UnknownSubjectError
from guanlian.request import Request
from guanlian.service import Service
from guanlian.settings import Settings

_FRAME = 20  # the picture's own border
_CARDS = 30


def subject_page(service: Service, settings: Settings) -> None:
    """Draw the page over a service."""
    request = _sidebar(service, settings)
    st.header("主体核查")
    text = _search_box()
    if not text:
        _welcome()
    else:
        _answer(service, request, text)
    st.divider()
    st.caption("仅供内部核查。证件号码一律遮盖；“可能”只是同名线索，须人工核实，不得据以处置。")


def _sidebar(service: Service, settings: Settings) -> Request:
    with st.sidebar:
        st.markdown("### 关联")
        as_of = st.date_input("基准日", value=_day(settings), key=Key.AS_OF, help="要回答的是哪一天的情况")
        titles = {document.slug: document.title for document in service.catalogue.documents}
        chosen = st.multiselect(
            "适用文件",
            options=list(titles),
            default=_default_documents(service, settings),
            format_func=lambda slug: titles[slug],
            key=Key.DOCUMENTS,
            help="中央和全国性文件处处适用；地方文件只在本地适用",
        )
        request = Request(actor="dashboard", client="dashboard", as_of=as_of, documents=tuple(chosen))
        freshness(service.data_states(request), as_of)
    return request


def _day(settings: Settings) -> date:
    given = st.query_params.get(Param.AS_OF)
    try:
        return date.fromisoformat(given) if given else settings.day()
    except ValueError:
        return settings.day()


def _default_documents(service: Service, settings: Settings) -> list[str]:
    every = [document.slug for document in service.catalogue.documents]
    if settings.documents == ("all",):
        return every
    return [slug for slug in every if slug in settings.documents] if settings.documents else every


def _search_box() -> str:
    given = st.query_params.get(Param.SUBJECT, "")
    return st.text_input(
        "查找主体",
        value=given,
        key=Key.SEARCH,
        placeholder="姓名、单位名称（含曾用名）、统一社会信用代码、证件号码全号或主体编号",
    ).strip()


def _welcome() -> None:
    st.info(
        "输入姓名、单位名称、统一社会信用代码、证件号码全号或主体编号，回车查找。同名者会列出供选择，系统不替您选。"
    )


def _answer(service: Service, request: Request, text: str) -> None:
    try:
        answer = service.check(request, text)
    except UnknownSubjectError:
        st.warning("已装入的全部来源中没有这个主体。请核对写法，或先装入记载它的来源。没有记载不等于没有失信。")
        return
    if answer.candidates:
        chosen = _choose(answer)
        if chosen is None:
            return
        answer = service.check(request, chosen)
    _subject(request, answer)


def _choose(answer: CheckAnswer) -> str | None:
    labels = {
        party.id: f"{party.name}　{terms.KINDS[party.kind]}　{'、'.join(party.identifiers) or '无证件号码'}　{party.id}"
        for party in answer.candidates
    }
    st.warning(f"有 {len(labels)} 个主体符合，请选择其一。")
    return st.radio("同名主体", list(labels), index=None, format_func=lambda key: labels[key], key=Key.CANDIDATE)


def _subject(request: Request, answer: CheckAnswer) -> None:
    subject = answer.subject
    assert subject is not None
    st.subheader(subject.name)
    st.caption(f"{terms.KINDS[subject.kind]}　{'、'.join(subject.identifiers) or '无证件号码'}　编号 {subject.id}")
    _badges(answer)
    if not answer.findings:
        st.success(f"{request.as_of} 在下列数据和文件范围内未发现命中。未发现不等于没有风险，请看检索范围。")
    else:
        _evidence(answer)
    if answer.past_findings:
        st.caption(f"另有 {answer.past_findings} 项在基准日已不成立或尚未成立。")
    if answer.searched:
        searched = answer.searched
        st.caption(
            f"检索范围：{len(searched.documents)} 个文件 {searched.rules} 条规则，名单记录 {searched.entries} 条，"
            f"任职等关系 {searched.roles} 条，同名线索 {searched.name_links} 条。"
        )


def _badges(answer: CheckAnswer) -> None:
    own = [finding for finding in answer.findings if finding.direction.value == "self"]
    related = [finding for finding in answer.findings if finding.direction.value != "self"]
    left, right = st.columns(2)
    _badge(left, "本人（本单位）失信", own, ":material/gavel:", "red")
    _badge(right, "因关联涉及", related, ":material/hub:", "orange")


def _badge(place: DeltaGenerator, label: str, findings: list[Finding], icon: str, color: str) -> None:
    """A badge says in words and colour whether anything was found, and how sure the surest finding is."""
    if findings:
        place.badge(f"{label}：{_strength(findings)}　{len(findings)} 项措施", icon=icon, color=color)  # type: ignore[arg-type]
    else:
        place.badge(f"{label}：未发现", icon=":material/check:", color="gray")


def _strength(findings: list[Finding]) -> str:
    return min(findings, key=lambda finding: finding.certainty.rank).certainty.term


def _evidence(answer: CheckAnswer) -> None:
    st.markdown("#### 证据关系图")
    html, height = evidence_picture(answer.findings)
    st.iframe(html_data_url(html), height=height + _FRAME, alt="名单记录、人员与单位之间的关系图")
    st.markdown(f"#### 命中 {len(answer.findings)} 项")
    for finding in answer.findings[:_CARDS]:
        finding_card(finding)
    if len(answer.findings) > _CARDS:
        st.caption(f"只显示前 {_CARDS} 项；全部可用 guanlian check --json 取得。")
