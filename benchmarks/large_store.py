"""``python -m benchmarks.large_store --units 1000000 --store sqlite:///big.db``: a store too large to load in a test.

Facts go straight to the writer: no files are read and no identities settled, which takes most of the time of a load.
About three persons and four posts per unit; one unit in 50 and one person in 100 stand on the roster. All invented.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import islice
from random import Random

from benchmarks.city.names import Names
from benchmarks.city.numbers import DIVISIONS, citizen_number, credit_code, organisation_code
from graph.model.certainty import IdentityTier
from graph.model.identifiers import Identifier, IdentifierKind
from graph.model.ids import content_id
from graph.model.records import (
    Batch,
    Holding,
    Identity,
    Listing,
    Mention,
    Origin,
    PartyKind,
    Position,
    Run,
    RunFile,
    Share,
    UnitClass,
    UnitProfile,
)
from graph.model.roles import LegalForm, Role, UnitKind
from graph.model.time import Bound, Interval
from graph.open import open_store
from graph.store import GraphStore, RunCounts, RunPlan

AS_OF = date(2026, 6, 30)
_STARTED = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
_BATCH = 2_000  # units
_POSTS = (
    (Role.LEGAL_REPRESENTATIVE, "法定代表人"),
    (Role.DIRECTOR, "董事"),
    (Role.SUPERVISOR, "监事"),
    (Role.MANAGER, "经理"),
)
_STANDS = Interval(Bound(None, AS_OF))
_REGISTER = Origin(source="登记", file="登记.csv", row=2)
_ROSTER = Origin(source="失信名单", file="名单.csv", row=2)
Person = tuple[str, str]  # name and full number


class LargeStore:
    """Draws units one after another; a person may hold posts at several of them."""

    def __init__(self, seed: int) -> None:
        self._rng, self._names, self._sequence = Random(seed), Names(Random(seed + 1)), 0
        self._known: list[Person] = []

    def batches(self, units: int) -> Iterator[tuple[Batch, Batch]]:
        """What the register says of the next units, and what the roster says of some of them."""
        serials = iter(range(units))
        while chunk := list(islice(serials, _BATCH)):
            register, roster = Batch(), Batch()
            for serial in chunk:
                self._unit(serial, register, roster)
            yield register, roster

    def _unit(self, serial: int, register: Batch, roster: Batch) -> None:
        code = credit_code("91", DIVISIONS[serial % len(DIVISIONS)], organisation_code(serial))
        unit = _mention(
            "u", PartyKind.UNIT, self._names.unit("company"), Identifier(IdentifierKind.USCC, code, True), _REGISTER
        )
        register.mentions.append(unit)
        kind = UnitKind.SOE_STATE_CONTROLLED if self._rng.random() < 0.005 else UnitKind.PRODUCTION_BUSINESS_UNIT
        register.classes.append(
            UnitClass(content_id("c", unit.id), unit.id, kind, "有限责任公司", None, _STANDS, _REGISTER)
        )
        form = LegalForm.COMPANY
        register.profiles.append(
            UnitProfile(content_id("f", unit.id), unit.id, form, "有限责任公司", "存续", None, _STANDS, _REGISTER)
        )
        people = list(dict.fromkeys(self._person() for _ in range(3)))
        mentions = [self._named(unit, person) for person in people]
        register.mentions += mentions
        for place, (role, title) in enumerate(_POSTS):
            holder = mentions[place % len(mentions)].id
            id_ = content_id("e", holder, unit.id, role)
            register.roles.append(Position(id_, holder, unit.id, role, _STANDS, _REGISTER, title))
        part = Fraction(self._rng.randint(1, 100), 100)
        share = Share(part, part)
        id_ = content_id("h", mentions[0].id, unit.id)
        register.holdings.append(Holding(id_, mentions[0].id, unit.id, _STANDS, _REGISTER, share))
        if self._rng.random() < 0.02:
            self._list(unit, roster)
        for person, mention in zip(people, mentions, strict=True):
            if self._rng.random() < 0.003:
                self._list_person(person, mention, roster)

    def _person(self) -> Person:
        if self._known and self._rng.random() < 0.25:
            return self._rng.choice(self._known)
        self._sequence += 1
        born = date(1960, 1, 1) + timedelta(days=self._sequence % 14_000)
        number = citizen_number(DIVISIONS[self._sequence // 14_000_000], born, 1 + self._sequence // 14_000 % 999)
        person = self._names.person(), number
        self._known.append(person)
        return person

    def _named(self, unit: Mention, person: Person) -> Mention:
        number = Identifier(IdentifierKind.CITIZEN, person[1], True)
        return _mention("p", PartyKind.PERSON, person[0], number, _REGISTER, unit.id)

    def _list(self, unit: Mention, roster: Batch) -> None:
        listed = _mention("u", PartyKind.UNIT, unit.name, unit.identifiers[0], _ROSTER)
        roster.mentions.append(listed)
        roster.listings.append(self._entry(listed))

    def _list_person(self, person: Person, mention: Mention, roster: Batch) -> None:
        """One in two by a full number; the others by a masked one that makes it probable."""
        masked = person[1] if self._rng.random() < 0.5 else f"{person[1][:10]}****{person[1][14:]}"
        listed = _mention("p", PartyKind.PERSON, person[0], Identifier(IdentifierKind.CITIZEN, masked), _ROSTER)
        roster.mentions.append(listed)
        roster.listings.append(self._entry(listed))
        if masked != person[1]:
            left, right = sorted((listed.id, mention.id))
            id_ = content_id("i", left, right)
            roster.identities.append(Identity(id_, left, right, IdentityTier.PROBABLE, "姓名相同，掩码号码相符"))

    def _entry(self, listed: Mention) -> Listing:
        published = date(2021, 1, 1) + timedelta(days=self._rng.randrange(2_000))
        case = f"（{published.year}）示0102执{self._rng.randint(1, 9_999)}号"
        return Listing(
            id=content_id("l", listed.id, case, published.isoformat()),
            mention=listed.id,
            case_number=case,
            court="示范市人民法院",
            interval=Interval.from_days(published, None),
            origin=_ROSTER,
            published=published,
            grounds=("有履行能力而拒不履行生效法律文书确定义务",),
        )


def _mention(
    prefix: str, kind: PartyKind, name: str, number: Identifier, origin: Origin, row: str | None = None
) -> Mention:
    id_ = content_id(prefix, origin.source, name, number.shown, row)
    listed = origin is _ROSTER
    return Mention(id_, kind, name, name, origin, identifiers=(number,), on_roster=listed)


def write(store: GraphStore, units: int, seed: int) -> None:
    """Write the register as one run and the roster as another."""
    rosters: list[Batch] = []

    def registers() -> Iterator[Batch]:
        for register, roster in LargeStore(seed).batches(units):
            rosters.append(roster)
            yield register

    _run(store, "登记", "register", registers())
    _run(store, "失信名单", "roster", rosters)


def _run(store: GraphStore, source: str, kind: str, batches: Iterable[Batch]) -> None:
    file = RunFile(f"{source}.csv", hashlib.sha256(source.encode()).hexdigest(), 0)
    writer = store.write_run(RunPlan(source, kind, AS_OF, False, True, (file,), _STARTED))
    if isinstance(writer, Run):
        raise SystemExit(f"the store holds {source} already: take a new one")
    rows = 0
    with writer:
        for batch in batches:
            writer.add(batch)
            rows += len(batch.mentions)
            print(f"\r{source}: {rows} parties", end="", flush=True)
        run = writer.commit(RunCounts(rows, rows, 0, 0), _STARTED)
    print(f" -> run {run.number}")


def main() -> None:
    """Parse the command line and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.large_store", description=__doc__)
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--store", required=True, help="address of a new store")
    wish = parser.parse_args()
    store = open_store(wish.store, notify=print)
    try:
        write(store, wish.units, wish.seed)
    finally:
        store.close()


if __name__ == "__main__":
    main()
