"""The reference's own reading of words: titles, forms, kinds, appointers, court roles, dates."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

_BLANK = {"", "-", "--", "暂无", "无"}

_PLAIN_TITLES = {
    "director": "董事长 副董事长 执行董事 独立董事 外部董事 职工董事 董事",
    "supervisor": "监事 监事会主席 职工监事 监事长",
    "general_manager": "总经理 总裁 CEO 行长",
    "manager": "经理",
    "deputy_general_manager": "副总经理 副总裁 副行长",
    "finance_head": "财务负责人 财务总监 总会计师 CFO",
    "senior_manager": "高级管理人员",
    "board_secretary": "董事会秘书",
    "principal": "主要负责人",
    "legal_representative": "法定代表人 法人",
    "party_secretary": "党委书记",
    "deputy_party_secretary": "党委副书记",
    "discipline_inspection_secretary": "纪委书记",
    "party_committee_member": "党委委员",
    "enterprise_responsible_person": "企业负责人",
    "equity_incentive_grantee": "股权激励对象",
    "leading_member": "领导成员 班子成员",
    "social_org_responsible_person": "会长 副会长 秘书长 理事长",
}
_TITLE_ROLES = {title: role for role, titles in _PLAIN_TITLES.items() for title in titles.split()}
_PERHAPS_PRINCIPAL = {"董事长", "总经理", "总裁", "CEO", "行长", "经理"}

_COURT_ROLES = {
    "法定代表人": "legal_representative",
    "负责人": "principal",
    "主要负责人": "principal",
    "实际控制人": "actual_controller",
    "直接责任人员": "directly_responsible",
    "影响债务履行的直接责任人员": "directly_responsible",
}

_KINDS = {
    "银行业金融机构": "financial_institution",
    "证券公司": "financial_institution",
    "基金管理公司": "financial_institution",
    "期货公司": "financial_institution",
    "保险公司": "financial_institution",
    "金融机构": "financial_institution",
    "融资性担保公司": "financing_guarantee",
    "融资担保公司": "financing_guarantee",
    "国有独资公司": "soe_wholly_state_owned",
    "国有资本控股公司": "soe_state_controlled",
    "国有资本参股公司": "soe_state_participated",
    "区属监管企业": "soe_district_supervised",
    "国有企业": "soe_unspecified",
    "药品、食品、危险化学品等行业单位": "food_drug_hazardous_industry_unit",
    "食品": "food_drug_hazardous_industry_unit",
    "危险化学品": "food_drug_hazardous_industry_unit",
}


def text(cell: object) -> str:
    """A cell as text; the usual marks for nothing are nothing."""
    found = re.sub(r"</?em>", "", str(cell if cell is not None else "")).strip()
    return "" if found in _BLANK else found


def plain(name: str) -> str:
    """A name or case number with one form of brackets and no spaces."""
    for left, right in ("（）", "〔〕", "【】", "［］"):
        name = name.replace(left, "(").replace(right, ")")
    return name.replace(" ", "")


def day(cell: object) -> date | None:
    """A date in any of the forms that files print."""
    if isinstance(cell, date):
        return cell
    found = text(cell)
    if not found:
        return None
    if re.fullmatch(r"\d{12,13}", found):
        return (datetime.fromtimestamp(int(found) / 1000, UTC) + timedelta(hours=8)).date()
    if re.fullmatch(r"\d{8}", found):
        return date(int(found[:4]), int(found[4:6]), int(found[6:]))
    year, month, last = re.findall(r"\d+", found)[:3]
    return date(int(year), int(month), int(last))


def legal_form(type_text: str) -> str:
    """company, partnership, owner (sole or individual), branch, institution, society or other."""
    for word, form in (
        ("分公司", "branch"),
        ("合伙", "partnership"),
        ("个人独资企业", "owner"),
        ("个体工商户", "owner"),
        ("事业单位", "institution"),
        ("社会团体", "society"),
        ("民办非企业", "society"),
        ("公司", "company"),
    ):
        if word in type_text:
            return form
    return "other"


def head_roles(form: str) -> list[str]:
    """What the printed head of a unit is."""
    if form in ("partnership", "owner"):
        return ["principal", "actual_controller"]
    return ["principal"] if form == "branch" else ["legal_representative"]


def title_roles(title: str, form: str) -> list[tuple[str, bool]]:
    """``(role, sure)`` of a title; unknown titles and titles without a role give nothing."""
    found: dict[str, bool] = {}
    for word in re.split(r"[兼、，,]", title.replace("（职工）", "")):
        role = _TITLE_ROLES.get(word.strip())
        if role:
            found[role] = True
        if word.strip() in _PERHAPS_PRINCIPAL and form == "company":
            found.setdefault("principal", False)
    return list(found.items())


def court_role(word: str) -> str | None:
    """The role a court document names."""
    return _COURT_ROLES.get(word)


def unit_kind(word: str) -> str:
    """The kind of unit that a 类别 names."""
    return _KINDS[word]


def appointed(words: str) -> str:
    """Whether the state-share holder sent the person: yes, no or unknown."""
    if any(word in words for word in ("非国有", "民营", "职工代表大会", "外方")):
        return "no"
    return "yes" if any(word in words for word in ("国有股权方", "国资委", "财政局")) else "unknown"


def people_in(blob: str) -> dict[str, str]:
    """Name and title of everybody in a change's text: ``（注…）1 甲 执行董事2 乙* 经理``."""
    body = blob.split("）", 1)[-1]
    return {name.rstrip("*"): title for name, title in re.findall(r"\d+ (\S+?) (\D+?)(?=\d+ |$)", body)}
