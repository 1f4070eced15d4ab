"""From a printed title to roles of the law. The map is data (``ingest/data/titles.yml``).

One title can hold several (董事长兼总经理). What the map does not know stays unknown and is
queued: 董事总经理 in one word is often a rank and no seat on the board, so nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, cast

from graph.model.certainty import Certainty
from graph.model.records import Basis
from graph.model.roles import LegalForm, Role
from ingest.legal_forms import ReadRole, has_own_principal, head_roles
from ingest.text import clean, data_file, folded

_BRACKET = re.compile(r"\(([^()]*)\)")
_SPACES = re.compile(r"[\s\u3000]+")
_POSSIBLE_PRINCIPAL = ReadRole(Role.PRINCIPAL, Certainty.POSSIBLE, Basis.TITLE)


class Tense(StrEnum):
    """Whether the title says that the post is held, was held, or is still to come."""

    HELD = "held"
    FORMER = "former"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class TitleReading:
    """What a title says: roles of the law, words known to carry none, and words not known."""

    roles: tuple[ReadRole, ...]
    no_role: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    court_only: tuple[str, ...] = ()
    tense: Tense = Tense.HELD


@dataclass(frozen=True, slots=True)
class _Piece:
    word: str
    entry: dict[str, Any] | None
    tense: Tense


@lru_cache(maxsize=65536)
def read_title(title: str, form: LegalForm, *, from_court: bool = False) -> TitleReading:
    """The roles that a title stands for at a unit of this legal form.

    Of two roles of which one implies the other only the narrower stays; a *possible* principal
    falls away beside a certain one.
    """
    roles: list[ReadRole] = []
    no_role: list[str] = []
    unknown: list[str] = []
    court_only: list[str] = []
    pieces = _pieces(title)
    if len({piece.tense for piece in pieces}) > 1:  # 原董事长、现任经理: one row cannot date both
        return TitleReading((), unknown=(clean(title),))
    for piece in pieces:
        if piece.entry is not None and piece.entry.get("court_only") and not from_court:
            court_only.append(piece.word)
            continue
        found = None if piece.entry is None else _roles_of(piece.entry, form)
        if found is None:
            unknown.append(piece.word)
        elif found:
            roles.extend(found)
        else:
            no_role.append(piece.word)
    tense = pieces[0].tense if pieces else Tense.HELD
    return TitleReading(_narrowest(roles), tuple(no_role), tuple(unknown), tuple(court_only), tense)


def _narrowest(roles: list[ReadRole]) -> tuple[ReadRole, ...]:
    best: dict[Role, ReadRole] = {}
    for found in roles:
        known = best.get(found.role)
        if known is None or found.certainty.rank < known.certainty.rank:
            best[found.role] = found
    implied = {wide for role in best for wide in role.implies if wide is not role}
    return tuple(found for role, found in best.items() if role not in implied)


# ---- one entry of the map ----------------------------------------------------------------------


def _roles_of(entry: dict[str, Any], form: LegalForm) -> list[ReadRole] | None:
    """The roles of one known title; empty for none, ``None`` where the form leaves it unknown."""
    rule = entry.get("by_form", {}).get(form.value)
    if rule == "unknown":
        return None
    if rule == "none":
        return []
    if rule == "head" or (rule is None and entry.get("head")):
        return list(head_roles(form))
    return _plain_roles(entry if rule is None else rule, form)


def _plain_roles(rule: dict[str, Any], form: LegalForm) -> list[ReadRole]:
    roles = []
    if rule["role"] != "none":
        basis = Basis.PRINTED if rule.get("printed") else Basis.TITLE
        roles.append(ReadRole(Role(rule["role"]), Certainty(rule.get("certainty", "certain")), basis))
    if rule.get("may_be_principal") and not has_own_principal(form):
        roles.append(_POSSIBLE_PRINCIPAL)
    return roles


# ---- taking a title apart ----------------------------------------------------------------------


@lru_cache(maxsize=65536)
def _pieces(title: str) -> tuple[_Piece, ...]:
    whole = _look_up(title)
    if whole is not None:
        return (whole,)
    found: list[_Piece] = []
    for part in filter(None, (part.strip() for part in _separators().split(clean(title)))):
        found.extend(_part_pieces(part))
    return tuple(found)


def _part_pieces(part: str) -> list[_Piece]:
    """One part between separators: a known title, several apart by spaces, or a title with brackets."""
    if (known := _look_up(part)) is not None:
        return [known]
    words = [_look_up(word) for word in _SPACES.split(part)]
    if len(words) > 1 and all(words):
        return [word for word in words if word is not None]
    return _bracketed(part) or [_Piece(folded(part), None, Tense.HELD)]


def _bracketed(part: str) -> list[_Piece] | None:
    """经理(法定代表人): the title and the one in brackets, when both are known."""
    text = folded(part).upper()
    inside = _BRACKET.findall(text)
    outside = _look_up(_BRACKET.sub("", text))
    if not inside or outside is None:
        return None
    inner = [_look_up(word) for word in inside]
    return [outside, *(word for word in inner if word is not None)] if all(inner) else None


def _look_up(text: str) -> _Piece | None:
    """A known title, as it stands or after the marks around it are taken off."""
    word, tense, table = folded(text).upper(), Tense.HELD, _table()
    for _ in range(4):
        if word in table:
            return _Piece(word, table[word], tense)
        shorter, said = _without_mark(word)
        if shorter == word:
            return None
        word, tense = shorter, said if said is not Tense.HELD else tense
    return None


def _without_mark(word: str) -> tuple[str, Tense]:
    for mark, tense in _marks():
        if f"({mark})" in word:
            return word.replace(f"({mark})", "", 1), tense
        if word.startswith(mark):
            return word[len(mark) :], tense
        if word.endswith(mark) and len(mark) > 1:
            return word[: -len(mark)], tense
    return word, Tense.HELD


# ---- the data file -----------------------------------------------------------------------------


def _data() -> dict[str, Any]:
    return cast("dict[str, Any]", data_file("titles.yml"))


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = {}
    for entry in _data()["titles"]:
        for word in entry["words"]:
            key = folded(word).upper()
            if key in table:
                raise ValueError(f"ingest/data/titles.yml: {word} stands twice; remove one")
            table[key] = entry
    return table


@lru_cache(maxsize=1)
def _marks() -> tuple[tuple[str, Tense], ...]:
    marks = _data()["marks"]
    pairs = [(mark, Tense.HELD) for mark in marks["same"]]
    pairs += [(mark, Tense(name)) for name in ("former", "proposed") for mark in marks[name]]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=1)
def _separators() -> re.Pattern[str]:
    words = sorted(_data()["separators"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)) + r"|[\r\n]+")
