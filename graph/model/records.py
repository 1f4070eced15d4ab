"""The records of the graph: parties, dated relations between them, roster entries and runs.

Facts hang on *mentions* (a party as one source row names it) and are never rewritten; a subject
is the set of mentions that identity evidence joins, and lives only as a derived table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar

from graph.errors import BadFactError
from graph.model.certainty import Certainty, IdentityTier, Truth
from graph.model.identifiers import Identifier
from graph.model.roles import LegalForm, Role, UnitKind
from graph.model.time import Bound, Interval


class PartyKind(StrEnum):
    """What a mention names."""

    PERSON = "person"
    UNIT = "unit"


class EdgeType(StrEnum):
    """The kinds of relation that carry a role at a unit."""

    POSITION = "position"
    CONTROL = "control"
    COURT_RELATION = "court_relation"


class Basis(StrEnum):
    """What a role or a control rests on; the kinds are never mixed."""

    PRINTED = "printed"  # the source prints the role word itself
    TITLE = "title"  # read from a title by the title map
    REGISTERED = "registered"  # follows from the legal form (执行事务合伙人、投资人、经营者)
    DECLARED = "declared"  # declared by the party, a prospectus or a filing
    COURT = "court"  # said by a court
    COMPUTED = "computed"  # 推定, with its profile


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a fact stands: the file, the row (1-based, as the user sees it), sheet and document."""

    source: str
    file: str
    row: int
    sheet: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A party as one source row names it. ``name_key`` is the normal form used for comparing names.

    ``birth_years`` are the earliest and latest year of birth that the row allows.
    """

    id: str
    kind: PartyKind
    name: str
    name_key: str
    origin: Origin
    identifiers: tuple[Identifier, ...] = ()
    sex: str | None = None  # "male" | "female"
    birth_years: tuple[int, int] | None = None
    division: str | None = None
    on_roster: bool = False  # named by a roster entry or by the court in one


@dataclass(frozen=True, slots=True)
class UnitProfile:
    """What a register says a unit is: legal form, status (存续、注销 …), founding day."""

    id: str
    unit: str  # mention id
    form: LegalForm
    printed_type: str | None
    status: str | None
    division: str | None
    interval: Interval
    origin: Origin


@dataclass(frozen=True, slots=True)
class UnitClass:
    """A unit belongs to a kind for some time: licence, state-asset class, register type."""

    id: str
    unit: str  # mention id
    kind: UnitKind
    printed: str
    owner: str | None  # 出资人 / 监管机构, as printed
    interval: Interval
    origin: Origin


@dataclass(frozen=True, slots=True)
class RoleEdge:
    """A party holds a role at a unit for some time. One edge, one role, the most specific one.

    ``certainty`` speaks of the role reading only (a title read as 主要负责人 is *possible*).
    ``state_appointed`` says whether the state-share holder sent or proposed the holder.
    """

    edge_type: ClassVar[EdgeType]

    id: str
    holder: str  # mention id
    unit: str  # mention id
    role: Role
    interval: Interval
    origin: Origin
    title: str | None = None
    certainty: Certainty = Certainty.CERTAIN
    basis: Basis = Basis.PRINTED
    appointed_by: str | None = None
    state_appointed: Truth = Truth.UNKNOWN
    listing: str | None = None  # a court relation that belongs to one roster entry only

    def __post_init__(self) -> None:
        if self.holder == self.unit:
            raise BadFactError(f"{self.origin.file}, row {self.origin.row}: a unit cannot hold a role at itself")


class Position(RoleEdge):
    """A post (任职)."""

    __slots__ = ()
    edge_type = EdgeType.POSITION


class Control(RoleEdge):
    """Asserted control (实际控制人), with its basis."""

    __slots__ = ()
    edge_type = EdgeType.CONTROL


class CourtRelation(RoleEdge):
    """A person whom the court itself attached to a listed unit: ``qysler``, 限制消费令."""

    __slots__ = ()
    edge_type = EdgeType.COURT_RELATION


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole between two exact fractions; equal ends mean an exact share."""

    lo: Fraction
    hi: Fraction

    def __post_init__(self) -> None:
        if not 0 <= self.lo <= self.hi:
            raise BadFactError(
                f"a share cannot run from {self.lo} to {self.hi}; give a part of the whole, low end first"
            )


@dataclass(frozen=True, slots=True)
class Holding:
    """A party holds part of a unit. ``None`` means the source does not say."""

    id: str
    holder: str  # mention id
    unit: str  # mention id
    interval: Interval
    origin: Origin
    capital: Share | None = None
    votes: Share | None = None
    subscribed: str | None = None  # 认缴, as printed
    paid_in: str | None = None  # 实缴, as printed


@dataclass(frozen=True, slots=True)
class BranchOf:
    """A branch belongs to a parent unit (隶属企业)."""

    id: str
    branch: str
    parent: str
    interval: Interval
    origin: Origin


@dataclass(frozen=True, slots=True)
class Agreement:
    """What parties agree or say about control at a unit: 一致行动, 表决权委托, 代持, 受益所有人备案 (``kind``).

    The order of ``parties`` counts for the kinds in :data:`graph.model.ownership.ORDERED_KINDS`; the first has the say.
    """

    id: str
    parties: tuple[str, ...]
    unit: str | None
    kind: str
    interval: Interval
    origin: Origin


@dataclass(frozen=True, slots=True)
class Identity:
    """What evidence says about two mentions; ``decided_by`` is a person's name or ``None``."""

    id: str
    left: str  # mention id, left < right
    right: str
    tier: IdentityTier
    evidence: str
    decided_by: str | None = None

    def __post_init__(self) -> None:
        if self.left >= self.right:
            raise BadFactError("an identity link names two different mentions, the smaller id first")


@dataclass(frozen=True, slots=True)
class Listing:
    """One roster entry (失信被执行人名单记录).

    ``interval`` begins with the publication day. ``details`` keeps every other printed field in
    the order of the source, for display.
    """

    id: str
    mention: str  # the listed party
    case_number: str
    court: str
    interval: Interval
    origin: Origin
    published: date | None = None
    filed: date | None = None  # 立案时间: never the listing day
    grounds: tuple[str, ...] = ()
    head_name: str | None = None  # businessEntity: the head's name at listing
    public: bool = True
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ListingEnd:
    """A withdrawal (撤销、屏蔽): the first day on which an entry no longer stands."""

    id: str
    listing: str
    until: Bound
    origin: Origin
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class QuarantinedRow:
    """A row that could not be used, with its reason; ``raw`` is sealed by the store."""

    file: str
    row: int
    sheet: str | None
    field: str | None
    reason: str
    remedy: str
    raw: str


@dataclass(frozen=True, slots=True)
class RunFile:
    """One file of a run."""

    name: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class SubjectRecord:
    """A subject as known by a run: its key in this store, its public id and what it is called.

    The public id is the smallest mention id of its mentions; any mention's id finds it.
    ``identifiers`` are in shown (masked) form, sorted.
    """

    key: int
    id: str
    kind: PartyKind
    name: str
    names: tuple[str, ...]
    identifiers: tuple[str, ...]
    mentions: tuple[str, ...]


class RunStatus(StrEnum):
    """How a run ended. Only a committed one is ever read."""

    WRITING = "writing"
    COMMITTED = "committed"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Run:
    """One load of one file set from one source."""

    number: int
    id: str  # content id of source, kind, as-of day and file digests
    source: str
    kind: str
    as_of: date
    as_of_assumed: bool
    complete: bool
    files: tuple[RunFile, ...]
    started: datetime
    finished: datetime | None
    status: RunStatus
    rows_in: int = 0
    accepted: int = 0
    quarantined: int = 0
    duplicates: int = 0


@dataclass(slots=True)
class Batch:
    """What a reader hands to the store in one go: facts, and the rows that could not be used."""

    mentions: list[Mention] = field(default_factory=list)
    profiles: list[UnitProfile] = field(default_factory=list)
    classes: list[UnitClass] = field(default_factory=list)
    roles: list[RoleEdge] = field(default_factory=list)
    holdings: list[Holding] = field(default_factory=list)
    branches: list[BranchOf] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    listing_ends: list[ListingEnd] = field(default_factory=list)
    identities: list[Identity] = field(default_factory=list)
    quarantine: list[QuarantinedRow] = field(default_factory=list)
    # (file, sheet, row) -> the row as read; sealed by the store.
    raw_rows: list[tuple[str, str | None, int, Mapping[str, object]]] = field(default_factory=list)
