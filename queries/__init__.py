"""Named queries: one statement per file, plain parameters, a header that says what it is for.

``sql/<name>.sql`` can be pasted into the sqlite3 shell as it stands. Its header lines are

    -- name: roles_at_subjects
    -- question: Which role edges stand at these units?
    -- params: known_run: int, subjects: json
    -- returns: key, holder, unit
    -- key: key
    -- mode: read

A ``json`` parameter is a JSON array, read by ``json_each``. ``cypher/<name>.cypher`` is the statement of
the same name for Neo4j; its header lines begin with ``//`` and its arrays are lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

SQL_FOLDER = Path(__file__).parent / "sql"
CYPHER_FOLDER = Path(__file__).parent / "cypher"
_FIELDS = ("name", "question", "params", "returns", "key", "mode")


class QueryFileError(Exception):
    """A query file that does not exist or whose header is wrong: a fault of this program, not of its user."""


@dataclass(frozen=True, slots=True)
class Query:
    """One statement with its header. ``params`` are (name, type); ``key`` names columns unique in the result."""

    name: str
    question: str
    params: tuple[tuple[str, str], ...]
    returns: tuple[str, ...]
    key: tuple[str, ...]
    mode: str
    text: str


def statement(name: str) -> str:
    """The text of a named statement, header included."""
    return query(name).text


@cache
def query(name: str) -> Query:
    """A named statement with its parsed header."""
    path = SQL_FOLDER / f"{name}.sql"
    if not path.is_file():
        raise QueryFileError(f"no query is named {name!r}: {path.name} does not exist in queries/sql")
    return _parse(path.name, path.read_text(encoding="utf-8"))


@cache
def cypher(name: str) -> Query:
    """A named Cypher statement with its parsed header."""
    path = CYPHER_FOLDER / f"{name}.cypher"
    if not path.is_file():
        raise QueryFileError(f"no query is named {name!r}: {path.name} does not exist in queries/cypher")
    return _parse(path.name, path.read_text(encoding="utf-8"), "//")


def cypher_names() -> tuple[str, ...]:
    """The names of all Cypher statements, sorted."""
    return tuple(sorted(path.stem for path in CYPHER_FOLDER.glob("*.cypher")))


def names() -> tuple[str, ...]:
    """The names of all statements, sorted."""
    return tuple(sorted(path.stem for path in SQL_FOLDER.glob("*.sql")))


def _parse(file: str, text: str, mark: str = "--") -> Query:
    header = _header(file, text, mark)
    if header["name"] != file.rpartition(".")[0]:
        raise QueryFileError(f"{file}: the header names {header['name']!r}; file and name must agree")
    if header["mode"] not in ("read", "write"):
        raise QueryFileError(f"{file}: mode is {header['mode']!r}; it must be read or write")
    return Query(
        name=header["name"],
        question=header["question"],
        params=_params(file, header["params"]),
        returns=_words(header["returns"]),
        key=_words(header["key"]),
        mode=header["mode"],
        text=text,
    )


def _header(file: str, text: str, mark: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith(mark):
            break
        field, _, value = line.removeprefix(mark).strip().partition(":")
        if field in _FIELDS:
            found[field] = value.strip()
    missing = [field for field in _FIELDS if field not in found]
    if missing:
        raise QueryFileError(f"{file}: the header lacks {', '.join(missing)}")
    return found


def _params(file: str, text: str) -> tuple[tuple[str, str], ...]:
    pairs = [part.partition(":") for part in text.split(",") if part.strip()]
    if any(not kind for _, _, kind in pairs):
        raise QueryFileError(f"{file}: every parameter is written name: type")
    return tuple((name.strip(), kind.strip()) for name, _, kind in pairs)


def _words(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
