"""What a clause of the table is made of, and how it answers to a role and to a kind of unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

# Role sets in the order in which the texts print them (they differ between texts, the sets do not).
FOUR = ("legal_representative", "principal", "actual_controller", "directly_responsible")
FIVE = ("legal_representative", "actual_controller", "director", "supervisor", "senior_manager")
SIX = ("legal_representative", "principal", "actual_controller", "director", "supervisor", "senior_manager")
BOARD = ("director", "supervisor", "senior_manager")

# 公司法 (2023) Art. 265: 经理, 副经理 and 财务负责人 are 高级管理人员; a 总经理 is the 经理.
ANSWERS_TO: dict[str, tuple[str, ...]] = {
    "general_manager": ("general_manager", "manager", "senior_manager"),
    "manager": ("manager", "senior_manager"),
    "deputy_general_manager": ("deputy_general_manager", "senior_manager"),
    "finance_head": ("finance_head", "senior_manager"),
}

# Words that leave open which kind of state-owned company a unit is: a clause that names one kind may
# mean it, so there is a finding, and somebody must look.
_OWNED = ("soe_wholly_state_owned", "soe_state_controlled", "soe_state_participated")
MAY_BE: dict[str, tuple[str, ...]] = {"soe_unspecified": _OWNED, "soe_district_supervised": _OWNED}
# 国有企业 without more: state-owned or state-controlled; a company with a state share is not one yet.
STATE_OWNED = ("soe_wholly_state_owned", "soe_state_controlled", "soe_district_supervised", "soe_unspecified")

# The sorts of financial institution that texts tell apart, and the word that leaves the sort open.
BANKING = ("银行业金融机构",)
FIVE_SORTS = (*BANKING, "证券公司", "基金管理公司", "期货公司", "保险公司")
ANY_SORT = "金融机构"

# Why a clause does not reach a unit of some kind.
KIND = "kind not named"
SORT = "sort not named"
OWNER = "owner not named"


@dataclass(frozen=True)
class Category:
    """A kind of unit as a row prints it: the word, and who owns the unit (empty where nothing is said)."""

    kind: str
    word: str = ""
    owner: str = ""


@dataclass(frozen=True)
class Clause:
    """One reaching part. ``reach`` is extends, flags, queries, office or second_hop.

    ``roles`` are posts in an office clause, and in a second hop the roles at the listed unit; ``at`` are
    then the roles at the other unit. ``sorts`` narrow financial institutions, ``owners`` state-owned
    companies; an owner whose name ends like ``owners_alike`` may be meant. ``listed_class`` are the words
    that limit which listed unit the clause means.
    """

    number: str
    part: str | None
    reach: str
    roles: tuple[str, ...]
    effect: str
    quote: str
    kinds: tuple[str, ...] = ()
    sorts: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    owners_alike: tuple[str, ...] = ()
    appointed_only: bool = False
    incumbents: str | None = None
    honour: bool = False
    heading_only: bool = False
    at: tuple[str, ...] = ()
    listed_class: str | None = None

    def names(self, role: str) -> bool:
        """Whether a holder of ``role`` answers to one of the words of this clause."""
        return answers(role, self.roles)

    def refusal(self, unit: Category) -> str | None:
        """Why units of a category are out of reach; ``None`` when they are, or may be, within it."""
        if unit.kind not in self.kinds and not self._perhaps(unit):
            return KIND
        if unit.kind == "financial_institution" and self.sorts and unit.word not in (ANY_SORT, *self.sorts):
            return SORT
        if self.owners and unit.owner and unit.owner not in self.owners and not self._owner_alike(unit):
            return OWNER
        return None

    def doubts(self, unit: Category, appointed: str) -> tuple[str, ...]:
        """What somebody must look up before the clause applies to a seat at such a unit."""
        found = []
        if self.appointed_only and unit.kind in self.kinds and appointed == "unknown":
            found.append("seat_unknown")
        if self._perhaps(unit) or (unit.kind == "financial_institution" and self.sorts and unit.word == ANY_SORT):
            found.append("unit_kind_unspecified")
        if self.owners and unit.owner not in self.owners:
            found.append("owner_unknown")
        return tuple(found)

    def _owner_alike(self, unit: Category) -> bool:
        """Whether the owner bears the name of the one that the clause means, of which place is not said here."""
        return bool(unit.owner) and unit.owner.endswith(self.owners_alike)

    def _perhaps(self, unit: Category) -> bool:
        return unit.kind not in self.kinds and any(kind in self.kinds for kind in MAY_BE.get(unit.kind, ()))


@cache
def answers(role: str, words: tuple[str, ...]) -> bool:
    """Whether a holder of ``role`` answers to one of ``words``."""
    return any(word in words for word in ANSWERS_TO.get(role, (role,)))


@dataclass(frozen=True)
class Document:
    """An official text: the days between which it came into force, and whose roster entries it reaches.

    ``courts`` empty means every court; otherwise an entry counts when its court's name contains one.
    """

    slug: str
    in_force: tuple[date, date]
    clauses: tuple[Clause, ...]
    courts: tuple[str, ...] = ()

    def reaches(self, court: str) -> bool:
        """Whether entries of this court are within the document's roster."""
        return not self.courts or any(part in court for part in self.courts)


def from_day(year: int, month: int, day: int) -> tuple[date, date]:
    """In force from a printed day."""
    return date(year, month, day), date(year, month, day)
