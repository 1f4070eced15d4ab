"""Finds subjects by an exact text in one statement, names and numbers included."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.model.records import SubjectRecord
from graph.neo4j.memory import as_reader
from graph.neo4j.names import named
from graph.neo4j.reader import CypherReader
from graph.sqlite.reader import Row
from graph.sqlite.search import find_subjects, join_keys, plain_text
from graph.vault import Vault

_BY_ID, _BY_NAME, _BY_TOKEN = 1, 2, 3  # and up, one for every token


def find_exactly(reader: CypherReader, vault: Vault, text: str, known_run: int, limit: int) -> list[SubjectRecord]:
    """Subjects by mention id, exact name (also former), or full identifier; at most ``limit``."""
    text = text.strip()
    if not text or limit < 1:
        return []
    plain = plain_text(text)
    tokens = [vault.token(join_key) for join_key in join_keys(plain)]
    found = reader.rows(
        "subjects_found",
        known_run=known_run, id=text, name=text, name_key=plain.casefold(), tokens=tokens, cap=limit,
    )  # fmt: skip
    kept: dict[str, dict[Any, tuple[Row, ...]]] = {
        "subjects_by_mention_id": {text: _at(found, _BY_ID)},
        "subjects_by_name": {text: _at(found, _BY_NAME)},
        "subjects_by_token": {token: _at(found, place) for place, token in enumerate(tokens, _BY_TOKEN)},
        **named(said for _, _, said in found),
    }
    return find_subjects(as_reader(kept), vault, text, known_run, limit, exact=True)


def _at(found: Sequence[Row], step: int) -> tuple[Row, ...]:
    """The keys of the subjects that one step found, in the order of their ids."""
    keys = {id_: said[0] for steps, id_, said in found if step in steps}
    return tuple((keys[id_],) for id_ in sorted(keys))
