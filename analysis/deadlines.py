"""Deadlines that documents set for courts and units, each as its own source says it: 3 日, 三个工作日, 及时."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from analysis.workdays import Due, after_days, after_working_days
from measures.model import Document, ProcessRule

_FROM_RECEIPT = "自收到"


class Event(StrEnum):
    """What a deadline follows from."""

    RELEASED = "released"  # an entry was withdrawn
    OBJECTED = "objected"  # an objection was received
    UPHELD = "upheld"  # an objection was found right
    REJECTED = "rejected"  # an objection was rejected


@dataclass(frozen=True, slots=True)
class Deadline:
    """One rule as printed, with the day it leads to where it can be counted (``due`` is ``None`` for 及时)."""

    document: str
    title: str
    section: str | None
    quote: str
    printed: str | None
    counted_from: date
    due: Due | None


_WANTED: dict[Event, Callable[[ProcessRule], bool]] = {
    Event.RELEASED: lambda rule: rule.kind in ("delisting", "release") and rule.deadline is not None,
    Event.OBJECTED: lambda rule: rule.kind == "review" and (rule.deadline or "").startswith(_FROM_RECEIPT),
    Event.UPHELD: lambda rule: rule.kind == "review" and not (rule.deadline or "").startswith(_FROM_RECEIPT),
    Event.REJECTED: lambda rule: rule.kind == "reconsideration" and not (rule.deadline or "").startswith(_FROM_RECEIPT),
}


def deadlines(documents: Iterable[Document], event: Event, day: date) -> list[Deadline]:
    """What follows from an event on a day under these documents, in their order.

    Days that a source calls 日 without more are counted as calendar days.
    """
    return [
        Deadline(document.slug, document.title, rule.section, rule.quote, rule.deadline, day, _due(rule, day))
        for document in documents
        for rule in document.process
        if _WANTED[event](rule)
    ]


def _due(rule: ProcessRule, day: date) -> Due | None:
    if rule.days is None:
        return None
    return after_working_days(day, rule.days) if rule.day_kind == "working" else after_days(day, rule.days)
