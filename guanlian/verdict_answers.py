"""What the service answers to a question asked for a purpose: frozen, with stable keys."""

from __future__ import annotations

from analysis.findings import Finding, Party
from analysis.verdict import Verdict
from guanlian.answers import Answer, DataState, OrderView, Searched


class LookedUpView(Answer):
    """A look-up that was made: the role word (or ``applicant``), the clauses that demand it, who was found."""

    relation: str
    word: str
    term: str
    clauses: tuple[str, ...]
    parties: tuple[Party, ...]


class NotCheckedView(Answer):
    """A look-up that could not be made: why (``code`` and Chinese ``text``), for which words and parties."""

    code: str
    text: str
    relation: str | None = None
    words: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    source: str | None = None
    as_of: str | None = None


class MatterView(Answer):
    """The answer for one matter of the purpose: its clauses in force, its findings (ids)."""

    matter: str
    verdict: Verdict
    clauses: tuple[str, ...]
    findings: tuple[str, ...]


class HonourView(Answer):
    """Whether a withdrawal clause reaches the honour asked about: the finding, the clause's test, yes/no/unknown."""

    finding: str
    test: str
    reached: str


class VerdictAnswer(Answer):
    """One subject, one purpose, one answer.

    ``candidates`` is filled, and ``verdict`` is ``unavailable``, where the user must choose first.
    """

    verdict: Verdict
    purpose: str
    purpose_name: str
    as_of: str
    known_as_of: str | None
    known_run: int
    subject: Party | None
    candidates: tuple[Party, ...] = ()
    matters: tuple[MatterView, ...] = ()
    findings: tuple[Finding, ...] = ()
    past_findings: int = 0
    honours: tuple[HonourView, ...] = ()
    orders: tuple[OrderView, ...] = ()
    members: tuple[VerdictAnswer, ...] = ()
    looked_up: tuple[LookedUpView, ...] = ()
    not_checked: tuple[NotCheckedView, ...] = ()
    searched: Searched | None = None
    data: tuple[DataState, ...]
    catalogue: str
    sentence: str


class AppointmentAnswer(VerdictAnswer):
    """The same for a proposed appointment: the post as asked, the roles it stands for, the unit."""

    post: str
    posts: tuple[str, ...]
    unit: Party | None


class PurposeView(Answer):
    """One purpose with its clauses: matter -> names of the parts that stand under it."""

    code: str
    name: str
    question: str
    scope: str | None
    matters: dict[str, tuple[str, ...]]
    fields: tuple[str, ...]
    limits: dict[str, int]


class PurposesAnswer(Answer):
    """All purposes, and the matters that belong to none with the reason."""

    catalogue: str
    purposes: tuple[PurposeView, ...]
    outside: dict[str, str]


class OfficeRow(Answer):
    """One person x post x unit: what the clauses that bar it say together, and who appointed."""

    person: Party
    post: str
    title: str | None
    unit: Party
    unit_kinds: tuple[str, ...]
    appointed_by: str | None
    owner: str | None
    verdict: Verdict
    incumbents: tuple[str, ...]
    clauses: tuple[str, ...]
    findings: tuple[str, ...]


class OfficesAnswer(Answer):
    """A whole-register sweep for one purpose: rows, the findings behind them, and what the data cannot carry."""

    purpose: str
    as_of: str
    known_as_of: str | None
    known_run: int
    rows: tuple[OfficeRow, ...]
    findings: tuple[Finding, ...]
    not_checked: tuple[NotCheckedView, ...]
    searched: Searched
    data: tuple[DataState, ...]
    catalogue: str
