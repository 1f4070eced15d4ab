"""Posts as people hold them in the city: what the register prints for one, and which role words it carries.

``*`` marks a reading that is only possible: a 董事长 or 经理 of a company may be its 主要负责人.
"""

from __future__ import annotations

# post -> (titles that print it, roles it carries)
POSTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "chair": (("董事长",), ("director", "principal*")),
    "vice_chair": (("副董事长",), ("director",)),
    "director": (("董事", "独立董事", "外部董事", "职工董事", "董事（职工）"), ("director",)),
    "executive_director": (("执行董事",), ("director",)),
    "executive_director_manager": (
        ("执行董事兼经理", "执行董事,经理", "执行董事、经理"),
        ("director", "manager", "principal*"),
    ),
    "director_general_manager": (("董事兼总经理", "董事、总经理"), ("director", "general_manager", "principal*")),
    "director_deputy": (("董事，副总经理", "董事兼副总裁"), ("director", "deputy_general_manager")),
    "supervisor": (("监事", "监事会主席", "职工监事", "监事长"), ("supervisor",)),
    "general_manager": (("总经理", "总裁", "CEO"), ("general_manager", "principal*")),
    "bank_general_manager": (("行长",), ("general_manager", "principal*")),
    "manager": (("经理",), ("manager", "principal*")),
    "deputy": (("副总经理", "副总裁"), ("deputy_general_manager",)),
    "finance": (("财务负责人", "财务总监", "总会计师", "CFO"), ("finance_head",)),
    "senior": (("高级管理人员",), ("senior_manager",)),
    "board_secretary": (("董事会秘书",), ("board_secretary",)),
    "principal": (("主要负责人",), ("principal",)),
    "legal_representative": (("法定代表人", "法人"), ("legal_representative",)),
    "party": (("党委书记",), ("party_secretary",)),
    "chair_party": (("党委书记、董事长", "董事长兼党委书记"), ("party_secretary", "director", "principal*")),
    "deputy_party": (("党委副书记",), ("deputy_party_secretary",)),
    "discipline": (("纪委书记",), ("discipline_inspection_secretary",)),
    "discipline_committee": (
        ("纪委书记、党委委员", "党委委员兼纪委书记"),
        ("discipline_inspection_secretary", "party_committee_member"),
    ),
    "committee": (("党委委员",), ("party_committee_member",)),
    "enterprise_head": (("企业负责人",), ("enterprise_responsible_person",)),
    "grantee": (("股权激励对象",), ("equity_incentive_grantee",)),
    "leading_member": (("领导成员", "班子成员"), ("leading_member",)),
    "society_head": (("会长", "副会长", "秘书长"), ("social_org_responsible_person",)),
    # Only at social organisations: elsewhere a 理事长 sits at the head of a board.
    "council_head": (("理事长",), ("social_org_responsible_person",)),
    "clerk": (
        ("部门经理", "项目经理", "大区经理", "产品经理", "联络员", "财务人员", "会计", "股东代表", "清算组成员"),
        (),
    ),
    # Alone often a rank, not a seat: nothing follows from it before somebody has looked.
    "ranked": (("董事总经理",), ()),
}

# The plainest post that carries a role surely, for planting a role where a clause names it.
POST_OF_ROLE: dict[str, str] = {
    "legal_representative": "legal_representative",
    "principal": "principal",
    "director": "director",
    "supervisor": "supervisor",
    "senior_manager": "senior",
    "general_manager": "general_manager",
    "manager": "manager",
    "deputy_general_manager": "deputy",
    "finance_head": "finance",
    "board_secretary": "board_secretary",
    "party_secretary": "party",
    "deputy_party_secretary": "deputy_party",
    "discipline_inspection_secretary": "discipline",
    "party_committee_member": "committee",
    "enterprise_responsible_person": "enterprise_head",
    "equity_incentive_grantee": "grantee",
    "leading_member": "leading_member",
    "social_org_responsible_person": "society_head",
}

_ONLY_COMPANIES_GUESS = ("company", "joint_stock")

# 委派方 as printed -> whether the state-share holder sent or proposed the person.
APPOINTERS: dict[str, str] = {
    "示范市国资委": "yes",
    "国有股权方推荐": "yes",
    "示范市财政局委派": "yes",
    "非国有股东": "no",
    "民营股东": "no",
    "职工代表大会": "no",
    "外方": "no",
    "股东会选举": "unknown",
    "": "unknown",
}


def roles_of(post: str, form: str) -> list[tuple[str, str]]:
    """``(role, certainty)`` of a post at a unit of a legal form."""
    found = []
    for word in POSTS[post][1]:
        role = word.rstrip("*")
        if word == role:
            found.append((role, "certain"))
        elif form in _ONLY_COMPANIES_GUESS:
            found.append((role, "possible"))
    return found
