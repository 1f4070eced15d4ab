"""数据与运行: load files, see every load, read what was set aside, examine the installation."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.components.loading import loading
from dashboard.desk import Desk, current
from dashboard.keys import Key
from guanlian.admin_answers import RunView
from guanlian.views.installation import examined, run_views, set_aside, store_name
from guanlian.views.sheets import workbook
from guanlian.views.words import RUN_STATES, source_kind

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_STATES = {state.value: words for state, words in RUN_STATES.items()}


def system(desk: Desk) -> None:
    """Draw the page."""
    st.title("数据与运行", anchor=False)
    drawn: dict[str, Callable[[Desk], None]] = {
        "装入批次": _runs,
        "装入文件": loading,
        "隔离的行": _aside,
        "存储与检查": _store,
    }
    for tab, draw in zip(st.tabs(list(drawn)), drawn.values(), strict=True):
        with tab:
            draw(desk)


def _files(run: RunView) -> str:
    """The files of a load; a run that only follows from what was loaded has none that anybody could open."""
    if run.kind == "computed-control":
        return "—（由已装入的事实推定）"
    return "、".join(file.name for file in run.files)


def _runs(desk: Desk) -> None:
    runs = run_views(desk.service)
    if not runs:
        st.info("还没有装入任何文件。请到“装入文件”。", icon=":material/info:")
        return
    rows = [
        {
            "批次": run.number,
            "来源": run.source,
            "类型": source_kind(run.kind),
            "截至": run.as_of + ("（推定）" if run.as_of_assumed else ""),
            "范围": "完整" if run.complete else "部分",
            "状态": _STATES[run.status],
            "读入": run.rows_in,
            "接受": run.accepted,
            "隔离": run.quarantined,
            "重复": run.duplicates,
            "完成时间": (run.finished or "—")[:19].replace("T", " "),
            "文件": _files(run),
        }
        for run in runs
    ]
    st.dataframe(rows, hide_index=True, width="stretch", alt="装入批次")
    st.caption("读入 = 接受 + 隔离 + 重复。“部分”的来源没有记载，不能说明不在名单上。")


def _aside(desk: Desk) -> None:
    runs = [run for run in run_views(desk.service) if run.quarantined]
    if not runs:
        st.success("没有被隔离的行。", icon=":material/check_circle:")
        return
    words = {f"批次 {run.number}　{run.source}　{run.quarantined} 行": run.number for run in runs}
    chosen = st.selectbox("批次", ["全部批次", *words], key=Key.ASIDE_RUN)
    rows = [
        {
            "批次": row.run,
            "文件": row.file,
            "表": row.sheet or "—",
            "行": row.row,
            "字段": row.field or "—",
            "原因": row.reason,
            "怎么办": row.remedy,
        }
        for row in set_aside(desk.service, words.get(chosen or ""))
    ]
    st.dataframe(rows, hide_index=True, width="stretch", height=min(38 + 35 * len(rows), 460), alt="隔离的行")
    st.download_button(
        "下载清单（Excel）",
        workbook({"隔离的行": rows}, {"说明": "行的内容加密保存，清单只列位置、原因和办法"}),
        file_name="隔离的行.xlsx",
        mime=_SHEET,
        icon=":material/download:",
    )


def _store(desk: Desk) -> None:
    st.markdown(f"**存储**　{store_name(desk.settings)}")
    st.markdown(f"**数据版本**　批次 {desk.known_run}　　**措施目录版本**　{desk.service.catalogue.digest[:12]}")
    if st.button("检查存储、数据和措施目录", icon=":material/fact_check:", key=Key.EXAMINE):
        with st.spinner("正在检查…"):
            checks = examined(desk.service, desk.settings)
        for check in checks:
            if check.ok:
                st.success(f"{check.name}：{check.detail}", icon=":material/check_circle:")
            else:
                st.error(f"{check.name}：{check.detail}", icon=":material/error:")


system(current())
