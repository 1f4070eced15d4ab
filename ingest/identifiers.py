"""Numbers of persons and units: from what a source prints to a kind and a normal form.

Check digits are quality flags, never a reason to refuse a row: real rosters carry real typing
errors, and the validators of python-stdnum reject real numbers (domain §6.3).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from stdnum.cn import ric, uscc
from stdnum.iso7064 import mod_11_10

from graph.errors import RowQuarantinedError
from graph.model.identifiers import HIDDEN, Identifier, IdentifierKind
from ingest.text import clean, is_missing

_CITIZEN = re.compile(r"\d{17}[\dX]")
_PERMIT_PREFIX = re.compile(r"8[123]0000")
_USCC = re.compile(r"[0-9A-Z]{18}")
_ORG_CODE = re.compile(r"[0-9A-Z]{8}[0-9X]")
_HK_MACAU = re.compile(r"[HM]\d{8}(\d{2})?")
_TAIWAN = re.compile(r"\d{8}|\d{10}\(?[A-Z]\)?")
_PASSPORT = re.compile(r"[A-Z]{1,2}\d{7,8}")
_FLOAT = re.compile(r"\d(?:\.\d+)?E\+?\d+")
# Among them geometric shapes (□、☆) and runs of dots.
_MASK_SIGNS = re.compile("[*\u2022\u00b7\u00d7?#_\u2217\u22c5\u2588\u25a0-\u27bf]|[.]{2,}")
_COUNTED = "1234567890" * 2  # what is typed where a number must be given and none is known
_LEAST_PLACES = 5  # no document has fewer
_UNIT_PREFIXES = frozenset({"11", "12", "13", "19", "51", "52", "53", "59", "91", "92", "93", "N1", "N2", "N3"})
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_EXCEL = RowQuarantinedError(
    "号码被表格软件转成了数值，已丢失位数",
    "请在源表中将该列设为文本格式后重新导出；已损坏的号码不作修补",
)


def parse_identifier(text: str, *, unit: bool | None) -> Identifier | None:
    """The identifier that a cell prints, or ``None`` when it prints none (blank, 暂无, 非公示项, 0, only stars).

    ``unit`` says whether the party is a unit or a person, ``None`` leaves it to the number's own
    form. Masks keep their visible prefix and suffix; the number of stars means nothing.
    Raises :class:`RowQuarantinedError` for a number that a spreadsheet has damaged.
    """
    bare = unicodedata.normalize("NFKC", clean(text)).upper().lstrip("'`").strip()
    if is_missing(bare):
        return None
    if _FLOAT.fullmatch(bare):
        raise damaged_number()
    if _says_nothing(bare):
        return None
    pattern = _hide(bare, unit)
    if not pattern.strip(HIDDEN):
        return None
    if HIDDEN in pattern:
        return _masked(pattern, unit)
    return _refuse_rounded(_full(pattern, unit))


def _says_nothing(bare: str) -> bool:
    """Words in place of a number (未知、非公示项), fillers (0, 9999999999) and mere counting.

    Equal numbers make one party of all who bear them: a filler would join strangers for certain.
    """
    if _MASK_SIGNS.search(bare):
        return False
    places = "".join(sign for sign in bare if sign.isalnum())
    if not any(sign.isdigit() for sign in places) or len(places) < _LEAST_PLACES:
        return True
    return len(set(places)) == 1 or (len(places) >= 15 and places in _COUNTED)


def damaged_number() -> RowQuarantinedError:
    """The error for a number that went through a spreadsheet's number format."""
    return RowQuarantinedError(_EXCEL.reason, _EXCEL.remedy)


def _refuse_rounded(found: Identifier) -> Identifier:
    """A spreadsheet keeps 15 digits: 18 digits that end in 000 and fail their check are rounded."""
    if found.check_ok is False and len(found.normal) == 18 and found.normal.isdigit() and found.normal.endswith("000"):
        raise damaged_number()
    return found


# ---- masks -----------------------------------------------------------------------------------


def _hide(bare: str, unit: bool | None) -> str:
    """The text without separators, every hidden place as ``*``."""
    compact = re.sub(r"[\s\-—.]", "", bare)
    if _MASK_SIGNS.search(bare):
        return re.sub(r"[\s\-—.]", "", _MASK_SIGNS.sub(HIDDEN, bare))
    if len(compact) not in (9, 15, 18) and re.search(r"[0-9A-Z](\s{2,}|-{2,})[0-9A-Z]", bare):
        return re.sub(r"\s|-", "", re.sub(r"\s{2,}|-{2,}", lambda run: HIDDEN * len(run.group()), bare))
    return _hide_crosses(compact, unit)


def _hide_crosses(compact: str, unit: bool | None) -> str:
    """A run of X is a mask in a citizen number; one X at the end is a check digit.

    Codes of units may hold X themselves: a code that passes its check or has the nine places of an
    organisation code stands as it is, and otherwise only a run of four or more counts.
    """
    if "XX" not in compact or (unit is not False and (_ORG_CODE.fullmatch(compact) or _uscc_ok(compact))):
        return compact
    citizen = unit is not True and re.fullmatch(r"\d+X?", re.sub("X{2,}", "", compact))
    return re.sub("X{2,}" if citizen else "X{4,}", lambda run: HIDDEN * len(run.group()), compact)


def _masked(pattern: str, unit: bool | None) -> Identifier:
    """A masked number: visible prefix and suffix set into a number of the true length."""
    kind = _masked_kind(pattern, unit)
    length = _true_length(pattern, kind)
    if length is None:
        return Identifier(IdentifierKind.OTHER, pattern)
    if len(pattern) == length:
        return Identifier(kind, pattern)
    prefix = pattern[: pattern.index(HIDDEN)]
    suffix = pattern[pattern.rindex(HIDDEN) + 1 :]
    if len(prefix) + len(suffix) >= length:
        return Identifier(IdentifierKind.OTHER, pattern)
    return Identifier(kind, prefix + HIDDEN * (length - len(prefix) - len(suffix)) + suffix)


def _true_length(pattern: str, kind: IdentifierKind) -> int | None:
    if kind is IdentifierKind.HK_MACAU_PERMIT:
        return 9 if len(pattern) == 9 else None
    if kind in (IdentifierKind.ORG_CODE, IdentifierKind.REG_NUMBER):
        return {IdentifierKind.ORG_CODE: 9, IdentifierKind.REG_NUMBER: 15}[kind]
    if kind is IdentifierKind.CITIZEN and len(pattern) == 15 and pattern[6:8] not in ("19", "20"):
        return 15
    return None if kind is IdentifierKind.OTHER else 18


def _masked_kind(pattern: str, unit: bool | None) -> IdentifierKind:
    visible = pattern.replace(HIDDEN, "")
    if len(visible) < 2 or not re.fullmatch(r"[0-9A-Z]+", visible):
        return IdentifierKind.OTHER
    if unit is None:
        unit = _reads_as_unit(pattern)
    if unit:
        if len(pattern) <= 11:
            return IdentifierKind.ORG_CODE
        plain_register_number = len(pattern) == 15 and visible.isdigit() and pattern[:2] not in _UNIT_PREFIXES
        return IdentifierKind.REG_NUMBER if plain_register_number else IdentifierKind.USCC
    if re.fullmatch(r"[HM]\d*", visible) and pattern[0] in "HM":
        return IdentifierKind.HK_MACAU_PERMIT
    if not re.fullmatch(r"\d+X?", visible) or len(pattern) < 15:
        return IdentifierKind.OTHER
    return IdentifierKind.RESIDENCE_PERMIT if _PERMIT_PREFIX.match(pattern) else IdentifierKind.CITIZEN


def _reads_as_unit(pattern: str) -> bool:
    """Whether a number of 15 to 19 places without any hint is a unit's, by its visible places."""
    if re.search(r"[A-WYZ]", pattern.replace(HIDDEN, "")[1:]) or "X" in pattern[:-1]:
        return True
    if pattern[:2] in ("91", "92", "93"):
        return True
    year = pattern[6:10]
    return pattern[:2] in _UNIT_PREFIXES and HIDDEN not in year and not 1900 <= _number(year) <= 2100


def _number(text: str) -> int:
    return int(text) if text.isdigit() else -1


# ---- full numbers ----------------------------------------------------------------------------


def _full(bare: str, unit: bool | None) -> Identifier:
    for reading in (_full_18, _full_15, _full_9, _full_permit, _fragment):
        if (found := reading(bare, unit)) is not None:
            return found
    return Identifier(IdentifierKind.OTHER, bare)


def _full_18(bare: str, unit: bool | None) -> Identifier | None:
    if len(bare) != 18:
        return None
    citizen = bool(_CITIZEN.fullmatch(bare))
    if unit is None and citizen:
        unit = _uscc_ok(bare) and not _citizen_ok(bare) if _citizen_ok(bare) != _uscc_ok(bare) else _reads_as_unit(bare)
    if citizen and not unit:
        kind = IdentifierKind.RESIDENCE_PERMIT if _PERMIT_PREFIX.match(bare) else IdentifierKind.CITIZEN
        return Identifier(kind, bare, _citizen_ok(bare))
    if _USCC.fullmatch(bare) and unit is not False:
        return Identifier(IdentifierKind.USCC, bare, _uscc_ok(bare))
    return None


def _full_15(bare: str, unit: bool | None) -> Identifier | None:
    if len(bare) != 15 or not bare.isdigit():
        return None
    registered = mod_11_10.calc_check_digit(bare[:-1]) == bare[-1]
    if unit is None:
        unit = registered or _birth_day("19" + bare[6:12]) is None
    if unit:
        return Identifier(IdentifierKind.REG_NUMBER, bare, registered)
    return Identifier(IdentifierKind.CITIZEN, bare) if _birth_day("19" + bare[6:12]) else None


def _full_9(bare: str, unit: bool | None) -> Identifier | None:
    if not _ORG_CODE.fullmatch(bare) or unit is False:
        return None
    if unit is None and not _org_ok(bare) and (_PASSPORT.fullmatch(bare) or _HK_MACAU.fullmatch(bare)):
        return None
    return Identifier(IdentifierKind.ORG_CODE, bare, _org_ok(bare))


def _full_permit(bare: str, unit: bool | None) -> Identifier | None:
    if unit:
        return None
    if _HK_MACAU.fullmatch(bare):
        return Identifier(IdentifierKind.HK_MACAU_PERMIT, bare[:9])  # the last two count reissues
    if _TAIWAN.fullmatch(bare):
        return Identifier(IdentifierKind.TAIWAN_PERMIT, re.sub(r"[()]", "", bare))
    return Identifier(IdentifierKind.PASSPORT, bare) if _PASSPORT.fullmatch(bare) else None


def _fragment(bare: str, unit: bool | None) -> Identifier | None:
    """What is left of a citizen number (region, region and year of birth, all but the check digit): never a full one.

    Republished lists print no more than that, and all who share it would be one person. Of other lengths the first
    ten places are taken: what follows may be the day of birth or the last four.
    """
    if unit or not bare.isdigit() or not 6 <= len(bare) <= 17:
        return None
    if len(bare) == 6:
        return Identifier(IdentifierKind.CITIZEN, bare + HIDDEN * 12)
    if len(bare) < 10 or not 1880 <= _number(bare[6:10]) <= 2100:
        return None
    shown = bare if len(bare) == 17 and _birth_day(bare[6:14]) else bare[:10]
    return Identifier(IdentifierKind.CITIZEN, shown + HIDDEN * (18 - len(shown)))


def _citizen_ok(number: str) -> bool:
    return ric.calc_check_digit(number) == number[-1] and _birth_day(number[6:14]) is not None


def _uscc_ok(number: str) -> bool:
    if not _USCC.fullmatch(number):
        return False
    try:
        return uscc.calc_check_digit(number[:17]) == number[-1]
    except ValueError:  # a letter outside the alphabet (I, O, Z, S, V)
        return False


def _org_ok(number: str) -> bool:
    """The check digit of GB 11714, which python-stdnum does not have."""
    total = sum(int(sign, 36) * weight for sign, weight in zip(number, _ORG_WEIGHTS, strict=False))
    return "0123456789X0"[11 - total % 11] == number[-1]


# ---- what a person's number says ---------------------------------------------------------------


def eighteen(found: Identifier) -> str | None:
    """A citizen number in its 18-place form with ``*`` for what is not known; else ``None``."""
    if found.kind not in (IdentifierKind.CITIZEN, IdentifierKind.RESIDENCE_PERMIT):
        return None
    if len(found.normal) == 15:
        return found.normal[:6] + "19" + found.normal[6:] + HIDDEN
    return found.normal if len(found.normal) == 18 else None


def birth_day(found: Identifier) -> date | None:
    """The day of birth in a citizen number, when all its places are visible and it is a day."""
    number = eighteen(found)
    return _birth_day(number[6:14]) if number and number[6:14].isdigit() else None


def birth_year(found: Identifier) -> int | None:
    """The year of birth in a citizen number, when its four places are visible and sane."""
    number = eighteen(found)
    year = _number(number[6:10]) if number else -1
    return year if 1880 <= year <= 2100 else None


def sex(found: Identifier) -> str | None:
    """``male`` or ``female`` by the 17th place of a citizen number, when it is visible."""
    number = eighteen(found)
    if number is None or not number[16].isdigit():
        return None
    return "male" if int(number[16]) % 2 else "female"


def _birth_day(digits: str) -> date | None:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
    return day if 1880 <= day.year <= 2100 else None
