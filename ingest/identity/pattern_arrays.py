"""The same comparison as ``patterns`` for whole columns of numbers at once.

A column is an array of bytes, one row per number and one column per place, with 0 for hidden places, and a
family per row: only rows of one family can be compared.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.model.identifiers import HIDDEN, Identifier, IdentifierKind
from ingest.identifiers import eighteen
from ingest.identity.patterns import CITIZEN_KINDS, birth_residues, with_check_digit

WIDTH = 18
COMPATIBLE, CONTRADICTORY, INCOMPARABLE = 1, 2, 0

_CITIZEN, _ORG = 1, 2
_RENEWED = (IdentifierKind.PASSPORT, IdentifierKind.TAIWAN_PERMIT)
_KIND_NUMBER = {kind: number for number, kind in enumerate(IdentifierKind, 1)}
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

Bytes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class PatternColumn:
    """``families``: int32 of length n, 0 for what cannot be compared. ``places``: uint8 of shape (n, 18)."""

    families: NDArray[np.int32]
    places: Bytes

    def take(self, rows: NDArray[np.intp]) -> PatternColumn:
        """The rows at these positions."""
        return PatternColumn(self.families[rows], self.places[rows])


def encode(numbers: Iterable[Identifier | None]) -> PatternColumn:
    """The column of these numbers; ``None`` gives a row that compares with nothing."""
    pairs = [_ground(number) if number else (0, "") for number in numbers]
    places = np.zeros((len(pairs), WIDTH), np.uint8)
    for row, (_, text) in enumerate(pairs):
        raw = np.frombuffer(text.encode("ascii"), np.uint8)
        places[row, : len(raw)] = np.where(raw == ord(HIDDEN), 0, raw)
    return PatternColumn(np.fromiter((family for family, _ in pairs), np.int32, len(pairs)), places)


def _ground(number: Identifier) -> tuple[int, str]:
    """The family and the text in which two numbers of it correspond place by place."""
    if number.kind in CITIZEN_KINDS:
        text = eighteen(number)
        return (_CITIZEN, with_check_digit(text)) if text else (0, "")
    if number.kind is IdentifierKind.USCC:
        return (_ORG, number.normal[8:17]) if len(number.normal) == WIDTH else (0, "")
    if number.kind is IdentifierKind.ORG_CODE:
        return (_ORG, number.normal) if len(number.normal) == 9 else (0, "")
    if number.kind is IdentifierKind.OTHER or len(number.normal) > WIDTH or not number.normal.isascii():
        return 0, ""
    renewed = 1 if number.kind in _RENEWED else 0
    return 1000 * renewed + 32 * _KIND_NUMBER[number.kind] + len(number.normal), number.normal


def match_columns(left: PatternColumn, right: PatternColumn) -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
    """Row by row: the verdict (1 compatible, 2 contradictory, 0 incomparable) and the places shown by both."""
    ground = (left.families == right.families) & (left.families > 0)
    shared = (left.places > 0) & (right.places > 0) & ground[:, None]
    differ = (shared & (left.places != right.places)).any(axis=1)
    verdict = np.where(shared.any(axis=1), np.where(differ, CONTRADICTORY, COMPATIBLE), INCOMPARABLE).astype(np.int8)
    verdict[differ & (left.families > 1000)] = INCOMPARABLE
    shared[verdict == INCOMPARABLE] = False
    return verdict, shared


def citizen_completions(column: PatternColumn) -> NDArray[np.int64]:
    """How many well-formed citizen numbers fit each row; -1 for rows that are no citizen numbers."""
    result = np.full(len(column.families), -1, np.int64)
    rows = np.flatnonzero(column.families == _CITIZEN)
    places = column.places[rows]
    counts = _birth_counts(places[:, 6:14])
    for place in (*range(6), *range(14, 17)):
        counts = _spread(counts, places[:, place], _WEIGHTS[place], 10)
    result[rows] = _spread(counts, places[:, 17], 1, 11)[:, 1]
    return result


def _birth_counts(births: Bytes) -> NDArray[np.int64]:
    unique, back = np.unique(births, axis=0, return_inverse=True)
    texts = ("".join(chr(sign) if sign else HIDDEN for sign in row) for row in unique)
    counts = np.array([birth_residues(text) for text in texts], np.int64).reshape(-1, 11)
    return counts[back.reshape(-1)]


def _spread(counts: NDArray[np.int64], signs: Bytes, weight: int, choices: int) -> NDArray[np.int64]:
    values = np.where(signs == ord("X"), 10, signs.astype(np.int64) - ord("0"))
    columns = np.arange(11)
    shifted = np.take_along_axis(counts, (columns[None, :] - values[:, None] * weight) % 11, axis=1)
    spread = sum(np.roll(counts, value * weight % 11, axis=1) for value in range(choices))
    return np.where((signs == 0)[:, None], spread, shifted)
