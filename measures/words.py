"""The Chinese words that carry a role, a kind of unit or an effect in a clause.

Only the text checks read this table: it says which printed words a code stands for, so that the
words of a quote and the codes of its part can be held against each other, both ways. All patterns
run over text without white space.
"""

from __future__ import annotations

import re

from graph.model.roles import UnitKind
from measures.vocabulary import Effect, Incumbents, Post, ReachRole

# Codes without an entry (children, the applicant, a founder, …) have no fixed word: a part that
# names one explains it in role_words. Look-arounds keep a short title out of a longer one (经理 is
# not 总经理, 董事 is not 董事会); the grantees of a unit are 其股权激励对象, while a listed person who
# is a 股权激励对象 is caught as a listed person, not by a role.
_ROLE_PATTERNS: dict[str, str] = {
    ReachRole.LEGAL_REPRESENTATIVE: r"法定代表人",
    ReachRole.PRINCIPAL: r"主要负责人",
    ReachRole.ACTUAL_CONTROLLER: r"实际控制人",
    ReachRole.DIRECTLY_RESPONSIBLE: r"直接责任人",
    ReachRole.DIRECTOR: r"董事(?!会)",
    ReachRole.SUPERVISOR: r"监事(?!会)",
    ReachRole.SENIOR_MANAGER: r"高级管理人员",
    ReachRole.LEADING_MEMBER: r"领导成员",
    ReachRole.EQUITY_INCENTIVE_GRANTEE: r"其股权激励对象",
    ReachRole.FAMILY_MEMBER_OF_APPLICANT_FAMILY: r"家庭成员",
    Post.MANAGER: r"(?<!总)经理",
    Post.GENERAL_MANAGER: r"(?<!副)总经理",
    Post.DEPUTY_GENERAL_MANAGER: r"副总经理",
    Post.PARTY_SECRETARY: r"党委书记",
    Post.DEPUTY_PARTY_SECRETARY: r"党委副书记|、副书记",
    Post.PARTY_COMMITTEE_MEMBER: r"党委委员",
    Post.DISCIPLINE_INSPECTION_SECRETARY: r"纪委书记",
    Post.OTHER_IMPORTANT_POST: r"等重要职务",
    Post.SOCIAL_ORG_RESPONSIBLE_PERSON: r"社会组织负责人",
    Post.ENTERPRISE_RESPONSIBLE_PERSON: r"企业负责人",
    Post.BID_EVALUATION_EXPERT: r"作为评标专家",
    Post.CIVIL_SERVANT_RECRUIT: r"招录.*公务员",
    Post.INSTITUTION_STAFF_RECRUIT: r"招录.*事业单位工作人员",
    Post.PEOPLES_CONGRESS_DEPUTY_CANDIDATE: r"人大代表.*候选人",
    Post.CPPCC_MEMBER_CANDIDATE: r"政协委员.*候选人",
    Post.PARTY_CONGRESS_DELEGATE_CANDIDATE: r"党代会代表.*候选人",
}

# The words of a kind of unit in an office clause. A kind without an entry has no fixed word.
_KIND_PATTERNS: dict[UnitKind, str] = {
    UnitKind.FINANCIAL_INSTITUTION: r"金融机构|银行业|银监",
    UnitKind.FINANCING_GUARANTEE: r"融资性?担保公司",
    UnitKind.FOOD_DRUG_HAZARDOUS_INDUSTRY_UNIT: r"(?<!银)行业",
    UnitKind.GOVERNMENT_ORGAN: r"公务员|机关",
    UnitKind.INSTITUTION: r"事业单位",
    UnitKind.POLITICAL_BODY: r"党代会|人大|政协",
    UnitKind.PRODUCTION_BUSINESS_UNIT: r"生产经营单位",
    UnitKind.SOCIAL_ORGANIZATION: r"社会组织",
    UnitKind.SOE_WHOLLY_STATE_OWNED: r"国有独资公司",
    UnitKind.SOE_STATE_CONTROLLED: r"国有资本控股",
    UnitKind.SOE_STATE_PARTICIPATED: r"参股公司",
    UnitKind.SOE_DISTRICT_SUPERVISED: r"区属监管企业",
    UnitKind.SOE_UNSPECIFIED: r"国企|国有企业",
}

# Words that carry an effect. Without one of them in the quote the effect may not be coded.
_EFFECT_PATTERNS: dict[Effect, str] = {
    Effect.PROHIBIT: r"不得|禁止|不作为|(?<!原则上)不予",
    Effect.RESTRICT: r"限制|限额|减少|原则上不予",
    Effect.SUSPEND_OR_TERMINATE: r"中止|终止|停止|暂停|停业|吊销|取消(?!其?荣誉)|(?<!无法)收回",
    Effect.REMOVE_OR_CHANGE: r"免去|解除其职务|要求(?:予以)?变更|申请变更登记|不再担任|负责人进行调整",
    Effect.REVOKE_HONOUR: r"撤销|取消其?荣誉",
    Effect.CRIMINAL: r"侦查|起诉|审判|刑事|犯罪",
    Effect.STRICT_REVIEW: r"从严(?!审批的参考)|严格(?:进行)?审[核查]|严谨",
    Effect.KEY_SUPERVISION: r"重点监管|严密监管|抽查|查验|监督管理|差别化监管",
    Effect.PRUDENTIAL_REFERENCE: r"参考|依据",
    Effect.REFERENCE_FOR_EVALUATION: r"参考|前置条件|指标",
    Effect.ANNOTATE: r"注明|备注|标注",
    Effect.NOTIFY_COURT: r"通报给?(?:人民)?法院",
    Effect.ASSIST: r"协助",
    Effect.PUBLICISE: r"公布|公开|公示|披露|公之于众|曝光|公告|通报",
}

# 参考 alone does not tell the two kinds of reference apart; what the reference serves does.
_EVALUATION = re.compile(r"评先|评优|评选|测评|晋职|服役|加入中国共产党|信用评价")

_INCUMBENT_PATTERNS: dict[Incumbents, str] = {
    Incumbents.REMOVE: r"免去|解除其职务",
    Incumbents.ADVISE_REMOVAL: r"不再担任.*意见",
    Incumbents.REQUIRE_CHANGE: r"要求(?:予以)?变更|申请变更登记|负责人进行调整",
}

_NAMED_ROLES = "|".join(_ROLE_PATTERNS[role] for role in ReachRole if role in _ROLE_PATTERNS)
_AS_FLAG = re.compile(
    rf"以失信被执行人为(?:{_NAMED_ROLES})"
    rf"|(?:{_NAMED_ROLES})[^，；。]*?(?:是否)?为失信被执行人"
    r"|失信被执行人(?:所|已)?开设的"
)

STATE_APPOINTED_WORDS = "国有股权方派出或推荐"
PERSON_ONLY_WORDS = re.compile(r"失信被执行人为?个人的")


def roles_printed(text: str) -> set[str]:
    """Every role or post whose word stands in ``text``."""
    return {str(code) for code, pattern in _ROLE_PATTERNS.items() if re.search(pattern, text)}


def kinds_printed(text: str) -> set[UnitKind]:
    """Every kind of unit whose word stands in ``text``."""
    return {kind for kind, pattern in _KIND_PATTERNS.items() if re.search(pattern, text)}


def effect_word(effect: Effect, text: str) -> bool:
    """Whether a word that carries this effect stands in ``text``; *other* needs none."""
    if effect is Effect.OTHER:
        return True
    if re.search(_EFFECT_PATTERNS[effect], text) is None:
        return False
    evaluates = _EVALUATION.search(text) is not None
    return {Effect.PRUDENTIAL_REFERENCE: not evaluates, Effect.REFERENCE_FOR_EVALUATION: evaluates}.get(effect, True)


def incumbents_word(incumbents: Incumbents, text: str) -> bool:
    """Whether ``text`` says what this code says of people already in office."""
    return re.search(_INCUMBENT_PATTERNS[incumbents], text) is not None


def reads_as_flag(text: str) -> bool:
    """Whether the words say that a role holder is listed, so that the unit is caught.

    That is 以失信被执行人为<role>, <role> … 为失信被执行人 without a stop between them, or what a
    失信被执行人 has founded (开设的).
    """
    return _AS_FLAG.search(text) is not None
