"""Files for ``neo4j-admin database import full``: the first load of very large graphs.

One file of nodes and one of relations per kind, with their own header lines, and a file of arguments.
The import makes an offline database; :func:`adopt` then adds what is not a picture (schema, sealed rows,
run records) and publishes, after the counts agree.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from graph.errors import StoreError
from graph.model.roles import LegalForm, UnitKind
from graph.neo4j.bring import push_bundles
from graph.neo4j.connect import translated
from graph.neo4j.layout import BYTES, EDGES, INTEGERS, NODES, EdgeKind, NodeKind
from graph.neo4j.ledger import connect_read_only, copy_database, last_marks
from graph.neo4j.publish import announce, published_run, stored_runs
from graph.neo4j.push import MATCH_ONLY, count_all, with_days
from graph.neo4j.schema import claim_key, complete
from graph.neo4j.store import Neo4jStore
from graph.neo4j.transfer import check_value
from queries import query

ARGUMENTS = "import.args"
_VERSION = "Mention"
_EVERYTHING = -1


def export_import(source: Path, folder: Path) -> list[str]:
    """Write the files of an embedded store into an empty folder; the arguments of the import command."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise StoreError(f"{folder} 不是空文件夹。请为导入文件另选一个新文件夹。")
    arguments = ["database", "import", "full", "neo4j", "--overwrite-destination=true", "--multiline-fields=true"]
    with closing(connect_read_only(source)) as rows:
        for node in NODES:
            arguments.append(f"--nodes={_nodes(rows, node, folder)}")
        arguments += [f"--nodes={_words(folder, name, words)}" for name, words in _CLOSED.items()]
        for edge in EDGES:
            arguments.append(f"--relationships={_edges(rows, edge, folder)}")
    arguments.append(f"--report-file={folder / 'import.report'}")  # else it lands wherever the tool is run
    (folder / ARGUMENTS).write_text("\n".join(arguments) + "\n", encoding="utf-8")
    return arguments


def adopt(store: Neo4jStore, source: Path) -> tuple[int, int]:
    """Make an imported graph readable: sealed rows and run records, published at once; its nodes and relations."""
    lock = store.lock()
    try:
        with translated(store.url), closing(connect_read_only(source)) as rows:
            with store.driver.session(database=store.database) as session:
                if published_run(session):
                    raise StoreError("此图数据库已有批次。请改用 guanlian neo4j push 补齐。")
                claim_key(session, check_value(rows))
                counted = count_all(session)
            runs = stored_runs(rows, 0)
            announce(store.driver, store.database, runs)
            push_bundles(store.driver, store.database, rows, 0)
            with store.driver.session(database=store.database) as session:
                complete(session)
            lock.publish(runs, last_marks(rows))
        copy_database(source, store.ledger)
    finally:
        lock.release()
    return counted


# -- files -------------------------------------------------------------------------------------------------------------

_CLOSED: dict[str, Iterable[tuple[str, str]]] = {
    "Kind": [(kind.value, kind.term) for kind in UnitKind],
    "Form": [(form.value, form.term) for form in LegalForm],
}


def _nodes(rows: sqlite3.Connection, kind: NodeKind, folder: Path) -> Path:
    space = next(iter(kind.labels.values())).partition(":")[0]
    header = [f":ID({space})", ":LABEL", *map(_typed, kind.properties)]
    params = {"after": 0} if kind.by_key else {"since": _EVERYTHING}
    column = kind.properties.index(kind.label_column) if kind.label_column else None

    def lines() -> Iterator[Sequence[Any]]:
        for row in rows.execute(query(kind.query).text, params):
            label = kind.labels[None if column is None else row[column]].replace(":", ";")
            yield (_node_id(kind, row), label, *map(_cell, row))

    return _write(folder / f"nodes_{kind.name}.csv", header, lines())


def _node_id(kind: NodeKind, row: Sequence[Any]) -> object:
    if kind.name != "mentions":
        return row[0]
    return f"{row[0]}/{row[3]}/{row[kind.properties.index('from_run')]}"


def _words(folder: Path, label: str, words: Iterable[tuple[str, str]]) -> Path:
    lines = ((code, label, code, term) for code, term in words)
    return _write(folder / f"nodes_{label.lower()}.csv", [f":ID({label})", ":LABEL", "code", "term"], lines)


def _edges(rows: sqlite3.Connection, kind: EdgeKind, folder: Path) -> Path:
    kept = [place for place, name in enumerate(kind.properties, 2) if name not in MATCH_ONLY]
    names = [kind.properties[place - 2] for place in kept]
    days = ["since", "until"] if kind.ranged else []
    header = [f":START_ID({kind.start[0]})", f":END_ID({kind.stop[0]})", ":TYPE", *map(_typed, names), *days]
    column = 2 + kind.properties.index(kind.type_column) if kind.type_column else None

    def lines() -> Iterator[Sequence[Any]]:
        for row in rows.execute(query(kind.query).text, {"since": _EVERYTHING}):
            start = f"{row[0]}/{row[2]}/{row[3]}" if kind.start[0] == _VERSION else row[0]
            readable = with_days(kind, row)[len(row) :]
            type_ = kind.types[None if column is None else row[column]]
            yield (start, row[1], type_, *(_cell(row[place]) for place in kept), *readable)

    return _write(folder / f"edges_{kind.name}.csv", header, lines())


def _typed(name: str) -> str:
    if name in INTEGERS:
        return f"{name}:long"
    return f"{name}:byte[]" if name in BYTES else name


def _cell(value: object) -> object:
    """Bytes as signed numbers; an empty text as quotes with nothing between, which is not a missing value."""
    if isinstance(value, bytes):
        return ";".join(str(byte - 256 if byte > 127 else byte) for byte in value)
    return value


def _write(path: Path, header: Sequence[str], lines: Iterable[Sequence[Any]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(header)
        csv.writer(file, quoting=csv.QUOTE_NOTNULL if hasattr(csv, "QUOTE_NOTNULL") else csv.QUOTE_MINIMAL).writerows(
            lines
        )
    return path
