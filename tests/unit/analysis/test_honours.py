"""The three date tests of withdrawal clauses, at their first and last days."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.findings import Bounds, Day
from analysis.honours import Award, reached
from graph.model.certainty import Truth
from measures.vocabulary import HonourTest

AFTER, HELD, DURING = (
    HonourTest.OBTAINED_AFTER_LISTING,
    HonourTest.ALREADY_HELD,
    HonourTest.LISTED_DURING_HONOUR_PERIOD,
)
LISTED = date(2019, 5, 6)
TODAY = date(2020, 1, 1)
SOMETIME = Bounds(earliest="2019-05-01", latest="2019-05-31")


@pytest.mark.parametrize(
    ("test", "award", "listed", "expected"),
    [
        (AFTER, Award(date(2019, 5, 5)), "2019-05-06", Truth.NO),
        (AFTER, Award(date(2019, 5, 6)), "2019-05-06", Truth.YES),
        (AFTER, Award(date(2019, 5, 15)), SOMETIME, Truth.UNKNOWN),
        (AFTER, Award(date(2019, 4, 30)), SOMETIME, Truth.NO),
        (AFTER, Award(date(2019, 5, 31)), SOMETIME, Truth.YES),
        (AFTER, Award(date(2019, 5, 6)), Bounds(earliest=None, latest=None), Truth.UNKNOWN),
        (HELD, Award(date(2010, 1, 1)), "2019-05-06", Truth.YES),
        (HELD, Award(date(2020, 1, 2)), "2019-05-06", Truth.NO),
        (DURING, Award(date(2018, 1, 1), date(2019, 5, 6)), "2019-05-06", Truth.NO),
        (DURING, Award(date(2018, 1, 1), date(2019, 5, 7)), "2019-05-06", Truth.YES),
        (DURING, Award(date(2019, 5, 6), date(2021, 1, 1)), "2019-05-06", Truth.YES),
        (DURING, Award(date(2019, 5, 7), date(2021, 1, 1)), "2019-05-06", Truth.NO),
        (DURING, Award(date(2018, 1, 1)), "2019-05-06", Truth.YES),
        (DURING, Award(date(2018, 1, 1), date(2019, 5, 15)), SOMETIME, Truth.UNKNOWN),
    ],
)
def test_each_clause_asks_another_date(test: HonourTest, award: Award, listed: Day, expected: Truth) -> None:
    assert reached(test, award, listed, TODAY) is expected
