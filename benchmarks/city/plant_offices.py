"""Planted cases of offices: which posts at which kinds of unit a listed person may not hold."""

from __future__ import annotations

from datetime import date

from benchmarks.city.builder import Builder
from benchmarks.city.clauses import DOCUMENTS, MAY_BE, Clause
from benchmarks.city.planting import OFFICE, Planter
from benchmarks.city.posts import POST_OF_ROLE
from benchmarks.city.world import Entry, Naming, Person, Unit

# kind -> (word of 单位类别, legal form, ending of the name)
KIND_WORDS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "soe_wholly_state_owned": (("国有独资公司", "company", "城市投资集团有限公司"),),
    "soe_state_controlled": (("国有资本控股公司", "company", "公共交通有限公司"),),
    "soe_state_participated": (("国有资本参股公司", "joint_stock", "产业发展股份有限公司"),),
    "soe_district_supervised": (("区属监管企业", "company", "城市运营有限公司"),),
    "soe_unspecified": (("国有企业", "company", "供销有限公司"),),
    "financial_institution": (
        ("银行业金融机构", "joint_stock", "农村商业银行股份有限公司"),
        ("证券公司", "joint_stock", "证券股份有限公司"),
        ("基金管理公司", "company", "基金管理有限公司"),
        ("期货公司", "company", "期货有限公司"),
        ("保险公司", "joint_stock", "财产保险股份有限公司"),
    ),
    "financing_guarantee": (
        ("融资性担保公司", "company", "融资性担保有限公司"),
        ("融资担保公司", "company", "融资担保有限公司"),
    ),
    "food_drug_hazardous_industry_unit": (
        ("药品、食品、危险化学品等行业单位", "company", "制药有限公司"),
        ("食品", "company", "食品有限公司"),
        ("危险化学品", "company", "危险化学品储运有限公司"),
    ),
}
# Kinds that follow from the register type itself.
_BY_FORM = {"institution": "institution", "social_organization": "social"}
# Names that sound like a licensed kind and are none.
LOOKALIKES = ("保险代理有限公司", "投资担保有限公司", "小额贷款有限公司", "国有资产评估有限公司", "食品机械有限公司")

_SPECIAL_POSTS = {"senior_manager": ("senior_manager", "general_manager", "deputy_general_manager", "finance_head")}
_LIKELY_START = (2012, 2016)


def licensed_unit(
    builder: Builder, kind: str, choice: int = 0, start: date | None = None, end: date | None = None
) -> Unit:
    """A unit of a kind, with its head and, where the register type does not say it, its 单位类别 row."""
    if kind in _BY_FORM:
        unit = builder.unit(_BY_FORM[kind])
        builder.plain_head(unit)
        return unit
    words = KIND_WORDS[kind]
    word, form, ending = words[choice % len(words)]
    unit = builder.unit(form, builder.names.licensed(ending))
    builder.plain_head(unit)
    builder.kind(unit, kind, word, start, end)
    return unit


class OfficesPlanter(Planter):
    """Cases for every office clause, from its own posts and kinds."""

    def __init__(self, builder: Builder) -> None:
        super().__init__(builder)
        self._units: dict[tuple[str, str], Unit] = {}

    def plant_all(self) -> None:
        """Every kind with every post, each set of posts once."""
        done: set[tuple[str, tuple[str, ...]]] = set()
        for document in DOCUMENTS:
            for clause in document.clauses:
                for kind in clause.kinds:
                    if (kind, clause.roles) not in done:
                        done.add((kind, clause.roles))
                        self._kind(clause, kind)
        for kind in MAY_BE:
            for role in ("director", "board_secretary"):
                self._case(kind, role)

    def _kind(self, clause: Clause, kind: str) -> None:
        for role in clause.roles:
            for edge in _SPECIAL_POSTS.get(role, (role,)):
                self._case(kind, edge)
        role = clause.roles[0]
        self._not_named(clause, kind)
        self._times(kind, role)
        self._withdrawn(kind, role)
        self._namesakes(kind, role)
        self._other_units(kind, role)
        self._only_extended(kind, role)
        if kind == "soe_state_participated":
            self._seats(role)

    def _unit(self, kind: str, state: str = "now") -> Unit:
        """One unit per kind and state, shared by the cases: now, ended, future."""
        if (kind, state) not in self._units:
            start = date(2008, 1, 1)
            end = date(2016, 12, 31) if state == "ended" else None
            if state == "future":
                start = self.b.later()
            self._units[kind, state] = licensed_unit(self.b, kind, len(self._units), start, end)
        return self._units[kind, state]

    def _holder(self, unit: Unit, role: str, person: Person | None = None, appointer: str = "国有股权方推荐") -> Naming:
        start = self.b.day(*_LIKELY_START)
        return self.b.service(unit, person or self.b.own(), POST_OF_ROLE[role], start, None, appointer)

    def _listing_of(self, naming: Naming, show: str = "full", home: str = "detail") -> Entry:
        assert isinstance(naming.party, Person)
        return self.listed_person(naming.party, show, home)

    def _case(self, kind: str, role: str) -> None:
        holder = self._holder(self._unit(kind), role)
        self.plant(OFFICE, self._listing_of(holder), holder, role, kind=kind)

    def _not_named(self, clause: Clause, kind: str) -> None:
        for role in ("board_secretary", "party_secretary", "legal_representative"):
            if not clause.names(role):
                holder = self._holder(self._unit(kind), role)
                self.plant(OFFICE, self._listing_of(holder), holder, role, kind=kind)

    def _times(self, kind: str, role: str) -> None:
        post, unit = POST_OF_ROLE[role], self._unit(kind)
        gone = self.b.service(unit, self.b.own(), post, date(2012, 1, 1), date(2016, 12, 30), "示范市国资委")
        self.plant(OFFICE, self._listing_of(gone), gone, role, "miss", "ended before", kind)
        future = self.b.service(unit, self.b.own(), post, self.b.later(), None, "示范市国资委")
        self.plant(OFFICE, self._listing_of(future), future, role, "miss", "not begun", kind)

    def _withdrawn(self, kind: str, role: str) -> None:
        for home in ("csv", "detail"):
            holder = self._holder(self._unit(kind), role)
            entry = self.withdrawn(self._listing_of(holder, home=home))
            self.plant(OFFICE, entry, holder, role, "miss", "withdrawn", kind)

    def _namesakes(self, kind: str, role: str) -> None:
        unit = self._unit(kind)
        listed = self.b.own(sex="男")
        holder = self._holder(unit, role, self.b.person(listed.name, "女"))
        self.plant(OFFICE, self.listed_person(listed, "mask11"), holder, role, "miss", "told apart", kind)
        # A masked number that fits the holder's full one is still a coincidence of names here.
        holder = self._holder(unit, role)
        self.plant(OFFICE, self._listing_of(holder, "mask10", "aggregator"), holder, role, "possible", kind=kind)
        named = self.b.staff(unit, self.b.own(), POST_OF_ROLE[role], "国有股权方推荐")
        self.plant(OFFICE, self._listing_of(named), named, role, "possible", kind=kind)

    def _other_units(self, kind: str, role: str) -> None:
        form = _BY_FORM.get(kind, "company")
        name = None if kind in _BY_FORM else self.b.names.licensed(self.b.rng.choice(LOOKALIKES))
        plain = self.b.unit("company" if form in ("institution", "social") else form, name)
        self.b.plain_head(plain)
        holder = self._holder(plain, role)
        self.plant(OFFICE, self._listing_of(holder), holder, role, kind="production_business_unit")
        if kind in _BY_FORM:
            return
        for state, reason in (("ended", "kind ended"), ("future", "kind not begun")):
            holder = self._holder(self._unit(kind, state), role)
            self.plant(OFFICE, self._listing_of(holder), holder, role, "miss", reason, kind)

    def _only_extended(self, kind: str, role: str) -> None:
        debtor = self.b.unit("company")
        self.b.plain_head(debtor)
        person = self.b.own()
        self.b.service(debtor, person, "legal_representative", self.b.day(*_LIKELY_START))
        entry = self.b.entry(debtor, "full", self.b.day(2018, 2023))
        holder = self._holder(self._unit(kind), role, person)
        self.plant(OFFICE, entry, holder, role, "miss", "only extended", kind)

    def _seats(self, role: str) -> None:
        kind = "soe_state_participated"
        for appointer in ("非国有股东", "民营股东", "职工代表大会", "外方"):
            holder = self._holder(self._unit(kind), role, appointer=appointer)
            self.plant(OFFICE, self._listing_of(holder), holder, role, "miss", "not appointed", kind)
        for appointer in ("", "股东会选举"):
            holder = self._holder(self._unit(kind), role, appointer=appointer)
            self.plant(OFFICE, self._listing_of(holder), holder, role, kind=kind)
