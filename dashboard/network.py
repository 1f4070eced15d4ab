"""Graphs with networkx: how subjects settle, pictures with pyvis (one HTML file, no outside request), GraphML."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TypeAlias

import networkx as nx
from pyvis.network import Network

from guanlian import terms
from guanlian.answers import Finding, Step
from guanlian.views.explore import Picture

# Where subjects stand in a picture, by id, in pixels.
Places: TypeAlias = dict[str, tuple[float, float]]
Edges: TypeAlias = Sequence[tuple[str, str]]
# A multigraph with text nodes; networkx itself is only generic in its stubs.
Graph: TypeAlias = "nx.MultiDiGraph[str]"

_SPREAD = 190  # pixels between neighbours
_RED, _ORANGE, _BLUE, _GREEN, _GREY = "#b3261e", "#c05f00", "#2560a0", "#1f7a4d", "#8a8f98"
_COLUMN, _ROW = 340, 90
_MARGIN, _TALLEST = 120, 720
# pyvis 0.3.2 writes links to a CDN even in in_line mode; the page must not ask anybody for anything.
_OUTSIDE = re.compile(
    r"<link[^>]*https?://[^>]*?/?>|<script[^>]*src=[\"']https?://[^>]*>\s*</script>", re.IGNORECASE | re.DOTALL
)


def groups_of(ids: Sequence[str], edges: Edges) -> list[list[str]]:
    """Subjects that hang together, the largest group first."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(ids)
    graph.add_edges_from(edges)
    return sorted((sorted(group) for group in nx.connected_components(graph)), key=lambda one: (-len(one), one[0]))


def settled(ids: Sequence[str], edges: Edges, held: Places) -> Places:
    """Places of subjects that pull at each other along edges and otherwise keep apart; ``held`` ones do not move."""
    known = set(ids)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(ids)  # their order is part of the result
    graph.add_edges_from(pair for pair in edges if known.issuperset(pair))
    scale = _SPREAD * max(1.0, len(graph) ** 0.5)
    x0, y0 = middle(list(held.values()))
    begin = {id_: ((x - x0) / scale, (y - y0) / scale) for id_, (x, y) in held.items()}
    found = nx.spring_layout(
        graph, pos=begin or None, fixed=list(begin) or None, seed=1, iterations=60, k=1.6 / len(graph) ** 0.5
    )
    return {id_: (float(x) * scale + x0, float(y) * scale + y0) for id_, (x, y) in found.items()}


def middle(places: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The middle of some places."""
    if not places:
        return 0.0, 0.0
    return sum(x for x, _ in places) / len(places), sum(y for _, y in places) / len(places)


def picture_graph(picture: Picture) -> Graph:
    """A picture as a multigraph with text attributes only."""
    graph: Graph = nx.MultiDiGraph()
    for node in picture.nodes:
        state = "失信" if node.listed else "因关联涉及" if node.caught else ""
        graph.add_node(node.party.id, name=node.party.name, kind=terms.KINDS[node.party.kind], state=state)
    for one in picture.relations:
        words = {"share": one.share or "", "since": terms.day(one.since), "until": terms.day(one.until)}
        graph.add_edge(one.start.id, one.end.id, key=one.id, relation=one.label, source_row=one.source, **words)
    return graph


def graphml(picture: Picture) -> bytes:
    """A picture as GraphML, for other programs; numbers of persons are not in it."""
    return "\n".join(nx.generate_graphml(picture_graph(picture))).encode()


def picture_page(picture: Picture, places: Places) -> str:
    """A picture as one self-contained HTML page with the places it has on screen."""
    network = Network(height="94vh", width="100%", directed=True, cdn_resources="in_line", bgcolor="#ffffff")
    for node in picture.nodes:
        x, y = places[node.party.id]
        person = node.party.kind.value == "person"
        colour = _RED if node.listed else _ORANGE if node.caught else _GREEN if person else _BLUE
        sign = "✕失信 " if node.listed else "⇄ " if node.caught else ""
        network.add_node(
            node.party.id,
            label=f"{sign}{node.party.name}",
            title=node.party.name,
            x=x,
            y=y,
            physics=False,
            shape="ellipse" if person else "box",
            color=colour,
            font={"color": "#ffffff", "size": 14},
        )
    for one in picture.relations:
        dashed = one.holds.value != "yes"
        network.add_edge(one.start.id, one.end.id, label=one.label, dashes=dashed, color=_GREY, arrows="to")
    network.toggle_physics(False)
    return str(_OUTSIDE.sub("", network.generate_html(notebook=False)))


def evidence_graph(findings: Sequence[Finding]) -> Graph:
    """Roster entries, parties and the relations between them that these findings rest on.

    Nodes carry ``label``, ``sort`` (entry, person, unit) and ``layer``; edges a ``label`` and whether
    they are ``doubtful``.
    """
    graph: Graph = nx.MultiDiGraph()
    for finding in findings:
        for step in finding.path:
            _add_step(graph, step)
    for layer, nodes in enumerate(_layers(graph)):
        for node in nodes:
            graph.nodes[node]["layer"] = layer
    return graph


def evidence_picture(findings: Sequence[Finding]) -> tuple[str, int]:
    """The evidence graph as one self-contained HTML page, and the height it needs in pixels."""
    graph = evidence_graph(findings)
    places = _places(graph)
    rows = [y for _, y in places.values()]
    height = min(max(rows, default=0) - min(rows, default=0) + 2 * _MARGIN, _TALLEST)
    network = Network(height=f"{height}px", width="100%", directed=True, cdn_resources="in_line", bgcolor="#ffffff")
    for node, (x, y) in places.items():
        data = graph.nodes[node]
        shape = "ellipse" if data["sort"] == "person" else "box"
        font = {"color": "#ffffff", "size": 15}
        network.add_node(
            node,
            label=data["label"],
            title=data["hint"],
            x=x,
            y=y,
            physics=False,
            shape=shape,
            color=data["color"],
            font=font,
        )
    for start, end, label in sorted(graph.edges(keys=True)):
        doubtful = graph.edges[start, end, label]["doubtful"]
        network.add_edge(start, end, label=label, dashes=doubtful, color=_GREY, arrows="to")
    network.toggle_physics(False)
    network.set_edge_smooth("dynamic")
    return str(_OUTSIDE.sub("", network.generate_html(notebook=False))), height


def _places(graph: Graph) -> dict[str, tuple[int, int]]:
    """Fixed positions: a column per layer, centred on one line; each node near those it hangs on."""
    places: dict[str, tuple[int, int]] = {}
    undirected = graph.to_undirected()

    def wish(node: str) -> tuple[float, str]:
        rows = [places[other][1] for other in undirected[node] if other in places]
        return (sum(rows) / len(rows) if rows else 0.0, graph.nodes[node]["label"])

    for layer, group in groupby(sorted(graph, key=_layer_of(graph)), key=_layer_of(graph)):
        nodes = sorted(group, key=wish)
        for row, node in enumerate(nodes):
            places[node] = (layer * _COLUMN, int((row - (len(nodes) - 1) / 2) * _ROW))
    return places


def _layer_of(graph: Graph) -> Callable[[str], int]:
    return lambda node: int(graph.nodes[node]["layer"])


def html_data_url(html: str) -> str:
    """The page as a data URL: an iframe with it has an origin of its own and cannot touch the application."""
    return "data:text/html;charset=utf-8;base64," + base64.b64encode(html.encode()).decode()


def _add_step(graph: Graph, step: Step) -> None:
    if step.type == "listing":
        entry = f"entry:{step.id}"
        # The name comes first so that entries of one party stand together.
        _node(graph, entry, f"{step.from_name} 失信记录\n{step.title}", "entry", _RED, f"发布 {terms.day(step.since)}")
        _party(graph, step.from_subject, step.from_name)
        _edge(graph, entry, step.from_subject, "列入", doubtful=False)
    elif step.type == "unit_class":
        _party(graph, step.from_subject, step.from_name)
    else:
        assert step.to_subject is not None
        assert step.to_name is not None
        _party(graph, step.from_subject, step.from_name)
        _party(graph, step.to_subject, step.to_name)
        label = "可能同一主体" if step.type == "identity" else (step.role_term or "")
        _edge(graph, step.from_subject, step.to_subject, label, doubtful=step.certainty.rank > 0)


def _party(graph: Graph, node: str, name: str) -> None:
    person = node.startswith("p-")
    _node(
        graph,
        node,
        f"{name}\n{'个人' if person else '单位'}",
        "person" if person else "unit",
        _GREEN if person else _BLUE,
        name,
    )


def _node(graph: Graph, node: str, label: str, sort: str, color: str, hint: str) -> None:
    if node not in graph:
        graph.add_node(node, label=label, sort=sort, color=color, hint=hint, layer=0)


def _edge(graph: Graph, start: str, end: str, label: str, *, doubtful: bool) -> None:
    if not graph.has_edge(start, end, key=label):
        graph.add_edge(start, end, key=label, label=label, doubtful=doubtful)


def _layers(graph: Graph) -> list[list[str]]:
    """Columns of the picture: entries first, then by distance from them."""
    entries = [node for node, data in graph.nodes(data=True) if data["sort"] == "entry"]
    return [sorted(layer) for layer in nx.bfs_layers(graph.to_undirected(), sorted(entries))] if entries else []
