"""Relations around subjects as plain views: who holds what at whom, shares, branches, with dates and source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np

from analysis.findings import Day, Party
from analysis.proof import party
from analysis.steps import days
from graph.model.certainty import Truth
from graph.model.records import BranchOf, Holding, Origin, RoleEdge, SubjectRecord
from graph.model.time import Interval
from graph.store import GraphStore, Scope
from guanlian import terms
from guanlian.answers import Answer
from guanlian.shares_text import share_text
from guanlian.views.service import PageService

HOLDING, BRANCH = "股东", "分支机构"


class Relation(Answer):
    """One dated relation between two subjects. ``holds`` speaks of the day asked about."""

    id: str
    label: str
    start: Party
    end: Party
    share: str | None = None
    share_low: float | None = None  # for filters of pictures only, never for a decision
    title: str | None = None
    since: Day
    until: Day
    holds: Truth
    certainty: str
    source: str
    days: tuple[int, int, int, int]

    def other(self, subject: str) -> Party:
        """The end that is not ``subject``."""
        return self.end if self.start.id == subject else self.start


class Around(Answer):
    """The relations that touch one subject; ``more`` where the cap left some out."""

    subject: Party
    relations: tuple[Relation, ...]
    more: bool


@dataclass(frozen=True)
class _Ends:
    """Finds the subject behind a mention, each once."""

    service: PageService
    known_run: int
    found: dict[str, Party]

    def of(self, mention: str) -> Party:
        if mention not in self.found:
            record = self.service.subject_of(mention, self.known_run)
            assert record is not None, "every end of a relation is a subject"
            self.found.update(dict.fromkeys(record.mentions, party(record)))
        return self.found[mention]


def around(service: PageService, record: SubjectRecord, known_run: int, day: date, cap: int) -> Around:
    """Everything that touches a subject, at most ``cap`` edges of each kind, in a fixed order."""
    question = (record.id, known_run, day, cap)
    return service.arounds.get(question, lambda: _around(service, record, known_run, day, cap))


def _around(service: PageService, record: SubjectRecord, known_run: int, day: date, cap: int) -> Around:
    roles, holdings, branches, more = service.store.neighbourhood(record.key, known_run, cap)
    ends = _Ends(service, known_run, dict.fromkeys(record.mentions, party(record)))
    found = [
        *map(partial(_role, ends, day), roles),
        *map(partial(_holding, ends, day), holdings),
        *map(partial(_branch, ends, day), branches),
    ]
    order = sorted({one.id: one for one in found}.values(), key=lambda one: (one.label, one.days[0], one.id))
    return Around(subject=party(record), relations=tuple(order), more=more)


def listed_keys(store: GraphStore, keys: Iterable[int], known_run: int, day: date) -> set[int]:
    """Which of these subjects have an entry that stands, or may stand, on the day."""
    wanted = sorted(set(keys))
    if not wanted:
        return set()
    columns = store.facts(Scope.of(*wanted), known_run).listings
    at = day.toordinal()
    standing = (columns.days[:, 0] <= at) & (at < columns.days[:, 3])
    return set(np.intersect1d(columns.subject[standing], wanted).tolist())


def _role(ends: _Ends, day: date, edge: RoleEdge) -> Relation:
    title = edge.title if edge.title and edge.title != edge.role.term else None
    doubt = "" if edge.certainty.rank == 0 else f"（{edge.certainty.term}）"
    return _relation(ends, day, edge.id, f"{edge.role.term}{doubt}", (edge.holder, edge.unit), edge.interval,
                     edge.origin, title=title, certainty=edge.certainty.term)  # fmt: skip


def _holding(ends: _Ends, day: date, edge: Holding) -> Relation:
    share = edge.capital or edge.votes
    low = float(share.lo) if share else None
    return _relation(ends, day, edge.id, HOLDING, (edge.holder, edge.unit), edge.interval, edge.origin,
                     share=share_text(share), share_low=low)  # fmt: skip


def _branch(ends: _Ends, day: date, edge: BranchOf) -> Relation:
    return _relation(ends, day, edge.id, BRANCH, (edge.branch, edge.parent), edge.interval, edge.origin)


def _relation(
    ends: _Ends,
    day: date,
    id_: str,
    label: str,
    between: tuple[str, str],
    interval: Interval,
    origin: Origin,
    *,
    share: str | None = None,
    share_low: float | None = None,
    title: str | None = None,
    certainty: str = "确定",
) -> Relation:
    since, until = days(interval)
    start, end = map(ends.of, between)
    return Relation(
        id=id_,
        label=label,
        start=start,
        end=end,
        share=share,
        share_low=share_low,
        title=title,
        since=since,
        until=until,
        holds=interval.holds_at(day),
        certainty=certainty,
        source=place(origin),
        days=interval.columns(),
    )


def place(origin: Origin) -> str:
    """Where a fact stands, in Chinese."""
    sheet = f" {origin.sheet}" if origin.sheet else ""
    return f"{origin.source}：{origin.file}{sheet} 第 {origin.row} 行"


def period(relation: Relation) -> str:
    """From when to when, in Chinese."""
    return f"{terms.day(relation.since)} — {terms.day(relation.until)}"


def touching(relations: Sequence[Relation], day: int, *, past: bool) -> list[Relation]:
    """Those that stand or may stand on a day; with ``past`` also those that have ended."""
    return [one for one in relations if one.days[0] <= day and (past or day < one.days[3])]
