"""How two workers share the tests: all that talk to a Neo4j server go to one of them, which starts one server.

Everything else is shared by module, as ``--dist loadscope`` does.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

_ON_A_SERVER = re.compile(r"^tests/neo4j/|\[(?:[^\]]*-)?neo4j(?:-[^\]]*)?\]$")


def scope_of(nodeid: str, module: str) -> str:
    """The group of a test: the server's, or its module's."""
    return "neo4j" if _ON_A_SERVER.search(nodeid) else module


class Together(LoadScopeScheduling):  # type: ignore[misc]
    """Tests by module, those on a server in one group."""

    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid, str(super()._split_scope(nodeid)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling | None:
    """Take part in ``--dist loadscope`` only."""
    return Together(config, log) if config.getoption("dist") == "loadscope" else None
