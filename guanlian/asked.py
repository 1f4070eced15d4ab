"""A question for a purpose made ready: what does not depend on the subject is worked out once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from analysis.demands import Coded
from analysis.freshness import known
from analysis.honours import Award
from analysis.rules import Rule
from graph.errors import BadRequestError
from graph.model.records import Run
from guanlian.request import Request
from measures.purposes import Purpose, SourceKind
from measures.vocabulary import Matter


@dataclass(frozen=True)
class Question:
    """What is asked about a subject: the purpose, and what narrows it.

    ``matters`` are some of the purpose's matters; ``award`` an honour already held; ``members`` the
    other members of a consortium; ``limits`` replace the purpose's age limits of data, in days.
    """

    purpose: str
    matters: tuple[Matter, ...] = ()
    award: Award | None = None
    members: tuple[str, ...] = ()
    limits: Mapping[SourceKind, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """A question with its purpose, matters, the parts in force on the day, and the data it may read.

    ``dated`` are the fields of an answer that say what it rests on.
    """

    request: Request
    question: Question
    purpose: Purpose
    matters: tuple[Matter, ...]
    rules: Sequence[Rule]
    parts: Sequence[Coded]
    limits: Mapping[SourceKind, int]
    known_run: int
    runs: Sequence[Run]
    registers: frozenset[str]
    dated: Mapping[str, Any]


def known_runs(runs: Sequence[Run], known_run: int) -> tuple[list[Run], frozenset[str]]:
    """The runs that a question may read, and the names of the register sources among them."""
    readable = known(runs, known_run)
    return readable, frozenset(run.source for run in readable if run.kind == "register")


def check_question(question: Question, purpose: Purpose) -> None:
    """Refuse what a purpose does not ask about."""
    stray = set(question.matters) - set(purpose.matters)
    if stray:
        raise BadRequestError(
            f"用途 {purpose.code} 不含事项 {'、'.join(sorted(stray))}。可选：{'、'.join(purpose.matters)}。"
        )
    if question.award and not purpose.awards:
        raise BadRequestError(f"用途 {purpose.code} 不涉及荣誉。请去掉授予日期，或改用 --purpose honour。")
    if question.members and not purpose.bidders:
        raise BadRequestError(f"用途 {purpose.code} 没有联合体。请逐个查询各成员。")
