"""Ownership on one day: the columns that the control kernel reads, and what sources say of controllers themselves.

Three kinds of actual controller (实际控制人) are kept apart: *declared* (声明、法院文书、受益所有人备案), *registered*
(the legal form makes it: 执行事务合伙人、投资人、经营者) and *computed* (推定). Only the last is worked out here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property

import numpy as np

from analysis.control.build import Stake, columns
from analysis.control.columns import Ground, Holdings
from analysis.control.family import Source
from analysis.control.stakes import (
    Pair,
    Part,
    Proxy,
    capital_stakes,
    concerts_on,
    differing,
    office_fact,
    parts_on,
    proxies_on,
    standing,
    vote_stakes,
)
from graph.model.facts import KIND_CODE, PARTY_CODE
from graph.model.ownership import BASIS_CODE, FORM_CODE, Ownership
from graph.model.records import Basis, PartyKind, Share
from graph.model.roles import LegalForm, UnitKind

HEADED_FORMS = (LegalForm.PARTNERSHIP, LegalForm.SOLE_PROPRIETORSHIP, LegalForm.INDIVIDUAL_BUSINESS)
_OWNER_RUN = (LegalForm.SOLE_PROPRIETORSHIP, LegalForm.INDIVIDUAL_BUSINESS)
_WHOLE = Share(Fraction(1), Fraction(1))
_BASES = {code: basis for basis, code in BASIS_CODE.items()}


@dataclass(frozen=True, slots=True)
class Named:
    """A controller that a source names, or that was computed at loading: the role edge's key, basis, and surety."""

    key: int
    holder: int
    unit: int
    basis: Basis
    firm: bool


@dataclass(frozen=True, slots=True)
class Concert:
    """An agreement to act in concert: the agreement's key, its parties, and whether it surely stands."""

    key: int
    source: Source
    firm: bool


class OwnershipDay:
    """All of some ownership facts on one day. Parties are subject keys outside, nodes inside the columns."""

    def __init__(self, facts: Ownership, day: date) -> None:
        self.facts, self.day = facts, day
        self.parts: list[Part] = list(parts_on(facts.holdings, day))
        self.proxies: list[Proxy] = proxies_on(facts, day)

    def with_holders(self, same: Mapping[int, int]) -> OwnershipDay:
        """The same day with what some subjects hold told of others (``same``: from, to)."""
        other = OwnershipDay(self.facts, self.day)
        other.parts = [replace(part, holder=same.get(part.holder, part.holder)) for part in self.parts]
        return other

    @cached_property
    def named(self) -> dict[int, list[Named]]:
        """Controllers that sources name, by unit."""
        rows = self.facts.controllers
        may, sure = standing(rows.days, self.day)
        found: dict[int, list[Named]] = defaultdict(list)
        for at in np.flatnonzero(may).tolist():
            unit = int(rows.unit[at])
            basis = _BASES[int(rows.basis[at])]
            found[unit].append(Named(int(rows.key[at]), int(rows.holder[at]), unit, basis, bool(sure[at])))
        return found

    @cached_property
    def units(self) -> frozenset[int]:
        """Everybody known to be a unit."""
        person = PARTY_CODE[PartyKind.PERSON]
        rows, named = self.facts.holdings, self.facts.controllers
        holders = [table.holder[table.holder_kind != person] for table in (rows, named)]
        return frozenset(np.unique(np.concatenate([rows.unit, named.unit, *holders])).tolist())

    @cached_property
    def forms(self) -> Mapping[int, frozenset[LegalForm]]:
        """The legal forms that a unit has, or may have, on the day."""
        rows = self.facts.forms
        may, _ = standing(rows.days, self.day)
        found: dict[int, set[LegalForm]] = defaultdict(set)
        forms = list(FORM_CODE)
        for unit, code in zip(rows.unit[may].tolist(), rows.form[may].tolist(), strict=True):
            found[unit].add(forms[code])
        return {unit: frozenset(several) for unit, several in found.items()}

    @cached_property
    def headed(self) -> frozenset[int]:
        """Units in which an office has the say: by legal form, or because a register made somebody their head."""
        by_form = {unit for unit, forms in self.forms.items() if forms & set(HEADED_FORMS)}
        return frozenset(by_form | {unit for unit, several in self.named.items() if _registered(several)})

    @cached_property
    def votes(self) -> Holdings:
        """Votes (表决权), where sources give none as capital goes; offices where the law gives them the say."""
        offices = [
            Stake(one.holder, unit, None, office_fact(one.key), Ground.OFFICE, one.firm)
            for unit in self.headed
            for one in _registered(self.named.get(unit, []))
        ]
        stakes = [*vote_stakes(self.parts, self.proxies), *offices]
        return columns(stakes, units=self.units, headed=self.headed)

    @cached_property
    def capital(self) -> Holdings:
        """Capital (出资). Whoever runs a sole proprietorship or individual business owns it."""
        stakes = capital_stakes(self.parts, self.proxies)
        held = {stake.unit for stake in stakes}
        owners = [
            Stake(one.holder, unit, _WHOLE, office_fact(one.key), Ground.OFFICE, one.firm)
            for unit, forms in self.forms.items()
            if unit not in held and forms & set(_OWNER_RUN)
            for one in _registered(self.named.get(unit, []))
        ]
        return columns([*stakes, *owners], units=self.units)

    @cached_property
    def concerts(self) -> list[Concert]:
        """Agreements whose parties all hold something; members and the unit are nodes of ``votes``."""
        node, found = self.votes.node, []
        for key, parties, unit, firm in concerts_on(self.facts, self.day):
            members = [at for party in parties if (at := node(party)) is not None]
            at = node(unit) if unit else None
            if len(members) > 1 and (not unit or at is not None):
                found.append(Concert(key, Source(tuple(members), at), firm))
        return found

    @cached_property
    def differing(self) -> list[Pair]:
        """Pairs (holder, unit) that two sources tell differently."""
        return differing(self.parts)

    def kinds(self, *kinds: UnitKind) -> dict[int, list[int]]:
        """Units of these kinds on the day (surely), and the rows of ``facts.classes`` that say so."""
        rows = self.facts.classes
        _, sure = standing(rows.days, self.day)
        chosen = sure & np.isin(rows.kind, [KIND_CODE[kind] for kind in kinds])
        found: dict[int, list[int]] = defaultdict(list)
        for at in np.flatnonzero(chosen).tolist():
            found[int(rows.unit[at])].append(at)
        return found


def _registered(several: list[Named]) -> list[Named]:
    return [one for one in several if one.basis is Basis.REGISTERED]
