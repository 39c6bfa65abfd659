"""All that is known around one symbol."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ploke.graph.analyses.impact import tests_for
from ploke.graph.analyses.neighbours import callees, callers
from ploke.graph.dispatch import Contents
from ploke.model.graph import EdgeKind, GraphView, NodeRow
from ploke.model.graph_answers import Card, Link

_BASES = frozenset({EdgeKind.INHERITS, EdgeKind.IMPLEMENTS})
_OVERRIDES = frozenset({EdgeKind.OVERRIDES})


def card(view: GraphView, asked: Sequence[NodeRow], test_depth: int = 2) -> Card:
    """What is one edge away from ``asked``, either way, its members, and tests up to ``test_depth`` steps away."""
    called = callers(view, asked)
    contents = Contents(view)
    return Card(
        tuple(asked),
        called.links,
        callees(view, asked, external=True).links,
        tuple(_forward(view, asked, _BASES)),
        tuple(_backward(view, asked, _BASES)),
        tuple(_forward(view, asked, _OVERRIDES)),
        tuple(_backward(view, asked, _OVERRIDES)),
        tests_for(view, asked, test_depth).tests,
        tuple(inner for row in asked for inner in contents.of(row)),
        called.unresolved,
    )


def _forward(view: GraphView, asked: Iterable[NodeRow], kinds: frozenset[EdgeKind]) -> list[Link]:
    found = [Link(row, view.node(edge.dst), edge) for row in asked for edge in view.outgoing(row.number, kinds)]
    return found + [Link(row, None, edge) for row in asked for edge in view.external(row.number) if edge.kind in kinds]


def _backward(view: GraphView, asked: Iterable[NodeRow], kinds: frozenset[EdgeKind]) -> list[Link]:
    return [Link(view.node(edge.src), row, edge) for row in asked for edge in view.incoming(row.number, kinds)]
