"""The sentence for the file says days as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.findings import Bounds, Day
from guanlian.sentences import findings_sentence
from tests.support.told import Told


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("open", "起，至今"),
        ("2026-06-20", "起，至2026-06-19"),
        (Bounds(earliest="2026-06-02", latest=None), "起，止于不早于 2026-06-02"),
    ],
)
def test_the_end_is_the_last_day_on_which_it_stands(told: Told, until: Day, said: str) -> None:
    finding = told.service.check(told.request(date(2026, 6, 5)), told.id_of("王丙")).findings[0]
    assert said in findings_sentence([finding.model_copy(update={"until": until})])
