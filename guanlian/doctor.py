"""Examines an installation: can the store be read, is it whole, does the catalogue stand by its texts."""

from __future__ import annotations

from graph.errors import GuanlianError
from graph.store import GraphStore
from guanlian.admin_answers import Check
from guanlian.settings import Settings
from measures.checks import check_document
from measures.loader import TEXTS_FOLDER, load_catalogue


def examine(settings: Settings, store: GraphStore) -> list[Check]:
    """All examinations, in a fixed order."""
    return [_store(settings, store), _data(store), _catalogue()]


def _store(settings: Settings, store: GraphStore) -> Check:
    problems = store.problems()
    detail = "；".join(problems) or f"{settings.store} 可读，完整性检查通过"
    return Check(name="存储", ok=not problems, detail=detail)


def _data(store: GraphStore) -> Check:
    states = store.sources(store.known_run())
    if not states:
        return Check(name="数据", ok=False, detail="尚未装入任何来源：用 guanlian load 装入名单和登记数据")
    oldest = min(states, key=lambda state: state.as_of)
    detail = f"{len(states)} 个来源，最旧截至 {oldest.as_of}（{oldest.source}）"
    return Check(name="数据", ok=True, detail=detail)


def _catalogue() -> Check:
    try:
        catalogue = load_catalogue()
    except GuanlianError as error:
        return Check(name="措施目录", ok=False, detail=str(error))
    problems = [str(problem) for document in catalogue.documents for problem in check_document(document, TEXTS_FOLDER)]
    if problems:
        return Check(name="措施目录", ok=False, detail="；".join(problems[:5]))
    detail = f"{len(catalogue.documents)} 个文件，引文与原文一致，版本 {catalogue.digest[:12]}"
    return Check(name="措施目录", ok=True, detail=detail)
