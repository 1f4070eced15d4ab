"""Finds subjects: by mention id, by name (also former), by full identifier, by part of a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.model.identifiers import HIDDEN, Identifier, IdentifierKind
from graph.model.names import compared
from graph.model.records import SubjectRecord
from graph.sqlite.hydrate import subjects
from graph.sqlite.reader import Reader
from graph.vault import Vault


def find_subjects(
    reader: Reader, vault: Vault, text: str, known_run: int, limit: int, *, exact: bool
) -> list[SubjectRecord]:
    """Exact answers first, then (unless ``exact``) names that contain the text; at most ``limit``."""
    text = text.strip()
    if not text or limit < 1:
        return []
    found: dict[int, None] = {}
    steps = _exact_steps if exact else _steps
    for keys in steps(reader, vault, text, known_run, limit):
        found.update(dict.fromkeys(keys))
        if len(found) >= limit:
            break
    return _records(reader, list(found)[:limit], known_run)


def find_by_identifier(reader: Reader, vault: Vault, identifier: Identifier, known_run: int) -> list[SubjectRecord]:
    """Subjects with this full identifier; a masked one finds none."""
    join_key = identifier.join_key
    return [] if join_key is None else _records(reader, _by_join_key(reader, vault, join_key, known_run), known_run)


def _steps(reader: Reader, vault: Vault, text: str, run: int, limit: int) -> Iterator[list[int]]:
    yield from _exact_steps(reader, vault, text, run, limit)
    for part in dict.fromkeys((text, plain_text(text))):
        yield [row[0] for row in reader.rows("subjects_by_name_part", known_run=run, part=part, cap=limit)]


def plain_text(text: str) -> str:
    """The text as names are compared: width, spaces, brackets and name dots make no difference."""
    return compared(text) or "".join(text.split())


def _exact_steps(reader: Reader, vault: Vault, text: str, run: int, limit: int) -> Iterator[list[int]]:
    plain = plain_text(text)
    yield [row[0] for row in reader.rows("subjects_by_mention_id", known_run=run, id=text)]
    yield [row[0] for row in reader.rows("subjects_by_name", known_run=run, name=text, name_key=plain, cap=limit)]
    yield [key for join_key in join_keys(plain) for key in _by_join_key(reader, vault, join_key, run)]


def join_keys(text: str) -> list[str]:
    """Every key under which a text that looks like a number could be stored."""
    normal = text.replace("-", "").upper()
    if HIDDEN in normal or not normal.isascii() or not any(sign.isdigit() for sign in normal):
        return []
    keys = (Identifier(kind, normal).join_key for kind in IdentifierKind)
    return list(dict.fromkeys(key for key in keys if key is not None))


def _by_join_key(reader: Reader, vault: Vault, join_key: str, run: int) -> list[int]:
    return [row[0] for row in reader.rows("subjects_by_token", known_run=run, token=vault.token(join_key))]


def _records(reader: Reader, keys: Sequence[int], run: int) -> list[SubjectRecord]:
    found = subjects(reader, keys, run)
    return [found[key] for key in keys if key in found]
