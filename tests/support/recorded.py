"""Records of a story, made through the services that people use: exceptions, objections, kept measures, orders."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from analysis.findings import Finding
from analysis.overlay import Grant
from graph.model.ids import content_id
from graph.model.records import Basis, Batch, CourtRelation, Origin, RoleEdge
from graph.model.roles import Role
from graph.model.time import Interval
from graph.store import GraphStore
from guanlian import exceptions, keeps, objections
from guanlian.exceptions import Granted
from guanlian.keeps import Keeping
from guanlian.objections import Objecting, Result
from guanlian.offices import Offices
from guanlian.request import Request
from measures.loader import load_catalogue
from tests.support.scenarios import FIRST_MOMENT, SOURCES, Story, load, world_of

AT = FIRST_MOMENT + timedelta(days=30)
_LATE = date(2026, 6, 30)


def record(stories: list[Story], store: GraphStore) -> None:
    """Make the records of stories that were told: first the orders, which are facts, then what the journal keeps."""
    orders = [order for story in stories for order in _orders(story)]
    if orders:
        load(store, Batch(roles=orders), "supplement", _LATE, 500, complete=False)
    service = Offices(store, load_catalogue())
    for story in stories:
        for entry in story.content.get("records", []):
            if "order" not in entry:
                _record(service, story, entry)


def _orders(story: Story) -> list[RoleEdge]:
    id_of = world_of(story).id_of
    return [
        CourtRelation(
            id=content_id("e", "order", id_of(entry["order"]), id_of(entry["unit"])),
            holder=id_of(entry["order"]),
            unit=id_of(entry["unit"]),
            role=Role.LEGAL_REPRESENTATIVE,
            interval=Interval.from_days(entry["since"], entry.get("lifted")),
            origin=Origin(SOURCES["supplement"], "补充事实.xlsx", 2, document="（2019）示0102执限1号"),
            title="法定代表人",
            basis=Basis.COURT,
        )
        for entry in story.content.get("records", [])
        if "order" in entry
    ]


def _record(service: Offices, story: Story, entry: dict[str, Any]) -> None:
    request = Request("test", _LATE, documents=("central-2016",), client="test")
    if "exception" in entry:
        until = entry["until"] + timedelta(days=1) if "until" in entry else None
        of, court = world_of(story).id_of(entry["of"]), "示范市人民法院"
        granted = Granted(Grant(entry["exception"]), of, court, "（2020）示0102执异1号", entry["since"], until)
        exceptions.add(service, request, granted, "经办甲", AT)
    elif "keep" in entry:
        finding = _finding(service, story, entry["keep"], entry["since"] - timedelta(days=1))
        until = entry["until"] + timedelta(days=1)
        keeping = Keeping(finding.id, "《示范市条例》第十条", entry["since"], until, "示范市监管局", "示监〔2020〕1号")
        keeps.add(service, request, keeping, "经办甲", AT)
    else:
        _objection(service, story, entry, request)


def _objection(service: Offices, story: Story, entry: dict[str, Any], request: Request) -> None:
    about = entry["objection"]
    finding = _finding(service, story, about, entry["received"])
    edge = next(step.id for step in finding.path if step.type == about.get("step", "listing"))
    objecting = Objecting(finding.id, about["listed"], "记载有误", entry["received"], "异议书1号", edge)
    made = objections.add(service, request, objecting, "经办甲", AT)
    if "decided" in entry:
        result, day = Result(entry["result"]), entry["decided"]
        objections.decide(service, request, made.id, result, day, "决定书1号", "经办甲", AT)


def _finding(service: Offices, story: Story, about: dict[str, str], day: date) -> Finding:
    """The finding that a record is about, as it stands on a day."""
    slug, number = about["clause"].split()
    request = Request("test", day, documents=(slug,), client="test")
    id_of = world_of(story).id_of
    found = service.check(request, id_of(about["at"])).findings
    (finding,) = [
        one
        for one in found
        if f"{one.number}{one.part or ''}" == number and one.listed.subject == id_of(about["listed"])
    ]
    return finding
