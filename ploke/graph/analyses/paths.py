"""A shortest way from one symbol to another."""

from __future__ import annotations

from collections.abc import Sequence

from ploke.graph.dispatch import Contents
from ploke.graph.rows import Rows
from ploke.model.graph import KIND_CODES, EdgeKind, EdgeRow, GraphView, NodeRow
from ploke.model.graph_answers import Link, PathAnswer

DEPENDENCIES = frozenset(EdgeKind) - {EdgeKind.CONTAINS, EdgeKind.TESTS}
"""All stored kinds: the source needs the target."""
_CODES = {kind: code for code, kind in enumerate(KIND_CODES)}


def find_path(
    view: GraphView,
    sources: Sequence[NodeRow],
    targets: Sequence[NodeRow],
    kinds: frozenset[EdgeKind] = DEPENDENCIES,
) -> PathAnswer:
    """A shortest way along edges of ``kinds`` from ``sources`` to ``targets``, each with all symbols in it.

    Of several, the one whose first step that differs is surest, of the earlier kind, and to the earlier path and line.
    """
    contents = Contents(view)
    starts = {row.number for row in contents.with_all(sources)}
    ends = {row.number for row in contents.with_all(targets)}
    if starts & ends:
        return PathAnswer(tuple(sources), tuple(targets), (), same=True)
    forward, backward = Rows(view.forward(kinds)), Rows(view.backward(kinds))
    layers = _layers(forward, backward, starts, ends)
    if layers:
        return PathAnswer(tuple(sources), tuple(targets), tuple(_steps(view, layers, kinds)))
    back = _layers(forward, backward, ends, starts)
    return PathAnswer(tuple(sources), tuple(targets), (), max(len(back) - 1, 0))


def _layers(forward: Rows, backward: Rows, starts: set[int], ends: set[int]) -> list[set[int]]:
    """The nodes on shortest ways by their distance from ``starts``; empty where there is no way.

    Searches from both sides, the smaller one first.
    """
    ahead, behind = [starts], [ends]
    seen_ahead, seen_behind = set(starts), set(ends)
    while not (meeting := ahead[-1] & behind[-1]):
        if len(ahead[-1]) <= len(behind[-1]):
            ahead.append(_next(forward, ahead[-1], seen_ahead))
        else:
            behind.append(_next(backward, behind[-1], seen_behind))
        if not ahead[-1] or not behind[-1]:
            return []
    head = [meeting]
    for layer in reversed(ahead[:-1]):
        head.append({node for node in layer if not head[-1].isdisjoint(forward.targets(node))})
    tail = [meeting]
    for layer in reversed(behind[:-1]):
        tail.append({node for node in layer if not tail[-1].isdisjoint(backward.targets(node))})
    return [*reversed(head), *tail[1:]]


def _next(rows: Rows, layer: set[int], seen: set[int]) -> set[int]:
    found: set[int] = set()
    for node in layer:
        found.update(rows.targets(node))
    found -= seen
    seen |= found
    return found


def _steps(view: GraphView, layers: list[set[int]], kinds: frozenset[EdgeKind]) -> list[Link]:
    """The way through ``layers`` that ``find_path`` promises."""
    steps: list[Link] = []
    rows = {number: view.node(number) for number in layers[0]}
    for layer in layers[1:]:
        edges = [edge for number in rows for edge in view.outgoing(number, kinds) if edge.dst in layer]
        ends = {edge.dst: view.node(edge.dst) for edge in edges}
        best = min(edges, key=lambda edge: _preference(edge, rows[edge.src], ends[edge.dst]))
        steps.append(Link(rows[best.src], ends[best.dst], best, len(steps) + 1))
        rows = {best.dst: ends[best.dst]}
    return steps


def _preference(edge: EdgeRow, source: NodeRow, target: NodeRow) -> tuple[object, ...]:
    return (
        edge.confidence.value,
        _CODES[edge.kind],
        source.path,
        source.name_line,
        target.path,
        target.name_line,
        target.id,
    )
