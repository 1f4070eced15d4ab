"""The closed lists a catalogue file may use. A word outside them is refused by the loader."""

from __future__ import annotations

from enum import StrEnum

from graph.model.roles import Role


class Listed(StrEnum):
    """Who is caught by being on the roster themselves."""

    PERSON = "person"
    UNIT = "unit"


class ReachRole(StrEnum):
    """Role words a reach may name: persons at a unit, and the few other parties clauses name."""

    LEGAL_REPRESENTATIVE = Role.LEGAL_REPRESENTATIVE.value
    PRINCIPAL = Role.PRINCIPAL.value
    ACTUAL_CONTROLLER = Role.ACTUAL_CONTROLLER.value
    DIRECTLY_RESPONSIBLE = Role.DIRECTLY_RESPONSIBLE.value
    DIRECTOR = Role.DIRECTOR.value
    SUPERVISOR = Role.SUPERVISOR.value
    SENIOR_MANAGER = Role.SENIOR_MANAGER.value
    LEADING_MEMBER = Role.LEADING_MEMBER.value
    EQUITY_INCENTIVE_GRANTEE = Role.EQUITY_INCENTIVE_GRANTEE.value
    FOUNDER_OR_OWNER = "founder_or_owner"
    PROJECT_AFFILIATED_UNIT = "project_affiliated_unit"
    OTHER_ENTERPRISE_HEADED = "other_enterprise_headed_by_lr_or_principal"
    FAMILY_MEMBER_OF_APPLICANT_FAMILY = "family_member_of_applicant_family"
    CHILD_OF_LISTED_PERSON = "child_of_listed_person"
    CHILD_OF_EXTENDED = "child_of_extended"
    APPLICANT = "applicant"  # queries only: the unit or person that applies


class Post(StrEnum):
    """Offices (职务) a listed person may not hold."""

    LEGAL_REPRESENTATIVE = Role.LEGAL_REPRESENTATIVE.value
    PRINCIPAL = Role.PRINCIPAL.value
    DIRECTOR = Role.DIRECTOR.value
    SUPERVISOR = Role.SUPERVISOR.value
    SENIOR_MANAGER = Role.SENIOR_MANAGER.value
    MANAGER = Role.MANAGER.value
    GENERAL_MANAGER = Role.GENERAL_MANAGER.value
    DEPUTY_GENERAL_MANAGER = Role.DEPUTY_GENERAL_MANAGER.value
    PARTY_SECRETARY = Role.PARTY_SECRETARY.value
    DEPUTY_PARTY_SECRETARY = Role.DEPUTY_PARTY_SECRETARY.value
    PARTY_COMMITTEE_MEMBER = Role.PARTY_COMMITTEE_MEMBER.value
    DISCIPLINE_INSPECTION_SECRETARY = Role.DISCIPLINE_INSPECTION_SECRETARY.value
    OTHER_IMPORTANT_POST = Role.OTHER_IMPORTANT_POST.value
    ENTERPRISE_RESPONSIBLE_PERSON = Role.ENTERPRISE_RESPONSIBLE_PERSON.value
    SOCIAL_ORG_RESPONSIBLE_PERSON = Role.SOCIAL_ORG_RESPONSIBLE_PERSON.value
    BID_EVALUATION_EXPERT = "bid_evaluation_expert"
    CIVIL_SERVANT_RECRUIT = "civil_servant_recruit"
    INSTITUTION_STAFF_RECRUIT = "institution_staff_recruit"
    PEOPLES_CONGRESS_DEPUTY_CANDIDATE = "peoples_congress_deputy_candidate"
    CPPCC_MEMBER_CANDIDATE = "cppcc_member_candidate"
    PARTY_CONGRESS_DELEGATE_CANDIDATE = "party_congress_delegate_candidate"


class Effect(StrEnum):
    """What a part does, from strong to weak. A weaker one never prints as a stronger one."""

    PROHIBIT = "prohibit"  # 禁止、不得
    RESTRICT = "restrict"  # 限制
    SUSPEND_OR_TERMINATE = "suspend_or_terminate"  # 中止、终止、停止
    REMOVE_OR_CHANGE = "remove_or_change"  # 免去、变更
    REVOKE_HONOUR = "revoke_honour"  # 撤销荣誉
    CRIMINAL = "criminal"  # 追究刑事责任
    STRICT_REVIEW = "strict_review"  # 从严审核
    KEY_SUPERVISION = "key_supervision"  # 重点监管
    PRUDENTIAL_REFERENCE = "prudential_reference"  # 审慎性参考
    REFERENCE_FOR_EVALUATION = "reference_for_evaluation"  # 评先评优等的参考
    ANNOTATE = "annotate"  # 备注失信情况
    NOTIFY_COURT = "notify_court"  # 通报法院
    ASSIST = "assist"  # 协助查询、查封
    PUBLICISE = "publicise"  # 向社会公布
    OTHER = "other"


class Direction(StrEnum):
    """Which way a finding runs."""

    SELF = "self"
    EXTENDS = "extends"
    FLAGS = "flags"
    QUERIES = "queries"
    OFFICE = "office"
    SECOND_HOP = "second_hop"


class Tier(StrEnum):
    """Where a document's authority comes from; central and national ones apply everywhere."""

    NATIONAL = "national"
    CENTRAL = "central"
    LOCAL = "local"


class Status(StrEnum):
    """Whether a document or measure is still in force; *unknown* never weakens a finding."""

    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    REPEALED = "repealed"
    UNKNOWN = "unknown"


class Incumbents(StrEnum):
    """What happens to somebody already in office (已担任相关职务的)."""

    REMOVE = "remove"  # 依法免去其职务
    ADVISE_REMOVAL = "advise_removal"  # 提出其不再担任相关职务的意见
    REQUIRE_CHANGE = "require_change"  # 按规定程序要求予以变更
    NOT_STATED = "not_stated"


class HonourTest(StrEnum):
    """Which honours a withdrawal clause reaches; three date tests that differ on purpose."""

    OBTAINED_AFTER_LISTING = "obtained_after_listing"  # 列入后取得的
    ALREADY_HELD = "already_held"  # 已取得的
    LISTED_DURING_HONOUR_PERIOD = "listed_during_honour_period"  # 荣誉保持期间被列为


class Exemption(StrEnum):
    """Exceptions (例外) a clause or the rule behind it leaves open; they make a review, never a clean."""

    PRIVATE_CONSUMPTION = "private_consumption"  # 因私以个人财产消费
    LIVING_OR_WORK_NECESSITY = "living_or_work_necessity"  # 生活和工作必需
    DESTINATION_EXEMPT = "destination_exempt"  # 审批名单外的目的地


class Matter(StrEnum):
    """The topic of a part: one per part, the same across documents, so that they can be compared."""

    # founding and entering a trade
    FINANCIAL_INSTITUTION_FOUNDING = "financial_institution_founding"
    FINANCING_GUARANTEE_FOUNDING = "financing_guarantee_founding"
    INSURANCE_COMPANY_FOUNDING = "insurance_company_founding"
    SOCIAL_ORG_FOUNDING = "social_org_founding"
    FOOD_DRUG_INDUSTRY = "food_drug_industry"
    HAZARDOUS_INDUSTRY = "hazardous_industry"
    SPECIAL_EQUIPMENT_INDUSTRY = "special_equipment_industry"
    RIDE_HAILING = "ride_hailing"
    REAL_ESTATE_CONSTRUCTION_QUALIFICATION = "real_estate_construction_qualification"
    CUSTOMS_CERTIFICATION = "customs_certification"
    CUSTOMS_SUPERVISION = "customs_supervision"
    # capital market
    BOND_ISSUANCE = "bond_issuance"
    STOCK_ISSUANCE = "stock_issuance"
    LISTED_COMPANY_ACQUISITION = "listed_company_acquisition"
    QUALIFIED_INVESTOR_QUOTA = "qualified_investor_quota"
    EQUITY_INCENTIVE = "equity_incentive"
    # public money and projects
    GOVERNMENT_PROCUREMENT = "government_procurement"
    GOVERNMENT_INVESTMENT_PROJECT = "government_investment_project"
    BIDDING = "bidding"
    FRANCHISE = "franchise"
    KEY_PROJECT = "key_project"
    SCIENCE_PROJECT = "science_project"
    HIGH_TECH_ENTERPRISE = "high_tech_enterprise"
    SUBSIDY = "subsidy"
    POLICY_SUPPORT = "policy_support"
    TAX_PREFERENCE = "tax_preference"
    TAX_CREDIT_RATING = "tax_credit_rating"
    HOUSING_PROVIDENT_FUND = "housing_provident_fund"
    # offices and careers
    SOE_OFFICE = "soe_office"
    SOE_PERFORMANCE_PAY = "soe_performance_pay"
    FINANCIAL_OFFICE = "financial_office"
    INSTITUTION_OFFICE = "institution_office"
    SOCIAL_ORG_OFFICE = "social_org_office"
    LICENSED_INDUSTRY_OFFICE = "licensed_industry_office"
    COMPANY_OFFICE = "company_office"
    CIVIL_SERVICE_RECRUITMENT = "civil_service_recruitment"
    INCUMBENT_PUBLIC_SERVANT_EVALUATION = "incumbent_public_servant_evaluation"
    PARTY_MEMBERSHIP = "party_membership"
    DELEGATE_CANDIDACY = "delegate_candidacy"
    MILITARY_SERVICE = "military_service"
    DISCIPLINARY_ACTION = "disciplinary_action"
    # honours
    HONOUR_CIVILIZED_UNIT = "honour_civilized_unit"
    HONOUR_MORAL_MODEL = "honour_moral_model"
    HONOUR_CHARITY = "honour_charity"
    HONOUR_LABOUR_MEDAL = "honour_labour_medal"
    HONOUR_LAWYER = "honour_lawyer"
    HONOUR_OTHER = "honour_other"
    # credit and banking
    CREDIT_GRANTING = "credit_granting"
    BANK_ACCOUNT = "bank_account"
    GUARANTEE_CAPACITY = "guarantee_capacity"
    PERSONAL_CREDIT = "personal_credit"
    # property and resources
    REAL_ESTATE_PURCHASE = "real_estate_purchase"
    REAL_ESTATE_REGISTRATION = "real_estate_registration"
    LAND_SUPPLY = "land_supply"
    LAND_MINERAL_DEVELOPMENT = "land_mineral_development"
    STATE_PROPERTY_TRADING = "state_property_trading"
    FOREST_LAND = "forest_land"
    GRASSLAND = "grassland"
    NATURAL_RESOURCES = "natural_resources"
    AQUACULTURE = "aquaculture"
    # consumption
    TRAVEL = "travel"
    HOTEL = "hotel"
    ENTERTAINMENT_VENUE = "entertainment_venue"
    GROUP_TOUR = "group_tour"
    RESORT_CONSUMPTION = "resort_consumption"
    PRIVATE_SCHOOL = "private_school"
    INSURANCE_PURCHASE = "insurance_purchase"
    CONSTRUCTION_DECORATION = "construction_decoration"
    VEHICLE_PURCHASE = "vehicle_purchase"
    # court work and supervision
    EXIT_RESTRICTION = "exit_restriction"
    INFORMATION_QUERY = "information_query"
    SEARCH_AND_CONTROL = "search_and_control"
    KEY_SUPERVISION = "key_supervision"
    CRIMINAL_REFERRAL = "criminal_referral"
    PUBLICITY = "publicity"
    OTHER_ENCOURAGEMENT = "other_encouragement"
