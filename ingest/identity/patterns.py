"""Masks as patterns of visible places: do two numbers agree, and how many numbers still fit one pattern?

The number of stars means nothing and is never compared; what counts are the places that both sides show.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from stdnum.cn import ric

from graph.model.identifiers import HIDDEN, Identifier, IdentifierKind
from ingest.identifier_compare import aligned

REGION, YEAR, MONTH_DAY, SEQUENCE, CHECK = range(6), range(6, 10), range(10, 14), range(14, 17), range(17, 18)
_STRONG = frozenset((*REGION, *YEAR, *SEQUENCE, *CHECK))
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2030, 12, 31)  # days of birth that a number may hold

CITIZEN_KINDS = (IdentifierKind.CITIZEN, IdentifierKind.RESIDENCE_PERMIT)
_RENEWED = (IdentifierKind.PASSPORT, IdentifierKind.TAIWAN_PERMIT)  # a person gets a new number
_CITIZEN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1)
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2, 1)
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1)
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_DIGITS = "0123456789"


class Fit(StrEnum):
    """What two patterns say of each other."""

    COMPATIBLE = "compatible"
    CONTRADICTORY = "contradictory"
    INCOMPARABLE = "incomparable"


@dataclass(frozen=True, slots=True)
class PatternMatch:
    """Two numbers side by side: ``shared`` places are visible in both, ``differing`` ones disagree (0-based).

    ``text`` is what both show, ``*`` elsewhere; places of a citizen number count in its 18-place form,
    those of a unit's code in the nine of the organisation code.
    """

    fit: Fit
    citizen: bool = False
    shared: frozenset[int] = frozenset()
    differing: tuple[int, ...] = ()
    text: str = ""
    sound: bool = True  # no check digit is wrong, and no two persons can bear this kind of number

    def shows(self, places: range) -> bool:
        """Whether both numbers show all these places."""
        return self.shared.issuperset(places)

    @property
    def near_miss(self) -> bool:
        """One place differs, or two neighbours: as a typing error would make it."""
        if len(self.differing) == 1:
            return True
        return len(self.differing) == 2 and self.differing[1] - self.differing[0] == 1


INCOMPARABLE = PatternMatch(Fit.INCOMPARABLE)


def match(left: Identifier, right: Identifier) -> PatternMatch:
    """Compare the places that both numbers show; the check digit of a 15-digit number counts as shown."""
    pair = aligned(left, right)
    if pair is None:
        return INCOMPARABLE
    one, other = (with_check_digit(text) if left.kind in CITIZEN_KINDS else text for text in pair)
    shared = frozenset(place for place, signs in enumerate(zip(one, other, strict=True)) if HIDDEN not in signs)
    differing = tuple(sorted(place for place in shared if one[place] != other[place]))
    if not shared or (differing and left.kind in _RENEWED):
        return INCOMPARABLE
    text = "".join(sign if place in shared else HIDDEN for place, sign in enumerate(one))
    fit = Fit.CONTRADICTORY if differing else Fit.COMPATIBLE
    sound = left.kind not in _RENEWED and False not in (left.check_ok, right.check_ok)
    return PatternMatch(fit, left.kind in CITIZEN_KINDS, shared, differing, text, sound)


def best_match(left: Iterable[Identifier], right: Iterable[Identifier]) -> PatternMatch:
    """Of several numbers on each side: a contradiction counts first, then the match that shows most."""
    others = tuple(right)
    matches = [match(one, other) for one in left for other in others]
    against = [found for found in matches if found.fit is Fit.CONTRADICTORY]
    fitting = [found for found in matches if found.fit is Fit.COMPATIBLE]
    return max(against or fitting, key=lambda found: (is_full(found), len(found.shared)), default=INCOMPARABLE)


def is_full(found: PatternMatch) -> bool:
    """Whether every place of both numbers is visible and equal."""
    return found.fit is Fit.COMPATIBLE and HIDDEN not in found.text


def is_strong(found: PatternMatch) -> bool:
    """Whether both citizen numbers show region, year of birth and the last four places, and agree."""
    return found.citizen and found.fit is Fit.COMPATIBLE and found.shared >= _STRONG


def with_check_digit(number: str) -> str:
    """An 18-place citizen number whose first 17 places are known, with the check digit they lead to."""
    if len(number) == 18 and number[17] == HIDDEN and number[:17].isdigit():
        return number[:17] + ric.calc_check_digit(number[:17] + "0")
    return number


def visible_places(found: Identifier) -> list[int]:
    """The visible places of the normal form, 0-based."""
    return [place for place, sign in enumerate(found.normal) if sign != HIDDEN]


# ---- how many numbers fit a pattern ------------------------------------------------------------


def completions(found: Identifier) -> int | None:
    """How many well-formed numbers fit, by check digit and calendar; ``None`` for free forms.

    Zero means that no well-formed number fits: a check digit or a day is wrong.
    """
    if found.kind in CITIZEN_KINDS and len(found.normal) in (15, 18):
        return _citizen_completions(found.normal)
    if found.kind is IdentifierKind.USCC and len(found.normal) == 18:
        return _code_completions(found.normal, _ALPHABET)
    if found.kind is IdentifierKind.ORG_CODE and len(found.normal) == 9:
        return _code_completions("*" * 8 + found.normal, _DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if found.kind is IdentifierKind.REG_NUMBER and len(found.normal) == 15:
        return _register_completions(found.normal)
    if found.kind is IdentifierKind.HK_MACAU_PERMIT:
        return int(10 ** found.normal.count(HIDDEN))
    return 1 if found.full else None


@lru_cache(maxsize=65536)
def _citizen_completions(pattern: str) -> int:
    if len(pattern) == 15:
        day = birth_residues("19" + pattern[6:12])
        return sum(day) * int(10 ** (pattern[:6] + pattern[12:]).count(HIDDEN))
    counts = birth_residues(pattern[6:14])
    for place in (*REGION, *SEQUENCE):
        counts = _spread(counts, pattern[place], _CITIZEN_WEIGHTS[place], _DIGITS)
    return _spread(counts, pattern[17], 1, _DIGITS + "X")[1]


@lru_cache(maxsize=8192)
def birth_residues(pattern: str) -> tuple[int, ...]:
    """How many days fit eight places of a birth date, by what they add to the check sum modulo 11."""
    counts = [0] * 11
    for year in _years(pattern[:4]):
        for day, residue in _days(year):
            if fits(pattern, day):
                counts[residue] += 1
    return tuple(counts)


def fits(pattern: str, text: str) -> bool:
    """Whether the text shows what the pattern shows; both have one length."""
    return all(sign in (HIDDEN, other) for sign, other in zip(pattern, text, strict=True))


def _years(pattern: str) -> list[int]:
    return [year for year in range(FIRST_DAY.year, LAST_DAY.year + 1) if fits(pattern, str(year))]


@lru_cache(maxsize=256)
def _days(year: int) -> tuple[tuple[str, int], ...]:
    """The days of a year as eight digits, with what they add to the check sum modulo 11."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    texts = (f"{first + timedelta(days=offset):%Y%m%d}" for offset in range((last - first).days + 1))
    return tuple(
        (text, sum(int(sign) * _CITIZEN_WEIGHTS[6 + at] for at, sign in enumerate(text)) % 11) for text in texts
    )


def _spread(counts: tuple[int, ...], sign: str, weight: int, alphabet: str) -> tuple[int, ...]:
    """Counts by residue after one more place: shifted by what is seen, spread over what may be hidden."""
    values = range(len(alphabet)) if sign == HIDDEN else [alphabet.find(sign)]
    spread = [0] * len(counts)
    for value in values:
        for residue, count in enumerate(counts):
            if value >= 0:
                spread[(residue + value * weight) % len(counts)] += count
    return tuple(spread)


@lru_cache(maxsize=65536)
def _code_completions(pattern: str, alphabet: str) -> int:
    """Fitting credit codes (both check digits right) or, without its front and end, organisation codes."""
    whole = len(pattern) == 18
    states = {(0, 0): 1}
    for place, sign in enumerate(pattern if whole else pattern[8:], 0 if whole else 8):
        states = _next_states(states, place, _choices(sign, place, alphabet))
    return sum(count for (inner, outer), count in states.items() if inner == 0 and (outer == 0 or not whole))


def _choices(sign: str, place: int, alphabet: str) -> str:
    if sign != HIDDEN:
        return sign
    if 2 <= place < 8:
        return _DIGITS
    return _DIGITS + "X" if place == 16 else alphabet


def _next_states(states: dict[tuple[int, int], int], place: int, choices: str) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = {}
    for sign in choices:
        inner_value = 10 if place == 16 and sign == "X" else int(sign, 36)
        inner_add = _ORG_WEIGHTS[place - 8] * inner_value if 8 <= place < 17 else 0
        outer_add = _USCC_WEIGHTS[place] * max(_ALPHABET.find(sign), 0)
        for (inner, outer), count in states.items():
            key = ((inner + inner_add) % 11, (outer + outer_add) % 31)
            found[key] = found.get(key, 0) + count
    return found


@lru_cache(maxsize=8192)
def _register_completions(pattern: str) -> int:
    """Fitting 15-digit register numbers (ISO 7064 MOD 11,10)."""
    states = {10: 1}
    for sign in pattern[:14]:
        spread: dict[int, int] = {}
        for digit in _DIGITS if sign == HIDDEN else sign:
            for state, count in states.items():
                key = ((state + int(digit)) % 10 or 10) * 2 % 11
                spread[key] = spread.get(key, 0) + count
        states = spread
    last = _DIGITS if pattern[14] == HIDDEN else pattern[14]
    return sum(count for state, count in states.items() for digit in last if (state + int(digit)) % 10 == 1)
