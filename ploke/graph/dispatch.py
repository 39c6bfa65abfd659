"""Which other nodes stand for a node when it is called or changed: constructors, overridden methods, contents."""

from __future__ import annotations

from collections.abc import Iterable

from ploke.model.facts import SymbolKind
from ploke.model.graph import EdgeKind, GraphView, NodeRow

CALLABLES = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.CONSTRUCTOR, SymbolKind.PROPERTY})
OVERRIDING = frozenset({EdgeKind.OVERRIDES, EdgeKind.IMPLEMENTS})


class Contents:
    """Nodes and what stands directly in them, read once."""

    def __init__(self, view: GraphView) -> None:
        self._view = view
        self._nodes: dict[int, NodeRow] = {}
        self._files: dict[str, list[NodeRow]] = {}
        self._inner: dict[str, dict[int, list[NodeRow]]] = {}

    def node(self, number: int) -> NodeRow:
        """What a node is."""
        row = self._nodes.get(number)
        if row is None:
            row = self._nodes[number] = self._view.node(number)
        return row

    def in_file(self, path: str) -> list[NodeRow]:
        """All symbols of a file, in file order."""
        if path not in self._files:
            self._files[path] = list(map(self.node, self._view.nodes_in(path)))
        return self._files[path]

    def of(self, row: NodeRow) -> list[NodeRow]:
        """The symbols directly in ``row``, in file order."""
        if row.path not in self._inner:
            inner: dict[int, list[NodeRow]] = {}
            for symbol in self.in_file(row.path):
                inner.setdefault(symbol.parent, []).append(symbol)
            self._inner[row.path] = inner
        return self._inner[row.path].get(row.number, [])

    def constructors(self, row: NodeRow) -> list[NodeRow]:
        """The constructors of a class: a call of the one is an edge to the other."""
        if row.kind is None or row.kind in CALLABLES:
            return []
        return [inner for inner in self.of(row) if inner.kind is SymbolKind.CONSTRUCTOR]

    def with_all(self, rows: Iterable[NodeRow]) -> list[NodeRow]:
        """``rows``, each once, followed by all symbols in it."""
        found: dict[int, NodeRow] = {}
        waiting = list(reversed(list(rows)))
        while waiting:
            row = waiting.pop()
            if row.number not in found:
                found[row.number] = row
                waiting.extend(reversed(self.of(row)))
        return list(found.values())


def called_as(contents: Contents, asked: Iterable[NodeRow]) -> list[NodeRow]:
    """The nodes that calls of ``asked`` lead to: a class's constructors too, and of a file all that is in it."""
    found: dict[int, NodeRow] = {}
    for row in asked:
        also = contents.with_all([row]) if row.kind is None else contents.constructors(row)
        found |= {each.number: each for each in (row, *also)}
    return list(found.values())


def overridden_by(view: GraphView, node: int) -> list[int]:
    """The methods that ``node`` overrides or implements, nearest first, theirs too.

    A call on the base's method may run ``node``: such a call is an edge to the base's method alone.
    """
    found: dict[int, None] = {}
    waiting = [node]
    while waiting:
        for edge in view.outgoing(waiting.pop(0), OVERRIDING):
            if edge.dst != node and edge.dst not in found and view.node(edge.dst).kind in CALLABLES:
                found[edge.dst] = None
                waiting.append(edge.dst)
    return list(found)


def names_of(view: GraphView, nodes: Iterable[NodeRow]) -> list[str]:
    """The bare names under which ``nodes`` are called; that of a constructor is its class's."""
    names: dict[str, None] = {}
    for row in nodes:
        if row.kind is SymbolKind.CONSTRUCTOR and view.node(row.parent).kind is not None:
            names[view.node(row.parent).name] = None
        elif row.kind is not None:
            names[row.name] = None
    return list(names)
