"""References that have no edge, though they name something that was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ploke.graph.dispatch import names_of
from ploke.model.graph import EdgeKind, GraphView, NodeRow, Unresolved
from ploke.model.graph_answers import OpenReference


def open_references(
    view: GraphView, nodes: Iterable[NodeRow], kinds: frozenset[EdgeKind] | None = None
) -> list[Unresolved]:
    """References without an edge that have the bare name of one of ``nodes``; any of them may mean it."""
    names = names_of(view, nodes)
    return [row for name in names for row in view.unresolved_named(name) if kinds is None or row.kind in kinds]


def with_sources(view: GraphView, rows: Iterable[Unresolved]) -> Iterator[OpenReference]:
    """``rows`` with the symbols they stand in."""
    return (OpenReference(view.node(row.src), row) for row in rows)


def places_in(rows: Iterable[Unresolved]) -> int:
    """In how many places they stand."""
    return sum(max(len(row.places) // 2, 1) for row in rows)
