"""The words of the law for people at a unit, and what one word implies about another.

Role codes are English snake case; the Chinese legal term stands here and nowhere else.
"""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A role a person or unit can hold at a unit (角色), or a word a clause uses for it."""

    LEGAL_REPRESENTATIVE = "legal_representative"
    PRINCIPAL = "principal"
    ACTUAL_CONTROLLER = "actual_controller"
    DIRECTLY_RESPONSIBLE = "directly_responsible"
    DIRECTOR = "director"
    SUPERVISOR = "supervisor"
    SENIOR_MANAGER = "senior_manager"
    MANAGER = "manager"
    GENERAL_MANAGER = "general_manager"
    DEPUTY_GENERAL_MANAGER = "deputy_general_manager"
    FINANCE_HEAD = "finance_head"
    BOARD_SECRETARY = "board_secretary"
    PARTY_SECRETARY = "party_secretary"
    DEPUTY_PARTY_SECRETARY = "deputy_party_secretary"
    PARTY_COMMITTEE_MEMBER = "party_committee_member"
    DISCIPLINE_INSPECTION_SECRETARY = "discipline_inspection_secretary"
    LEADING_MEMBER = "leading_member"
    OTHER_IMPORTANT_POST = "other_important_post"
    SOCIAL_ORG_RESPONSIBLE_PERSON = "social_org_responsible_person"
    ENTERPRISE_RESPONSIBLE_PERSON = "enterprise_responsible_person"
    EQUITY_INCENTIVE_GRANTEE = "equity_incentive_grantee"
    PROJECT_LEADER = "project_leader"

    @property
    def term(self) -> str:
        """The Chinese legal term."""
        return _TERMS[self]

    @property
    def implies(self) -> frozenset[Role]:
        """Every clause word that a holder of this role answers to, itself included."""
        return _IMPLIED[self]


_TERMS: dict[Role, str] = {
    Role.LEGAL_REPRESENTATIVE: "法定代表人",
    Role.PRINCIPAL: "主要负责人",
    Role.ACTUAL_CONTROLLER: "实际控制人",
    Role.DIRECTLY_RESPONSIBLE: "影响债务履行的直接责任人员",
    Role.DIRECTOR: "董事",
    Role.SUPERVISOR: "监事",
    Role.SENIOR_MANAGER: "高级管理人员",
    Role.MANAGER: "经理",
    Role.GENERAL_MANAGER: "总经理（总裁）",
    Role.DEPUTY_GENERAL_MANAGER: "副总经理（副总裁）",
    Role.FINANCE_HEAD: "财务负责人",
    Role.BOARD_SECRETARY: "董事会秘书",
    Role.PARTY_SECRETARY: "党委书记",
    Role.DEPUTY_PARTY_SECRETARY: "党委副书记",
    Role.PARTY_COMMITTEE_MEMBER: "党委委员",
    Role.DISCIPLINE_INSPECTION_SECRETARY: "纪委书记",
    Role.LEADING_MEMBER: "领导成员",
    Role.OTHER_IMPORTANT_POST: "其他重要职务",
    Role.SOCIAL_ORG_RESPONSIBLE_PERSON: "社会组织负责人",
    Role.ENTERPRISE_RESPONSIBLE_PERSON: "企业负责人",
    Role.EQUITY_INCENTIVE_GRANTEE: "股权激励对象",
    Role.PROJECT_LEADER: "项目负责人",
}

# 公司法 (2023) Art. 265: 经理, 副经理 and 财务负责人 are 高级管理人员. A board secretary is one
# only in a listed company, so nothing is implied there.
_DIRECTLY_IMPLIED: dict[Role, tuple[Role, ...]] = {
    Role.GENERAL_MANAGER: (Role.MANAGER,),
    Role.MANAGER: (Role.SENIOR_MANAGER,),
    Role.DEPUTY_GENERAL_MANAGER: (Role.SENIOR_MANAGER,),
    Role.FINANCE_HEAD: (Role.SENIOR_MANAGER,),
}


def _closure(role: Role) -> frozenset[Role]:
    found = {role}
    for other in _DIRECTLY_IMPLIED.get(role, ()):
        found |= _closure(other)
    return frozenset(found)


_IMPLIED: dict[Role, frozenset[Role]] = {role: _closure(role) for role in Role}


class UnitKind(StrEnum):
    """The kinds of unit (单位类别) that office clauses tell apart; the law issue's closed list."""

    FINANCIAL_INSTITUTION = "financial_institution"
    FINANCING_GUARANTEE = "financing_guarantee"
    FOOD_DRUG_HAZARDOUS_INDUSTRY_UNIT = "food_drug_hazardous_industry_unit"
    GOVERNMENT_ORGAN = "government_organ"
    INSTITUTION = "institution"
    POLITICAL_BODY = "political_body"
    PRODUCTION_BUSINESS_UNIT = "production_business_unit"
    SOCIAL_ORGANIZATION = "social_organization"
    SOE_WHOLLY_STATE_OWNED = "soe_wholly_state_owned"
    SOE_STATE_CONTROLLED = "soe_state_controlled"
    SOE_STATE_PARTICIPATED = "soe_state_participated"
    SOE_DISTRICT_SUPERVISED = "soe_district_supervised"
    SOE_UNSPECIFIED = "soe_unspecified"

    @property
    def term(self) -> str:
        """The Chinese term."""
        return _KIND_TERMS[self]


_KIND_TERMS: dict[UnitKind, str] = {
    UnitKind.FINANCIAL_INSTITUTION: "金融机构",
    UnitKind.FINANCING_GUARANTEE: "融资性担保公司",
    UnitKind.FOOD_DRUG_HAZARDOUS_INDUSTRY_UNIT: "药品、食品、危险化学品等行业单位",
    UnitKind.GOVERNMENT_ORGAN: "机关",
    UnitKind.INSTITUTION: "事业单位",
    UnitKind.POLITICAL_BODY: "人大、政协、党代会",
    UnitKind.PRODUCTION_BUSINESS_UNIT: "生产经营单位",
    UnitKind.SOCIAL_ORGANIZATION: "社会组织",
    UnitKind.SOE_WHOLLY_STATE_OWNED: "国有独资公司",
    UnitKind.SOE_STATE_CONTROLLED: "国有资本控股公司",
    UnitKind.SOE_STATE_PARTICIPATED: "国有资本参股公司",
    UnitKind.SOE_DISTRICT_SUPERVISED: "区属监管企业",
    UnitKind.SOE_UNSPECIFIED: "国有企业（未分类）",
}


class LegalForm(StrEnum):
    """The legal form of a unit (组织形式); it decides which post is the 主要负责人."""

    COMPANY = "company"
    JOINT_STOCK_COMPANY = "joint_stock_company"
    ENTERPRISE_LEGAL_PERSON = "enterprise_legal_person"
    PARTNERSHIP = "partnership"
    SOLE_PROPRIETORSHIP = "sole_proprietorship"
    INDIVIDUAL_BUSINESS = "individual_business"
    COOPERATIVE = "cooperative"
    BRANCH = "branch"
    REPRESENTATIVE_OFFICE = "representative_office"
    INSTITUTION = "institution"
    SOCIAL_ORGANISATION = "social_organisation"
    GOVERNMENT_ORGAN = "government_organ"
    PROFESSIONAL_FIRM = "professional_firm"
    UNKNOWN = "unknown"

    @property
    def term(self) -> str:
        """The Chinese term."""
        return _FORM_TERMS[self]


_FORM_TERMS: dict[LegalForm, str] = {
    LegalForm.COMPANY: "有限责任公司",
    LegalForm.JOINT_STOCK_COMPANY: "股份有限公司",
    LegalForm.ENTERPRISE_LEGAL_PERSON: "非公司企业法人",
    LegalForm.PARTNERSHIP: "合伙企业",
    LegalForm.SOLE_PROPRIETORSHIP: "个人独资企业",
    LegalForm.INDIVIDUAL_BUSINESS: "个体工商户",
    LegalForm.COOPERATIVE: "农民专业合作社",
    LegalForm.BRANCH: "分支机构",
    LegalForm.REPRESENTATIVE_OFFICE: "外国企业常驻代表机构",
    LegalForm.INSTITUTION: "事业单位",
    LegalForm.SOCIAL_ORGANISATION: "社会组织",
    LegalForm.GOVERNMENT_ORGAN: "机关",
    LegalForm.PROFESSIONAL_FIRM: "律师事务所、会计师事务所",
    LegalForm.UNKNOWN: "未知",
}
