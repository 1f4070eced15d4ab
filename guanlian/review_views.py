"""The parts of a case as answers show them: sides, roles, entries, the waterfall, decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from analysis.proof import party
from analysis.steps import days, source
from graph.model.certainty import IdentityTier
from graph.model.records import Mention, SubjectRecord
from guanlian.review_answers import (
    ACTS,
    FEATURES,
    SAYS,
    VERDICTS,
    DecisionView,
    EntryView,
    EvidenceView,
    FullSideView,
    RoleView,
    SideView,
)
from guanlian.review_reading import Side
from ingest.identity.decisions import Act, DecisionRow, PairState, undone_rows
from ingest.identity.ladder import Comparison


def side_view(mention: Mention, subject: SubjectRecord) -> SideView:
    """A side in short."""
    return SideView(
        mention=mention.id,
        subject=subject.id,
        name=mention.name,
        identifiers=tuple(number.shown for number in mention.identifiers),
        on_roster=mention.on_roster,
        source=source(mention.origin),
    )


def full_side(side: Side, day: date) -> FullSideView:
    """A side with all that is known of it; ``day`` is the day on which roles and entries are judged."""
    mention = side.mention
    return FullSideView(
        mention=mention.id,
        party=party(side.subject),
        name=mention.name,
        former_names=tuple(name for name in side.subject.names if name != mention.name),
        identifiers=tuple(number.shown for number in mention.identifiers),
        sex=mention.sex,
        birth_years=mention.birth_years,
        division=mention.division,
        on_roster=mention.on_roster,
        source=source(mention.origin),
        roles=tuple(_roles(side, day)),
        entries=tuple(_entries(side, day)),
    )


def _roles(side: Side, day: date) -> Iterator[RoleView]:
    for edge, _ in sorted(side.roles, key=lambda pair: pair[0].id):
        since, until = days(edge.interval)
        yield RoleView(
            unit=edge.unit,
            unit_name=side.unit_names[edge.unit],
            role_term=edge.role.term,
            title=edge.title,
            since=since,
            until=until,
            holds=edge.interval.holds_at(day),
            source=source(edge.origin),
        )


def _entries(side: Side, day: date) -> Iterator[EntryView]:
    for entry in sorted(side.entries, key=lambda one: one.id):
        since, until = days(entry.interval)
        yield EntryView(
            id=entry.id,
            case_number=entry.case_number,
            court=entry.court,
            since=since,
            until=until,
            holds=entry.interval.holds_at(day),
        )


def waterfall(found: Comparison) -> Iterator[EvidenceView]:
    """The features in order, each with its step and the sum so far.

    How many namesakes would fit as well is no question once something contradicts.
    """
    total = 0.0
    for piece in found.evidence:
        if piece.feature == "competitors" and found.tier is IdentityTier.CONFLICT:
            continue
        total += piece.bits or 0.0
        yield EvidenceView(
            feature=piece.feature,
            feature_term=FEATURES[piece.feature],
            says=piece.says.value,
            says_term=SAYS[piece.says.value],
            bits=None if piece.bits is None else round(piece.bits, 2),
            running=None if piece.bits is None else round(total, 2),
            note=piece.note,
        )


def rounded(count: float | None) -> float | None:
    """A count with four digits: more would pretend to know."""
    return None if count is None else float(f"{count:.4g}")


def decision_views(rows: Sequence[DecisionRow], known: PairState) -> Iterator[DecisionView]:
    """The rows of one pair, oldest first."""
    undone = undone_rows(rows)
    for row in rows:
        yield DecisionView(
            id=row.id,
            act=row.act,
            act_term=ACTS[row.act],
            verdict=row.verdict,
            verdict_term=VERDICTS[row.verdict] if row.verdict else None,
            by=row.by,
            at=row.at.isoformat(),
            reason=row.reason,
            target=row.target,
            four_eyes=row.four_eyes,
            in_force=_in_force(row, undone, known),
        )


def _in_force(row: DecisionRow, undone: set[str], known: PairState) -> bool:
    if row.id in undone:
        return False
    return row.act is not Act.DECIDE or known.effective == row
