"""What the city's records say in terms of the law: who holds which role where, and for which days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.city import days
from benchmarks.city.builder import REGISTER
from benchmarks.city.clauses import Category
from benchmarks.city.control import Ownership, controllers, standing, state_classes
from benchmarks.city.posts import APPOINTERS, roles_of
from benchmarks.city.world import Change, Entry, Head, Naming, SubjectKey, Unit, World

_HEAD_ROLES: dict[str, tuple[str, ...]] = {
    "partnership": ("principal", "actual_controller"),
    "sole": ("principal", "actual_controller"),
    "individual": ("principal", "actual_controller"),
    "branch": ("principal",),
}
_BUSINESS = ("company", "joint_stock", "partnership", "sole", "individual", "cooperative", "branch")


@dataclass(eq=False)
class Tie:
    """A role at a unit. ``entry`` is set where it counts for one roster entry only.

    ``by_court``: a court says it of a debtor (名单, 限制消费令); that is no post held there. ``computed``: no row
    says it, it follows from shares.
    """

    holder: Naming
    unit: Naming
    role: str
    certainty: str
    span: days.Span
    appointed: str = "unknown"
    entry: Entry | None = None
    by_court: bool = False
    computed: bool = False


@dataclass(eq=False)
class Belonging:
    """A unit belongs to a kind."""

    unit: Naming
    category: Category
    span: days.Span
    certainty: str = "certain"


class Reader:
    """Turns records into ties and belongings."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._registered = {unit.serial: Naming(unit, "full", REGISTER) for unit in world.units}

    def ties(self) -> Iterator[Tie]:
        """Every role that any row gives."""
        yield from self._register_ties()
        yield from self._supplement_ties()
        for entry in self._world.entries:
            for person, role, _ in entry.people:
                span = days.standing(entry.published)
                yield Tie(person, entry.party, role, "certain", span, entry=entry, by_court=True)

    def belongings(self) -> Iterator[Belonging]:
        """Every unit kind, from the register type and from declarations."""
        for unit in self._world.units:
            span = days.standing(self._first_day("both"))
            yield Belonging(self._registered[unit.serial], register_category(unit.form), span)
        for row in self._world.kinds:
            yield Belonging(row.unit, row.category, self._printed(row.start, row.end))

    def computed(self, ties: Iterable[Tie]) -> tuple[list[Tie], list[Belonging]]:
        """What follows from the shares of the city's day: controllers, and classes of state-owned units."""
        own = Ownership(self._world)
        span = days.standing(self._world.today)
        named = {tie.unit.subject for tie in ties if tie.role == "actual_controller" and standing(tie.span, own)}
        told: dict[SubjectKey, set[str]] = defaultdict(set)
        for one in self.belongings():
            if days.state(one.span, self._world.today) == "yes":
                told[one.unit.subject].add(one.category.kind)
        controls = [
            Tie(holder, unit, "actual_controller", "probable", span, computed=True)
            for holder, unit in controllers(own, named)
        ]
        classes = [
            Belonging(own.naming[unit], category, span, "probable")
            for unit, category in state_classes(own, told).items()
            if not any(kind.startswith("soe") for kind in told[unit])
        ]
        return controls, classes

    def listed_span(self, entry: Entry) -> days.Span:
        """The days on which an entry stands, as far as the files tell."""
        end = entry.withdrawn or entry.removed
        span = days.dated(entry.published, end)
        if entry.vanished and self._world.old_day:
            after = self._world.old_day.toordinal() + 1
            return span[0], span[1], after, days.NEVER_ENDS
        return span

    def _register_ties(self) -> Iterator[Tie]:
        for head in self._world.heads:
            yield from self._head_ties(head)
        for staff in self._world.staff:
            place, span = self._registered[staff.unit.serial], self._seen(staff.seen)
            for role, certainty in roles_of(staff.post, staff.unit.form):
                yield Tie(staff.person, place, role, certainty, span, APPOINTERS[staff.appointer])
        for change in self._world.changes:
            yield from self._former_ties(change)

    def _head_ties(self, head: Head) -> Iterator[Tie]:
        place, span = self._registered[head.unit.serial], self._seen(head.seen)
        for role in _HEAD_ROLES.get(head.unit.form, ("legal_representative",)):
            yield Tie(head.holder, place, role, "certain", span)
        if head.delegate:
            yield Tie(head.delegate, place, "principal", "certain", span)

    def _former_ties(self, change: Change) -> Iterator[Tie]:
        place = self._registered[change.unit.serial]
        end = change.day.toordinal()
        span = (days.NEVER_BEGAN, end - 1, end, end)
        staying = {naming.name for naming, _, _ in change.after}
        for person, post, _ in change.before:
            if person.name in staying:
                continue
            roles = [("legal_representative", "certain")] if change.about_head else roles_of(post, change.unit.form)
            for role, certainty in roles:
                yield Tie(person, place, role, certainty, span)

    def _supplement_ties(self) -> Iterator[Tie]:
        for row in self._world.services:
            assert isinstance(row.unit.party, Unit)
            span = self._printed(row.start, row.end)
            for role, certainty in roles_of(row.post, row.unit.party.form):
                yield Tie(row.person, row.unit, role, certainty, span, APPOINTERS[row.appointer])
        for control in self._world.controls:
            span = self._printed(control.start, control.end)
            yield Tie(control.holder, control.unit, "actual_controller", "certain", span)
        for order in self._world.orders:
            span = days.dated(order.day, order.lifted)
            yield Tie(order.person, order.unit, order.role, "certain", span, by_court=True)

    def _printed(self, start: date | None, last: date | None) -> days.Span:
        since = days.dated(start) if start else days.standing(self._world.today)
        until = (last + timedelta(days=1)).toordinal() if last else days.NEVER_ENDS
        return since[0], since[1], until, until

    def _first_day(self, seen: str) -> date:
        return self._world.old_day if self._world.old_day and seen != "new" else self._world.today

    def _seen(self, seen: str) -> days.Span:
        span = days.standing(self._first_day(seen))
        if seen != "old" or self._world.old_day is None:
            return span
        return span[0], span[1], self._world.old_day.toordinal() + 1, self._world.today.toordinal()


def register_category(form: str) -> Category:
    """What the register type alone makes of a unit."""
    if form == "institution":
        return Category("institution", "事业单位")
    if form in ("social", "civil"):
        return Category("social_organization", "社会组织")
    assert form in _BUSINESS
    return Category("production_business_unit", "企业")
