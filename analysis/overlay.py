"""What people put on record about findings: court exceptions, contested facts, kept measures, joined rows.

Pure: findings and records in, findings with further review reasons out. A record never removes a finding
and never clears one by itself; it says what a person must look at first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from analysis.findings import Finding, ReviewReason
from analysis.joins import Joins, with_joins
from graph.model.certainty import Truth
from measures.vocabulary import Matter

_NOT_OVER = frozenset({"kept", "former_head"})


class Grant(StrEnum):
    """What a court granted (法院准许的例外)."""

    PRIVATE_CONSUMPTION = "private_consumption"  # 因私以个人财产消费
    NECESSITY = "necessity"  # 生活或者经营必需
    TEMPORARY_LIFTING = "temporary_lifting"  # 暂时解除乘坐飞机、高铁限制，最长一个月
    REPLACED_REPRESENTATIVE = "replaced_representative"  # 原法定代表人、主要负责人解除


@dataclass(frozen=True, slots=True)
class CourtException:
    """A court's decision for one subject in some matters, from ``since`` to before ``until`` (``None``: no end).

    ``because_of`` is the listed subject whose entry the restriction came from, where the decision names one.
    """

    grant: Grant
    subject: str
    matters: frozenset[Matter]
    since: date
    until: date | None
    text: str
    because_of: str | None = None


@dataclass(frozen=True, slots=True)
class Contest:
    """A fact (an entry, a link, a role) that somebody objects to, from receipt to before the decision takes effect."""

    edge: str
    since: date
    until: date | None
    text: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A measure kept after its finding ended: on which finding, from ``since`` to before ``until``, on what ground."""

    finding: str
    subject: str
    since: date
    until: date
    text: str


@dataclass(frozen=True, slots=True)
class Notes:
    """Everything on record that bears on findings."""

    exceptions: tuple[CourtException, ...] = ()
    contests: tuple[Contest, ...] = ()
    kept: tuple[Kept, ...] = ()
    joins: Joins = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.exceptions or self.contests or self.kept or self.joins)


def overlay(findings: Iterable[Finding], notes: Notes, day: date) -> list[Finding]:
    """The findings, each with the review reasons that the records standing on ``day`` add."""
    if not notes:
        return list(findings)
    marks = _Marks(notes, day)
    return [marks.on(finding) for finding in findings]


def stands(finding: Finding) -> bool:
    """Whether a finding holds, may hold, is lawfully kept, or ended in a way that only a court can settle."""
    return finding.holds is not Truth.NO or any(reason.code in _NOT_OVER for reason in finding.review_reasons)


def is_kept(finding: Finding) -> bool:
    """Whether a measure is kept on a finding that no longer holds."""
    return any(reason.code == "kept" for reason in finding.review_reasons)


class _Marks:
    """The records that stand on one day, by what they bear on."""

    def __init__(self, notes: Notes, day: date) -> None:
        self.joins = notes.joins
        self.exceptions: dict[str, list[CourtException]] = defaultdict(list)
        self.contests: dict[str, list[Contest]] = defaultdict(list)
        self.kept: dict[str, list[Kept]] = defaultdict(list)
        for exception in notes.exceptions:
            if _on(exception, day):
                self.exceptions[exception.subject].append(exception)
        for contest in notes.contests:
            if _on(contest, day):
                self.contests[contest.edge].append(contest)
        for kept in notes.kept:
            if _on(kept, day):
                self.kept[kept.finding].append(kept)

    def on(self, finding: Finding) -> Finding:
        reasons = (*self._unsettled(finding), *self._reasons(finding))
        path = with_joins(finding.path, self.joins)
        if reasons == finding.review_reasons and len(path) == len(finding.path):
            return finding
        return finding.model_copy(update={"review_reasons": reasons, "path": path})

    def _unsettled(self, finding: Finding) -> Iterator[ReviewReason]:
        """The finding's own reasons; who joined the rows of a party by decision has seen that their names differ."""
        decided = any(step.from_subject in self.joins or step.to_subject in self.joins for step in finding.path)
        for reason in finding.review_reasons:
            if not (decided and reason.code == "names_differ"):
                yield reason

    def _reasons(self, finding: Finding) -> Iterator[ReviewReason]:
        for step in finding.path:
            for contest in self.contests.get(step.id, ()):
                yield ReviewReason(code="contested", text=contest.text)
        for exception in self.exceptions.get(finding.subject.id, ()):
            named = exception.because_of in (None, finding.listed.subject)
            if named and finding.matter in exception.matters:
                yield ReviewReason(code="exception", text=exception.text)
        if finding.holds is Truth.NO:
            for kept in self.kept.get(finding.id, ()):
                yield ReviewReason(code="kept", text=kept.text)


def _on(record: CourtException | Contest | Kept, day: date) -> bool:
    return record.since <= day and (record.until is None or day < record.until)
