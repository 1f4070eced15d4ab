"""Who is caught through a relation on the day, one row per subject and direction; counted before anything is proved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analysis.columns import Mask
from analysis.findings import Party
from graph.model.certainty import Certainty
from graph.model.facts import CERTAINTY_CODE, Ints
from graph.store import Scope
from guanlian import terms
from guanlian.answers import Answer
from guanlian.request import Request
from guanlian.views.service import PageService, Reached
from measures.vocabulary import Direction

PAGE = 50
_NAMED = 3  # listed parties named in a row
_CERTAINTIES = {code: tier for tier, code in CERTAINTY_CODE.items()}
_WORDS = {terms.DIRECTIONS[one]: one for one in Direction if one is not Direction.SELF}
DIRECTION_WORDS = list(_WORDS)
SURE_WORDS = [tier.term for tier in Certainty]


@dataclass(frozen=True)
class CaughtWish:
    """Which rows: a direction, a certainty, an implementing unit (``None``: any), and which page."""

    direction: str | None = None
    certainty: str | None = None
    agency: str | None = None
    page: int = 0


class CaughtRow(Answer):
    """One subject caught in one direction: the surest finding counts, ``through`` are the listed parties."""

    party: Party
    direction: str
    certainty: str
    measures: int
    through: str


class CaughtPage(Answer):
    """One page of rows, those with most measures first, and the implementing units that clauses name."""

    rows: tuple[CaughtRow, ...]
    total: int
    pages: int
    agencies: tuple[str, ...]


def caught_page(service: PageService, request: Request, wish: CaughtWish) -> CaughtPage:
    """Everybody whom the purpose's clauses reach through a relation on the day."""
    run = service.store.known_run(request.known_as_of)
    found = service.reached(request, Scope.roster(), run)
    groups = [group for group in _groups(found, _wanted(found, request, wish)) if _sure(group, wish)]
    groups.sort(key=lambda group: (group.certainty, -group.measures, group.subject))
    shown = groups[wish.page * PAGE : (wish.page + 1) * PAGE]
    parties = service.parties([key for group in shown for key in (group.subject, *group.listed)], run)
    return CaughtPage(
        rows=tuple(_row(group, parties) for group in shown),
        total=len(groups),
        pages=max(1, -(-len(groups) // PAGE)),
        agencies=tuple(sorted({agency for rule in found.rules for agency in rule.part.agencies})),
    )


@dataclass(frozen=True)
class _Group:
    subject: int
    direction: Direction
    certainty: int
    measures: int
    listed: tuple[int, ...]
    more: bool


def _sure(group: _Group, wish: CaughtWish) -> bool:
    return wish.certainty is None or _CERTAINTIES[group.certainty].term == wish.certainty


def _wanted(found: Reached, request: Request, wish: CaughtWish) -> Mask:
    day = request.as_of.toordinal()
    rules = [
        rule.direction is not Direction.SELF
        and (wish.direction is None or rule.direction is _WORDS[wish.direction])
        and (wish.agency is None or wish.agency in rule.part.agencies)
        for rule in found.rules
    ]
    standing = (found.hits.days[:, 0] <= day) & (day < found.hits.days[:, 3])
    mask: Mask = standing & np.array(rules, dtype=np.bool_)[found.hits.rule]
    return mask


def _groups(found: Reached, mask: Mask) -> Iterator[_Group]:
    """Hits of one subject in one direction together."""
    directions = list(Direction)
    way = np.array([directions.index(rule.direction) for rule in found.rules], dtype=np.int64)
    rows = np.flatnonzero(mask)
    kinds = way[found.hits.rule[rows]]
    order = rows[np.lexsort((kinds, found.felt.subject[rows]))]
    keys: Ints = np.stack([found.felt.subject[order], way[found.hits.rule[order]]], axis=1)
    starts = np.flatnonzero(np.any(np.diff(keys, axis=0, prepend=-1), axis=1))
    for part in np.split(order, starts[1:]) if len(order) else ():
        listed = np.unique(found.facts.listings.subject[found.hits.listing[part]]).tolist()
        yield _Group(
            subject=int(found.felt.subject[part[0]]),
            direction=directions[int(way[found.hits.rule[part[0]]])],
            certainty=int(found.hits.certainty[part].min()),
            measures=len({_clause(found, rule) for rule in np.unique(found.hits.rule[part]).tolist()}),
            listed=tuple(listed[:_NAMED]),
            more=len(listed) > _NAMED,
        )


def _clause(found: Reached, rule: int) -> str:
    return found.rules[rule].name


def _row(group: _Group, parties: dict[int, Party]) -> CaughtRow:
    names = "、".join(parties[key].name for key in group.listed)
    return CaughtRow(
        party=parties[group.subject],
        direction=terms.DIRECTIONS[group.direction],
        certainty=_CERTAINTIES[group.certainty].term,
        measures=group.measures,
        through=f"{names}等" if group.more else names,
    )
