"""The outline of the repository for a budget, around files, symbols or what a search found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ploke.graph.analyses.repository_map import draw_map
from ploke.model.graph import NodeRow
from ploke.model.graph_reports import RepositoryMap
from ploke.model.results import SearchHit
from ploke.workspace.graph.source import GraphSource


def repository_map(
    source: GraphSource, tokens: int, focus: Sequence[NodeRow], hits: Iterable[SearchHit] = ()
) -> RepositoryMap:
    """The outline; each hit is in focus, the first one most."""
    weights: dict[int, float] = dict.fromkeys((row.number for row in focus), 1.0)
    for place, hit in enumerate(hits, 1):
        nodes = _nodes_at(source, hit)
        for number in nodes:
            weights[number] = weights.get(number, 0.0) + 1 / (place * len(nodes))
    return draw_map(source.view, tokens, weights)


def _nodes_at(source: GraphSource, hit: SearchHit) -> list[int]:
    """The symbols that a hit shows a part of, else its file."""
    view = source.view
    file = view.file_node(hit.path)
    if file is None:
        return []
    rows = [view.node(number) for number in view.nodes_in(hit.path)]
    shown = [row for row in rows if row.start_line <= hit.end_line and hit.start_line <= row.end_line]
    inner = [row.number for row in shown if not any(other.parent == row.number for other in shown)]
    return inner or [file]
