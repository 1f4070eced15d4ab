"""Adding a local document is one YAML and one text: everything else follows without a line of code."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from analysis.rules import select_documents
from measures.checks import check_catalogue
from measures.diff import coverage, diff_matters
from measures.export import export_parts
from measures.loader import PACKAGE_FOLDER, TEXTS_FOLDER, load_catalogue
from measures.model import Catalogue
from measures.vocabulary import Matter
from tests.support.law_cases import FOLDER, caught, load_cases
from tests.support.small_document import write_small


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped documents, texts and cases, and one more of each."""
    for path in PACKAGE_FOLDER.glob("*.yml"):
        shutil.copy(path, tmp_path)
    shutil.copytree(TEXTS_FOLDER, tmp_path / "texts")
    shutil.copytree(FOLDER, tmp_path / "cases", ignore=lambda _, names: [n for n in names if not n.endswith(".yml")])
    write_small(tmp_path)
    return tmp_path


@pytest.fixture
def catalogue(folder: Path) -> Catalogue:
    return load_catalogue(folder)


def test_the_checks_pass_and_the_edition_is_another(folder: Path, catalogue: Catalogue) -> None:
    assert check_catalogue(catalogue, folder / "texts", folder / "cases") == []
    assert len(catalogue.documents) == len(load_catalogue().documents) + 1
    assert catalogue.digest != load_catalogue().digest


def test_its_clauses_stand_in_export_diff_and_coverage(catalogue: Catalogue) -> None:
    exported = [row["number"] for row in export_parts(catalogue) if row["document"] == "small" and row["coded"]]
    assert exported == ["1", "2", "3"]
    assert "small" in {row.document for row in diff_matters(catalogue, [Matter.TRAVEL])}
    assert next(row for row in coverage(catalogue) if row.document == "small").parts == 3


def test_it_applies_in_its_place_only(catalogue: Catalogue) -> None:
    def applies(place: str | None) -> bool:
        return "small" in {document.slug for document in select_documents(catalogue, place, None)}

    assert applies("990103")
    assert applies("990100")
    assert not applies("990200")
    assert not applies(None)


def test_its_law_cases_run_on_the_engine(folder: Path, catalogue: Catalogue) -> None:
    document = next(document for document in catalogue.documents if document.slug == "small")
    cases = [case for case in load_cases(folder / "cases") if case.document == "small"]
    assert len(cases) == 3
    for case in cases:
        world, rules = case.world(), case.rules(document)
        for day, truth, expected in case.expected():
            assert caught(world.findings(rules, day), truth) == expected, f"{case.name} on {day}"
