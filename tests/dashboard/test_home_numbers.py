"""The numbers of the home page: one walk over the roster for each data version, however often they are asked for."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from graph.open import open_store
from guanlian.views.overview import last_load, moved_by, overview
from guanlian.views.service import PageService, Reached
from measures.loader import load_catalogue
from tests.dashboard.conftest import OpenPage, set_environment, sound, words
from tests.support.sample import ask, sample_today
from tests.support.told import Told


@pytest.fixture
def walks(sample_url: str, monkeypatch: pytest.MonkeyPatch) -> Counter[int]:
    """How often the roster of each data version was walked; the address is one that no other test asked."""
    counted: Counter[int] = Counter()
    walk = PageService.reached

    def counting(self: PageService, request: object, scope: object, known_run: int) -> Reached:
        counted[known_run] += 1
        return walk(self, request, scope, known_run)  # type: ignore[arg-type]

    monkeypatch.setattr(PageService, "reached", counting)
    folder, _, file = sample_url.rpartition("/")
    set_environment(f"{folder}/././{file}", monkeypatch)
    return counted


def test_each_data_version_is_walked_once(walks: Counter[int], open_page: OpenPage) -> None:
    page = open_page("home")
    sound(page.switch_page("views/system.py").run())
    first = dict(walks)
    sound(page.switch_page("views/home.py").run())
    assert "同一基准日上新增牵连" in words(page)
    assert set(first.values()) == {1}
    assert dict(walks) == first


def test_what_a_load_brought_is_who_is_caught_now_and_was_not_before(sample_url: str) -> None:
    service, request = PageService(open_store(sample_url), load_catalogue()), ask(sample_today())
    load = last_load(service, request)
    assert load is not None
    now, before = overview(service, request), overview(service, request, load.before)
    new, released = set(now.caught.tolist()), set(before.caught.tolist())
    moved = moved_by(before, now)
    assert (moved.new, moved.released) == (len(new - released), len(released - new))
    assert moved.new > 0
    back = moved_by(now, before)
    assert (back.new, back.released) == (moved.released, moved.new)


def test_a_first_load_has_nothing_to_be_compared_with(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/first.db", notify=lambda message: None)
    told = Told(store, {"units": {"甲公司": {}}, "positions": [], "listings": []})
    service = PageService(store, load_catalogue())
    assert last_load(service, ask(sample_today())) is None
    told.load("register", sample_today())
    assert last_load(service, ask(sample_today())) is None
    told.load("roster", sample_today())
    load = last_load(service, ask(sample_today()))
    assert load is not None
    assert load.before == load.run - 1
    store.close()
