"""Chinese words that only pages need: matters, kinds of source, states of a run."""

from __future__ import annotations

from graph.model.records import RunStatus
from measures.vocabulary import Matter

MATTERS = {
    Matter.FINANCIAL_INSTITUTION_FOUNDING: "设立金融机构",
    Matter.FINANCING_GUARANTEE_FOUNDING: "设立融资性担保公司",
    Matter.INSURANCE_COMPANY_FOUNDING: "设立保险公司",
    Matter.SOCIAL_ORG_FOUNDING: "发起设立社会组织",
    Matter.FOOD_DRUG_INDUSTRY: "食品药品行业",
    Matter.HAZARDOUS_INDUSTRY: "危险物品行业",
    Matter.SPECIAL_EQUIPMENT_INDUSTRY: "特种设备行业",
    Matter.RIDE_HAILING: "网约车经营",
    Matter.REAL_ESTATE_CONSTRUCTION_QUALIFICATION: "房地产、建筑资质",
    Matter.CUSTOMS_CERTIFICATION: "海关认证",
    Matter.CUSTOMS_SUPERVISION: "海关监管",
    Matter.BOND_ISSUANCE: "发行债券",
    Matter.STOCK_ISSUANCE: "发行股票",
    Matter.LISTED_COMPANY_ACQUISITION: "上市公司收购",
    Matter.QUALIFIED_INVESTOR_QUOTA: "合格投资者额度",
    Matter.EQUITY_INCENTIVE: "股权激励",
    Matter.GOVERNMENT_PROCUREMENT: "政府采购",
    Matter.GOVERNMENT_INVESTMENT_PROJECT: "政府投资项目",
    Matter.BIDDING: "招标投标",
    Matter.FRANCHISE: "特许经营",
    Matter.KEY_PROJECT: "重点项目",
    Matter.SCIENCE_PROJECT: "科技项目",
    Matter.HIGH_TECH_ENTERPRISE: "高新技术企业",
    Matter.SUBSIDY: "财政补助",
    Matter.POLICY_SUPPORT: "政策扶持",
    Matter.TAX_PREFERENCE: "税收优惠",
    Matter.TAX_CREDIT_RATING: "纳税信用评价",
    Matter.HOUSING_PROVIDENT_FUND: "住房公积金",
    Matter.SOE_OFFICE: "国有企业任职",
    Matter.SOE_PERFORMANCE_PAY: "国企绩效薪酬",
    Matter.FINANCIAL_OFFICE: "金融机构任职",
    Matter.INSTITUTION_OFFICE: "事业单位任职",
    Matter.SOCIAL_ORG_OFFICE: "社会组织任职",
    Matter.LICENSED_INDUSTRY_OFFICE: "特定行业任职",
    Matter.COMPANY_OFFICE: "公司任职",
    Matter.CIVIL_SERVICE_RECRUITMENT: "招录（聘）公职人员",
    Matter.INCUMBENT_PUBLIC_SERVANT_EVALUATION: "公职人员评先晋级",
    Matter.PARTY_MEMBERSHIP: "入党",
    Matter.DELEGATE_CANDIDACY: "代表委员人选",
    Matter.MILITARY_SERVICE: "入伍服役",
    Matter.DISCIPLINARY_ACTION: "纪律处分",
    Matter.HONOUR_CIVILIZED_UNIT: "文明单位",
    Matter.HONOUR_MORAL_MODEL: "道德模范",
    Matter.HONOUR_CHARITY: "慈善奖项",
    Matter.HONOUR_LABOUR_MEDAL: "五一劳动奖",
    Matter.HONOUR_LAWYER: "律师荣誉",
    Matter.HONOUR_OTHER: "其他荣誉",
    Matter.CREDIT_GRANTING: "融资授信",
    Matter.BANK_ACCOUNT: "银行账户",
    Matter.GUARANTEE_CAPACITY: "担保资格",
    Matter.PERSONAL_CREDIT: "个人贷款与信用卡",
    Matter.REAL_ESTATE_PURCHASE: "购置不动产",
    Matter.REAL_ESTATE_REGISTRATION: "不动产登记",
    Matter.LAND_SUPPLY: "供应土地",
    Matter.LAND_MINERAL_DEVELOPMENT: "土地与矿产开发",
    Matter.STATE_PROPERTY_TRADING: "国有产权交易",
    Matter.FOREST_LAND: "使用林地",
    Matter.GRASSLAND: "使用草原",
    Matter.NATURAL_RESOURCES: "其他自然资源利用",
    Matter.AQUACULTURE: "水产养殖",
    Matter.TRAVEL: "乘坐飞机、列车",
    Matter.HOTEL: "住宿宾馆饭店",
    Matter.ENTERTAINMENT_VENUE: "高消费娱乐场所",
    Matter.GROUP_TOUR: "旅游",
    Matter.RESORT_CONSUMPTION: "度假区消费",
    Matter.PRIVATE_SCHOOL: "子女就读高收费私立学校",
    Matter.INSURANCE_PURCHASE: "购买保险产品",
    Matter.CONSTRUCTION_DECORATION: "新建、扩建、高档装修",
    Matter.VEHICLE_PURCHASE: "购买非经营必需车辆",
    Matter.EXIT_RESTRICTION: "限制出境",
    Matter.INFORMATION_QUERY: "协助查询信息",
    Matter.SEARCH_AND_CONTROL: "协助查找控制",
    Matter.KEY_SUPERVISION: "重点监管",
    Matter.CRIMINAL_REFERRAL: "移送刑事责任",
    Matter.PUBLICITY: "公布与曝光",
    Matter.OTHER_ENCOURAGEMENT: "鼓励其他单位采取措施",
}
SOURCE_KINDS = {
    "register": "登记数据",
    "roster": "失信名单",
    "supplement": "补充事实",
    "decision": "人工核定",
    "computed-control": "控制关系推定",
}
RUN_STATES = {RunStatus.COMMITTED: "已入库", RunStatus.INCOMPLETE: "未完成", RunStatus.WRITING: "写入中"}
SEXES = {"male": "男", "female": "女"}
BOTTOM_LINE = "仅供内部核查。证件号码一律遮盖；“可能”只是线索，须人工核实，不得据以处置。"


def matter(value: Matter | str) -> str:
    """The Chinese word of a matter."""
    return MATTERS[Matter(value)]


def source_kind(value: str) -> str:
    """The Chinese word of a kind of source; a new kind is shown as it is."""
    return SOURCE_KINDS.get(value, value)
