"""Which subjects of the store a row may mean, and on what basis. Namesakes are never picked for the user."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.errors import RowQuarantinedError
from graph.model.identifiers import Identifier
from graph.model.records import PartyKind, SubjectRecord
from graph.store import GraphStore
from guanlian.batch.applicants import Who
from ingest.identifiers import parse_identifier
from ingest.identity.patterns import Fit, best_match, is_full, is_strong
from ingest.names import name_key

MOST_CANDIDATES = 10


class MatchBasis(StrEnum):
    """On what a row was matched, strongest first."""

    NUMBER = "number"
    UNIT_NAME = "unit_name"
    NUMBER_OTHER_NAME = "number_other_name"
    MASK = "mask"
    NAME_ONLY = "name_only"
    NONE = "none"

    @property
    def term(self) -> str:
        """In Chinese."""
        return _TERMS[self]

    @property
    def sure(self) -> bool:
        """Whether the answer counts as the applicant's own without a reviewer."""
        return self in (MatchBasis.NUMBER, MatchBasis.UNIT_NAME)


_TERMS = {
    MatchBasis.NUMBER: "证件号码一致",
    MatchBasis.UNIT_NAME: "单位全称一致",
    MatchBasis.NUMBER_OTHER_NAME: "证件号码一致，名称不同",
    MatchBasis.MASK: "姓名一致，号码与名单掩码相符",
    MatchBasis.NAME_ONLY: "仅名称相同",
    MatchBasis.NONE: "数据中没有",
}


@dataclass(frozen=True, slots=True)
class Match:
    """What a row was matched to. ``more`` says that further candidates were left out."""

    basis: MatchBasis
    records: tuple[SubjectRecord, ...] = ()
    more: bool = False


def match(store: GraphStore, who: Who, known_run: int) -> Match:
    """The subjects that a party of a row may be."""
    if who.number is not None and who.number.full:
        found = [record for record in store.find_by_identifier(who.number, known_run) if record.kind is who.kind]
        if len(found) == 1:
            same = name_key(who.name) in {name_key(name) for name in (found[0].name, *found[0].names)}
            return Match(MatchBasis.NUMBER if same else MatchBasis.NUMBER_OTHER_NAME, tuple(found))
        if found:
            return Match(MatchBasis.NUMBER_OTHER_NAME, tuple(found[:MOST_CANDIDATES]))
    return _by_name(store, who, known_run)


def _by_name(store: GraphStore, who: Who, known_run: int) -> Match:
    found = store.find_subjects(who.name, known_run, MOST_CANDIDATES + 1, exact=True)
    named = [record for record in found if record.kind is who.kind]
    more, named = len(found) > MOST_CANDIDATES, named[:MOST_CANDIDATES]
    if who.number is None:
        sure = who.kind is PartyKind.UNIT and len(named) == 1 and not more
        return _match(MatchBasis.UNIT_NAME if sure else MatchBasis.NAME_ONLY, named, more)
    strong = [record for record in named if _fits(who.number, record) is True]
    if strong:
        return _match(MatchBasis.MASK, strong, more)
    return _match(MatchBasis.NAME_ONLY, [one for one in named if _fits(who.number, one) is None], more)


def _match(basis: MatchBasis, records: Sequence[SubjectRecord], more: bool) -> Match:
    return Match(basis, tuple(records), more) if records else Match(MatchBasis.NONE)


def _fits(number: Identifier, record: SubjectRecord) -> bool | None:
    """Whether a number agrees with those shown of a subject: strongly (yes), contradicts (no), or tells nothing."""
    found = best_match([number], _shown(record))
    if found.fit is Fit.CONTRADICTORY:
        return False
    strong = is_full(found) or is_strong(found) or (found.fit is Fit.COMPATIBLE and number.kind.of_unit)
    return True if strong else None


def _shown(record: SubjectRecord) -> Iterable[Identifier]:
    for text in record.identifiers:
        try:
            found = parse_identifier(text, unit=record.kind is PartyKind.UNIT)
        except RowQuarantinedError:
            continue
        if found is not None:
            yield found
