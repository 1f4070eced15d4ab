"""Writes ``docs/generated/schema.md`` from the layout: ``python -m graph.neo4j.picture``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from graph.model.roles import Role, UnitKind
from graph.neo4j.kinds import label_of
from graph.neo4j.layout import DERIVED_TYPES, EDGES, NODES, ROLE_TYPE, EdgeKind
from queries import cypher

PAGE = Path("docs/generated/schema.md")
# What an analyst asks first; each is a file that can be pasted.
EXAMPLES = (
    "caught_by_measure",
    "flagged_units",
    "listed_in_state_posts",
    "ownership_paths",
    "common_officers",
    "shortest_relation",
    "ego_graph",
    "roles_around",
    "subjects_by_name",
    "sources_known",
)
_DRAWING = """```mermaid
graph LR
  Person((Person)) -- "one type per role" --> Unit((Unit))
  Unit -- "HOLDS_SHARES_IN" --> Unit
  Person -- "HOLDS_SHARES_IN" --> Unit
  Unit -- "BRANCH_OF" --> Unit
  Listing((Listing)) -- "LISTS" --> Person
  Listing -- "LISTS" --> Unit
  Withdrawal((Withdrawal)) -- "ENDS" --> Listing
  Mention((Mention)) -- "NAMES" --> Person
  Mention -- "NAMES" --> Unit
  Mention -- "CARRIES" --> Identifier((Identifier))
  Unit -- "IS_OF_KIND" --> Kind((Kind))
  StateOwned((Unit:StateOwnedEnterprise)) -- "IS_OF_KIND" --> Kind
  Unit -- "HAS_FORM" --> Form((Form))
  Person -- "MAY_BE" --- Person
  Person -. "CAUGHT_BY" .-> Measure((Measure))
  Unit -. "FLAGGED_BY" .-> Measure
  Person -. "BARRED_FROM" .-> Unit
  Person -. "CONTROLS" .-> Unit
  Unit -. "CONTROLS" .-> Unit
  Measure -- "STANDS_IN" --> Document((Document))
```"""


def page() -> str:
    """The whole page."""
    parts = [
        "# The property graph",
        "Generated from `graph/neo4j/layout.py`; do not edit. "
        "Dashed relations are derived: no facts, made anew at any time.",
        _DRAWING,
        "`Person` and `Unit` (both also `Subject`) are resolved subjects. Relations name the mention their fact came "
        "with, their place (`source`, `line`, `origin`), their days (`since`, `until` to read; `since_lo` … `until_hi` "
        "as day numbers to ask) and their record time: a relation counts for run `k` when `from_run <= k` and `to_run` "
        "is missing or `> k`. Identity numbers in full stand nowhere; `Identifier` shows them masked, sealed inside.",
        _nodes(),
        _edges(),
        _roles(),
        _kinds(),
        _perspective(),
        "## Ten questions",
        *(_example(name) for name in EXAMPLES),
    ]
    return "\n\n".join(parts) + "\n"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def _nodes() -> str:
    rows = [
        (", ".join(f"`:{label}`" for label in dict.fromkeys(kind.labels.values())), ", ".join(kind.properties))
        for kind in NODES
    ]
    return "## Nodes\n\n" + _table(("labels", "properties"), rows)


def _edges() -> str:
    rows = [
        (
            _types(kind),
            f"{kind.start[0]} → {kind.stop[0]}",
            ", ".join(name for name in kind.properties if name not in ("stream", "since_run")),
        )
        for kind in EDGES
    ]
    rows += [(f"`{name}`", "derived", "id, finding, clause, certainty, since, until") for name in DERIVED_TYPES]
    return "## Relations\n\n" + _table(("type", "from → to", "properties"), rows)


def _types(kind: EdgeKind) -> str:
    if kind.name == "roles":
        return "one per role, below"
    return ", ".join(f"`{name}`" for name in dict.fromkeys(kind.types.values()))


def _roles() -> str:
    return "## Roles\n\n" + _table(("type", "term"), [(f"`{ROLE_TYPE[role]}`", role.term) for role in Role])


def _kinds() -> str:
    rows = [(f"`:Unit:{label_of(kind)}`", kind.term) for kind in UnitKind]
    told = (
        "A unit bears the label of every kind (`IS_OF_KIND`) that the newest data give it and that no known day ends. "
        "For the kinds on another day ask the relations."
    )
    return f"## Kinds of unit\n\n{told}\n\n" + _table(("labels", "term"), rows)


def _perspective() -> str:
    return (
        "## In Bloom\n\n"
        "Categories: Person (caption `name`), Unit (`name`; one more category for each kind you look at, like "
        "StateOwnedEnterprise), Listing (`case_number`), Measure (`title`). "
        "Hide Journal, Mention, Identifier, Origin, Run, File, Meta and the sealed rows. Colour by label; draw derived "
        "relations dashed and red. Search phrase: `$name` → "
        "`MATCH (s:Subject {name: $name})-[r]-(n:Subject) RETURN s, r, n LIMIT 100`."
    )


def _example(name: str) -> str:
    found = cypher(name)
    return f"### {found.question}\n\n```cypher\n{found.text.strip()}\n```"


if __name__ == "__main__":
    text = page()
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.read_text(encoding="utf-8") == text else f"{PAGE} is out of date")
    PAGE.write_text(text, encoding="utf-8")
