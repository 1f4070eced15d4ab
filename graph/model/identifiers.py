"""Identifiers as facts carry them: a kind, a normal form, and which positions are visible."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

HIDDEN = "*"


class IdentifierKind(StrEnum):
    """Kinds of identity document or registration number."""

    CITIZEN = "citizen"  # 公民身份号码, 18 or 15 characters
    RESIDENCE_PERMIT = "residence_permit"  # 港澳台居民居住证 (81/82/83)
    HK_MACAU_PERMIT = "hk_macau_permit"  # 港澳居民来往内地通行证
    TAIWAN_PERMIT = "taiwan_permit"  # 台湾居民来往大陆通行证
    PASSPORT = "passport"
    USCC = "uscc"  # 统一社会信用代码
    ORG_CODE = "org_code"  # 组织机构代码, 9 characters
    REG_NUMBER = "reg_number"  # 15 位工商注册号
    OTHER = "other"

    @property
    def of_unit(self) -> bool:
        """Whether it names a unit; such numbers are public and shown in full."""
        return self in (IdentifierKind.USCC, IdentifierKind.ORG_CODE, IdentifierKind.REG_NUMBER)


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier of a party, as a source gave it and in normal form.

    ``normal`` is upper case without separators; hidden positions are ``*``, so a full number has
    none. ``check_ok`` is a quality flag only (``None``: no check digit or not all visible).
    """

    kind: IdentifierKind
    normal: str
    check_ok: bool | None = None

    @property
    def full(self) -> bool:
        """Whether every character is visible."""
        return HIDDEN not in self.normal

    @property
    def join_key(self) -> str | None:
        """The text under which equal full identifiers meet; ``None`` for a masked one.

        A credit code meets the organisation code inside it, a 15-digit citizen number its
        18-digit form (born 19xx: the 15-digit form was only issued before 2000).
        """
        if not self.full:
            return None
        if self.kind is IdentifierKind.USCC and len(self.normal) == 18:
            return f"org:{self.normal[8:17]}"
        if self.kind is IdentifierKind.ORG_CODE:
            return f"org:{self.normal}"
        if self.kind in (IdentifierKind.CITIZEN, IdentifierKind.RESIDENCE_PERMIT):
            body = self.normal[:17] if len(self.normal) == 18 else f"{self.normal[:6]}19{self.normal[6:]}"
            return f"citizen:{body}"
        return f"{self.kind.value}:{self.normal}"

    @property
    def shown(self) -> str:
        """What may be shown: unit numbers in full, personal ones with their middle hidden."""
        if self.kind.of_unit or not self.full:
            return self.normal
        if len(self.normal) == 18:
            return self.normal[:10] + HIDDEN * 4 + self.normal[14:]
        if len(self.normal) == 15:
            return self.normal[:8] + HIDDEN * 4 + self.normal[12:]
        keep = max(1, len(self.normal) // 4)
        return self.normal[:keep] + HIDDEN * (len(self.normal) - 2 * keep) + self.normal[-keep:]
