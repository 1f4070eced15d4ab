"""``guanlian neo4j``: bring a graph up to an embedded store, prepare a first import, compare both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from graph.errors import StoreUnavailableError
from graph.open import open_store
from guanlian.cli.common import AsOf, Documents, Json, Place, console, make_request, notes, print_answer
from guanlian.cli.exits import STORE
from guanlian.neo4j_answers import (
    AdoptAnswer,
    ComparisonView,
    DeriveAnswer,
    ImportFilesAnswer,
    PushAnswer,
    SumView,
    VerifyAnswer,
)
from guanlian.service import Service
from guanlian.settings import Settings
from measures.loader import load_catalogue

if TYPE_CHECKING:
    from graph.neo4j.store import Neo4jStore
    from graph.neo4j.transfer import Comparison

Source = Annotated[Path, typer.Argument(help="The embedded store: the path of its database file.")]
To = Annotated[
    str, typer.Option("--to", envvar="GUANLIAN_NEO4J", help="neo4j://host:7687; the password is never here.")
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help="The production store: push, first import, comparison.")
    group.command("push")(push)
    group.command("export-import")(export_import)
    group.command("adopt")(adopt)
    group.command("verify")(verify)
    group.command("derive")(derive)
    app.add_typer(group, name="neo4j")


def push(
    source: Source,
    to: To,
    since: Annotated[int | None, typer.Option(help="The run the graph must stand at; default: wherever it is.")] = None,
    as_json: Json = False,
) -> None:
    """Write into the graph what it lacks of an embedded store; all runs appear at once."""
    from graph.neo4j import transfer

    with _graph(to) as graph:
        done = transfer.push(graph, source, since=since)
    if as_json:
        written = done.written
        print_answer(PushAnswer(first_run=done.first_run, last_run=done.last_run, nodes=written.nodes,
                                relations=written.edges, closed=written.closed))  # fmt: skip
    elif done.first_run > done.last_run:
        console.print("图数据库已是最新，无需写入。")
    else:
        console.print(
            f"批次 {done.first_run}—{done.last_run} 已写入：节点 {done.written.nodes}，关系 {done.written.edges}，"
            f"关闭旧版本 {done.written.closed}。"
        )


def export_import(
    source: Source,
    folder: Annotated[Path, typer.Argument(help="An empty folder for the import files.")],
    as_json: Json = False,
) -> None:
    """Write files for ``neo4j-admin database import full``, for first loads of tens of millions of relations."""
    from graph.neo4j import bulk

    bulk.export_import(source, folder)
    if as_json:
        print_answer(ImportFilesAnswer(folder=str(folder), arguments=str(folder / bulk.ARGUMENTS)))
        return
    console.print(f"停止服务器后运行：neo4j-admin @{folder / bulk.ARGUMENTS}")
    console.print(f"启动后运行：guanlian neo4j adopt {source}")


def adopt(source: Source, to: To, as_json: Json = False) -> None:
    """Publish the runs of an imported graph, with the sealed rows that import files do not carry."""
    from graph.neo4j import bulk

    with _graph(to) as graph:
        nodes, relations = bulk.adopt(graph, source)
    if as_json:
        print_answer(AdoptAnswer(nodes=nodes, relations=relations))
        return
    console.print(f"已接管导入的图：节点 {nodes}，关系 {relations}。")


def verify(source: Source, to: To, as_json: Json = False) -> None:
    """Compare counts and checksums of every kind of node and relation in both stores."""
    from graph.neo4j import transfer

    with _graph(to) as graph:
        found = transfer.verify(graph, source)
    if as_json:
        print_answer(VerifyAnswer(agrees=all(c.agrees for c in found), kinds=tuple(map(_comparison, found))))
    else:
        table = Table("种类", "嵌入式库", "图数据库", "一致")
        for item in found:
            table.add_row(item.name, _pair(item.here), _pair(item.there), "是" if item.agrees else "[red]否[/]")
        console.print(table)
    if not all(item.agrees for item in found):
        raise typer.Exit(STORE)


def derive(to: To, as_of: AsOf = None, place: Place = None, documents: Documents = None, as_json: Json = False) -> None:
    """Write findings back as CAUGHT_BY, FLAGGED_BY and BARRED_FROM, controllers (实际控制人) as CONTROLS."""
    from guanlian.derived import derive as write_back

    with _graph(to) as graph:
        service = Service(graph, load_catalogue())
        request = make_request(Settings.from_environment(), service, as_of=as_of, place=place, documents=documents)
        done = write_back(graph, service, request)
    if as_json:
        day = request.as_of.isoformat()
        print_answer(DeriveAnswer(as_of=day, added=done.added, removed=done.removed, kept=done.kept))
    else:
        console.print(f"派生关系：新增 {done.added}，移除 {done.removed}，保留 {done.kept}。")


def _comparison(found: Comparison) -> ComparisonView:
    here, there = (SumView(count=count, checksum=checksum) for count, checksum in (found.here, found.there))
    return ComparisonView(name=found.name, embedded=here, graph=there, agrees=found.agrees)


def _pair(counted: tuple[int, str]) -> str:
    return f"{counted[0]} · {counted[1]}"


@contextmanager
def _graph(url: str) -> Iterator[Neo4jStore]:
    from graph.neo4j.store import Neo4jStore

    store = open_store(url, notify=notes.print) if url.startswith(("neo4j", "bolt")) else None
    if not isinstance(store, Neo4jStore):
        raise StoreUnavailableError("--to 须为 Neo4j 服务器的地址，例如 neo4j://主机:7687。")
    try:
        yield store
    finally:
        store.close()
