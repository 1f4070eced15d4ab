"""What is known around the mentions of a load: their parties, their units, and what people decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.model.records import Mention
from graph.store import Around
from ingest.identity.decisions import DecisionRow, DecisionVerdict, Pair, PairState
from ingest.identity.record import Record, from_mention
from ingest.names import name_key


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around each mention, and the state of pairs that people have decided."""

    around: Mapping[str, Around] = field(default_factory=dict)
    decided: Mapping[Pair, PairState] = field(default_factory=dict)

    def mention(self, id_: str) -> Mention:
        """A mention that is known."""
        return next(mention for mention in self.around[id_].mentions if mention.id == id_)

    def record(self, mention: Mention) -> Record:
        """The whole party of a mention: its own row first, then what the other rows of its subject say."""
        known = self.around.get(mention.id)
        if known is None:
            return from_mention(mention)
        return party_record(mention, known)

    def printed(self, mention: Mention) -> Record:
        """What the row of a mention prints by itself, and the units it names: no decision changes that."""
        known = self.around.get(mention.id)
        return from_mention(mention, known.own_units if known else ())

    def parties(self, pair: Pair) -> frozenset[object]:
        """The subjects of two mentions: one or two; a mention that nothing is known of stands for itself."""
        return frozenset(self.around[id_].subject if id_ in self.around else id_ for id_ in pair)

    def told_apart(self, one: Mention, other: Mention) -> bool:
        """Whether two subjects are known by different full numbers of one family."""
        left, right = self.around.get(one.id), self.around.get(other.id)
        return bool(left and right and left.subject != right.subject and left.full & right.full)

    def rejected(self) -> dict[frozenset[object], DecisionRow]:
        """The parties that people judged to be two, with the decision."""
        return {
            self.parties(pair): found.effective
            for pair, found in self.decided.items()
            if found.effective is not None and found.verdict is DecisionVerdict.REJECTED
        }


def party_record(mention: Mention, known: Around) -> Record:
    """The record of a mention together with the other rows of its subject; where they differ its own row counts."""
    rows = (mention, *(other for other in known.mentions if other.id != mention.id))
    own = name_key(mention.name)
    born = next((row.birth_years for row in rows if row.birth_years), None)
    return Record(
        kind=mention.kind,
        name=mention.name,
        former_names=tuple(dict.fromkeys(row.name for row in rows if name_key(row.name) != own)),
        identifiers=tuple(dict.fromkeys(number for row in rows for number in row.identifiers)),
        sex=_first(row.sex for row in rows),
        born=born,
        born_by_age=born is not None and born[0] != born[1],
        division=_first(row.division for row in rows),
        units=frozenset(f"subject:{unit}" for unit in known.units),
    )


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
