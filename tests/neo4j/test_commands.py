"""``guanlian neo4j``: each command, its JSON against its schema, its exit code when something is wrong."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest

from graph.neo4j.store import Neo4jStore
from graph.sqlite.store import SQLiteStore
from guanlian.cli import main
from guanlian.cli.exits import ANSWERED, STORE
from guanlian.schemas import FOLDER
from tests.contract.loads import Loader
from tests.neo4j.test_transfer import database, load_world
from tests.support.suites import requires

pytestmark = [pytest.mark.neo4j, requires("neo4j")]


class Done(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Calls ``guanlian neo4j`` in this process."""

    def call(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["guanlian", "neo4j", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        printed = capsys.readouterr()
        return Done(int(left.value.code or 0), printed.out, printed.err)

    return call


def answer(done: Done, command: str) -> Any:
    """The one JSON document on stdout, as its schema says."""
    value = json.loads(done.out)
    jsonschema.validate(value, json.loads((FOLDER / f"neo4j-{command}.json").read_text(encoding="utf-8")))
    return value


def test_push_verify_derive(run: Run, url: str, graph: Neo4jStore, embedded: SQLiteStore, load: Loader) -> None:
    load_world(load)
    source, to = str(database(embedded)), ("--to", url)

    pushed = answer(run("push", source, *to, "--json"), "push")
    assert (pushed["first_run"], pushed["last_run"]) == (1, 3) and pushed["relations"] > 0
    assert "已是最新" in run("push", source, *to).out
    verified = answer(run("verify", source, *to, "--json"), "verify")
    assert verified["agrees"] and all(kind["embedded"] == kind["graph"] for kind in verified["kinds"])

    derived = answer(run("derive", *to, "--as-of", "2024-02-15", "--json"), "derive")
    assert derived["added"] > 0 and (derived["removed"], derived["as_of"]) == (0, "2024-02-15")
    again = answer(run("derive", *to, "--as-of", "2024-02-15", "--json"), "derive")
    assert (again["added"], again["removed"], again["kept"]) == (0, 0, derived["added"])
    earlier = answer(run("derive", *to, "--as-of", "2020-01-01", "--json"), "derive")
    assert earlier["removed"] + earlier["kept"] == derived["added"] and earlier["removed"] > 0

    with graph.driver.session() as session:
        session.run("MATCH ()-[r:HOLDS_SHARES_IN]->() SET r.since_hi = 1").consume()
    refused = run("verify", source, *to, "--json")
    assert refused.code == STORE and not answer(refused, "verify")["agrees"]


def test_import_files(run: Run, embedded: SQLiteStore, load: Loader, tmp_path: Path) -> None:
    load_world(load)
    done = run("export-import", str(database(embedded)), str(tmp_path / "files"), "--json")
    found = answer(done, "export-import")
    assert done.code == ANSWERED and Path(found["arguments"]).read_text(encoding="utf-8").startswith("database\nimport")


def test_what_is_wrong_is_said_in_one_line(
    run: Run, url: str, embedded: SQLiteStore, load: Loader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_world(load)
    source = str(database(embedded))
    nowhere = run("push", source, "--to", f"sqlite:///{tmp_path}/other.db")
    assert nowhere.code == STORE and "须为 Neo4j 服务器的地址" in nowhere.err
    assert not (tmp_path / "other.db").exists()
    missing = run("push", str(tmp_path / "missing.db"), "--to", url)
    assert missing.code == STORE and "不存在" in missing.err
    (tmp_path / "wrong").write_text("not-the-password")
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(tmp_path / "wrong"))
    refused = run("verify", source, "--to", url, "--json")
    assert refused.code == STORE and "拒绝了用户名或密码" in refused.err
    assert "not-the-password" not in refused.err and "Traceback" not in refused.err
