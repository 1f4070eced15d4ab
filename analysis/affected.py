"""Who feels each hit: the affected subject, and for an office the unit where it is held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.columns import Index, Mask
from analysis.hits import NONE, Hits
from analysis.rules import Rule
from graph.model.facts import Facts, Ints
from measures.vocabulary import Direction

_DIRECTIONS = list(Direction)
_HOLDER_FEELS_IT = (Direction.EXTENDS, Direction.OFFICE)
_UNIT_FEELS_IT = (Direction.FLAGS, Direction.QUERIES)


@dataclass(frozen=True)
class Affected:
    """Subject keys row by row of some hits; ``unit`` is 0 where the hit is no office."""

    subject: Ints
    unit: Ints

    def concerns(self, subject: int) -> Mask:
        """The rows that a subject feels, or that speak of an office at it."""
        mask: Mask = (self.subject == subject) | (self.unit == subject)
        return mask


def affected(facts: Facts, rules: Sequence[Rule], hits: Hits) -> Affected:
    """Who feels the hits."""
    directions = np.array([_DIRECTIONS.index(rule.direction) for rule in rules], dtype=np.int64)[hits.rule]

    def runs(*chosen: Direction) -> Mask:
        mask: Mask = np.isin(directions, [_DIRECTIONS.index(direction) for direction in chosen])
        return mask

    subject = _target(facts, hits)
    unit = np.zeros(len(hits), dtype=np.int64)
    holder, at_unit, at_second = runs(*_HOLDER_FEELS_IT), runs(*_UNIT_FEELS_IT), runs(Direction.SECOND_HOP)
    subject[holder] = facts.roles.holder[hits.role[holder]]
    far = hits.far != NONE
    subject[far] = other_end(facts, hits.far[far], subject[far])
    subject[at_unit] = facts.roles.unit[hits.role[at_unit]]
    subject[at_second] = facts.roles.unit[hits.second[at_second]]
    office = runs(Direction.OFFICE)
    unit[office] = facts.roles.unit[hits.role[office]]
    return Affected(subject, unit)


def _target(facts: Facts, hits: Hits) -> Ints:
    """The subject each entry speaks of: the listed one, or the other end of an identity link."""
    subject = facts.listings.subject[hits.listing].copy()
    linked = hits.link != NONE
    subject[linked] = other_end(facts, hits.link[linked], subject[linked])
    return subject


def other_end(facts: Facts, link: Index, subject: Ints) -> Ints:
    """The subjects at the other ends of identity links."""
    listed, other = facts.links.listed[link], facts.links.other[link]
    return np.where(listed == subject, other, listed)
