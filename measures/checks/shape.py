"""Ring one: what a part says must not contradict itself.

The model refuses wrong words and wrong types when a file is loaded; here stands what only the
parts of a clause together, or several fields together, can show.
"""

from __future__ import annotations

from collections.abc import Iterator

from measures.checks.problem import Place, Problem, Ring
from measures.model import Document, Part
from measures.vocabulary import Effect, Incumbents, Matter, ReachRole

# An advice to leave (提出……意见) is weaker than a removal and may stand without that effect.
_LEAVE = {Incumbents.REMOVE, Incumbents.REQUIRE_CHANGE}


def check_shape(document: Document) -> Iterator[Problem]:
    """Every contradiction within one part."""
    for clause in document.clauses:
        for part in clause.parts:
            place = Place(Ring.SHAPE, document, clause, part)
            for message in _contradictions(part):
                yield place.problem(message)


def _contradictions(part: Part) -> Iterator[str]:
    yield from _directions(part)
    yield from _query_and_flag(part)
    yield from _offices(part)
    yield from _honours(part)
    yield from _legal_basis(part)
    if not part.listed and not _reaches_others(part) and part.effect is not Effect.ASSIST:
        yield "nobody is caught: listed is empty and no reach is coded"
    if part.matter is Matter.INFORMATION_QUERY and part.effect is not Effect.ASSIST:
        yield "matter information_query is a duty to look things up for the court: its effect is assist"


def _reaches_others(part: Part) -> bool:
    return bool(part.flags or part.queries or part.extends or part.second_hop)


def _directions(part: Part) -> Iterator[str]:
    """One part runs one way; where a clause runs two ways it has two parts."""
    ways = {
        "extends": bool(part.extends),
        "flags or queries": bool(part.flags or part.queries),
        "offices": part.offices is not None,
        "second_hop": part.second_hop is not None,
    }
    taken = [name for name, is_taken in ways.items() if is_taken]
    if len(taken) > 1:
        yield f"one part runs in several directions ({', '.join(taken)}); split it"


def _query_and_flag(part: Part) -> Iterator[str]:
    """Where a query has a consequence, the roles looked at and the roles that count are the same."""
    looked_at = set(part.queries) - {ReachRole.APPLICANT}
    if part.queries and part.flags and looked_at != set(part.flags):
        odd = sorted(looked_at ^ set(part.flags))
        yield f"queries and flags of one part name different roles: {odd}"


def _offices(part: Part) -> Iterator[str]:
    if part.offices is None:
        return
    incumbents = part.offices.incumbents
    if (incumbents is Incumbents.NOT_STATED) != (part.offices.incumbents_quote is None):
        yield "incumbents and incumbents_quote go together; give both or neither"
    removes = Effect.REMOVE_OR_CHANGE in (part.effect, *part.also_effects)
    if incumbents in _LEAVE and not removes:
        yield f"incumbents {incumbents} is an effect of its own; add remove_or_change to also_effects"
    if incumbents is Incumbents.NOT_STATED and removes:
        yield "remove_or_change is coded, but not what happens to incumbents; code both or neither"


def _honours(part: Part) -> Iterator[str]:
    revokes = Effect.REVOKE_HONOUR in (part.effect, *part.also_effects)
    if revokes != (part.honour_test is not None):
        yield "the effect revoke_honour and honour_test go together; code both or neither"


def _legal_basis(part: Part) -> Iterator[str]:
    reach = {*part.extends, *part.flags, *part.queries}
    twice = sorted(set(part.via_legal_basis) & reach)
    if twice:
        yield f"roles stand in the reach and in via_legal_basis: {twice}; the reach is what the clause itself says"
    if part.via_legal_basis and not part.legal_basis:
        yield "via_legal_basis names roles, but legal_basis names no law"
