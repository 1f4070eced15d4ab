"""The dashboard (仪表盘). Run by ``guanlian demo`` or ``streamlit run dashboard/app.py``."""

from __future__ import annotations

import sys
from pathlib import Path

# Streamlit runs this file as a script: the rooms beside it must be importable.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import streamlit as st

from dashboard.keys import Param, subject_address
from dashboard.shell import footer, frame, told_in_chinese
from dashboard.sitemap import SUBJECT, pages
from guanlian.settings import Settings
from guanlian.views.opening import page_service
from guanlian.views.service import PageService

st.set_page_config(page_title="关联", page_icon="🔗", layout="wide", initial_sidebar_state="expanded")


@st.cache_resource(show_spinner="正在打开数据…")
def _service(store: str) -> PageService:
    return page_service(store)


page = st.navigation(pages(), expanded=True)
with told_in_chinese():
    settings = Settings.from_environment()
    if page.url_path == "" and Param.SUBJECT in st.query_params:
        st.switch_page(SUBJECT, query_params=subject_address(st.query_params[Param.SUBJECT]))
    frame(_service(settings.store), settings)
    page.run()
footer()
