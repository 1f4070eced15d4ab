"""Facts written by hand and loaded in one line each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from graph.model.certainty import IdentityTier
from graph.model.identifiers import Identifier, IdentifierKind
from graph.model.ids import content_id
from graph.model.records import (
    Batch,
    CourtRelation,
    Holding,
    Identity,
    Listing,
    ListingEnd,
    Mention,
    Origin,
    PartyKind,
    Position,
    RoleEdge,
    Run,
    RunFile,
    UnitClass,
    UnitProfile,
)
from graph.model.roles import LegalForm, Role, UnitKind
from graph.model.time import BEIJING, Bound, Interval
from graph.store import GraphStore, RunCounts, RunPlan, RunWriter, Scope

FIRST, SECOND, THIRD, FOURTH = date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1), date(2024, 4, 1)
HERE = Origin(source="登记", file="register.xlsx", row=2, sheet="主要人员")
START = datetime(2024, 6, 1, 9, 0, tzinfo=BEIJING)
NO_ROWS = RunCounts(0, 0, 0, 0)


def day_after(day: date) -> date:
    """The next day."""
    return day + timedelta(days=1)


def citizen(normal: str) -> Identifier:
    """A citizen number with an unassigned division code, or a masked one."""
    return Identifier(IdentifierKind.CITIZEN, normal)


def uscc(normal: str) -> Identifier:
    """A credit code."""
    return Identifier(IdentifierKind.USCC, normal)


def person(
    name: str, *numbers: Identifier, on_roster: bool = False, tag: str = "", name_key: str | None = None
) -> Mention:
    """A person's mention; ``tag`` tells rows apart that name the same."""
    return Mention(
        id=content_id("p", name, tag, *(number.shown for number in numbers)),
        kind=PartyKind.PERSON,
        name=name,
        name_key=name_key or name,
        origin=HERE,
        identifiers=numbers,
        on_roster=on_roster,
    )


def unit(name: str, *numbers: Identifier, on_roster: bool = False, tag: str = "") -> Mention:
    """A unit's mention."""
    return Mention(
        id=content_id("u", name, tag, *(number.shown for number in numbers)),
        kind=PartyKind.UNIT,
        name=name,
        name_key=name,
        origin=HERE,
        identifiers=numbers,
        on_roster=on_roster,
    )


def undated(as_of: date) -> Interval:
    """Stood on the as-of day, beginning unknown."""
    return Interval(Bound(None, as_of))


def role(holder: Mention, at: Mention, interval: Interval, title: str = "董事", what: Role = Role.DIRECTOR) -> Position:
    """A post."""
    id_ = content_id("e", "position", holder.id, at.id, what, title)
    return Position(id=id_, holder=holder.id, unit=at.id, role=what, interval=interval, origin=HERE, title=title)


def attached(holder: Mention, entry: Listing, published: date) -> CourtRelation:
    """A person whom the court attached to an entry."""
    return CourtRelation(
        id=content_id("e", "court", holder.id, entry.id),
        holder=holder.id,
        unit=entry.mention,
        role=Role.LEGAL_REPRESENTATIVE,
        interval=undated(published),
        origin=HERE,
        listing=entry.id,
    )


def listing(of: Mention, published: date, until: date | None = None, case: str = "(2024)示0102执1号") -> Listing:
    """A roster entry."""
    return Listing(
        id=content_id("l", of.id, case, published.isoformat()),
        mention=of.id,
        case_number=case,
        court="示范市人民法院",
        interval=Interval.from_days(published, until),
        origin=HERE,
        published=published,
        grounds=("有履行能力而拒不履行",),
        details=(("执行依据文号", "(2023)示0102民初1号"), ("省份", "示范省")),
    )


def listing_end(entry: Listing, until: date) -> ListingEnd:
    """A withdrawal notice."""
    return ListingEnd(content_id("w", entry.id, until.isoformat()), entry.id, Bound.on(until), HERE, "已履行")


def unit_class(of: Mention, kind: UnitKind, interval: Interval, printed: str = "企业") -> UnitClass:
    """A kind of a unit."""
    return UnitClass(content_id("c", of.id, kind, printed), of.id, kind, printed, None, interval, HERE)


def profile(of: Mention, as_of: date, status: str = "存续") -> UnitProfile:
    """A register entry."""
    id_ = content_id("f", of.id)
    return UnitProfile(id_, of.id, LegalForm.COMPANY, "有限责任公司", status, None, undated(as_of), HERE)


def link(one: Mention, other: Mention, tier: IdentityTier = IdentityTier.POSSIBLE) -> Identity:
    """An identity link."""
    left, right = sorted((one.id, other.id))
    return Identity(content_id("i", left, right, tier), left, right, tier, "同名")


def elsewhere(fact: Mention, **changes: object) -> Mention:
    """The same mention with other words."""
    return replace(fact, **changes)  # type: ignore[arg-type]


class Loader:
    """Loads batches, each as one run of its own; every run finishes an hour after the one before."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store

    def plan(
        self, as_of: date, *, source: str = "登记", kind: str = "register", complete: bool = True, mark: str = ""
    ) -> RunPlan:
        """A plan whose file digest comes from ``mark`` and everything else said."""
        text = f"{source} {kind} {as_of} {complete} {mark} {len(self.store.runs())}"
        file = RunFile(f"{source}.xlsx", hashlib.sha256(text.encode()).hexdigest(), 10)
        return RunPlan(source, kind, as_of, False, complete, (file,), START)

    def open(self, plan: RunPlan) -> RunWriter:
        """A writer for a plan that was not loaded before."""
        writer = self.store.write_run(plan)
        assert not isinstance(writer, Run)
        return writer

    def __call__(
        self,
        as_of: date,
        *facts: object,
        source: str = "登记",
        kind: str = "register",
        complete: bool = True,
        parts: int = 1,
    ) -> int:
        """Load facts as one run (in ``parts`` batches) and give its number."""
        number = len(self.store.runs()) + 1
        with self.open(self.plan(as_of, source=source, kind=kind, complete=complete)) as writer:
            for start in range(parts):
                writer.add(batch(facts[start::parts]))
            return writer.commit(RunCounts(len(facts), len(facts), 0, 0), START + timedelta(hours=number)).number


_PLACES: tuple[tuple[type, str], ...] = (
    (Mention, "mentions"),
    (UnitProfile, "profiles"),
    (UnitClass, "classes"),
    (RoleEdge, "roles"),
    (Holding, "holdings"),
    (Listing, "listings"),
    (ListingEnd, "listing_ends"),
    (Identity, "identities"),
)


def batch(facts: Iterable[object]) -> Batch:
    """A batch of facts of any kind."""
    result = Batch()
    for fact in facts:
        place = next(name for kind, name in _PLACES if isinstance(fact, kind))
        getattr(result, place).append(fact)
    return result


def key_of(store: GraphStore, mention: Mention, run: int | None = None) -> int:
    """The subject key of a mention."""
    (found,) = store.find_subjects(mention.id, store.known_run() if run is None else run)
    return found.key


def edges_of(store: GraphStore, mention: Mention, run: int | None = None) -> Sequence[RoleEdge]:
    """Role edges that touch a mention's subject, by their start and id."""
    known = store.known_run() if run is None else run
    edges = store.neighbourhood(key_of(store, mention, known), known, 1000)[0]
    return sorted(edges, key=lambda edge: (edge.interval.columns(), edge.id))


def entries(store: GraphStore, run: int | None = None) -> dict[str, Listing]:
    """All roster entries by id."""
    known = store.known_run() if run is None else run
    keys = store.facts(Scope.roster(), known).listings.key.tolist()
    return {entry.id: entry for entry in store.listings(keys, known).values()}


def picture(store: GraphStore, mentions: Sequence[Mention]) -> object:
    """All that a store says of some mentions, without keys and runs: for comparing two stores."""
    known = store.known_run()
    found = []
    for mention in mentions:
        subject = store.find_subjects(mention.id, known)[0]
        roles, holdings, branches, _ = store.neighbourhood(subject.key, known, 1000)
        found.append(
            (
                replace(subject, key=0),
                store.mentions([mention.id], known),
                sorted(roles, key=lambda edge: edge.id),
                sorted(holdings, key=lambda edge: edge.id),
                sorted(branches, key=lambda edge: edge.id),
                store.profile(subject.key, known),
            )
        )
    return found, entries(store)
