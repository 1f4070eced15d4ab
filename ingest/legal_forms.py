"""The legal form of a unit, and what it makes of the person printed as its head (domain §7.3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from graph.model.certainty import Certainty
from graph.model.identifiers import Identifier, IdentifierKind
from graph.model.records import Basis, EdgeType
from graph.model.roles import LegalForm, Role, UnitKind
from ingest.names import name_key
from ingest.text import data_file, folded


@dataclass(frozen=True, slots=True)
class ReadRole:
    """One role as read from a title, a column or the legal form, with what the reading rests on."""

    role: Role
    certainty: Certainty = Certainty.CERTAIN
    basis: Basis = Basis.PRINTED

    @property
    def edge(self) -> EdgeType:
        """Actual control is a relation of its own; every other role is a post."""
        return EdgeType.CONTROL if self.role is Role.ACTUAL_CONTROLLER else EdgeType.POSITION


@lru_cache(maxsize=65536)
def legal_form(printed_type: str | None, name: str, prefix: str | None) -> LegalForm:
    """The legal form: by the printed 类型, else by the credit code's first two characters, else by the name."""
    table = _table()
    if printed_type and (form := _by_words(folded(printed_type), table["types"])):
        return form
    if prefix and prefix in table["prefixes"]:
        return LegalForm(table["prefixes"][prefix])
    return _by_words(name_key(name), table["names"]) or LegalForm.UNKNOWN


def code_prefix(identifiers: Iterable[Identifier]) -> str | None:
    """The first two characters of the credit code among the identifiers, if it is there."""
    codes = (found.normal for found in identifiers if found.kind is IdentifierKind.USCC)
    return next((code[:2] for code in codes), None)


@lru_cache(maxsize=1024)
def head_roles(form: LegalForm, printed: str | None = None) -> tuple[ReadRole, ...]:
    """The roles of the head that a register prints for a unit of this form.

    ``printed`` is the header or change item under which the head stands; it decides only where
    the form is unknown. A 法定代表人 is never made for a partnership or a branch.
    """
    entry = _form(form)
    as_printed = entry.get("head_as_printed")
    if as_printed and printed and folded(printed) in as_printed["words"]:
        return _roles(as_printed["head"])
    return _roles(entry["head"])


def has_own_principal(form: LegalForm) -> bool:
    """Whether the form itself makes a post the 主要负责人, so that titles suggest nobody else."""
    return bool(_form(form).get("own_principal"))


def kind_of_form(form: LegalForm) -> tuple[UnitKind, str] | None:
    """The kind of unit that the form makes it and the word printed for it; ``None`` if none."""
    entry = _form(form)
    return (UnitKind(entry["kind"]), str(entry["printed_kind"])) if "kind" in entry else None


def _by_words(text: str, rules: list[dict[str, Any]]) -> LegalForm | None:
    for rule in rules:
        if any(word in text for word in rule.get("words", ())) or text.endswith(tuple(rule.get("endings", ()))):
            return LegalForm(rule["form"])
    return None


def _roles(entries: list[dict[str, str]]) -> tuple[ReadRole, ...]:
    return tuple(
        ReadRole(Role(entry["role"]), Certainty(entry.get("certainty", "certain")), Basis(entry["basis"]))
        for entry in entries
    )


def _form(form: LegalForm) -> dict[str, Any]:
    return cast("dict[str, Any]", _table()["forms"][form.value])


def _table() -> dict[str, Any]:
    return cast("dict[str, Any]", data_file("legal_forms.yml"))
