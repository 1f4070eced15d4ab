"""Today is Beijing's day: a server clock in UTC is a day behind from midnight to eight."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo

import pytest

import guanlian.settings
from guanlian.settings import Settings


class _Clock(datetime):
    """Half past midnight of 1 July 2026 in Beijing."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return datetime(2026, 6, 30, 16, 30, tzinfo=UTC).astimezone(tz)


def test_today_is_the_day_in_beijing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guanlian.settings, "datetime", _Clock)
    assert Settings.from_environment({}).day() == date(2026, 7, 1)
    assert Settings.from_environment({"GUANLIAN_TODAY": "2026-06-30"}).day() == date(2026, 6, 30)
