"""Grows the ordinary city around the planted cases: units, officers, owners, posts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from benchmarks.city.builder import REGISTER, Builder
from benchmarks.city.debtors import Debtors
from benchmarks.city.kinds import LICENSED, licensed_unit
from benchmarks.city.posts import APPOINTERS
from benchmarks.city.world import Branch, Change, Concert, Head, Naming, Person, Share, Unit

_FORM_WEIGHTS = {
    "company": 58,
    "joint_stock": 3,
    "partnership": 5,
    "sole": 4,
    "individual": 16,
    "cooperative": 2,
    "branch": 5,
    "institution": 3,
    "social": 2,
    "civil": 2,
}


class Growth:
    """Random structure; every draw comes from the builder's generator."""

    def __init__(self, builder: Builder) -> None:
        self.b = builder
        self._rng = builder.rng
        self._people: list[Person] = []
        self._units: list[Unit] = []
        self._officials: list[Person] = []  # people with a full number in some post list
        self._fill: dict[str, Callable[[Unit], None]] = {
            "company": self._company,
            "joint_stock": self._company,
            "partnership": self._partnership,
            "branch": self._one_head,
            "sole": self._one_head,
            "individual": self._one_head,
            "cooperative": self._one_head,
            "institution": self._institution,
            "social": self._society,
            "civil": self._society,
        }

    def grow(self, units: int) -> None:
        """Units until the city has that many in all, then entries of the ordinary kind."""
        forms = list(_FORM_WEIGHTS)
        weights = list(_FORM_WEIGHTS.values())
        while len(self.b.world.units) < units:
            if self._rng.random() < 0.04:
                self._licensed()
            else:
                self._unit(self._rng.choices(forms, weights)[0])
        Debtors(self.b, self._units, self._people, self._officials).make_lists()

    def _unit(self, form: str) -> None:
        companies = [unit for unit in self._units[-50:] if unit.form == "company"]
        if form == "branch" and not companies:
            form = "company"
        parent = self._rng.choice(companies) if form == "branch" else None
        unit = self.b.unit(form, parent=parent)
        if self._rng.random() < 0.08:
            unit.status = self._rng.choice(["注销", "吊销，未注销", "迁出"])
        if parent:
            self.b.world.branches.append(Branch(parent, unit))
        self._fill[form](unit)
        self._units.append(unit)

    def _someone(self) -> Person:
        """Mostly a new person; else someone who already sits somewhere."""
        if self._people and self._rng.random() < 0.22:
            return self._rng.choice(self._people)
        person = self.b.person()
        self._people.append(person)
        return person

    # -- kinds of units

    def _one_head(self, unit: Unit) -> None:
        self.b.head(unit, self._someone())

    def _company(self, unit: Unit) -> None:
        head = self._someone()
        self._company_head(unit, head)
        seats = self._board(unit) if unit.form == "joint_stock" or self._rng.random() < 0.3 else self._small(unit)
        self.b.staff(unit, head, seats[0])
        colleagues = self._distinct(len(seats) - 1, {head.name})
        for post, person in zip(seats[1:], colleagues, strict=True):
            self.b.staff(unit, person, post, self._appointer(), self._seen())
        self._owners(unit, head)
        if self._rng.random() < 0.06:
            self._controller(unit, head)
        if self._rng.random() < 0.08:
            self._change(unit, head, colleagues)

    def _company_head(self, unit: Unit, head: Person) -> None:
        """The head; now and then one who came between the two snapshots, with the change that says so."""
        old_day = self.b.world.old_day
        if old_day is None or self._rng.random() > 0.03:
            self.b.head(unit, head)
            return
        former = self._distinct(1, {head.name})[0]
        self.b.head(unit, former, "old")
        self.b.head(unit, head, "new")
        if self._rng.random() < 0.6:
            day = old_day + timedelta(days=self._rng.randint(1, (self.b.today - old_day).days))
            before, now = ([(self.b.by_name(person), "", "")] for person in (former, head))
            self.b.world.changes.append(Change(unit, day, True, before, now))

    def _small(self, unit: Unit) -> list[str]:
        return [self._rng.choice(["executive_director_manager", "executive_director", "manager"]), "supervisor"]

    def _board(self, unit: Unit) -> list[str]:
        seats = ["chair", "director", "director", "supervisor", "supervisor", "general_manager", "deputy", "finance"]
        extra = ["vice_chair", "director_deputy", "clerk", "ranked", "party", "senior", "director_general_manager"]
        if unit.form == "joint_stock":
            seats += ["board_secretary", "grantee"]
        return seats + self._rng.sample(extra, self._rng.randrange(3))

    def _partnership(self, unit: Unit) -> None:
        if self._units and self._rng.random() < 0.3:
            manager = self._rng.choice(self._units)
            if manager.form == "company":
                delegate = self.b.by_name(self._someone()) if self._rng.random() < 0.7 else None
                self.b.world.heads.append(Head(unit, self.b.by_name(manager), delegate))
                return
        self._one_head(unit)

    def _institution(self, unit: Unit) -> None:
        head = self._someone()
        self.b.head(unit, head)
        if self._rng.random() < 0.3:
            self.b.staff(unit, self._distinct(1, {head.name})[0], "leading_member")
        if self._rng.random() < 0.4:
            self._officials.append(head)
            self.b.service(unit, head, "legal_representative", self.b.day(2014, 2025))

    def _society(self, unit: Unit) -> None:
        head = self._someone()
        self.b.head(unit, head)
        people = self._distinct(2, {head.name})
        post = self._rng.choice(["society_head", "council_head"])
        self.b.staff(unit, people[0], post)
        self.b.staff(unit, people[1], "supervisor")
        if self._rng.random() < 0.5:
            self._officials.append(people[0])
            self.b.service(unit, people[0], post, self.b.day(2014, 2025))

    def _licensed(self) -> None:
        """A bank, an insurer, a state-owned company …, with its officers' own list."""
        sort = self._rng.choice(LICENSED)
        start = self.b.day(2006, 2018) if self._rng.random() < 0.7 else None
        end = self.b.day(2019, 2025) if start and self._rng.random() < 0.1 else None
        unit = licensed_unit(self.b, sort, start, end)
        posts = ["chair", "director", "supervisor", "general_manager", "deputy", "finance", "board_secretary", "party"]
        if sort.category.kind.startswith("soe"):
            posts += ["deputy_party", "discipline", "committee", "enterprise_head"]
            posts[0] = self._rng.choice(["chair", "chair_party"])
        if unit.name.endswith("银行股份有限公司"):
            posts[3] = "bank_general_manager"
        for post, person in zip(posts, self._distinct(len(posts), set()), strict=True):
            self._official_post(unit, person, post)
        self._owners(unit, None)
        self._units.append(unit)

    def _official_post(self, unit: Unit, person: Person, post: str) -> None:
        self._officials.append(person)
        appointer = self._appointer()
        start = self.b.day(2012, 2024)
        draw = self._rng.random()
        if draw < 0.1:
            self.b.service(unit, person, post, self.b.later(self._rng.randint(1, 300)), None, appointer)
            return
        end = start + timedelta(days=self._rng.randint(200, 2500)) if draw < 0.4 else None
        self.b.service(unit, person, post, None if draw > 0.9 else start, end, appointer)
        if self._rng.random() < 0.5:
            self.b.staff(unit, person, post, appointer, self._seen())

    def _distinct(self, count: int, taken: set[str]) -> list[Person]:
        """People whose names differ: two rows of one unit, post and name would be one mention."""
        found: list[Person] = []
        names = set(taken)
        while len(found) < count:
            person = self._someone()
            if person.name not in names:
                names.add(person.name)
                found.append(person)
        return found

    def _appointer(self) -> str:
        return self._rng.choice(list(APPOINTERS)) if self._rng.random() < 0.3 else ""

    def _seen(self) -> str:
        if self.b.world.old_day is None:
            return "both"
        return self._rng.choices(["both", "old", "new"], [94, 3, 3])[0]

    # -- owners, controllers, changes

    def _owners(self, unit: Unit, head: Person | None) -> None:
        holders: list[Naming] = [self.b.by_name(head or self._someone())]
        for _ in range(self._rng.randrange(3)):
            others = [other for other in self._units[-200:] if other.form in ("company", "joint_stock")]
            if others and self._rng.random() < 0.35:
                other = self._rng.choice(others)
                holders.append(self.b.in_full(other, REGISTER) if self._rng.random() < 0.7 else self.b.by_name(other))
            else:
                holders.append(self.b.by_name(self._someone()))
        left = 1000
        for place, holder in enumerate(holders):
            part = left if place == len(holders) - 1 else self._rng.randint(1, left - 1 if left > 2 else 1)
            left -= part
            self.b.world.shares.append(Share(unit, holder, part if self._rng.random() < 0.93 else None))
        self._cross_holding(unit, holders)

    def _cross_holding(self, unit: Unit, holders: list[Naming]) -> None:
        for holder in holders:
            if isinstance(holder.party, Unit) and self._rng.random() < 0.05:
                self.b.world.shares.append(Share(holder.party, self.b.in_full(unit, REGISTER), 100))

    def _controller(self, unit: Unit, head: Person) -> None:
        start = self.b.day(2010, 2022) if self._rng.random() < 0.7 else None
        end = self.b.day(2023, 2025) if start and self._rng.random() < 0.15 else None
        others = [other for other in self._units[-200:] if other.form == "company"]
        if others and self._rng.random() < 0.3:
            self.b.control(unit, self._rng.choice(others), start, end)
            return
        holder = head if self._rng.random() < 0.6 else self._someone()
        if self._rng.random() < 0.3:
            parties = [self.b.in_full(party) for party in (holder, self.b.person())]
            self.b.world.concerts.append(Concert(self.b.in_full(unit), parties, date(2020, 1, 1)))
        self._officials.append(holder)
        self.b.control(unit, holder, start, end)

    def _change(self, unit: Unit, head: Person, colleagues: list[Person]) -> None:
        former = self._distinct(1, {head.name, *(person.name for person in colleagues)})[0]
        day = self.b.day(2017, 2025)
        if self._rng.random() < 0.6:
            before = [(self.b.by_name(former), "", "")]
            self.b.world.changes.append(Change(unit, day, True, before, [(self.b.by_name(head), "", "")]))
            return
        manager = (self.b.by_name(head), "executive_director", "执行董事")
        watcher = (self.b.by_name(former), "supervisor", "监事")
        after = [(self.b.by_name(person), "supervisor", "监事") for person in colleagues[:1]]
        self.b.world.changes.append(Change(unit, day, False, [manager, watcher], [manager, *after]))
