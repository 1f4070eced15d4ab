"""Identifiers: kinds, masks, check digits, and what contradicts what. All numbers are invented."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from graph.errors import RowQuarantinedError
from graph.model.identifiers import Identifier, IdentifierKind
from ingest.identifier_compare import contradict
from ingest.identifiers import birth_day, birth_year, parse_identifier, sex

K = IdentifierKind
_DAYS = st.integers(0, 40_000).map(lambda days: date(1900, 1, 1) + timedelta(days=days))
_REGIONS = st.integers(0, 9999).map(lambda tail: f"99{tail:04d}")


@st.composite
def citizens(draw: st.DrawFn) -> str:
    """A citizen number of an unassigned region with a right check digit."""
    body = draw(_REGIONS) + draw(_DAYS).strftime("%Y%m%d") + f"{draw(st.integers(0, 999)):03d}"
    return body + ric.calc_check_digit(body + "0")


def number(text: str, *, unit: bool | None = None) -> Identifier:
    found = parse_identifier(text, unit=unit)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "unit", "kind", "normal"),
    [
        ("990102197803113629", None, K.CITIZEN, "990102197803113629"),
        ("９９０１０２１９７８０３１１３６２ｘ", False, K.CITIZEN, "99010219780311362X"),
        ("810000199001011234", False, K.RESIDENCE_PERMIT, "810000199001011234"),
        ("990102780311362", False, K.CITIZEN, "990102780311362"),
        ("H1234567801", False, K.HK_MACAU_PERMIT, "H12345678"),
        ("m12345678", False, K.HK_MACAU_PERMIT, "M12345678"),
        ("12345678", False, K.TAIWAN_PERMIT, "12345678"),
        ("E12345678", False, K.PASSPORT, "E12345678"),
        ("69670740-9", None, K.ORG_CODE, "696707409"),
        ("XX118785-8", None, K.ORG_CODE, "XX1187858"),
        ("259075343", None, K.ORG_CODE, "259075343"),
        ("91990811696707409F", None, K.USCC, "91990811696707409F"),
        ("91990102XX10294701", None, K.USCC, "91990102XX10294701"),
        ("990000000000015", True, K.REG_NUMBER, "990000000000015"),
        ("事证第123号", True, K.OTHER, "事证第123号"),
    ],
)
def test_full_numbers(text: str, unit: bool | None, kind: IdentifierKind, normal: str) -> None:
    found = number(text, unit=unit)
    assert (found.kind, found.normal) == (kind, normal)


@pytest.mark.parametrize(
    ("text", "kind", "normal"),
    [
        ("9901021978****3620", K.CITIZEN, "9901021978****3620"),
        ("99010219781****3620", K.CITIZEN, "99010219781***3620"),
        ("9901021978＊＊＊＊362Ｘ", K.CITIZEN, "9901021978****362X"),
        ("9901021978••••3620", K.CITIZEN, "9901021978****3620"),
        ("9901021978XXXX3620", K.CITIZEN, "9901021978****3620"),
        ("9901021978xxxx362x", K.CITIZEN, "9901021978****362X"),
        ("9901021978    3620", K.CITIZEN, "9901021978****3620"),
        ("9901021978……3620", K.CITIZEN, "9901021978****3620"),
        ("9901021978....362X", K.CITIZEN, "9901021978****362X"),
        ("9901021978□□□□3620", K.CITIZEN, "9901021978****3620"),
        ("9901021978\u2217\u2217\u2217\u22173620", K.CITIZEN, "9901021978****3620"),
        ("9901021978*3620", K.CITIZEN, "9901021978****3620"),
        ("990102********3620", K.CITIZEN, "990102********3620"),
        ("91990811696****409A", K.USCC, "91990811696***409A"),
    ],
)
def test_masks_keep_prefix_and_suffix_whatever_the_stars(text: str, kind: IdentifierKind, normal: str) -> None:
    found = number(text)
    assert (found.kind, found.normal) == (kind, normal)
    assert not found.full and found.join_key is None


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("990102", "990102************"),
        ("9901021978", "9901021978********"),
        ("9901021978-3620", "9901021978********"),
        ("99010219780311", "9901021978********"),
        ("99010219780311362", "99010219780311362*"),
    ],
)
def test_what_is_left_of_a_citizen_number_joins_nobody(text: str, normal: str) -> None:
    found = number(text, unit=False)
    assert (found.kind, found.normal) == (K.CITIZEN, normal)
    assert found.join_key is None and contradict(found, number("990102197803113629", unit=False)) is False


@pytest.mark.parametrize("text", ["123456789", "9901023978", "1234567"])
def test_other_figures_are_other_documents(text: str) -> None:
    assert number(text, unit=False).kind is K.OTHER


@pytest.mark.parametrize("text", ["", "  ", "-", "--", "暂无", "******", "＊＊＊＊"])
def test_nothing_printed_is_no_number(text: str) -> None:
    assert parse_identifier(text, unit=None) is None


@pytest.mark.parametrize("unit", [True, False, None])
@pytest.mark.parametrize(
    "text",
    ["非公示项", "（非公示项）", "未知", "不详", "保密", "见裁定书", "无身份证", "0", "1", "000000", "00000000",
     "9999999999", "111111111111111111", "０００００００００００００００", "123456789012345678", "XXXXXXXXXXXXXXXXXX"],
)  # fmt: skip
def test_words_and_fillers_in_place_of_a_number_are_none(text: str, unit: bool | None) -> None:
    """Registers print 非公示项 for every shareholder: as a number it would make one person of them all."""
    assert parse_identifier(text, unit=unit) is None


@pytest.mark.parametrize("text", ["3.70102E+17", "3.7E17", "990102197803113000"])
def test_what_a_spreadsheet_damaged_is_never_repaired(text: str) -> None:
    with pytest.raises(RowQuarantinedError, match="丢失位数") as caught:
        parse_identifier(text, unit=False)
    assert text not in str(caught.value)


def test_check_digits_are_flags_and_never_gates() -> None:
    good = number("91990811696707409F", unit=True)
    assert good.check_ok is True
    assert number("91990811696707409A", unit=True).check_ok is False
    assert number("N1990811696707409A", unit=True).kind is K.USCC  # a first character that stdnum rejects
    assert number("696707408", unit=True).check_ok is False


@given(citizens())
def test_a_citizen_number_says_birth_sex_and_meets_its_old_form(text: str) -> None:
    found = number(text, unit=False)
    born = birth_day(found)
    assert found.check_ok is True and born is not None
    assert text[6:14] == born.strftime("%Y%m%d") and birth_year(found) == born.year
    assert sex(found) == ("male" if int(text[16]) % 2 else "female")
    if text[6:8] == "19":
        old = number(text[:6] + text[8:17], unit=False)
        assert old.join_key == found.join_key
        assert contradict(old, found) is False


@given(
    citizens(),
    st.sampled_from([(10, 4), (11, 4), (6, 4), (14, 0), (6, 0)]),
    st.sampled_from("*＊•●#"),
    st.integers(2, 9),
)
def test_every_mask_of_a_number_agrees_with_it(text: str, mask: tuple[int, int], sign: str, stars: int) -> None:
    prefix, suffix = mask
    masked = number(text[:prefix] + sign * stars + text[18 - suffix :], unit=False)
    if len(masked.normal) == 18:  # a mask of 15 places is read as the old form
        assert contradict(masked, number(text, unit=False)) is False


@given(citizens(), citizens())
def test_contradiction_is_symmetric_and_sees_the_visible_ends(one: str, other: str) -> None:
    left, right = number(one[:10] + "****" + one[14:], unit=False), number(other, unit=False)
    expected = one[:10] != other[:10] or one[14:] != other[14:]
    assert contradict(left, right) is expected
    assert contradict(right, left) is expected


def test_an_org_code_meets_the_credit_code_around_it() -> None:
    code, masked = number("91990811696707409F", unit=True), number("91990811696****409A", unit=True)
    assert number("69670740-9", unit=True).join_key == code.join_key
    assert contradict(number("696707409", unit=True), masked) is False
    assert contradict(number("797707409", unit=True), masked) is True


def test_different_families_and_renewed_documents_say_nothing() -> None:
    assert contradict(number("696707409", unit=True), number("990102197803113629", unit=False)) is None
    assert contradict(number("E12345678", unit=False), number("E87654321", unit=False)) is None
    assert contradict(number("H1234567801", unit=False), number("H1234567802", unit=False)) is False
    assert contradict(number("H1234567801", unit=False), number("H1234567901", unit=False)) is True


@given(citizens())
def test_what_is_shown_of_a_full_number_still_compares(text: str) -> None:
    full = number(text, unit=False)
    shown = Identifier(full.kind, full.shown)
    assert not shown.full and contradict(shown, full) is False
