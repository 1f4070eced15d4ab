"""What the service answers about control and ownership: frozen objects with stable keys."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from analysis.findings import Day, Party, Source
from graph.model.records import PartyKind
from guanlian.answers import Answer, DataState

CertaintyWord = Literal["certain", "possible"]


class ShareView(Answer):
    """A share: exact fractions of the whole, equal where it is exact, and as read by people."""

    low: str
    high: str
    text: str


class UnitRef(Answer):
    """A unit by id and name."""

    id: str
    name: str


class PartyRef(Answer):
    """A party by id, name and kind."""

    id: str
    name: str
    kind: PartyKind


class EdgeView(Answer):
    """One fact of a proof or a picture: a holding, or an office that the legal form gives the say.

    ``holder`` and ``unit`` are subjects; ``voter`` is somebody else who casts the votes (表决权委托、代持).
    ``ground``: the votes are the source's own (``votes``), follow the capital, or belong to an office.
    """

    type: Literal["holding", "office"]
    id: str
    holder: PartyRef
    unit: PartyRef
    voter: PartyRef | None = None
    ground: Literal["votes", "capital", "office"]
    capital: ShareView | None = None
    votes: ShareView | None = None
    subscribed: str | None = None
    paid_in: str | None = None
    since: Day
    until: Day
    source: Source


class NamedView(Answer):
    """A controller that a source names (``declared``) or a legal form makes (``registered``)."""

    controller: PartyRef
    basis: str
    title: str | None
    since: Day
    until: Day
    holds: Literal["yes", "unknown"]
    source: Source


class ComputedView(Answer):
    """A computed controller (推定): its votes in the unit with everything it controls, and facts that suffice.

    ``ultimate``: no other controller of the unit controls it. Of a *possible* one the share is the most it can be.
    """

    controller: PartyRef
    certainty: CertaintyWord
    share: ShareView
    ultimate: bool
    proof: tuple[EdgeView, ...] = ()


class ConcertView(Answer):
    """Parties that control together by agreement (一致行动), none of them alone."""

    agreement: int
    members: tuple[PartyRef, ...]
    certainty: CertaintyWord
    proof: tuple[EdgeView, ...] = ()


class OwnerView(Answer):
    """A beneficial owner (受益所有人) of a profile: by what, with which look-through share."""

    owner: PartyRef
    by: tuple[Literal["capital", "votes", "control", "declared"], ...]
    certainty: CertaintyWord
    share: ShareView


class UnspecifiedView(Answer):
    """A unit's own word that its owner cannot or need not be named: not the same as no data."""

    reason: str
    description: str | None
    since: Day


class ProfileView(Answer):
    """The profile a computed answer rests on."""

    code: str
    version: str
    name: str
    text: str


class StateView(Answer):
    """State ownership. ``computed`` is the proven class or ``unknown``, never "not state-owned" for want of data.

    ``registered`` are kinds that a source gives. The class lies between ``floor`` and ``ceiling``; ``rung`` is the
    rung of the ladder that decided, ``path`` the deciding holdings, upper ones first.
    """

    profile: ProfileView
    registered: tuple[str, ...]
    computed: Literal["wholly_owned", "controlled", "participated", "none", "unknown", "outside"]
    floor: str
    ceiling: str
    rung: int | None
    text: str
    path: tuple[EdgeView, ...] = ()


class SumView(Answer):
    """What the named shares of a unit add up to, and what was done about it."""

    of: Literal["capital", "votes"]
    total: ShareView
    verdict: Literal["whole", "over", "under", "open"]
    text: str


class _Asked(Answer):
    as_of: str
    known_as_of: str | None
    known_run: int
    data: tuple[DataState, ...]
    subject: Party | None
    candidates: tuple[Party, ...] = ()


class ControlAnswer(_Asked):
    """Who controls a unit. ``effective`` says which kind counts: a declared one overrides a computed one.

    ``circle``: units that control each other with no outside controller. ``parent``: a branch has no controller of
    its own; its parent has.
    """

    profile: ProfileView | None = None
    threshold: str | None = None
    effective: Literal["declared", "registered", "computed", "none"] = "none"
    declared: tuple[NamedView, ...] = ()
    registered: tuple[NamedView, ...] = ()
    computed: tuple[ComputedView, ...] = ()
    concerts: tuple[ConcertView, ...] = ()
    circle: tuple[PartyRef, ...] = ()
    parent: PartyRef | None = None
    beneficial_profile: ProfileView | None = None
    beneficial_owners: tuple[OwnerView, ...] = ()
    unspecified: tuple[UnspecifiedView, ...] = ()
    state: StateView | None = None
    sums: tuple[SumView, ...] = ()
    notes: tuple[str, ...] = ()


class ControlledUnit(Answer):
    """A unit that a subject controls, with its votes there."""

    unit: PartyRef
    certainty: CertaintyWord
    share: ShareView
    proof: tuple[EdgeView, ...] = ()


class ControlledAnswer(_Asked):
    """What a subject controls: named by sources, and computed, nearest first."""

    profile: ProfileView | None = None
    threshold: str | None = None
    declared: tuple[NamedUnit, ...] = ()
    registered: tuple[NamedUnit, ...] = ()
    computed: tuple[ControlledUnit, ...] = ()


class NamedUnit(Answer):
    """A unit of which a source names the subject as controller."""

    unit: PartyRef
    basis: str
    since: Day
    until: Day
    holds: Literal["yes", "unknown"]
    source: Source


class NodeView(Answer):
    """A party in the picture; ``level`` counts up (owners, positive) and down (holdings, negative) from the unit.

    ``look_through``: its share in the unit, or the unit's share in it, through all chains, at least.
    """

    party: PartyRef
    level: int
    look_through: str | None


class OwnershipAnswer(_Asked):
    """The ownership tree (股权穿透图) around a subject: parties, and holdings between them."""

    nodes: tuple[NodeView, ...] = ()
    edges: tuple[EdgeView, ...] = ()
    sums: tuple[SumView, ...] = ()
    truncated: bool = False


class ControllerRef(Answer):
    """A controller by id, name and kind."""

    id: str
    name: str
    kind: PartyKind


class ControlPair(Answer):
    """A controller and a unit. ``share``: the votes of the controller and all it controls, an exact fraction:
    at least for a *certain* pair, at most for a *possible* one.
    """

    controller: ControllerRef
    unit: UnitRef
    share: str
    certainty: CertaintyWord


class ControlPairsAnswer(Answer):
    """Every controller-unit pair above a threshold on a day."""

    pairs: tuple[ControlPair, ...] = Field(default=())


ControlledAnswer.model_rebuild()
