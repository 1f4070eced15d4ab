"""The city's ordinary debtors: which units and persons the roster lists, how, and until when."""

from __future__ import annotations

from datetime import timedelta

from benchmarks.city.builder import Builder
from benchmarks.city.world import Entry, Person, Unit

_LISTED_UNITS = 0.035
_LISTED_PERSONS = 0.012


class Debtors:
    """Roster entries outside the planted cases; ``officials`` have a full number in some list of posts."""

    def __init__(self, builder: Builder, units: list[Unit], people: list[Person], officials: list[Person]) -> None:
        self.b = builder
        self._rng = builder.rng
        self._units, self._people, self._officials = units, people, officials

    def make_lists(self) -> None:
        """Entries of units, then of persons."""
        self._units_listed()
        self._persons_listed()

    def _units_listed(self) -> None:
        count = max(1, round(len(self._units) * _LISTED_UNITS))
        for unit in self._rng.sample(self._units, min(count, len(self._units))):
            for _ in range(self._rng.choices([1, 2, 3], [80, 15, 5])[0]):
                self._list_unit(unit)

    def _list_unit(self, unit: Unit) -> None:
        home = self._rng.choices(["detail", "aggregator", "csv"], [70, 15, 15])[0]
        show = self._rng.choices(["full", "org", "mask11", "none"], [60, 22, 12, 6])[0]
        entry = self.b.entry(unit, show, self.b.day(2014, 2026), home)
        entry.public = self._rng.random() > 0.03
        heads = [self._rng.choice(self._people) for _ in range(self._rng.choices([0, 1, 2], [10, 75, 15])[0])]
        entry.head = heads[0].name if heads else "无"
        if home == "detail":
            taken: set[str] = set()
            for person in heads:
                if person.name not in taken:
                    taken.add(person.name)
                    role, word = self._court_word()
                    self.b.attached(entry, person, role, word, self._rng.choice(["mask10", "mask11", "none", "full"]))
        if self._rng.random() < 0.35 and unit.form == "company":
            lifted = self.b.today - timedelta(days=self._rng.randrange(200)) if self._rng.random() < 0.2 else None
            role = self._rng.choice(["legal_representative", "directly_responsible", "actual_controller"])
            day = min(entry.published, self.b.today - timedelta(days=210))
            self.b.order(unit, self._rng.choice(self._people), role, day, lifted)
        if not entry.people:
            self._maybe_end(entry)

    def _court_word(self) -> tuple[str, str]:
        return self._rng.choices(
            [
                ("legal_representative", "法定代表人"),
                ("principal", "负责人"),
                ("actual_controller", "实际控制人"),
                ("directly_responsible", "直接责任人员"),
            ],
            [80, 8, 6, 6],
        )[0]

    def _persons_listed(self) -> None:
        count = max(1, round(len(self._people) * _LISTED_PERSONS))
        for _ in range(count):
            pool = self._officials if self._officials and self._rng.random() < 0.4 else self._people
            person = self._rng.choice(pool)
            for _ in range(self._rng.choices([1, 2], [85, 15])[0]):
                home = self._rng.choices(["detail", "aggregator", "csv"], [60, 20, 20])[0]
                show = self._rng.choices(["full", "mask10", "mask11"], [45, 35, 20])[0]
                if show == "full" and person.born.year < 1980 and self._rng.random() < 0.15:
                    show = "old15"
                entry = self.b.entry(person, show, self.b.day(2014, 2026), home)
                entry.public = self._rng.random() > 0.03
                self._maybe_end(entry)

    def _maybe_end(self, entry: Entry) -> None:
        """Withdrawn in the csv, removed by a notice, or simply missing from the newer roster."""
        if entry.home == "csv" and self._rng.random() < 0.35:
            rest = max(2, (self.b.today - entry.published).days)
            entry.withdrawn = entry.published + timedelta(days=self._rng.randint(1, rest))
        old_day = self.b.world.old_day
        if entry.home != "detail" or old_day is None or entry.published >= old_day:
            return
        draw = self._rng.random()
        if draw < 0.15:
            entry.removed = old_day + timedelta(days=self._rng.randint(1, (self.b.today - old_day).days))
        elif draw < 0.2:
            entry.vanished = True
