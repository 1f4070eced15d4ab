"""A whole invented city: its parties and records, its files, and what must be found in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from random import Random

from benchmarks.city.builder import REGISTER, ROSTERS, SUPPLEMENT, Builder
from benchmarks.city.growth import Growth
from benchmarks.city.plant_control import ControlPlanter
from benchmarks.city.plant_extends import ExtendsPlanter
from benchmarks.city.plant_flags import FlagsPlanter
from benchmarks.city.plant_hops import HopsPlanter
from benchmarks.city.plant_identity import IdentityPlanter
from benchmarks.city.plant_offices import OfficesPlanter
from benchmarks.city.planting import CityError, Plant, check
from benchmarks.city.register_book import RegisterBook
from benchmarks.city.roster_files import RosterWriter
from benchmarks.city.rows import Row
from benchmarks.city.scopes import list_again_in_scope
from benchmarks.city.sheets import Book, FileSet, Hand, RosterFile
from benchmarks.city.supplement_book import supplement_book
from benchmarks.city.truth import Truth
from benchmarks.city.world import World

DEFAULT_DAY = date(2026, 6, 30)
_EARLIEST_DAY = date(2025, 6, 30)  # planted entries reach up to the end of 2024


@dataclass(eq=False)
class City:
    """The city of a seed. ``file_sets`` come in the order in which they must be loaded."""

    seed: int
    world: World
    plants: list[Plant]

    @property
    def today(self) -> date:
        """The city's own day."""
        return self.world.today

    @cached_property
    def truth(self) -> Truth:
        """All hits, on any day."""
        return Truth(self.world)

    @cached_property
    def planted(self) -> dict[str, dict[str, int]]:
        """Counts of planted hits and near misses per part; raises when the truth disagrees with a plant."""
        return check(self.plants, self.truth, self.today)

    @cached_property
    def file_sets(self) -> list[FileSet]:
        """The files as tables."""
        return [*self._registers(), *self._rosters(), self._supplement()]

    def _registers(self) -> list[FileSet]:
        sets = []
        for day in filter(None, (self.world.old_day, self.world.today)):
            stem = "register" if day == self.world.today else f"register_{day.year}"
            book = RegisterBook(self.world, day, Hand(f"{self.seed}/{stem}")).book(stem)
            sets.append(FileSet(REGISTER, "register", day, True, book))
        return sets

    def _rosters(self) -> list[FileSet]:
        today, old_day = self.world.today, self.world.old_day
        sets = []
        if old_day:
            older = self._writer("older").older(f"roster_{old_day.year}.json")
            sets.append(self._roster(older, old_day, True))
        sets.append(self._roster(self._writer("newer").newer("roster.json"), today, True))
        sets.append(self._roster(self._writer("aggregator").aggregator("roster_aggregator.json"), today, False))
        sets.append(self._roster(self._writer("table").table("roster.csv"), today, False))
        return sets

    def _roster(self, file: RosterFile, day: date, complete: bool) -> FileSet:
        return FileSet(ROSTERS[file.shape], "roster", day, complete, file)

    def _writer(self, name: str) -> RosterWriter:
        return RosterWriter(self.world, Hand(f"{self.seed}/roster/{name}"))

    def _supplement(self) -> FileSet:
        book: Book = supplement_book(self.world, Hand(f"{self.seed}/supplement"))
        return FileSet(SUPPLEMENT, "supplement", self.world.today, False, book)


def build_city(seed: int, units: int, today: date = DEFAULT_DAY, snapshots: int = 2) -> City:
    """The city of a seed with at least ``units`` units; ``snapshots`` is 1 or 2 (an older register and roster)."""
    if today < _EARLIEST_DAY:
        raise CityError(f"the city's day must be {_EARLIEST_DAY} or later, not {today}")
    builder = Builder(Random(f"city/{seed}"), today, snapshots)
    kinds = (ExtendsPlanter, FlagsPlanter, OfficesPlanter, HopsPlanter, IdentityPlanter, ControlPlanter)
    planters = [kind(builder) for kind in kinds]
    for planter in planters:
        planter.plant_all()
    plants = list_again_in_scope(builder, [plant for planter in planters for plant in planter.plants])
    planted = len(builder.world.units)
    if units < planted + 20:
        raise CityError(f"a city needs at least {planted + 20} units to hold every planted case, not {units}")
    Growth(builder).grow(units)
    city = City(seed, builder.world, plants)
    if not city.planted:
        raise CityError("no clause was planted")
    return city


def truth_rows(city: City, day: date | None = None) -> list[Row]:
    """The findings that must come out on a day (the city's own by default): those that hold or may hold."""
    return city.truth.rows(day or city.today)
