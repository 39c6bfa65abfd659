"""All edges, one after the other."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator

from ploke.graph.dispatch import Contents
from ploke.model.graph import EdgeKind, EdgeRow, GraphView, NodeRow
from ploke.model.graph_answers import Link
from ploke.model.graph_derived import EXERCISES, contains_edge, tests_edges
from ploke.model.source import Role

_KEPT = 1 << 14


def all_edges(view: GraphView, kinds: frozenset[EdgeKind], *, external: bool = False) -> Iterator[Link]:
    """Edges of ``kinds`` by their source's path and place, then: what it contains, others by target, what it tests.

    ``external`` adds those that leave the repository behind those of the same source. Edges are read as they are asked
    for: memory stays flat.
    """
    targets = _Recent(view)
    contents = Contents(view)
    stored = kinds - {EdgeKind.CONTAINS, EdgeKind.TESTS}
    for number in view.nodes():
        source = view.node(number)
        if source.kind is None:
            # Nodes come file by file; one file's contents at a time are kept.
            contents = Contents(view)
        if EdgeKind.CONTAINS in kinds:
            for inner in contents.of(source):
                yield Link(source, inner, contains_edge(number, inner.number))
        for edge in view.outgoing(number, stored) if stored else ():
            yield Link(source, targets.node(edge.dst), edge)
        if EdgeKind.TESTS in kinds and source.role is Role.TEST:
            for edge in _tests(view, targets, number):
                yield Link(source, targets.node(edge.dst), edge)
        if external:
            for edge in view.external(number):
                if edge.kind in kinds:
                    yield Link(source, None, edge)


def _tests(view: GraphView, targets: _Recent, number: int) -> list[EdgeRow]:
    done = view.outgoing(number, EXERCISES)
    return tests_edges(edge for edge in done if targets.node(edge.dst).role is not Role.TEST)


class _Recent:
    """Nodes that were asked for lately: many edges lead to few of them."""

    def __init__(self, view: GraphView) -> None:
        self._view = view
        self._rows: OrderedDict[int, NodeRow] = OrderedDict()

    def node(self, number: int) -> NodeRow:
        row = self._rows.get(number)
        if row is None:
            row = self._rows[number] = self._view.node(number)
            if len(self._rows) > _KEPT:
                self._rows.popitem(last=False)
        return row
