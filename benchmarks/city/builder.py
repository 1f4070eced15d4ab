"""Makes parties and records one at a time; planting and growth both build with it."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from benchmarks.city.clauses import Category
from benchmarks.city.names import CITY, Names
from benchmarks.city.numbers import (
    DISTRICTS,
    DIVISIONS,
    citizen_number,
    credit_code,
    organisation_code,
    register_number,
)
from benchmarks.city.posts import POSTS
from benchmarks.city.world import Control, Entry, Head, Kind, Naming, Order, Party, Person, Service, Staff, Unit, World

REGISTER = "市场主体登记"
SUPPLEMENT = "补充事实"
ROSTERS = {"detail": "法院名单", "aggregator": "名单聚合", "csv": "名单导出"}

_CITY_COURTS = (
    f"{CITY}中级人民法院",
    *(f"{CITY}{district}人民法院" for district in DISTRICTS[:4]),
    "邻川市东湖区人民法院",
)
# Some documents reach the entries of named courts alone; their names are real, the entries are not.
SCOPE_COURTS = ("鹤岗市中级人民法院", "萝北县人民法院", "绥滨县人民法院", "济南市莱芜区人民法院")
COURTS = (*_CITY_COURTS, *SCOPE_COURTS)
_WEIGHTS = [6] * len(_CITY_COURTS) + [2] * len(SCOPE_COURTS)

# form -> (leading characters of the credit code, printed types)
_FORMS: dict[str, tuple[str, tuple[str, ...]]] = {
    "company": ("91", ("有限责任公司（自然人投资或控股）", "有限责任公司(自然人独资)", "有限责任公司（法人独资）")),
    "joint_stock": ("91", ("股份有限公司（非上市、自然人投资或控股）", "股份有限公司")),
    "partnership": ("91", ("有限合伙企业", "普通合伙企业")),
    "sole": ("91", ("个人独资企业",)),
    "individual": ("92", ("个体工商户",)),
    "cooperative": ("93", ("农民专业合作社",)),
    "branch": ("91", ("有限责任公司分公司",)),
    "institution": ("12", ("事业单位",)),
    "social": ("51", ("社会团体",)),
    "civil": ("52", ("民办非企业单位",)),
}


class Builder:
    """Adds parties and records to a :class:`World`, drawing everything from one seeded generator."""

    def __init__(self, rng: Random, today: date, snapshots: int) -> None:
        self.rng = rng
        self.today = today
        self.names = Names(rng)
        old_day = date(today.year - 1, 12, 31) if snapshots > 1 else None
        self.world = World(today, old_day)
        self._register: dict[int, Naming] = {}
        self._numbers: set[str] = set()
        self._cases = 0

    # -- parties

    def person(self, name: str | None = None, sex: str | None = None, born_year: int | None = None) -> Person:
        """A new person; ``name`` makes a namesake on purpose."""
        serial = len(self.world.persons)
        sex = sex or self.rng.choice("男女")
        year = born_year or self.rng.randint(1952, 1994)
        born, number = self._birth(sex, year)
        person = Person(serial, name or self.names.person(), sex, born, number)
        self.world.persons.append(person)
        return person

    def _birth(self, sex: str, year: int) -> tuple[date, str]:
        """A day of birth and a number that nobody else has."""
        while True:
            born = date(year, self.rng.randint(1, 12), self.rng.randint(1, 28))
            sequence = self.rng.randrange(1 if sex == "男" else 2, 999, 2)
            number = citizen_number(self.rng.choice(DIVISIONS), born, sequence)
            if number not in self._numbers:
                self._numbers.add(number)
                return born, number

    def own(self, sex: str | None = None, born_year: int | None = None) -> Person:
        """A person whose name only planted namesakes share."""
        return self.person(self.names.own_person(), sex, born_year)

    def unit(self, form: str, name: str | None = None, parent: Unit | None = None) -> Unit:
        """A new unit with its register row; give it a head with :meth:`head`."""
        serial = len(self.world.units)
        prefix, types = _FORMS[form]
        district = self.rng.randrange(len(DIVISIONS))
        division = DIVISIONS[district]
        number = credit_code(prefix, division, organisation_code(serial))
        founded = date(2004, 1, 1) + timedelta(days=self.rng.randrange(7200))
        unit = Unit(
            serial,
            name or self.names.unit(form, parent.name if parent else None),
            form,
            self.rng.choice(types),
            number,
            register_number(division, serial),
            founded,
            district,
        )
        self.world.units.append(unit)
        return unit

    # -- namings

    def registered(self, unit: Unit) -> Naming:
        """The unit as the register names it."""
        if unit.serial not in self._register:
            self._register[unit.serial] = Naming(unit, "full", REGISTER)
        return self._register[unit.serial]

    def by_name(self, party: Party, source: str = REGISTER) -> Naming:
        """A row that prints no number."""
        return Naming(party, "none", source)

    def in_full(self, party: Party, source: str = SUPPLEMENT) -> Naming:
        """A row that prints the full number."""
        return Naming(party, "full", source)

    # -- records

    def head(self, unit: Unit, person: Person, seen: str = "both") -> Naming:
        """The head that the register prints."""
        naming = self.by_name(person)
        self.world.heads.append(Head(unit, naming, None, seen))
        return naming

    def plain_head(self, unit: Unit) -> Naming:
        """A head who plays no part in any planted case."""
        return self.head(unit, self.own())

    def staff(self, unit: Unit, person: Person, post: str, appointer: str = "", seen: str = "both") -> Naming:
        """A row of 主要人员."""
        naming = self.by_name(person)
        self.world.staff.append(Staff(unit, naming, post, self.title(post), appointer, seen))
        return naming

    def service(
        self,
        unit: Unit,
        person: Person,
        post: str,
        start: date | None = None,
        end: date | None = None,
        appointer: str = "",
    ) -> Naming:
        """A dated post with a full number, from an office's own list."""
        naming = self.in_full(person)
        place = self.in_full(unit)
        self.world.services.append(Service(place, naming, post, self.title(post), appointer, start, end))
        return naming

    def control(self, unit: Unit, holder: Party, start: date | None = None, end: date | None = None) -> Naming:
        """A declared actual controller, both named with full numbers."""
        naming = self.in_full(holder)
        self.world.controls.append(Control(self.in_full(unit), naming, start, end))
        return naming

    def order(self, unit: Unit, person: Person, role: str, day: date, lifted: date | None = None) -> Naming:
        """A 限制消费令 that names a person because of a unit."""
        naming = self.in_full(person)
        self.world.orders.append(Order(self.in_full(unit), naming, role, day, lifted))
        return naming

    def kind(self, unit: Unit, category: Category, start: date | None = None, end: date | None = None) -> None:
        """A row of 单位类别."""
        self.world.kinds.append(Kind(self.in_full(unit), category, start, end))

    def entry(
        self,
        party: Party,
        show: str,
        published: date,
        home: str = "detail",
        case: str | None = None,
        court: str | None = None,
    ) -> Entry:
        """A roster entry; of any court unless one is named."""
        court = court or self.rng.choices(COURTS, _WEIGHTS)[0]
        naming = Naming(party, show, ROSTERS[home], listed_on=published)
        filed = published - timedelta(days=self.rng.randint(20, 400))
        entry = Entry(naming, case or self.case(filed, court), court, published, filed, home)
        self.world.entries.append(entry)
        return entry

    def listed_again(self, entry: Entry, court: str) -> Entry:
        """Another entry, by another court, of the same party as printed there and for the same days."""
        other = self.entry(entry.party.party, entry.party.show, entry.published, entry.home, court=court)
        other.party.name = entry.party.name
        other.withdrawn, other.removed = entry.withdrawn, entry.removed
        return other

    def attached(self, entry: Entry, person: Person, role: str, word: str, show: str = "mask10") -> Naming:
        """A person whom the court attached to the entry's unit (qysler)."""
        naming = Naming(person, show, ROSTERS[entry.home])
        entry.people.append((naming, role, word))
        return naming

    def case(self, filed: date, court: str) -> str:
        """A new case number; entries before 2016 have the old form."""
        self._cases += 1
        if filed.year < 2016:
            return f"({filed.year})示执字第{self._cases:05d}号"
        return f"({filed.year})示99{COURTS.index(court):02d}执{self._cases}号"

    def title(self, post: str) -> str:
        """One of the titles that print a post."""
        return self.rng.choice(POSTS[post][0])

    # -- days

    def day(self, first: int, last: int) -> date:
        """A day of the years ``first`` to ``last``, never after today."""
        start = date(first, 1, 1).toordinal()
        end = min(date(last, 12, 31), self.today).toordinal()
        return date.fromordinal(self.rng.randint(start, end))

    def later(self, days: int = 90) -> date:
        """A day after today."""
        return self.today + timedelta(days=days)
