"""The database file: its version, its settings, and clear words when it cannot be used."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import BadFactError, StoreError, StoreUnavailableError, StoreVersionError
from graph.model.records import Batch, Run
from graph.open import open_store
from graph.sqlite import schema
from graph.sqlite.bundles import raw_row
from graph.sqlite.connect import connect
from graph.sqlite.numbers import SEALED_NUMBER
from graph.sqlite.reader import Reader
from graph.sqlite.shapes import SHAPES
from graph.sqlite.store import SQLiteStore
from graph.vault import key_file_for, open_vault
from tests.contract.loads import FIRST, NO_ROWS, START, Loader, batch, citizen, person, role, undated, unit


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("GUANLIAN_KEY_FILE", raising=False)
    return tmp_path / "a.db"


def quiet(path: Path) -> SQLiteStore:
    return SQLiteStore(path, lambda message: None)


def test_a_store_is_marked_and_runs_with_wal_and_foreign_keys(path: Path) -> None:
    quiet(path).close()
    connection = connect(path)

    settings = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in (
        "user_version", "application_id", "journal_mode", "foreign_keys", "busy_timeout"
    )}  # fmt: skip
    assert settings == {
        "user_version": schema.CURRENT_VERSION,
        "application_id": schema.APPLICATION_ID,
        "journal_mode": "wal",
        "foreign_keys": 1,
        "busy_timeout": 20_000,
    }
    connection.close()


def test_migrations_bring_an_older_store_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quiet(path).close()
    more = "CREATE TABLE later (x); INSERT INTO later VALUES (1)"
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, more))
    monkeypatch.setattr(schema, "CURRENT_VERSION", schema.CURRENT_VERSION + 1)
    for _ in range(2):
        quiet(path).close()

    connection = connect(path)
    assert connection.execute("SELECT x FROM later").fetchall() == [(1,)]
    assert connection.execute("PRAGMA user_version").fetchone()[0] == schema.CURRENT_VERSION
    connection.close()


def test_a_broken_migration_leaves_the_store_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quiet(path).close()
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE later (x); CREATE nonsense"))
        patch.setattr(schema, "CURRENT_VERSION", schema.CURRENT_VERSION + 1)
        with pytest.raises(StoreError):
            quiet(path)

    store = quiet(path)
    assert store.problems() == []
    store.close()


def test_a_store_of_a_newer_version_is_refused(path: Path) -> None:
    quiet(path).close()
    connection = connect(path)
    connection.execute(f"PRAGMA user_version = {schema.CURRENT_VERSION + 1}")
    connection.close()

    with pytest.raises(StoreVersionError, match="更新版本"):
        quiet(path)


def test_other_files_are_refused_and_left_alone(path: Path) -> None:
    path.write_bytes(b"this is a letter, not a database" * 100)
    with pytest.raises(StoreUnavailableError, match="不是可用的数据库"):
        quiet(path)
    assert path.read_bytes().startswith(b"this is a letter")

    foreign = path.with_name("b.db")
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE theirs (x)")
    connection.commit()
    connection.close()
    with pytest.raises(StoreUnavailableError, match="其他程序"):
        quiet(foreign)


@pytest.mark.parametrize("url", ["", "store.db", "sqlite:///", "mysql://host/db"])
def test_an_address_that_means_nothing_is_refused(url: str) -> None:
    with pytest.raises(StoreUnavailableError, match="sqlite:///path"):
        open_store(url)


def test_a_missing_folder_is_named(path: Path) -> None:
    with pytest.raises(StoreUnavailableError, match="文件夹存在"):
        open_store(f"sqlite:///{path.parent}/nowhere/a.db")


def test_a_closed_store_says_so(path: Path) -> None:
    store = quiet(path)
    store.close()
    store.close()

    with pytest.raises(StoreError, match="已关闭"):
        store.known_run()


def test_shapes_fit_their_tables(path: Path) -> None:
    store = quiet(path)
    store.close()
    connection = connect(path)
    for shape in SHAPES:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({shape.table}_row)")]
        assert columns[:4] == [shape.end, "key", "from_run", "to_run"]
        assert tuple(columns[4:-7]) == shape.columns
    connection.close()
    assert len({shape.code for shape in SHAPES}) == len(SHAPES)


def test_edge_tables_are_clustered_and_mirrored(path: Path) -> None:
    quiet(path).close()
    connection = connect(path)
    tables = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    assert all(tables[f"{shape.table}_row"].endswith("WITHOUT ROWID") for shape in SHAPES)

    for table, end in (("role", "unit"), ("holding", "unit"), ("branch", "parent")):
        plan = connection.execute(
            f"EXPLAIN QUERY PLAN SELECT key, since_lo, until_hi FROM {table}_row WHERE {end} = 1"
        ).fetchall()
        assert f"COVERING INDEX {table}_by_{end}" in plan[0][3]
    connection.close()


def test_raw_rows_come_back_one_by_one(path: Path) -> None:
    store = quiet(path)
    rows: list[tuple[str, str | None, int, dict[str, object]]] = [
        ("a.xlsx", "股东", line, {"股东名称": f"示例{line}", "出资日期": FIRST}) for line in range(2, 1400)
    ]
    rows.append(("a.json", None, 1, {"iname": "示例"}))
    with Loader(store).open(Loader(store).plan(FIRST)) as writer:
        writer.add(Batch(raw_rows=list(rows)))
        writer.commit(NO_ROWS, START)

    assert store.raw_row(1, "a.xlsx", "股东", 1234) == {"股东名称": "示例1234", "出资日期": FIRST.isoformat()}
    assert store.raw_row(1, "a.json", None, 1) == {"iname": "示例"}
    assert store.raw_row(1, "a.xlsx", "股东", 1) is None
    assert store.raw_row(2, "a.xlsx", "股东", 5) is None
    store.close()


def test_the_number_table_opens_with_the_key_only(path: Path) -> None:
    store = quiet(path)
    Loader(store)(FIRST, person("潘示例", citizen("990102199001011234")))
    store.close()
    connection = connect(path)
    vault = open_vault(key_file_for(path), None, lambda message: None)

    ((shown, token, sealed),) = connection.execute("SELECT shown, token, sealed FROM number").fetchall()
    assert shown == "9901021990****1234"
    assert token == vault.token("citizen:99010219900101123")
    assert vault.open(sealed, SEALED_NUMBER) == b"990102199001011234"
    assert raw_row(Reader(connection), vault, 1, "a", None, 1) is None
    connection.close()


def test_problems_are_found(path: Path) -> None:
    store = quiet(path)
    Loader(store)(FIRST, person("潘示例"))
    connection = connect(path)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DELETE FROM member")
    connection.execute("UPDATE mention_row SET from_run = 7")
    connection.execute("INSERT INTO member (mention, from_run, subject) VALUES (99, 1, 99)")
    connection.close()

    found = "\n".join(store.problems())
    assert "唯一的主体" in found and "未完成的批次" in found and "中不存在" in found
    store.close()


def test_an_id_made_for_another_party_is_refused(path: Path) -> None:
    store = quiet(path)
    one, other, company = person("潘示例"), person("乔示例"), unit("示范甲有限公司")
    edge = role(one, company, undated(FIRST))
    Loader(store)(FIRST, one, other, company, edge)
    writer = store.write_run(Loader(store).plan(FIRST))
    assert not isinstance(writer, Run)
    with writer, pytest.raises(BadFactError, match="another party"):
        writer.add(batch([replace(edge, holder=other.id)]))
    store.close()
