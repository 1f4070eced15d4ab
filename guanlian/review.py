"""The review of identities (身份复核): the queue, one case side by side, the next case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.exposure import expose
from graph.model.certainty import IdentityTier
from graph.model.records import PartyKind
from graph.store import LinkAsked, LinkedPair, Scope
from guanlian.request import Request
from guanlian.review_answers import (
    STATUSES,
    TIERS,
    CaseAnswer,
    CaseView,
    NextAnswer,
    QueueAnswer,
)
from guanlian.review_reading import (
    MOST_LINKS,
    Side,
    decisions,
    find_case,
    parties_of,
    read_side,
    states,
    surroundings_of,
)
from guanlian.review_views import decision_views, full_side, rounded, side_view, waterfall
from guanlian.service import Service
from ingest.identity.decisions import PairState, Status
from ingest.identity.features import Context
from ingest.identity.ladder import Comparison, compare
from ingest.identity.linking import digest_of
from ingest.identity.record import Record, from_mention

OPEN_TIERS = (IdentityTier.CONFLICT, IdentityTier.PROBABLE, IdentityTier.POSSIBLE)
WAITING = (Status.OPEN, Status.PENDING, Status.REOPENED)
_OPEN = PairState(("", " "), Status.OPEN)


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which cases are wanted; nothing said means all that wait for a person."""

    tiers: tuple[IdentityTier, ...] = ()
    statuses: tuple[Status, ...] = ()
    kind: PartyKind | None = None
    name: str = ""
    limit: int = 50


def queue(service: Service, request: Request, wanted: QueueFilter | None = None) -> QueueAnswer:
    """The cases that answer to a filter, one per two parties, in the order of work."""
    asked = wanted or QueueFilter()
    known_run = service.store.known_run(request.known_as_of)
    cases, more = _cases(service, request, known_run, asked)
    shown = cases[: asked.limit]
    views = _views(service, known_run, shown)
    return QueueAnswer(
        known_run=known_run,
        total=len(cases),
        by_tier=dict(sorted(Counter(pair.link.tier.value for pair, _, _ in cases).items())),
        by_status=dict(sorted(Counter(found.status.value for _, found, _ in cases).items())),
        more=more,
        cases=tuple(views),
    )


_Case = tuple[LinkedPair, PairState, int]  # the link, where it stands, how many links the two parties have


def _cases(service: Service, request: Request, known_run: int, asked: QueueFilter) -> tuple[list[_Case], bool]:
    statuses = asked.statuses or WAITING
    tiers = asked.tiers or (OPEN_TIERS if set(statuses) <= set(WAITING) else ())
    links = service.store.identity_links(LinkAsked(tiers=tiers, name=asked.name), known_run, MOST_LINKS)
    pairs = {(one.link.left, one.link.right) for one in links}
    rows = [row for row in decisions(service.store, request.known_as_of) if row.pair in pairs]
    decided = states(service.store, rows, known_run)
    found: list[_Case] = []
    for same in parties_of(links):
        pair = min(same, key=lambda one: (one.link.left, one.link.right) not in decided)
        known = decided.get((pair.link.left, pair.link.right), _OPEN)
        if known.status in statuses and (asked.kind is None or pair.kind is asked.kind):
            found.append((pair, known, len(same)))
    return found, len(links) == MOST_LINKS


def _views(service: Service, known_run: int, cases: Sequence[_Case]) -> Iterable[CaseView]:
    ids = [id_ for pair, _, _ in cases for id_ in (pair.link.left, pair.link.right)]
    keys = [key for pair, _, _ in cases for key in (pair.left_subject, pair.right_subject)]
    mentions = service.store.mentions(ids, known_run)
    subjects = service.store.subjects(keys, known_run)
    for pair, known, links in cases:
        link, sides = pair.link, []
        for id_, key in ((link.left, pair.left_subject), (link.right, pair.right_subject)):
            sides.append(side_view(mentions[id_], subjects[key]))
        sides.sort(key=lambda side: not side.on_roster)
        yield CaseView(
            case=link.id,
            tier=link.tier,
            tier_term=TIERS[link.tier],
            kind=pair.kind,
            left=sides[0],
            right=sides[1],
            evidence=link.evidence,
            status=known.status,
            status_term=STATUSES[known.status],
            verdict=known.decision.verdict if known.decision else None,
            decided_by=known.decision.by if known.decision else link.decided_by,
            links=links,
        )


def show(service: Service, request: Request, case: str) -> CaseAnswer:
    """One case whole, by the id of its link or as ``LEFT+RIGHT`` of two mention ids.

    Raises:
        BadRequestError: no such case.

    """
    known_run = service.store.known_run(request.known_as_of)
    pair = find_case(service.store, case, known_run)
    link, ends = pair.link, (pair.link.left, pair.link.right)
    rows = [row for row in decisions(service.store, request.known_as_of) if row.pair == ends]
    left, right = (read_side(service.store, id_, known_run) for id_ in ends)
    known = states(service.store, rows, known_run).get(ends, _OPEN)
    found = weigh(left, right)
    shown = (left, right) if left.mention.on_roster or not right.mention.on_roster else (right, left)
    return CaseAnswer(
        known_run=known_run,
        case=link.id,
        tier=link.tier,
        tier_term=TIERS[link.tier],
        kind=pair.kind,
        status=known.status,
        status_term=STATUSES[known.status],
        verdict=known.decision.verdict if known.decision else None,
        decided_by=known.decision.by if known.decision else link.decided_by,
        evidence=link.evidence,
        evidence_digest=digest_of(ends, surroundings_of((left, right))) or "",
        weighed_tier=found.tier,
        probability=found.probability,
        namesakes=rounded(found.namesakes),
        competitors=rounded(found.competitors),
        waterfall=tuple(waterfall(found)),
        left=full_side(shown[0], request.as_of),
        right=full_side(shown[1], request.as_of),
        findings=_resting(service, request, pair, known_run),
        decisions=tuple(decision_views(rows, known)),
    )


def next_case(service: Service, request: Request, after: str | None = None) -> NextAnswer:
    """The first waiting case, or the one that follows ``after`` in the order of work."""
    known_run = service.store.known_run(request.known_as_of)
    cases = [pair.link.id for pair, _, _ in _cases(service, request, known_run, QueueFilter())[0]]
    place = cases.index(after) + 1 if after in cases else 0
    rest = cases[place:] or [case for case in cases[:place] if case != after]
    return NextAnswer(case=show(service, request, rest[0]) if rest else None, left_over=len(cases))


def weigh(left: Side, right: Side) -> Comparison:
    """What the evidence alone says of two sides; rows of one joined subject are compared row by row."""
    around = surroundings_of((left, right))
    if left.subject.key == right.subject.key:
        return compare(_row_record(left), _row_record(right), Context())
    return compare(around.record(left.mention), around.record(right.mention), Context())


def _row_record(side: Side) -> Record:
    units = (f"subject:{unit}" for edge, unit in side.roles if edge.holder == side.mention.id)
    return from_mention(side.mention, units)


def _resting(service: Service, request: Request, pair: LinkedPair, known_run: int) -> int:
    """How many findings of the day rest on the two parties being one."""
    ends = {pair.left_subject, pair.right_subject}
    if len(ends) == 1:
        return 0
    rules = service.rules(request)
    facts = service.store.facts(Scope.of(*sorted(ends)), known_run)
    hits, links, day = expose(facts, rules), facts.links, request.as_of.toordinal()
    between = np.isin(links.listed, sorted(ends)) & np.isin(links.other, sorted(ends))
    chosen = np.flatnonzero(between)
    resting = np.isin(hits.link, chosen) | np.isin(hits.far, chosen)
    return int((resting & (hits.days[:, 0] <= day) & (day < hits.days[:, 3])).sum())
