"""Who controls whom by shares, and which units are the state's, worked out slowly from the city's own records.

A holder controls a unit when its shares and those of everything it controls exceed one half. Only the outside holder
at the top counts, and only where no row names an actual controller and no office has the say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from fractions import Fraction

from benchmarks.city import days
from benchmarks.city.builder import REGISTER
from benchmarks.city.clauses import Category
from benchmarks.city.world import Naming, Person, SubjectKey, Unit, World

_HEADED = ("partnership", "sole", "individual")
_HALF, _WHOLE = Fraction(1, 2), Fraction(1)
Shares = dict[SubjectKey, dict[SubjectKey, Fraction | None]]  # unit -> holder -> share, None where blank


class Ownership:
    """The shares that stand on the city's day, by unit and by holder."""

    def __init__(self, world: World) -> None:
        self.today = world.today
        self.into: Shares = defaultdict(dict)
        self.out: dict[SubjectKey, set[SubjectKey]] = defaultdict(set)
        self.naming: dict[SubjectKey, Naming] = {}
        self.form = {self._unit(unit).subject: unit.form for unit in world.units}
        rows: dict[tuple[SubjectKey, str, str], Naming] = {}
        for row in world.shares:
            if row.left is None or row.left > world.today:
                self._add(row.unit, self._holder(rows, row.unit, row.holder), row.per_mille)

    def _unit(self, unit: Unit) -> Naming:
        naming = Naming(unit, "full", REGISTER)
        self.naming.setdefault(naming.subject, naming)
        return naming

    def _holder(self, rows: dict[tuple[SubjectKey, str, str], Naming], unit: Unit, holder: Naming) -> Naming:
        """Rows of one unit that name a person in every way alike are one."""
        if not isinstance(holder.party, Person) or holder.show == "full":
            return holder
        return rows.setdefault((self._unit(unit).subject, holder.name, holder.printed_number), holder)

    def _add(self, unit: Unit, holder: Naming, per_mille: int | None) -> None:
        at, who = self._unit(unit).subject, holder.subject
        self.naming.setdefault(who, holder)
        share = None if per_mille is None else Fraction(per_mille, 1000)
        known = self.into[at].get(who)
        self.into[at][who] = share if known is None else known + (share or 0)
        self.out[who].add(at)

    def least(self, unit: SubjectKey, holders: Container[SubjectKey]) -> Fraction:
        """What some holders have of a unit for sure, as a part of whatever is named."""
        into = self.into[unit]
        named = sum((share or Fraction(0) for share in into.values()), Fraction(0))
        ours = sum((share or Fraction(0) for holder, share in into.items() if holder in holders), Fraction(0))
        return ours / max(_WHOLE, named)

    def family(self, source: Iterable[SubjectKey], part: Fraction, *, reached: bool = False) -> set[SubjectKey]:
        """Everything in which a source and all it has passes a part, by trying again until nothing changes."""
        own = set(source)
        found = set(own)
        todo = set(own)
        while todo:
            near = {unit for one in todo for unit in self.out[one]} - found
            shares = {unit: self.least(unit, found) for unit in near if self._may_belong(unit)}
            todo = {unit for unit, share in shares.items() if share > part or (reached and share >= part)}
            found |= todo
        return found - own

    def _may_belong(self, unit: SubjectKey) -> bool:
        return self.form.get(unit) not in _HEADED


def controllers(own: Ownership, named: set[SubjectKey]) -> Iterator[tuple[Naming, Naming]]:
    """Holder and unit of every computed control; ``named`` are the units whose controller some row names."""
    strong = [who for who, units in own.out.items() if any(own.least(unit, (who,)) > _HALF for unit in units)]
    family = {who: own.family((who,), _HALF) for who in strong}
    above: dict[SubjectKey, set[SubjectKey]] = defaultdict(set)
    for who, units in family.items():
        for unit in units:
            above[unit].add(who)
    for unit, several in sorted(above.items()):  # sets come in another order in every process
        if unit in named or own.form.get(unit) in (*_HEADED, "branch"):
            continue
        tops = [who for who in several if not above.get(who) and not _circular(own, who, family)]
        if len(tops) == 1 and tops[0] != unit:
            yield own.naming[tops[0]], own.naming[unit]


def _circular(own: Ownership, who: SubjectKey, family: dict[SubjectKey, set[SubjectKey]]) -> bool:
    return own.least(who, {who, *family[who]}) > _HALF


def state_classes(own: Ownership, told: dict[SubjectKey, set[str]]) -> dict[SubjectKey, Category]:
    """The class of every unit that the ladder proves; ``told`` are the kinds that rows give units on the day."""
    bodies = {unit for unit, kinds in told.items() if kinds & {"soe_wholly_state_owned", "institution"}}
    loose = {"soe_state_controlled", "soe_district_supervised", "soe_unspecified"}
    first = bodies | {unit for unit in own.family(bodies, _WHOLE, reached=True) if _on_ladder(own, unit)}
    second = {unit for unit in _held_by(own, first) - first if _on_ladder(own, unit) and _leads(own, unit, first)}
    third = {unit for lead in (first - bodies) | second for unit in own.family((lead,), _HALF)} - first - second
    dominated = {unit for unit, kinds in told.items() if kinds & loose} - first
    state = first | second | third | dominated
    part = {unit for unit in _held_by(own, state) - state if _on_ladder(own, unit) and _has_some(own, unit, state)}
    found = dict.fromkeys(sorted(first - bodies), Category("soe_wholly_state_owned", "国有独资公司"))
    found |= dict.fromkeys(sorted((second | third) - first), Category("soe_state_controlled", "国有资本控股公司"))
    return found | dict.fromkeys(sorted(part), Category("soe_state_participated", "国有资本参股公司"))


def _on_ladder(own: Ownership, unit: SubjectKey) -> bool:
    return own.form.get(unit) != "partnership"


def _held_by(own: Ownership, holders: Iterable[SubjectKey]) -> set[SubjectKey]:
    return {unit for holder in holders for unit in own.out[holder]}


def _has_some(own: Ownership, unit: SubjectKey, holders: set[SubjectKey]) -> bool:
    return any(own.into[unit].get(holder) for holder in holders)


def _leads(own: Ownership, unit: SubjectKey, state: set[SubjectKey]) -> bool:
    """More than half together, and nobody else, named or not, can have more than the largest of them."""
    if own.least(unit, state) <= _HALF:
        return False
    named = sum((share or Fraction(0) for share in own.into[unit].values()), Fraction(0))
    free = max(Fraction(0), 1 - named)
    largest = max(share or Fraction(0) for who, share in own.into[unit].items() if who in state)
    others = [free if share is None else share for who, share in own.into[unit].items() if who not in state]
    return largest >= max([free, *others])


def standing(span: days.Span, own: Ownership) -> bool:
    """Whether a stretch of days stands, or may stand, on the city's day."""
    return days.state(span, own.today) != "no"
