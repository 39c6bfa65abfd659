"""The graph in the formats of other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ploke.errors import UsageError
from ploke.graph.export.drawing import Drawing, Level, draw
from ploke.model.graph import NodeRow
from ploke.workspace.graph.source import GraphSource


class _Format(NamedTuple):
    """How many nodes it shows unless more are asked for, whether it leaves out nodes without edges."""

    limit: int | None
    linked: bool


FORMATS = {
    "json": _Format(None, False),
    "graphml": _Format(None, False),
    "dot": _Format(400, True),
    "mermaid": _Format(80, True),
    "html": _Format(2000, True),
}
"""Formats by name."""


def export(
    source: GraphSource,
    format: str,
    *,
    level: str,
    focus: Sequence[NodeRow],
    depth: int,
    limit: int | None,
    tell: Callable[[str], None],
) -> Iterable[str]:
    """The lines of a file in ``format``; ``tell`` gets a sentence where nodes were left out.

    Raises ``UsageError`` for a format or level that is none.
    """
    if format not in FORMATS:
        raise UsageError(f"There is no format {format!r}.", f"Formats are {', '.join(FORMATS)}.")
    if level not in list(Level):
        raise UsageError(f"There is no level {level!r}.", f"Levels are {', '.join(Level)}.")
    kind = FORMATS[format]
    drawing = draw(
        source.view,
        Level(level),
        focus=[row.number for row in focus],
        depth=depth,
        limit=limit or kind.limit,
        linked=kind.linked,
    )
    if len(drawing.nodes) < drawing.of:
        tell(f"Of {drawing.of:,} nodes the {len(drawing.nodes):,} that matter most are shown; --limit shows more.")
    return _lines(source, format, drawing)


def _lines(source: GraphSource, format: str, drawing: Drawing) -> Iterable[str]:
    if format == "graphml":
        from ploke.graph.export.as_networkx import graphml

        return graphml(drawing)
    if format == "html":
        from ploke.graph.analyses.communities import community_of, find_communities
        from ploke.graph.export.html import page

        communities = find_communities(source.view, tests=True)
        names = [community.name for community in communities]
        return [page(drawing, source.root.name, community_of(communities), names)]
    from ploke.graph.export.texts import dot, json_graph, mermaid

    return {"json": json_graph, "dot": dot, "mermaid": mermaid}[format](drawing)
