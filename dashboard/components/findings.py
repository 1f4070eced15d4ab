"""Findings by what they rest on: one card for each path, the measures that follow from it in a table inside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from dashboard.components.text import facts, plain, quote, table
from guanlian import terms
from guanlian.answers import Finding
from guanlian.views.words import matter

_ICONS = {
    "self": ":material/gavel:",
    "extends": ":material/person_alert:",
    "flags": ":material/domain:",
    "queries": ":material/search:",
    "office": ":material/work_off:",
    "second_hop": ":material/hub:",
}
_SHORT = 10  # of a subject's id: enough to tell namesakes apart
CARDS = 12
T = TypeVar("T")
_Group = list[Finding]


def finding_cards(findings: Sequence[Finding], key: str) -> None:
    """Draw a card per direction and path, the surest first; ``key`` keeps the widgets of two lists apart."""
    groups = grouped(findings)
    for number, group in enumerate(paged(groups, key, "条路径")):
        _card(group, f"{key}_{number}_{group[0].id}", opened=len(groups) == 1)


def paged(items: Sequence[T], key: str, unit: str) -> Sequence[T]:
    """The items of the page that is turned to; all where they fit on one. ``unit`` is what they are counted in."""
    if len(items) <= CARDS:
        return items
    chosen = st.pagination(-(-len(items) // CARDS), key=f"{key}_page")
    shown = items[(chosen - 1) * CARDS : chosen * CARDS]
    st.caption(f"共 {len(items)} {unit}，本页 {len(shown)} {unit}。")
    return shown


def grouped(findings: Sequence[Finding]) -> list[_Group]:
    """Findings of one direction along one path together, a clause once; the surest, then the most, first."""
    groups: dict[tuple[str, ...], dict[tuple[str, str, str], Finding]] = {}
    # The sort is stable: within one certainty the order of documents and clauses stays.
    for finding in sorted(findings, key=lambda one: one.certainty.rank):
        clause = (finding.document, finding.number, finding.part or "")
        # Several source rows may tie the same two parties: the surest of them stands for all.
        groups.setdefault(_what_it_rests_on(finding), {}).setdefault(clause, finding)
    found = [list(group.values()) for group in groups.values()]
    return sorted(found, key=lambda group: (group[0].certainty.rank, -len(group), group[0].id))


def _what_it_rests_on(finding: Finding) -> tuple[str, ...]:
    """The entry and the relations of a path, whatever source row names them."""
    steps = (f"{step.type} {step.role} {step.from_subject} {step.to_subject}" for step in finding.path if step.role)
    return (finding.direction.value, finding.listed.id, *steps)


@st.fragment
def _card(group: _Group, key: str, *, opened: bool) -> None:
    """One path. What stands in a closed card is not sent: a dozen of them keep a browser busy for seconds."""
    first = group[0]
    doubt = "" if first.holds.value == "yes" else f"　{_when(first)}"
    label = (
        f"**{terms.DIRECTIONS[first.direction]}**　{plain(_because(first))}　{len(group)} 项措施　"
        f"确定性：{first.certainty.term}{doubt}"
    )
    icon = _ICONS[first.direction.value]
    card = st.expander(label, expanded=opened, icon=icon, key=f"card_{key}", on_change="rerun")
    if card.open:
        with card:
            _inside(group, key)


def _inside(group: _Group, key: str) -> None:
    first = group[0]
    st.markdown(f"**路径**　{plain(terms.path_sentence(first)) or '该用途不显示路径'}。")
    if first.path:
        with st.container(key=f"path_{key}"):
            table(path_rows(first), alt="路径的每一步及其来源")
    _certainty(first)
    _measures(group, key)


def _when(finding: Finding) -> str:
    """Why a finding does not surely hold on the day: not yet, no longer, or nobody knows."""
    period = f"{terms.day(finding.since)} — {terms.day(finding.until)}"
    if finding.holds.value == "unknown":
        return f"日期不明，期间：{period}"
    return f"尚未成立，自 {terms.day(finding.since)} 起" if finding.until == "open" else f"不成立，期间：{period}"


def _because(finding: Finding) -> str:
    """Why, in a few words: the listed party and what joins the subject to it."""
    roles = [step.role_term for step in finding.path if step.role_term]
    joined = f"（{'、'.join(dict.fromkeys(roles))}）" if roles else ""
    at = f"　{finding.unit.name}" if finding.unit and finding.direction.value == "office" else ""
    # Several people may bear the listed name: which of them is meant must be told from the card alone.
    namesake = next((step.to_subject for step in finding.path if step.type == "identity" and step.to_subject), None)
    which = f"　同名者 {namesake[:_SHORT]}" if namesake else ""
    return f"{finding.listed.name}{joined}{at}　{finding.listed.case_number}{which}".rstrip()


def path_rows(finding: Finding) -> list[dict[str, str]]:
    """Every step of a path with its days and its source."""
    return [
        {
            "步骤": str(number),
            "内容": terms.step_sentence(step),
            "起": terms.day(step.since),
            "止": terms.day(step.until),
            "确定性": step.certainty.term,
            "来源": terms.source(step),
        }
        for number, step in enumerate(finding.path, 1)
    ]


def _certainty(finding: Finding) -> None:
    """The four sides of certainty, each in its own words."""
    links = [step for step in finding.path if step.type == "identity"]
    roles = [step for step in finding.path if step.role is not None]
    facts(
        [
            ("身份", "；".join(f"{step.certainty.term}（证据见上）" for step in links) or "确定：同一主体"),
            ("角色", "；".join(f"{step.role_term}：{step.certainty.term}" for step in roles)),
            ("依据类型", "；".join(terms.BASES.get(step.basis or "", "") for step in roles)),
            (
                "日期",
                f"{terms.day(finding.since)} — {terms.day(finding.until)}（该日成立：{terms.HOLDS[finding.holds]}）",
            ),
        ]
    )


def _measures(group: _Group, key: str) -> None:
    """The measures of a path; choosing a row shows the clause."""
    rows = [
        {
            "措施": finding.title,
            "事项": matter(finding.matter),
            "后果": effects(finding),
            "文件": finding.document_title,
            "条款": f"{finding.number}{finding.part or ''}",
            "效力": terms.STATUSES[finding.status],
            "需复核": "；".join(reason.text for reason in finding.review_reasons if reason.code != "status_unknown"),
        }
        for finding in group
    ]
    if len(group) == 1:
        clause(group[0])
        return
    st.caption("点选一行看条款原文")
    state = st.dataframe(
        rows,
        hide_index=True,
        width="stretch",
        height=min(38 + 35 * len(rows), 300),
        key=f"measures_{key}",
        on_select="rerun",
        selection_mode="single-row",
        alt="这条路径上的措施",
    )
    chosen = state.selection.rows
    if chosen and chosen[0] < len(group):
        clause(group[chosen[0]])


def clause(finding: Finding) -> None:
    """The clause behind a finding: its words, what it does, who carries it out."""
    st.markdown(
        f"**依据**　《{plain(finding.document_title)}》第 {finding.number}{finding.part or ''} 项　"
        f"{plain(finding.title)}（{terms.STATUSES[finding.status]}）"
    )
    if finding.quote:
        quote(finding.quote)
    facts(
        [
            ("后果", effects(finding)),
            ("期间", f"{terms.day(finding.since)} — {terms.day(finding.until)}"),
            ("实施单位", "、".join(finding.agencies) or "条款未载明"),
            ("已任职的", terms.INCUMBENTS[finding.incumbents] if finding.incumbents else None),
            ("结论编号", finding.id),
        ]
    )
    for reason in finding.review_reasons:
        if reason.code != "status_unknown":
            st.markdown(f":material/error: 需复核：{plain(reason.text)}")


def effects(finding: Finding) -> str:
    """What the clause does, as printed on the ladder of effects."""
    return "、".join(terms.EFFECTS[effect] for effect in (finding.effect, *finding.also_effects))
