"""The catalogue as the engine wants it: one rule per part and direction, with role masks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from graph.errors import BadRequestError
from graph.model.facts import ROLE_CODE
from graph.model.records import PartyKind
from graph.model.roles import Role
from measures.model import Catalogue, Clause, Document, Part
from measures.vocabulary import Direction, Tier

RoleMask = npt.NDArray[np.bool_]
_ROLE_WORDS = {role.value: role for role in Role}


@dataclass(frozen=True, eq=False)
class Rule:
    """One part of a clause, read in one direction.

    ``holds_word`` and ``second_word`` tell for each role code whether a holder of that role answers
    to the words of the clause; ``second_word`` only matters for the second hop.
    """

    document: Document
    clause: Clause
    part: Part
    direction: Direction
    holds_word: RoleMask
    second_word: RoleMask
    days: tuple[int, int, int, int]

    @property
    def name(self) -> str:
        """``central-2016 7.1`` or ``hegang-2018 52 c``."""
        return " ".join(filter(None, (self.document.slug, self.clause.number, self.part.part)))

    @cached_property
    def reach(self) -> tuple[Direction, bytes, bytes, tuple[str, ...]]:
        """Equal for rules that reach the same parties, apart from courts, days and kinds of units.

        Clauses that flag and clauses that order a query walk the same way.
        """
        way = Direction.FLAGS if self.direction is Direction.QUERIES else self.direction
        listed = tuple(sorted(kind.value for kind in self.part.listed)) if way is Direction.SELF else ()
        return way, self.holds_word.tobytes(), self.second_word.tobytes(), listed

    def reaches(self, kind: PartyKind) -> bool:
        """Whether a listed party of this kind is caught itself."""
        return any(listed.value == kind.value for listed in self.part.listed)


def select_documents(catalogue: Catalogue, place: str | None, documents: Iterable[str] | None) -> list[Document]:
    """The documents that apply: those asked for by slug, else all that apply at the place.

    Central and national documents apply everywhere; a local one only at a place inside its own
    (a division code within the document's).
    """
    if documents is not None:
        return _named(catalogue, list(documents))
    return [document for document in catalogue.documents if document.tier is not Tier.LOCAL or _inside(place, document)]


def _named(catalogue: Catalogue, slugs: list[str]) -> list[Document]:
    known = {document.slug: document for document in catalogue.documents}
    for slug in slugs:
        if slug not in known:
            raise BadRequestError(f"措施目录中没有代号为“{slug}”的文件。可选：{'、'.join(sorted(known))}。")
    return [known[slug] for slug in sorted(set(slugs))]


def _inside(place: str | None, document: Document) -> bool:
    if place is None or document.place is None:
        return False
    code = document.place.code
    prefix = code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code
    return place.startswith(prefix)


def compile_rules(documents: Iterable[Document]) -> list[Rule]:
    """Every rule of the documents, in the order of document, clause, part and direction."""
    return [
        rule
        for document in documents
        for clause in document.clauses
        for part in clause.parts
        for rule in _rules_of(document, clause, part)
    ]


def _rules_of(document: Document, clause: Clause, part: Part) -> Iterator[Rule]:
    days = document.in_force(part).columns()

    def rule(direction: Direction, words: Iterable[str] = (), second: Iterable[str] = ()) -> Rule:
        return Rule(document, clause, part, direction, role_mask(words), role_mask(second), days)

    if part.listed and not _bars_a_known_post(part):
        yield rule(Direction.SELF)
    for direction, words in (
        (Direction.EXTENDS, part.extends),
        (Direction.FLAGS, part.flags),
        (Direction.QUERIES, part.queries),
    ):
        if any(word.value in _ROLE_WORDS for word in words):
            yield rule(direction, words)
    if part.offices and _bars_a_known_post(part):
        yield rule(Direction.OFFICE, part.offices.posts)
    if part.second_hop:
        yield rule(Direction.SECOND_HOP, part.second_hop.via, part.second_hop.at)


def _bars_a_known_post(part: Part) -> bool:
    """Whether the part bars posts that registers know. Recruitment and candidacy are no posts held
    anywhere: such a part catches the listed person themselves.
    """
    return part.offices is not None and any(post.value in _ROLE_WORDS for post in part.offices.posts)


def role_mask(words: Iterable[str]) -> RoleMask:
    """For each role code: does a holder answer to one of these words? Words that are no role are skipped
    (children, founders, applicants: there are no such edges).
    """
    wanted = {_ROLE_WORDS[word] for word in words if word in _ROLE_WORDS}
    mask = np.zeros(len(ROLE_CODE), dtype=np.bool_)
    for role, code in ROLE_CODE.items():
        mask[code] = bool(role.implies & wanted)
    return mask
