"""Shows of a finding only what its purpose may see; the full proof stays behind its id."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from analysis.findings import Entry, Finding, Party
from graph.model.records import PartyKind
from measures.purposes import Shown


def restricted(finding: Finding, fields: Collection[Shown]) -> Finding:
    """The finding without what ``fields`` leaves out. Codes, clause, days, names and certainty always stay."""
    changes: dict[str, Any] = {}
    if Shown.IDENTIFIERS not in fields:
        changes["subject"] = without_numbers(finding.subject)
        changes["unit"] = without_numbers(finding.unit) if finding.unit else None
    changes["listed"] = _entry(finding.listed, fields)
    if Shown.PATH not in fields:
        changes["path"] = ()
    if Shown.QUOTE not in fields:
        changes["quote"] = ""
    if Shown.AGENCIES not in fields:
        changes["agencies"] = ()
    return finding.model_copy(update=changes)


def without_numbers(party: Party) -> Party:
    """A party without the masked numbers of a person; those of units are public."""
    return party.model_copy(update={"identifiers": ()}) if party.kind is PartyKind.PERSON else party


def _entry(entry: Entry, fields: Collection[Shown]) -> Entry:
    changes: dict[str, Any] = {}
    if Shown.CASE not in fields:
        changes |= {"case_number": "", "court": "", "published": None}
    if Shown.IDENTIFIERS not in fields and entry.kind is PartyKind.PERSON:
        changes["identifiers"] = ()
    return entry.model_copy(update=changes)
