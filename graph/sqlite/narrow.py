"""Narrows facts to a scope: which edges, entries, kinds and links a question can need.

Nothing is decided here. Each step is one named query over subject keys; the steps grow a set of
subjects outward until everything a finding can use is inside.
"""

from __future__ import annotations

import numpy as np

from graph.model.facts import (
    CERTAINTY_CODE,
    EDGE_CODE,
    KIND_CODE,
    PARTY_CODE,
    ROLE_CODE,
    TRUTH_CODE,
    Facts,
    LinkColumns,
    ListingColumns,
    RoleColumns,
    UnitClassColumns,
)
from graph.sqlite.ends import cut_by_ends
from graph.sqlite.reader import Ints, Reader
from graph.store import Scope

_KEY, _HOLDER, _UNIT = 0, 1, 2


def narrow(reader: Reader, scope: Scope, known_run: int) -> Facts:
    """The column arrays of a scope, each sorted by key."""
    if scope.everything:
        return _everything(reader, known_run)
    return _around(reader, np.unique(np.array(scope.subjects, dtype=np.int64)), known_run)


def _everything(reader: Reader, run: int) -> Facts:
    """All entries and links, the roles of the parties in them, and what their holders hold elsewhere."""
    listings = reader.ints("listings_all", known_run=run)
    links = reader.ints("links_all", known_run=run)
    named = _union(listings[:, 1], links[:, 1], links[:, 2])
    near = _merge(
        reader.ints("roles_held_by_subjects", known_run=run, subjects=named),
        reader.ints("roles_at_subjects", known_run=run, subjects=named),
        reader.ints("roles_with_listing", known_run=run),
    )
    second = reader.ints("roles_held_by_subjects", known_run=run, subjects=_holders_at(near, named))
    roles = _merge(near, second)
    classes = reader.ints("classes_of_subjects", known_run=run, subjects=_union(named, roles[:, _UNIT]))
    return _facts(reader, run, roles, listings, classes, links)


def _around(reader: Reader, asked: Ints, run: int) -> Facts:
    """What lies within reach of a few subjects: see :class:`graph.store.Scope`."""
    core = _with_linked(reader, asked, run)
    near = _merge(
        reader.ints("roles_held_by_subjects", known_run=run, subjects=core),
        reader.ints("roles_at_subjects", known_run=run, subjects=core),
    )
    holders = _with_linked(reader, _holders_at(near, core), run)
    second = reader.ints("roles_held_by_subjects", known_run=run, subjects=holders)
    roles = _merge(near, second[np.isin(second[:, _UNIT], _touching_roster(reader, second[:, _UNIT], run))])
    seen = _union(core, roles[:, _HOLDER], roles[:, _UNIT])
    links = reader.ints("links_of_subjects", known_run=run, subjects=seen)
    seen = _union(seen, links[:, 1], links[:, 2])
    listings = reader.ints("listings_of_subjects", known_run=run, subjects=seen)
    classes = reader.ints("classes_of_subjects", known_run=run, subjects=seen)
    return _facts(reader, run, roles, listings, classes, links)


def _with_linked(reader: Reader, subjects: Ints, run: int) -> Ints:
    links = reader.ints("links_of_subjects", known_run=run, subjects=subjects)
    return _union(subjects, links[:, 1], links[:, 2])


def _touching_roster(reader: Reader, units: Ints, run: int) -> Ints:
    """Those units that have an entry, or are linked to one that may have."""
    units = np.unique(units)
    listings = reader.ints("listings_of_subjects", known_run=run, subjects=units)
    links = reader.ints("links_of_subjects", known_run=run, subjects=units)
    return _union(listings[:, 1], links[:, 1], links[:, 2])


def _holders_at(roles: Ints, units: Ints) -> Ints:
    return np.unique(roles[np.isin(roles[:, _UNIT], units), _HOLDER])


def _union(*columns: Ints) -> Ints:
    return np.unique(np.concatenate(columns))


def _merge(*parts: Ints) -> Ints:
    """Rows of all parts, once each, sorted by key."""
    rows = np.concatenate(parts)
    return rows[np.unique(rows[:, _KEY], return_index=True)[1]]


def _facts(reader: Reader, run: int, roles: Ints, listings: Ints, classes: Ints, links: Ints) -> Facts:
    listings, classes, links = _merge(listings), _merge(classes), _merge(links)
    courts, court = _texts(reader, listings[:, 3])
    words, word = _texts(reader, classes[:, 3:5].reshape(-1))
    return Facts(
        known_run=run,
        roles=_roles(reader, roles),
        listings=_listings(reader, run, listings, court),
        classes=_classes(reader, classes, word.reshape(-1, 2)),
        links=_links(reader, links),
        courts=courts,
        words=words,
    )


def _texts(reader: Reader, column: Ints) -> tuple[tuple[str, ...], Ints]:
    """The texts behind a column of word keys, and for every row its place among them; -1 for no word."""
    keys = np.unique(column[column > 0])
    texts = reader.words(keys)
    places = np.where(column > 0, np.searchsorted(keys, column), -1).astype(np.int64)
    return tuple(texts[int(key)] for key in keys), places


def _roles(reader: Reader, rows: Ints) -> RoleColumns:
    return RoleColumns(
        key=rows[:, _KEY].copy(),
        holder=rows[:, _HOLDER].copy(),
        unit=rows[:, _UNIT].copy(),
        holder_kind=reader.codes(rows[:, 3], PARTY_CODE),
        role=reader.codes(rows[:, 4], ROLE_CODE),
        certainty=reader.codes(rows[:, 5], CERTAINTY_CODE),
        edge_type=reader.codes(rows[:, 6], EDGE_CODE),
        state_appointed=reader.codes(rows[:, 7], TRUTH_CODE),
        listing=rows[:, 8].copy(),
        days=rows[:, 9:13].astype(np.int32),
    )


def _listings(reader: Reader, run: int, rows: Ints, court: Ints) -> ListingColumns:
    return ListingColumns(
        key=rows[:, 0].copy(),
        subject=rows[:, 1].copy(),
        kind=reader.codes(rows[:, 2], PARTY_CODE),
        court=court,
        days=cut_by_ends(reader, run, rows[:, 0], rows[:, 4:8], rows[:, 8]).astype(np.int32),
    )


def _classes(reader: Reader, rows: Ints, words: Ints) -> UnitClassColumns:
    return UnitClassColumns(
        key=rows[:, 0].copy(),
        unit=rows[:, 1].copy(),
        kind=reader.codes(rows[:, 2], KIND_CODE),
        printed=words[:, 0].copy(),
        owner=words[:, 1].copy(),
        days=rows[:, 5:9].astype(np.int32),
    )


def _links(reader: Reader, rows: Ints) -> LinkColumns:
    return LinkColumns(
        key=rows[:, 0].copy(),
        listed=rows[:, 1].copy(),
        other=rows[:, 2].copy(),
        tier=reader.codes(rows[:, 3], CERTAINTY_CODE),
    )
