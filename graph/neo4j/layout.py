"""How the facts lie in the property graph: every label, every relationship type, every property.

This is the closed list of names that may stand in a statement: nothing a user or a file says is ever
part of one. ``Person`` and ``Unit`` nodes (both also ``Subject``) are resolved subjects; a relation
carries the mention its fact came with. A relation is a version: it counts for a run ``k`` when
``from_run <= k`` and ``to_run`` is missing or ``> k``. Each kind names the query of the embedded store
that tells which of its nodes or relations came or went after a run.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.model.records import PartyKind
from graph.model.roles import Role

SCHEMA_VERSION = 2

ROLE_TYPE: dict[Role, str] = {role: f"{role.value.upper()}_OF" for role in Role}
IDENTITY_TYPE: dict[str | None, str] = {
    "certain": "SAME_AS",
    "probable": "MAY_BE",
    "possible": "MAY_BE",
    "conflict": "DIFFERS_FROM",
    "different": "DIFFERS_FROM",
}
PARTY_LABEL = {PartyKind.PERSON.value: "Person", PartyKind.UNIT.value: "Unit"}
# Relations that follow from findings; no fact: they may be deleted and written again at any time.
DERIVED_TYPES = ("CAUGHT_BY", "FLAGGED_BY", "BARRED_FROM", "CONTROLS")


@dataclass(frozen=True, slots=True)
class NodeKind:
    """Nodes made from the rows of ``query``; ``properties`` are its columns in order.

    ``labels`` gives the labels for the value of ``label_column``; ``by_key`` says that the query asks
    for keys beyond the last one instead of runs.
    """

    name: str
    query: str
    properties: tuple[str, ...]
    labels: dict[str | None, str]
    label_column: str | None = None
    by_key: bool = False


@dataclass(frozen=True, slots=True)
class EdgeKind:
    """Relations made from the rows of ``query``: ``start`` and ``stop`` first, then ``properties``.

    ``types`` gives the relationship type for the value of ``type_column``. ``start`` and ``stop`` say
    how an end is found: a label and the property that the column holds. ``identity`` are the
    properties that tell one version from another.
    """

    name: str
    query: str
    properties: tuple[str, ...]
    types: dict[str | None, str]
    start: tuple[str, str] = ("Subject", "key")
    stop: tuple[str, str] = ("Subject", "key")
    type_column: str | None = None
    identity: tuple[str, ...] = ("key", "from_run")
    ranged: bool = True

    @property
    def indexed(self) -> bool:
        """Whether relations are also looked up by their key."""
        return self.start[0] == "Subject" and "key" in self.properties


_DAYS = ("since_lo", "since_hi", "until_lo", "until_hi", "concluded")
_PLACE = ("origin", "line", "source")
_VERSION = ("from_run", "to_run")
_TAIL = (*_DAYS, *_PLACE, *_VERSION)
_FACT = ("key", "id", "episode_of")
_PARTS = tuple(
    f"{what}_{end}_{part}" for what in ("capital", "votes") for end in ("lo", "hi") for part in ("num", "den")
)

NODES: tuple[NodeKind, ...] = (
    NodeKind(
        "origins", "export_origins", ("key", "source", "file", "sheet", "document"), {None: "Origin"}, by_key=True
    ),
    NodeKind(
        "identifiers",
        "export_identifiers",
        ("key", "leader", "family", "kind", "shown", "token", "sealed", "check_ok"),
        {None: "Identifier"},
        by_key=True,
    ),
    NodeKind(
        "subjects",
        "export_subjects",
        ("key", "id", "kind", "name", "added"),
        {kind: f"Subject:{label}" for kind, label in PARTY_LABEL.items()},
        label_column="kind",
    ),
    NodeKind(
        "mentions",
        "export_mentions",
        ("key", "id", "kind", "stream", "stream_source", "stream_kind", "name", "name_length", "name_key", "sex",
         "birth_lo", "birth_hi", "division", "on_roster", *_PLACE, *_VERSION),
        {None: "Mention"},
    ),
    NodeKind(
        "entries", "export_entries", ("key", "id", "case_number", "court", "published", "added"), {None: "Listing"}
    ),
    NodeKind("withdrawals", "export_withdrawals", ("key", "id", "added"), {None: "Withdrawal"}),
    NodeKind("agreement_nodes", "export_agreement_nodes", ("key", "id", "added"), {None: "Agreement"}),
)  # fmt: skip

EDGES: tuple[EdgeKind, ...] = (
    EdgeKind(
        "names",
        "export_names",
        ("stream", "since_run", *_VERSION),
        {None: "NAMES"},
        start=("Mention", "key"),
        identity=("from_run",),
        ranged=False,
    ),
    EdgeKind(
        "carried",
        "export_carried",
        ("stream", "since_run", *_VERSION),
        {None: "CARRIES"},
        start=("Mention", "key"),
        stop=("Identifier", "key"),
        identity=("from_run",),
        ranged=False,
    ),
    EdgeKind(
        "listings",
        "export_listings",
        (*_FACT, "mention", "case_number", "court", "published", "filed", "grounds", "head_name", "public", "details",
         *_TAIL),
        {None: "LISTS"},
        start=("Listing", "key"),
    ),
    EdgeKind(
        "listing_ends",
        "export_listing_ends",
        (*_FACT, "listing", "reason", *_TAIL),
        {None: "ENDS"},
        start=("Withdrawal", "key"),
        stop=("Listing", "key"),
    ),
    EdgeKind(
        "roles",
        "export_roles",
        (*_FACT, "holder", "unit", "edge_type", "role", "certainty", "state_appointed", "basis", "title",
         "appointed_by", "listing", "listing_key", *_TAIL),
        {role.value: name for role, name in ROLE_TYPE.items()},
        type_column="role",
    ),
    EdgeKind(
        "holdings",
        "export_holdings",
        (*_FACT, "holder", "unit", *_PARTS, "subscribed", "paid_in", *_TAIL),
        {None: "HOLDS_SHARES_IN"},
    ),
    EdgeKind("branches", "export_branches", (*_FACT, "branch", "parent", *_TAIL), {None: "BRANCH_OF"}),
    EdgeKind(
        "classes",
        "export_classes",
        (*_FACT, "unit", "kind", "printed", "owner", *_TAIL),
        {None: "IS_OF_KIND"},
        stop=("Kind", "code"),
    ),
    EdgeKind(
        "profiles",
        "export_profiles",
        (*_FACT, "unit", "form", "printed_type", "status", "division", *_TAIL),
        {None: "HAS_FORM"},
        stop=("Form", "code"),
    ),
    EdgeKind(
        "agreements",
        "export_agreements",
        (*_FACT, "party", "unit", "kind", "parties", *_TAIL),
        {None: "PARTY_TO"},
        stop=("Agreement", "key"),
        identity=("key", "from_run", "party"),
    ),
    EdgeKind(
        "identities",
        "export_identities",
        (*_FACT, "one", "other", "one_key", "other_key", "tier", "evidence", "decided_by", *_TAIL),
        IDENTITY_TYPE,
        type_column="tier",
    ),
)  # fmt: skip

FACT_TYPES = tuple(dict.fromkeys(name for kind in EDGES for name in kind.types.values()))

# Properties that are whole numbers; all others are text, but for the sealed bytes.
INTEGERS = frozenset(
    ("key", "episode_of", "listing_key", "one_key", "other_key", "stream", "name_length", "birth_lo", "birth_hi",
     "on_roster", "public", "check_ok", "leader", "added", "published", "filed", "origin", "line", "since_run",
     *_DAYS, *_VERSION, *_PARTS)
)  # fmt: skip
BYTES = frozenset(("sealed",))
# Captions for people: written when a node is made, never read by a question, so no part of a comparison.
CAPTIONS = frozenset(("name", "case_number", "court", "published"))
