"""The records behind the columns that a set of hits touches: what a proof is written from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from analysis.columns import Index
from analysis.hits import NONE, Hits
from graph.model.facts import Facts, Ints
from graph.model.records import Identity, Listing, Mention, RoleEdge, SubjectRecord, UnitClass


@dataclass(frozen=True)
class Needed:
    """Keys of the records that the proofs of some hits need, each sorted and once."""

    subjects: list[int]
    roles: list[int]
    listings: list[int]
    links: list[int]
    classes: list[int]


@dataclass(frozen=True)
class Evidence:
    """Those records, by store key; mentions by id."""

    subjects: Mapping[int, SubjectRecord]
    roles: Mapping[int, RoleEdge]
    listings: Mapping[int, Listing]
    links: Mapping[int, Identity]
    classes: Mapping[int, UnitClass]
    mentions: Mapping[str, Mention]


def needed(facts: Facts, hits: Hits) -> Needed:
    """What must be fetched to prove these hits."""
    roles = np.concatenate([_used(hits.role), _used(hits.second)])
    listings, links = _used(hits.listing), _used(np.concatenate([hits.link, hits.far]))
    subjects = [
        facts.listings.subject[listings],
        facts.links.listed[links],
        facts.links.other[links],
        facts.roles.holder[roles],
        facts.roles.unit[roles],
    ]
    return Needed(
        subjects=_keys(np.concatenate(subjects)),
        roles=_keys(facts.roles.key[roles]),
        listings=_keys(facts.listings.key[listings]),
        links=_keys(facts.links.key[links]),
        classes=_keys(facts.classes.key[_used(hits.unit_class)]),
    )


def mention_ids(
    roles: Mapping[int, RoleEdge], listings: Mapping[int, Listing], links: Mapping[int, Identity]
) -> list[str]:
    """Every mention that those records name, sorted."""
    ids = {mention for edge in roles.values() for mention in (edge.holder, edge.unit)}
    ids |= {listing.mention for listing in listings.values()}
    ids |= {mention for link in links.values() for mention in (link.left, link.right)}
    return sorted(ids)


def _used(index: Index) -> Index:
    return np.unique(index[index != NONE])


def _keys(keys: Ints) -> list[int]:
    return [int(key) for key in np.unique(keys)]
