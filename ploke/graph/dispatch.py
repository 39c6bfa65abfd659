"""Which other nodes stand for a node when it is called or changed: constructors, overridden methods, contents."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from ploke.model.facts import SymbolKind
from ploke.model.graph import EdgeKind, GraphView, NodeRow, Span

CALLABLES = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.CONSTRUCTOR, SymbolKind.PROPERTY})
OVERRIDING = frozenset({EdgeKind.OVERRIDES, EdgeKind.IMPLEMENTS})


class Spans:
    """The lines that the symbols directly in one node take."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._numbers = [span.number for span in spans]
        self._starts = [span.start_line for span in spans]
        self._ends = [span.end_line for span in spans]
        # Siblings follow one another but for odd cases, such as what a preprocessor leaves.
        self._in_order = self._starts == sorted(self._starts) and self._ends == sorted(self._ends)
        self.constructors = [span.number for span in spans if span.kind is SymbolKind.CONSTRUCTOR]

    def at(self, line: int) -> list[int]:
        """The numbers of the symbols that take a line, in file order."""
        if self._in_order:
            return self._numbers[bisect_left(self._ends, line) : bisect_right(self._starts, line)]
        lines = zip(self._numbers, self._starts, self._ends, strict=True)
        return [number for number, start, end in lines if start <= line <= end]


_NOTHING = Spans(())


class Contents:
    """Nodes and what stands directly in them, read once."""

    def __init__(self, view: GraphView) -> None:
        self._view = view
        self._nodes: dict[int, NodeRow] = {}
        self._files: dict[str, list[NodeRow]] = {}
        self._inner: dict[str, dict[int, list[NodeRow]]] = {}
        self._spans: dict[str, dict[int, Spans]] = {}

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
        return [self.node(number) for number in self.spans_of(row).constructors]

    def spans_of(self, row: NodeRow) -> Spans:
        """Where the symbols directly in ``row`` stand; cheaper than their rows."""
        if row.path not in self._spans:
            inner: dict[int, list[Span]] = {}
            for span in self._view.spans_in(row.path):
                inner.setdefault(span.parent, []).append(span)
            self._spans[row.path] = {parent: Spans(spans) for parent, spans in inner.items()}
        return self._spans[row.path].get(row.number, _NOTHING)

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
