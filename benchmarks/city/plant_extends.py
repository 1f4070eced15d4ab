"""Planted cases of listed units: which natural persons at them are reached, and who is not."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.city.builder import REGISTER
from benchmarks.city.planting import EXTENDS, FLAGS, Planter
from benchmarks.city.posts import POST_OF_ROLE
from benchmarks.city.world import Branch, Change, Entry, Head, Naming, Person, Share, Unit


class ExtendsPlanter(Planter):
    """Cases for clauses that extend from a listed unit to persons."""

    def plant_all(self) -> None:
        """Every case once."""
        self._every_role()
        self._attached_by_the_court()
        self._register_guess()
        self._numbers()
        self._namesake_units()
        self._withdrawn_and_listed_again()
        self._times()
        self._other_forms()
        self._holders_that_do_not_count()
        self._vanished()

    def company(self, show: str = "full", home: str = "detail") -> tuple[Unit, Naming, Entry]:
        """A listed company with its registered legal representative."""
        unit = self.b.unit("company")
        head = self.b.head(unit, self.b.own())
        return unit, head, self.b.entry(unit, show, self.b.day(2018, 2023), home)

    def _grantee(self, unit: Unit) -> Naming:
        return self.b.service(unit, self.b.own(), "grantee", self.b.day(2012, 2016))

    def _every_role(self) -> None:
        unit, head, entry = self.company()
        self.plant(EXTENDS, entry, head, "legal_representative")
        for role, post in POST_OF_ROLE.items():
            if role == "social_org_responsible_person":
                continue
            person = self.b.service(unit, self.b.own(), post, self.b.day(2012, 2016))
            self.plant(EXTENDS, entry, person, role)
        controller = self.b.control(unit, self.b.own(), self.b.day(2012, 2016))
        self.plant(EXTENDS, entry, controller, "actual_controller")
        responsible = self.b.order(unit, self.b.own(), "directly_responsible", entry.published - timedelta(days=20))
        self.plant(EXTENDS, entry, responsible, "directly_responsible")
        for post in ("clerk", "ranked", "board_secretary"):
            self.plant(EXTENDS, entry, self.b.staff(unit, self.b.own(), post), None, "miss", "title without role")

    def _attached_by_the_court(self) -> None:
        unit, _, entry = self.company(show="org")
        words = {
            "legal_representative": "法定代表人",
            "principal": "主要负责人",
            "actual_controller": "实际控制人",
            "directly_responsible": "直接责任人员",
        }
        for role, word in words.items():
            self.plant(EXTENDS, entry, self.b.attached(entry, self.b.own(), role, word), role)
        # A court relation belongs to its own entry: another entry of the unit does not use it.
        other = self.b.entry(unit, "full", self.b.day(2018, 2023))
        for person, role, _ in entry.people:
            self.plant(EXTENDS, other, person, role, "miss", "another entry's relation")

    def _register_guess(self) -> None:
        unit, _, entry = self.company(home="aggregator")
        for post in ("chair", "general_manager", "executive_director_manager"):
            person = self.b.staff(unit, self.b.own(), post)
            self.plant(EXTENDS, entry, person, "principal", "possible")
        self.plant(EXTENDS, entry, self.b.staff(unit, self.b.own(), "principal"), "principal")
        partnership = self.b.unit("partnership")
        self.b.plain_head(partnership)
        entry = self.b.entry(partnership, "full", self.b.day(2018, 2023))
        manager = self.b.staff(partnership, self.b.own(), "general_manager")
        self.plant(EXTENDS, entry, manager, None, "miss", "another post is the principal")

    def _numbers(self) -> None:
        for show, outcome in (("org", "certain"), ("mask11", "probable"), ("none", "possible")):
            unit, head, entry = self.company(show=show)
            self.plant(EXTENDS, entry, head, "legal_representative", outcome)
            person = self.b.attached(entry, self.b.own(), "legal_representative", "法定代表人", "mask11")
            self.plant(EXTENDS, entry, person, "legal_representative")
            controller = self.b.control(unit, self.b.own())
            self.plant(EXTENDS, entry, controller, "actual_controller", outcome)
            self.plant(EXTENDS, entry, self._grantee(unit), "equity_incentive_grantee", outcome)
        unit, head, entry = self.company()
        unit.former = self.b.names.unit("company")
        entry.party.name = unit.former
        self.plant(EXTENDS, entry, head, "legal_representative")

    def _namesake_units(self) -> None:
        unit, _, entry = self.company()
        twin = self.b.unit("company", unit.name)
        self.plant(EXTENDS, entry, self.b.head(twin, self.b.own()), "legal_representative", "miss", "told apart")
        self.plant(EXTENDS, entry, self._grantee(twin), "equity_incentive_grantee", "miss", "told apart")
        shop = self.b.unit("individual")
        self.b.plain_head(shop)
        twin = self.b.unit("individual", shop.name)
        owner = self.b.head(twin, self.b.own())
        entry = self.b.entry(shop, "none", self.b.day(2018, 2023))
        self.plant(EXTENDS, entry, owner, "principal", "possible")

    def _withdrawn_and_listed_again(self) -> None:
        for home in ("csv", "detail"):
            unit, head, entry = self.company(home=home)
            self.withdrawn(entry)
            self.plant(EXTENDS, entry, head, "legal_representative", "miss", "withdrawn")
            controller = self.b.control(unit, self.b.own(), self.b.day(2012, 2016))
            self.plant(EXTENDS, entry, controller, "actual_controller", "miss", "withdrawn")
            self.plant(EXTENDS, entry, self._grantee(unit), "equity_incentive_grantee", "miss", "withdrawn")
        unit, head, first = self.company(home="csv")
        self.withdrawn(first)
        assert first.withdrawn
        again = self.b.entry(unit, "full", first.withdrawn + timedelta(days=100), "detail", first.case)
        self.plant(EXTENDS, first, head, "legal_representative", "miss", "withdrawn")
        self.plant(EXTENDS, again, head, "legal_representative")
        other = self.b.entry(unit, "org", self.b.day(2018, 2023), "aggregator")
        self.plant(EXTENDS, other, head, "legal_representative")

    def _times(self) -> None:
        unit, _, entry = self.company()
        before, published = entry.published - timedelta(days=200), entry.published
        for role in ("legal_representative", "principal", "equity_incentive_grantee"):
            post = POST_OF_ROLE[role]
            gone = self.b.service(unit, self.b.own(), post, date(2012, 3, 1), before)
            self.plant(EXTENDS, entry, gone, role, "miss", "ended before")
            left = self.b.service(unit, self.b.own(), post, date(2012, 3, 1), published + timedelta(days=30))
            self.plant(EXTENDS, entry, left, role, "miss", "ended after")
            future = self.b.service(unit, self.b.own(), post, self.b.later())
            self.plant(EXTENDS, entry, future, role, "miss", "not begun")
            successor = self.b.service(unit, self.b.own(), post, published + timedelta(days=60))
            self.plant(EXTENDS, entry, successor, role)
        gone = self.b.control(unit, self.b.own(), date(2012, 3, 1), before)
        self.plant(EXTENDS, entry, gone, "actual_controller", "miss", "ended before")
        lifted = self.b.order(unit, self.b.own(), "directly_responsible", before, published + timedelta(days=10))
        self.plant(EXTENDS, entry, lifted, "directly_responsible", "miss", "order lifted")
        self._former_heads()

    def _former_heads(self) -> None:
        unit, head, entry = self.company()
        former = self.b.by_name(self.b.own())
        day = entry.published - timedelta(days=100)
        self.b.world.changes.append(Change(unit, day, True, [(former, "", "")], [(head, "", "")]))
        self.plant(EXTENDS, entry, former, "legal_representative", "miss", "ended before")
        if self.b.world.old_day:
            gone = self.b.staff(unit, self.b.own(), "principal", seen="old")
            self.plant(EXTENDS, entry, gone, "principal", "miss", "gone from the register")
            new = self.b.staff(unit, self.b.own(), "principal", seen="new")
            self.plant(EXTENDS, entry, new, "principal")

    def _other_forms(self) -> None:
        for form in ("partnership", "sole", "individual"):
            unit = self.b.unit(form)
            head = self.b.head(unit, self.b.own())
            entry = self.b.entry(unit, "full", self.b.day(2018, 2023))
            self.plant(EXTENDS, entry, head, "principal")
            self.plant(EXTENDS, entry, head, "actual_controller")
        for form in ("institution", "social", "cooperative"):
            unit = self.b.unit(form)
            head = self.b.head(unit, self.b.own())
            entry = self.b.entry(unit, "full", self.b.day(2018, 2023))
            self.plant(EXTENDS, entry, head, "legal_representative")
            if form == "social":
                self.plant(
                    EXTENDS, entry, self.b.staff(unit, self.b.own(), "society_head"), "social_org_responsible_person"
                )
        self._branches()

    def _branches(self) -> None:
        parent, _, entry = self.company()
        branch = self.b.unit("branch", parent=parent)
        self.b.world.branches.append(Branch(parent, branch))
        chief = self.b.head(branch, self.b.own())
        self.plant(EXTENDS, entry, chief, None, "miss", "branch of the listed unit")
        other = self.b.unit("company")
        other_head = self.b.head(other, self.b.own())
        listed = self.b.unit("branch", parent=other)
        self.b.world.branches.append(Branch(other, listed))
        chief = self.b.head(listed, self.b.own())
        entry = self.b.entry(listed, "full", self.b.day(2018, 2023))
        self.plant(EXTENDS, entry, chief, "principal")
        self.plant(EXTENDS, entry, other_head, None, "miss", "parent of the listed branch")

    def _holders_that_do_not_count(self) -> None:
        unit, _, entry = self.company()
        holding = self.b.unit("company")
        holding_head = self.b.head(holding, self.b.own())
        control = self.b.control(unit, holding, self.b.day(2012, 2016))
        self.plant(EXTENDS, entry, control, "actual_controller", "miss", "unit holder")
        self.plant(EXTENDS, entry, holding_head, "legal_representative", "miss", "head of a unit holder")
        owner = self.b.in_full(self.b.own(), REGISTER)
        self.b.world.shares.append(Share(unit, owner, 700))
        self.plant(EXTENDS, entry, owner, None, "miss", "shareholder")
        self._corporate_partner()
        self._person_entry()
        # Whoever is reached only by extension makes no other unit suspect.
        caught = self.b.service(unit, self.b.own(), "legal_representative", self.b.day(2012, 2016))
        other = self.b.unit("company")
        self.b.plain_head(other)
        self.b.service(other, _person(caught), "director", self.b.day(2012, 2016))
        self.b.service(other, _person(caught), "leading_member", self.b.day(2012, 2016))
        for role in ("director", "leading_member"):
            self.plant(FLAGS, entry, self.b.in_full(other), role, "miss", "only extended")

    def _corporate_partner(self) -> None:
        manager = self.b.unit("company")
        self.b.plain_head(manager)
        fund = self.b.unit("partnership")
        partner, delegate = self.b.by_name(manager), self.b.by_name(self.b.own())
        self.b.world.heads.append(Head(fund, partner, delegate))
        entry = self.b.entry(fund, "full", self.b.day(2018, 2023))
        for role in ("principal", "actual_controller"):
            self.plant(EXTENDS, entry, partner, role, "miss", "unit holder")
        self.plant(EXTENDS, entry, delegate, "principal")
        # The partner is named without a number, so its own listing reaches the fund only perhaps.
        entry = self.b.entry(manager, "full", self.b.day(2018, 2023))
        self.plant(FLAGS, entry, self.b.in_full(fund), "actual_controller", "possible")

    def _person_entry(self) -> None:
        unit = self.b.unit("company")
        head = self.b.head(unit, self.b.own())
        director = self.b.own()
        self.b.service(unit, director, "director", self.b.day(2012, 2016))
        entry = self.listed_person(director)
        self.plant(EXTENDS, entry, head, "legal_representative", "miss", "person entry")
        controller = self.b.control(unit, self.b.own())
        self.plant(EXTENDS, entry, controller, "actual_controller", "miss", "person entry")
        self.plant(EXTENDS, entry, self._grantee(unit), "equity_incentive_grantee", "miss", "person entry")
        self.plant(FLAGS, entry, self.b.in_full(unit), "director")

    def _vanished(self) -> None:
        if not self.b.world.old_day:
            return
        _, head, entry = self.company()
        entry.vanished = True
        self.plant(EXTENDS, entry, head, "legal_representative")


def _person(naming: Naming) -> Person:
    assert isinstance(naming.party, Person)
    return naming.party
