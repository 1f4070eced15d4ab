"""Planted cases of offices: which posts at which kinds of unit a listed person may not hold.

One listed person per post and situation holds that post at a unit of every kind, so that each kind
meets each post with few roster entries.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from benchmarks.city.builder import Builder
from benchmarks.city.clauses import DOCUMENTS, Category, Clause
from benchmarks.city.kinds import SORTS, Sort, licensed_unit
from benchmarks.city.planting import OFFICE, Plant, Planter
from benchmarks.city.posts import APPOINTERS, POST_OF_ROLE
from benchmarks.city.ties import register_category
from benchmarks.city.world import Entry, Naming, Person, Unit

# The posts that answer to 高级管理人员 are many; each gets its case.
_SPECIAL_POSTS = {"senior_manager": ("senior_manager", "general_manager", "deputy_general_manager", "finance_head")}
# Posts that some clause does not name wherever it names others.
_OTHERS = ("board_secretary", "party_secretary", "legal_representative", "principal")
_LIKELY_START = (2012, 2016)
_SENT = "国有股权方推荐"

Listed = tuple[Person, Entry]


class OfficesPlanter(Planter):
    """Cases for every office clause, from its own posts and kinds."""

    def __init__(self, builder: Builder) -> None:
        super().__init__(builder)
        self._units: dict[tuple[Sort, str], Unit] = {}
        self._listed: dict[tuple[str, str], Listed] = {}

    def plant_all(self) -> None:
        """Main sorts with every post of a clause that covers them and every near miss; the others with a few."""
        for sort in SORTS:
            clauses = list(_covering(sort.category))
            few = _one_each(clauses)
            for role in self._posts(sort, clauses) if sort.main else (*few, "board_secretary"):
                self._case(sort, role)
            for role in few if sort.main else ():
                self._lapsed(sort, role)
                self._times(sort, role)
                self._withdrawn(sort, role)
                self._namesakes(sort, role)
                self._only_extended(sort, role)
                self._only_a_court(sort, role)
                if any(clause.appointed_only for clause in clauses):
                    self._seats(sort, role)

    def _posts(self, sort: Sort, clauses: list[Clause]) -> list[str]:
        """The posts to meet at a sort; ordinary companies meet every post, for there the kind decides."""
        return _posts_of(list(_covering()) if sort.category == register_category("company") else clauses)

    # -- tools

    def _unit(self, sort: Sort, state: str = "now") -> Unit:
        """One unit per sort and state, shared by the cases: now, ended, future."""
        if (sort, state) not in self._units:
            start = self.b.later() if state == "future" else date(2008, 1, 1)
            end = date(2016, 12, 31) if state == "ended" else None
            self._units[sort, state] = licensed_unit(self.b, sort, start, end)
        return self._units[sort, state]

    def _person(self, role: str, situation: str, show: str = "full", home: str = "detail") -> Listed:
        """The listed person of a post and a situation."""
        if (role, situation) not in self._listed:
            person = self.b.own()
            self._listed[role, situation] = person, self.listed_person(person, show, home)
        return self._listed[role, situation]

    def _holds(self, unit: Unit, role: str, person: Person, appointer: str = _SENT) -> Naming:
        return self.b.service(unit, person, POST_OF_ROLE[role], self.b.day(*_LIKELY_START), None, appointer)

    def _note(
        self,
        unit: Unit,
        sort: Sort,
        listed: Listed,
        role: str,
        outcome: str = "certain",
        reason: str = "",
        *,
        holder: Naming | None = None,
        lapsed: bool = False,
        appointer: str = _SENT,
    ) -> None:
        """Note a case at a unit that is, or (``lapsed``) is not on the day, of the sort."""
        person, entry = listed
        by_type = register_category(unit.form)
        categories = (by_type,) if lapsed or sort.by_form else (by_type, sort.category)
        plant = Plant(
            OFFICE,
            entry,
            holder or self.b.in_full(person),
            role,
            outcome,
            reason,
            categories,
            self.b.in_full(unit),
            sort.category if lapsed else None,
            APPOINTERS[appointer],
        )
        self.plants.append(plant)

    # -- cases

    def _case(self, sort: Sort, role: str) -> None:
        listed = self._person(role, "now")
        self._holds(self._unit(sort), role, listed[0])
        self._note(self._unit(sort), sort, listed, role)

    def _lapsed(self, sort: Sort, role: str) -> None:
        listed = self._person(role, "now")
        for state, reason in () if sort.by_form else (("ended", "kind ended"), ("future", "kind not begun")):
            self._holds(self._unit(sort, state), role, listed[0])
            self._note(self._unit(sort, state), sort, listed, role, reason=reason, lapsed=True)

    def _times(self, sort: Sort, role: str) -> None:
        post, unit = POST_OF_ROLE[role], self._unit(sort)
        for situation, start, end, reason in (
            ("gone", date(2012, 1, 1), date(2016, 12, 30), "ended before"),
            ("future", self.b.later(), None, "not begun"),
        ):
            listed = self._person(role, situation)
            self.b.service(unit, listed[0], post, start, end, _SENT)
            self._note(unit, sort, listed, role, "miss", reason)

    def _withdrawn(self, sort: Sort, role: str) -> None:
        for home in ("csv", "detail"):
            known = (role, f"withdrawn {home}") in self._listed
            listed = self._person(role, f"withdrawn {home}", home=home)
            if not known:
                self.withdrawn(listed[1])
            self._holds(self._unit(sort), role, listed[0])
            self._note(self._unit(sort), sort, listed, role, "miss", "withdrawn")

    def _namesakes(self, sort: Sort, role: str) -> None:
        unit = self._unit(sort)
        key = (role, "namesake")
        if key not in self._listed:
            listed = self.b.own(sex="男")
            self._listed[key] = self.b.person(listed.name, "女"), self.listed_person(listed, "mask11")
        self._holds(unit, role, self._listed[key][0])
        self._note(unit, sort, self._listed[key], role, "miss", "told apart")
        # A masked number that fits the holder's full one: probably the same person.
        masked = self._person(role, "masked", "mask10", "aggregator")
        self._holds(unit, role, masked[0])
        self._note(unit, sort, masked, role, "probable")
        named = self._person(role, "named")
        row = self.b.staff(unit, named[0], POST_OF_ROLE[role], _SENT)
        self._note(unit, sort, named, role, "possible", holder=row)

    def _only_extended(self, sort: Sort, role: str) -> None:
        key = (role, "only extended")
        if key not in self._listed:
            debtor = self.b.unit("company")
            self.b.plain_head(debtor)
            person = self.b.own()
            self.b.service(debtor, person, "legal_representative", self.b.day(*_LIKELY_START))
            self._listed[key] = person, self.b.entry(debtor, "full", self.b.day(2018, 2023))
        self._holds(self._unit(sort), role, self._listed[key][0])
        self._note(self._unit(sort), sort, self._listed[key], role, "miss", "only extended")

    def _only_a_court(self, sort: Sort, role: str) -> None:
        """A court's order against a debtor unit's people gives nobody a post there."""
        if role in ("legal_representative", "principal"):
            listed = self._person(role, "court order")
            self.b.order(self._unit(sort), listed[0], role, self.b.day(2018, 2020))
            self._note(self._unit(sort), sort, listed, role, "miss", "no post")

    def _seats(self, sort: Sort, role: str) -> None:
        for place, appointer in enumerate(APPOINTERS):
            listed = self._person(role, f"seat {place}")
            self._holds(self._unit(sort), role, listed[0], appointer)
            self._note(self._unit(sort), sort, listed, role, appointer=appointer)


def _covering(category: Category | None = None) -> Iterator[Clause]:
    """The office clauses that reach units of a category; all of them if none is given."""
    for document in DOCUMENTS:
        for clause in document.clauses:
            if clause.reach == "office" and (not category or clause.refusal(category) is None):
                yield clause


def _posts_of(clauses: list[Clause]) -> list[str]:
    """Every post that a clause names, as people hold it, and a few that others do not."""
    words = [word for clause in clauses for word in clause.roles if word in POST_OF_ROLE]
    posts = [post for word in words for post in _SPECIAL_POSTS.get(word, (word,))]
    return list(dict.fromkeys((*posts, *_OTHERS)))


def _one_each(clauses: list[Clause]) -> list[str]:
    """Few posts, so that every clause names one."""
    found: list[str] = []
    for clause in clauses:
        if not any(clause.names(role) for role in found):
            found.append(next(word for word in clause.roles if word in POST_OF_ROLE))
    return found
