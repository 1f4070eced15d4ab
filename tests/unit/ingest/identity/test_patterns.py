"""Masks: scalar and vectorised comparison agree; both mask forms of a number fit each other; completions are right."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model.identifiers import HIDDEN, Identifier, IdentifierKind
from ingest.identifier_compare import contradict
from ingest.identifiers import parse_identifier
from ingest.identity.labelled.printing import show
from ingest.identity.pattern_arrays import citizen_completions, encode, match_columns
from ingest.identity.patterns import Fit, completions, is_full, is_strong, match, with_check_digit

FITS = {Fit.INCOMPARABLE: 0, Fit.COMPATIBLE: 1, Fit.CONTRADICTORY: 2}
FORMS = ("full", "mask10", "mask11", "old15", "region_year", "tail")
REGIONS = ("990101", "990102", "160101", "810000")


def citizen(text: str) -> Identifier:
    found = parse_identifier(text, unit=False)
    assert found is not None
    return found


def unit(text: str) -> Identifier:
    found = parse_identifier(text, unit=True)
    assert found is not None
    return found


days = st.dates(date(1930, 1, 1), date(1999, 12, 31))
citizen_numbers = st.builds(
    lambda region, born, sequence: with_check_digit(f"{region}{born:%Y%m%d}{sequence:03d}*"),
    st.sampled_from(REGIONS),
    days,
    st.integers(1, 999),
)
shown_citizens = st.builds(show, citizen_numbers, st.sampled_from(FORMS))
blurred = st.builds(
    lambda number, hidden: "".join(HIDDEN if place in hidden else sign for place, sign in enumerate(number)),
    citizen_numbers,
    st.sets(st.integers(0, 17), max_size=12),
)
codes = st.text("0123456789ABCDEFGHX", min_size=9, max_size=9)
anything = st.one_of(
    shown_citizens.map(citizen),
    blurred.map(lambda text: Identifier(IdentifierKind.CITIZEN, text)),
    codes.map(lambda text: Identifier(IdentifierKind.ORG_CODE, text)),
    codes.map(lambda text: Identifier(IdentifierKind.USCC, "91990101" + text[:3] + "***" + text[6:] + "A")),
    codes.map(lambda text: Identifier(IdentifierKind.PASSPORT, text)),
    st.from_regex(r"[HM]0000[01]{4}", fullmatch=True).map(
        lambda text: Identifier(IdentifierKind.HK_MACAU_PERMIT, text)
    ),
    codes.map(lambda text: Identifier(IdentifierKind.OTHER, text)),
)


@given(st.lists(st.tuples(anything, anything), min_size=1, max_size=20))
def test_scalar_and_vectorised_comparison_agree(pairs: list[tuple[Identifier, Identifier]]) -> None:
    scalar = [match(left, right) for left, right in pairs]
    verdict, shared = match_columns(encode(left for left, _ in pairs), encode(right for _, right in pairs))
    assert verdict.tolist() == [FITS[found.fit] for found in scalar]
    assert [frozenset(np.flatnonzero(row).tolist()) for row in shared] == [found.shared for found in scalar]


@given(anything, anything)
def test_comparison_is_symmetric_and_never_milder_than_the_loader(left: Identifier, right: Identifier) -> None:
    found = match(left, right)
    assert found.fit is match(right, left).fit
    if contradict(left, right):
        assert found.fit is Fit.CONTRADICTORY


@given(citizen_numbers, st.sampled_from(FORMS), st.sampled_from(FORMS))
def test_all_printed_forms_of_one_number_fit_each_other(number: str, one: str, other: str) -> None:
    assert match(citizen(show(number, one)), citizen(show(number, other))).fit is not Fit.CONTRADICTORY


@given(citizen_numbers)
def test_both_masks_show_region_year_and_last_four(number: str) -> None:
    ten, eleven = citizen(show(number, "mask10")), citizen(show(number, "mask11"))
    assert len(show(number, "mask11")) == 19
    assert is_strong(match(ten, eleven))
    assert is_strong(match(citizen(number), ten))
    assert is_full(match(citizen(number), citizen(show(number, "old15"))))


def test_the_check_digit_of_an_old_number_counts() -> None:
    number = with_check_digit("99010119700102123*")
    wrong = number[:10] + "****" + number[14:17] + ("1" if number[17] != "1" else "2")
    assert match(citizen(number[:6] + number[8:17]), citizen(wrong)).fit is Fit.CONTRADICTORY


def test_the_organisation_code_joins_the_credit_code() -> None:
    whole, code = unit("91320811XX9774061J"), unit("XX977406-1")
    assert is_full(match(whole, code))
    assert match(unit("91320811XX9****061J"), code).fit is Fit.COMPATIBLE


@given(
    st.lists(st.one_of(shown_citizens.map(citizen), blurred.map(lambda text: Identifier(IdentifierKind.CITIZEN, text))))
)
@settings(max_examples=30, deadline=None)
def test_completions_agree(numbers: list[Identifier]) -> None:
    eighteen = [number for number in numbers if len(number.normal) == 18]
    assert citizen_completions(encode(eighteen)).tolist() == [completions(number) for number in eighteen]


@given(citizen_numbers)
@settings(max_examples=20, deadline=None)
def test_completions_count_what_the_calendar_and_the_check_digit_allow(number: str) -> None:
    year, rest = number[:10], number[14:]
    first = date(int(number[6:10]), 1, 1)
    possible = (first + timedelta(days=offset) for offset in range(366))
    bodies = (f"{year}{day:%m%d}{rest[:3]}*" for day in possible if day.year == first.year)
    fitting = sum(with_check_digit(body) == body[:17] + rest[3] for body in bodies)
    assert completions(citizen(show(number, "mask10"))) == fitting
    assert 30 <= fitting <= 36
    assert 5 <= (completions(citizen(show(number, "mask11"))) or 0) <= 26


def test_completions_of_unit_codes_by_brute_force() -> None:
    whole = "91320811XX9774061J"
    masked = Identifier(IdentifierKind.USCC, whole[:15] + "***")
    fitting = sum(
        unit(whole[:15] + "".join(end)).check_ok is True and unit((whole[:15] + "".join(end))[8:17]).check_ok is True
        for end in product("0123456789ABCDEFGHJKLMNPQRTUWXY", "0123456789X", "0123456789ABCDEFGHJKLMNPQRTUWXY")
    )
    assert completions(masked) == fitting


@pytest.mark.parametrize(("text", "count"), [("99010119700101123?", 0), ("9901011970023012**", 0)])
def test_no_number_fits_a_wrong_check_digit_or_day(text: str, count: int) -> None:
    right = with_check_digit(text[:17] + "*")[17] if "?" in text else ""
    wrong = text.replace("?", "1" if right != "1" else "2")
    assert completions(Identifier(IdentifierKind.CITIZEN, wrong)) == count
