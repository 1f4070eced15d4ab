"""Loading by upload: choose files, see in advance what would happen, then load."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from dashboard.desk import Desk
from dashboard.keys import Key
from guanlian.admin_answers import RunView
from guanlian.errors import GuanlianError
from guanlian.views.uploads import Precheck, Upload, load_upload, precheck
from guanlian.views.words import source_kind

_KINDS = {"按内容识别": None, "登记数据": "register", "失信名单": "roster", "补充事实": "supplement"}
_CHECKED, _DONE = "load_checked", "load_done"
T = TypeVar("T")


def loading(desk: Desk) -> None:
    """Draw the form, the pre-check and its outcome."""
    if done := st.session_state.pop(_DONE, None):
        _loaded(*done)
    upload = _form(desk)
    if upload is None:
        st.info(
            "支持 Excel（xlsx）、CSV 和 JSON。先预检，再装入；坏行会被隔离并说明原因，不会混入数据。",
            icon=":material/info:",
        )
        return
    fingerprint = repr((sorted((name, len(data)) for name, data in upload.files.items()), upload.kind, upload.source,
                        upload.as_of, upload.complete, upload.again))  # fmt: skip
    if st.button("预检", icon=":material/rule:", key=Key.LOAD_CHECK):
        st.session_state[_CHECKED] = (fingerprint, _tried(lambda step: precheck(upload, desk.settings.day(), step)))
    kept = st.session_state.get(_CHECKED)
    if not kept or kept[0] != fingerprint or kept[1] is None:
        return
    _outcome(kept[1])
    if st.button("装入", type="primary", icon=":material/upload:", key=Key.LOAD_GO):
        done = _tried(lambda step: load_upload(desk.service, upload, desk.settings.day(), step))
        if done is not None:
            st.session_state.pop(_CHECKED, None)
            st.session_state[_DONE] = (done, desk.known_run)
            st.rerun()  # the side bar and every page answer from the new data at once


def _form(desk: Desk) -> Upload | None:
    files = st.file_uploader(
        "数据文件", type=["xlsx", "csv", "json"], accept_multiple_files=True, key=Key.LOAD_FILES,
        help="同一来源、同一截至日的文件一起装入",
    )  # fmt: skip
    first, second, third, fourth = st.columns(4)
    kind = first.selectbox("类型", list(_KINDS), key=Key.LOAD_KIND)
    source = second.text_input("来源名称", key=Key.LOAD_SOURCE, placeholder="各月请保持一致")
    as_of = third.date_input("数据截至日", value=desk.settings.day(), max_value=desk.settings.day(), key=Key.LOAD_DAY,
                             format="YYYY-MM-DD")  # fmt: skip
    complete = fourth.toggle(
        "文件含该来源的全部数据", key=Key.LOAD_COMPLETE, help="只有完整的新数据才会终止其中不再出现的记录"
    )
    again = fourth.toggle(
        "装入过的文件重新读取", key=Key.LOAD_AGAIN, help="补充了对照表、或名单后到时使用；同一文件平时只读一次"
    )
    if not files:
        return None
    content = {file.name: file.getvalue() for file in files}
    return Upload(content, source or None, _KINDS[kind or ""], as_of, complete, again)


def _loaded(runs: tuple[RunView, ...], known_run: int) -> None:
    """What became of the load; files that the store knew already were not read."""
    if any(run.number > known_run for run in runs):
        st.success("已装入。所有页面从现在起按新数据回答。", icon=":material/check_circle:")
    else:
        st.info(
            "这些文件此前已装入，这次没有重新读取，数据没有变化。需要重读时，请打开“装入过的文件重新读取”。",
            icon=":material/info:",
        )
    _table(runs)


def _tried(work: Callable[[Callable[[str, int, int], None]], T]) -> T | None:
    """Run some loading with a bar; a file that is refused says why and what to do."""
    bar = st.progress(0.0, "正在读取…")

    def step(name: str, done: int, total: int) -> None:
        bar.progress(done / total, f"{name}：{done} / {total} 行")

    try:
        return work(step)
    except GuanlianError as error:
        st.error(f"{error}", icon=":material/error:")
        return None
    finally:
        bar.empty()


def _outcome(found: Precheck) -> None:
    st.markdown("#### 预检结果")
    _table(found.runs)
    if found.set_aside:
        st.warning(f"{len(found.set_aside)} 行将被隔离：", icon=":material/warning:")
        rows = [
            {"文件": row.file, "行": row.row, "字段": row.field or "—", "原因": row.reason, "怎么办": row.remedy}
            for row in found.set_aside
        ]
        st.dataframe(rows, hide_index=True, width="stretch", alt="将被隔离的行")
    st.caption("预检在空库中进行：名单移出等须与已有记录对应的行，装入时的结果可能更好。")


def _table(runs: tuple[RunView, ...]) -> None:
    rows = [
        {
            "来源": run.source,
            "类型": source_kind(run.kind),
            "截至": run.as_of,
            "范围": "完整" if run.complete else "部分",
            "读入": run.rows_in,
            "接受": run.accepted,
            "隔离": run.quarantined,
            "重复": run.duplicates,
        }
        for run in runs
    ]
    st.dataframe(rows, hide_index=True, width="stretch", alt="批次")
