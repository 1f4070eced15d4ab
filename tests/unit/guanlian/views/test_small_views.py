"""The parts of page answers that need no store: dates of feedback, masks in texts, numbers that fit."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest

from guanlian.settings import Settings
from guanlian.views.feedback import _next, _working_days
from guanlian.views.find import _fits, _plain_case
from guanlian.views.installation import store_name
from guanlian.views.law import clause_words
from guanlian.views.masking import without_citizen_numbers
from guanlian.views.service import PageService
from guanlian.views.words import MATTERS
from measures.loader import load_catalogue
from measures.vocabulary import Matter


@pytest.mark.parametrize(
    ("day", "quarter", "due", "left"),
    [
        (date(2026, 6, 30), "2026 年第 2 季度", date(2026, 7, 7), 5),
        (date(2026, 7, 7), "2026 年第 2 季度", date(2026, 7, 7), 0),
        (date(2026, 7, 8), "2026 年第 3 季度", date(2026, 10, 13), 65),  # 20 Sep., 10 Oct. are worked; 25 Sep. is not
        (date(2025, 12, 31), "2025 年第 4 季度", date(2026, 1, 8), 5),  # 4 January is worked
    ],
)
def test_feedback_is_due_on_the_fifth_working_day_after_the_quarter(
    day: date, quarter: str, due: date, left: int
) -> None:
    named, found = _next(day, 5)
    assert (named, found.day) == (quarter, due)
    assert _working_days(day, due) == left


def test_numbers_in_free_texts_lose_their_middle() -> None:
    told = without_citizen_numbers("被执行人甲（99010119800101001X）支付款项483000元，案号(2019)示9901执147号")
    assert "99010119800101001X" not in told
    assert "9901011980****001X" in told
    assert "483000" in told
    assert "(2019)示9901执147号" in told


@pytest.mark.parametrize(
    ("stored", "head", "tail", "fits"),
    [
        ("9901041992****7512", "9901041992", "7512", True),
        ("9901041992****7512", "990104", "12", True),
        ("9901041992****7512", "99010419920", "7512", True),
        ("9901041992****7512", "9901051992", "7512", False),
        ("9901041992****7512", "9901041992", "7513", False),
    ],
)
def test_masked_numbers_agree_where_both_are_visible(stored: str, head: str, tail: str, fits: bool) -> None:
    assert _fits(stored, head, tail) is fits


def test_a_case_number_is_the_same_in_either_width() -> None:
    assert _plain_case("（2019）示9901执147号") == _plain_case("(2019) 示9901执147号")


def test_a_store_is_named_without_path_user_or_password() -> None:
    assert store_name(Settings(store="sqlite:////somewhere/private/city.db")) == "SQLite 文件 city.db"
    told = store_name(Settings(store="neo4j://somebody:secret@graph.example:7687"))
    assert told == "Neo4j 服务 graph.example"


def test_clauses_are_named_in_chinese() -> None:
    service = cast(PageService, SimpleNamespace(catalogue=load_catalogue()))
    told = clause_words(service, ["central-2016 7.1", "hegang-2018 52 c", "national 5"])
    assert told == "中央文件 7.1；黑龙江省鹤岗市 52c；国家规定 5"


def test_every_matter_has_its_word() -> None:
    assert set(MATTERS) == set(Matter)
    assert len(set(MATTERS.values())) == len(MATTERS)
