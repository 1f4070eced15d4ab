"""The installation for a page: the store without its secrets, its runs, and an examination on request."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from guanlian.admin_answers import Check, QuarantinedView, RunView, quarantine_answer, runs_answer
from guanlian.doctor import examine
from guanlian.settings import Settings
from guanlian.views.service import PageService


def store_name(settings: Settings) -> str:
    """What kind of store it is and what it is called; no path, no user, no password."""
    parts = urlsplit(settings.store)
    if parts.scheme == "sqlite":
        return f"SQLite 文件 {PurePosixPath(parts.path).name}"
    return f"Neo4j 服务 {parts.hostname or ''}"


def run_views(service: PageService) -> tuple[RunView, ...]:
    """Every load, newest first, broken-off ones too."""
    return runs_answer(service.store.runs()).runs[::-1]


def set_aside(service: PageService, run: int | None) -> tuple[QuarantinedView, ...]:
    """Quarantined rows of one run, or of all."""
    return quarantine_answer(service.store.quarantine(run)).rows


def examined(service: PageService, settings: Settings) -> tuple[Check, ...]:
    """Every check of the installation; the store's path is left out of what is shown."""
    checks = examine(settings, service.store)
    name = store_name(settings)
    return tuple(check.model_copy(update={"detail": check.detail.replace(settings.store, name)}) for check in checks)
