"""Places of subjects in a picture, and pictures to take away: stable, offline, small enough."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import Browser

from analysis.findings import Finding, Party
from dashboard.network import graphml, layout, picture_page
from graph.model.certainty import Truth
from graph.model.records import PartyKind
from guanlian.views.caught import CaughtWish, caught_page
from guanlian.views.explore import Node, Picture, Wish, hub, picture
from guanlian.views.overview import overview
from guanlian.views.relations import Relation
from guanlian.views.service import PageService
from measures.loader import load_catalogue
from tests.support.sample import ask, sample_today, service_over
from tests.support.suites import requires

_MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def service(sample_url: str) -> Iterator[PageService]:
    with service_over(sample_url) as opened:
        yield PageService(opened.store, load_catalogue())


def star(leaves: int) -> Picture:
    """A unit with so many directors."""
    unit = Party(id="u-0", name="示范单位", kind=PartyKind.UNIT)
    people = [Party(id=f"p-{n}", name=f"甲{n}", kind=PartyKind.PERSON) for n in range(leaves)]
    relations = [
        Relation(id=f"e-{n}", label="董事", start=person, end=unit, since="2020-01-01", until="open", holds=Truth.YES,
                 certainty="确定", source="来源", days=(737425, 737425, 3652059, 3652059))
        for n, person in enumerate(people)
    ]  # fmt: skip
    nodes = [Node(party=party, listed=False, caught=False, expanded=party is unit) for party in (unit, *people)]
    return Picture(nodes=tuple(nodes), relations=tuple(relations))


def test_what_stands_keeps_its_place_when_more_comes() -> None:
    few, many = star(5), star(9)
    first = layout(few, {})
    more = layout(many, first)
    assert {id_: more[id_] for id_ in first} == first
    assert len(set(more.values())) == len(more), "no two subjects stand on one place"
    assert layout(many, more) == {}, "nothing moves when nothing is new"
    assert layout(few, {}) == first, "the same picture, the same places"


def test_three_hundred_subjects_make_a_page_under_a_megabyte_that_asks_nobody() -> None:
    drawn = star(299)
    page = picture_page(drawn, layout(drawn, {}))
    assert len(page.encode()) <= _MEGABYTE
    assert not re.search(r"(?:src|href)\s*=\s*[\"']?(?:https?:)?//", page)


@requires("chromium", "chinese-font")
@pytest.mark.browser
def test_the_page_to_take_away_draws_without_a_network(browser: Browser, tmp_path: Path) -> None:
    drawn = star(20)
    file = tmp_path / "picture.html"
    file.write_text(picture_page(drawn, layout(drawn, {})), encoding="utf-8")
    window = browser.new_page()
    asked: list[str] = []
    window.on("request", lambda request: asked.append(request.url))
    window.goto(file.as_uri())
    window.locator("canvas").wait_for(timeout=20_000)
    window.close()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []


def test_graphml_holds_every_subject_and_relation_and_no_number(service: PageService, extended: Finding) -> None:
    drawn = picture(service, ask(sample_today()), [extended.listed.subject], sample_today(), Wish())
    read = nx.parse_graphml(graphml(drawn).decode(), force_multigraph=True)
    assert set(read) == {node.party.id for node in drawn.nodes}
    assert read.number_of_edges() == len(drawn.relations)
    numbers = [number for node in drawn.nodes for number in node.party.identifiers]
    assert numbers
    assert not any(number in graphml(drawn).decode() for number in numbers)


def test_the_list_of_those_caught_agrees_with_the_count_on_the_home_page(service: PageService) -> None:
    request = ask(sample_today())
    counted = overview(service, request).extended
    listed = [caught_page(service, request, CaughtWish("失信单位牵连人员", sure)).total for sure in (None, "确定")]
    assert listed == [counted.total, counted.certain]


def test_a_hub_is_cut_and_says_how_much_is_left(service: PageService, extended: Finding) -> None:
    subject = extended.listed.subject
    whole = picture(service, ask(sample_today()), [subject], sample_today(), Wish())
    cut = picture(service, ask(sample_today()), [subject], sample_today(), Wish(limits={subject: 1}))
    assert len(cut.relations) == 1
    hidden = next(node.hidden for node in cut.nodes if node.party.id == subject)
    assert hidden == len(whole.relations) - 1 > 0
    assert hub(service, ask(sample_today()), subject, sample_today()).counts
