"""The loader refuses what is wrong and names file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.errors import MeasureError
from graph.model.certainty import Truth
from measures.loader import load_catalogue, load_document
from tests.support.small_document import SMALL


def _written(folder: Path, text: str, name: str = "small.yml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _line_of(text: str, words: str) -> int:
    return next(at for at, line in enumerate(text.splitlines(), start=1) if words in line)


def _message(path: Path) -> str:
    with pytest.raises(MeasureError) as refused:
        load_document(path)
    return str(refused.value)


def test_a_good_document_loads(tmp_path: Path) -> None:
    document = load_document(_written(tmp_path, SMALL))
    assert (document.slug, document.clauses[0].parts[0].quote) == ("small", "限制失信被执行人的法定代表人乘坐飞机")


def test_twin_keys_name_both_lines(tmp_path: Path) -> None:
    text = SMALL.replace("        effect: restrict\n", "        effect: restrict\n        matter: hotel\n", 1)
    message = _message(_written(tmp_path, text))
    assert f"small.yml, line {_line_of(text, 'matter: hotel')}: key 'matter' stands twice" in message
    assert f"line {_line_of(text, 'matter: travel')}" in message


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ("effect: restrict", "efect: restrict", "unknown key"),
        ("effect: restrict", "effect: forbid", "closed list"),
        ("matter: travel", "matter: flying", "closed list"),
        ("extends: [legal_representative]", "extends: [director_general]", "closed list"),
        ('number: "1"', "number: 1", "quotation marks"),
        ("effect: restrict", "also_effects: []", "add it"),
        ("extends: [legal_representative]", "extends: [applicant]", "word of query duties"),
    ],
)
def test_a_wrong_entry_names_file_and_line(tmp_path: Path, good: str, bad: str, said: str) -> None:
    text = SMALL.replace(good, bad, 1)
    message = _message(_written(tmp_path, text))
    assert message.startswith("small.yml, line ")
    assert said in message


def test_the_line_is_that_of_the_entry(tmp_path: Path) -> None:
    text = SMALL.replace("effect: restrict", "effect: forbid", 1)
    assert f"line {_line_of(text, 'effect: forbid')}:" in _message(_written(tmp_path, text))


def test_an_unknown_key_is_shown_on_its_own_line(tmp_path: Path) -> None:
    text = SMALL + "remark: nothing\n"
    assert f"line {_line_of(text, 'remark')}: remark:" in _message(_written(tmp_path, text))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"slug: [\n", "not valid YAML"),
        ("slug: 中".encode("gb18030"), "UTF-8"),
        (b"slug: a\nslug: b\n", "stands twice"),
        (b"- 1\n", "line 1"),
    ],
)
def test_a_file_that_is_no_document(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "small.yml"
    path.write_bytes(data)
    message = _message(path)
    assert message.startswith("small.yml")
    assert said in message


def test_a_missing_file(tmp_path: Path) -> None:
    assert "cannot be read" in _message(tmp_path / "none.yml")


def test_the_slug_is_the_name_of_the_file(tmp_path: Path) -> None:
    assert "slug 'small' differs" in _message(_written(tmp_path, SMALL, "other.yml"))


@pytest.mark.parametrize("status", ["repealed", "superseded"])
def test_what_is_over_says_since_when(tmp_path: Path, status: str) -> None:
    """Without a day its clauses would be applied on every day."""
    text = SMALL.replace("last_checked:", f"status: {status}\nlast_checked:", 1)
    assert f"clause 1 is {status} but no day says since when" in _message(_written(tmp_path, text))

    ended = "ended: {earliest: 2023-01-01, latest: null, source: 某文件}\nlast_checked:"
    document = load_document(_written(tmp_path, text.replace("last_checked:", ended, 1)))
    part = document.clauses[0].parts[0]
    assert document.in_force(part).holds_at(date(2022, 12, 31)) is Truth.YES
    assert document.in_force(part).holds_at(date(2023, 1, 1)) is Truth.UNKNOWN


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    path = _written(tmp_path, SMALL)
    before = load_document(path)
    _written(tmp_path, SMALL.replace("effect: restrict", "effect: prohibit", 1))
    assert load_document(path) != before


def test_the_catalogue_is_sorted_and_named_by_its_content(tmp_path: Path) -> None:
    _written(tmp_path, SMALL)
    _written(tmp_path, SMALL.replace("slug: small", "slug: another"), "another.yml")
    catalogue = load_catalogue(tmp_path)
    assert [document.slug for document in catalogue.documents] == ["another", "small"]
    assert len(catalogue.digest) == 64

    # A comment changes nothing; a word does.
    _written(tmp_path, "# a remark\n" + SMALL)
    assert load_catalogue(tmp_path).digest == catalogue.digest
    _written(tmp_path, SMALL.replace("effect: restrict", "effect: prohibit", 1))
    assert load_catalogue(tmp_path).digest != catalogue.digest


def test_an_empty_folder_is_no_catalogue(tmp_path: Path) -> None:
    with pytest.raises(MeasureError, match="no catalogue file"):
        load_catalogue(tmp_path)


def test_the_shipped_catalogue_loads() -> None:
    catalogue = load_catalogue()
    slugs = [document.slug for document in catalogue.documents]
    assert "central-2016" in slugs
    assert slugs == sorted(slugs)
