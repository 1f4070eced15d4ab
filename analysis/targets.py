"""Roster entries as the engine sees them: each with the subjects its listed party may be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.columns import Index, Mask, join
from analysis.hits import NONE
from graph.model.facts import PARTY_CODE, Days, Facts, Ints, Small
from graph.model.records import PartyKind


@dataclass(frozen=True)
class Targets:
    """One row per entry and subject: the listed subject itself, then those it is linked to by
    identity evidence below *certain* (``link`` is then a position in ``Facts.links``).
    """

    listing: Index
    subject: Ints
    link: Index
    certainty: Small
    days: Days
    is_unit: Mask

    def where(self, mask: Mask) -> Targets:
        """The rows of a mask."""
        return Targets(**{name: getattr(self, name)[mask] for name in self.__dataclass_fields__})


def targets(facts: Facts) -> Targets:
    """All entries of a scope with the subjects they may speak of."""
    listings, links = facts.listings, facts.links
    own = np.arange(len(listings.key), dtype=np.int64)
    # A link is stored once; where both ends are on the roster it speaks for the entries of either.
    there, link_there = join(listings.subject, links.listed)
    back, link_back = join(listings.subject, links.other)
    listing = np.concatenate([own, there, back])
    link = np.concatenate([link_there, link_back])
    return Targets(
        listing=listing,
        subject=np.concatenate([listings.subject, links.other[link_there], links.listed[link_back]]),
        link=np.concatenate([np.full(len(own), NONE, dtype=np.int64), link]),
        certainty=np.concatenate([np.zeros(len(own), dtype=np.int8), links.tier[link]]),
        days=listings.days[listing],
        is_unit=listings.kind[listing] == PARTY_CODE[PartyKind.UNIT],
    )
