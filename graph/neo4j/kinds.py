"""Labels that say of which kind a unit is, for people who look at the graph: ``:Unit:StateOwnedEnterprise``.

They follow from the newest statements about the unit that no known day ends (``IS_OF_KIND``), are set as a difference
when a run is loaded, and are no part of any answer: the engine reads the relations, with their days.
"""

from __future__ import annotations

from neo4j import Session

from graph.model.roles import UnitKind
from graph.model.time import NEVER_ENDS

_ROWS = 10_000


def label_of(kind: UnitKind) -> str:
    """The label of a kind. All state-owned enterprises have one; of which class they are, the relation says."""
    if kind.value.startswith("soe_"):
        return "StateOwnedEnterprise"
    return "".join(word.capitalize() for word in kind.value.split("_"))


KIND_LABELS: dict[str, str] = {kind.value: label_of(kind) for kind in UnitKind}
_CLOSED = sorted(set(KIND_LABELS.values()))

# What a unit's labels are and what they should be; ``$labels`` and ``$closed`` are the closed list above.
_COMPARED = """
CALL (u) {
  OPTIONAL MATCH (u)-[k:IS_OF_KIND]->(c:Kind)
  WHERE k.to_run IS NULL AND k.until_hi = $never
  RETURN collect(DISTINCT $labels[c.code]) AS wanted
}
WITH u, [l IN labels(u) WHERE l IN $closed AND NOT l IN wanted] AS gone, [l IN wanted WHERE NOT l IN labels(u)] AS new
WHERE size(gone) + size(new) > 0
"""
_CHANGED = """
MATCH (u:Unit)-[r:IS_OF_KIND]->(:Kind)
WHERE r.from_run > $since OR r.to_run > $since
WITH DISTINCT u"""
_SET = f"CALL (u, gone, new) {{ REMOVE u:$(gone) SET u:$(new) }} IN TRANSACTIONS OF {_ROWS} ROWS"
_ALL = "MATCH (u:Unit)"

# How many units bear labels that do not follow from what is known of them.
WRONG = f"{_ALL}{_COMPARED}RETURN count(u)"
PARAMETERS: dict[str, object] = {"labels": KIND_LABELS, "closed": _CLOSED, "never": NEVER_ENDS}


def label_changed(session: Session, since: int) -> None:
    """Set the labels of the units of which a run after ``since`` said something."""
    session.run(f"{_CHANGED}{_COMPARED}{_SET}", PARAMETERS | {"since": since}).consume()


def label_all(session: Session) -> None:
    """Set the labels of all units, as needed after rows of a broken-off run were swept."""
    session.run(f"{_ALL}{_COMPARED}{_SET}", PARAMETERS).consume()
