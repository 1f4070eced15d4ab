"""Deciding who is who: decide, approve, undo. Every act is a row of the journal and takes effect through a run.

The row is written first, so nothing takes effect that nobody signed. The run (source 人工核定) then writes the links
that follow; if the store is busy, the act stands recorded and takes effect with the next load or :func:`apply`.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from graph.errors import BadRequestError, StoreBusyError
from graph.model.journal import EntryKind
from graph.model.records import Run, RunFile
from graph.model.time import BEIJING, beijing_day
from graph.store import GraphStore, RunCounts, RunPlan
from guanlian.computed import refresh
from guanlian.recording import said
from guanlian.request import Request
from guanlian.review import show
from guanlian.review_answers import CaseAnswer
from guanlian.review_reading import decisions
from guanlian.service import Service
from ingest.identity.decisions import Act, DecisionRow, DecisionVerdict, Pair, admit, body_of, undone_rows
from ingest.identity.linking import settle_links

SOURCE, KIND = "人工核定", "decision"


def decide(
    service: Service,
    request: Request,
    case: str,
    verdict: DecisionVerdict,
    *,
    by: str,
    reason: str,
    at: datetime,
    four_eyes: bool = False,
) -> CaseAnswer:
    """Record a decision on a case, on the evidence as it stands, and let it take effect.

    With ``four_eyes`` it waits for :func:`approve` by somebody else and changes nothing until then.

    Raises:
        BadRequestError: no such case, no reason, or nobody is named.
        StoreBusyError: the decision is recorded, but somebody else is writing: it takes effect later.

    """
    seen = show(service, request, case)
    row = DecisionRow(
        pair=_pair(seen),
        act=Act.DECIDE,
        by=said(by, "核定人"),
        at=at.astimezone(BEIJING),
        reason=said(reason, "理由"),
        evidence=seen.evidence_digest,
        verdict=verdict,
        four_eyes=four_eyes,
    )
    return _record(service, request, row)


def approve(service: Service, request: Request, case: str, *, by: str, reason: str, at: datetime) -> CaseAnswer:
    """Approve the pending decision on a case; who decided cannot.

    Raises:
        BadRequestError: nothing is pending, or the decider approves.

    """
    return _answer_to(service, request, case, Act.APPROVE, by, reason, at)


def undo(service: Service, request: Request, case: str, *, by: str, reason: str, at: datetime) -> CaseAnswer:
    """Take back the last decision on a case: joined subjects part again, and the evidence speaks.

    Raises:
        BadRequestError: nothing stands that could be taken back.

    """
    return _answer_to(service, request, case, Act.UNDO, by, reason, at)


def _answer_to(
    service: Service, request: Request, case: str, act: Act, by: str, reason: str, at: datetime
) -> CaseAnswer:
    seen = show(service, request, case)
    pair = _pair(seen)
    rows = [row for row in decisions(service.store) if row.pair == pair]
    undone = undone_rows(rows)
    target = next((row for row in reversed(rows) if row.act is Act.DECIDE and row.id not in undone), None)
    if target is None:
        raise BadRequestError("此线索没有可处理的核定。请先用 guanlian review decide 核定。")
    row = DecisionRow(
        pair=pair,
        act=act,
        by=said(by, "经办人"),
        at=at.astimezone(BEIJING),
        reason=said(reason, "理由"),
        evidence=seen.evidence_digest,
        target=target.id,
    )
    return _record(service, request, row)


def _pair(seen: CaseAnswer) -> Pair:
    left, right = sorted((seen.left.mention, seen.right.mention))
    return left, right


def _record(service: Service, request: Request, row: DecisionRow) -> CaseAnswer:
    """Append a row, let it take effect, and show the case as it stands then."""
    admit(row, decisions(service.store))
    service.store.append(EntryKind.DECISION, row.by, row.at, body_of(row))
    left, right = row.pair
    try:
        if not (row.act is Act.DECIDE and row.four_eyes):
            apply(service.store, row.at)
    except StoreBusyError as error:
        raise StoreBusyError(
            f"核定已记录，但尚未生效（{error}）。稍后执行 guanlian review apply，或在下次装入时自动生效。"
        ) from error
    return show(service, request, f"{left}+{right}")


def apply(store: GraphStore, at: datetime) -> Run:
    """Write the links that follow from all decisions on record; a run that was made for them before is returned.

    Parties that were joined or parted may control other units than before, so that is worked out again too.
    """
    run = _settle(store, at)
    refresh(store, beijing_day(at), lambda: at)
    return run


def _settle(store: GraphStore, at: datetime) -> Run:
    entries = store.journal(EntryKind.DECISION)
    digest = hashlib.sha256("\n".join(entry.id for entry in entries).encode()).hexdigest()
    day = beijing_day(at)
    file = RunFile(f"核定记录（{len(entries)}条）", digest, len(entries))
    opened = store.write_run(RunPlan(SOURCE, KIND, day, False, False, (file,), at))
    if isinstance(opened, Run):
        return opened
    with opened as writer:
        settle_links(writer, entries)
        return writer.commit(RunCounts(len(entries), len(entries), 0, 0), at)
