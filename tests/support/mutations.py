"""Wrong editions of a document, one small fault each: does anything notice?

Each mutation touches one coded part: a role, post or kind of unit taken away or added, the
direction turned round, or the effect made stronger. Labels begin with clause and part, as law
cases name them: ``7.1 extends loses principal``.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.model.roles import UnitKind
from measures.model import Document, Offices, Part, SecondHop
from measures.vocabulary import Effect, Post, ReachRole

# Roles that a careless reader would add: those that other clauses of the same documents name.
_ADDED = (
    ReachRole.LEGAL_REPRESENTATIVE,
    ReachRole.PRINCIPAL,
    ReachRole.ACTUAL_CONTROLLER,
    ReachRole.DIRECTLY_RESPONSIBLE,
    ReachRole.DIRECTOR,
    ReachRole.SUPERVISOR,
    ReachRole.SENIOR_MANAGER,
    ReachRole.LEADING_MEMBER,
)
_LADDER = tuple(Effect)  # strongest first


def mutations(document: Document) -> Iterator[tuple[str, Document]]:
    """Every mutation of every coded part: a label, and the whole document with that one fault."""
    for clause_at, clause in enumerate(document.clauses):
        for part_at, part in enumerate(clause.parts):
            for what, mutant in part_mutations(part):
                parts = [*clause.parts[:part_at], mutant, *clause.parts[part_at + 1 :]]
                clauses = list(document.clauses)
                clauses[clause_at] = clause.model_copy(update={"parts": parts})
                label = f"{clause.number}{part.part or ''} {what}"
                yield label, document.model_copy(update={"clauses": clauses})


def part_mutations(part: Part) -> Iterator[tuple[str, Part]]:
    """Every mutation of one part; nothing is validated here."""
    yield from _roles(part)
    yield from _direction(part)
    yield from _effect(part)
    if part.offices is not None:
        for what, offices in _offices(part.offices):
            yield what, part.model_copy(update={"offices": offices})
    if part.second_hop is not None:
        for what, hop in _second_hop(part.second_hop):
            yield what, part.model_copy(update={"second_hop": hop})


def _roles(part: Part) -> Iterator[tuple[str, Part]]:
    for name in ("extends", "flags", "queries"):
        roles: list[ReachRole] = getattr(part, name)
        for role in roles:
            yield f"{name} loses {role}", part.model_copy(update={name: [r for r in roles if r != role]})
        for role in _ADDED:
            if role not in roles:
                yield f"{name} gains {role}", part.model_copy(update={name: [*roles, role]})


def _direction(part: Part) -> Iterator[tuple[str, Part]]:
    if part.extends or part.flags:
        yield "extends and flags change places", part.model_copy(update={"extends": part.flags, "flags": part.extends})


def _effect(part: Part) -> Iterator[tuple[str, Part]]:
    for effect in _stronger(part.effect):
        yield f"effect {part.effect} becomes {effect}", part.model_copy(update={"effect": effect})
    for also in part.also_effects:
        for effect in _stronger(also):
            if effect not in (part.effect, *part.also_effects):
                others = [effect if one is also else one for one in part.also_effects]
                yield f"also_effect {also} becomes {effect}", part.model_copy(update={"also_effects": others})


def _stronger(effect: Effect) -> tuple[Effect, ...]:
    return _LADDER[: _LADDER.index(effect)]


def _offices(offices: Offices) -> Iterator[tuple[str, Offices]]:
    for post in offices.posts:
        left = [one for one in offices.posts if one != post]
        yield f"office loses post {post}", offices.model_copy(update={"posts": left})
    for post in Post:
        if post not in offices.posts:
            yield f"office gains post {post}", offices.model_copy(update={"posts": [*offices.posts, post]})
    for kind in offices.unit_kinds:
        fewer = [one for one in offices.unit_kinds if one != kind]
        yield f"office loses kind {kind}", offices.model_copy(update={"unit_kinds": fewer})
    for kind in UnitKind:
        if kind not in offices.unit_kinds:
            yield f"office gains kind {kind}", offices.model_copy(update={"unit_kinds": [*offices.unit_kinds, kind]})
    if offices.state_appointed_only:
        yield "every seat counts, not only appointed ones", offices.model_copy(update={"state_appointed_only": []})


def _second_hop(hop: SecondHop) -> Iterator[tuple[str, SecondHop]]:
    for name in ("via", "at"):
        roles: list[ReachRole] = getattr(hop, name)
        for role in roles:
            yield f"second_hop.{name} loses {role}", hop.model_copy(update={name: [r for r in roles if r != role]})
        for role in _ADDED:
            if role not in roles:
                yield f"second_hop.{name} gains {role}", hop.model_copy(update={name: [*roles, role]})
