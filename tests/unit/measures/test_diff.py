"""The same matter side by side, coverage, and the page made of them."""

from __future__ import annotations

from pathlib import Path

from measures import page
from measures.diff import coverage, diff_matters
from measures.loader import load_catalogue
from measures.model import Catalogue
from measures.vocabulary import Matter
from tests.support.small_document import SMALL, write_small


def _two(folder: Path, other: str) -> Catalogue:
    write_small(folder)
    (folder / "twin.yml").write_text(other.replace("slug: small", "slug: twin"), encoding="utf-8")
    return load_catalogue(folder)


def test_equal_documents_differ_in_nothing(tmp_path: Path) -> None:
    rows = diff_matters(_two(tmp_path, SMALL))
    assert [(row.matter, row.document) for row in rows[:2]] == [
        ("institution_office", "small"),
        ("institution_office", "twin"),
    ]
    assert {row.differs for row in rows} == {()}


def test_what_differs_is_named_on_every_row_of_the_matter(tmp_path: Path) -> None:
    other = SMALL.replace("extends: [legal_representative]", "extends: [principal]").replace("restrict", "prohibit", 1)
    rows = diff_matters(_two(tmp_path, other), [Matter.TRAVEL])
    assert [row.differs for row in rows] == [("extends", "effect")] * 2
    assert rows[1].to_json()["extends"] == ["principal"]


def test_a_matter_of_one_document_has_nothing_to_differ_from(tmp_path: Path) -> None:
    write_small(tmp_path)
    assert all(row.differs == () for row in diff_matters(load_catalogue(tmp_path)))


def test_coverage_counts_reach_and_gives_reasons(tmp_path: Path) -> None:
    write_small(tmp_path)
    (row,) = coverage(load_catalogue(tmp_path))
    assert (row.clauses, row.coded_clauses, row.parts) == (5, 3, 3)
    assert (row.extends, row.flags, row.queries, row.offices, row.second_hop) == (1, 1, 0, 1, 0)
    assert row.to_json()["uncoded"][1] == {"number": "三", "title": "附则", "reason": "施行日期。"}


def test_every_part_stands_in_the_diff_once() -> None:
    catalogue = load_catalogue()
    rows = diff_matters(catalogue)
    places = {(row.document, row.number, row.part) for row in rows}
    assert len(places) == len(rows) == sum(row.parts for row in coverage(catalogue))


def test_the_central_opinion_and_a_local_copy_differ_where_they_do() -> None:
    rows = diff_matters(load_catalogue(), [Matter.KEY_SUPERVISION])
    assert "flags" in rows[0].differs


def test_the_page_is_the_one_the_catalogue_gives() -> None:
    assert page.main(["--check"]) == 0, "run: python -m measures.page"


def test_the_page_lists_every_document_and_matter(tmp_path: Path) -> None:
    write_small(tmp_path)
    text = page.render(load_catalogue(tmp_path))
    assert "| small | 1 | 乘坐飞机限制 | – | extends: legal_representative | – | restrict | 市交通局 |" in text
    assert "| 三 | 附则 | 施行日期。 |" in text
    assert text == page.render(load_catalogue(tmp_path))
