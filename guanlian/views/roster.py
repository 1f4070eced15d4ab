"""The roster to browse (名单): entries by state, place in time, court and kind; a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from analysis.columns import Mask
from analysis.findings import Party
from graph.model.facts import PARTY_CODE, Facts, Ints
from graph.model.records import PartyKind
from graph.store import Scope
from guanlian.answers import Answer
from guanlian.request import Request
from guanlian.views.dossier import EntryView, entry_view
from guanlian.views.service import PageService

PAGE = 50
SOON = 90  # days in which a printed end counts as near


class State(StrEnum):
    """Which entries to show; the words are those of the page."""

    IN_FORCE = "现行在册"
    NEW = "期间新列入"
    WITHDRAWN = "期间已移出"
    RELISTED = "移出后再列入"
    ENDING = "九十日内到期"
    UNSURE = "起止日不明"
    ALL = "全部"


STATES = [state.value for state in State]


@dataclass(frozen=True)
class Wanted:
    """What to show: a state, the first day of the period that ends on the as-of day, kind, court, words of a name."""

    state: State = State.IN_FORCE
    since: date | None = None
    kind: PartyKind | None = None
    court: str | None = None
    name: str = ""
    page: int = 0


class RosterRow(Answer):
    """One entry with the subject it names."""

    party: Party
    entry: EntryView


class RosterPage(Answer):
    """One page of entries, newest first, and how many there are of each state."""

    rows: tuple[RosterRow, ...]
    total: int
    pages: int
    counts: dict[str, int]
    courts: tuple[str, ...]


def roster_page(service: PageService, request: Request, wanted: Wanted) -> RosterPage:
    """Entries known on the day of the request, as the wish narrows them."""
    run = service.store.known_run(request.known_as_of)
    facts = service.store.facts(Scope.roster(), run)
    since = wanted.since or request.as_of - timedelta(days=90)
    states = {state: _mask(facts, state, since, request.as_of) for state in State}
    narrow = _narrowed(service, facts, wanted, run)
    rows = np.flatnonzero(states[wanted.state] & narrow)
    order = rows[np.lexsort((facts.listings.key[rows], -facts.listings.days[rows, 1]))]
    shown = order[wanted.page * PAGE : (wanted.page + 1) * PAGE]
    return RosterPage(
        rows=_rows(service, request, facts, shown, run),
        total=len(rows),
        pages=max(1, -(-len(rows) // PAGE)),
        counts={state.value: int((mask & narrow).sum()) for state, mask in states.items()},
        courts=tuple(sorted(facts.courts)),
    )


def _narrowed(service: PageService, facts: Facts, wanted: Wanted, run: int) -> Mask:
    columns = facts.listings
    mask = np.ones(len(columns.key), dtype=np.bool_)
    if wanted.kind is not None:
        mask &= columns.kind == PARTY_CODE[wanted.kind]
    if wanted.court is not None:
        mask &= columns.court == facts.courts.index(wanted.court)
    if wanted.name.strip():
        found = service.store.find_subjects(wanted.name.strip(), run, 200)
        mask &= np.isin(columns.subject, [record.key for record in found])
    return mask


def _mask(facts: Facts, state: State, since: date, until: date) -> Mask:
    """Entries of a state; a period runs from ``since`` to ``until``, both included."""
    days, first, day = facts.listings.days, since.toordinal(), until.toordinal()
    begun, ended = days[:, 1] <= day, days[:, 3] <= day
    masks: dict[State, Mask] = {
        State.IN_FORCE: (days[:, 0] <= day) & ~ended,
        State.NEW: begun & (days[:, 1] >= first),
        State.WITHDRAWN: ended & (days[:, 3] >= first),
        State.RELISTED: _relisted(facts, day),
        State.ENDING: begun & ~ended & (days[:, 3] <= day + SOON),
        State.UNSURE: ~ended & (days[:, 0] != days[:, 1]) | ((days[:, 2] != days[:, 3]) & (days[:, 2] <= day) & ~ended),
        State.ALL: np.ones(len(days), dtype=np.bool_),
    }
    return masks[state]


def _relisted(facts: Facts, day: int) -> Mask:
    """Entries that stand on the day and began after an earlier entry of the same subject had ended."""
    columns = facts.listings
    standing = (columns.days[:, 0] <= day) & (day < columns.days[:, 3])
    first_end: dict[int, int] = {}
    for subject, end in zip(columns.subject.tolist(), columns.days[:, 3].tolist(), strict=True):
        first_end[subject] = min(end, first_end.get(subject, end))
    ends: Ints = np.array([first_end[subject] for subject in columns.subject.tolist()], dtype=np.int64)
    mask: Mask = standing & (columns.days[:, 0] >= ends)
    return mask


def _rows(service: PageService, request: Request, facts: Facts, shown: Ints, run: int) -> tuple[RosterRow, ...]:
    keys = [int(key) for key in facts.listings.key[shown]]
    subjects = [int(key) for key in facts.listings.subject[shown]]
    listings = service.store.listings(keys, run)
    parties = service.parties(subjects, run)
    return tuple(
        RosterRow(party=parties[subject], entry=entry_view(listings[key], request))
        for key, subject in zip(keys, subjects, strict=True)
    )


def state_named(word: str) -> State:
    """The state that a page's word names."""
    return State(word)


def party_kind(code: str | None) -> PartyKind | None:
    """The kind that a code names; ``None`` for both."""
    return PartyKind(code) if code else None
