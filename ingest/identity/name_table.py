"""How common a name is, from an outside table of surnames and given-name characters.

A name's share is surname × given part; a two-character given part is the product of its characters by
place, times a lift, because popular names are more popular than their characters alone tell. The constants
are fitted to published counts (``build_names``). Shares are of people, between 0 and 1.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from ingest.names import name_key

DATA = Path(__file__).parent / "data"
ROSTER_BASE = 7_000_000  # natural persons on the national roster: the default base of comparison

_COMPOUND = frozenset(
    "欧阳 上官 司马 司徒 诸葛 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 夏侯 东方 端木 南宫 独孤 轩辕 澹台 公冶 宗政 濮阳 "
    "淳于 单于 太叔 申屠 仲孙 钟离 闾丘 鲜于 呼延 百里 东郭 西门 第五 拓跋 完颜 纳兰 赫连 范姜 张简".split()
)
_MAINLAND_PART = 0.85  # of the blend; Taiwan's lists fill gaps, its fashions differ
_FOREIGN_SHARE = 5e-6  # names with a dot and other long forms: bounded from above, so never over-trusted
_FLOOR = 2e-8  # some thirty bearers in the country: no name is taken for unique
_SURNAME_FLOOR = 1e-5
_CHARACTER_FLOOR = 2e-5
_REMEMBERED = 200_000  # names kept with their share, so that memory stays bounded
_SLOTS = ("first", "second", "single")


@dataclass(frozen=True, slots=True)
class NameModel:
    """Two constants: the share of people with a one-character given name, the lift of two-character ones.

    ``published`` holds shares that were counted and published; the table never says less.
    """

    single_share: float = 0.2
    pair_lift: float = 1.5
    published: Mapping[str, float] = field(default_factory=dict)


@lru_cache(maxsize=65536)
def split_name(name: str) -> tuple[str, str]:
    """Surname and given part; a compound surname is known from a closed list."""
    size = 2 if len(name) > 2 and name[:2] in _COMPOUND else 1
    return name[:size], name[size:]


class NameTable:
    """Shares of names. ``surnames`` sum to 1, and so does each slot of ``given``."""

    def __init__(
        self, surnames: Mapping[str, float], given: Mapping[str, Mapping[str, float]], model: NameModel
    ) -> None:
        self.surnames, self.given, self.model = surnames, given, model
        self._known: dict[str, float] = {}

    @classmethod
    def load(cls, model: NameModel | None = None, mainland_part: float = _MAINLAND_PART) -> NameTable:
        """The committed table; ``mainland_part`` is the weight of the mainland list in the blend."""
        given_columns = _columns("given_characters.tsv")
        given = {
            slot: _blend(given_columns[f"mainland_{slot}"], given_columns[f"taiwan_{slot}"], mainland_part)
            for slot in _SLOTS
        }
        surnames = _columns("surnames.tsv")
        if model is None:
            stored = json.loads((DATA / "name_model.json").read_text(encoding="utf-8"))
            model = NameModel(stored["single_share"], stored["pair_lift"], stored["published"])
        # Surnames of the mainland differ too much from Taiwan's to be blended by the same weight.
        return cls(_blend(surnames["mainland"], surnames["taiwan"], (1 + mainland_part) / 2), given, model)

    def frequency(self, name: str) -> float:
        """The share of people who bear this name, never zero."""
        share = self._known.get(name)
        if share is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            share = self._known[name] = self._computed(name_key(name))
        return share

    def _computed(self, key: str) -> float:
        surname, given = split_name(key)
        if not 1 <= len(given) <= 2 or "·" in key or not given.isalpha() or given.isascii():
            return _FOREIGN_SHARE
        share = self.surnames.get(surname, _SURNAME_FLOOR)
        return max(share * self._given_share(given), self.model.published.get(key, 0.0), _FLOOR)

    def _given_share(self, given: str) -> float:
        if len(given) == 1:
            return self.model.single_share * self.given["single"].get(given, _CHARACTER_FLOOR)
        first = self.given["first"].get(given[0], _CHARACTER_FLOOR)
        second = self.given["second"].get(given[1], _CHARACTER_FLOOR)
        return (1 - self.model.single_share) * first * second * self.model.pair_lift

    def namesakes(self, name: str, base: int = ROSTER_BASE) -> float:
        """How many people of this name a base of that size is expected to hold."""
        return self.frequency(name) * base

    def random_frequency(self) -> float:
        """The share of the name of a person drawn at random: the sum of squared shares."""
        single, pair = self.model.single_share, 1 - self.model.single_share
        same = {slot: sum(share * share for share in self.given[slot].values()) for slot in _SLOTS}
        surname = sum(share * share for share in self.surnames.values())
        lifted = pair * pair * same["first"] * same["second"] * self.model.pair_lift
        return surname * (single * single * same["single"] + lifted)


def _columns(name: str) -> dict[str, dict[str, float]]:
    """The columns of a committed table, each as shares that sum to 1."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    key = next(iter(rows[0]))
    columns = {}
    for column in list(rows[0])[1:]:
        counts = {row[key]: int(row[column]) + 0.5 for row in rows}
        total = sum(counts.values())
        columns[column] = {sign: count / total for sign, count in counts.items()}
    return columns


def _blend(one: Mapping[str, float], other: Mapping[str, float], part: float) -> dict[str, float]:
    return {sign: part * one[sign] + (1 - part) * other[sign] for sign in one}


@cache
def outside_table() -> NameTable:
    """The committed table, read once."""
    return NameTable.load()
