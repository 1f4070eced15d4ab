"""Who else may hold a role at a listed unit: parties that are probably the holder a source names.

The court names the legal representative of a debtor with a masked number; the person who asks for a loan shows a full
one. Whoever is *probably* that person is reached as probably. Equal names alone (*possible*) reach nobody this way:
every namesake of everybody who is caught would be a finding.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.columns import Index, Mask, join
from graph.model.certainty import Certainty
from graph.model.facts import CERTAINTY_CODE, Facts, Ints

_PROBABLE = CERTAINTY_CODE[Certainty.PROBABLE]


@dataclass(frozen=True)
class Fellows:
    """One row per role at a listed unit and fellow of its holder.

    ``place`` is a position among the roles at listed units, ``link`` one in ``Facts.links``, ``subject`` the fellow's
    key. ``far`` and ``own`` are pairs of such a row with a role of the fellow's own, at the same unit because of the
    same entry, that is as sure and lasts as long.
    """

    place: Index
    link: Index
    subject: Ints
    far: Index
    own: Index

    def beyond(self, named: Mask) -> Index:
        """Rows whose role a rule names (a mask over the roles at listed units), unless an own role says as much."""
        covered = np.zeros(len(self.place), dtype=np.bool_)
        covered[self.far[named[self.own]]] = True
        return np.flatnonzero(named[self.place] & ~covered)


def fellows(facts: Facts, target: Index, role: Index) -> Fellows:
    """The fellows of all holders; ``target`` and ``role`` are the joined rows of listed units and roles at them."""
    links, roles = facts.links, facts.roles
    probable = np.flatnonzero(links.tier == _PROBABLE)
    ends = np.concatenate([links.listed[probable], links.other[probable]])
    others = np.concatenate([links.other[probable], links.listed[probable]])
    place, at = join(roles.holder[role], ends)
    subject, link = others[at], np.concatenate([probable, probable])[at]
    far, own = _pairs(target[place], subject, target, roles.holder[role])
    lasts = roles.days[role[own], 2] >= roles.days[role[place[far]], 2]
    sure = roles.certainty[role[own]] <= np.maximum(roles.certainty[role[place[far]]], _PROBABLE)
    return Fellows(place, link, subject, far[lasts & sure], own[lasts & sure])


def _pairs(target: Index, subject: Ints, targets: Index, holders: Ints) -> tuple[Index, Index]:
    """Positions of equal (target, subject) in both."""
    width = np.int64(max(int(subject.max(initial=0)), int(holders.max(initial=0))) + 1)
    return join(target * width + subject, targets * width + holders)
