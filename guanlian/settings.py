"""Settings, read from the environment once per command and passed on; never module globals."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from graph.errors import BadRequestError
from graph.model.time import BEIJING

DEFAULT_STORE = "sqlite:///guanlian.db"
JOB_DAYS = 90
_LONGEST = 5  # digits of a number of days


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set for all commands.

    ``documents`` and ``place`` are the defaults of every question: which documents apply.
    ``four_eyes``: a decision on identity needs a second person's approval.
    ``today`` replaces the clock's day (samples, tests, re-runs of an old day).
    ``job_days``: for how many days the pages keep finished batches, sealed beside the store; 0 keeps none.
    """

    store: str = DEFAULT_STORE
    place: str | None = None
    documents: tuple[str, ...] | None = None
    today: date | None = None
    four_eyes: bool = False
    job_days: int = JOB_DAYS

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the variables.

        ``GUANLIAN_STORE``, ``GUANLIAN_PLACE``, ``GUANLIAN_DOCUMENTS`` (comma-separated), ``GUANLIAN_TODAY``,
        ``GUANLIAN_FOUR_EYES`` (1 or 0), ``GUANLIAN_JOB_DAYS`` (a whole number, 0 or more).
        """
        env = os.environ if environment is None else environment
        documents = env.get("GUANLIAN_DOCUMENTS")
        return cls(
            store=env.get("GUANLIAN_STORE") or DEFAULT_STORE,
            place=env.get("GUANLIAN_PLACE") or None,
            documents=tuple(documents.split(",")) if documents else None,
            today=parse_day(env["GUANLIAN_TODAY"], "GUANLIAN_TODAY") if env.get("GUANLIAN_TODAY") else None,
            four_eyes=_switch(env.get("GUANLIAN_FOUR_EYES"), "GUANLIAN_FOUR_EYES"),
            job_days=_days(env.get("GUANLIAN_JOB_DAYS"), "GUANLIAN_JOB_DAYS"),
        )

    def day(self) -> date:
        """Today in Beijing, or the day that was set."""
        return self.today or datetime.now(BEIJING).date()


def _switch(text: str | None, name: str) -> bool:
    if text not in (None, "", "0", "1"):
        raise BadRequestError(f"{name} 的值“{text}”无效。请写成 1（启用）或 0（不启用）。")
    return text == "1"


def _days(text: str | None, name: str) -> int:
    if not text:
        return JOB_DAYS
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST):
        raise BadRequestError(f"{name} 的值“{text}”无效。请写天数，如 {JOB_DAYS}；0 表示不保留。")
    return int(text)


def parse_day(text: str, name: str) -> date:
    """A day as ``2026-06-30``; anything else is a :class:`BadRequestError` that names the parameter."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadRequestError(f"{name} 的值“{text}”不是日期。请写成 2026-06-30 的形式。") from None


def parse_moment(text: str, name: str) -> datetime:
    """A day (its end in Beijing) or an ISO moment; naive moments are Beijing time."""
    try:
        if len(text) == 10:
            return datetime.combine(date.fromisoformat(text), datetime.max.time(), tzinfo=BEIJING)
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadRequestError(
            f"{name} 的值“{text}”不是日期或时刻。请写成 2026-06-30 或 2026-06-30T09:00:00 的形式。"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)
