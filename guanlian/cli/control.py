"""The questions of control: control, controlled-by, ownership, ego."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from graph.errors import BadRequestError
from graph.store import GraphStore
from guanlian.answers import Answer
from guanlian.cli import render_control as render
from guanlian.cli.common import AsOf, Json, KnownAsOf, Store, console, opened, print_answer
from guanlian.cli.exits import CHOOSE
from guanlian.control import ControlService
from guanlian.control_answers import ControlAnswer, ControlledAnswer, OwnershipAnswer
from guanlian.ownership import MOST_NODES, ownership
from guanlian.picture import ego, graphml, of_ownership
from guanlian.request import Request
from guanlian.settings import parse_day, parse_moment
from guanlian.shares_text import threshold

MoreThan = Annotated[str | None, typer.Option("--more-than", help="Strictly more than this part: 1/2 (default), 25%.")]
AtLeast = Annotated[str | None, typer.Option("--at-least", help="At least this part: 1/4, 25%.")]
GraphML = Annotated[Path | None, typer.Option("--graphml", help="Also write the picture to this file as GraphML.")]


def register(app: typer.Typer) -> None:
    """Add the control commands."""
    app.command("control")(control)
    app.command("controlled-by")(controlled_by)
    app.command("ownership")(ownership_tree)
    app.command("ego")(ego_graph)


def control(
    unit: Annotated[str | None, typer.Argument(help="A unit's id, name or full identifier.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every controller-unit pair instead of one unit.")] = False,
    more_than: MoreThan = None,
    at_least: AtLeast = None,
    as_of: AsOf = None,
    known_as_of: KnownAsOf = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Who controls a unit (实际控制人): declared, registered, computed (推定), with the holdings that suffice."""
    if everything == (unit is not None):
        raise BadRequestError("请指明一个单位，或者用 --all 列出全部，二者选其一。")
    limit = threshold(more_than, at_least)
    with _asking(store, as_of, known_as_of) as (graph, request):
        if unit is None:
            pairs = ControlService(graph).pairs(request, limit)
            if as_json:
                print_answer(pairs)
            else:
                render.pairs(console, pairs)
            return
        answer = ControlService(graph).control(request, unit, limit)
        _show(answer, as_json=as_json)
    _leave(answer)


def controlled_by(
    subject: Annotated[str, typer.Argument(help="A subject's id, name or full identifier.")],
    more_than: MoreThan = None,
    at_least: AtLeast = None,
    proof: Annotated[bool, typer.Option("--proof", help="With the holdings that prove each claim.")] = False,
    as_of: AsOf = None,
    known_as_of: KnownAsOf = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """Every unit that a person or unit controls."""
    limit = threshold(more_than, at_least)
    with _asking(store, as_of, known_as_of) as (graph, request):
        answer = ControlService(graph).controlled(request, subject, limit, proof=proof)
        _show(answer, as_json=as_json)
    _leave(answer)


def ownership_tree(
    unit: Annotated[str, typer.Argument(help="A subject's id, name or full identifier.")],
    cap: Annotated[int, typer.Option(min=2, help="At most so many parties.")] = MOST_NODES,
    graphml_file: GraphML = None,
    as_of: AsOf = None,
    known_as_of: KnownAsOf = None,
    store: Store = None,
    as_json: Json = False,
) -> None:
    """The ownership tree (股权穿透图) up and down, with direct and look-through shares."""
    with _asking(store, as_of, known_as_of) as (graph, request):
        answer = ownership(ControlService(graph), request, unit, cap)
        if graphml_file and answer.subject:
            _write(graphml_file, graphml(of_ownership(answer)))
        _show(answer, as_json=as_json)
    _leave(answer)


def ego_graph(
    subject: Annotated[str, typer.Argument(help="A subject's id, name or full identifier.")],
    graphml_file: Annotated[Path, typer.Option("--graphml", help="The file to write.")],
    cap: Annotated[int, typer.Option(min=1, help="At most so many relations of each kind.")] = 200,
    as_of: AsOf = None,
    known_as_of: KnownAsOf = None,
    store: Store = None,
) -> None:
    """Everything that touches a subject (posts, holdings, branches), written as GraphML."""
    with _asking(store, as_of, known_as_of) as (graph, request):
        head, record = ControlService(graph).asked(request, subject)
        if record is None:
            answer = OwnershipAnswer(**head)
            render.candidates(console, answer.candidates)
            raise typer.Exit(CHOOSE)
        picture, more = ego(graph, record.key, head["known_run"], cap)
        _write(graphml_file, graphml(picture))
    cut = "（已按上限截取）" if more else ""
    console.print(f"已写入 {graphml_file.name}：主体 {len(picture.nodes)} 个，关系 {len(picture.edges)} 条{cut}。")


@contextmanager
def _asking(store: str | None, as_of: str | None, known_as_of: str | None) -> Iterator[tuple[GraphStore, Request]]:
    with opened(store) as (settings, graph):
        yield (
            graph,
            Request(
                actor=getpass.getuser(),
                as_of=parse_day(as_of, "--as-of") if as_of else settings.day(),
                known_as_of=parse_moment(known_as_of, "--known-as-of") if known_as_of else None,
            ),
        )


def _show(answer: Answer, *, as_json: bool) -> None:
    if as_json:
        print_answer(answer)
    elif isinstance(answer, ControlAnswer):
        render.control(console, answer)
    elif isinstance(answer, ControlledAnswer):
        render.controlled(console, answer)
    elif isinstance(answer, OwnershipAnswer):
        render.ownership(console, answer)


def _leave(answer: ControlAnswer | ControlledAnswer | OwnershipAnswer) -> None:
    if answer.subject is None:
        raise typer.Exit(CHOOSE)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise BadRequestError(f"无法写入 {path.name}（{error.strerror}）。请检查路径。") from error
