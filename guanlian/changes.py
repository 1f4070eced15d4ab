"""New and released findings between two days or two moments, each with cause, deadline and whom to tell."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np

from analysis.affected import Affected, affected
from analysis.changes import Cause, Change, Kind
from analysis.changes import changes as compared
from analysis.columns import Index, Mask
from analysis.deadlines import Event
from analysis.findings import Finding
from analysis.hits import NONE
from analysis.overlay import is_kept, overlay
from analysis.proof import is_on_child, prove_rows
from analysis.states import Moved, State, missing, moved, on_day, state
from graph.errors import BadRequestError
from graph.model.time import BEIJING
from graph.store import Scope
from guanlian import actions, change_terms
from guanlian.actions import ActionView
from guanlian.change_answers import ChangesAnswer, ChangeView, MomentView, StillView
from guanlian.notes import Records
from guanlian.recording import DeadlineView, deadline_views
from guanlian.request import Request
from guanlian.service import Service

_MOST_STILL = 5
_ALL = datetime.max.replace(tzinfo=BEIJING)  # no limit of knowledge comes after every limit


@dataclass(frozen=True, slots=True)
class Moment:
    """One side: the day the question is about, and the moment until which data is known (``None``: all)."""

    as_of: date
    known_as_of: datetime | None = None


@dataclass(frozen=True)
class _Side:
    """One side made ready."""

    request: Request
    known_run: int
    state: State
    felt: Affected
    records: Records


def changes(
    service: Service,
    request: Request,
    before: Moment,
    after: Moment,
    subjects: Collection[str] | None = None,
    *,
    passed: bool = True,
    reasons: bool = True,
) -> ChangesAnswer:
    """What moved from ``before`` to ``after`` under the request's documents, of some subjects (ids) or of all.

    Without ``passed``, findings that stand on both sides and that only the passing of days made surer or less
    sure are counted in ``changed`` but not told: they are most of all, and proving them takes most of the time.
    Without ``reasons`` it is told that a released subject stays flagged, but not by what: that is not proved.

    Raises:
        BadRequestError: the later side lies before the earlier one.

    """
    if (after.as_of, after.known_as_of or _ALL) < (before.as_of, before.known_as_of or _ALL):
        raise BadRequestError("比较的后一日早于前一日。请把较早的日期写在前面。")
    one, other = _sides(service, request, before, after)
    marked = _marked(service, one, other)
    rows = _of_subjects(service, one, other, subjects, moved(one.state, other.state, marked))
    rows, silent = (rows, 0) if passed else _without_passed(one, other, rows, marked)
    old, new = _proved(service, one, rows.before), _proved(service, other, rows.after)
    absent = _absent(one, other, rows, old, new)
    told = actions.by_finding(actions.listed(service, other.request).actions)
    found = [change for change in compared(old.values(), new.values(), absent) if not is_on_child(change.finding)]
    pairs = _Pairs(service, other, old, new, rows, one, reasons=reasons)
    views = tuple(_view(change, pairs, told) for change in sorted(found, key=_order))
    counts = {kind: sum(view.kind is kind for view in views) for kind in Kind}
    return ChangesAnswer(
        before=_moment(service, one),
        after=_moment(service, other),
        new=counts[Kind.NEW],
        released=counts[Kind.RELEASED],
        changed=counts[Kind.CHANGED] + silent,
        compared=max(len(one.state.hits), len(other.state.hits)),
        changes=views,
    )


def _sides(service: Service, request: Request, before: Moment, after: Moment) -> tuple[_Side, _Side]:
    one = _side(service, request, before, None)
    return one, _side(service, request, after, one)


def _side(service: Service, request: Request, moment: Moment, earlier: _Side | None) -> _Side:
    """One side; facts and hits are those of the earlier side where nothing else is known or in force."""
    asked = replace(request, as_of=moment.as_of, known_as_of=moment.known_as_of)
    known_run = service.store.known_run(asked.known_as_of)
    rules, day = service.rules(asked), moment.as_of.toordinal()
    if earlier and earlier.known_run == known_run and earlier.state.rules is rules:
        made, felt = on_day(earlier.state, day), earlier.felt
    else:
        made = state(service.store.facts(Scope.roster(), known_run), rules, day)
        felt = affected(made.facts, rules, made.hits)
    return _Side(asked, known_run, made, felt, service.records(asked))


def _marked(service: Service, one: _Side, other: _Side) -> tuple[Mask, Mask]:
    """Rows on which the records of the two sides may say different things."""
    if not one.records and not other.records:
        return np.zeros(len(one.state.hits), dtype=np.bool_), np.zeros(len(other.state.hits), dtype=np.bool_)
    records = (one.records, other.records)
    subjects = {exception.subject for record in records for exception in record.exceptions}
    subjects |= {kept.subject for record in records for kept in record.kept}
    edges = {contest.edge for record in records for contest in record.contests}
    return _concerned(service, one, subjects, edges), _concerned(service, other, subjects, edges)


def _concerned(service: Service, side: _Side, subjects: Collection[str], edges: Collection[str]) -> Mask:
    """Rows of these subjects, and rows that rest on these edges."""
    store, facts, hits = service.store, side.state.facts, side.state.hits
    mask: Mask = np.zeros(len(hits), dtype=np.bool_)
    for key in _keys_of(service, side, subjects):
        mask |= side.felt.concerns(key)
    if edges:
        columns = (
            ((hits.listing,), facts.listings.key, store.listings),
            ((hits.link, hits.far), facts.links.key, store.identities),
            ((hits.role, hits.second), facts.roles.key, store.role_edges),
            ((hits.unit_class,), facts.classes.key, store.unit_classes),
        )
        for indices, keys, read in columns:
            records = read(keys.tolist(), side.known_run)
            wanted = [key for key, record in records.items() if record.id in edges]
            for index in indices:
                used = index != NONE
                mask[used] |= np.isin(keys[index[used]], wanted)
    return mask


def _keys_of(service: Service, side: _Side, subjects: Collection[str]) -> list[int]:
    found = (service.store.find_subjects(id_, side.known_run, 1, exact=True) for id_ in sorted(subjects))
    return [record.key for records in found for record in records]


def _of_subjects(service: Service, one: _Side, other: _Side, subjects: Collection[str] | None, rows: Moved) -> Moved:
    """Only the rows of these subjects; all where none are named."""
    if subjects is None:
        return rows
    keep = np.zeros(len(rows.before), dtype=np.bool_)
    for side, index in ((one, rows.before), (other, rows.after)):
        keys = _keys_of(service, side, subjects)
        known = index != NONE
        keep[known] |= np.isin(side.felt.subject[index[known]], keys) | np.isin(side.felt.unit[index[known]], keys)
    return Moved(rows.before[keep], rows.after[keep])


def _without_passed(one: _Side, other: _Side, rows: Moved, marked: tuple[Mask, Mask]) -> tuple[Moved, int]:
    """The rows that something else than the day moved, and how many findings are left out.

    Where facts and rules are the same and no record bears on a row, nothing but the day can tell its sides apart.
    """
    if one.state.hits is not other.state.hits:
        return rows, 0
    standing = (one.state.status() > 0) & (other.state.status() > 0) & ~marked[0] & ~marked[1]
    silent: Mask = standing[rows.before]
    left_out = np.zeros(len(standing), dtype=np.bool_)
    left_out[rows.before[silent]] = True
    path = other.state.hits.where(left_out)
    columns = (path.rule, path.listing, path.link, path.role, path.far, path.second, path.unit_class)
    findings = np.unique(np.stack(columns), axis=1).shape[1]  # twins stand for the same finding
    return Moved(rows.before[~silent], rows.after[~silent]), findings


def _proved(service: Service, side: _Side, rows: Index) -> dict[int, Finding]:
    """The findings of some rows (``-1`` skipped), by row."""
    known = rows[rows != NONE]
    if not len(known):
        return {}
    hits = side.state.hits.where(known)
    evidence = service.evidence(side.state.facts, hits, side.known_run)
    proved = prove_rows(side.state.facts, side.state.rules, hits, evidence, side.request.as_of)
    notes = side.records.about(evidence.subjects.values(), service.store, side.known_run)
    marked = overlay(proved, notes, side.request.as_of)
    return dict(zip(known.tolist(), marked, strict=True))


def _absent(
    one: _Side, other: _Side, rows: Moved, old: Mapping[int, Finding], new: Mapping[int, Finding]
) -> dict[str, Cause]:
    """For findings that one side does not know at all: what it lacks."""
    found = {}
    for row_before, row_after in zip(rows.before.tolist(), rows.after.tolist(), strict=True):
        if row_before == NONE:
            finding, cause = new[row_after], missing(other.state, row_after, one.state)
        elif row_after == NONE:
            finding, cause = old[row_before], missing(one.state, row_before, other.state)
        else:
            continue
        found[finding.id] = change_terms.with_share(cause, finding)
    return found


class _Pairs:
    """Both sides of every finding that moved, and why a subject stays flagged."""

    def __init__(
        self,
        service: Service,
        after: _Side,
        old: Mapping[int, Finding],
        new: Mapping[int, Finding],
        rows: Moved,
        before: _Side,
        *,
        reasons: bool,
    ) -> None:
        self._service, self._after, self._reasons = service, after, reasons
        self.old = {finding.id: finding for finding in old.values()}
        self.new = {finding.id: finding for finding in new.values()}
        self._keys = {finding.id: int(before.felt.subject[row]) for row, finding in old.items()}
        self._keys |= {finding.id: int(after.felt.subject[row]) for row, finding in new.items()}
        self._matters = np.array([rule.part.matter.value for rule in after.state.rules])
        self._standing = after.state.status() > 0
        self._still: dict[tuple[int, str], StillView | None] = {}
        self._dues: dict[date, tuple[DeadlineView, ...]] = {}

    def still(self, finding: Finding) -> StillView | None:
        """Other findings of the same matter that still stand on the subject of a released one."""
        asked = (self._keys[finding.id], finding.matter.value)
        if asked not in self._still:
            self._still[asked] = self._standing_on(*asked)
        return self._still[asked]

    def dues(self, day: date) -> tuple[DeadlineView, ...]:
        """What a release on a day obliges to."""
        if day not in self._dues:
            self._dues[day] = deadline_views(self._service, self._after.request, Event.RELEASED, day)
        return self._dues[day]

    def _standing_on(self, key: int, matter: str) -> StillView | None:
        side = self._after
        if not len(self._matters):
            return None
        rows = np.flatnonzero(
            self._standing & (side.felt.subject == key) & (self._matters[side.state.hits.rule] == matter)
        )
        if not len(rows):
            return None
        if not self._reasons:
            return StillView(findings=(), text=change_terms.STILL)
        found = list(_proved(self._service, side, rows).values())
        reasons = dict.fromkeys(change_terms.because_of(finding) for finding in found)
        return StillView(
            findings=tuple(sorted({finding.id for finding in found})),
            text=f"仍因{'、'.join(list(reasons)[:_MOST_STILL])}{'等' if len(reasons) > _MOST_STILL else ''}被标记",
        )


def _view(change: Change, pairs: _Pairs, told: Mapping[str, Sequence[ActionView]]) -> ChangeView:
    finding = change.finding
    old, new = pairs.old.get(finding.id), pairs.new.get(finding.id)
    released = change.kind is Kind.RELEASED
    still = pairs.still(finding) if released else None
    withdrawn = released and change.cause is Cause.ROSTER and isinstance(change.day, str) and change.day != "open"
    kept = next((reason.text for reason in new.review_reasons if reason.code == "kept"), None) if new else None
    return ChangeView(
        kind=change.kind,
        cause=change.cause,
        cause_text=change_terms.cause(change.kind, change.cause),
        day=change.day,
        finding=finding,
        was=change_terms.standing(old),
        now=change_terms.standing(new),
        deadlines=pairs.dues(date.fromisoformat(str(change.day))) if withdrawn else (),
        told=tuple(told.get(finding.id, ())),
        still=still,
        kept=kept if new is not None and is_kept(new) else None,
        text=change_terms.sentence(change, still.text if still else None),
    )


def _order(change: Change) -> tuple[str, ...]:
    finding = change.finding
    return (
        finding.subject.name,
        finding.subject.id,
        change.kind.value,
        finding.document,
        finding.number,
        finding.part or "",
        finding.id,
    )


def _moment(service: Service, side: _Side) -> MomentView:
    return MomentView(**service.dated(side.request, side.known_run))
