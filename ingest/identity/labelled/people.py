"""The people of a labelled city: names drawn from a disturbed table, namesakes who are alike, invented numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from ingest.identity.labelled.spec import CitySpec
from ingest.identity.name_table import NameTable, split_name

# Two digits that no province bears: none of these people can have a real number.
_PROVINCES = tuple(
    "16 17 18 19 20 24 25 26 27 28 29 38 39 47 48 49 55 56 57 58 59 66 67 68 69 72 73 74 75 76 77".split()
)
_PREFECTURES, _COUNTIES = 11, 9
_COUNTY_CODES = tuple(
    f"{province}{prefecture:02d}{county:02d}"
    for province in _PROVINCES
    for prefecture in range(1, _PREFECTURES + 1)
    for county in range(1, _COUNTIES + 1)
)
_FASHIONABLE = 1000
_FIRST_YEAR, _LAST_YEAR = 1938, 2003
_MIDDLE, _MIDDLE_SPREAD = 1974.0, 9.0  # years of birth of the names' own middles

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_COUNTY_SUMS = np.array(
    [sum(int(sign) * weight for sign, weight in zip(code, (7, 9, 10, 5, 8, 4), strict=True)) for code in _COUNTY_CODES]
)


@dataclass(frozen=True, slots=True)
class Human:
    """A person; ``number`` has 18 characters."""

    serial: int
    name: str
    male: bool
    born: date
    number: str


@dataclass(frozen=True, slots=True)
class Bearers:
    """Drawn people of one name as columns of one length; ``serial`` is the number of the first."""

    name: str
    serial: int
    male: NDArray[np.bool_]
    county: Ints
    year: Ints
    month: Ints
    day: Ints
    sequence: Ints

    def check_places(self) -> list[str]:
        """The check digit of everybody."""
        total = _COUNTY_SUMS[self.county]
        for value, weights in (
            (self.year, (2, 1, 6, 3)),
            (self.month, (7, 9)),
            (self.day, (10, 5)),
            (self.sequence, (8, 4, 2)),
        ):
            for place, weight in enumerate(reversed(weights)):
                total = total + value // 10**place % 10 * weight
        return ["10X98765432"[rest] for rest in (total % 11).tolist()]

    def tails(self) -> list[str]:
        """The last four places of everybody's number."""
        return [
            f"{number:03d}{check}" for number, check in zip(self.sequence.tolist(), self.check_places(), strict=True)
        ]

    def human(self, row: int, tail: str | None = None) -> Human:
        """One of them."""
        born = date(int(self.year[row]), int(self.month[row]), int(self.day[row]))
        front = f"{_COUNTY_CODES[self.county[row]]}{born.year}{born.month:02d}{born.day:02d}"
        return Human(self.serial + row, self.name, bool(self.male[row]), born, front + (tail or self.tails()[row]))


class _Choice:
    """Draws keys by weight; weights are disturbed by a log-normal noise."""

    def __init__(self, shares: Mapping[str, float], noise: float, rng: np.random.Generator) -> None:
        self.keys = list(shares)
        weights = np.array(list(shares.values())) * np.exp(noise * rng.standard_normal(len(shares)))
        self.weights = weights / weights.sum()
        self.share: dict[str, float] = dict(zip(self.keys, self.weights.tolist(), strict=True))

    def draw(self, count: int, rng: np.random.Generator) -> list[str]:
        return [self.keys[at] for at in rng.choice(len(self.keys), count, p=self.weights)]


class People:
    """Draws people of one city. The same spec gives the same people."""

    def __init__(self, spec: CitySpec) -> None:
        self.spec = spec
        self.rng = np.random.default_rng(spec.seed)
        table = NameTable.load(mainland_part=spec.mainland_part)
        self._single_share = table.model.single_share
        self._surnames = _Choice(table.surnames, spec.name_noise, self.rng)
        self._given = {slot: _Choice(shares, spec.name_noise, self.rng) for slot, shares in table.given.items()}
        self._fashion = self._fashionable()
        weights = self.rng.lognormal(0.0, 0.8, len(_COUNTY_CODES))
        self._county_ends: Floats = np.cumsum(weights / weights.sum())
        self._serial = 0

    def names(self, count: int) -> list[str]:
        """Names as the city's people bear them."""
        plain = self._plain_names(count)
        trendy = self._fashion.draw(count, self.rng)
        return [new if self.rng.random() < self.spec.fashion else old for old, new in zip(plain, trendy, strict=True)]

    def share(self, name: str) -> float:
        """The true share of a name in this city."""
        fashionable: float = self._fashion.share.get(name, 0.0)
        return (1 - self.spec.fashion) * self._plain_share(name) + self.spec.fashion * fashionable

    def _plain_share(self, name: str) -> float:
        surname, given = split_name(name)
        slots = ("single",) if len(given) == 1 else ("first", "second")
        part: float = self._single_share if len(given) == 1 else 1 - self._single_share
        for slot, sign in zip(slots, given, strict=True):
            part *= self._given[slot].share.get(sign, 0.0)
        return self._surnames.share.get(surname, 0.0) * part

    def namesakes(self, name: str) -> int:
        """How many others of the name stand on the roster."""
        return int(self.rng.poisson(self.share(name) * self.spec.base))

    def bearers(self, name: str, count: int) -> Bearers:
        """People of one name: alike in age, sex and home as far as the spec says."""
        middle, male, home = _habits(name, self.spec.seed)
        years = np.clip(np.rint(self.rng.normal(middle, self.spec.year_spread, count)), _FIRST_YEAR, _LAST_YEAR)
        males = self.rng.random(count) < (self.spec.sex_purity if male else 1 - self.spec.sex_purity)
        steps = np.minimum(self.rng.exponential(90, count).astype(int), 498)
        first = self._serial + 1
        self._serial += count
        return Bearers(
            name,
            first,
            male=males,
            county=self._counties_of(count, home),
            year=years.astype(int),
            month=self.rng.integers(1, 13, count),
            day=self.rng.integers(1, 29, count),
            sequence=2 * steps + np.where(males, 1, 2),
        )

    def others(self, count: int) -> list[Human]:
        """People with names of their own drawing."""
        return [self.bearers(name, 1).human(0) for name in self.names(count)]

    def _plain_names(self, count: int) -> list[str]:
        surnames = self._surnames.draw(count, self.rng)
        parts = {slot: choice.draw(count, self.rng) for slot, choice in self._given.items()}
        single = self.rng.random(count) < self._single_share
        return [
            surname + (one if alone else first + second)
            for surname, one, first, second, alone in zip(
                surnames, parts["single"], parts["first"], parts["second"], single, strict=True
            )
        ]

    def _fashionable(self) -> _Choice:
        """Full names that are more popular than their characters tell."""
        names = sorted(set(self._plain_names(_FASHIONABLE)))
        return _Choice(dict.fromkeys(names, 1.0), self.spec.name_noise, self.rng)

    def _counties_of(self, count: int, home: float) -> Ints:
        drawn = np.searchsorted(self._county_ends, self.rng.random(count))
        anywhere = np.minimum(drawn, len(_COUNTY_CODES) - 1)
        first = int(home * len(_PROVINCES) * _PREFECTURES) * _COUNTIES
        at_home = first + self.rng.integers(0, _COUNTIES, count)
        stays = self.rng.random(count) < self.spec.home_share
        return np.where(stays, at_home, anywhere)


def _habits(name: str, seed: int) -> tuple[float, bool, float]:
    """Of a name: the middle of its years of birth, its usual sex, its home as a part of the list of prefectures."""
    raw = blake2b(f"{seed}|{name}".encode(), digest_size=12).digest()
    one, two, three = (int.from_bytes(raw[at : at + 4], "big") / 2**32 for at in (0, 4, 8))
    return _MIDDLE + _MIDDLE_SPREAD * (one + two - 1) * 2.4, two < 0.6, three
