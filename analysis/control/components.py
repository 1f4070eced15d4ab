"""Strongly connected components of a small directed graph, without recursion (Tarjan)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping


def components(graph: Mapping[int, Collection[int]]) -> list[list[int]]:
    """The components of ``node -> successors``, successors first. Successors outside the keys are ignored."""
    search = _Search(graph)
    for node in graph:
        if node not in search.index:
            search.run(node)
    return search.found


class _Search:
    def __init__(self, graph: Mapping[int, Collection[int]]) -> None:
        self.graph = graph
        self.index: dict[int, int] = {}
        self.low: dict[int, int] = {}
        self.open: dict[int, None] = {}  # nodes whose component is not finished, in order of discovery
        self.found: list[list[int]] = []

    def run(self, root: int) -> None:
        path: list[tuple[int, Iterator[int]]] = [self._enter(root)]
        while path:
            node, rest = path[-1]
            successor = next((s for s in rest if s in self.graph), None)
            if successor is None:
                path.pop()
                self._leave(node)
                if path:
                    self.low[path[-1][0]] = min(self.low[path[-1][0]], self.low[node])
            elif successor not in self.index:
                path.append(self._enter(successor))
            elif successor in self.open:
                self.low[node] = min(self.low[node], self.index[successor])

    def _enter(self, node: int) -> tuple[int, Iterator[int]]:
        self.index[node] = self.low[node] = len(self.index)
        self.open[node] = None
        return node, iter(self.graph[node])

    def _leave(self, node: int) -> None:
        if self.low[node] != self.index[node]:
            return
        component = []
        while True:
            member, _ = self.open.popitem()
            component.append(member)
            if member == node:
                break
        self.found.append(sorted(component))
