"""A small world built by hand: parties, roles and entries, as the columns and records the engine takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from analysis.evidence import Evidence
from analysis.exposure import expose
from analysis.findings import Finding
from analysis.proof import prove
from analysis.rules import Rule
from graph.model.certainty import Certainty, IdentityTier, Truth
from graph.model.facts import (
    CERTAINTY_CODE,
    EDGE_CODE,
    KIND_CODE,
    PARTY_CODE,
    ROLE_CODE,
    TRUTH_CODE,
    Days,
    Facts,
    Ints,
    LinkColumns,
    ListingColumns,
    RoleColumns,
    Small,
    UnitClassColumns,
)
from graph.model.records import (
    Basis,
    Control,
    Identity,
    Listing,
    Mention,
    Origin,
    PartyKind,
    Position,
    RoleEdge,
    SubjectRecord,
    UnitClass,
)
from graph.model.roles import Role, UnitKind
from graph.model.time import Bound, Interval

_HERE = Origin(source="case", file="case", row=1)


@dataclass
class World:
    """Every party is one mention and one subject; its name is its id without the prefix."""

    mentions: dict[str, Mention] = field(default_factory=dict)
    roles: list[RoleEdge] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    classes: list[UnitClass] = field(default_factory=list)
    links: list[Identity] = field(default_factory=list)

    def party(self, name: str, kind: PartyKind) -> str:
        """The mention id of a party, made at first use."""
        prefix = "p" if kind is PartyKind.PERSON else "u"
        for known in (f"p-{name}", f"u-{name}"):
            if known in self.mentions:
                return known
        id_ = f"{prefix}-{name}"
        self.mentions[id_] = Mention(id=id_, kind=kind, name=name, name_key=name, origin=_HERE)
        return id_

    def role(
        self,
        holder: str,
        role: Role,
        unit: str,
        since: date | None = None,
        until: date | None = None,
        *,
        state_appointed: Truth = Truth.UNKNOWN,
        holder_kind: PartyKind = PartyKind.PERSON,
        certainty: Certainty = Certainty.CERTAIN,
        interval: Interval | None = None,
    ) -> None:
        """Somebody holds a role at a unit from ``since`` to before ``until``."""
        edge_class = Control if role is Role.ACTUAL_CONTROLLER else Position
        self.roles.append(
            edge_class(
                id=f"e-{len(self.roles)}",
                holder=self.party(holder, holder_kind),
                unit=self.party(unit, PartyKind.UNIT),
                role=role,
                interval=interval or Interval.from_days(since, until),
                origin=_HERE,
                certainty=certainty,
                basis=Basis.PRINTED,
                state_appointed=state_appointed,
            )
        )

    def listing(
        self, name: str, kind: PartyKind, published: date, withdrawn: date | None = None, court: str = "某人民法院"
    ) -> None:
        """A roster entry."""
        self.listings.append(
            Listing(
                id=f"l-{len(self.listings)}",
                mention=self.party(name, kind),
                case_number=f"(2019)某0102执{len(self.listings) + 1}号",
                court=court,
                interval=Interval.from_days(published, withdrawn),
                origin=_HERE,
                published=published,
            )
        )

    def unit_class(self, unit: str, kind: UnitKind, printed: str | None = None, owner: str | None = None) -> None:
        """A unit is of a kind, always."""
        self.classes.append(
            UnitClass(
                id=f"k-{len(self.classes)}",
                unit=self.party(unit, PartyKind.UNIT),
                kind=kind,
                printed=printed or kind.term,
                owner=owner,
                interval=Interval(Bound(None, date(1949, 10, 1))),
                origin=_HERE,
            )
        )

    def link(self, left: str, right: str, tier: IdentityTier = IdentityTier.POSSIBLE) -> None:
        """Two mentions may be the same party."""
        first, second = sorted((left, right))
        self.links.append(Identity(id=f"i-{len(self.links)}", left=first, right=second, tier=tier, evidence="同名"))

    def findings(self, rules: list[Rule], as_of: date) -> list[Finding]:
        """Everything the engine finds, on whatever day it holds, seen from ``as_of``."""
        facts = self.facts()
        return prove(facts, rules, expose(facts, rules), self._evidence(), as_of)

    def facts(self) -> Facts:
        """The columns."""
        key = {id_: number for number, id_ in enumerate(sorted(self.mentions), 1)}
        entry = {listing.id: number for number, listing in enumerate(self.listings, 1)}
        courts = sorted({listing.court for listing in self.listings})
        words = sorted({word for row in self.classes for word in (row.printed, row.owner) if word})
        listed = {listing.mention for listing in self.listings}
        return Facts(
            known_run=1,
            roles=RoleColumns(
                key=_keys(len(self.roles)),
                holder=_ints(key[edge.holder] for edge in self.roles),
                unit=_ints(key[edge.unit] for edge in self.roles),
                holder_kind=_small(PARTY_CODE[self.mentions[edge.holder].kind] for edge in self.roles),
                role=_small(ROLE_CODE[edge.role] for edge in self.roles),
                certainty=_small(CERTAINTY_CODE[edge.certainty] for edge in self.roles),
                edge_type=_small(EDGE_CODE[edge.edge_type] for edge in self.roles),
                state_appointed=_small(TRUTH_CODE[edge.state_appointed] for edge in self.roles),
                listing=_ints(entry.get(edge.listing or "", 0) for edge in self.roles),
                days=_days(edge.interval for edge in self.roles),
            ),
            listings=ListingColumns(
                key=_keys(len(self.listings)),
                subject=_ints(key[listing.mention] for listing in self.listings),
                kind=_small(PARTY_CODE[self.mentions[listing.mention].kind] for listing in self.listings),
                court=_ints(courts.index(listing.court) for listing in self.listings),
                days=_days(listing.interval for listing in self.listings),
            ),
            classes=UnitClassColumns(
                key=_keys(len(self.classes)),
                unit=_ints(key[row.unit] for row in self.classes),
                kind=_small(KIND_CODE[row.kind] for row in self.classes),
                printed=_ints(words.index(row.printed) for row in self.classes),
                owner=_ints(words.index(row.owner) if row.owner else -1 for row in self.classes),
                days=_days(row.interval for row in self.classes),
            ),
            links=LinkColumns(
                key=_keys(len(self.links)),
                listed=_ints(key[_listed_side(link, listed)[0]] for link in self.links),
                other=_ints(key[_listed_side(link, listed)[1]] for link in self.links),
                tier=_small(CERTAINTY_CODE[Certainty(link.tier.value)] for link in self.links),
            ),
            courts=tuple(courts),
            words=tuple(words),
        )

    def _evidence(self) -> Evidence:
        subjects = {
            number: SubjectRecord(
                key=number,
                id=id_,
                kind=self.mentions[id_].kind,
                name=self.mentions[id_].name,
                names=(self.mentions[id_].name,),
                identifiers=tuple(number.shown for number in self.mentions[id_].identifiers),
                mentions=(id_,),
            )
            for number, id_ in enumerate(sorted(self.mentions), 1)
        }
        return Evidence(
            subjects=subjects,
            roles=dict(enumerate(self.roles, 1)),
            listings=dict(enumerate(self.listings, 1)),
            links=dict(enumerate(self.links, 1)),
            classes=dict(enumerate(self.classes, 1)),
            mentions=self.mentions,
        )


def _listed_side(link: Identity, listed: set[str]) -> tuple[str, str]:
    return (link.left, link.right) if link.left in listed else (link.right, link.left)


def _keys(count: int) -> Ints:
    return np.arange(1, count + 1, dtype=np.int64)


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.int64)


def _small(values: Iterable[int]) -> Small:
    return np.array(list(values), dtype=np.int8)


def _days(intervals: Iterable[Interval]) -> Days:
    return np.array([interval.columns() for interval in intervals], dtype=np.int32).reshape(-1, 4)
