"""Which look-ups the selected clauses demand: exactly the role words they print, and the applicant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.model.certainty import Truth
from graph.model.records import PartyKind
from graph.model.roles import UnitKind
from measures.model import Document, Part
from measures.vocabulary import Matter, ReachRole

# No finding ever sits on a child or a family, so nobody is looked up there.
CHILDREN = frozenset({ReachRole.CHILD_OF_LISTED_PERSON.value, ReachRole.CHILD_OF_EXTENDED.value})
_NEVER = {*CHILDREN, ReachRole.APPLICANT.value, ReachRole.FAMILY_MEMBER_OF_APPLICANT_FAMILY.value}
_OF_UNITS = ReachRole.PROJECT_AFFILIATED_UNIT  # a word for units in the place where clauses name persons


class Relation(StrEnum):
    """How those looked up stand to the applicant."""

    APPLICANT = "applicant"  # the applicant itself, on the roster
    AT = "held_at_applicant"  # who holds the role at the applicant
    BY = "held_by_applicant"  # where the applicant holds the role
    POSTS_AT = "posts_at_applicant"  # who holds a barred post at the applicant
    POSTS_BY = "posts_of_applicant"  # where the applicant holds a barred post
    ELSEWHERE = "held_elsewhere"  # where those at the applicant hold the role (second hop)
    CHILDREN = "children_of_applicant"  # never looked up: a clause reaches them, and no answer is given of them


@dataclass(frozen=True, slots=True)
class Coded:
    """One part of a clause under its printed name."""

    document: Document
    number: str
    part: Part

    @property
    def name(self) -> str:
        """``central-2016 5.3a``."""
        return f"{self.document.slug} {self.number}{self.part.part or ''}"


@dataclass(frozen=True, slots=True)
class Demand:
    """One look-up, with the clauses that demand it. Of posts, ``kinds`` are the units that the clauses name."""

    relation: Relation
    word: str
    clauses: tuple[str, ...] = ()
    matter: Matter | None = None
    kinds: frozenset[UnitKind] = frozenset()


def selected(documents: Iterable[Document], matters: Iterable[Matter], day: date) -> list[Coded]:
    """The parts of these matters that are, or may be, in force on the day."""
    wanted = set(matters)
    return [
        Coded(document, clause.number, part)
        for document in documents
        for clause in document.clauses
        for part in clause.parts
        if part.matter in wanted and document.in_force(part).holds_at(day) is not Truth.NO
    ]


def demands(parts: Iterable[Coded], kind: PartyKind) -> list[Demand]:
    """Every look-up that the parts demand for an applicant of this kind, each once; the applicant first."""
    found: dict[tuple[Relation, str, Matter | None], list[tuple[str, frozenset[UnitKind]]]] = {}
    for coded in parts:
        for relation, word, matter, kinds in _of_part(coded.part, kind):
            found.setdefault((relation, word, matter), []).append((coded.name, kinds))
    rest = [
        Demand(relation, word, tuple(name for name, _ in named), matter, frozenset().union(*(k for _, k in named)))
        for (relation, word, matter), named in found.items()
    ]
    return [Demand(Relation.APPLICANT, "applicant"), *rest]


def _of_part(part: Part, kind: PartyKind) -> Iterator[tuple[Relation, str, Matter | None, frozenset[UnitKind]]]:
    nothing: frozenset[UnitKind] = frozenset()
    unit = kind is PartyKind.UNIT
    for word in (*part.flags, *part.queries) if unit else part.extends:
        if (relation := _relation(word, unit)) is not None:
            yield relation, word.value, None, nothing
    if unit and _OF_UNITS in part.extends:
        yield Relation.BY, _OF_UNITS.value, None, nothing
    if part.offices and part.offices.unit_kinds:
        relation = Relation.POSTS_AT if unit else Relation.POSTS_BY
        for post in part.offices.posts:
            if not post.value.endswith(("_recruit", "_candidate")):
                yield relation, post.value, part.matter, frozenset(part.offices.unit_kinds)
    if part.second_hop and unit:
        for word in part.second_hop.at:
            yield Relation.AT, word.value, None, nothing
        for word in part.second_hop.via:
            yield Relation.ELSEWHERE, word.value, None, nothing


def _relation(word: ReachRole, unit: bool) -> Relation | None:
    """How holders of a role word stand to the applicant; ``None`` for words under which nobody is looked up."""
    if word.value in CHILDREN and not unit:
        return Relation.CHILDREN
    if word.value in _NEVER or word is _OF_UNITS:
        return None
    return Relation.AT if unit else Relation.BY
