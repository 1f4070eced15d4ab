"""Which implementing unit (实施单位) carries out which clause, by the names that documents print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from analysis.rules import Rule
from graph.errors import BadRequestError

_MOST_SHOWN = 20


def carried_out_by(rules: Sequence[Rule], name: str) -> list[Rule]:
    """The rules that a unit carries out: it is printed in the clause, in whole or within a longer name.

    Raises:
        BadRequestError: no clause of these rules prints it; the message names those that come near.

    """
    found = [rule for rule in rules if any(name in agency for agency in rule.part.agencies)]
    if name.strip() and found:
        return found
    known = agencies(rules)
    near = get_close_matches(name, known, n=_MOST_SHOWN, cutoff=0.3) or known[:_MOST_SHOWN]
    told = "、".join(near) or "所选文件的条款均未载明实施单位"
    raise BadRequestError(f"所选文件的条款中没有实施单位“{name}”。条款所载的单位有：{told}。")


def agencies(rules: Iterable[Rule]) -> list[str]:
    """Every unit that these rules print, sorted."""
    return sorted({agency for rule in rules for agency in rule.part.agencies})
