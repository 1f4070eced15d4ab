"""The dashboard (仪表盘). Run by ``guanlian demo`` or ``streamlit run dashboard/app.py``."""

from __future__ import annotations

import sys
from pathlib import Path

# Streamlit runs this file as a script: the rooms beside it must be importable.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import streamlit as st

from dashboard.subject_page import subject_page
from guanlian.opening import open_service
from guanlian.settings import Settings

st.set_page_config(page_title="关联 · 主体核查", page_icon="🔗", layout="wide")

settings = Settings.from_environment()
with open_service(settings) as service:
    subject_page(service, settings)
