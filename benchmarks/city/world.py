"""The invented city as it really is: parties, and the records that files print about them.

A :class:`Naming` is one party as one row names it; it knows both who is meant and how much of that the
row shows. Records hang on namings, so the truth can tell what is so from what the files can prove.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from benchmarks.city.clauses import Category
from benchmarks.city.numbers import SHOWN_POSITIONS, printed


@dataclass(eq=False)
class Person:
    """A natural person; ``number`` has 18 characters."""

    serial: int
    name: str
    sex: str  # 男 | 女
    born: date
    number: str

    kind = "person"


@dataclass(eq=False)
class Unit:
    """A unit; ``number`` is its credit code, ``former`` a name it bore before."""

    serial: int
    name: str
    form: str
    type_text: str
    number: str
    register_number: str
    founded: date
    district: int
    status: str = "存续（在营、开业、在册）"
    former: str | None = None

    kind = "unit"


Party = Person | Unit
SubjectKey = tuple[str, str]


@dataclass(eq=False)
class Naming:
    """A party as one row names it.

    ``show`` says how its number is printed (see ``SHOWN_POSITIONS``); ``listed_on`` is set on roster
    rows, which print sex and age on that day. Rows of one ``source`` that name a unit without a full number
    but in every way alike are one mention; every such row of a person stands alone.
    """

    party: Party
    show: str
    source: str
    name: str = ""
    listed_on: date | None = None

    def __post_init__(self) -> None:
        self.name = self.name or self.party.name

    @cached_property
    def subject(self) -> SubjectKey:
        """Who this row can prove to mean: rows with equal full numbers meet, others do not."""
        if self.show in ("full", "old15", "org"):
            return self.party.kind, self.party.number
        if isinstance(self.party, Unit):
            return "unit row", f"{self.source}/{self.name}/{self.printed_number}"
        return "person row", str(id(self))

    @property
    def printed_number(self) -> str:
        """The number as the row prints it."""
        return printed(self.party.number, self.show)

    @property
    def positions(self) -> frozenset[int]:
        """Which of the 18 characters the row shows."""
        return SHOWN_POSITIONS[self.show]

    @property
    def age(self) -> int:
        """Age on the day of listing; 0 for units."""
        if not isinstance(self.party, Person) or self.listed_on is None:
            return 0
        born, day = self.party.born, self.listed_on
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@dataclass(eq=False)
class Head:
    """The head column of 基本信息; ``delegate`` is the 委派代表 of a corporate partner."""

    unit: Unit
    holder: Naming
    delegate: Naming | None = None
    seen: str = "both"  # both | old | new: in which snapshots


@dataclass(eq=False)
class Staff:
    """A row of 主要人员."""

    unit: Unit
    person: Naming
    post: str
    title: str
    appointer: str = ""
    seen: str = "both"


@dataclass(eq=False)
class Share:
    """A row of 股东; ``per_mille`` is the share in thousandths, ``None`` where it is blank."""

    unit: Unit
    holder: Naming
    per_mille: int | None
    left: date | None = None


@dataclass(eq=False)
class Branch:
    """A row of 分支机构."""

    parent: Unit
    branch: Unit


@dataclass(eq=False)
class Change:
    """A row of 变更: who stood before and who stands after (with posts, unless it is about the head)."""

    unit: Unit
    day: date
    about_head: bool
    before: list[tuple[Naming, str, str]]  # person, post, title
    after: list[tuple[Naming, str, str]]


@dataclass(eq=False)
class Service:
    """A row of 人员任职: a post with its dates, from an office's own list; ``end`` is the last day."""

    unit: Naming
    person: Naming
    post: str
    title: str
    appointer: str = ""
    start: date | None = None
    end: date | None = None


@dataclass(eq=False)
class Control:
    """A row of 实际控制人声明."""

    unit: Naming
    holder: Naming
    start: date | None = None
    end: date | None = None


@dataclass(eq=False)
class Order:
    """A row of 限制消费令; ``lifted`` is the first day it no longer stands."""

    unit: Naming
    person: Naming
    role: str
    day: date
    lifted: date | None = None


@dataclass(eq=False)
class Kind:
    """A row of 单位类别; ``end`` is the last day."""

    unit: Naming
    category: Category
    start: date | None = None
    end: date | None = None


@dataclass(eq=False)
class Concert:
    """Rows of 一致行动: several parties act together at a unit."""

    unit: Naming
    parties: list[Naming]
    start: date


@dataclass(eq=False)
class Entry:
    """A roster entry. ``home`` is the file that prints it: detail, aggregator or csv.

    ``withdrawn`` is printed by the csv, ``removed`` by a 名单移出 row; a ``vanished`` entry stood in the
    older complete roster, is missing from the newer one, and no notice says why.
    """

    party: Naming
    case: str
    court: str
    published: date
    filed: date
    home: str = "detail"
    withdrawn: date | None = None
    removed: date | None = None
    vanished: bool = False
    public: bool = True
    head: str = ""
    people: list[tuple[Naming, str, str]] = field(default_factory=list)  # person, role, word


@dataclass(eq=False)
class World:
    """Everything in the city. ``old_day`` is the as-of day of the older snapshots, if there are any."""

    today: date
    old_day: date | None
    persons: list[Person] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    staff: list[Staff] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    concerts: list[Concert] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
