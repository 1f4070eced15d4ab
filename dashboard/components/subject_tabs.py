"""The tabs of the subject page, one function each over the subject's file."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from dashboard.components.explorer import show_picture
from dashboard.components.findings import CARDS, clause, effects, finding_cards, paged
from dashboard.components.states import clear, denominator
from dashboard.components.text import facts, plain
from dashboard.desk import Desk
from dashboard.keys import Key
from dashboard.network import evidence_picture, html_data_url
from guanlian import terms
from guanlian.answers import Finding
from guanlian.views.dossier import Dossier, EntryView
from guanlian.views.explore import Wish, picture
from guanlian.views.relations import Relation, period

_FRAME = 20  # the picture's own border
_DRAWN = 24  # paths beyond this make a picture nobody can read


def summary(desk: Desk, file: Dossier) -> None:
    """What the subject is, and every finding by its path."""
    _register(file)
    if not file.findings:
        clear(desk, file.searched)
        _near_misses(file)
        return
    _counts(file.findings)
    finding_cards(file.findings, "now")
    st.caption(denominator(file.searched))
    _near_misses(file)


def _register(file: Dossier) -> None:
    profile = file.profile
    former = [name for name in file.names if name != file.subject.name]
    facts(
        [
            ("其他名称", "、".join(former)),
            ("组织形式", profile.printed_type or profile.form if profile else None),
            ("登记状态", profile.status if profile else None),
            ("成立日期", terms.day(profile.founded) if profile else None),
            ("登记来源", profile.source if profile else None),
        ]
    )


def _counts(found: tuple[Finding, ...]) -> None:
    findings = [finding for finding in found if finding.holds.value != "no"]
    if not findings:
        st.markdown("#### 没有现行的命中，以下须核实")
        st.caption("期间已过，法院是否已解除、是否依法保留，须核实后再下结论。")
        return
    effect = {(one.document, one.number, one.part): terms.EFFECTS[one.effect] for one in findings}
    by_effect = Counter(effect.values())
    told = "、".join(f"{name} {count} 项" for name, count in by_effect.most_common())
    clauses = {(finding.document, finding.number, finding.part) for finding in findings}
    st.markdown(f"#### 命中 {len(clauses)} 项措施，按路径归并")
    st.caption(f"后果：{told}。每张卡片是一条路径，展开看路径、来源、确定性和条款原文。")


def _near_misses(file: Dossier) -> None:
    if not file.near_misses:
        return
    with st.expander(f"为什么没有命中：{len(file.near_misses)} 条看似相关而不构成命中的线索", icon=":material/help:"):
        for miss in file.near_misses[:20]:
            st.markdown(f"- {plain(miss.what)}。**{plain(miss.why)}**")
        if len(file.near_misses) > 20:
            st.caption(f"只列出前 20 条，共 {len(file.near_misses)} 条。")


def entries(desk: Desk, file: Dossier) -> None:
    """The subject's own roster entries."""
    del desk
    if not file.entries:
        st.info("名单中没有以该主体为被执行人的记录。因关联涉及不等于本人（本单位）在名单上。", icon=":material/info:")
    for entry in file.entries:
        _entry(entry)


def _entry(entry: EntryView) -> None:
    state = {"yes": "✕ 现行在册", "no": "○ 不在册", "unknown": "？ 起止日不明"}[entry.holds.value]
    with st.container(border=True):
        st.markdown(f"**{plain(entry.case_number)}**　{plain(entry.court)}　{state}")
        facts(
            [
                ("发布日期", entry.published),
                ("立案日期", entry.filed),
                ("在册期间", f"{terms.day(entry.since)} — {terms.day(entry.until)}"),
                ("失信情形", "；".join(entry.grounds)),
                *((name, text) for name, text in entry.details if name not in ("立案时间", "具体情形")),
                ("来源", entry.source),
            ]
        )


def relations(desk: Desk, file: Dossier) -> None:
    """Every relation around the subject."""
    del desk
    if not file.around.relations:
        st.info("已装入的来源没有记载该主体的任职、持股或隶属关系。", icon=":material/info:")
        return
    listed = set(file.neighbours_listed)
    rows = [_relation_row(one, file.subject.id, listed) for one in file.around.relations]
    st.dataframe(rows, hide_index=True, width="stretch", height=min(38 + 35 * len(rows), 560), alt="关联主体")
    if file.around.more:
        st.caption("该主体的关系很多，这里只列出一部分；请到“关系探索”按类型查看。")


def _relation_row(one: Relation, subject: str, listed: set[str]) -> dict[str, str]:
    other = one.other(subject)
    holds = {"yes": "现行", "no": "已终止或未开始", "unknown": "起止日不明"}[one.holds.value]
    return {
        "关联主体": other.name,
        "类别": terms.KINDS[other.kind],
        "名单": "✕ 在册" if other.id in listed else "—",
        "关系": f"{'其' if one.start.id == subject else '对方'}为{one.label}"
        + (f"（{one.title}）" if one.title else ""),
        "比例": one.share or "—",
        "状态": holds,
        "期间": period(one),
        "来源": one.source,
    }


def graph(desk: Desk, file: Dossier) -> None:
    """What stands around the subject, and the picture of the evidence."""
    st.markdown("#### 周边关系")
    drawn = desk.ask(picture, [file.subject.id], desk.request.as_of, Wish())
    show_picture(drawn, key=f"around_{file.subject.id}", selectable=False)
    if not file.findings or not file.findings[0].path:
        return
    st.markdown("#### 证据图")
    paths = {tuple(step.id for step in finding.path): finding for finding in file.findings}
    chosen = sorted(paths.values(), key=lambda finding: finding.certainty.rank)[:_DRAWN]
    html, height = evidence_picture(chosen)
    if len(paths) > _DRAWN:
        st.caption(f"共 {len(paths)} 条路径，只画最确定的 {_DRAWN} 条。")
    st.iframe(html_data_url(html), height=height + _FRAME, alt="名单记录、人员与单位之间的证据关系图")
    st.download_button(
        "下载证据图（单个网页文件，可离线打开）",
        html.encode(),
        file_name=f"证据图-{file.subject.id}-{desk.request.as_of}.html",
        mime="text/html",
        icon=":material/download:",
    )


def offices(desk: Desk, file: Dossier) -> None:
    """Posts the subject may not hold, or that must not be held at it."""
    found = [finding for finding in file.findings if finding.direction.value == "office"]
    if not found:
        st.success(
            f"{desk.request.as_of}，未发现该主体涉及任职限制。{denominator(file.searched)}",
            icon=":material/check_circle:",
        )
        return
    unit, few = _one_unit(found, file.subject.id)
    finding_cards(few, f"office_{unit}")


def _one_unit(found: list[Finding], subject: str) -> tuple[str, list[Finding]]:
    """Where posts at several units are concerned: a table of the units, and the findings at the chosen one."""
    rows = units_concerned(found)
    if len(rows) < 2:
        return "", found
    st.caption(f"涉及 {len(rows)} 个单位的任职；点选一行只看该单位。")
    state = st.dataframe(
        [row for _, row in rows], hide_index=True, width="stretch", height=min(38 + 35 * len(rows), 300),
        key=f"office_units_{subject}", on_select="rerun", selection_mode="single-row", alt="任职受限的单位",
    )  # fmt: skip
    chosen = state.selection.rows
    if not chosen or chosen[0] >= len(rows):
        return "", found
    unit = rows[chosen[0]][0]
    return unit, [finding for finding in found if finding.unit and finding.unit.id == unit]


def units_concerned(found: list[Finding]) -> list[tuple[str, dict[str, str | int]]]:
    """One row per unit at which a post is restricted, with its id; the surest, then the most measures, first."""
    units: dict[str, list[Finding]] = {}
    for finding in found:
        if finding.unit:
            units.setdefault(finding.unit.id, []).append(finding)
    rows = []
    for id_, some in units.items():
        surest = min((finding.certainty for finding in some), key=lambda one: one.rank)
        clauses = {(finding.document, finding.number, finding.part) for finding in some}
        posts = dict.fromkeys(step.role_term for finding in some for step in finding.path if step.role_term)
        row: dict[str, str | int] = {
            "单位": next(finding.unit.name for finding in some if finding.unit),
            "职务": "、".join(posts),
            "失信记录": len({finding.listed.id for finding in some}),
            "措施": len(clauses),
            "确定性": surest.term,
        }
        rows.append(((surest.rank, -len(clauses), id_), id_, row))
    return [(id_, row) for _, id_, row in sorted(rows, key=lambda one: one[0])]


def history(desk: Desk, file: Dossier) -> None:
    """What no longer holds or does not hold yet on the day."""
    del desk
    ended = [entry for entry in file.entries if entry.holds.value == "no"]
    st.markdown(f"#### 不在册的名单记录（{len(ended)}）")
    for entry in ended:
        _entry(entry)
    if not ended:
        st.caption("没有。")
    past = [one for one in file.around.relations if one.holds.value == "no"]
    st.markdown(f"#### 已终止或未开始的关系（{len(past)}）")
    if past:
        listed = set(file.neighbours_listed)
        rows = [_relation_row(one, file.subject.id, listed) for one in past]
        st.dataframe(rows, hide_index=True, width="stretch", alt="已终止的关系")
    else:
        st.caption("没有。")
    st.markdown(f"#### 基准日不成立的结论（{len(file.past)}）")
    if file.past:
        st.caption("曾经成立或尚未成立；把上方基准日改为期间内的某一日，可以看那一天的情况。")
        finding_cards(file.past, "past")
    else:
        st.caption("没有。")


def grounds(desk: Desk, file: Dossier) -> None:
    """Every clause that a finding rests on, once."""
    del desk
    clauses = {(finding.document, finding.number, finding.part): finding for finding in file.findings}
    if not clauses:
        st.info("没有命中，因而没有可列的条款。", icon=":material/info:")
        return
    titles: dict[str, list[Finding]] = {}
    for finding in clauses.values():
        titles.setdefault(finding.document_title, []).append(finding)
    if len(clauses) > CARDS:
        counts = {title: f"《{title}》（{len(found)} 款）" for title, found in titles.items()}
        only = st.selectbox("文件", list(counts), format_func=counts.__getitem__, key=Key.GROUNDS_DOCUMENT)
        titles = {only: titles[only]}
    for title, found in titles.items():
        st.markdown(f"#### 《{plain(title)}》（{len(found)} 款）")
        for finding in paged(found, f"grounds_{file.subject.id}_{found[0].document}", "款"):
            with st.expander(f"第 {finding.number}{finding.part or ''} 项　{finding.title}　{effects(finding)}"):
                clause(finding)
    st.caption(denominator(file.searched))
