"""A real server: who may come in, what happens when it goes, and how much one question asks of it."""

from __future__ import annotations

import importlib
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j import ManagedTransaction, Session
from neo4j.exceptions import Neo4jError

from analysis.overlay import Grant
from deploy.neo4j import server as deployed
from graph.errors import StoreBusyError, StoreError, StoreUnavailableError
from graph.model.records import RunStatus
from graph.model.roles import Role
from graph.neo4j.connect import address, translated
from graph.neo4j.reader import CypherReader
from graph.neo4j.store import Neo4jStore
from graph.open import open_store
from graph.store import Scope
from guanlian import exceptions
from guanlian.exceptions import Granted
from guanlian.offices import Offices
from guanlian.request import Request
from measures.loader import load_catalogue
from tests.contract.loads import (
    FIRST,
    NO_ROWS,
    SECOND,
    START,
    Loader,
    batch,
    edges_of,
    key_of,
    listing,
    person,
    role,
    undated,
    unit,
)
from tests.support import neo4j_server
from tests.support.suites import requires

pytestmark = [pytest.mark.neo4j, requires("neo4j")]

CO = unit("示范甲有限公司", on_roster=True)
PEOPLE = [person(f"示例{number}", tag=str(number)) for number in range(600)]


@pytest.fixture
def mortal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[deployed.Server]:
    """A server of this test alone, which may be killed."""
    server = deployed.private(tmp_path / "server")
    deployed.start(server)
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(server.password_file))
    monkeypatch.setenv("GUANLIAN_NEO4J_LEDGER", str(tmp_path / "ledger"))
    yield server
    deployed.stop(server)
    assert deployed.running(server) is None


def opened(url: str) -> Neo4jStore:
    store = open_store(url, notify=lambda message: None)
    assert isinstance(store, Neo4jStore)
    return store


def test_the_rust_extension_packs_what_we_send() -> None:
    v1 = importlib.import_module("neo4j._codec.packstream.v1")

    assert v1._rust_pack is not None and v1._rust_unpack is not None


def test_encryption_that_the_server_does_not_have(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.neo4j.connect.CONNECT_SECONDS", 5.0)
    with pytest.raises(StoreUnavailableError, match="不能建立加密连接"):
        open_store(url.replace("bolt://", "bolt+s://"))
    with pytest.raises(StoreUnavailableError, match="没有地址中所写的数据库"):
        open_store(f"{url}/nothere")


def test_a_question_that_the_server_sends_back_is_asked_again(graph: Neo4jStore) -> None:
    kinds: list[type] = []

    def work(reader: CypherReader) -> int:
        kinds.append(type(reader.runner))
        if len(kinds) < 3:
            raise Neo4jError._hydrate_neo4j(code="Neo.TransientError.Transaction.DeadlockDetected", message="again")
        return len(reader.rows("run_and_sources", moment=0))

    assert graph.ask(work) == 1
    assert kinds == [Session, ManagedTransaction, ManagedTransaction]


def test_a_question_that_is_wrong_is_not_asked_again(graph: Neo4jStore) -> None:
    tries: list[int] = []

    def work(reader: CypherReader) -> None:
        tries.append(1)
        reader.runner.run("NO SUCH STATEMENT")

    with pytest.raises(StoreError, match="未能执行语句"):
        graph.ask(work)
    assert len(tries) == 1


def test_a_lock_that_is_held_too_long(graph: Neo4jStore) -> None:
    with graph.driver.session() as one, graph.driver.session() as other, one.begin_transaction() as holder:
        holder.run("MATCH (m:Meta {name: 'store'}) SET m.turn = 1").consume()
        with (
            pytest.raises(StoreBusyError, match="等待超时"),
            translated(graph.url),
            other.begin_transaction(timeout=0.5) as waiting,
        ):
            waiting.run("MATCH (m:Meta {name: 'store'}) SET m.turn = 2").consume()
        holder.rollback()
    assert Loader(graph)(FIRST, CO) == 1  # nothing is left behind


def test_a_wrong_password_is_said_and_not_shown(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("not-the-password")
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(wrong))

    with pytest.raises(StoreUnavailableError, match="拒绝了用户名或密码") as caught:
        open_store(url)
    assert "not-the-password" not in str(caught.value)
    assert "not-the-password" not in repr(address(url))


def test_addresses_that_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StoreUnavailableError, match="不得写") as caught:
        open_store("neo4j://neo4j:secret-word@127.0.0.1:7687")
    assert "secret-word" not in str(caught.value)
    monkeypatch.delenv("NEO4J_PASSWORD_FILE", raising=False)
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    with pytest.raises(StoreUnavailableError, match="NEO4J_PASSWORD_FILE"):
        open_store("neo4j://127.0.0.1:7687")
    monkeypatch.setenv("NEO4J_PASSWORD", "x")
    with pytest.raises(StoreUnavailableError, match="无法连接服务器"):
        open_store("bolt://127.0.0.1:1")


def test_a_scope_and_its_records_are_one_statement(graph: Neo4jStore) -> None:
    load = Loader(graph)
    load(FIRST, CO, listing(CO, FIRST), *PEOPLE[:50], *(role(p, CO, undated(FIRST)) for p in PEOPLE[:50]))
    key, run = key_of(graph, CO), graph.known_run()
    statements, rows = graph.tally.statements, graph.tally.rows

    facts = graph.facts(Scope.of(key), run)
    subjects = graph.subjects([key, *facts.roles.holder.tolist()], run)
    edges = graph.role_edges(facts.roles.key.tolist(), run)
    entries = graph.listings(facts.listings.key.tolist(), run)
    mentions = graph.mentions([id_ for edge in edges.values() for id_ in (edge.holder, edge.unit)], run)

    assert (len(subjects), len(edges), len(entries), len(mentions)) == (51, 50, 1, 51)
    assert graph.tally.statements - statements == 1
    assert graph.tally.rows - rows == 50 + 1 + 51  # roles, the entry, the names
    assert graph.role_edges([key + 10**6], run) == {}  # what was not brought is asked for


def test_records_of_people_add_one_statement_however_many(graph: Neo4jStore) -> None:
    load = Loader(graph)
    posts = [role(one, CO, undated(FIRST), "法定代表人", Role.LEGAL_REPRESENTATIVE) for one in PEOPLE[:5]]
    load(FIRST, CO, listing(CO, FIRST), *PEOPLE[:5], *posts)
    service, request = Offices(graph, load_catalogue()), Request("test", FIRST)
    for one in PEOPLE[:5]:
        granted = Granted(Grant.NECESSITY, one.id, "示范市人民法院", "（2020）示0102执异1号", FIRST, None)
        exceptions.add(service, request, granted, "经办甲", START)
    before = graph.tally.statements

    answer = service.check(request, PEOPLE[0].id)

    assert graph.tally.statements - before == 4
    assert {reason.code for finding in answer.findings for reason in finding.review_reasons} >= {"exception"}


def test_what_one_thread_brought_is_not_shown_to_another_run(graph: Neo4jStore) -> None:
    load = Loader(graph)
    load(FIRST, CO, PEOPLE[0], listing(CO, FIRST), role(PEOPLE[0], CO, undated(FIRST)))
    load(SECOND, CO, PEOPLE[1], role(PEOPLE[1], CO, undated(SECOND)), complete=False)
    key = key_of(graph, CO)
    newest = graph.facts(Scope.of(key), 2).roles.key.tolist()
    assert len(graph.role_edges(newest, 2)) == 2
    assert len(graph.role_edges(newest, 1)) == 1
    assert graph.sources(1)[0].run == 1 and graph.sources(2)[0].run == 2


def test_the_password_is_private(url: str) -> None:
    server = neo4j_server.server(0)
    assert stat.S_IMODE(server.password_file.stat().st_mode) == 0o600
    deployed.start(server)  # a second start changes nothing
    assert deployed.running(server) is not None
    listed = subprocess.run(["ps", "-ww", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert deployed.password(server) not in listed


def test_killed_in_the_middle_of_a_load(mortal: deployed.Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.neo4j.connect.RETRY_SECONDS", 1.0)
    store = opened(mortal.url)
    load = Loader(store)
    load(FIRST, CO, PEOPLE[0], role(PEOPLE[0], CO, undated(FIRST)))
    plan = load.plan(SECOND)
    facts = batch([CO, *PEOPLE, *(role(p, CO, undated(SECOND)) for p in PEOPLE)])
    from graph.neo4j import push

    done = push._do

    def then_dies(transaction: object, work: push._Work) -> int:
        if work.what == "edges":
            deployed.kill(mortal)
        return done(transaction, work)  # type: ignore[arg-type]

    monkeypatch.setattr(push, "_do", then_dies)
    with load.open(plan) as writer:
        writer.add(facts)
        with pytest.raises(StoreError):
            writer.commit(NO_ROWS, START)
    store.close()
    monkeypatch.setattr(push, "_do", done)

    deployed.start(mortal)
    store = opened(mortal.url)
    assert store.known_run() == 1 and len(edges_of(store, CO)) == 1
    assert store.problems() == []
    run = store.write_run(plan)  # the ledger had it already: now the graph has it too
    assert getattr(run, "status", None) is RunStatus.COMMITTED
    assert store.known_run() == 2 and len(edges_of(store, CO)) == len(PEOPLE)
    assert store.problems() == []
    store.close()


_LOADER = """
import sys
from graph.open import open_store
from tests.contract.loads import *
from graph.neo4j import push
done = push._do
def slowly(transaction, work):
    result = done(transaction, work)
    print(work.what, flush=True)
    return result
push._do = slowly
push.BATCH = 100
load = Loader(open_store(sys.argv[1], notify=lambda message: None))
company = unit("示范乙有限公司")
people = [person(f"丙{n}") for n in range(3000)]
with load.open(load.plan(SECOND, mark="killed")) as writer:
    writer.add(batch([company, *people, *(role(p, company, undated(SECOND)) for p in people)]))
    writer.commit(NO_ROWS, START)
"""


def test_a_loader_that_is_killed_leaves_nothing(graph: Neo4jStore, url: str) -> None:
    Loader(graph)(FIRST, CO)
    loader = subprocess.Popen(
        [sys.executable, "-c", _LOADER, url], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    )
    assert loader.stdout is not None
    for line in loader.stdout:
        if line == "edges\n":
            break
    os.kill(loader.pid, signal.SIGKILL)
    loader.wait()
    loader.stdout.close()

    deadline = time.monotonic() + 30
    store = opened(url)
    while store.runs()[1].status is RunStatus.WRITING and time.monotonic() < deadline:
        store.close()
        store = opened(url)
    assert store.runs()[1].status is RunStatus.INCOMPLETE
    assert store.known_run() == 1 and store.problems() == []
    assert store.find_subjects("示范乙有限公司", 2) == []
    store.close()
