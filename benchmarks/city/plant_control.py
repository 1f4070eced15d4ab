"""Planted cases of control by shares: chains, sums, exact halves, declared controllers, offices, state-owned units."""

from __future__ import annotations

from datetime import date

from benchmarks.city.builder import REGISTER
from benchmarks.city.clauses import Category
from benchmarks.city.planting import EXTENDS, FLAGS, Planter
from benchmarks.city.posts import APPOINTERS, POST_OF_ROLE
from benchmarks.city.world import Naming, Party, Share, Unit

_CONTROLLER = "actual_controller"
_SENT = next(word for word, state in APPOINTERS.items() if state == "yes")


class ControlPlanter(Planter):
    """A listed person or unit holds shares, printed with the full number, of units that are or are not controlled."""

    def plant_all(self) -> None:
        """Every case once."""
        self._alone()
        self._chain_and_sum()
        self._a_listed_unit()
        self._whose_unit_is_listed()
        self._not_controlled()
        self._state_owned()

    def _company(self) -> tuple[Unit, Naming]:
        unit = self.b.unit("company")
        self.b.plain_head(unit)
        return unit, self.b.in_full(unit)

    def _holds(self, holder: Party, unit: Unit, per_mille: int | None, left: date | None = None) -> None:
        self.b.world.shares.append(Share(unit, Naming(holder, "full", REGISTER), per_mille, left))

    def _rest(self, unit: Unit, per_mille: int) -> None:
        """A holder who plays no part."""
        self._holds(self.b.own(), unit, per_mille)

    def _alone(self) -> None:
        person = self.b.own()
        entry = self.listed_person(person)
        for per_mille in (501, 1000):
            unit, place = self._company()
            self._holds(person, unit, per_mille)
            if per_mille < 1000:
                self._rest(unit, 1000 - per_mille)
            self.plant(FLAGS, entry, place, _CONTROLLER, "probable")

    def _chain_and_sum(self) -> None:
        """Three tenths alone, the rest through two units that are controlled: 51 % of 51 % is control."""
        person = self.b.own()
        entry = self.listed_person(person)
        (first, first_place), (second, second_place), (last, place) = (self._company() for _ in range(3))
        self._holds(person, first, 510)
        self._holds(first, second, 510)
        self._holds(person, last, 300)
        self._holds(first, last, 110)
        self._holds(second, last, 110)
        for unit in (first_place, second_place, place):
            self.plant(FLAGS, entry, unit, _CONTROLLER, "probable")

    def _a_listed_unit(self) -> None:
        """A listed unit counts as actual controller; one that somebody controls itself does not."""
        holding = self.b.unit("company")
        self.b.plain_head(holding)
        entry = self.b.entry(holding, "full", self.b.day(2017, 2023))
        unit, place = self._company()
        self._holds(holding, unit, 600)
        self.plant(FLAGS, entry, place, _CONTROLLER, "probable")
        owned = self.b.unit("company")
        self.b.plain_head(owned)
        entry = self.b.entry(owned, "full", self.b.day(2017, 2023))
        self._holds(self.b.own(), owned, 800)
        unit, place = self._company()
        self._holds(owned, unit, 600)
        self.plant(FLAGS, entry, place, _CONTROLLER, "miss", "not the one at the top")

    def _whose_unit_is_listed(self) -> None:
        unit = self.b.unit("company")
        self.b.plain_head(unit)
        entry = self.b.entry(unit, "full", self.b.day(2017, 2023))
        owner = Naming(self.b.own(), "full", REGISTER)
        self.b.world.shares.append(Share(unit, owner, 750))
        self.plant(EXTENDS, entry, owner, _CONTROLLER, "probable")
        minor = Naming(self.b.own(), "full", REGISTER)
        self.b.world.shares.append(Share(unit, minor, 250))
        self.plant(EXTENDS, entry, minor, None, "miss", "shareholder")

    def _not_controlled(self) -> None:
        person = self.b.own()
        entry = self.listed_person(person)
        halves, blank, gone, declared, circle = (self._company() for _ in range(5))
        self._holds(person, halves[0], 500)
        self._holds(person, blank[0], None)
        self._holds(person, gone[0], 900, date(2019, 3, 4))
        self._holds(person, declared[0], 900)
        self.b.control(declared[0], self.b.own())
        self._holds(person, circle[0], 400)
        self._holds(circle[0], circle[0], 600)
        cases = ((halves, "exactly half"), (blank, "share unknown"), (gone, "share sold"), (declared, "other declared"))
        for (_, place), reason in (*cases, (circle, "holds itself")):
            self.plant(FLAGS, entry, place, _CONTROLLER, "miss", reason)
        partnership = self.b.unit("partnership")
        self.b.head(partnership, self.b.own())
        self._holds(person, partnership, 990)
        self.plant(FLAGS, entry, self.b.in_full(partnership), _CONTROLLER, "miss", "limited partner")

    def _state_owned(self) -> None:
        """A listed person sits in subsidiaries of a state-owned company; no row says what these are.

        No single case is noted: some clauses reach such a seat by the legal form alone, and then for certain.
        """
        parent = self.b.unit("company", self.b.names.licensed("城市投资集团有限公司"))
        self.b.plain_head(parent)
        self.b.kind(parent, Category("soe_wholly_state_owned", "国有独资公司", "示范市国资委"))
        person = self.b.own()
        self.listed_person(person)
        for per_mille in (1000, 700, 500, 200):
            unit, _ = self._company()
            self._holds(parent, unit, per_mille)
            if per_mille < 1000:
                self._rest(unit, 1000 - per_mille)
            for role in ("director", "senior_manager"):
                self.b.service(unit, person, POST_OF_ROLE[role], self.b.day(2012, 2016), None, _SENT)
