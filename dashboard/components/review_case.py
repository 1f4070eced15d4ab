"""One case of identity: both sides, what each feature weighs, what was decided, and the decision to make."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import streamlit as st

from dashboard.components.text import facts, plain, table
from dashboard.desk import Desk
from dashboard.keys import Key
from guanlian import terms
from guanlian.errors import GuanlianError
from guanlian.review_answers import CaseAnswer, EvidenceView, FullSideView
from guanlian.views.review import VERDICT_WORDS, approved, decided, taken_back
from guanlian.views.words import SEXES

_ALMOST_ONE = 0.999
_FOR, _AGAINST = "#1f7a4d", "#b3261e"


def both_sides(case: CaseAnswer) -> None:
    """What each side is known by, in the same order."""
    for place, side in zip(st.columns(2, gap="large"), (case.left, case.right), strict=True):
        with place.container(border=True, height="stretch"):
            _side(side)


def _side(side: FullSideView) -> None:
    st.markdown(f"**{plain(side.name)}**　{'✕ 名单记载' if side.on_roster else '其他来源'}")
    years = side.birth_years
    facts(
        [
            ("证件号码", "、".join(side.identifiers) or "没有"),
            ("性别", SEXES.get(side.sex or "", "不详")),
            ("出生年份", _years(years) if years else "不详"),
            ("行政区划", side.division or "不详"),
            ("曾用名", "、".join(side.former_names) or None),
            ("来源", f"{side.source.source}：{side.source.file} 第 {side.source.row} 行"),
        ]
    )
    for entry in side.entries[:5]:
        st.markdown(f"- 名单：{plain(entry.case_number)}　{plain(entry.court)}　{terms.day(entry.since)} 起")
    for role in side.roles[:8]:
        title = f"（{role.title}）" if role.title and role.title != role.role_term else ""
        told = f"{role.unit_name} {role.role_term}{title}　{terms.day(role.since)} — {terms.day(role.until)}"
        st.markdown(f"- 任职：{plain(told)}")
    if len(side.roles) > 8:
        st.caption(f"共 {len(side.roles)} 项任职，列出前 8 项。")
    if not side.roles and not side.entries:
        st.caption("没有任职和名单记载。")


def _years(years: tuple[int, int]) -> str:
    return f"{years[0]} 年" if years[0] == years[1] else f"{years[0]}—{years[1]} 年"


def waterfall(case: CaseAnswer) -> None:
    """How the features add up, as bars and as a table that says the same."""
    st.markdown("#### 证据逐项")
    chance = "不作估计" if case.probability is None else _chance(case.probability)
    facts(
        [
            ("同一主体的概率", chance),
            ("预计同名者", _about(case.namesakes)),
            ("其他证据也相符的人（从宽估计）", _about(case.competitors)),
        ]
    )
    weighed = [piece for piece in case.waterfall if piece.bits is not None]
    left, right = st.columns([2, 3], gap="large")
    if weighed:
        told = "证据瀑布图：" + "；".join(f"{piece.feature_term} {piece.bits:+.1f}" for piece in weighed)
        with left:
            st.echarts_chart(_bars(weighed), height=max(200, 46 * len(weighed) + 90), theme=None, alt=told)
    rows = [
        {
            "特征": piece.feature_term,
            "作用": piece.says_term,
            "权重（比特）": "—" if piece.bits is None else f"{piece.bits:+.1f}",
            "累计": "—" if piece.running is None else f"{piece.running:+.1f}",
            "说明": piece.note,
        }
        for piece in case.waterfall
    ]
    with right:
        table(rows, alt="证据逐项")
        st.caption("权重每增加 1 比特，同一主体的可能性翻一倍；“否定”的特征使线索成为矛盾，不论累计多少。")


def _about(count: float | None) -> str:
    if count is None:
        return "—"
    return "不到 1 人" if count < 1 else f"约 {count:,.0f} 人"


def _bars(weighed: list[EvidenceView]) -> dict[str, object]:
    """Bars that float from one running sum to the next."""
    sums = [0.0, *(piece.running or 0.0 for piece in weighed)]
    lowest = min(sums)
    steps = list(pairwise(sums))
    return {
        "animation": False,
        "grid": {"left": 8, "right": 48, "top": 8, "bottom": 8, "containLabel": True},
        "xAxis": {"type": "value", "axisLabel": {"show": False}},
        "yAxis": {"type": "category", "inverse": True, "data": [piece.feature_term for piece in weighed]},
        "series": [
            _bar([round(min(step) - lowest, 2) for step in steps], "transparent"),
            _bar([round(max(after - before, 0.0), 2) for before, after in steps], _FOR),
            _bar([round(max(before - after, 0.0), 2) for before, after in steps], _AGAINST),
        ],
    }


def _bar(values: list[float], colour: str) -> dict[str, object]:
    return {"type": "bar", "stack": "sum", "data": values, "itemStyle": {"color": colour}, "silent": True}


def history(case: CaseAnswer) -> None:
    """What people decided, oldest first; nothing is ever removed."""
    if not case.decisions:
        return
    st.markdown("#### 核定记录")
    rows = [
        {
            "时间": one.at[:16].replace("T", " "),
            "经办人": one.by,
            "行为": one.act_term,
            "结论": one.verdict_term or "—",
            "理由": one.reason,
            "现在有效": "是" if one.in_force else "否",
        }
        for one in case.decisions
    ]
    st.dataframe(rows, hide_index=True, width="stretch", alt="核定记录")


def acts(desk: Desk, case: CaseAnswer) -> None:
    """The decision with its reason; approve and undo where there is something to approve or undo."""
    with st.form(f"{Key.REVIEW_FORM}_{case.case}", border=True):
        verdict = st.radio("核定", VERDICT_WORDS, index=None, horizontal=True, key=f"{Key.REVIEW_VERDICT}_{case.case}")
        by, why = st.columns([1, 3])
        name = by.text_input("经办人", key=Key.REVIEW_BY, persist_state="session")
        reason = why.text_input("理由", key=f"{Key.REVIEW_REASON}_{case.case}", placeholder="核对了什么，凭什么认定")
        first, second, third, _ = st.columns([2, 2, 2, 4])
        sent = first.form_submit_button("记录核定", type="primary", key=Key.REVIEW_SEND, width="stretch")
        agreed = undone = False
        if case.status.value == "pending":
            agreed = second.form_submit_button("复核同意", key=Key.REVIEW_APPROVE, width="stretch")
        if any(one.in_force for one in case.decisions) or case.status.value == "pending":
            undone = third.form_submit_button("撤回上次核定", key=Key.REVIEW_UNDO, width="stretch")
    service, request = desk.service, desk.request
    if sent and verdict is None:
        st.warning("请先选择核定结论。", icon=":material/edit:")
    elif sent:
        _done(lambda: decided(service, request, desk.settings, case.case, str(verdict), name or "", reason or ""))
    elif agreed:
        _done(lambda: approved(service, request, case.case, name or "", reason or ""))
    elif undone:
        _done(lambda: taken_back(service, request, case.case, name or "", reason or ""))


def _done(act: Callable[[], CaseAnswer]) -> None:
    """Do it; what was refused says why, what was done shows at once everywhere."""
    try:
        with st.spinner("正在记录并生效…"):
            answer = act()
    except GuanlianError as error:
        st.warning(f"{error}", icon=":material/edit:")
        return
    st.session_state["review_done"] = f"已记录：{answer.left.name}，{answer.status_term}，线索等级 {answer.tier_term}。"
    st.rerun()


def _chance(probability: float) -> str:
    """A probability as shown: never rounded to certainty on either side."""
    if probability >= _ALMOST_ONE:
        return "超过 99.9%"
    return "不到 0.1%" if probability < 1 - _ALMOST_ONE else f"{probability:.1%}"
