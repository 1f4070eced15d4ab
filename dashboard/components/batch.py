"""Batches by workbook: template, pre-check, run with progress, result to take away, and what was run before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import streamlit as st

from dashboard.components.marks import Mark, marks
from dashboard.components.text import plain
from dashboard.components.verdict import WORDS, verdict_colour, verdict_words
from dashboard.desk import Desk
from dashboard.keys import Key
from guanlian.batch.answers import BatchAnswer
from guanlian.errors import GuanlianError
from guanlian.views.batch import Applicants, Finished, answered, checked, template

T = TypeVar("T")
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHECKED, _JOBS = "batch_checked", "batch_jobs"


def batch(desk: Desk, purpose: str) -> None:
    """Draw the steps of a batch; ``purpose`` is the code for rows that name none."""
    applicants = _upload(desk, purpose)
    if applicants is not None:
        _steps(desk, applicants)
    _history()


def _upload(desk: Desk, purpose: str) -> Applicants | None:
    left, right = st.columns([1, 3], vertical_alignment="center")
    left.download_button(
        "下载模板", lambda: template(desk.service), file_name="批量核查模板.xlsx", mime=_SHEET,
        icon=":material/download:", on_click="ignore", width="stretch",
    )  # fmt: skip
    right.caption("一行一个申请人、担保人或共同借款人；可以有自己的列，结果会原样保留。没有写用途的行按本页用途核查。")
    file = st.file_uploader("申请人名册（xlsx）", type=["xlsx"], key=Key.BATCH_FILE)
    return Applicants(file.name, file.getvalue(), purpose) if file else None


def _steps(desk: Desk, applicants: Applicants) -> None:
    mark = (applicants.name, hash(applicants.content), applicants.purpose, desk.request)
    if st.button("预检", icon=":material/rule:", key=Key.BATCH_CHECK):
        st.session_state[_CHECKED] = (mark, _tried(lambda _: checked(desk.service, desk.request, applicants)))
    kept = st.session_state.get(_CHECKED)
    if not kept or kept[0] != mark or kept[1] is None:
        return
    _prechecked(kept[1])
    if st.button("开始核查", type="primary", icon=":material/play_arrow:", key=Key.BATCH_GO):
        done = _tried(lambda step: answered(desk.service, desk.request, applicants, step))
        if done is not None:
            jobs: list[tuple[str, Finished]] = st.session_state.setdefault(_JOBS, [])
            jobs.insert(0, (datetime.now().astimezone().strftime("%H:%M"), done))


def _tried(work: Callable[[Callable[[str, int, int], None]], T]) -> T | None:
    """Run some work with a bar; a workbook that is refused says why and what to do."""
    bar = st.progress(0.0, "正在读取…")

    def step(name: str, done: int, total: int) -> None:
        bar.progress(done / max(total, 1), f"{name}：{done} / {total} 行")

    try:
        return work(step)
    except GuanlianError as error:
        st.error(f"{error}", icon=":material/error:")
        return None
    finally:
        bar.empty()


def _prechecked(answer: BatchAnswer) -> None:
    st.markdown(f"**预检**：{answer.rows} 行，其中 {len(answer.faults)} 行不能核查。")
    _faults(answer)


def _faults(answer: BatchAnswer) -> None:
    if not answer.faults:
        return
    rows = [
        {"表": one.sheet, "行": one.row, "列": one.column or "—", "原因": one.reason, "怎么办": one.remedy}
        for one in answer.faults
    ]
    st.dataframe(rows, hide_index=True, width="stretch", height=min(60 + 35 * len(rows), 260), alt="不能核查的行")


def _history() -> None:
    """What was run in this session, the newest first; results are kept nowhere else."""
    jobs: list[tuple[str, Finished]] = st.session_state.get(_JOBS, [])
    for place, (moment, done) in enumerate(jobs):
        with st.container(border=True):
            _result(moment, done, place)
    if jobs:
        st.caption("结果只保留到关闭本页，请及时下载。")


def _result(moment: str, done: Finished, place: int) -> None:
    answer = done.answer
    st.markdown(f"**{plain(answer.input)}**　{moment} 完成，{answer.rows} 行，数据版本：批次 {answer.known_run}")
    order = [code for code in WORDS if code in answer.verdicts]
    marks([Mark(verdict_words(code), f"{answer.verdicts[code]} 行", "", verdict_colour(code)) for code in order])
    _faults(answer)
    st.download_button(
        "下载结果", done.workbook, file_name=done.name, mime=_SHEET, icon=":material/download:",
        key=f"batch_result_{place}", on_click="ignore",
    )  # fmt: skip
