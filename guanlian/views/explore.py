"""Pictures to explore (关系探索): a graph grown subject by subject, chains between subjects, common officers."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

import numpy as np

from analysis.findings import Party
from graph.errors import UnknownSubjectError
from graph.model.records import SubjectRecord
from graph.store import Scope
from guanlian.answers import Answer
from guanlian.request import Request
from guanlian.views.relations import Around, Relation, around, touching
from guanlian.views.service import PageService
from measures.vocabulary import Direction

HUB = 60  # more relations than this are asked about before they are drawn
LOOK = 2_000  # relations of each kind that are read at a hub to say what there is
MOST_STEPS = 6
MOST_LOOKED_AT = 1_500


class Node(Answer):
    """A subject of the picture; ``hidden`` are relations that stand at it and are not drawn."""

    party: Party
    listed: bool
    caught: bool  # through a relation, by a clause of the purpose
    expanded: bool
    hidden: int = 0


class Picture(Answer):
    """Nodes and relations, in a fixed order."""

    nodes: tuple[Node, ...]
    relations: tuple[Relation, ...]


class Hub(Answer):
    """What stands at a subject with very many relations: how many of each label; ``more`` than were counted."""

    party: Party
    counts: dict[str, int]
    more: bool


class Chain(Answer):
    """One shortest chain: the relations in order from the first subject to the last."""

    steps: tuple[Relation, ...]


class Between(Answer):
    """Shortest chains between subjects; ``cut`` where the search was stopped before everything was seen."""

    chains: tuple[Chain, ...]
    missing: tuple[tuple[Party, Party], ...]
    cut: bool


class Shared(Answer):
    """A person or unit related to several of the chosen subjects."""

    party: Party
    relations: tuple[Relation, ...]


@dataclass(frozen=True)
class Wish:
    """What of the relations to draw: labels (``None``: all), a least share in percent, ended ones too or not."""

    labels: tuple[str, ...] | None = None
    least_share: int = 0
    past: bool = False
    limits: Mapping[str, int] = field(default_factory=dict)  # subject id -> how many relations at a hub


def hub(service: PageService, request: Request, subject_id: str, day: date) -> Hub:
    """What stands at a subject on a day, counted by label."""
    run = service.store.known_run(request.known_as_of)
    near = around(service, _record(service, subject_id, run), run, day, LOOK)
    standing = touching(near.relations, day.toordinal(), past=False)
    return Hub(party=near.subject, counts=dict(Counter(one.label for one in standing)), more=near.more)


def picture(service: PageService, request: Request, expanded: Sequence[str], day: date, wish: Wish) -> Picture:
    """The union of what stands around each expanded subject, filtered; expanded subjects always stand in it.

    Raises:
        UnknownSubjectError: one of the subjects is not known.

    """
    run = service.store.known_run(request.known_as_of)
    arounds = [around(service, _record(service, id_, run), run, day, LOOK) for id_ in dict.fromkeys(expanded)]
    relations: dict[str, Relation] = {}
    hidden: dict[str, int] = {}
    for near in arounds:
        wanted = _wanted(near, day, wish)
        shown = wanted[: wish.limits.get(near.subject.id, HUB)]
        hidden[near.subject.id] = len(wanted) - len(shown)
        relations |= {one.id: one for one in shown}
    parties = {near.subject.id: near.subject for near in arounds}
    for one in relations.values():
        parties |= {one.start.id: one.start, one.end.id: one.end}
    listed, caught = _standing_of(service, request, parties, run, day)
    nodes = [
        Node(
            party=party,
            listed=id_ in listed,
            caught=id_ in caught,
            expanded=id_ in hidden,
            hidden=hidden.get(id_, 0),
        )
        for id_, party in sorted(parties.items())
    ]
    return Picture(nodes=tuple(nodes), relations=tuple(relations[id_] for id_ in sorted(relations)))


def chains(service: PageService, request: Request, subjects: Sequence[str], day: date) -> Between:
    """For each neighbouring pair of the chosen subjects one shortest chain of relations that stand on the day."""
    run = service.store.known_run(request.known_as_of)
    search = _Search(service, run, day)
    found, missing = [], []
    for one, other in pairwise(subjects):
        chain = search.between(one, other)
        if chain is None:
            missing.append((search.near(one).subject, search.near(other).subject))
        else:
            found.append(Chain(steps=tuple(chain)))
    return Between(chains=tuple(found), missing=tuple(missing), cut=search.cut)


def shared(service: PageService, request: Request, subjects: Sequence[str], day: date) -> tuple[Shared, ...]:
    """Who stands in relation to at least two of the chosen subjects (共同任职、共同股东) on the day."""
    run = service.store.known_run(request.known_as_of)
    search = _Search(service, run, day)
    meeting: dict[str, list[tuple[str, Relation]]] = {}
    for id_ in dict.fromkeys(subjects):
        for relation in search.standing(id_):
            meeting.setdefault(relation.other(id_).id, []).append((id_, relation))
    found = []
    for links in (meeting[other] for other in sorted(meeting)):
        if len({subject for subject, _ in links}) > 1:
            party = next(relation.other(subject) for subject, relation in links)
            found.append(Shared(party=party, relations=tuple(relation for _, relation in links)))
    return tuple(sorted(found, key=lambda one: (one.party.name, one.party.id)))


def _wanted(near: Around, day: date, wish: Wish) -> list[Relation]:
    standing = touching(near.relations, day.toordinal(), past=wish.past)
    return [
        one
        for one in standing
        if (wish.labels is None or one.label in wish.labels)
        and (one.share_low is None or one.share_low * 100 >= wish.least_share)
    ]


def _standing_of(
    service: PageService, request: Request, parties: Iterable[str], run: int, day: date
) -> Iterable[set[str]]:
    """Which of these subjects are on the roster on the day, and which a clause reaches through a relation."""
    keys = {_record(service, id_, run).key: id_ for id_ in sorted(parties)}
    found = service.reached(request, Scope.of(*keys), run)
    at = day.toordinal()
    entries, hits = found.facts.listings, found.hits
    listed = entries.subject[(entries.days[:, 0] <= at) & (at < entries.days[:, 3])]
    standing = (hits.days[:, 0] <= at) & (at < hits.days[:, 3])
    through = np.array([rule.direction is not Direction.SELF for rule in found.rules], dtype=np.bool_)[hits.rule]
    caught = found.felt.subject[standing & through]
    return ({keys[key] for key in set(some.tolist()) & keys.keys()} for some in (listed, caught))


def _record(service: PageService, subject_id: str, run: int) -> SubjectRecord:
    found = service.subject_of(subject_id, run)
    if found is None:
        raise UnknownSubjectError("所选主体在已装入的数据中不存在。请重新查找。")
    return found


class _Search:
    """Breadth-first over what the store tells of one subject after the other; every answer is read once."""

    def __init__(self, service: PageService, run: int, day: date) -> None:
        self.service, self.run, self.day = service, run, day
        self.cut = False
        self._seen: dict[str, Around] = {}

    def near(self, id_: str) -> Around:
        if id_ not in self._seen:
            record = _record(self.service, id_, self.run)
            self._seen[id_] = around(self.service, record, self.run, self.day, HUB * 2)
            self.cut |= self._seen[id_].more
        return self._seen[id_]

    def standing(self, id_: str) -> list[Relation]:
        return touching(self.near(id_).relations, self.day.toordinal(), past=False)

    def between(self, start: str, goal: str) -> list[Relation] | None:
        """A shortest chain, or ``None`` within :data:`MOST_STEPS` steps."""
        came: dict[str, tuple[str, Relation] | None] = {start: None}
        waiting = deque([(start, 0)])
        while waiting:
            id_, depth = waiting.popleft()
            if id_ == goal:
                return _walked(came, goal)
            if depth == MOST_STEPS or len(self._seen) > MOST_LOOKED_AT:
                self.cut |= len(self._seen) > MOST_LOOKED_AT
                continue
            for relation in self.standing(id_):
                other = relation.other(id_).id
                if other not in came:
                    came[other] = (id_, relation)
                    waiting.append((other, depth + 1))
        return None


def _walked(came: Mapping[str, tuple[str, Relation] | None], goal: str) -> list[Relation]:
    steps = []
    at = came[goal]
    while at is not None:
        before, relation = at
        steps.append(relation)
        at = came[before]
    return steps[::-1]
