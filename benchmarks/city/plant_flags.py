"""Planted cases of units whose officers or controllers are listed: which are flagged, and which are not."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.city.builder import REGISTER
from benchmarks.city.planting import EXTENDS, FLAGS, Planter
from benchmarks.city.posts import POST_OF_ROLE
from benchmarks.city.world import Change, Entry, Naming, Person, Share, Unit

# Posts that few clauses name: held at one unit together.
_SELDOM = {
    "party_secretary",
    "deputy_party_secretary",
    "discipline_inspection_secretary",
    "party_committee_member",
    "enterprise_responsible_person",
    "equity_incentive_grantee",
}


class FlagsPlanter(Planter):
    """Cases for clauses that look from a listed person (or controlling unit) to a unit."""

    def plant_all(self) -> None:
        """Every case once."""
        self._every_role()
        self._register_names_only()
        self._namesakes()
        self._times()
        self._withdrawn()
        self._listed_units()
        self._each_other()
        self._shareholders()
        self._court_relations()
        self._vanished()

    def quiet_company(self) -> tuple[Unit, Naming]:
        """A company with a head who plays no part, and its naming by credit code."""
        unit = self.b.unit("company")
        self.b.plain_head(unit)
        return unit, self.b.in_full(unit)

    def _every_role(self) -> None:
        person = self.b.own()
        entry = self.listed_person(person)
        shared = self.quiet_company()
        for role, post in POST_OF_ROLE.items():
            if role == "social_org_responsible_person":
                continue
            unit, place = shared if role in _SELDOM else self.quiet_company()
            self.b.service(unit, person, post, self.b.day(2012, 2016))
            self.plant(FLAGS, entry, place, role)
        unit, place = self.quiet_company()
        self.b.control(unit, person)
        self.plant(FLAGS, entry, place, "actual_controller")
        old = self.b.own(born_year=1958)
        self.b.service(unit, old, "supervisor")
        self.plant(FLAGS, self.listed_person(old, "old15"), place, "supervisor")
        branch = self.b.unit("branch", parent=unit)
        self.b.plain_head(branch)
        self.b.service(branch, old, "principal")
        self.plant(FLAGS, self.listed_person(old), self.b.in_full(branch), "principal")

    def _register_names_only(self) -> None:
        for show, home in (("full", "detail"), ("mask10", "aggregator"), ("mask11", "csv"), ("none", "detail")):
            unit, place = self.quiet_company()
            person = self.b.own()
            self.b.staff(unit, person, "director")
            self.b.staff(unit, person, "leading_member")
            entry = self.listed_person(person, show, home)
            for role in ("director", "leading_member"):
                self.plant(FLAGS, entry, place, role, "possible")
        unit = self.b.unit("company")
        person = self.b.own()
        self.b.head(unit, person)
        self.b.staff(unit, person, "executive_director_manager")
        entry = self.listed_person(person, "mask10")
        for role in ("legal_representative", "director", "manager", "principal"):
            self.plant(FLAGS, entry, self.b.in_full(unit), role, "possible")
        shop = self.b.unit("individual")
        owner = self.b.own()
        self.b.head(shop, owner)
        self.plant(FLAGS, self.listed_person(owner), self.b.in_full(shop), "actual_controller", "possible")

    def _namesakes(self) -> None:
        """Another person of the same name: told apart by number, sex or year of birth, or not at all."""
        for role in ("director", "leading_member"):
            self._namesake(role, "mask10", self.b.own(sex="男", born_year=1970), "女", 1970, "miss")
            self._namesake(role, "none", self.b.own(sex="女", born_year=1970), "男", 1970, "miss")
            self._namesake(role, "none", self.b.own(sex="女", born_year=1990), "女", 1961, "miss")
            self._namesake(role, "full", self.b.own(sex="男", born_year=1966), "男", 1966, "miss")
            # Only the year of birth and sex are printed, and both fit: perhaps the same person.
            self._namesake(role, "none", self.b.own(sex="男", born_year=1975), "男", 1975, "possible")

    def _namesake(self, role: str, show: str, listed: Person, sex: str, born_year: int, outcome: str) -> None:
        other = self.b.person(listed.name, sex, born_year)
        unit, place = self.quiet_company()
        self.b.service(unit, other, POST_OF_ROLE[role], self.b.day(2012, 2016))
        self.plant(FLAGS, self.listed_person(listed, show), place, role, outcome, "told apart")

    def _times(self) -> None:
        person = self.b.own()
        entry = self.b.entry(person, "full", date(2021, 5, 6))
        for role in ("director", "leading_member"):
            for start, end, reason in (
                (date(2012, 1, 1), date(2020, 12, 31), "ended before"),
                (date(2012, 1, 1), date(2021, 5, 5), "ended before"),
                (date(2012, 1, 1), date(2023, 5, 5), "ended after"),
                (self.b.later(), None, "not begun"),
            ):
                unit, place = self.quiet_company()
                self.b.service(unit, person, POST_OF_ROLE[role], start, end)
                self.plant(FLAGS, entry, place, role, "miss", reason)
        unit, place = self.quiet_company()
        self.b.control(unit, person, date(2012, 1, 1), date(2020, 12, 31))
        self.plant(FLAGS, entry, place, "actual_controller", "miss", "ended before")
        unit, place = self.quiet_company()
        before, now = ([(self.b.by_name(who), "director", "董事")] for who in (person, self.b.own()))
        self.b.world.changes.append(Change(unit, date(2020, 3, 2), False, before, now))
        self.plant(FLAGS, entry, place, "director", "miss", "ended before")

    def _withdrawn(self) -> None:
        for home in ("csv", "detail"):
            person = self.b.own()
            entry = self.withdrawn(self.listed_person(person, home=home))
            for role in ("director", "leading_member"):
                unit, place = self.quiet_company()
                self.b.service(unit, person, POST_OF_ROLE[role], self.b.day(2012, 2016))
                self.plant(FLAGS, entry, place, role, "miss", "withdrawn")
        # Two entries, one of them ended: the subject is listed as long as one stands.
        person = self.b.own()
        ended = self.withdrawn(self.listed_person(person))
        standing = self.listed_person(person)
        unit, place = self.quiet_company()
        self.b.service(unit, person, "supervisor", self.b.day(2012, 2016))
        self.plant(FLAGS, ended, place, "supervisor", "miss", "withdrawn")
        self.plant(FLAGS, standing, place, "supervisor")

    def _listed_company(self) -> tuple[Unit, Entry]:
        unit, _ = self.quiet_company()
        return unit, self.b.entry(unit, "full", self.b.day(2018, 2023))

    def _listed_units(self) -> None:
        holding, entry = self._listed_company()
        unit, place = self.quiet_company()
        self.b.control(unit, holding)
        self.plant(FLAGS, entry, place, "actual_controller")
        # The flagged unit is not listed: nothing goes on from it to its officers.
        officer = self.b.service(unit, self.b.own(), "legal_representative", self.b.day(2012, 2016))
        self.plant(EXTENDS, entry, officer, "legal_representative", "miss", "officer of a flagged unit")
        unit, place = self.quiet_company()
        self.b.world.shares.append(Share(unit, self.b.by_name(holding), 500))
        self.plant(FLAGS, entry, place, None, "miss", "shareholder")

    def _each_other(self) -> None:
        first, entry = self._listed_company()
        second, place = self.quiet_company()
        self.b.control(second, first)
        self.b.control(first, second)
        self.b.world.shares.append(Share(second, self.b.in_full(first, REGISTER), 600))
        self.b.world.shares.append(Share(first, self.b.in_full(second, REGISTER), 550))
        self.plant(FLAGS, entry, place, "actual_controller")
        self.plant(FLAGS, entry, self.b.in_full(first), None, "miss", "the listed unit itself")

    def _shareholders(self) -> None:
        person = self.b.own()
        entry = self.listed_person(person)
        unit, place = self.quiet_company()
        self.b.world.shares.append(Share(unit, self.b.by_name(person), 500))
        self.plant(FLAGS, entry, place, None, "miss", "shareholder")
        unit, place = self.quiet_company()
        self.b.staff(unit, person, "clerk")
        self.plant(FLAGS, entry, place, None, "miss", "title without role")
        unit, place = self.quiet_company()
        self.b.staff(unit, person, "ranked")
        self.plant(FLAGS, entry, place, None, "miss", "title without role")

    def _court_relations(self) -> None:
        person = self.b.own()
        entry = self.listed_person(person)
        unit, place = self.quiet_company()
        self.b.order(unit, person, "legal_representative", self.b.day(2018, 2020))
        self.plant(FLAGS, entry, place, "legal_representative")
        unit, place = self.quiet_company()
        self.b.order(unit, person, "directly_responsible", self.b.day(2018, 2020))
        self.plant(FLAGS, entry, place, "directly_responsible")
        # What the court says in one unit's entry is not used for another entry.
        unit, place = self.quiet_company()
        theirs = self.b.entry(unit, "full", self.b.day(2018, 2023))
        self.b.attached(theirs, person, "legal_representative", "法定代表人")
        self.plant(FLAGS, entry, place, "legal_representative", "miss", "another entry's relation")

    def _vanished(self) -> None:
        if not self.b.world.old_day:
            return
        person = self.b.own()
        entry = self.listed_person(person)
        entry.vanished = True
        assert entry.published + timedelta(days=1) < self.b.world.old_day
        unit, place = self.quiet_company()
        self.b.service(unit, person, "director", self.b.day(2012, 2016))
        self.plant(FLAGS, entry, place, "director")
