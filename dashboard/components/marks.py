"""Marks that say in words, colour and number what was found; two of them stand at the head of a subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from dashboard.components.text import plain
from guanlian import terms
from guanlian.answers import Finding, Party


@dataclass(frozen=True)
class Mark:
    """One mark: a heading, the answer, a remark, and a colour that repeats what the answer says."""

    heading: str
    answer: str
    remark: str = ""
    colour: str = "grey"


def marks(shown: Sequence[Mark]) -> None:
    """Draw marks side by side."""
    cells = "".join(
        f'<div class="mark {mark.colour}"><b>{escape(mark.heading)}</b>'
        f"<strong>{escape(mark.answer)}</strong><span>{escape(mark.remark)}</span></div>"
        for mark in shown
    )
    st.html(f'<div class="marks">{cells}</div>')


def subject_head(party: Party) -> None:
    """Name, sort and numbers of a subject; the name is the page's second heading."""
    st.subheader(plain(party.name), anchor=False)
    numbers = "、".join(party.identifiers) or "无证件号码"
    st.html(
        f'<div class="subject-head"><span class="sort {party.kind.value}">{terms.KINDS[party.kind]}</span>'
        f'<span class="numbers">{escape(numbers)}　主体编号 {escape(party.id)}</span></div>'
    )


def two_marks(findings: Sequence[Finding]) -> None:
    """Whether the subject is listed itself, and whether it is caught through a relation: never one for the other."""
    own = [finding for finding in findings if finding.direction.value == "self"]
    related = [finding for finding in findings if finding.direction.value != "self"]
    marks(
        [
            _mark("本人（本单位）失信", "✕", own, "red"),
            _mark("因关联涉及", "⇄", related, "orange"),
        ]
    )


def _mark(heading: str, sign: str, findings: Sequence[Finding], colour: str) -> Mark:
    """A mark bears its sign only where something was found: a cross beside nothing would read as a hit."""
    if not findings:
        return Mark(heading, "未发现")
    standing = [finding for finding in findings if finding.holds.value != "no"]
    if not standing:
        return Mark(heading, f"{sign} 须核实", f"{_measures(findings)} 项措施，期间已过，是否已解除须核实", "grey")
    findings = standing
    surest = min(findings, key=lambda finding: finding.certainty.rank).certainty
    unsure = "" if surest.rank == 0 else "，身份或角色须人工核实"
    return Mark(
        heading, f"{sign} {surest.term}", f"{_measures(findings)} 项措施{unsure}",
        colour if surest.rank == 0 else "grey",
    )  # fmt: skip


def _measures(findings: Sequence[Finding]) -> int:
    return len({(finding.document, finding.number, finding.part) for finding in findings})
