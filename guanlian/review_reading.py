"""Reads what a review needs from any store: the links, both sides of a case, and the decisions about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from graph.errors import BadRequestError
from graph.model.certainty import IdentityTier
from graph.model.journal import EntryKind
from graph.model.records import Identity, Listing, Mention, RoleEdge, SubjectRecord
from graph.store import Around, GraphStore, LinkAsked, LinkedPair, Scope
from ingest.identity.decisions import DecisionRow, Pair, PairState, decision_rows, state
from ingest.identity.linking import digest_of
from ingest.identity.resolve import link_id
from ingest.identity.surroundings import Surroundings

MOST_LINKS = 20_000  # looked through for one queue


@dataclass(frozen=True)
class Side:
    """One side of a case: its row, its subject with all rows, roles (with the units' subjects) and roster entries."""

    mention: Mention
    subject: SubjectRecord
    rows: tuple[Mention, ...]
    roles: tuple[tuple[RoleEdge, int], ...]
    unit_names: Mapping[str, str]
    entries: tuple[Listing, ...]

    @property
    def around(self) -> Around:
        """What stands around the row, as the ladder wants to know it."""
        own = frozenset(edge.unit for edge, _ in self.roles if edge.holder == self.mention.id)
        return Around(self.subject.key, self.rows, frozenset(unit for _, unit in self.roles), own)


def read_side(store: GraphStore, mention_id: str, known_run: int) -> Side:
    """All that the store knows of the party of a mention.

    Raises:
        BadRequestError: no such mention.

    """
    found = store.find_subjects(mention_id, known_run, 2, exact=True)
    mentions = store.mentions(found[0].mentions, known_run) if len(found) == 1 else {}
    if mention_id not in mentions:
        raise BadRequestError(f"没有编号为“{mention_id}”的记录。请从 guanlian review list 的结果中复制编号。")
    subject = found[0]
    facts = store.facts(Scope.of(subject.key), known_run)
    held = np.flatnonzero(facts.roles.holder == subject.key)
    edges = store.role_edges(facts.roles.key[held].tolist(), known_run)
    roles = tuple((edges[int(facts.roles.key[place])], int(facts.roles.unit[place])) for place in held)
    units = store.mentions(sorted({edge.unit for edge in edges.values()}), known_run)
    listed = facts.listings.key[facts.listings.subject == subject.key].tolist()
    return Side(
        mention=mentions[mention_id],
        subject=subject,
        rows=tuple(mentions[id_] for id_ in sorted(mentions)),
        roles=roles,
        unit_names={id_: unit.name for id_, unit in units.items()},
        entries=tuple(store.listings(listed, known_run).values()),
    )


def surroundings_of(sides: Iterable[Side]) -> Surroundings:
    """The sides as the ladder takes them."""
    return Surroundings({side.mention.id: side.around for side in sides})


def decisions(store: GraphStore, until: datetime | None = None) -> list[DecisionRow]:
    """All decision rows recorded until a moment (``None``: now), oldest first."""
    return decision_rows(store.journal(EntryKind.DECISION, until))


def states(store: GraphStore, rows: Iterable[DecisionRow], known_run: int) -> dict[Pair, PairState]:
    """The state of every decided pair against what its rows print now."""
    found = list(rows)
    digests = {pair: digest for pair in {row.pair for row in found} if (digest := _digest(store, pair, known_run))}
    return state(found, digests)


def _digest(store: GraphStore, pair: Pair, known_run: int) -> str | None:
    try:
        return digest_of(pair, surroundings_of(read_side(store, id_, known_run) for id_ in pair))
    except BadRequestError:
        return None


def find_case(store: GraphStore, case: str, known_run: int) -> LinkedPair:
    """The link of a case, or the pair ``LEFT+RIGHT`` of two mentions that nothing has linked yet.

    Raises:
        BadRequestError: no such case.

    """
    left, plus, right = case.partition("+")
    if plus:
        return _free_pair(store, left.strip(), right.strip(), known_run)
    found = store.identity_links(LinkAsked(ids=(case,)), known_run, 1)
    if not found:
        raise BadRequestError(f"没有编号为“{case}”的身份线索。请从 guanlian review list 的结果中复制编号。")
    return found[0]


def _free_pair(store: GraphStore, left: str, right: str, known_run: int) -> LinkedPair:
    if left == right:
        raise BadRequestError("两侧是同一条记录，无须核定。")
    pair = (min(left, right), max(left, right))
    stored = store.identity_links(LinkAsked(ids=(link_id(pair),)), known_run, 1)
    if stored:
        return stored[0]
    sides = [read_side(store, id_, known_run) for id_ in pair]
    if sides[0].mention.kind is not sides[1].mention.kind:
        raise BadRequestError("一方是自然人，另一方是单位，不可能是同一主体。")
    link = Identity(link_id(pair), *pair, IdentityTier.DIFFERENT, "两条记录之间没有系统发现的线索")
    return LinkedPair(link, sides[0].mention.kind, sides[0].subject.key, sides[1].subject.key)


def parties_of(pairs: Collection[LinkedPair]) -> list[list[LinkedPair]]:
    """Links of the same two parties together, in the order given; a link within one joined party stands alone."""
    found: dict[object, list[LinkedPair]] = {}
    for pair in pairs:
        parties = frozenset((pair.left_subject, pair.right_subject))
        found.setdefault(parties if len(parties) == 2 else pair.link.id, []).append(pair)
    return list(found.values())
