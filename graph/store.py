"""What a graph store can do: about a dozen operations, the same for every engine.

A store only narrows facts to a scope and keeps them; it never decides.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import Any, Protocol, Self

from graph.model.certainty import IdentityTier
from graph.model.facts import Facts
from graph.model.identifiers import Identifier
from graph.model.journal import EntryKind, JournalEntry
from graph.model.ownership import Ownership
from graph.model.records import (
    Batch,
    BranchOf,
    Holding,
    Identity,
    Listing,
    ListingEnd,
    Mention,
    PartyKind,
    QuarantinedRow,
    RoleEdge,
    Run,
    RunFile,
    UnitClass,
    UnitProfile,
)
from graph.model.records import SubjectRecord as SubjectRecord
from graph.sealed import Sealing


@dataclass(frozen=True, slots=True)
class Scope:
    """Which facts a question needs.

    ``everything``: all facts that can take part in a finding (all that touches the roster).
    ``subjects``: everything within reach of these subject keys: their own entries and links,
    the roles they hold and that are held at them, the entries of the other ends, and for the
    holders of roles at them the roles those hold at listed units (two hops).
    """

    everything: bool = False
    subjects: tuple[int, ...] = ()

    @classmethod
    def roster(cls) -> Scope:
        """All that touches the roster."""
        return cls(everything=True)

    @classmethod
    def of(cls, *keys: int) -> Scope:
        """All that touches these subjects."""
        return cls(subjects=keys)


@dataclass(frozen=True, slots=True)
class RunPlan:
    """What is known of a run before its first row.

    ``after`` is the id of the run that read the same files before, where they are read again on purpose.
    """

    source: str
    kind: str
    as_of: date
    as_of_assumed: bool
    complete: bool
    files: tuple[RunFile, ...]
    started: datetime
    after: str | None = None


@dataclass(frozen=True, slots=True)
class RunCounts:
    """Rows of a run: ``rows_in == accepted + quarantined + duplicates``."""

    rows_in: int
    accepted: int
    quarantined: int
    duplicates: int


@dataclass(frozen=True, slots=True)
class SourceState:
    """How fresh a source is: its newest committed run."""

    source: str
    kind: str
    as_of: date
    as_of_assumed: bool
    complete: bool
    run: int


Fold = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class NameCandidate:
    """Two mentions of one kind with an equal ``name_key`` or ways of writing one, one of them on the roster."""

    listed: Mention
    other: Mention


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a mention, as of the run being written.

    ``subject`` is the key of its subject and ``mentions`` are all of that subject's, itself included. ``units`` are
    subject keys of units at which any of them holds or held a role, to which a court attached it, or which a case
    lists beside it as the unit it heads. ``own_units`` are the unit mentions that its own rows name. ``full`` are the
    families (citizen, org) of the full numbers it is known by: two subjects with one family are two parties.
    """

    subject: int
    mentions: tuple[Mention, ...]
    units: frozenset[int] = frozenset()
    own_units: frozenset[str] = frozenset()
    full: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LinkAsked:
    """Which identity links are wanted: of these ids, of these tiers, with this text in a name; empty means all."""

    ids: tuple[str, ...] = ()
    tiers: tuple[IdentityTier, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class LinkedPair:
    """An identity link with the keys of the subjects that its two mentions belong to."""

    link: Identity
    kind: PartyKind
    left_subject: int
    right_subject: int


class RunWriter(Protocol):
    """One run being written. Nothing of it is visible before :meth:`commit`; leaving the ``with``
    block without it marks the run incomplete and sweeps its rows.
    """

    number: int

    def add(self, batch: Batch) -> None:
        """Stage a batch. Rows that are already stored unchanged are confirmed, not stored twice."""

    def retract(self, roles: Sequence[str], classes: Sequence[str]) -> None:
        """Take back role edges and unit kinds that were worked out (推定) and no longer follow: they stay readable
        for earlier runs, and get no end, since none was told.
        """

    def name_candidates(self, fold: Fold | None = None) -> Sequence[NameCandidate]:
        """Pairs that this run brings together by name: roster mentions with others. Joins and parts subjects first.

        ``fold`` gives the form that all ways of writing a name share; without it only equal names meet.
        """

    def candidates_of_names(self, names: Collection[str]) -> Sequence[NameCandidate]:
        """All such pairs of these name keys, whether the run stirs them or not."""

    def stir(self, ids: Collection[str]) -> None:
        """Have the links of these mentions looked at again."""

    def around(self, ids: Sequence[str]) -> dict[str, Around]:
        """What stands around those mentions that are stored or staged."""

    def links_of_stirred(self) -> Sequence[Identity]:
        """The links, of whatever tier, of the mentions that :meth:`name_candidates` found stirred."""

    def links_between(self, pairs: Iterable[tuple[str, str]]) -> Sequence[Identity]:
        """The links that stand for pairs of mentions, the smaller id first."""

    def has_listing(self, listing_id: str) -> bool:
        """Whether an entry is stored or staged."""

    def find_listings(self, case_number: str, name_key: str) -> Sequence[Listing]:
        """Entries of a case number and name, stored or staged."""

    def commit(self, counts: RunCounts, finished: datetime) -> Run:
        """Close what a complete run no longer shows, rebuild the derived tables, and publish."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class GraphStore(Sealing, Protocol):
    """A place that keeps dated facts and narrows them. Every read takes ``known_run``."""

    url: str

    def write_run(self, plan: RunPlan) -> RunWriter | Run:
        """Open a run; if the very same file set was committed before, return that run instead."""

    def known_run(self, moment: datetime | None = None) -> int:
        """The newest committed run finished at or before ``moment`` (default: the newest); 0 if none."""

    def runs(self) -> Sequence[Run]:
        """All runs, oldest first, incomplete ones too."""

    def sources(self, known_run: int) -> Sequence[SourceState]:
        """The newest committed run of each source and kind."""

    def quarantine(self, run: int | None = None) -> Sequence[tuple[int, QuarantinedRow]]:
        """Quarantined rows with their run, of one run or all."""

    def facts(self, scope: Scope, known_run: int) -> Facts:
        """The column arrays of a scope."""

    def ownership(self, subjects: Sequence[int] | None, known_run: int) -> Ownership:
        """Holdings, controllers, agreements, forms and kinds: all (``None``), or what bears on who controls and owns
        these subjects and on what they control and own.
        """

    def computed(self, known_run: int) -> tuple[list[int], list[int]]:
        """The keys of role edges and of unit kinds that were worked out at loading (推定)."""

    def holdings(self, keys: Sequence[int], known_run: int) -> dict[int, Holding]:
        """Holdings by key."""

    def find_subjects(
        self, text: str, known_run: int, limit: int = 50, *, exact: bool = False
    ) -> Sequence[SubjectRecord]:
        """Subjects by mention id, exact name (also former), or full identifier; then, unless ``exact``,
        by part of a name.
        """

    def find_by_identifier(self, identifier: Identifier, known_run: int) -> Sequence[SubjectRecord]:
        """Subjects with this full identifier."""

    def subjects(self, keys: Sequence[int], known_run: int) -> dict[int, SubjectRecord]:
        """Subjects by key."""

    def mentions(self, ids: Sequence[str], known_run: int) -> dict[str, Mention]:
        """Mentions by id; identifiers come in shown form, never opened."""

    def role_edges(self, keys: Sequence[int], known_run: int) -> dict[int, RoleEdge]:
        """Role edges by key."""

    def listings(self, keys: Sequence[int], known_run: int) -> dict[int, Listing]:
        """Roster entries by key, their interval cut by the withdrawals known at that run."""

    def listing_ends(self, listing_ids: Sequence[str], known_run: int) -> Sequence[ListingEnd]:
        """The withdrawals of these entries."""

    def identities(self, keys: Sequence[int], known_run: int) -> dict[int, Identity]:
        """Identity links by key."""

    def identity_links(self, asked: LinkAsked, known_run: int, cap: int) -> Sequence[LinkedPair]:
        """At most ``cap`` links: conflicts first, then probable, possible and decided ones, each by id."""

    def unit_classes(self, keys: Sequence[int], known_run: int) -> dict[int, UnitClass]:
        """Unit kinds by key."""

    def profile(self, unit_key: int, known_run: int) -> UnitProfile | None:
        """The newest register profile of a unit."""

    def neighbourhood(
        self, key: int, known_run: int, cap: int
    ) -> tuple[Sequence[RoleEdge], Sequence[Holding], Sequence[BranchOf], bool]:
        """Edges that touch a subject, at most ``cap`` of each kind; the flag says whether more exist."""

    def save_catalogue(self, digest: str, content: bytes) -> None:
        """Keep a compiled catalogue under its digest; saying it again changes nothing."""

    def catalogue(self, digest: str) -> bytes | None:
        """A catalogue kept before."""

    def append(self, kind: EntryKind, by: str, at: datetime, body: Mapping[str, Any]) -> JournalEntry:
        """Add an entry to the journal; the very same one said again is not added twice."""

    def journal(
        self, kind: EntryKind | Sequence[EntryKind] | None = None, until: datetime | None = None
    ) -> tuple[JournalEntry, ...]:
        """Entries in the order of adding, of some kinds or all, made at or before a moment."""

    def problems(self) -> Sequence[str]:
        """What an integrity check finds wrong; empty when all is well."""

    def close(self) -> None:
        """Release files and connections."""
