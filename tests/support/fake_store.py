"""A store in memory that is just enough to test readers: it keeps what runs hand over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from types import TracebackType
from typing import Self, cast

from graph.model.ids import content_id
from graph.model.journal import EntryKind, JournalEntry
from graph.model.records import Batch, Identity, Listing, Mention, PartyKind, Run, RunStatus
from graph.store import Around, Fold, GraphStore, NameCandidate, RunCounts, RunPlan


class FakeWriter:
    """Stages batches; publishes them on commit."""

    def __init__(self, store: FakeStore, plan: RunPlan, number: int) -> None:
        self.store, self.plan, self.number = store, plan, number
        self.batches: list[Batch] = []
        self.committed = False

    def add(self, batch: Batch) -> None:
        """Stage a batch."""
        self.batches.append(batch)

    def name_candidates(self, fold: Fold | None = None) -> Sequence[NameCandidate]:
        """Pairs of equal name, one on the roster, that do not share a full number."""
        alike: dict[tuple[str, str], list[Mention]] = {}
        for mention in merged(self.store.batches + self.batches).values():
            alike.setdefault((mention.kind, mention.name_key), []).append(mention)
        return [
            NameCandidate(listed, other)
            for mentions in alike.values()
            for listed in mentions
            for other in mentions
            if listed.on_roster and other.id != listed.id and not keys(listed) & keys(other)
        ]

    def candidates_of_names(self, names: Collection[str]) -> Sequence[NameCandidate]:
        """Those of these names."""
        return [pair for pair in self.name_candidates() if pair.listed.name_key in names]

    def around(self, ids: Sequence[str]) -> dict[str, Around]:
        """Every mention a subject of its own, with the units that its roles name."""
        batches = self.store.batches + self.batches
        units = sorted({edge.unit for batch in batches for edge in batch.roles})
        return {
            id_: Around(place, (mention,), frozenset(units.index(unit) for unit in _units(batches, id_)))
            for place, (id_, mention) in enumerate(merged(batches).items())
            if id_ in ids
        }

    def links_of_stirred(self) -> Sequence[Identity]:
        """No link was there before."""
        return []

    def has_listing(self, listing_id: str) -> bool:
        """Whether an entry is stored or staged."""
        return any(entry.id == listing_id for batch in self.store.batches + self.batches for entry in batch.listings)

    def find_listings(self, case_number: str, name_key: str) -> Sequence[Listing]:
        """Entries of a case number and name."""
        names = {id_: mention.name_key for id_, mention in merged(self.store.batches + self.batches).items()}
        return [
            entry
            for batch in self.store.batches + self.batches
            for entry in batch.listings
            if entry.case_number == case_number and names[entry.mention] == name_key
        ]

    def commit(self, counts: RunCounts, finished: datetime) -> Run:
        """Publish."""
        self.committed = True
        self.store.batches += self.batches
        run = self.store.run_of(self.plan, self.number, RunStatus.COMMITTED, counts, finished)
        self.store.done.append(run)
        return run

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self.committed:
            self.store.swept += 1


class FakeStore:
    """Runs and their batches."""

    url = "fake:"

    def __init__(self) -> None:
        self.batches: list[Batch] = []
        self.done: list[Run] = []
        self.swept = 0

    def write_run(self, plan: RunPlan) -> FakeWriter | Run:
        """A new run, or the one that loaded the same files before."""
        wanted = self.run_of(plan, 0, RunStatus.WRITING, RunCounts(0, 0, 0, 0), None).id
        known = next((run for run in self.done if run.id == wanted), None)
        return known or FakeWriter(self, plan, len(self.done) + 1)

    def known_run(self, moment: datetime | None = None) -> int:
        """The newest run."""
        return len(self.done)

    def mentions(self, ids: Sequence[str], known_run: int) -> dict[str, Mention]:
        """Mentions by id."""
        return {id_: mention for id_, mention in merged(self.batches).items() if id_ in ids}

    def journal(
        self, kind: EntryKind | Sequence[EntryKind] | None = None, until: datetime | None = None
    ) -> tuple[JournalEntry, ...]:
        """Nobody has decided anything."""
        return ()

    def everything(self) -> Batch:
        """All that was handed over, in one batch."""
        whole = Batch()
        for batch in self.batches:
            for name in Batch.__dataclass_fields__:
                getattr(whole, name).extend(getattr(batch, name))
        return whole

    def run_of(
        self, plan: RunPlan, number: int, status: RunStatus, counts: RunCounts, finished: datetime | None
    ) -> Run:
        """The run that a plan makes."""
        digests = [*sorted(file.sha256 for file in plan.files), *([plan.after] if plan.after else [])]
        return Run(
            number, content_id("r", plan.source, plan.kind, plan.as_of.isoformat(), *digests), plan.source, plan.kind,
            plan.as_of, plan.as_of_assumed, plan.complete, plan.files, plan.started, finished, status,
            counts.rows_in, counts.accepted, counts.quarantined, counts.duplicates,
        )  # fmt: skip


def as_store(store: FakeStore) -> GraphStore:
    """The fake under the type that ``load`` takes; it has only what loading calls."""
    return cast("GraphStore", store)


def _units(batches: list[Batch], holder: str) -> set[str]:
    return {edge.unit for batch in batches for edge in batch.roles if edge.holder == holder}


def merged(batches: list[Batch]) -> dict[str, Mention]:
    """The last word on every mention."""
    return {mention.id: mention for batch in batches for mention in batch.mentions}


def keys(mention: Mention) -> set[str]:
    """Join keys of the full numbers."""
    return {number.join_key for number in mention.identifiers if number.join_key}


def person(store: FakeStore, name: str) -> Mention:
    """The only person mention of a name."""
    found = [m for m in merged(store.batches).values() if m.name == name and m.kind is PartyKind.PERSON]
    assert len(found) == 1, f"{len(found)} mentions of {name}"
    return found[0]


NOW = datetime(2026, 6, 30, 12, 0)
TODAY = date(2026, 6, 30)
