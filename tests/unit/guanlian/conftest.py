"""A small story told to a store of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph.open import open_store
from tests.support.told import Told

FIRST = date(2026, 6, 1)
CONTENT = {
    "units": {"甲公司": {}, "乙公司": {}},
    "positions": [
        ["张甲", "legal_representative", "甲公司", date(2015, 1, 1), None],
        ["李乙", "director", "甲公司", date(2015, 1, 1), None],
        ["王丙", "supervisor", "甲公司", date(2015, 1, 1), None],
        ["钱戊", "actual_controller", "甲公司", date(2015, 1, 1), None],
        ["张甲", "legal_representative", "乙公司", date(2015, 1, 1), date(2026, 6, 20)],
    ],
    "listings": [
        {"of": "李乙", "published": date(2020, 1, 1), "withdrawn": date(2026, 6, 10)},
        {"of": "王丙", "published": date(2021, 1, 1)},
        {"of": "乙公司", "published": date(2022, 1, 1)},
    ],
}


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    """甲公司 with two listed officers, one withdrawn on 10 June 2026; 乙公司 is listed, its head leaves on 20 June."""
    store = open_store(f"sqlite:///{tmp_path}/told.db", notify=lambda message: None)
    story = Told(store, CONTENT)
    story.load("register", FIRST)
    story.load("roster", FIRST)
    yield story
    store.close()
