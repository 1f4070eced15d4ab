"""Kinds of units in the city: what 单位类别 prints of each, and what such units are and call themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from benchmarks.city.builder import Builder
from benchmarks.city.clauses import Category
from benchmarks.city.ties import register_category
from benchmarks.city.world import Unit


@dataclass(frozen=True)
class Sort:
    """A kind of unit as a row prints it, the legal form of such units, and the ending of their names.

    ``main`` sorts get every planted case, the others a hit or near miss per post.
    """

    category: Category
    form: str
    ending: str = ""
    main: bool = False

    @property
    def by_form(self) -> bool:
        """Whether the register type itself says so, and no 单位类别 row is needed."""
        return self.category == register_category(self.form)


def _owned(kind: str, word: str, ending: str, owner: str, main: bool = False, form: str = "company") -> Sort:
    return Sort(Category(kind, word, owner), form, ending, main)


LICENSED: tuple[Sort, ...] = (
    _owned("soe_wholly_state_owned", "国有独资公司", "城市投资集团有限公司", "鹤岗市国有资产管理局", True),
    _owned("soe_wholly_state_owned", "国有独资公司", "水务集团有限公司", ""),
    _owned("soe_wholly_state_owned", "国有独资公司", "粮食储备有限公司", "示范市国资委"),
    _owned("soe_wholly_state_owned", "国有独资公司", "文化旅游集团有限公司", "示范市国有资产管理局"),
    _owned("soe_state_controlled", "国有资本控股公司", "公共交通有限公司", "市国有局", True),
    _owned("soe_state_controlled", "国有资本控股公司", "热力供应有限公司", "示范市财政局"),
    _owned("soe_state_participated", "国有资本参股公司", "产业发展股份有限公司", "示范市国资委", True, "joint_stock"),
    _owned("soe_district_supervised", "区属监管企业", "城市运营有限公司", "云岭区财政局", True),
    _owned("soe_unspecified", "国有企业", "供销有限公司", "", True),
    Sort(Category("financial_institution", "银行业金融机构"), "joint_stock", "农村商业银行股份有限公司", True),
    Sort(Category("financial_institution", "证券公司"), "joint_stock", "证券股份有限公司", True),
    Sort(Category("financial_institution", "基金管理公司"), "company", "基金管理有限公司"),
    Sort(Category("financial_institution", "期货公司"), "company", "期货有限公司"),
    Sort(Category("financial_institution", "保险公司"), "joint_stock", "财产保险股份有限公司"),
    Sort(Category("financial_institution", "金融机构"), "company", "金融租赁有限公司"),
    Sort(Category("financing_guarantee", "融资性担保公司"), "company", "融资性担保有限公司", True),
    Sort(Category("financing_guarantee", "融资担保公司"), "company", "融资担保有限公司"),
    Sort(
        Category("food_drug_hazardous_industry_unit", "药品、食品、危险化学品等行业单位"),
        "company",
        "制药有限公司",
        True,
    ),
    Sort(Category("food_drug_hazardous_industry_unit", "食品"), "company", "食品有限公司"),
    Sort(Category("food_drug_hazardous_industry_unit", "危险化学品"), "company", "危险化学品储运有限公司"),
)
# Kinds that follow from the register type itself. The last one's names sound like a licensed kind and are none.
BY_FORM: tuple[Sort, ...] = (
    Sort(register_category("institution"), "institution", main=True),
    Sort(register_category("social"), "social", main=True),
    Sort(register_category("company"), "company", "保险代理有限公司", True),
    Sort(register_category("company"), "company", "投资担保有限公司"),
    Sort(register_category("company"), "company", "国有资产评估有限公司"),
)
SORTS = (*LICENSED, *BY_FORM)


def licensed_unit(builder: Builder, sort: Sort, start: date | None = None, end: date | None = None) -> Unit:
    """A unit of a sort, with its head and, where the register type does not say it, its 单位类别 row."""
    unit = builder.unit(sort.form, builder.names.licensed(sort.ending) if sort.ending else None)
    builder.plain_head(unit)
    if not sort.by_form:
        builder.kind(unit, sort.category, start, end)
    return unit
