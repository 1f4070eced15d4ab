"""Cells of the answers to named questions: names for ids, legal terms for codes, percentages for fractions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from graph.model.certainty import Certainty
from graph.model.records import Share
from graph.model.roles import Role, UnitKind
from graph.store import GraphStore
from guanlian import terms
from guanlian.shares_text import share_text

HEADINGS = {
    "kind": "类别",
    "subject": "主体编号",
    "name": "名称",
    "finding": "结论编号",
    "clause": "条款",
    "since": "自",
    "until": "至",
    "certainty": "把握",
    "unit": "单位",
    "findings": "结论数",
    "measures": "措施",
    "person": "人员",
    "role": "职务",
    "entry": "失信记录编号",
    "path": "路径",
    "capital": "各层持股",
    "holder": "任职人员",
    "role_at_one": "在单位甲",
    "role_at_other": "在单位乙",
    "subjects": "依次经过",
    "relations": "各步关系",
    "start": "从",
    "relation": "关系",
    "stop": "到",
}
_RELATIONS = {f"{role.value.upper()}_OF": role.term for role in Role} | {
    "HOLDS_SHARES_IN": "股东",
    "BRANCH_OF": "分支机构",
    "MAY_BE": "可能同一",
    "SAME_AS": "同一主体",
    "CAUGHT_BY": "被牵连",
    "FLAGGED_BY": "被标记",
}
_KINDS = _RELATIONS | {kind.value: kind.term for kind in UnitKind}
_SURE = {one.value: one.term for one in Certainty}
_ENDLESS = {"since": "不详", "until": "至今"}


class Names:
    """The names of subjects by id, each read once."""

    def __init__(self, store: GraphStore, known_run: int) -> None:
        self._store, self._run = store, known_run
        self._known: dict[str, str] = {}

    def of(self, id_: str) -> str:
        """The name behind an id, with the id, since names are not unique."""
        if id_ not in self._known:
            found = self._store.find_subjects(id_, self._run, 1, exact=True)
            self._known[id_] = f"{found[0].name}（{id_}）" if found else id_
        return self._known[id_]


def shown(column: str, value: Any, names: Names, titles: Mapping[str, str]) -> str:
    """One cell as text; ``titles`` are those of clauses by the id that the graph gives them."""
    if value is None:
        return _ENDLESS.get(column, "—")
    if column in ("clause", "measures"):
        return "、".join(titles.get(one, one) for one in ([value] if isinstance(value, str) else value))
    if column in _NAMED:
        return " → ".join(names.of(one) for one in ([value] if isinstance(value, str) else value))
    return _WRITTEN.get(column, str)(value)


def _parts(steps: list[list[int | None]]) -> str:
    return " → ".join(share_text(_share(*ends)) for ends in steps)


def _share(low: int | None, low_of: int | None, high: int | None, high_of: int | None) -> Share | None:
    """A share from the four integers of a relation; ``None`` where the source does not say."""
    if low is None or high is None or not low_of or not high_of:
        return None
    return Share(Fraction(low, low_of), Fraction(high, high_of))


def _steps(types: list[str]) -> str:
    return " → ".join(_RELATIONS.get(one, one) for one in types)


_NAMED = frozenset({"unit", "person", "holder", "path", "subjects", "start", "stop"})
_WRITTEN: dict[str, Callable[[Any], str]] = {
    "kind": lambda value: _KINDS.get(value, value),
    "certainty": lambda value: _SURE.get(value, value),
    "role": terms.role,
    "role_at_one": terms.role,
    "role_at_other": terms.role,
    "capital": _parts,
    "relations": _steps,
    "relation": lambda value: _RELATIONS.get(value, value),
}
