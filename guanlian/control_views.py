"""Turns nodes and edges of the control kernel into what an answer shows: parties, facts with dates and source rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction
from typing import Literal

from analysis.control.columns import Ground, Holdings
from analysis.control.day import Named, OwnershipDay
from analysis.control.stakes import fact_key
from analysis.steps import days, source
from graph.model.records import Holding, PartyKind, RoleEdge, Share, SubjectRecord
from graph.store import GraphStore
from guanlian import terms
from guanlian.control_answers import EdgeView, NamedUnit, NamedView, PartyRef, ShareView, SumView, UnitRef
from guanlian.shares_text import exact, share_text

_GROUNDS = {Ground.VOTES: "votes", Ground.CAPITAL: "capital", Ground.OFFICE: "office"}


class Viewer:
    """Looks records up in bulk and remembers them for one answer."""

    def __init__(self, store: GraphStore, known_run: int, day: OwnershipDay) -> None:
        self._store, self._run, self._day = store, known_run, day
        self._subjects: dict[int, SubjectRecord] = {}
        self._holdings: dict[int, Holding] = {}
        self._roles: dict[int, RoleEdge] = {}
        self._subject_of: dict[str, int] = {}

    # -- looking up

    def know(self, keys: Iterable[int]) -> None:
        """Fetch subjects."""
        missing = sorted(set(keys) - self._subjects.keys())
        if missing:
            found = self._store.subjects(missing, self._run)
            self._subjects.update(found)
            self._subject_of.update({mention: key for key, one in found.items() for mention in one.mentions})

    def know_facts(self, facts: Collection[int]) -> None:
        """Fetch holdings and role edges behind fact numbers, and the parties they name."""
        keyed = [fact_key(fact) for fact in facts]
        holdings = sorted({key for office, key in keyed if not office} - self._holdings.keys())
        roles = sorted({key for office, key in keyed if office} - self._roles.keys())
        if holdings:
            self._holdings.update(self._store.holdings(holdings, self._run))
        if roles:
            self._roles.update(self._store.role_edges(roles, self._run))
        by_key = {part.key: part for part in self._day.parts} if holdings else {}
        self.know(end for key in holdings for end in (by_key[key].holder, by_key[key].unit))

    def record(self, key: int) -> SubjectRecord:
        """A subject."""
        self.know([key])
        return self._subjects[key]

    # -- parties

    def party(self, key: int) -> PartyRef:
        """A subject as a party of the answer."""
        record = self.record(key)
        return PartyRef(id=record.id, name=record.name, kind=record.kind)

    def unit(self, key: int) -> UnitRef:
        """A subject as a unit of the answer."""
        record = self.record(key)
        return UnitRef(id=record.id, name=record.name)

    def is_person(self, key: int) -> bool:
        """Whether a subject is a natural person."""
        return self.record(key).kind is PartyKind.PERSON

    # -- facts

    def edges(self, holdings: Holdings, edges: Iterable[int]) -> tuple[EdgeView, ...]:
        """The facts behind edges, in the order of the edges."""
        chosen = list(edges)
        facts = {edge: holdings.facts_of(edge) for edge in chosen}
        self.know_facts([fact for several in facts.values() for fact in several])
        ends = (key for e in chosen for key in (int(holdings.keys[holdings.holder[e]]), self._unit_key(holdings, e)))
        self.know(ends)
        return tuple(self._edge(holdings, edge, fact) for edge in chosen for fact in sorted(facts[edge]))

    def _unit_key(self, holdings: Holdings, edge: int) -> int:
        return int(holdings.keys[holdings.unit[edge]])

    def _edge(self, holdings: Holdings, edge: int, fact: int) -> EdgeView:
        office, key = fact_key(fact)
        record: RoleEdge | Holding = self._roles[key] if office else self._holdings[key]
        voter = int(holdings.keys[holdings.holder[edge]])
        holder = self._subject_of.get(record.holder, voter)
        since, until = days(record.interval)
        held = record if isinstance(record, Holding) else None
        return EdgeView(
            type="office" if office else "holding",
            id=record.id,
            holder=self.party(holder),
            unit=self.party(self._unit_key(holdings, edge)),
            voter=self.party(voter) if voter != holder else None,
            ground="office" if office else "votes" if held and held.votes else "capital",
            capital=share_view(held.capital) if held and held.capital else None,
            votes=share_view(held.votes) if held and held.votes else None,
            subscribed=held.subscribed if held else None,
            paid_in=held.paid_in if held else None,
            since=since,
            until=until,
            source=source(record.origin),
        )

    def named(self, several: Iterable[Named]) -> tuple[NamedView, ...]:
        """Controllers that sources name."""
        chosen = sorted(several, key=lambda one: one.key)
        self._roles.update(self._store.role_edges([one.key for one in chosen], self._run))
        self.know(one.holder for one in chosen)
        return tuple(self._named(one) for one in chosen)

    def _named(self, one: Named) -> NamedView:
        edge = self._roles[one.key]
        since, until = days(edge.interval)
        return NamedView(
            controller=self.party(one.holder),
            basis=terms.BASES[edge.basis.value],
            title=edge.title,
            since=since,
            until=until,
            holds=_held(one),
            source=source(edge.origin),
        )

    def named_units(self, several: Iterable[Named]) -> tuple[NamedUnit, ...]:
        """Units of which sources name a subject as controller."""
        chosen = sorted(several, key=lambda one: one.key)
        self._roles.update(self._store.role_edges([one.key for one in chosen], self._run))
        self.know(one.unit for one in chosen)
        found = []
        for one in chosen:
            edge = self._roles[one.key]
            since, until = days(edge.interval)
            basis = terms.BASES[edge.basis.value]
            unit = self.party(one.unit)
            place = source(edge.origin)
            found.append(NamedUnit(unit=unit, basis=basis, since=since, until=until, holds=_held(one), source=place))
        return tuple(found)


def _held(one: Named) -> Literal["yes", "unknown"]:
    return "yes" if one.firm else "unknown"


def share_view(share: Share) -> ShareView:
    """A share as shown."""
    return ShareView(low=exact(share.lo), high=exact(share.hi), text=share_text(share))


def between(low: Fraction, high: Fraction) -> ShareView:
    """A share between two ends as shown."""
    return share_view(Share(low, max(low, high)))


def sum_view(holdings: Holdings, unit: int, of: str) -> SumView | None:
    """What the named shares of a unit (a node) add up to; ``None`` where nobody is named."""
    shares = [holdings.share(edge) for edge in holdings.edges_into(unit)]
    if not shares:
        return None
    low = sum((low for low, _ in shares), Fraction(0))
    high = sum((high for _, high in shares), Fraction(0))
    verdict, text = _verdict(low, max(low, high))
    return SumView.model_validate({"of": of, "total": between(low, high), "verdict": verdict, "text": text})


def _verdict(low: Fraction, high: Fraction) -> tuple[str, str]:
    if low > 1:
        return (
            "over",
            "所列比例合计超过100%，来源互相矛盾：确定性判断按各自占合计的比例计算，其余一律作“可能”处理，未作任何删减",
        )
    if high < 1:
        return "under", "所列比例合计不足100%：缺少的部分不归给任何人，也不在所列各方之间分摊"
    if low < high:
        return "open", "部分比例不详或为区间：确定性判断取下限，可能性判断取其他各方留下的最大余地"
    return "whole", "所列比例合计为100%"
