"""Opens a store by its URL."""

from __future__ import annotations

import logging
from pathlib import Path

from graph.errors import StoreUnavailableError
from graph.sqlite.store import SQLiteStore
from graph.store import GraphStore
from graph.vault import Notify

_SQLITE = "sqlite:///"
_NEO4J = ("neo4j://", "neo4j+s://", "neo4j+ssc://", "bolt://", "bolt+s://", "bolt+ssc://")
_LOG = logging.getLogger("guanlian.store")


def open_store(url: str, *, notify: Notify = _LOG.warning) -> GraphStore:
    """The store behind ``sqlite:///path`` (``sqlite:////path`` when absolute), created when it is new,
    or behind ``neo4j://host:port`` (also ``bolt``, ``+s``, ``+ssc``) with user and password from the environment.

    ``notify`` is told what the user must know, above all that a key file was created.
    """
    if url.startswith(_NEO4J):
        return _neo4j(url, notify)
    if not url.startswith(_SQLITE) or len(url) == len(_SQLITE):
        raise StoreUnavailableError("存储地址无法识别。请写成 sqlite:///path/to/store.db 或 neo4j://host:7687 的形式。")
    return SQLiteStore(Path(url.removeprefix(_SQLITE)), notify)


def _neo4j(url: str, notify: Notify) -> GraphStore:
    try:
        from graph.neo4j.store import Neo4jStore  # its driver is an extra that not everybody installs
    except ModuleNotFoundError as error:
        raise StoreUnavailableError("未安装 Neo4j 驱动程序。请运行：pip install 'guanlian[neo4j]'") from error
    return Neo4jStore(url, notify)
