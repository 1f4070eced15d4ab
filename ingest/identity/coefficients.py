"""The numbers behind the weight, as readable JSON: what is assumed from outside, what was learned, and how it fits.

``m`` is how often a feature agrees for one person, learned from labelled pairs. ``u`` is how often it agrees for
two people of one name: exact from the form of the numbers or assumed from outside, on the cautious side, since
namesakes are alike in sex, age and region more often than strangers.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ingest.identity.name_table import DATA, ROSTER_BASE

FILE = DATA / "coefficients.json"

# Share of one-in-n: how often another person of the name shows the same sign, place by place of a number.
_REGION_PLACES = (0.20, 0.25, 0.25, 0.28, 0.42, 0.45)  # province 1/20, prefecture 1/285, county 1/1500
_SEQUENCE_PLACES = (0.16, 0.11, 0.17)  # low numbers are given first; the last place carries the sex
_CHECK_PLACE = 1 / 11


@dataclass(frozen=True, slots=True)
class Learned:
    """``m`` probabilities from labelled pairs, and the calibration of the summed weight.

    ``knots`` are pairs (weight in bits, probability), both rising; between two knots the line holds, beyond the
    ends the end. No knots: the weight is taken as log-odds as it stands.
    """

    name_same: float = 0.985
    name_former: float = 0.005
    name_variant: float = 0.008
    number_agrees: float = 0.98
    number_near_miss: float = 0.008
    sex_agrees: float = 0.995
    birth_agrees: float = 0.96
    birth_near: float = 0.02
    region_agrees: float = 0.75
    knots: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Assumed:
    """What comes from outside: the base, how many applicants stand on the roster, and ``u`` probabilities."""

    base: int = ROSTER_BASE
    listed_share: float = 0.007
    region_places: tuple[float, ...] = _REGION_PLACES
    sequence_places: tuple[float, ...] = _SEQUENCE_PLACES
    check_place: float = _CHECK_PLACE
    sex: float = 0.85
    year_likeness: float = 1.5  # namesakes are of one generation more often than strangers
    birth_mode: int = 1975  # year of birth of the middle of the roster
    birth_spread: float = 12.0  # its standard deviation, in years
    unit_agrees: float = 0.4  # m: of two rows of one person that both name a unit, how often it is the same
    unit: float = 3e-8  # some ten officers of one unit among the grown-ups of the country
    unit_region: float = 0.2  # a printed division may be a residence or a court's


@dataclass(frozen=True, slots=True)
class Coefficients:
    """All numbers of the model."""

    learned: Learned = Learned()
    assumed: Assumed = Assumed()

    def year_share(self, year: int) -> float:
        """How often a namesake on the roster was born in a year: a bell with a floor, times the likeness."""
        spread = self.assumed.birth_spread
        bell = math.exp(-(((year - self.assumed.birth_mode) / spread) ** 2) / 2) / (spread * math.sqrt(2 * math.pi))
        return min(1.0, self.assumed.year_likeness * max(bell, 0.003))

    def to_json(self) -> dict[str, Mapping[str, object]]:
        """Plain values."""
        return {"learned": asdict(self.learned), "assumed": asdict(self.assumed)}


def read_coefficients(path: Path = FILE) -> Coefficients:
    """The committed coefficients."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    assumed: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in stored["assumed"].items()
    }
    knots = tuple((weight, probability) for weight, probability in stored["learned"].pop("knots"))
    return Coefficients(Learned(**stored["learned"], knots=knots), Assumed(**assumed))


@cache
def coefficients() -> Coefficients:
    """The committed coefficients, read once."""
    return read_coefficients()
