"""Planted cases of the second hop: listed unit, its head, another enterprise that the same person leads."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.city.planting import SECOND_HOP, Planter
from benchmarks.city.posts import POST_OF_ROLE
from benchmarks.city.world import Entry, Naming, Person, Unit

_START = (2012, 2016)


class HopsPlanter(Planter):
    """Cases for clauses that go on to another unit."""

    def plant_all(self) -> None:
        """Every case once."""
        self._every_post()
        self._certainty()
        self._holders()
        self._places()
        self._chains()
        for role in ("legal_representative", "principal"):
            self._times(role)
            self._withdrawn(role)

    # -- tools

    def _listed(self, show: str = "full", home: str = "detail") -> tuple[Unit, Entry]:
        unit = self._company()
        return unit, self.b.entry(unit, show, self.b.day(2019, 2023), home)

    def _company(self, form: str = "company", name: str | None = None) -> Unit:
        unit = self.b.unit(form, name)
        self.b.plain_head(unit)
        return unit

    def _head(self, unit: Unit, role: str = "legal_representative", person: Person | None = None) -> Person:
        person = person or self.b.own()
        self.b.service(unit, person, POST_OF_ROLE[role], self.b.day(*_START))
        return person

    def _leads(self, person: Person, post: str = "principal", form: str = "company") -> Naming:
        """Another unit at which the person holds a post."""
        unit = self._company(form)
        self.b.service(unit, person, post, self.b.day(*_START))
        return self.b.in_full(unit)

    def _miss(self, entry: Entry, other: Naming, reason: str, role: str = "legal_representative") -> None:
        self.plant(SECOND_HOP, entry, other, role, "miss", reason)

    # -- cases

    def _every_post(self) -> None:
        unit, entry = self._listed()
        for role in ("legal_representative", "principal", "director", "general_manager"):
            other = self._leads(self._head(unit, role))
            self.plant(SECOND_HOP, entry, other, role)
        controller = self.b.own()
        self.b.control(unit, controller)
        self.plant(SECOND_HOP, entry, self._leads(controller), "actual_controller")
        for post in ("director", "legal_representative", "senior"):
            self._miss(entry, self._leads(self._head(unit), post), "post elsewhere not named")
        owner = self._head(unit)
        shop = self.b.unit("individual")
        self.b.head(shop, owner)
        self._miss(entry, self.b.in_full(shop), "not proven the same")

    def _certainty(self) -> None:
        for show, outcome in (("mask11", "probable"), ("none", "possible")):
            unit, entry = self._listed(show)
            self.plant(SECOND_HOP, entry, self._leads(self._head(unit)), "legal_representative", outcome)
        unit, entry = self._listed()
        # A 董事长 may be the one who leads a company.
        self.plant(SECOND_HOP, entry, self._leads(self._head(unit), "chair"), "legal_representative", "possible")
        twin = self._company(name=unit.name)
        self._miss(entry, self._leads(self._head(twin)), "told apart")
        namesake = self.b.person(self._head(unit).name)
        self._miss(entry, self._leads(namesake), "not proven the same")

    def _holders(self) -> None:
        unit, entry = self._listed()
        holding = self._company()
        self.b.control(unit, holding)
        fund = self.b.unit("partnership")
        self.b.head(fund, self.b.own())
        self.b.control(fund, holding)
        self._miss(entry, self.b.in_full(fund), "unit holder")
        person = self._head(unit, "director")
        self._miss(self.listed_person(person), self._leads(person), "person entry")
        unit, entry = self._listed()
        attached = self.b.attached(entry, self.b.own(), "legal_representative", "法定代表人", "full")
        assert isinstance(attached.party, Person)
        led = self._leads(attached.party)
        self.plant(SECOND_HOP, entry, led, "legal_representative")
        again = self.b.entry(unit, "full", self.b.day(2019, 2023))
        self._miss(again, led, "another entry's relation")

    def _places(self) -> None:
        unit, entry = self._listed()
        for form in ("institution", "social"):
            self._miss(entry, self._leads(self._head(unit), form=form), "no enterprise")
        both = self._head(unit)
        self._head(unit, "principal", both)
        self._miss(entry, self.b.in_full(unit), "the listed unit itself")

    def _chains(self) -> None:
        """Nothing goes on from the second unit, neither to its people nor to what they lead."""
        unit, entry = self._listed()
        other = self._leads(self._head(unit))
        assert isinstance(other.party, Unit)
        colleague = self._head(other.party, "principal")
        third = self._leads(colleague)
        self.plant(SECOND_HOP, entry, other, "legal_representative")
        self._miss(entry, third, "third unit")

    def _times(self, role: str) -> None:
        unit, entry = self._listed()
        before, post = entry.published - timedelta(days=200), POST_OF_ROLE[role]
        for start, end, reason in (
            (date(2012, 3, 1), before, "ended before"),
            (date(2012, 3, 1), entry.published + timedelta(days=30), "ended after"),
            (self.b.later(), None, "not begun"),
        ):
            person = self.b.own()
            self.b.service(unit, person, post, start, end)
            self._miss(entry, self._leads(person), reason, role)
            person, other = self._head(unit, role), self._company()
            self.b.service(other, person, "principal", start, end)
            self._miss(entry, self.b.in_full(other), reason, role)

    def _withdrawn(self, role: str) -> None:
        for home in ("csv", "detail"):
            unit, entry = self._listed(home=home)
            self.withdrawn(entry)
            self._miss(entry, self._leads(self._head(unit, role)), "withdrawn", role)
