"""Controllers and state classes that loading works out: written as a difference, retracted, explained."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from graph.model.certainty import Certainty, Truth
from graph.model.records import Basis, RoleEdge
from graph.store import GraphStore
from guanlian.computed import SOURCE, refresh
from guanlian.request import Request
from guanlian.service import Service
from measures.loader import load_catalogue
from measures.vocabulary import Direction
from tests.support.ownership import NOW, TODAY, a_store, holdings_file, loaded
from tests.unit.ingest.tables import CITIZEN, CODE, Sheets, entry, json_file, unit_entry, workbook

ASK = Request(actor="test", as_of=TODAY, documents=("central-2016",))
OWNER = "990101196001010017"  # an invented number of a division that does not exist
_OWN = "法人"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    """A listed person, and a listed unit, on a roster."""
    with a_store(tmp_path) as store:
        loaded(store, json_file(tmp_path / "roster.json", [entry(cardNum=CITIZEN), unit_entry()]))
        yield store


def computed(store: GraphStore, known_run: int | None = None) -> list[RoleEdge]:
    run = store.known_run() if known_run is None else known_run
    return list(store.role_edges(store.computed(run)[0], run).values())


def flags(service: Service) -> list[object]:
    return [f for f in service.exposures(ASK).findings if f.direction is Direction.FLAGS]


def test_a_computed_controller_makes_findings_that_are_probable_and_say_so(store: GraphStore, tmp_path: Path) -> None:
    runs = loaded(store, holdings_file(tmp_path, f"{CITIZEN},person,甲公司,51%", "甲公司,unit,乙公司,51%"))
    assert [run.source for run in runs] == ["股权表", SOURCE]
    service = Service(store, load_catalogue())
    found = [f for f in service.exposures(ASK).findings if f.direction is Direction.FLAGS]
    assert {f.subject.name for f in found} == {"甲公司", "乙公司"}
    for finding in found:
        assert finding.certainty is Certainty.PROBABLE and finding.holds is Truth.YES
        assert "controller_computed" in {reason.code for reason in finding.review_reasons}
    below = next(f for f in found if f.subject.name == "乙公司")
    explained = service.explain(ASK, below.id)
    assert [(step.from_name, step.to_name) for step in explained.deciding] == [
        ("9901021978****3623", "甲公司"),
        ("甲公司", "乙公司"),
    ]
    assert [step.source.row for step in explained.deciding if step.source] == [2, 3]
    assert service.explain(ASK, next(f for f in service.exposures(ASK, include_self=True).findings
                                     if f.direction is Direction.SELF).id).deciding == ()  # fmt: skip


def test_nothing_is_written_when_nothing_changed(store: GraphStore, tmp_path: Path) -> None:
    file = holdings_file(tmp_path, f"{CITIZEN},person,甲公司,51%")
    loaded(store, file)
    before = store.runs()
    loaded(store, file)
    assert refresh(store, TODAY, lambda: NOW) is None and store.runs() == before


def test_what_no_longer_follows_is_retracted_and_may_follow_again(store: GraphStore, tmp_path: Path) -> None:
    lines = ((f"{CITIZEN},person,甲公司,51%",), (f"{CITIZEN},person,甲公司,40%",), (f"{CITIZEN},person,甲公司,51%,,,",))
    first, second, third = (holdings_file(tmp_path, *line, name=f"{at}.csv") for at, line in enumerate(lines))
    days = [TODAY - timedelta(days=9 - at) for at in range(3)]
    seen = []
    for file, day in zip((first, second, third), days, strict=True):
        loaded(store, file, as_of=day, complete=True)
        seen.append((store.known_run(), [(edge.id, edge.interval.until) for edge in computed(store)]))
    (one, then), (two, now), (_, again) = seen
    assert [until for _, until in then] == [None] and now == []
    assert [id_ for id_, _ in again] == [id_ for id_, _ in then]
    assert [edge.id for edge in computed(store, one)] == [id_ for id_, _ in then] and computed(store, two) == []
    assert store.problems() == []


@pytest.mark.parametrize("declared", ["王示例", "9901021978****3623"])
def test_a_declared_controller_leaves_nothing_to_compute(store: GraphStore, tmp_path: Path, declared: str) -> None:
    sheet = [("单位名称", "实际控制人", "类型", "起", "依据文件"), ("甲公司", declared, "自然人", "2020-01-01", "年报")]
    loaded(store, workbook(tmp_path / "supplement.xlsx", {"实际控制人声明": sheet}), source="同一来源")
    loaded(store, holdings_file(tmp_path, f"{CITIZEN},person,甲公司,100%"), source="同一来源")
    assert computed(store) == []


def test_only_what_touches_the_roster_is_written(store: GraphStore, tmp_path: Path) -> None:
    loaded(store, holdings_file(tmp_path, "甲,person,公司,100%", f"乙,person,{CODE},100%", "丙,person,丙公司,50%"))
    (edge,) = computed(store)
    subject = store.find_subjects(edge.unit, store.known_run(), exact=True)[0]
    assert CODE in subject.identifiers
    assert (edge.basis, edge.certainty) == (Basis.COMPUTED, Certainty.PROBABLE)
    assert edge.title == "推定实际控制人（表决权过半数，第1版）"


@pytest.mark.parametrize(("number", "controllers"), [("990101201503110028", 0), (OWNER, 1)])
def test_a_child_may_own_a_listed_unit_and_nothing_is_found_about_it(
    store: GraphStore, tmp_path: Path, number: str, controllers: int
) -> None:
    loaded(store, holdings_file(tmp_path, f"{number},person,{CODE},100%"))
    assert len(computed(store)) == controllers


def test_a_subsidiary_of_the_state_is_seen_by_the_office_clauses(store: GraphStore, tmp_path: Path) -> None:
    posts = ("姓名", "证件号码", "单位名称", "职务", "任职起", "依据文件")
    kinds = ("单位名称", "类别", "依据文件")
    sheets: Sheets = {"人员任职": [posts, ("何若彤", CITIZEN, "云岭公交有限公司", "董事", "2020-01-01", "批复1")],
              "单位类别": [kinds, ("云岭城投有限公司", "国有独资公司", "名录1")]}  # fmt: skip
    loaded(store, workbook(tmp_path / "supplement.xlsx", sheets), source="同一来源")
    loaded(store, holdings_file(tmp_path, "云岭城投有限公司,unit,云岭公交有限公司,80%"), source="同一来源")
    service = Service(store, load_catalogue())
    found = [f for f in service.offices(ASK).findings if f.unit and f.unit.name == "云岭公交有限公司"]
    assert found and all(f.certainty is Certainty.PROBABLE for f in found)
    assert all("class_computed" in {reason.code for reason in f.review_reasons} for f in found)
    deciding = service.explain(ASK, found[0].id).deciding
    assert [(step.from_name, step.title) for step in deciding] == [("云岭城投有限公司", "出资 80%，表决权按出资比例计")]
