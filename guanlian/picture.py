"""Pictures of parties and relations, and their export as GraphML for any graph program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from analysis.steps import days
from graph.model.records import BranchOf, Holding, RoleEdge
from graph.model.time import Interval
from graph.store import GraphStore
from guanlian import terms
from guanlian.control_answers import EdgeView, OwnershipAnswer
from guanlian.control_views import share_view

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


@dataclass(frozen=True)
class Picture:
    """Nodes (id -> attributes) and edges (id, source id, target id, attributes); all values are text."""

    nodes: Mapping[str, Mapping[str, str]]
    edges: Sequence[tuple[str, str, str, Mapping[str, str]]]


def graphml(picture: Picture) -> bytes:
    """The picture as one GraphML document in UTF-8; the same picture gives the same bytes."""
    root = ET.Element("graphml", {"xmlns": _NAMESPACE})
    tables = {"node": list(picture.nodes.values()), "edge": [attributes for *_, attributes in picture.edges]}
    keys: dict[tuple[str, str], str] = {}
    for what, rows in tables.items():
        for name in sorted({name for row in rows for name in row}):
            keys[what, name] = f"{what}_{name}"
            fields = {"id": f"{what}_{name}", "for": what, "attr.name": name, "attr.type": "string"}
            ET.SubElement(root, "key", fields)
    graph = ET.SubElement(root, "graph", {"id": "guanlian", "edgedefault": "directed"})
    for id_, attributes in sorted(picture.nodes.items()):
        _data(ET.SubElement(graph, "node", {"id": id_}), "node", attributes, keys)
    for id_, start, stop, attributes in sorted(picture.edges, key=lambda edge: edge[:3]):
        element = ET.SubElement(graph, "edge", {"id": id_, "source": start, "target": stop})
        _data(element, "edge", attributes, keys)
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _data(element: ET.Element, what: str, attributes: Mapping[str, str], keys: Mapping[tuple[str, str], str]) -> None:
    for name, value in sorted(attributes.items()):
        ET.SubElement(element, "data", {"key": keys[what, name]}).text = value


def of_ownership(answer: OwnershipAnswer) -> Picture:
    """The ownership tree as a picture."""
    nodes = {
        node.party.id: {
            "name": node.party.name,
            "kind": terms.KINDS[node.party.kind],
            "level": str(node.level),
            **({"look_through": node.look_through} if node.look_through else {}),
        }
        for node in answer.nodes
    }
    return Picture(nodes, [_edge(edge) for edge in answer.edges])


def _edge(edge: EdgeView) -> tuple[str, str, str, Mapping[str, str]]:
    about = {"type": edge.type, "ground": edge.ground, "since": terms.day(edge.since), "until": terms.day(edge.until)}
    for name, share in (("capital", edge.capital), ("votes", edge.votes)):
        if share:
            about |= {name: share.text, f"{name}_low": share.low, f"{name}_high": share.high}
    return edge.id, edge.holder.id, edge.unit.id, about


def ego(store: GraphStore, key: int, known_run: int, cap: int) -> tuple[Picture, bool]:
    """Everything that touches a subject, at most ``cap`` relations of each kind; whether there are more."""
    roles, holdings, branches, more = store.neighbourhood(key, known_run, cap)
    relations = [*map(_role, roles), *map(_holding, holdings), *map(_branch, branches)]
    ids = sorted({end for _, start, stop, _ in relations for end in (start, stop)})
    mentions = store.mentions(ids, known_run)
    mine = store.subjects([key], known_run)[key]
    subject = dict.fromkeys(mine.mentions, mine.id)
    nodes = {
        subject.get(id_, id_): {"name": mention.name, "kind": terms.KINDS[mention.kind]}
        for id_, mention in mentions.items()
    } | {mine.id: {"name": mine.name, "kind": terms.KINDS[mine.kind]}}
    edges = [(id_, subject.get(a, a), subject.get(b, b), about) for id_, a, b, about in relations]
    return Picture(nodes, edges), more


def _role(edge: RoleEdge) -> tuple[str, str, str, Mapping[str, str]]:
    about = {"type": edge.edge_type.value, "role": edge.role.term, "certainty": edge.certainty.term}
    return edge.id, edge.holder, edge.unit, about | _dates(edge.interval)


def _holding(holding: Holding) -> tuple[str, str, str, Mapping[str, str]]:
    about = {"type": "holding", **_dates(holding.interval)}
    for name, share in (("capital", holding.capital), ("votes", holding.votes)):
        if share:
            about[name] = share_view(share).text
    return holding.id, holding.holder, holding.unit, about


def _branch(branch: BranchOf) -> tuple[str, str, str, Mapping[str, str]]:
    return branch.id, branch.branch, branch.parent, {"type": "branch_of", **_dates(branch.interval)}


def _dates(interval: Interval) -> dict[str, str]:
    since, until = days(interval)
    return {"since": terms.day(since), "until": terms.day(until)}
