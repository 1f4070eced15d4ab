"""One finding as a card: what, by which clause, along which path, how sure."""

from __future__ import annotations

import streamlit as st

from guanlian import terms
from guanlian.answers import Finding

_ICONS = {
    "self": ":material/gavel:",
    "extends": ":material/person_alert:",
    "flags": ":material/domain:",
    "queries": ":material/search:",
    "office": ":material/work_off:",
    "second_hop": ":material/hub:",
}


def finding_card(finding: Finding) -> None:
    """Draw a card; the evidence is folded in."""
    effects = "、".join(terms.EFFECTS[effect] for effect in (finding.effect, *finding.also_effects))
    doubt = "" if finding.holds.value == "yes" else f"　{terms.HOLDS[finding.holds]}"
    label = f"{finding.title}　**{effects}**　{terms.DIRECTIONS[finding.direction]}　[{finding.certainty.term}]{doubt}"
    with st.expander(label, icon=_ICONS[finding.direction.value]):
        st.markdown(f"**路径**　{_plain(terms.path_sentence(finding))}。")
        clause = f"第 {finding.number}{finding.part or ''} 项"
        st.markdown(f"**依据**　《{finding.document_title}》{clause}（{terms.STATUSES[finding.status]}）")
        st.markdown(f"> {_plain(finding.quote)}")
        st.markdown(
            f"**期间**　{terms.day(finding.since)} — {terms.day(finding.until)}　　"
            f"**实施单位**　{'、'.join(finding.agencies) or '条款未载明'}"
        )
        for reason in finding.review_reasons:
            if reason.code == "status_unknown":
                continue  # said beside the document's title; it never weakens a finding
            st.markdown(f":material/error: 需复核：{_plain(reason.text)}")
        st.dataframe(_rows(finding), hide_index=True, width="stretch")
        st.caption(f"编号 {finding.id}")


def _plain(text: str) -> str:
    """Data is shown as text: markdown signs in it are escaped."""
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]()#+!|<>~$" else sign for sign in text)


def _rows(finding: Finding) -> list[dict[str, str]]:
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
