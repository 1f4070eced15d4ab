"""Scenarios as YAML a lawyer can read, told to a real store through real runs.

A story gives units, persons, positions, entries and links, and asks: on this day, for this purpose,
under these documents, what is the answer and which clauses decide it. Without ``loads`` a complete
roster and a register are loaded for every day asked about; with it, exactly what it says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from graph.model.certainty import Certainty, IdentityTier, Truth
from graph.model.identifiers import Identifier, IdentifierKind
from graph.model.ids import content_id
from graph.model.records import (
    Basis,
    Batch,
    Control,
    CourtRelation,
    Identity,
    Listing,
    Mention,
    Origin,
    PartyKind,
    Position,
    RoleEdge,
    Run,
    RunFile,
    UnitClass,
    UnitProfile,
)
from graph.model.roles import LegalForm, Role, UnitKind
from graph.model.time import BEIJING, Bound, Interval
from graph.store import GraphStore, RunCounts, RunPlan

FOLDER = Path(__file__).resolve().parent.parent / "cases" / "scenarios"
SOURCES = {"register": "市场主体登记", "roster": "法院名单", "supplement": "补充事实"}
FIRST_MOMENT = datetime(2026, 7, 1, 9, 0, tzinfo=BEIJING)
_SEATS = {"state": Truth.YES, "other": Truth.NO, None: Truth.UNKNOWN}
_ENTERPRISE = {
    LegalForm.COMPANY: "有限责任公司",
    LegalForm.JOINT_STOCK_COMPANY: "股份有限公司",
    LegalForm.ENTERPRISE_LEGAL_PERSON: "非公司企业法人",
    LegalForm.PARTNERSHIP: "合伙企业",
    LegalForm.SOLE_PROPRIETORSHIP: "个人独资企业",
    LegalForm.INDIVIDUAL_BUSINESS: "个体工商户",
    LegalForm.COOPERATIVE: "农民专业合作社",
    LegalForm.BRANCH: "分支机构",
}
_OTHER_KINDS = {
    LegalForm.INSTITUTION: UnitKind.INSTITUTION,
    LegalForm.SOCIAL_ORGANISATION: UnitKind.SOCIAL_ORGANIZATION,
    LegalForm.GOVERNMENT_ORGAN: UnitKind.GOVERNMENT_ORGAN,
}


@dataclass(frozen=True)
class Story:
    """A small world and the questions about it."""

    file: str
    content: dict[str, Any]

    @property
    def title(self) -> str:
        """What happened, in a line."""
        return str(self.content["story"])

    @property
    def asks(self) -> list[dict[str, Any]]:
        """The questions, each with its expected answer."""
        return [{**self.content.get("all", {}), **ask} for ask in self.content["ask"]]

    def loads(self) -> list[dict[str, Any]]:
        """What is loaded, in order: as told, else a complete roster and a register for every day asked about."""
        if "loads" in self.content:
            return list(self.content["loads"])
        days = sorted({ask["day"] for ask in self.asks})
        return [{"kind": kind, "as_of": day} for day in days for kind in ("register", "roster")]


def load_stories(folder: Path = FOLDER) -> list[Story]:
    """All stories, by file and in their order."""
    return [
        Story(path.stem, content)
        for path in sorted(folder.glob("*.yml"))
        for content in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def tell(story: Story, store: GraphStore) -> None:
    """Load a story's world: every load is one committed run, an hour after the one before."""
    world = _World(story.content)
    for number, plan in enumerate(story.loads()):
        load(store, world.batch(plan), plan["kind"], plan["as_of"], number, complete=plan.get("complete", True))


def tell_together(stories: list[Story], store: GraphStore) -> None:
    """Load the worlds of many stories side by side; :func:`asked_together` says how to ask them there.

    Only stories without loads of their own: they do not tell what is known when. One register and one roster
    are loaded as of the first day; proposed appointments, which take no other limits, get a fresh roster.
    """
    worlds = [_World(story.content) for story in stories]
    asks = [ask for story in stories for ask in story.asks]
    first = min(ask["day"] for ask in asks)
    rosters = _cover(sorted({first, *(ask["day"] for ask in asks if "appoint" in ask)}), limit=7)
    for number, (kind, day) in enumerate([("register", first), *(("roster", day) for day in rosters)]):
        batch = Batch()
        for world in worlds:
            part = world.batch({"kind": kind, "as_of": day})
            for name in Batch.__dataclass_fields__:
                getattr(batch, name).extend(getattr(part, name))
        load(store, batch, kind, day, number)


def _cover(days: list[date], limit: int) -> list[date]:
    """As few of these days as leave none of them more than ``limit`` days after one."""
    chosen: list[date] = []
    for day in days:
        if not chosen or (day - chosen[-1]).days > limit:
            chosen.append(day)
    return chosen


def asked_together(story: Story, ask: dict[str, Any]) -> dict[str, Any]:
    """The question as it must be put where other stories stand beside it.

    Parties go by their ids, a text that is in no name of the story by one that no story knows, and the data,
    loaded once for all, is never too old: how old it may be is told by the stories with loads of their own.
    """
    world = _World(story.content)
    parties = {**world.units, **world.persons}
    names = [str(facts.get("name", key)) for key, facts in parties.items()]

    def named(value: Any) -> Any:
        if isinstance(value, list):
            return [named(one) for one in value]
        if value in parties:
            return world.id_of(value)
        return value if any(value in name for name in names) else f"{value}（此处无此主体）"

    asked: dict[str, Any] = {field: named(ask[field]) for field in ("subject", "members") if field in ask}
    if "appoint" in ask:
        person, post, unit = ask["appoint"]
        return {**ask, **asked, "appoint": [named(person), post, named(unit)]}
    return {**ask, **asked, "limits": ask.get("limits", {"roster": 10_000, "register": 10_000})}


def load(store: GraphStore, batch: Batch, kind: str, as_of: date, number: int, *, complete: bool = True) -> int:
    """Load one batch as one run; gives the run's number."""
    source = SOURCES[kind]
    digest = hashlib.sha256(f"{source} {as_of} {number}".encode()).hexdigest()
    finished = FIRST_MOMENT + timedelta(hours=number)
    plan = RunPlan(source, kind, as_of, False, complete, (RunFile(f"{source}.xlsx", digest, 1),), finished)
    writer = store.write_run(plan)
    assert not isinstance(writer, Run)
    with writer:
        writer.add(batch)
        return writer.commit(RunCounts(1, 1, 0, 0), finished).number


class _World:
    """Every party is one mention under the key that the story uses; ``name`` may differ from the key."""

    def __init__(self, content: dict[str, Any]) -> None:
        self.content = content
        self.units: dict[str, dict[str, Any]] = {key: value or {} for key, value in content.get("units", {}).items()}
        self.persons: dict[str, dict[str, Any]] = {
            key: value or {} for key, value in content.get("persons", {}).items()
        }
        for holder, *_ in content.get("positions", []):
            if holder not in self.units:
                self.persons.setdefault(holder, {})
        self.listed = {entry["of"] for entry in content.get("listings", [])}

    def batch(self, plan: dict[str, Any]) -> Batch:
        """What one load carries. ``without`` names parties, posts or entries that it no longer shows."""
        kind, gone = plan["kind"], set(plan.get("without", []))
        batch = Batch()
        if kind == "roster":
            self._roster(batch, plan, gone)
        else:
            self._register(batch, plan, gone)
        return batch

    def _roster(self, batch: Batch, plan: dict[str, Any], gone: set[str]) -> None:
        entries = [entry for entry in self.content.get("listings", []) if entry.get("id", entry["of"]) not in gone]
        keys = dict.fromkeys(entry["of"] for entry in entries)
        batch.mentions += [self._mention(key, "roster", plan) for key in keys]
        batch.listings += [self._listing(number, entry) for number, entry in enumerate(entries, 1)]
        linked = [link for link in self.content.get("links", []) if link[0] in keys and self._registered(link[1])]
        batch.mentions += [self._mention(link[1], "roster", plan) for link in linked]
        batch.identities += [self._link(*link) for link in linked]

    def _register(self, batch: Batch, plan: dict[str, Any], gone: set[str]) -> None:
        keys = [key for key in (*self.units, *self.persons) if key not in gone and self._registered(key)]
        batch.mentions += [self._mention(key, "register", plan) for key in keys]
        for key in keys:
            if key in self.units:
                self._unit(batch, key, plan)
        posts = [post for post in self.content.get("positions", []) if post[0] in keys and post[2] in keys]
        batch.roles += [self._role(plan, *post) for post in posts if f"{post[0]} {post[1]}" not in gone]

    def _registered(self, key: str) -> bool:
        return bool((self.units.get(key) or self.persons.get(key) or {}).get("registered", True))

    def id_of(self, key: str) -> str:
        """The mention id of a party."""
        return content_id("u" if key in self.units else "p", self.content["story"], key)

    def _mention(self, key: str, kind: str, plan: dict[str, Any]) -> Mention:
        unit = key in self.units
        facts = self.units.get(key) or self.persons.get(key) or {}
        numbered = facts.get("number", True)
        return Mention(
            id=self.id_of(key),
            kind=PartyKind.UNIT if unit else PartyKind.PERSON,
            name=facts.get("name", key),
            name_key=facts.get("name", key),
            origin=_origin(kind, plan),
            identifiers=(number_of(self.id_of(key), unit),) if numbered else (),
            on_roster=kind == "roster" and key in self.listed,
        )

    def _unit(self, batch: Batch, key: str, plan: dict[str, Any]) -> None:
        facts = self.units[key]
        form = LegalForm(facts.get("form", "company"))
        origin, always = _origin("register", plan), Interval(Bound(None, date(1990, 1, 1)))
        batch.profiles.append(
            UnitProfile(
                content_id("f", self.id_of(key)),
                self.id_of(key),
                form,
                facts.get("type", form.term),
                facts.get("status", "存续"),
                None,
                always,
                origin,
            )
        )
        kinds = [str(kind).partition("/") for kind in facts.get("kinds", [])]
        rows = [(UnitKind(word), printed or UnitKind(word).term) for word, _, printed in kinds]
        if form in _ENTERPRISE:
            rows.append((UnitKind.PRODUCTION_BUSINESS_UNIT, _ENTERPRISE[form]))
        elif form in _OTHER_KINDS:
            rows.append((_OTHER_KINDS[form], _OTHER_KINDS[form].term))
        for kind, printed in rows:
            id_ = content_id("k", self.id_of(key), kind, printed)
            owner = facts.get("owner") if kind is not UnitKind.PRODUCTION_BUSINESS_UNIT else None
            batch.classes.append(UnitClass(id_, self.id_of(key), kind, printed, owner, always, origin))

    def _role(
        self,
        plan: dict[str, Any],
        holder: str,
        role: str,
        unit: str,
        since: date | None,
        until: date | None,
        more: dict[str, Any] | None = None,
    ) -> RoleEdge:
        """A post from ``since`` to before ``until``. No start: it stood on the first day loaded. ``until: unknown``."""
        more = more or {}
        first = min(load["as_of"] for load in Story("", self.content).loads())
        end = Bound(None, None) if until == "unknown" else Bound.on(until) if until else None
        kind = Role(role)
        made = {Role.ACTUAL_CONTROLLER: Control, Role.DIRECTLY_RESPONSIBLE: CourtRelation}.get(kind, Position)
        return made(
            id=content_id("e", self.id_of(holder), self.id_of(unit), role, str(since)),
            holder=self.id_of(holder),
            unit=self.id_of(unit),
            role=kind,
            interval=Interval(Bound.on(since) if since else Bound(None, first), end),
            origin=_origin("register", plan),
            title=more.get("title"),
            certainty=Certainty(more.get("certainty", "certain")),
            basis=Basis.COURT if kind is Role.DIRECTLY_RESPONSIBLE else Basis.PRINTED,
            appointed_by=more.get("appointed_by"),
            state_appointed=_SEATS[more.get("seat")],
        )

    def _listing(self, number: int, entry: dict[str, Any]) -> Listing:
        published, withdrawn = entry["published"], entry.get("withdrawn")
        case = entry.get("case", f"（2019）示0102执{number}号")
        return Listing(
            id=content_id("l", self.id_of(entry["of"]), entry.get("id", case), str(published)),
            mention=self.id_of(entry["of"]),
            case_number=case,
            court=entry.get("court", "示范市人民法院"),
            interval=Interval.from_days(published, withdrawn),
            origin=Origin(SOURCES["roster"], "名单.xlsx", number + 1),
            published=published,
        )

    def _link(self, listed: str, other: str, tier: str) -> Identity:
        left, right = sorted((self.id_of(listed), self.id_of(other)))
        return Identity(content_id("i", left, right), left, right, IdentityTier(tier), "姓名相同")


def _origin(kind: str, plan: dict[str, Any]) -> Origin:
    source = SOURCES["supplement" if kind == "supplement" else plan["kind"]]
    return Origin(source, f"{source}.xlsx", 2)


def number_of(seed: str, unit: bool) -> Identifier:
    """An invented full number: of a person with a division code that was never given out."""
    digits = int(hashlib.sha256(seed.encode()).hexdigest(), 16)
    if unit:
        return Identifier(IdentifierKind.USCC, f"91990100MA{digits % 10**7:07d}X", check_ok=True)
    day = date.fromordinal(date(1940, 1, 1).toordinal() + digits % 21_000)
    return Identifier(
        IdentifierKind.CITIZEN, f"9901{digits // 7 % 100:02d}{day:%Y%m%d}{digits // 701 % 1000:03d}X", check_ok=True
    )


def world_of(story: Story) -> _World:
    """The parties and facts of a story."""
    return _World(story.content)


def named_cases(stories: list[Story]) -> Iterator[tuple[str, Story, dict[str, Any]]]:
    """Every question under the name that a test run prints."""
    for story in stories:
        for number, ask in enumerate(story.asks, 1):
            yield f"{story.file} · {story.title} · {number}", story, ask
