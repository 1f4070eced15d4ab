"""Places of subjects in a picture, and pictures to take away: stable, offline, small enough."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import Browser

from analysis.findings import Finding, Party
from dashboard.network import Places, graphml, picture_page
from dashboard.places import layout
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


def _apart(count: int, leaves: int) -> Picture:
    """Units with so many directors each, with nothing between them."""
    nodes, relations = [], []
    for number in range(count):
        drawn = star(leaves)
        names = {node.party.id: f"{node.party.id}-{number}" for node in drawn.nodes}
        renamed = [
            node.model_copy(update={"party": node.party.model_copy(update={"id": names[node.party.id]})})
            for node in drawn.nodes
        ]
        parties = {node.party.id: node.party for node in renamed}
        nodes += renamed
        relations += [
            one.model_copy(update={"id": f"{one.id}-{number}", "start": parties[names[one.start.id]],
                                   "end": parties[names[one.end.id]]})
            for one in drawn.relations
        ]  # fmt: skip
    return Picture(nodes=tuple(nodes), relations=tuple(relations))


def _frames(places: Places) -> dict[str, tuple[float, float, float, float]]:
    """Left, top, right and bottom of every group, by its number."""
    groups: dict[str, list[tuple[float, float]]] = {}
    for id_, place in places.items():
        groups.setdefault(id_.rpartition("-")[2], []).append(place)
    return {
        name: (min(x for x, _ in some), min(y for _, y in some), max(x for x, _ in some), max(y for _, y in some))
        for name, some in groups.items()
    }


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_groups_that_nothing_joins_stand_side_by_side() -> None:
    places = layout(_apart(6, 5), {})
    frames = list(_frames(places).values())
    assert not any(_overlap(one, other) for number, one in enumerate(frames) for other in frames[:number])
    width = max(frame[2] for frame in frames) - min(frame[0] for frame in frames)
    height = max(frame[3] for frame in frames) - min(frame[1] for frame in frames)
    assert 0.5 < width / height < 4, "a picture that fits its frame"


def test_a_group_that_comes_later_stands_close_to_what_is_there() -> None:
    first = layout(_apart(2, 9), {})
    more = layout(_apart(3, 9), first)
    assert {id_: more[id_] for id_ in first} == first
    frames = _frames(more)
    assert not any(_overlap(frames["2"], frames[name]) for name in ("0", "1"))
    across = max(frames["0"][2], frames["1"][2])
    assert frames["2"][0] - across < 300, "new groups are not flung to the edge"


def test_new_directors_settle_around_their_unit() -> None:
    first = layout(star(20), {})
    more = layout(star(24), first)
    x, y = more["u-0"]
    away = {id_: ((a - x) ** 2 + (b - y) ** 2) ** 0.5 for id_, (a, b) in more.items() if id_ != "u-0"}
    farthest = max(away[id_] for id_ in first if id_ != "u-0")
    assert all(20 < away[id_] < 2.5 * farthest for id_ in more.keys() - first.keys())


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
