"""All edges, one after the other."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator

from ploke.model.graph import EdgeKind, GraphView, NodeRow
from ploke.model.graph_answers import Link

_KEPT = 1 << 14


def all_edges(view: GraphView, kinds: frozenset[EdgeKind], *, external: bool = False) -> Iterator[Link]:
    """Edges of ``kinds`` by their source's path and place, then by their target's; ``external`` adds those that leave.

    Edges are read as they are asked for: memory stays flat.
    """
    targets = _Recent(view)
    for number in view.nodes():
        source = None
        for edge in view.outgoing(number, kinds):
            source = source or view.node(number)
            yield Link(source, targets.node(edge.dst), edge)
        if external:
            for edge in view.external(number):
                if edge.kind in kinds:
                    yield Link(source or view.node(number), None, edge)


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
