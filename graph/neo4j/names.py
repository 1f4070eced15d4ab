"""The rows by which ``scope_facts`` and ``subjects_found`` name subjects, in the shapes the record builders ask for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from graph.sqlite.reader import Row

Said = Sequence[Any]
_SUBJECT, _MENTION, _CURRENT, _PLACE, _STREAM, _NUMBERS = 0, 1, 5, slice(12, 17), slice(17, 19), 19
_SHOWN = 1


def named(rows: Iterable[Said]) -> dict[str, dict[Any, tuple[Row, ...]]]:
    """Subjects with their names and numbers by key, mentions with theirs by id."""
    subjects: dict[int, list[Said]] = {}
    mentions: dict[str, list[Said]] = {}
    for row in sorted(rows, key=lambda row: (row[_MENTION], row[_STREAM])):
        subjects.setdefault(row[_SUBJECT], []).append(row)
        mentions.setdefault(row[_MENTION], []).append(row)
    return {
        "subject_mentions": {key: tuple(tuple(row[:5]) for row in same) for key, same in subjects.items()},
        "subject_numbers": {key: _shown(key, same) for key, same in subjects.items()},
        "mentions_by_id": {id_: _mentions(same) for id_, same in mentions.items()},
        "numbers_of_mentions": {id_: _numbers(id_, same) for id_, same in mentions.items()},
    }


def _mentions(rows: Iterable[Said]) -> tuple[Row, ...]:
    return tuple((row[_MENTION], row[2], row[3], *row[6:12], *row[_PLACE]) for row in rows if row[_CURRENT])


def _shown(key: int, rows: Iterable[Said]) -> tuple[Row, ...]:
    texts = {number[_SHOWN] for row in rows for number in row[_NUMBERS] if number[_SHOWN] is not None}
    return tuple((key, text) for text in sorted(texts))


def _numbers(id_: str, rows: Iterable[Said]) -> tuple[Row, ...]:
    found = {tuple(number) for row in rows for number in row[_NUMBERS] if number[_SHOWN] is not None}
    return tuple((id_, *number) for number in sorted(found, key=lambda number: number[:2]))
