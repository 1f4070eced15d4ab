"""The findings that must come out, worked out from the city itself and from what its files can prove."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from benchmarks.city import days
from benchmarks.city.clauses import DOCUMENTS, Clause, Document, answers
from benchmarks.city.rows import PartyRef, Row
from benchmarks.city.sameness import Sameness
from benchmarks.city.ties import Belonging, Reader, Tie
from benchmarks.city.world import Entry, Naming, Person, SubjectKey, World

_WEAKER = ("certain", "probable", "possible")


@dataclass(eq=False, frozen=True)
class Hit:
    """A clause that reaches somebody through one tie, or two, because of one entry."""

    document: Document
    clause: Clause
    entry: Entry
    tie: Tie
    span: days.Span
    certainty: str
    second: Tie | None = None
    doubts: tuple[str, ...] = ()
    fellow: Naming | None = None

    @property
    def subject(self) -> Naming:
        """Who feels it."""
        if self.fellow:
            return self.fellow
        if self.second:
            return self.second.unit
        return self.tie.unit if self.clause.reach in ("flags", "queries") else self.tie.holder


@dataclass(frozen=True)
class _Further:
    """What a path has beside its first tie: more days, another tie, open questions."""

    spans: tuple[days.Span, ...] = ()
    second: Tie | None = None
    doubts: tuple[str, ...] = ()
    certainty: str = "certain"


class Truth:
    """All hits of a world, on any day."""

    def __init__(self, world: World, documents: tuple[Document, ...] = DOCUMENTS) -> None:
        self._reader = Reader(world)
        self._documents = documents
        self._held: dict[SubjectKey, list[Tie]] = defaultdict(list)
        self._at: dict[SubjectKey, list[Tie]] = defaultdict(list)
        self._kinds: dict[SubjectKey, list[Belonging]] = defaultdict(list)
        self._index(world)
        self.hits = [hit for entry in world.entries for hit in self._hits_of(entry)]

    def _index(self, world: World) -> None:
        ties = list(self._reader.ties())
        controls, classes = self._reader.computed(ties)
        ties += controls
        self._same = Sameness(world.entries, ties)
        for tie in ties:
            self._held[tie.holder.subject].append(tie)
            self._at[tie.unit.subject].append(tie)
        for belonging in (*self._reader.belongings(), *classes):
            self._kinds[belonging.unit.subject].append(belonging)

    def _hits_of(self, entry: Entry) -> Iterator[Hit]:
        for subject, certainty in self._may_be(entry):
            for document in self._documents:
                if document.reaches(entry.court):
                    for clause in document.clauses:
                        yield from self._reached(document, clause, entry, subject, certainty)

    def _may_be(self, entry: Entry) -> Iterator[tuple[SubjectKey, str]]:
        """The listed subject, and others of its name whom nothing tells apart from it."""
        yield entry.party.subject, "certain"
        yield from self._same.others(entry.party)

    def _reached(
        self, document: Document, clause: Clause, entry: Entry, subject: SubjectKey, certainty: str
    ) -> Iterator[Hit]:
        force = (document.in_force[0].toordinal(), document.in_force[1].toordinal(), days.NEVER_ENDS, days.NEVER_ENDS)
        listed = self._reader.listed_span(entry)
        for tie in self._ties_of(clause, entry, subject):
            if not clause.names(tie.role) or tie.entry not in (None, entry):
                continue
            for further in self._further(clause, entry, tie):
                second = further.second
                span = days.overlap((force, listed, tie.span, *further.spans))
                links = (certainty, tie.certainty, (second or tie).certainty, further.certainty)
                weakest = max(links, key=_WEAKER.index)
                yield Hit(document, clause, entry, tie, span, weakest, second, further.doubts)
                if clause.reach == "extends":
                    more = max(weakest, "probable", key=_WEAKER.index)
                    for fellow in self._fellows(clause, entry, subject, tie):
                        yield Hit(document, clause, entry, tie, span, more, fellow=fellow)

    def _fellows(self, clause: Clause, entry: Entry, subject: SubjectKey, tie: Tie) -> Iterator[Naming]:
        """Who is probably the holder of a tie, and whom no tie of its own at the unit reaches as surely and as long."""
        least = max(tie.certainty, "probable", key=_WEAKER.index)
        for fellow in self._same.fellows(tie.holder):
            own = [
                other
                for other in self._at[subject]
                if other.holder.subject == fellow.subject
                and clause.names(other.role)
                and other.entry in (None, entry)
                and other.span[2] >= tie.span[2]
                and _WEAKER.index(other.certainty) <= _WEAKER.index(least)
            ]
            if not own:
                yield fellow

    def _ties_of(self, clause: Clause, entry: Entry, subject: SubjectKey) -> Iterable[Tie]:
        person = isinstance(entry.party.party, Person)
        if clause.reach in ("extends", "second_hop"):
            ties = [] if person else self._at[subject]
            return [tie for tie in ties if isinstance(tie.holder.party, Person)]
        ties = self._held[subject]
        if clause.reach == "office":
            return [tie for tie in ties if person and not tie.by_court]
        return [
            tie
            for tie in ties
            if (person or tie.role == "actual_controller") and tie.unit.subject != entry.party.subject
        ]

    def _further(self, clause: Clause, entry: Entry, tie: Tie) -> Iterator[_Further]:
        """Nothing more for most clauses; for an office the unit's kinds, for a second hop the other posts."""
        if clause.reach == "office":
            yield from self._kinds_at(clause, tie)
        elif clause.reach == "second_hop":
            yield from self._elsewhere(clause, entry, tie)
        else:
            yield _Further()

    def _kinds_at(self, clause: Clause, tie: Tie) -> Iterator[_Further]:
        if clause.appointed_only and tie.appointed == "no":
            return
        for belonging in self._kinds[tie.unit.subject]:
            if clause.refusal(belonging.category) is None:
                doubts = clause.doubts(belonging.category, tie.appointed)
                yield _Further((belonging.span,), doubts=doubts, certainty=belonging.certainty)

    def _elsewhere(self, clause: Clause, entry: Entry, tie: Tie) -> Iterator[_Further]:
        """Other enterprises at which the same person holds one of the posts that the clause names there."""
        here = {tie.unit.subject, entry.party.subject}
        for second in self._held[tie.holder.subject]:
            if second.unit.subject in here or second.entry or not answers(second.role, clause.at):
                continue
            if self._is_enterprise(second.unit):
                yield _Further((second.span,), second)

    def _is_enterprise(self, unit: Naming) -> bool:
        kinds = {belonging.category.kind for belonging in self._kinds[unit.subject]}
        return not kinds & {"institution", "social_organization"}

    def rows(self, day: date) -> list[Row]:
        """The rows that hold, or may hold, on a day."""
        return [row for hit in self.hits if (row := _row(hit, day)).holds != "no"]


def _row(hit: Hit, day: date) -> Row:
    clause, entry = hit.clause, hit.entry
    return Row(
        hit.document.slug,
        clause.number,
        clause.part,
        clause.reach,
        clause.roles,
        _ref(hit.subject),
        f"{hit.tie.role} > {hit.second.role}" if hit.second else hit.tie.role,
        _ref(hit.tie.holder if hit.second else hit.tie.unit),
        _ref(entry.party),
        entry.case,
        entry.published.isoformat(),
        days.since_json(hit.span),
        days.until_json(hit.span),
        days.state(hit.span, day),
        hit.certainty,
        hit.doubts,
    )


def _ref(naming: Naming) -> PartyRef:
    number = naming.printed_number
    if naming.party.kind == "person" and naming.show in ("full", "old15"):
        middle = 10 if naming.show == "full" else 8
        number = f"{number[:middle]}****{number[middle + 4 :]}"
    return PartyRef(naming.name, naming.party.kind, number)
