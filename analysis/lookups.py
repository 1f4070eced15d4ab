"""Makes the look-ups that clauses demand, and says with whom it could not look and why.

A register that names nobody for a role is silent, not clear: what the legal form lets us expect there
and does not find is a failed look-up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from analysis.columns import Mask
from analysis.demands import Demand, Relation
from analysis.rules import role_mask
from graph.model.certainty import Certainty
from graph.model.facts import CERTAINTY_CODE, KIND_CODE, PARTY_CODE, Facts, Ints
from graph.model.records import PartyKind
from graph.model.roles import LegalForm, Role, UnitKind
from measures.vocabulary import ReachRole

_ROLES = {role.value for role in Role}
# Kinds that tell each other apart: what is known to be one of a family is known not to be another of it.
_FAMILIES = (
    frozenset(kind for kind in UnitKind if kind.value.startswith("soe_")),
    frozenset(
        {
            UnitKind.PRODUCTION_BUSINESS_UNIT,
            UnitKind.INSTITUTION,
            UnitKind.SOCIAL_ORGANIZATION,
            UnitKind.GOVERNMENT_ORGAN,
        }
    ),
)
# Words that no register and no roster carries.
_NOT_IN_DATA = {
    ReachRole.FOUNDER_OR_OWNER.value,
    ReachRole.PROJECT_AFFILIATED_UNIT.value,
    ReachRole.OTHER_ENTERPRISE_HEADED.value,
}
# The persons whose children 济高信用办[2020]1号（二十三） names.
_EXTENDED = (Role.LEGAL_REPRESENTATIVE, Role.PRINCIPAL, Role.DIRECTLY_RESPONSIBLE, Role.ACTUAL_CONTROLLER)
# Forms whose registered head is no 法定代表人 but the 主要负责人 (负责人、经营者、投资人、执行事务合伙人).
_HEADED_BY_PRINCIPAL = {
    LegalForm.PARTNERSHIP,
    LegalForm.SOLE_PROPRIETORSHIP,
    LegalForm.INDIVIDUAL_BUSINESS,
    LegalForm.BRANCH,
    LegalForm.REPRESENTATIVE_OFFICE,
    LegalForm.PROFESSIONAL_FIRM,
    LegalForm.GOVERNMENT_ORGAN,
}
_WITH_BOARD = {LegalForm.COMPANY, LegalForm.JOINT_STOCK_COMPANY, LegalForm.UNKNOWN}
# A company may do without supervisors, and without a manager, but then its register entry names directors.
_BOARD = [Role.DIRECTOR.value, Role.SUPERVISOR.value, Role.SENIOR_MANAGER.value]
_OF_THE_BOARD = {*_BOARD, Role.MANAGER.value, Role.GENERAL_MANAGER.value, Role.DEPUTY_GENERAL_MANAGER.value}


class Failure(StrEnum):
    """Why a look-up could not be made."""

    NO_REGISTER_ROW = "no_register_row"  # no register names the unit
    NOT_STANDING = "not_standing"  # the register says the unit has ended, is in bankruptcy, or has moved away
    NOBODY_RECORDED = "nobody_recorded"  # the role must be filled, the data names nobody
    CONTROLLER_UNKNOWN = "controller_unknown"  # nobody registered or declared as 实际控制人
    NOT_IN_DATA = "not_in_data"  # no source carries this relation
    NO_IDENTIFIER = "no_identifier"  # a name alone does not tell where else a person holds posts
    IDENTITY_OPEN = "identity_open"  # probably the head of a listed unit, and nobody has settled it
    KIND_UNKNOWN = "kind_unknown"  # nothing says whether the unit is of a kind that the clause names
    POST_NOT_STATED = "post_not_stated"  # the person is listed; the post asked about is not named
    CHILDREN_NOT_ANSWERED = "children_not_answered"  # a clause reaches the children of the person asked about


@dataclass(frozen=True, slots=True)
class Applicant:
    """The applicant as its data describes it. ``ended`` is the register's word where the unit has ended."""

    key: int
    kind: PartyKind
    form: LegalForm
    registered: bool
    ended: str | None = None


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A look-up that was made, and the parties it led to (subject keys, sorted)."""

    demand: Demand
    parties: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NotLooked:
    """A look-up that could not be made, and the parties it failed for."""

    demand: Demand
    failure: Failure
    parties: tuple[int, ...] = ()


class LookUps:
    """The look-ups of one applicant on one day. ``numbered`` are the keys of persons with a full number."""

    def __init__(self, facts: Facts, applicant: Applicant, day: int, numbered: Iterable[int]) -> None:
        self.facts, self.applicant, self.day, self.numbered = facts, applicant, day, set(numbered)
        days = facts.roles.days
        self.standing: Mask = (days[:, 0] <= day) & (day < days[:, 3])

    def make(self, demands: Sequence[Demand]) -> tuple[list[LookedUp], list[NotLooked]]:
        """All look-ups: those made, and those that failed."""
        made: list[LookedUp] = []
        failed: list[NotLooked] = self._of_the_applicant(demands)
        for demand in demands:
            if demand.relation is Relation.CHILDREN:
                failed += self._children(demand)
                continue
            outcome = self._one(demand)
            if isinstance(outcome, LookedUp):
                made.append(outcome)
            else:
                failed.append(outcome)
        return made, failed + self.kinds(demands)

    def _of_the_applicant(self, demands: Sequence[Demand]) -> list[NotLooked]:
        """What is wrong with the applicant whatever the role: an ended unit."""
        return [NotLooked(demands[0], Failure.NOT_STANDING)] if self.applicant.ended else []

    def _one(self, demand: Demand) -> LookedUp | NotLooked:
        if demand.relation is Relation.APPLICANT:
            return LookedUp(demand, (self.applicant.key,))
        if demand.word not in _ROLES:
            return NotLooked(demand, Failure.NOT_IN_DATA)
        if demand.relation in (Relation.BY, Relation.POSTS_BY):
            return self._by(demand)
        if demand.relation is Relation.ELSEWHERE:
            return self._elsewhere(demand)
        return self._at(demand)

    def _by(self, demand: Demand) -> LookedUp | NotLooked:
        if self.applicant.key not in self.numbered:
            return NotLooked(demand, Failure.NO_IDENTIFIER)
        return LookedUp(demand, self._units([demand.word]))

    def _at(self, demand: Demand) -> LookedUp | NotLooked:
        found = self._holders([demand.word])
        if not self.applicant.registered:
            return NotLooked(demand, Failure.NO_REGISTER_ROW, found)
        failure = None if found else self._silence(demand)
        return NotLooked(demand, failure) if failure else LookedUp(demand, found)

    def _silence(self, demand: Demand) -> Failure | None:
        """What it means that nobody is recorded in this role."""
        word, form = demand.word, self.applicant.form
        if word == Role.ACTUAL_CONTROLLER.value:
            return Failure.CONTROLLER_UNKNOWN
        if word == Role.DIRECTLY_RESPONSIBLE.value:  # only a court names one
            return None
        if word == Role.LEGAL_REPRESENTATIVE.value:
            expected = form not in _HEADED_BY_PRINCIPAL
        elif word == Role.PRINCIPAL.value:  # other forms register a 法定代表人 in this place
            expected = form in _HEADED_BY_PRINCIPAL or not self._holders([Role.LEGAL_REPRESENTATIVE.value])
        elif word in _OF_THE_BOARD:
            expected = form in _WITH_BOARD and (word == Role.DIRECTOR.value or not self._holders(_BOARD))
        else:
            expected = demand.relation is Relation.AT or not self._holders(_BOARD)
        return Failure.NOBODY_RECORDED if expected else None

    def _elsewhere(self, demand: Demand) -> LookedUp | NotLooked:
        """Where the principals of the applicant are heads: only a full number tells, and a second hop follows no link.

        Who is probably the head of a listed unit is no finding there, and so must not read as looked up.
        """
        persons = [key for key in self._holders([Role.PRINCIPAL.value]) if self._is_person(key)]
        nameless = tuple(key for key in persons if key not in self.numbered)
        if nameless:
            return NotLooked(demand, Failure.NO_IDENTIFIER, nameless)
        perhaps = self._probably(self._heads_of_listed(demand.word))
        unsettled = tuple(key for key in persons if key in perhaps)
        return NotLooked(demand, Failure.IDENTITY_OPEN, unsettled) if unsettled else LookedUp(demand, tuple(persons))

    def _children(self, demand: Demand) -> list[NotLooked]:
        """A clause that reaches the children of the listed, or of who is extended to: nothing is said of a child.

        To their parent it must not read as clear either.
        """
        if demand.word == ReachRole.CHILD_OF_LISTED_PERSON.value:
            reached = self._listed()
        else:
            heads = np.concatenate([self._heads_of_listed(word.value) for word in _EXTENDED])
            reached = self.applicant.key in heads or self.applicant.key in self._probably(heads)
        return [NotLooked(demand, Failure.CHILDREN_NOT_ANSWERED)] if reached else []

    def _heads_of_listed(self, word: str) -> Ints:
        """Who holds the role at a unit that is, or may be, on the roster on the day."""
        roles, listings = self.facts.roles, self.facts.listings
        on_roster = (listings.days[:, 0] <= self.day) & (self.day < listings.days[:, 3])
        rows = self.standing & role_mask([word])[roles.role] & np.isin(roles.unit, listings.subject[on_roster])
        return roles.holder[rows]

    def _probably(self, keys: Ints) -> set[int]:
        """Who is probably one of these, and none of them for certain."""
        links = self.facts.links
        probable = links.tier == CERTAINTY_CODE[Certainty.PROBABLE]
        others = (
            links.other[probable & np.isin(links.listed, keys)],
            links.listed[probable & np.isin(links.other, keys)],
        )
        return set(np.setdiff1d(np.concatenate(others), keys).tolist())

    def kinds(self, demands: Sequence[Demand]) -> list[NotLooked]:
        """Posts at units of which nothing says whether they are of the kinds that the clauses name."""
        found = []
        for matter in dict.fromkeys(demand.matter for demand in demands if demand.matter):
            of_matter = [demand for demand in demands if demand.matter is matter]
            kinds: frozenset[UnitKind] = frozenset().union(*(demand.kinds for demand in of_matter))
            if self.applicant.kind is PartyKind.UNIT:
                if not self._kind_known(self.applicant.key, kinds):
                    found.append(NotLooked(of_matter[0], Failure.KIND_UNKNOWN, (self.applicant.key,)))
            elif self._listed():
                found += self._posts_of_the_listed(of_matter, kinds)
        return found

    def _posts_of_the_listed(self, demands: Sequence[Demand], kinds: frozenset[UnitKind]) -> list[NotLooked]:
        units = self._units([demand.word for demand in demands])
        if not units:
            return [NotLooked(demands[0], Failure.POST_NOT_STATED)]
        unknown = tuple(unit for unit in units if not self._kind_known(unit, kinds))
        return [NotLooked(demands[0], Failure.KIND_UNKNOWN, unknown)] if unknown else []

    def _kind_known(self, unit: int, kinds: frozenset[UnitKind]) -> bool:
        classes = self.facts.classes
        telling = kinds.union(*(family for family in _FAMILIES if kinds & family))
        codes = [KIND_CODE[kind] for kind in telling]
        rows = (classes.unit == unit) & np.isin(classes.kind, codes)
        rows &= (classes.days[:, 0] <= self.day) & (self.day < classes.days[:, 3])
        return bool(rows.any())

    def _listed(self) -> bool:
        """Whether the applicant is, or may be, on the roster on the day."""
        listings, links = self.facts.listings, self.facts.links
        subjects = np.append(links.listed[links.other == self.applicant.key], self.applicant.key)
        rows = np.isin(listings.subject, subjects)
        rows &= (listings.days[:, 0] <= self.day) & (self.day < listings.days[:, 3])
        return bool(rows.any())

    def _holders(self, words: Iterable[str]) -> tuple[int, ...]:
        roles = self.facts.roles
        rows = self.standing & role_mask(words)[roles.role] & (roles.unit == self.applicant.key)
        return _sorted(roles.holder[rows])

    def _units(self, words: Iterable[str]) -> tuple[int, ...]:
        roles = self.facts.roles
        rows = self.standing & role_mask(words)[roles.role] & (roles.holder == self.applicant.key)
        return _sorted(roles.unit[rows])

    def _is_person(self, key: int) -> bool:
        roles = self.facts.roles
        return bool((roles.holder_kind[roles.holder == key] == PARTY_CODE[PartyKind.PERSON]).any())


def _sorted(keys: Ints) -> tuple[int, ...]:
    return tuple(int(key) for key in np.unique(keys))
