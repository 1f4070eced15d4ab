"""Law cases as YAML a lawyer can read, and how they are told to the engine.

A case names one part of one clause, a small world, and for each day who is caught, by direction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from analysis.findings import Finding
from analysis.rules import Rule, compile_rules
from graph.model.certainty import Truth
from graph.model.records import PartyKind
from graph.model.roles import LegalForm, Role, UnitKind
from measures.model import Clause, Document, Part
from tests.support.world import World

FOLDER = Path(__file__).resolve().parent.parent / "cases"
_SEATS = {"state_shareholder": Truth.YES, "other": Truth.NO, "unknown": Truth.UNKNOWN}
_ENTERPRISES = {
    LegalForm.COMPANY,
    LegalForm.JOINT_STOCK_COMPANY,
    LegalForm.ENTERPRISE_LEGAL_PERSON,
    LegalForm.PARTNERSHIP,
    LegalForm.SOLE_PROPRIETORSHIP,
    LegalForm.INDIVIDUAL_BUSINESS,
    LegalForm.COOPERATIVE,
    LegalForm.BRANCH,
}
_KIND_OF_FORM = {
    **dict.fromkeys(_ENTERPRISES, UnitKind.PRODUCTION_BUSINESS_UNIT),
    LegalForm.INSTITUTION: UnitKind.INSTITUTION,
    LegalForm.SOCIAL_ORGANISATION: UnitKind.SOCIAL_ORGANIZATION,
    LegalForm.GOVERNMENT_ORGAN: UnitKind.GOVERNMENT_ORGAN,
}


@dataclass(frozen=True)
class LawCase:
    """One story about one part of one document."""

    document: str
    clause: str
    story: str
    content: dict[str, Any]

    @property
    def name(self) -> str:
        """What a test run prints."""
        return f"{self.document} {self.clause} {self.story}"

    def world(self) -> World:
        """The parties, roles and entries of the story."""
        world = World()
        for name, unit in self.content.get("units", {}).items():
            _add_unit(world, name, unit or {})
        for name in self.content.get("persons", []):
            world.party(name, PartyKind.PERSON)
        for position in self.content.get("positions", []):
            _add_position(world, *position)
        for listing in self.content.get("listings", []):
            kind = PartyKind.UNIT if f"u-{listing['of']}" in world.mentions else PartyKind.PERSON
            world.listing(
                listing["of"],
                kind,
                listing["published"],
                listing.get("withdrawn"),
                listing.get("court", "某某人民法院"),
            )
        return world

    def rules(self, document: Document) -> list[Rule]:
        """The rules of the part under test; none where it reaches nobody the data knows (children, founders)."""
        return [rule for rule in compile_rules([document]) if _part_name(rule.clause, rule.part) == self.clause]

    def expected(self) -> Iterator[tuple[date, Truth, dict[str, list[str]]]]:
        """For each day and truth value: direction -> names, sorted."""
        for day, answer in self.content["expect"].items():
            unknown = answer.get("unknown", {})
            known = {key: value for key, value in answer.items() if key != "unknown"}
            yield day, Truth.YES, {key: sorted(value) for key, value in known.items() if value}
            yield day, Truth.UNKNOWN, {key: sorted(value) for key, value in unknown.items() if value}


def parts_of(document: Document) -> set[str]:
    """The names of all coded parts, such as ``7.1`` or ``52c``."""
    return {_part_name(clause, part) for clause in document.clauses for part in clause.parts}


def _part_name(clause: Clause, part: Part) -> str:
    return f"{clause.number}{part.part or ''}"


def _add_unit(world: World, name: str, unit: dict[str, Any]) -> None:
    world.party(name, PartyKind.UNIT)
    owner = unit.get("owner")
    for kind in unit.get("kinds", []):
        word, _, printed = kind.partition("/")
        world.unit_class(name, UnitKind(word), printed or unit.get("printed"), owner)
    form = LegalForm(unit.get("form", "company"))
    if form in _KIND_OF_FORM and _KIND_OF_FORM[form].value not in unit.get("kinds", []):
        world.unit_class(name, _KIND_OF_FORM[form])


def _add_position(
    world: World,
    holder: str,
    role: str,
    unit: str,
    since: date | None,
    until: date | None,
    more: dict[str, Any] | None = None,
) -> None:
    kind = PartyKind.UNIT if f"u-{holder}" in world.mentions else PartyKind.PERSON
    seat = _SEATS[(more or {}).get("appointed_by", "unknown")]
    world.role(holder, Role(role), unit, since, until, state_appointed=seat, holder_kind=kind)


def load_cases(folder: Path = FOLDER) -> list[LawCase]:
    """All cases, by document and in the order of their files."""
    return [
        LawCase(path.stem, str(entry["clause"]), entry["story"], entry)
        for path in sorted(folder.glob("*.yml"))
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def caught(findings: list[Finding], truth: Truth) -> dict[str, list[str]]:
    """Direction -> names of those caught with that truth value, each once."""
    found: dict[str, set[str]] = {}
    for finding in findings:
        if finding.holds is truth:
            found.setdefault(finding.direction.value, set()).add(_label(finding))
    return {direction: sorted(names) for direction, names in found.items()}


def _label(finding: Finding) -> str:
    if finding.direction.value == "office" and finding.unit:
        return f"{finding.subject.name}@{finding.unit.name}"
    return finding.subject.name
