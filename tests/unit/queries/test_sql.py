"""Every query file: a header that parses and says what the statement takes and gives."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

import queries
from graph.sqlite import schema
from queries import QueryFileError, query, statement

ROOT = Path(__file__).parents[3]
NAMES = queries.names()


@pytest.fixture
def empty(tmp_path: Path) -> sqlite3.Connection:
    """A database with all tables and no rows, in which nothing can be written."""
    connection = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    schema.migrate(connection, tmp_path / "a.db")
    connection.execute("PRAGMA query_only = ON")
    return connection


def code_of(name: str) -> str:
    """The statement without its comments."""
    return "\n".join(line for line in statement(name).splitlines() if not line.startswith("--"))


@pytest.mark.parametrize("name", NAMES)
def test_the_header_says_what_the_statement_takes_and_gives(name: str, empty: sqlite3.Connection) -> None:
    header = query(name)
    assert header.question.endswith("?")
    assert {param for param, _ in header.params} == set(re.findall(r":([a-z_]+)", code_of(name)))
    assert set(header.key) <= set(header.returns)

    values = {param: "[]" if kind == "json" else 1 for param, kind in header.params}
    cursor = empty.execute(statement(name), values)
    assert tuple(column[0] for column in cursor.description) == header.returns
    assert header.mode == "read"


@pytest.mark.parametrize("name", NAMES)
def test_one_statement_per_file(name: str) -> None:
    assert ";" not in code_of(name)
    assert statement(name).endswith("\n")


def test_every_statement_is_used_and_every_used_one_exists() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("graph", "analysis", "ingest")
        for path in (ROOT / folder).rglob("*.py")
    )
    assert [name for name in NAMES if f'"{name}"' not in code] == []
    used = set(re.findall(r'[Rr]eader\.(?:rows|one|ints)\(\s*"([a-z_]+)"', "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "graph" / "sqlite").glob("*.py")
    )))  # fmt: skip
    assert used <= set(NAMES)


def test_an_unknown_query_is_named() -> None:
    with pytest.raises(QueryFileError, match="nothing_here"):
        statement("nothing_here")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("-- name: words", "-- name: other"), "agree"),
        (("-- mode: read", "-- mode: perhaps"), "mode"),
        (("-- key: key\n", ""), "lacks key"),
        (("keys: json", "keys"), "name: type"),
    ],
)
def test_a_wrong_header_is_refused(
    change: tuple[str, str], complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (queries.SQL_FOLDER / "words_by_key.sql").read_text(encoding="utf-8")
    (tmp_path / "words_by_key.sql").write_text(text.replace(*change), encoding="utf-8")
    monkeypatch.setattr(queries, "SQL_FOLDER", tmp_path)
    query.cache_clear()

    with pytest.raises(QueryFileError, match=complaint):
        statement("words_by_key")
    monkeypatch.undo()
    query.cache_clear()
