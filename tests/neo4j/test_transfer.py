"""From the embedded store to the graph: whole, as a difference, by import files; and both say the same."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from deploy.neo4j import server as deployed
from graph.errors import StoreError
from graph.model.certainty import IdentityTier
from graph.model.records import Holding
from graph.model.roles import UnitKind
from graph.neo4j import bulk, transfer
from graph.neo4j.derived import Clause, Derived, delete_derived, write_derived
from graph.neo4j.kinds import label_all
from graph.neo4j.store import Neo4jStore
from graph.open import open_store
from graph.sqlite.store import SQLiteStore
from graph.store import Scope
from queries import query
from tests.contract.loads import (
    FIRST,
    FOURTH,
    HERE,
    SECOND,
    THIRD,
    Loader,
    citizen,
    key_of,
    link,
    listing,
    listing_end,
    person,
    picture,
    profile,
    role,
    undated,
    unit,
    unit_class,
    uscc,
)
from tests.support.suites import requires

pytestmark = [pytest.mark.neo4j, requires("neo4j")]

PAN = person("潘示例", citizen("990102199001011234"), on_roster=True)
SAME = person("潘示例", tag="other row")
QIAO = person("乔'}) DETACH DELETE n //𠮷", tag="hostile")
CO = unit("示范甲有限公司", uscc("91990102MA0000001X"), on_roster=True)
OTHER = unit("示范乙有限公司")
ENTRY = listing(CO, date(2023, 1, 1))
SOON = undated(FIRST)


def database(store: SQLiteStore) -> Path:
    return Path(store.url.removeprefix("sqlite:///"))


def load_world(load: Loader) -> None:
    load(FIRST, PAN, SAME, QIAO, CO, OTHER, role(PAN, CO, SOON), role(QIAO, CO, SOON), role(SAME, OTHER, SOON),
         Holding("h-1", CO.id, OTHER.id, SOON, HERE), profile(CO, FIRST),
         unit_class(OTHER, UnitKind.SOE_STATE_CONTROLLED, SOON), link(PAN, SAME))  # fmt: skip
    load(FIRST, CO, ENTRY, listing(PAN, date(2023, 2, 1)), PAN, kind="roster")
    load(SECOND, PAN, SAME, CO, OTHER, role(PAN, CO, undated(SECOND)), role(SAME, OTHER, undated(SECOND)),
         unit_class(OTHER, UnitKind.SOE_STATE_CONTROLLED, undated(SECOND)))  # fmt: skip


def assert_same(graph: Neo4jStore, embedded: SQLiteStore) -> None:
    assert [item.name for item in transfer.verify(graph, database(embedded)) if not item.agrees] == []
    assert graph.runs() == embedded.runs()
    assert graph.problems() == []
    for run in range(embedded.known_run() + 1):
        for scope in (Scope.roster(), *(Scope.of(key) for key in range(1, 8))):
            ours, theirs = graph.facts(scope, run), embedded.facts(scope, run)
            for part in ("roles", "listings", "classes", "links"):
                for name, column in vars(getattr(theirs, part)).items():
                    if name not in ("court", "printed", "owner"):  # places in lists whose order is free
                        assert (getattr(getattr(ours, part), name) == column).all(), (run, scope, part, name)
    everybody = [PAN, SAME, QIAO, CO, OTHER]
    assert picture(graph, everybody) == picture(embedded, everybody)


def test_whole_then_as_a_difference(graph: Neo4jStore, embedded: SQLiteStore, load: Loader) -> None:
    load_world(load)
    assert transfer.push(graph, database(embedded)).last_run == 3
    assert_same(graph, embedded)

    load(THIRD, link(PAN, SAME, IdentityTier.CERTAIN), listing_end(ENTRY, date(2024, 2, 10)), complete=False)
    pushed = transfer.push(graph, database(embedded), since=3)
    assert (pushed.first_run, pushed.last_run) == (4, 4) and pushed.written.closed > 0
    assert key_of(graph, PAN) == key_of(graph, SAME)
    assert key_of(graph, PAN, 3) != key_of(graph, SAME, 3)
    assert_same(graph, embedded)

    again = transfer.push(graph, database(embedded))
    assert (again.written.nodes, again.written.edges, again.written.closed) == (0, 0, 0)


def test_loading_goes_on_in_the_graph(graph: Neo4jStore, embedded: SQLiteStore, load: Loader) -> None:
    load_world(load)
    transfer.push(graph, database(embedded))

    for store in (graph, embedded):
        Loader(store)(FOURTH, CO, OTHER, role(SAME, OTHER, undated(FOURTH)), SAME)
    assert_same(graph, embedded)


def test_two_stores_are_never_mixed(graph: Neo4jStore, embedded: SQLiteStore, load: Loader, tmp_path: Path) -> None:
    load_world(load)
    transfer.push(graph, database(embedded))
    stranger = SQLiteStore(tmp_path / "stranger.db", lambda message: None)
    for day in (FIRST, SECOND, THIRD, FOURTH):
        Loader(stranger)(day, OTHER)

    with pytest.raises(StoreError, match="不是同一批次"):
        transfer.push(graph, database(stranger))
    with pytest.raises(StoreError, match="图数据库在批次 3"):
        transfer.push(graph, database(embedded), since=1)
    stranger.close()
    assert_same(graph, embedded)


def test_verify_sees_a_change(graph: Neo4jStore, embedded: SQLiteStore, load: Loader) -> None:
    load_world(load)
    transfer.push(graph, database(embedded))
    with graph.driver.session() as session:
        session.run("MATCH ()-[r:HOLDS_SHARES_IN]->() SET r.since_hi = 1").consume()

    assert [item.name for item in transfer.verify(graph, database(embedded)) if not item.agrees] == ["holdings"]


def test_units_bear_the_labels_of_their_kinds(graph: Neo4jStore, embedded: SQLiteStore, load: Loader) -> None:
    load_world(load)
    transfer.push(graph, database(embedded))
    assert labels(graph) == {OTHER.id: {"StateOwnedEnterprise"}}

    load(THIRD, CO, OTHER, unit_class(CO, UnitKind.FINANCIAL_INSTITUTION, undated(THIRD)))
    transfer.push(graph, database(embedded))
    assert labels(graph) == {CO.id: {"FinancialInstitution"}}
    with graph.driver.session() as session:
        session.run("MATCH (u:Unit) REMOVE u:FinancialInstitution").consume()
    assert graph.problems() == ["1 个单位的类别标签与其类别记载不符"]
    with graph.driver.session() as session:
        label_all(session)
    assert graph.problems() == []


def labels(graph: Neo4jStore) -> dict[str, set[str]]:
    found = graph.driver.execute_query("MATCH (u:Unit) WHERE size(labels(u)) > 2 RETURN u.id, labels(u)").records
    return {id_: set(names) - {"Subject", "Unit"} for id_, names in found}


@pytest.mark.long
def test_import_files_make_the_same_graph(
    embedded: SQLiteStore, load: Loader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    load_world(load)
    bulk.export_import(database(embedded), tmp_path / "files")
    server = deployed.private(tmp_path / "server")
    deployed.prepare(server)
    deployed.admin(server, *(tmp_path / "files" / bulk.ARGUMENTS).read_text(encoding="utf-8").splitlines())
    assert (tmp_path / "files" / "import.report").exists()
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(server.password_file))
    try:
        deployed.start(server)
        store = open_store(server.url, notify=lambda message: None)
        assert isinstance(store, Neo4jStore)
        bulk.adopt(store, database(embedded))
        assert_same(store, embedded)
        store.close()
    finally:
        deployed.stop(server)
    assert deployed.running(server) is None


def test_hostile_names_are_only_text(graph: Neo4jStore, embedded: SQLiteStore, load: Loader) -> None:
    load_world(load)
    transfer.push(graph, database(embedded))

    assert graph.find_subjects(QIAO.name, 3)[0].name == QIAO.name
    for text in ("'}) DETACH DELETE n //", "𠮷", "$known_run", "`", "\\u0027"):
        assert graph.find_subjects(text, 3) == embedded.find_subjects(text, 3)
    assert_same(graph, embedded)


def test_derived_relations_are_a_difference(graph: Neo4jStore, embedded: SQLiteStore, load: Loader) -> None:
    load_world(load)
    transfer.push(graph, database(embedded))
    clause = Clause("central#1", "1", "某措施", "central", "某文件")
    (pan,) = graph.find_subjects(PAN.id, 3)
    (co,) = graph.find_subjects(CO.id, 3)
    caught = Derived("CAUGHT_BY", pan.id, clause.id, "f-1", "1", "certain", "2023-01-01")
    flagged = Derived("FLAGGED_BY", co.id, clause.id, "f-2", "1", "possible")
    barred = Derived("BARRED_FROM", pan.id, co.id, "f-3", "1", "certain")

    first = write_derived(graph, [caught, flagged], [clause])
    assert (first.added, first.removed, first.kept) == (2, 0, 0)
    second = write_derived(graph, [caught, barred], [clause])
    assert (second.added, second.removed, second.kept) == (1, 1, 1)
    rows = graph.ask(lambda reader: reader.rows("caught_by_measure", measure=clause.id))
    assert rows == [("CAUGHT_BY", pan.id, PAN.name, "f-1", "1", "2023-01-01", None, "certain")]
    assert graph.ask(lambda reader: reader.rows("flagged_units")) == []
    with pytest.raises(StoreError, match="不是派生关系"):
        write_derived(graph, [replace(caught, kind="X]->() DETACH DELETE n //")])
    assert delete_derived(graph) == 2
    assert_same(graph, embedded)


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("listed_in_state_posts", {"day": date(2024, 1, 15).toordinal()}),
        ("common_officers", {"day": date(2024, 1, 15).toordinal(), "one": "CO", "other": "OTHER"}),
    ],
)
def test_analysts_get_what_sql_says(
    name: str, params: dict[str, object], graph: Neo4jStore, embedded: SQLiteStore, load: Loader
) -> None:
    load_world(load)
    load(THIRD, link(PAN, SAME, IdentityTier.CERTAIN), complete=False)
    transfer.push(graph, database(embedded))
    units = {"CO": key_of(graph, CO), "OTHER": key_of(graph, OTHER)}
    asked = {key: units.get(str(value), value) for key, value in params.items()} | {"known_run": graph.known_run()}

    with closing(sqlite3.connect(database(embedded))) as rows:
        expected = rows.execute(query(name).text, asked).fetchall()
    assert expected
    assert graph.ask(lambda reader: reader.rows(name, **asked)) == expected


def test_paths_between_subjects(graph: Neo4jStore, embedded: SQLiteStore, load: Loader) -> None:
    load_world(load)
    transfer.push(graph, database(embedded))
    pan, co, other = (graph.find_subjects(m.id, 3)[0] for m in (PAN, CO, OTHER))
    day = date(2024, 1, 15).toordinal()

    (path,) = graph.ask(
        lambda reader: reader.rows("ownership_paths", known_run=1, day=day, holder=co.key, unit=other.key, cap=5)
    )
    assert path[0] == [co.id, other.id]
    (shortest,) = graph.ask(lambda reader: reader.rows("shortest_relation", known_run=1, one=pan.key, other=other.key))
    assert len(shortest[1]) == 2
    around = graph.ask(lambda reader: reader.rows("ego_graph", known_run=1, subject=pan.key, cap=2))
    assert (pan.id, "DIRECTOR_OF", co.id) in around
