"""Heads who left (离任的法定代表人等) while the unit stays listed: they are restricted until the court says otherwise.

最高法 2019 意见 (法发〔2019〕35号) 第十七条: a former head is freed on proof of being neither 实际控制人 nor
直接责任人员, and only then. A register shows that the post ended, not what the court decided, so the finding that
ended with the post is shown for review, and is no clear answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from analysis.findings import Bounds, Day, Finding, ReviewReason, Step
from analysis.orders import ORDERED
from graph.model.certainty import Truth
from measures.vocabulary import Direction

_POSTS = ("position", "control", "court_relation")
_TEXT = "离任时该单位仍在名单上：离任本身不解除限制消费，法院是否已对其解除须核实（法发〔2019〕35号第十七条）"


def with_former(findings: Iterable[Finding], day: date) -> list[Finding]:
    """The findings, those that ended only because the post did marked with a review reason."""
    return [_marked(finding) if is_former(finding, day) else finding for finding in findings]


def is_former(finding: Finding, day: date) -> bool:
    """Whether a restriction on consumption ended with the post alone, the entry still standing on the day."""
    if finding.holds is not Truth.NO or finding.direction is not Direction.EXTENDS or finding.matter not in ORDERED:
        return False
    end = _latest(finding.until)
    if end is None or date.fromisoformat(end) > day:
        return False
    with_post = any(step.type in _POSTS and _latest(step.until) == end for step in finding.path)
    return with_post and all(_outlasts(step, day) for step in finding.path if step.type == "listing")


def _outlasts(listing: Step, day: date) -> bool:
    end = _latest(listing.until)
    return end is None or date.fromisoformat(end) > day


def _latest(until: Day | None) -> str | None:
    """The last possible first day after; ``None`` where no end is known."""
    latest = until.latest if isinstance(until, Bounds) else until
    return None if latest == "open" else latest


def _marked(finding: Finding) -> Finding:
    reasons = (*finding.review_reasons, ReviewReason(code="former_head", text=_TEXT))
    return finding.model_copy(update={"review_reasons": reasons})
