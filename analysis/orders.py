"""Orders restricting consumption (限制消费令): a court's own word, apart from the roster of 失信被执行人.

Whoever is taken off the roster may stay under an order; the order ends only when the court lifts it.
"""

from __future__ import annotations

import numpy as np

from graph.model.facts import EDGE_CODE, Facts
from graph.model.records import EdgeType
from measures.vocabulary import Matter

_COURT_RELATION = EDGE_CODE[EdgeType.COURT_RELATION]

# What an order forbids: 法释〔2015〕17号 第三条第一款.
ORDERED = frozenset(
    {
        Matter.TRAVEL,
        Matter.HOTEL,
        Matter.ENTERTAINMENT_VENUE,
        Matter.GROUP_TOUR,
        Matter.RESORT_CONSUMPTION,
        Matter.PRIVATE_SCHOOL,
        Matter.INSURANCE_PURCHASE,
        Matter.CONSTRUCTION_DECORATION,
        Matter.VEHICLE_PURCHASE,
        Matter.REAL_ESTATE_PURCHASE,
    }
)


def orders_on(facts: Facts, subject: int, day: int) -> list[int]:
    """Keys of the court relations that name the subject, belong to no roster entry, and stand or may stand on a day.

    An order that restricts a person because of a unit restricts the unit (同条第二款), so both ends are named.
    An order is such a relation with a document; whether one is named only the record tells.
    """
    roles = facts.roles
    rows = (roles.edge_type == _COURT_RELATION) & (roles.listing == 0)
    rows &= (roles.holder == subject) | (roles.unit == subject)
    rows &= (roles.days[:, 0] <= day) & (day < roles.days[:, 3])
    return [int(key) for key in np.unique(roles.key[rows])]
