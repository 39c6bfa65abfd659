"""Edges that no table holds: ``contains`` follows from the symbols' parents, ``tests`` from the files' roles.

Every ``GraphView`` answers them from here, so that all agree.
"""

from __future__ import annotations

from collections.abc import Iterable

from ploke.model.graph import Confidence, EdgeKind, EdgeRow, GraphView
from ploke.model.source import Role

EXERCISES = frozenset({EdgeKind.CALLS, EdgeKind.REFERENCES})
"""What a test does with what it tests."""


def contained_in(view: GraphView, node: int) -> list[EdgeRow]:
    """``contains`` edges from ``node`` to what stands directly in it, in file order."""
    path = view.node(node).path
    return [contains_edge(node, inner) for inner in view.nodes_in(path) if view.node(inner).parent == node]


def containing(view: GraphView, node: int) -> list[EdgeRow]:
    """The ``contains`` edge to ``node``; none for a file."""
    parent = view.node(node).parent
    return [] if parent < 0 else [contains_edge(parent, node)]


def tested_by(view: GraphView, node: int) -> list[EdgeRow]:
    """``tests`` edges from ``node``, one a target, in the order of ``outgoing``; none where it is in no test file."""
    if view.node(node).role is not Role.TEST:
        return []
    found = (edge for edge in view.outgoing(node, EXERCISES) if view.node(edge.dst).role is not Role.TEST)
    return tests_edges(found)


def testing(view: GraphView, node: int) -> list[EdgeRow]:
    """``tests`` edges to ``node``, one a source, in the order of ``incoming``; none where it is in a test file."""
    if view.node(node).role is Role.TEST:
        return []
    return tests_edges(edge for edge in view.incoming(node, EXERCISES) if view.node(edge.src).role is Role.TEST)


def contains_edge(outer: int, inner: int) -> EdgeRow:
    """The ``contains`` edge between two nodes."""
    return EdgeRow(outer, inner, EdgeKind.CONTAINS, Confidence.EXACT, "", "", ())


def tests_edges(edges: Iterable[EdgeRow]) -> list[EdgeRow]:
    """``tests`` edges for what tests do: one a pair of ends, as sure as its surest part, at the places of all."""
    parts: dict[tuple[int, int], list[EdgeRow]] = {}
    for edge in edges:
        parts.setdefault((edge.src, edge.dst), []).append(edge)
    merged = []
    for (src, dst), same in parts.items():
        surest = next((edge for edge in same if edge.confidence is Confidence.EXACT), same[0])
        places = sorted({pair for edge in same for pair in zip(edge.places[::2], edge.places[1::2], strict=True)})
        flat = tuple(number for pair in places for number in pair)
        merged.append(EdgeRow(src, dst, EdgeKind.TESTS, surest.confidence, surest.rule, "", flat))
    return merged
