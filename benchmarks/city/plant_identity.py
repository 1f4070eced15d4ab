"""Planted cases of who is who: rows that are probably one person, and rows that fit two strangers."""

from __future__ import annotations

from datetime import date

from benchmarks.city.planting import EXTENDS, FLAGS, Planter
from benchmarks.city.posts import POST_OF_ROLE
from benchmarks.city.world import Entry, Naming, Person, Unit

_ROLES = ("director", "leading_member")


class IdentityPlanter(Planter):
    """Cases for clauses that look from a listed person to a unit, which name the person twice; and masked units."""

    def plant_all(self) -> None:
        """Every case for both posts."""
        self._masked_unit()
        self._attached_elsewhere()
        for role in _ROLES:
            for show, home in (("mask10", "detail"), ("mask11", "aggregator")):
                self._by_number(role, show, home)
            self._by_unit(role)
            self._fits_two_strangers(role)

    def _quiet_company(self) -> tuple[Unit, Naming]:
        unit = self.b.unit("company")
        self.b.plain_head(unit)
        return unit, self.b.in_full(unit)

    def _masked_unit(self) -> None:
        """The roster masks the code of the unit, and nobody else bears its name."""
        unit = self.b.unit("company")
        head = self.b.head(unit, self.b.own())
        entry = self.b.entry(unit, "mask11", self.b.day(2018, 2023), "aggregator")
        self.plant(EXTENDS, entry, head, "legal_representative", "probable")
        controller = self.b.control(unit, self.b.own())
        self.plant(EXTENDS, entry, controller, "actual_controller", "probable")
        grantee = self.b.service(unit, self.b.own(), "grantee", self.b.day(2012, 2016))
        self.plant(EXTENDS, entry, grantee, "equity_incentive_grantee", "probable")

    def _attached_elsewhere(self) -> None:
        """The court attaches persons with masked numbers; a list of posts elsewhere shows their full ones."""
        unit = self.b.unit("company")
        self.b.plain_head(unit)
        entry = self.b.entry(unit, "full", self.b.day(2018, 2023))
        for role, word in (("legal_representative", "法定代表人"), ("directly_responsible", "直接责任人员")):
            person = self.b.own()
            self.b.attached(entry, person, role, word, "mask10")
            elsewhere, _ = self._quiet_company()
            seat = self.b.service(elsewhere, person, "supervisor", self.b.day(2012, 2016))
            self.plant(EXTENDS, entry, seat, role, "probable")
            namesake = self.b.person(person.name, person.sex, person.born.year + 7)
            other = self.b.service(elsewhere, namesake, "supervisor", self.b.day(2012, 2016))
            self.plant(EXTENDS, entry, other, role, "miss", "told apart")

    def _by_number(self, role: str, show: str, home: str) -> None:
        """A masked number on the roster agrees with a full one in the list of posts."""
        unit, place = self._quiet_company()
        person = self.b.own()
        self.b.service(unit, person, POST_OF_ROLE[role], self.b.day(2012, 2016))
        self.plant(FLAGS, self.listed_person(person, show, home), place, role, "probable")

    def _by_unit(self, role: str) -> None:
        """The register names an officer of the unit at which the listed person has been proven to sit."""
        unit, place = self._quiet_company()
        person = self.b.own()
        self._sat_there(unit, person)
        self.b.staff(unit, person, POST_OF_ROLE[role])
        self.plant(FLAGS, self.listed_person(person), place, role, "probable")

    def _fits_two_strangers(self, role: str) -> None:
        """Two listed persons of one name sat at the unit: whom the register means, nobody can tell."""
        unit, place = self._quiet_company()
        one = self.b.own(born_year=1961)
        other = self.b.person(one.name, one.sex, 1979)
        for person in (one, other):
            self._sat_there(unit, person)
        self.b.staff(unit, one, POST_OF_ROLE[role])
        for person in (one, other):
            entry: Entry = self.listed_person(person)
            self.plant(FLAGS, entry, place, role, "miss", "told apart")

    def _sat_there(self, unit: Unit, person: Person) -> None:
        """A post that ended long before the entry: it proves the place and gives no hit."""
        self.b.service(unit, person, "supervisor", date(2010, 1, 1), date(2012, 12, 31))
