"""Decisions of people about pairs: append-only rows, and the state that follows from them.

Nothing is ever changed or removed: an undo is a row too, and the state of every pair is a function of the rows and of
the evidence as it stands now. A decision that rested on other evidence than today's is open again. With four eyes, a
decision stands once somebody else has approved it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from graph.errors import BadFactError, BadRequestError
from graph.model.ids import content_id
from graph.model.journal import EntryKind, JournalEntry
from ingest.identity.record import Record

Pair = tuple[str, str]  # two mention ids, the smaller first


class Act(StrEnum):
    """What a row does."""

    DECIDE = "decide"
    APPROVE = "approve"
    UNDO = "undo"


class DecisionVerdict(StrEnum):
    """What a person decided."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    UNDECIDED = "undecided"  # looked at, and left open on purpose


class Status(StrEnum):
    """Where a pair stands."""

    OPEN = "open"  # never decided, or every decision undone
    PENDING = "pending"  # decided, waiting for a second person
    STANDING = "standing"
    REOPENED = "reopened"  # decided, but the evidence is another one now


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One appended row. ``evidence`` is the digest of what was seen; ``target`` the row that is approved or undone."""

    pair: Pair
    act: Act
    by: str
    at: datetime
    reason: str
    evidence: str
    verdict: DecisionVerdict | None = None
    target: str | None = None
    four_eyes: bool = False  # it waits for a second person

    def __post_init__(self) -> None:
        if self.pair[0] >= self.pair[1]:
            raise BadFactError("a decision names two different mentions, the smaller id first")
        if (self.verdict is not None) != (self.act is Act.DECIDE) or (self.target is not None) == (
            self.act is Act.DECIDE
        ):
            raise BadFactError(
                "a decision has a verdict and no target; an approval or an undo has a target and no verdict"
            )
        if not self.by.strip() or not self.reason.strip():
            raise BadFactError("a decision says by whom and why")

    @property
    def id(self) -> str:
        """Made from content, so that two stores agree."""
        return content_id("d", *self.pair, self.act, self.verdict, self.target, self.by, self.at.isoformat())


@dataclass(frozen=True, slots=True)
class PairState:
    """What holds for a pair now.

    ``decision`` is the last one that nobody took back. ``effective`` is the one that counts: while a decision waits
    for a second person, the one before it still does.
    """

    pair: Pair
    status: Status
    decision: DecisionRow | None = None
    approved_by: str | None = None
    effective: DecisionRow | None = None

    @property
    def verdict(self) -> DecisionVerdict | None:
        """The verdict that counts, or ``None``."""
        return self.effective.verdict if self.effective else None

    @property
    def joins_or_parts(self) -> bool:
        """Whether a standing decision says that the two are one, or that they are not."""
        return self.verdict in (DecisionVerdict.CONFIRMED, DecisionVerdict.REJECTED)


def state(
    rows: Sequence[DecisionRow], evidence_now: Mapping[Pair, str] | None = None, *, four_eyes: bool = False
) -> dict[Pair, PairState]:
    """The state of every pair that was ever decided, from the rows in the order of their appending.

    ``evidence_now`` holds the digest of the evidence as it is today; a pair that is not in it keeps its decision.
    """
    undone = undone_rows(rows)
    by_pair: dict[Pair, list[DecisionRow]] = {}
    for row in rows:
        by_pair.setdefault(row.pair, []).append(row)
    current = evidence_now or {}
    return {pair: _pair_state(pair, acts, undone, current.get(pair), four_eyes) for pair, acts in by_pair.items()}


def body_of(row: DecisionRow) -> dict[str, object]:
    """What the journal keeps of a row beside who and when."""
    return {
        "pair": list(row.pair),
        "act": row.act.value,
        "reason": row.reason,
        "evidence": row.evidence,
        "verdict": row.verdict.value if row.verdict else None,
        "target": row.target,
        "four_eyes": row.four_eyes,
    }


def decision_rows(entries: Iterable[JournalEntry]) -> list[DecisionRow]:
    """The rows that the journal keeps, in the order of their appending."""
    return [_row(entry) for entry in entries if entry.kind is EntryKind.DECISION]


def _row(entry: JournalEntry) -> DecisionRow:
    body = entry.body
    left, right = body["pair"]
    return DecisionRow(
        (left, right),
        Act(body["act"]),
        entry.by,
        entry.at,
        body["reason"],
        body["evidence"],
        DecisionVerdict(body["verdict"]) if body["verdict"] else None,
        body["target"],
        bool(body["four_eyes"]),
    )


def undone_rows(rows: Iterable[DecisionRow]) -> set[str]:
    """Ids of undone rows. Undoing an undo brings the row back."""
    undone: set[str] = set()
    for row in reversed(list(rows)):
        if row.act is Act.UNDO and row.id not in undone and row.target:
            undone.add(row.target)
    return undone


def _pair_state(
    pair: Pair, acts: list[DecisionRow], undone: set[str], evidence: str | None, four_eyes: bool
) -> PairState:
    standing = [row for row in acts if row.act is Act.DECIDE and row.id not in undone]
    if not standing:
        return PairState(pair, Status.OPEN)
    approvers = {row.id: _approver(row, acts, undone) for row in standing}
    decision = standing[-1]
    signed = [row for row in standing if approvers[row.id] or not (four_eyes or row.four_eyes)]
    effective = signed[-1] if signed and evidence in (None, signed[-1].evidence) else None
    if evidence not in (None, decision.evidence):
        status = Status.REOPENED
    elif decision not in signed:
        status = Status.PENDING
    else:
        status = Status.STANDING
    return PairState(pair, status, decision, approvers[decision.id], effective)


def _approver(decision: DecisionRow, acts: Iterable[DecisionRow], undone: set[str]) -> str | None:
    """Who else approved; whoever decided cannot."""
    approvals = (row for row in acts if row.act is Act.APPROVE and row.target == decision.id and row.id not in undone)
    return next((row.by for row in approvals if row.by != decision.by), None)


def admit(row: DecisionRow, rows: Sequence[DecisionRow]) -> DecisionRow:
    """The row, if it may be appended after these; else :class:`BadRequestError` says why not."""
    if row.act is Act.DECIDE:
        return row
    target = next((known for known in rows if known.id == row.target and known.pair == row.pair), None)
    if target is None:
        raise BadRequestError("此线索没有这项核定。请先用 guanlian review show 查看其核定记录。")
    if target.id in undone_rows(rows):
        raise BadRequestError("这项核定已被撤回。请重新核定。")
    if row.act is Act.APPROVE and target.act is not Act.DECIDE:
        raise BadRequestError("只能复核一项核定。")
    if row.act is Act.APPROVE and target.by == row.by:
        raise BadRequestError("核定人不能复核自己的核定。请由他人核对证据后复核。")
    return row


def rejected_pairs(states: Mapping[Pair, PairState]) -> frozenset[Pair]:
    """Pairs that a person judged to be two parties."""
    return frozenset(pair for pair, found in states.items() if found.verdict is DecisionVerdict.REJECTED)


def evidence_digest(left: Record, right: Record) -> str:
    """A digest of what both sides print, in shown (masked) form: it changes when a later load says something else."""
    return content_id("v", *_printed(left), *_printed(right))


def _printed(record: Record) -> list[str | int | None]:
    numbers = sorted(found.shown for found in record.identifiers)
    born = record.born or (None, None)
    return [record.name, *record.former_names, *numbers, record.sex, *born, record.division, *sorted(record.units)]
