"""The features that two records of one person can agree on, one small function each.

Every function returns the evidence of one feature, or nothing where a side does not show it. None of them says
anything about risk: they rank whether two rows mean one person, and nothing else.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from graph.model.identifiers import HIDDEN
from ingest.identity.coefficients import Coefficients, coefficients
from ingest.identity.evidence import Evidence, Says
from ingest.identity.name_table import NameTable, outside_table
from ingest.identity.patterns import CHECK, MONTH_DAY, REGION, SEQUENCE, YEAR, Fit, PatternMatch, birth_residues, fits
from ingest.identity.person_names import NameFit
from ingest.identity.record import Record

_DAYS_OF_YEAR = 365.25


@dataclass(frozen=True)
class Context:
    """What a comparison is made against: the size of the base, the table of names, the model's numbers."""

    base: int | None = None  # people among whom a namesake may hide; default the national roster
    names: NameTable = field(default_factory=outside_table)
    model: Coefficients = field(default_factory=coefficients)

    @property
    def people(self) -> int:
        """The size of the base."""
        return self.base or self.model.assumed.base

    def namesakes(self, left: Record, right: Record) -> float:
        """How many people of the commoner of the two names the base is expected to hold."""
        return max(self.names.namesakes(left.name, self.people), self.names.namesakes(right.name, self.people))


def bits(m: float, u: float) -> float:
    """The step of a feature in the waterfall."""
    return math.log2(max(m, 1e-9) / max(u, 1e-15))


# ---- name --------------------------------------------------------------------------------------

_NAME_NOTES = {
    NameFit.SAME: "姓名相同",
    NameFit.FORMER: "姓名与曾用名相同",
    NameFit.VARIANT: "姓名仅繁简或异体写法不同，只作线索",
    NameFit.MASKED: "姓名部分隐去，可见部分不矛盾，只作线索",
    NameFit.OTHER: "姓名不同",
}


def name_evidence(fit: NameFit, left: Record, right: Record, context: Context) -> Evidence:
    """The name: worth the more, the rarer it is."""
    note = _NAME_NOTES[fit]
    if fit is NameFit.OTHER:
        return Evidence("name", Says.AGAINST, note)
    if fit is NameFit.MASKED:
        return Evidence("name", Says.NEUTRAL, note)
    learned = context.model.learned
    m = {NameFit.SAME: learned.name_same, NameFit.FORMER: learned.name_former, NameFit.VARIANT: learned.name_variant}
    share = context.namesakes(left, right) / context.people
    return Evidence("name", Says.FOR if fit.confirms else Says.NEUTRAL, note, bits(m[fit], share))


# ---- number, part by part ----------------------------------------------------------------------


def number_evidence(match: PatternMatch, context: Context) -> list[Evidence]:
    """The visible places of two citizen numbers, as region, birth, sequence and check digit."""
    learned = context.model.learned
    if match.fit is Fit.INCOMPARABLE:
        return []
    if match.fit is Fit.CONTRADICTORY:
        return [_contradiction(match, context)]
    if not match.citizen:
        return [Evidence("number", Says.FOR, "证件号码可见部分一致", bits(learned.number_agrees, 1e-6), 1e-6)]
    parts = (_region_part, _year_part, _day_part, _sequence_part, _check_part)
    found = [piece for part in parts if (piece := part(match, context)) is not None]
    step = math.log2(learned.number_agrees)
    first = found[0]
    return [Evidence(first.feature, first.says, first.note, (first.bits or 0) + step, first.chance), *found[1:]]


def _contradiction(match: PatternMatch, context: Context) -> Evidence:
    near = match.near_miss
    learned = context.model.learned
    m = learned.number_near_miss if near else max(1 - learned.number_agrees - learned.number_near_miss, 1e-4)
    note = "证件号码可见部分矛盾" + ("（仅一处不同，可能是笔误，请核对原件）" if near else "")
    return Evidence("number", Says.VETO, note, bits(m, 0.02 if near else 0.999), near_miss=near)


def _part(name: str, what: str, chance: float) -> Evidence:
    return Evidence(f"number.{name}", Says.FOR, f"证件号码{what}一致", -math.log2(chance), chance)


def _region_part(match: PatternMatch, context: Context) -> Evidence | None:
    shown = [place for place in REGION if place in match.shared]
    chance = math.prod(context.model.assumed.region_places[place] for place in shown)
    return _part("region", f"地区码（{len(shown)}位）", chance) if shown else None


def _year_part(match: PatternMatch, context: Context) -> Evidence | None:
    pattern = "".join(match.text[place] for place in YEAR)
    if not pattern.strip(HIDDEN):
        return None
    chance = sum(context.model.year_share(year) for year in range(1900, 2031) if fits(pattern, str(year)))
    return _part("birth_year", "出生年份", min(1.0, chance)) if chance else None


def _day_part(match: PatternMatch, context: Context) -> Evidence | None:
    pattern = "".join(match.text[place] for place in MONTH_DAY)
    if not pattern.strip(HIDDEN):
        return None
    days = sum(birth_residues("1972" + pattern))  # a leap year: every day exists
    return _part("birth_day", "出生月日可见部分", min(1.0, max(days, 1) / _DAYS_OF_YEAR))


def _sequence_part(match: PatternMatch, context: Context) -> Evidence | None:
    shown = [place for place in SEQUENCE if place in match.shared]
    chance = math.prod(context.model.assumed.sequence_places[place - SEQUENCE.start] for place in shown)
    return _part("sequence", f"顺序码（{len(shown)}位）", chance) if shown else None


def _check_part(match: PatternMatch, context: Context) -> Evidence | None:
    """The check digit tells something only while places before it are hidden."""
    if not match.shows(CHECK) or match.shows(range(17)):
        return None
    return _part("check_digit", "校验码", context.model.assumed.check_place)


# ---- attributes beside the number --------------------------------------------------------------


def sex_evidence(left: Record, right: Record, match: PatternMatch, context: Context) -> Evidence | None:
    """Sex, in words or by a number. Any contradiction is a veto."""
    one, other = left.sexes, right.sexes
    if not one or not other:
        return None
    if one != other:
        return Evidence("sex", Says.VETO, "性别矛盾", bits(1 - context.model.learned.sex_agrees, 0.15))
    if len(one) == 2:
        return Evidence("sex", Says.AGAINST, "两条记录的性别与各自证件号码都不一致，不作依据", 0.0)
    if 16 in match.shared:
        return None  # told already by the number
    chance = context.model.assumed.sex
    return Evidence("sex", Says.FOR, "性别相同", bits(context.model.learned.sex_agrees, chance), chance)


def birth_evidence(left: Record, right: Record, match: PatternMatch, context: Context) -> Evidence | None:
    """Years of birth; an age on a day allows two, and the year after them is tolerated without speaking for it."""
    gaps = [_gap(one, other) for one in left.birth_ranges for other in right.birth_ranges]
    if not gaps:
        return None
    learned = context.model.learned
    if max(gaps) > 0:
        near = max(gaps) == 1
        return Evidence(
            "birth_year", Says.VETO, f"出生年份矛盾（相差{max(gaps)}年以上）", bits(0.01, 0.9), near_miss=near
        )
    if match.shows(YEAR):
        return None  # told already by the number
    years = _common_years(left, right)
    if not years:
        return Evidence("birth_year", Says.NEUTRAL, "出生年份相差一年，在年龄误差之内", bits(learned.birth_near, 0.03))
    chance = min(1.0, sum(context.model.year_share(year) for year in years))
    note = "出生年份相同" if len(years) == 1 else "出生年份相容"
    return Evidence("birth_year", Says.FOR, note, bits(learned.birth_agrees, chance), chance)


def _gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Years between two ranges, 0 when they meet."""
    return max(0, one[0] - other[1], other[0] - one[1])


def _common_years(left: Record, right: Record) -> range:
    """The years that a stranger could have been born in and still agree, without the tolerance of an age."""
    one, other = _plain_range(left), _plain_range(right)
    if one is None or other is None or one[0] > other[1] or other[0] > one[1]:
        return range(0)
    wider = one if one[1] - one[0] >= other[1] - other[0] else other
    return range(wider[0], wider[1] + 1)


def _plain_range(record: Record) -> tuple[int, int] | None:
    return record.born or ((record.number_year, record.number_year) if record.number_year else None)


def region_evidence(left: Record, right: Record, match: PatternMatch, context: Context) -> Evidence | None:
    """Printed divisions, compared as far as both go. Differing ones veto nothing (people move), but confirm nothing."""
    one, other = _specific(left.region), _specific(right.region)
    if not one or not other or match.shows(REGION):
        return None
    size = min(len(one), len(other))
    learned = context.model.learned
    if one[:size] != other[:size]:
        return Evidence("region", Says.AGAINST, "地区不同", bits(1 - learned.region_agrees, 0.995))
    chance = math.prod(context.model.assumed.region_places[:size])
    shown = _first_shared(match, chance)
    return Evidence("region", Says.FOR, "地区相同", bits(learned.region_agrees, shown), shown)


def _first_shared(match: PatternMatch, chance: float) -> float:
    """Region places that both numbers show are told already: what remains is then nothing."""
    return 1.0 if any(place in match.shared for place in REGION) else chance


def _specific(code: str | None) -> str:
    """A division code without its trailing pairs of zeros (340000 is a province)."""
    text = code or ""
    while len(text) > 2 and text.endswith("00"):
        text = text[:-2]
    return text


def unit_evidence(left: Record, right: Record, match: PatternMatch, context: Context) -> Evidence | None:
    """The same unit names both: the register as its officer, the court as its 法定代表人 or 负责人."""
    if left.units.isdisjoint(right.units):
        return None
    chance = context.model.assumed.unit
    return Evidence(
        "unit",
        Says.FOR,
        "在同一单位任职或被法院列为该单位负责人",
        bits(context.model.assumed.unit_agrees, chance),
        chance,
    )


ATTRIBUTES = (sex_evidence, birth_evidence, region_evidence, unit_evidence)
