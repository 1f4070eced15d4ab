"""Narrows ownership: everything, or what bears on who controls and owns some subjects and what they do themselves.

Around subjects the steps grow upward (who holds these units, who holds those) and downward (what do these hold), one
query per level; of whatever lies below, all holders are brought, so that sums are whole. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graph.model.facts import KIND_CODE, PARTY_CODE, UnitClassColumns
from graph.model.ownership import (
    BASIS_CODE,
    FORM_CODE,
    AgreementColumns,
    ControllerColumns,
    FormColumns,
    HoldingColumns,
    Ownership,
)
from graph.sqlite.reader import Ints, Reader

_KEY, _HOLDER, _UNIT, _KIND = range(4)


def narrow_ownership(reader: Reader, subjects: Sequence[int] | None, known_run: int) -> Ownership:
    """The columns of everything (``None``) or around some subjects, each sorted by key."""
    if subjects is None:
        holdings = reader.ints("holdings_all", known_run=known_run)
        controllers = reader.ints("controllers_all", known_run=known_run)
    else:
        holdings, controllers = _around(reader, np.unique(np.array(subjects, dtype=np.int64)), known_run)
    holdings, controllers = _once(holdings), _once(controllers)
    asked = np.array(subjects or (), dtype=np.int64)
    parties = np.unique(np.concatenate([asked, *(rows[:, at] for rows in (holdings, controllers) for at in (1, 2))]))
    classes = _once(reader.ints("classes_of_subjects", known_run=known_run, subjects=parties))
    words, places = _texts(reader, classes[:, 3:5])
    return Ownership(
        known_run=known_run,
        holdings=_holdings(reader, holdings),
        controllers=_controllers(reader, controllers),
        agreements=_agreements(reader, known_run),
        forms=_forms(reader, parties, known_run),
        classes=_classes(reader, classes, places),
        words=words,
    )


def computed_facts(reader: Reader, known_run: int) -> tuple[list[int], list[int]]:
    """The keys of the role edges and of the unit kinds that were worked out at loading (推定)."""
    roles, classes = (reader.rows(name, known_run=known_run) for name in ("computed_roles", "computed_classes"))
    return [int(row[0]) for row in roles], [int(row[0]) for row in classes]


_AT = ("holdings_at_subjects", "controllers_at_subjects")
_HELD_BY = ("holdings_held_by_subjects", "controllers_held_by_subjects")


def _around(reader: Reader, asked: Ints, run: int) -> tuple[Ints, Ints]:
    """Holdings and controllers above and below, level by level."""
    found: tuple[list[Ints], list[Ints]] = ([], [])
    below = _grown(reader, asked, run, _HELD_BY, _UNIT, found)
    _step(reader, below, run, _AT, found)
    _grown(reader, asked, run, _AT, _HOLDER, found)
    return np.concatenate(found[0]), np.concatenate(found[1])


def _grown(
    reader: Reader, start: Ints, run: int, names: tuple[str, str], end: int, found: tuple[list[Ints], list[Ints]]
) -> Ints:
    """Every subject met from ``start`` in one direction; the rows on the way are added to ``found``."""
    seen = frontier = start
    while len(frontier):
        ends = [rows[:, end] for rows in _step(reader, frontier, run, names, found)]
        frontier = np.setdiff1d(np.concatenate(ends), seen)
        seen = np.union1d(seen, frontier)
    return seen


def _step(
    reader: Reader, frontier: Ints, run: int, names: tuple[str, str], found: tuple[list[Ints], list[Ints]]
) -> list[Ints]:
    rows = [reader.ints(name, known_run=run, subjects=frontier) for name in names]
    for parts, more in zip(found, rows, strict=True):
        parts.append(more)
    return rows


def _once(rows: Ints) -> Ints:
    return rows[np.unique(rows[:, _KEY], return_index=True)[1]]


def _texts(reader: Reader, columns: Ints) -> tuple[tuple[str, ...], Ints]:
    keys = np.unique(columns[columns > 0])
    texts = reader.words(keys)
    places = np.where(columns > 0, np.searchsorted(keys, columns), -1).astype(np.int64)
    return tuple(texts[int(key)] for key in keys), places


def _holdings(reader: Reader, rows: Ints) -> HoldingColumns:
    return HoldingColumns(
        key=rows[:, _KEY].copy(),
        holder=rows[:, _HOLDER].copy(),
        unit=rows[:, _UNIT].copy(),
        holder_kind=reader.codes(rows[:, _KIND], PARTY_CODE),
        source=_sources(reader, rows[:, 4]),
        capital=rows[:, 5:9].copy(),
        votes=rows[:, 9:13].copy(),
        days=rows[:, 13:17].astype(np.int32),
    )


def _sources(reader: Reader, origins: Ints) -> Ints:
    """A number per source; rows without a place share one."""
    names = {int(key): str(source) for key, source in reader.rows("sources_of_origins", origins=np.unique(origins))}
    number = {name: at for at, name in enumerate(sorted(set(names.values())), start=1)}
    keys, places = np.unique(origins, return_inverse=True)
    of_key = np.array([number.get(names.get(int(key), ""), 0) for key in keys], dtype=np.int64)
    result: Ints = of_key[places.reshape(-1)]
    return result


def _controllers(reader: Reader, rows: Ints) -> ControllerColumns:
    return ControllerColumns(
        key=rows[:, _KEY].copy(),
        holder=rows[:, _HOLDER].copy(),
        unit=rows[:, _UNIT].copy(),
        holder_kind=reader.codes(rows[:, _KIND], PARTY_CODE),
        basis=reader.codes(rows[:, 4], BASIS_CODE),
        days=rows[:, 5:9].astype(np.int32),
    )


def _agreements(reader: Reader, run: int) -> AgreementColumns:
    rows = reader.ints("agreements_all", known_run=run)
    words = reader.words(np.unique(rows[:, 4]))
    return AgreementColumns(
        key=rows[:, 0].copy(),
        party=rows[:, 1].copy(),
        unit=rows[:, 2].copy(),
        first=rows[:, 3].astype(np.int8),
        kind=tuple(words[int(key)] for key in rows[:, 4]),
        days=rows[:, 5:9].astype(np.int32),
    )


def _forms(reader: Reader, units: Ints, run: int) -> FormColumns:
    rows = _once(reader.ints("forms_of_subjects", known_run=run, subjects=units))
    return FormColumns(rows[:, 1].copy(), reader.codes(rows[:, 2], FORM_CODE), rows[:, 3:7].astype(np.int32))


def _classes(reader: Reader, rows: Ints, words: Ints) -> UnitClassColumns:
    return UnitClassColumns(
        key=rows[:, 0].copy(),
        unit=rows[:, 1].copy(),
        kind=reader.codes(rows[:, 2], KIND_CODE),
        printed=words[:, 0].copy(),
        owner=words[:, 1].copy(),
        days=rows[:, 5:9].astype(np.int32),
    )
