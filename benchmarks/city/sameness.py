"""Who may be whom: what the rows of two parties of one name prove, in the generator's own reading.

*probable*: both print numbers that agree in every place they share (a person's region, year of birth and last four
are always among them), or both persons stand at one unit. *possible*: the name, and nothing against it. Nothing:
a number, the sex or the year of birth tells them apart, or a third party fits one of them and contradicts the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarks.city.ties import Tie
from benchmarks.city.world import Entry, Naming, Person, SubjectKey

_CHECK_DIGIT = 17


@dataclass(eq=False)
class Known:
    """What all rows of one subject show together."""

    namings: list[Naming] = field(default_factory=list)
    units: set[SubjectKey] = field(default_factory=set)

    @property
    def person(self) -> bool:
        """Whether it is a natural person."""
        return isinstance(self.namings[0].party, Person)

    @property
    def full(self) -> bool:
        """Whether a full number makes the subject."""
        return any(naming.show in ("full", "old15", "org") for naming in self.namings)

    @property
    def places(self) -> frozenset[int]:
        """The places of its number that some row shows; 17 of a person's lead to the last."""
        shown = frozenset[int]().union(*(naming.positions for naming in self.namings))
        return shown | {_CHECK_DIGIT} if self.person and len(shown) == _CHECK_DIGIT else shown

    @property
    def number(self) -> str:
        """The number behind the places."""
        return self.namings[0].party.number

    @property
    def sex(self) -> str | None:
        """The sex, where a row prints it or a number shows it."""
        told = [naming for naming in self.namings if naming.listed_on is not None or 16 in naming.positions]
        return told[0].party.sex if told and isinstance(told[0].party, Person) else None

    @property
    def years(self) -> tuple[int, int] | None:
        """The years of birth that the rows allow: one where a number shows it, three for a printed age."""
        party = self.namings[0].party
        if not isinstance(party, Person):
            return None
        if 6 in self.places:
            return party.born.year, party.born.year
        aged = next((naming for naming in self.namings if naming.listed_on), None)
        if aged is None or aged.listed_on is None:
            return None
        return aged.listed_on.year - aged.age - 1, aged.listed_on.year - aged.age + 1


class Sameness:
    """All parties of a world under the names that rows give them."""

    def __init__(self, entries: Iterable[Entry], ties: Iterable[Tie]) -> None:
        self._known: dict[SubjectKey, Known] = defaultdict(Known)
        self._named: dict[tuple[str, str], dict[SubjectKey, None]] = defaultdict(dict)
        self._listed: set[SubjectKey] = set()
        for entry in entries:
            self._add(entry.party, listed=True)
        for tie in ties:
            self._add(tie.holder, listed=tie.entry is not None)
            self._add(tie.unit, listed=False)
            if not tie.computed:
                self._known[tie.holder.subject].units.add(tie.unit.subject)

    def _add(self, naming: Naming, *, listed: bool) -> None:
        self._known[naming.subject].namings.append(naming)
        self._named[naming.party.kind, naming.name][naming.subject] = None
        if listed:
            self._listed.add(naming.subject)

    def others(self, naming: Naming) -> Iterable[tuple[SubjectKey, str]]:
        """Every other subject of the name that may be the listed party, with how sure that is."""
        own = naming.subject
        for subject in self._named[naming.party.kind, naming.name]:
            if subject != own and (tier := self._settled(own, subject, naming)):
                yield subject, tier

    def fellows(self, naming: Naming) -> Iterable[Naming]:
        """Every other party that is probably the one that a row names, as the row that shows most names it."""
        own = naming.subject
        for subject in self._named[naming.party.kind, naming.name]:
            linked = own in self._listed or subject in self._listed
            if subject != own and linked and self._settled(own, subject, naming) == "probable":
                yield max(self._known[subject].namings, key=lambda row: len(row.positions))

    def _settled(self, one: SubjectKey, other: SubjectKey, naming: Naming) -> str:
        tier = self._tier(one, other)
        if tier == "probable" and (self._stranger(one, other, naming) or self._stranger(other, one, naming)):
            return ""
        return tier

    def _stranger(self, middle: SubjectKey, one: SubjectKey, naming: Naming) -> bool:
        """Whether the middle fits another party that is surely not ``one``."""
        return any(
            other not in (middle, one)
            and (other in self._listed or middle in self._listed)
            and self._tier(middle, other) == "probable"
            and self._told_apart(one, other)
            for other in self._named[naming.party.kind, naming.name]
        )

    def _tier(self, one: SubjectKey, other: SubjectKey) -> str:
        if self._told_apart(one, other):
            return ""
        left, right = self._known[one], self._known[other]
        if left.places & right.places or (left.person and left.units & right.units):
            return "probable"
        return "possible"

    def _told_apart(self, one: SubjectKey, other: SubjectKey) -> bool:
        left, right = self._known[one], self._known[other]
        if left.full and right.full:
            return True
        if any(left.number[place] != right.number[place] for place in left.places & right.places):
            return True
        if left.sex and right.sex and left.sex != right.sex:
            return True
        first, second = left.years, right.years
        return bool(first and second and (first[1] < second[0] or second[1] < first[0]))
