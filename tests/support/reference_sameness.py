"""Who may be whom, in the reference's own plain reading: the places that numbers show, sex, years, and units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tests.support.reference_graph import Graph, Naming, full_number

PROBABLE, POSSIBLE = "probable", "possible"


def perhaps_the_same(graph: Graph, listed: str, name: str) -> Iterator[tuple[str, str]]:
    """The parties that may be the listed one, and how surely."""
    alike = _by_name(graph)[graph.nodes[listed]["kind"], name]
    for other in alike:
        if other == listed:
            continue
        how = _how(graph, listed, other)
        doubted = how == PROBABLE and (_puzzle(graph, listed, other, alike) or _puzzle(graph, other, listed, alike))
        if how and not doubted:
            yield other, how


def fellows(graph: Graph, holder: str) -> Iterator[str]:
    """The persons that are probably the holder of a role; one of the two must stand on the roster."""
    names = dict.fromkeys(naming.name for naming in graph.nodes[holder]["namings"])
    for name in names:
        for other, how in perhaps_the_same(graph, holder, name):
            if how == PROBABLE and (graph.nodes[holder]["roster"] or graph.nodes[other]["roster"]):
                yield other


def _by_name(graph: Graph) -> dict[tuple[str, str], list[str]]:
    if "by name" not in graph.graph:
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for node, data in graph.nodes(data=True):
            for name in dict.fromkeys(naming.name for naming in data["namings"]):
                found[data["kind"], name].append(node)
        graph.graph["by name"] = found
    by_name: dict[tuple[str, str], list[str]] = graph.graph["by name"]
    return by_name


def _puzzle(graph: Graph, middle: str, one: str, alike: list[str]) -> bool:
    """Somebody else, surely not ``one``, fits the middle just as well."""
    for other in alike:
        if other in (middle, one) or not (graph.nodes[other]["roster"] or graph.nodes[middle]["roster"]):
            continue
        if _how(graph, middle, other) == PROBABLE and _how(graph, one, other) == "":
            return True
    return False


def _how(graph: Graph, one: str, other: str) -> str:
    left, right = graph.nodes[one]["namings"], graph.nodes[other]["namings"]
    if any(map(full_number, left)) and any(map(full_number, right)):
        return ""
    numbers = list(zip(_places(left), _places(right), strict=True))
    if any("?" not in pair and pair[0] != pair[1] for pair in numbers):
        return ""
    if len(_sexes(left) | _sexes(right)) > 1:
        return ""
    years, others = _years(left), _years(right)
    if years and others and not years & others:
        return ""
    same_place = _stands_at(graph, one) & _stands_at(graph, other)
    if any("?" not in pair for pair in numbers) or (same_place and graph.nodes[one]["kind"] == "person"):
        return PROBABLE
    return POSSIBLE


def _stands_at(graph: Graph, one: str) -> set[str]:
    """The units at which rows, and not a computation, say that a party stands."""
    return {unit for _, unit, edge in graph.out_edges(one, data=True) if not edge.get("computed")}


def _places(namings: list[Naming]) -> list[str]:
    """The 18 characters of a number as all rows together show them, ``?`` where none does."""
    columns = zip(*map(_spread, namings), strict=True)
    return [next((sign for sign in column if sign != "?"), "?") for column in columns]


def _spread(naming: Naming) -> str:
    number = naming.number
    if "*" in number:
        front, back = number.split("****")
        return front + "?" * (18 - len(front) - len(back)) + back
    if naming.kind == "unit" and len(number) == 9:
        return "?" * 8 + number + "?"
    if naming.kind == "person" and len(number) == 15:
        return f"{number[:6]}19{number[6:]}?"
    return number or "?" * 18


def _sexes(namings: list[Naming]) -> set[str]:
    if namings[0].kind == "unit":
        return set()
    by_number = _places(namings)[16]
    told = {naming.sex for naming in namings if naming.sex}
    return told if by_number == "?" else {"男" if int(by_number) % 2 else "女"}


def _years(namings: list[Naming]) -> set[int]:
    """The years of birth that rows allow; an age on a day allows three, for it may be told a year wrong."""
    if namings[0].kind == "unit":
        return set()
    year = "".join(_places(namings)[6:10])
    if "?" not in year:
        return {int(year)}
    aged = [naming.years for naming in namings if naming.years]
    return set(range(aged[0][0], aged[0][1] + 2)) if aged else set()
