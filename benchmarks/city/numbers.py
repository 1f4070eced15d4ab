"""Invented but well-formed numbers: citizen numbers, credit codes, organisation codes, register numbers.

Every number carries a division code that is not assigned to any place (990101 and the like), and
organisation codes begin with two letters that no unit has been given, so none can be real.
"""

from __future__ import annotations

from datetime import date

DIVISIONS = ("990101", "990102", "990103", "990104", "990105", "990106")
DISTRICTS = ("云岭区", "溪口区", "青石区", "临江区", "松坪县", "白塔县")

_CITIZEN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)

# Which characters of the 18-character number each printed form shows (0-based).
SHOWN_POSITIONS: dict[str, frozenset[int]] = {
    "none": frozenset(),
    "full": frozenset(range(18)),
    "mask10": frozenset((*range(10), *range(14, 18))),
    "mask11": frozenset((*range(11), *range(14, 18))),
    "old15": frozenset(range(17)),
    "org": frozenset(range(8, 17)),
}


def citizen_number(division: str, born: date, sequence: int) -> str:
    """公民身份号码 with 18 characters; an odd ``sequence`` (1–999) is male."""
    body = f"{division}{born:%Y%m%d}{sequence:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _CITIZEN_WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def organisation_code(serial: int) -> str:
    """组织机构代码 with 9 characters, different for different serial numbers (up to some two million)."""
    turn, place = divmod(serial, 999_982)
    body = f"X{'XY'[turn]}{(place + 1) * 7919 % 999_983:06d}"
    rest = 11 - sum(int(char, 36) * weight for char, weight in zip(body, _ORG_WEIGHTS, strict=True)) % 11
    return body + {10: "X", 11: "0"}.get(rest, str(rest))


def credit_code(prefix: str, division: str, organisation: str) -> str:
    """统一社会信用代码 from the two leading characters, the division and the organisation code."""
    body = prefix + division + organisation
    total = sum(_USCC_ALPHABET.index(char) * weight for char, weight in zip(body, _USCC_WEIGHTS, strict=True))
    return body + _USCC_ALPHABET[(31 - total % 31) % 31]


def register_number(division: str, serial: int) -> str:
    """注册号 with 15 digits, its last one an ISO 7064 MOD 11,10 check digit."""
    body = f"{division}{serial:08d}"
    rest = 10
    for digit in body:
        rest = (rest + int(digit)) % 10 or 10
        rest = rest * 2 % 11
    return body + str((11 - rest) % 10)


def printed(number: str, show: str) -> str:
    """How a source prints an 18-character number.

    ``mask11`` is the 19-character form: four stars stand for three hidden characters.
    """
    if show == "none":
        return ""
    if show == "mask10":
        return f"{number[:10]}****{number[14:]}"
    if show == "mask11":
        return f"{number[:11]}****{number[14:]}"
    if show == "old15":
        return number[:6] + number[8:17]
    if show == "org":
        return number[8:17]
    return number
