"""Finished batches kept with this installation: the newest first, opened only when they are taken away."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from dashboard.components.findings import paged
from dashboard.components.text import plain
from dashboard.components.verdict import WORDS, verdict_words
from dashboard.desk import Desk
from dashboard.keys import Key
from guanlian.batch.history import History, JobRecord, KeptJob
from guanlian.errors import GuanlianError
from guanlian.views.batch import history

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def jobs(desk: Desk) -> None:
    """Draw the list; whatever is wrong with it, the rest of the page stays."""
    days = desk.settings.job_days
    st.markdown("#### 已完成的批次")
    if not days:
        st.caption("本系统设为不保留批次：结果只保留到关闭本页，请及时下载。")
        return
    try:
        kept = history(desk.service, desk.settings)
        found = kept.jobs(datetime.now().astimezone())
    except GuanlianError as error:
        st.error(f"{error}", icon=":material/error:")
        return
    st.caption(
        f"{'' if found else '还没有完成的批次。'}记录和结果加密保存在本系统，保留 {days} 天，到期自动删除。"
        "目前没有登录：能打开本系统的人都能看到并下载这里的批次。"
    )
    for job in paged(found, "jobs", "个批次"):
        with st.container(border=True, key=f"job_{job.id}"):
            _row(kept, job)


def counts(verdicts: dict[str, int], faults: int) -> str:
    """Rows by verdict in one line, what matters most first."""
    told = [f"{verdict_words(code)} {verdicts[code]}" for code in WORDS if code in verdicts]
    parts = [*told, *([f"不能核查 {faults}"] if faults else [])]
    # A sign, its words and its number are never parted by a line's end.
    return "　".join(part.replace(" ", "\N{NO-BREAK SPACE}") for part in parts) or "没有可核查的行"


def _row(kept: History, job: KeptJob) -> None:
    what, answer, take, drop = st.columns([4, 8, 2.2, 2], vertical_alignment="center")
    record = job.record
    if record is None or not kept.intact(job.id):
        name = plain(record.input) if record else "读不出的批次"
        what.markdown(f"**{name}**  \n{_moment(job)}")
        answer.markdown("这一批次的文件已损坏，或由另一把密钥加密，打不开。请从备份恢复，或删除后重新核查。")
    else:
        what.markdown(f"**{plain(record.input)}**  \n{_moment(job)}　{record.rows} 行")
        answer.markdown(counts(record.verdicts, record.faults))
        answer.caption(_asked(record))
        take.download_button(
            "下载结果", lambda: kept.workbook(job.id), file_name=record.output, mime=SHEET,
            icon=":material/download:", key=f"{Key.JOB_TAKE}_{job.id}", on_click="ignore", width="stretch",
        )  # fmt: skip
    with drop.popover("删除", icon=":material/delete:", width="stretch"):
        st.markdown("删除后不能恢复。")
        if st.button("确认删除", type="primary", key=f"{Key.JOB_DROP}_{job.id}"):
            kept.remove(job.id)
            st.rerun()


def _moment(job: KeptJob) -> str:
    return f"{job.moment:%Y-%m-%d %H:%M}"


def _asked(record: JobRecord) -> str:
    return plain(f"用途：{record.purpose}　基准日 {record.as_of}　数据批次 {record.known_run}")
