"""Purposes: complete, strict, and refused with file and entry when they contradict themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import BadRequestError, MeasureError
from measures.loader import load_catalogue
from measures.purposes import PURPOSES_FILE, SourceKind, load_purposes
from measures.vocabulary import Matter

ELEVEN = [
    "credit", "soe-office", "financial-office", "institution-office", "social-organisation-office", "licensed-industry",
    "procurement", "policy-support", "honour", "supervision", "consumption",
]  # fmt: skip


def rewritten(tmp_path: Path, change: tuple[str, str]) -> Path:
    text = PURPOSES_FILE.read_text(encoding="utf-8")
    assert change[0] in text
    path = tmp_path / "purposes.yml"
    path.write_text(text.replace(change[0], change[1], 1), encoding="utf-8")
    return path


def test_there_are_eleven_and_every_matter_has_its_place() -> None:
    purposes = load_purposes()
    assert [purpose.code for purpose in purposes.purposes] == ELEVEN
    used = {matter for purpose in purposes.purposes for matter in purpose.matters}
    assert used | set(purposes.outside) == set(Matter)
    assert all(purpose.name and purpose.question for purpose in purposes.purposes)


def test_every_matter_of_a_purpose_has_a_clause() -> None:
    coded = {part.matter for document in load_catalogue().documents for c in document.clauses for part in c.parts}
    empty = {m for purpose in load_purposes().purposes for m in purpose.matters} - coded
    assert empty == set(), "take the matter out of the purpose, or code its clause"


def test_limits_are_the_default_where_a_purpose_says_nothing_else(tmp_path: Path) -> None:
    path = rewritten(tmp_path, ("    scope: soe\n", "    scope: soe\n    limits: {roster: 1}\n"))
    purposes = load_purposes(path)
    assert purposes.limits_of(purposes.get("credit")) == {SourceKind.ROSTER: 7, SourceKind.REGISTER: 30}
    assert purposes.limits_of(purposes.get("soe-office")) == {SourceKind.ROSTER: 1, SourceKind.REGISTER: 30}
    assert purposes.of_scope("soe").code == "soe-office"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("code: credit", "code: credit\n    colour: red"), "colour"),
        (("[credit_granting, ", "[credit_giving, "), "credit_giving"),
        (("code: soe-office", "code: credit"), "stands twice: credit"),
        (("  bank_account: ", "  credit_granting: "), "bank_account"),
        (("limits: {roster: 7, register: 30}", "limits: {roster: 7}"), "register"),
        (("limits: {roster: 7, register: 30}", "limits: {roster: -1, register: 30}"), "limits.roster"),
        (("fields: [case,", "fields: [everything, case,"), "everything"),
        (("  - code: credit\n", "  - code: credit\n    code: credit\n"), "line"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_wrong_entry_is_refused_with_its_place(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    with pytest.raises(MeasureError, match=r"purposes\.yml") as refused:
        load_purposes(rewritten(tmp_path, change))
    assert told in str(refused.value)


def test_an_unknown_purpose_names_those_that_exist() -> None:
    purposes = load_purposes()
    with pytest.raises(BadRequestError, match="procurement"):
        purposes.get("curiosity")
    with pytest.raises(BadRequestError, match="soe"):
        purposes.of_scope("curiosity")
    with pytest.raises(MeasureError, match=r"none\.yml"):
        load_purposes(PURPOSES_FILE.with_name("none.yml"))
