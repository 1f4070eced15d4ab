"""Batches by workbook: template, pre-check, run with progress, result to take away, and what was run before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from dashboard.components.jobs import SHEET, jobs
from dashboard.components.marks import Mark, marks
from dashboard.components.text import plain
from dashboard.components.verdict import WORDS, verdict_colour, verdict_words
from dashboard.desk import Desk
from dashboard.keys import Key
from guanlian.batch.answers import BatchAnswer
from guanlian.errors import GuanlianError
from guanlian.views.batch import Applicants, Finished, answered, checked, history, record_of, template

T = TypeVar("T")
_CHECKED, _DONE = "batch_checked", "batch_done"


@dataclass(frozen=True)
class _Done:
    """The batch that was run last, and why it could not be kept."""

    finished: Finished
    trouble: str = ""


def batch(desk: Desk, purpose: str) -> None:
    """Draw the steps of a batch; ``purpose`` is the code for rows that name none."""
    applicants = _upload(desk, purpose)
    if applicants is not None:
        _steps(desk, applicants)
    done: _Done | None = st.session_state.get(_DONE)
    if done is not None:
        with st.container(border=True):
            _result(done)
    jobs(desk)


def _upload(desk: Desk, purpose: str) -> Applicants | None:
    left, right = st.columns([1, 3], vertical_alignment="center")
    left.download_button(
        "下载模板", lambda: template(desk.service), file_name="批量核查模板.xlsx", mime=SHEET,
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
            _finish(desk, applicants, done)


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
    st.dataframe(rows, hide_index=True, width="stretch", height=min(38 + 35 * len(rows), 260), alt="不能核查的行")


def _finish(desk: Desk, applicants: Applicants, done: Finished) -> None:
    """Keep a finished batch; where that is not wanted or not possible its result stays in this session."""
    try:
        record = record_of(desk.service, desk.request, applicants, done)
        history(desk.service, desk.settings).keep(record, done.workbook)
        st.session_state[_DONE] = _Done(done)
    except GuanlianError as error:
        st.session_state[_DONE] = _Done(done, f"结果没有保存：{error}请现在下载，结果只保留到关闭本页。")


def _result(done: _Done) -> None:
    """The batch that this session ran last."""
    answer = done.finished.answer
    faults = f"，其中 {len(answer.faults)} 行不能核查（见结果的“错误”表）" if answer.faults else ""
    st.markdown(f"**{plain(answer.input)}**　已完成，{answer.rows} 行{faults}，数据批次 {answer.known_run}")
    order = [code for code in WORDS if code in answer.verdicts]
    marks([Mark(verdict_words(code), f"{answer.verdicts[code]} 行", "", verdict_colour(code)) for code in order])
    if done.trouble:
        st.warning(done.trouble, icon=":material/warning:")
    st.download_button(
        "下载结果", done.finished.workbook, file_name=done.finished.name, mime=SHEET, icon=":material/download:",
        key=Key.BATCH_RESULT, on_click="ignore",
    )  # fmt: skip
