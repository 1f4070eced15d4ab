"""What moved, what is on record, and what was known then: the same bytes from an embedded store and from a server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from graph.open import open_store
from guanlian import actions, watch
from guanlian.actions import Deed, Did
from guanlian.changes import Moment, changes
from guanlian.watch import Watching
from tests.support.suites import requires
from tests.support.told import Told
from tests.unit.guanlian.conftest import CONTENT, FIRST
from tests.unit.guanlian.test_known_as_of import DAY, answers, change_everything

LATER = date(2026, 6, 7)


def told_in(url: str) -> Told:
    story = Told(open_store(url, notify=lambda message: None), CONTENT)
    story.load("register", FIRST)
    story.load("roster", FIRST)
    return story


@pytest.fixture(params=[pytest.param("neo4j", marks=[pytest.mark.neo4j, requires("neo4j")])])
def pair(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Told, Told]]:
    """One story told to both kinds of store."""
    from tests.support import neo4j_server

    monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(neo4j_server.password_file()))
    monkeypatch.setenv("GUANLIAN_NEO4J_LEDGER", str(tmp_path / "ledger"))
    monkeypatch.setenv("GUANLIAN_KEY_FILE", str(tmp_path / "key"))
    both = told_in(f"sqlite:///{tmp_path}/here.db"), told_in(neo4j_server.empty(0))
    yield both
    for story in both:
        story.store.close()


def everything(told: Told) -> list[str]:
    """Answers before and after a great change, at either moment, with what moved and what is watched between."""
    told.service.remember_catalogue(told.now())
    known = told.now()
    then = told.request(DAY, "central-2016", "hegang-2018", "lushan-2022", "national", known=known)
    said = answers(told.service, then, told)
    watching = Watching("名单", (told.id_of("甲公司"), told.id_of("乙公司")), "supervision")
    said.append(watch.add(told.service, told.request(DAY), watching, "经办甲", known).json_text())
    said.append(watch.run(told.service, told.request(DAY), "经办甲", known + timedelta(minutes=1)).json_text())
    finding = told.service.exposures(told.request(DAY)).findings[0].id
    deed = Deed(finding, Did.REFUSED, DAY, "示范市税务局", "经办甲", "1号")
    said.append(actions.add(told.service, told.request(DAY), deed, known).json_text())
    reformed = change_everything(told, known + timedelta(hours=8))
    again = answers(reformed, then, told)
    assert again == said[: len(again)]
    late = told.request(LATER, "central-2016", "lushan-2022")
    said.append(changes(told.service, late, Moment(DAY, known), Moment(LATER)).json_text())
    said.append(watch.run(told.service, late, "经办甲", known + timedelta(hours=9)).json_text())
    return said


def test_both_stores_tell_the_same_changes_records_and_past_answers(pair: tuple[Told, Told]) -> None:
    here, there = pair
    assert everything(here) == everything(there)
