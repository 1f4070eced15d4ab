"""The frame around every page: pickers, freshness of the data, watermark, footer, and what happens on errors."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.components.freshness import freshness
from dashboard.components.watermark import watermark
from dashboard.desk import Desk, put
from dashboard.keys import Key
from guanlian.errors import GuanlianError
from guanlian.request import Request
from guanlian.settings import Settings
from guanlian.views.service import PageService
from guanlian.views.words import BOTTOM_LINE

EVERYTHING = "全部措施"
_STYLE = Path(__file__).with_name("style.css")
_LOG = logging.getLogger("guanlian.dashboard")


def frame(service: PageService, settings: Settings) -> Desk:
    """Draw the side bar and lay out the desk for the page."""
    st.html(f"<style>{_STYLE.read_text(encoding='utf-8')}</style>")
    with st.container(key="question"):
        request = _request(service, settings)
    with st.sidebar:
        freshness(service.data_states(request), request.as_of, service.gaps(request))
    st.html(watermark(f"仅供内部核查　{request.as_of}"))
    desk = Desk(service, settings, request, service.store.known_run(request.known_as_of), len(service.store.journal()))
    put(desk)
    return desk


def _request(service: PageService, settings: Settings) -> Request:
    day, why, which = st.columns([2, 3, 3], vertical_alignment="bottom")
    as_of = day.date_input(
        "基准日",
        value=settings.day(),
        key=Key.AS_OF,
        format="YYYY-MM-DD",
        bind="query-params",
        help="要回答的是哪一天的情况；所有页面都按这一天回答",
    )
    names = [EVERYTHING, *(purpose.name for purpose in service.purposes.purposes)]
    codes = {purpose.name: purpose.code for purpose in service.purposes.purposes}
    name = why.selectbox(
        "查询用途",
        names,
        key=Key.PURPOSE,
        bind="query-params",
        help="用途决定适用哪些措施、可以看到哪些内容；所有页面都按这一用途回答",
    )
    return Request(
        actor="dashboard",
        client="dashboard",
        as_of=as_of,
        purpose=codes.get(name or EVERYTHING),
        documents=_documents(which, service, settings),
    )


def _documents(place: DeltaGenerator, service: PageService, settings: Settings) -> tuple[str, ...]:
    titles = {document.slug: document.title for document in service.catalogue.documents}
    usual = _usual(list(titles), settings)
    with place.popover(f"适用文件（{len(st.session_state.get(Key.DOCUMENTS, usual))} 个）", width="stretch"):
        chosen = st.multiselect(
            "适用文件",
            options=list(titles),
            default=usual,
            format_func=lambda slug: titles[slug],
            key=Key.DOCUMENTS,
            placeholder="请选择文件",
            bind="query-params",
            help="中央和全国性文件处处适用；地方文件只在本地适用",
        )
    return tuple(chosen)


def _usual(slugs: list[str], settings: Settings) -> list[str]:
    if settings.documents in (None, ("all",)):
        return slugs
    return [slug for slug in slugs if slug in (settings.documents or ())]


def footer() -> None:
    """The last lines of every page."""
    st.html(f'<footer class="bottom-line">{BOTTOM_LINE}</footer>')


@contextmanager
def told_in_chinese() -> Iterator[None]:
    """Turn whatever goes wrong on a page into words that say what to do; the cause goes to the log."""
    try:
        yield
    except GuanlianError as error:
        st.error(f"{error}", icon=":material/error:")
    except Exception:
        _LOG.exception("a page failed")
        st.error(
            "此页未能完成。已装入的数据没有改动。请刷新页面重试；若仍出现，请把时间和所做操作告诉管理员，"
            "由其查看日志。未得出结论不等于没有失信。",
            icon=":material/error:",
        )
