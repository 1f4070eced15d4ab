"""Named profiles of computing (推定口径): what a computed controller, owner or class rests on, and in which version.

A profile that changes what is computed gets a new version, so that an answer says under which rules it was made.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from analysis.control.thresholds import Threshold


@dataclass(frozen=True, slots=True)
class Profile:
    """A way of computing: its code, version, Chinese name, one Chinese sentence, and its threshold."""

    code: str
    version: str
    name: str
    text: str
    threshold: Threshold


MAJORITY = Profile(
    "majority",
    "1",
    "表决权过半数",
    "本人及其逐级控制的单位合计持有的表决权严格超过二分之一；来源未载表决权的，按出资比例计",
    Threshold(),
)
BENEFICIAL = Profile(
    "beneficial-owner-25",
    "1",
    "受益所有人（25%）",
    "自然人穿透合计持有出资达到25%，或者合计控制表决权达到25%，或者单独、联合控制该单位；无此自然人的，不作推定",
    Threshold(Fraction(1, 4), strict=False),
)
STATE = Profile(
    "state-ladder",
    "1",
    "国有产权层级",
    "国有独资、全资（合计100%）；国有控股（合计超过50%且为第一大股东，及其逐级超过50%的子企业）；参股；合伙企业不计",
    Threshold(),
)
