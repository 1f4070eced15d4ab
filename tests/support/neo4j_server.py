"""Private Neo4j servers for tests: started at first use, shared by a test process, gone at its end.

A Community server has one database, so a second one is started only for a test that needs two graphs side by side.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
import uuid
from functools import cache
from pathlib import Path

from neo4j import Driver, GraphDatabase

from deploy.neo4j import server as deployed

_PASSWORD = "only-for-tests-on-loopback"  # two servers of one test share the environment
_SERVERS: dict[str, deployed.Server] = {}  # by address


@cache
def home() -> Path:
    """The folder of this process's servers."""
    folder = Path(tempfile.mkdtemp(prefix="guanlian-neo4j-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "password").write_text(_PASSWORD)
    (folder / "password").chmod(0o600)
    return folder


def password_file() -> Path:
    """The file with the password of all servers here."""
    return home() / "password"


@cache
def server(number: int) -> deployed.Server:
    """The server of that number, running."""
    folder = home() / str(number)
    folder.mkdir()
    shutil.copy(password_file(), folder / "password")
    found = deployed.private(folder)
    atexit.register(deployed.stop, found)
    deployed.start(found)
    _SERVERS[found.url] = found
    return found


@cache
def driver(number: int) -> Driver:
    """A driver of a test's own, beside the store under test."""
    found = GraphDatabase.driver(server(number).url, auth=(deployed.USER, _PASSWORD), notifications_min_severity="OFF")
    atexit.register(found.close)
    return found


def empty(number: int) -> str:
    """Empty the graph of a server, keep its schema; the address."""
    with driver(number).session() as session:
        session.run("MATCH (n) WHERE NOT n:Meta CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
        session.run(
            "MATCH (m:Meta {name: 'store'}) "
            "SET m = {name: 'store', version: m.version, key_check: '', id: $id, indexed: m.indexed}",
            id=str(uuid.uuid4()),
        ).consume()
    return server(number).url


def stop_all() -> None:
    """Stop every server of this process. A worker's exit runs nothing that was registered for the end of Python."""
    for found in _SERVERS.values():
        deployed.stop(found)
    if _SERVERS:
        shutil.rmtree(home(), ignore_errors=True)


def data_folder(url: str) -> Path:
    """Where the server of that address keeps its data."""
    return _SERVERS[url].home / "data"


class Pool:
    """Hands out servers by name; a name that is new takes a free server, or the one that waited longest, emptied."""

    def __init__(self, size: int) -> None:
        self._order = list(range(size))
        self._names: dict[str, int] = {}

    def url(self, name: str) -> str:
        """The address of the graph with that name, empty at first."""
        if name not in self._names:
            number = self._order.pop(0)
            self._order.append(number)
            self._names = {known: other for known, other in self._names.items() if other != number}
            self._names[name] = number
            return empty(number)
        return server(self._names[name]).url
