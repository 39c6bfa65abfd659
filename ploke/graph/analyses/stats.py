"""How much of a repository the graph knows."""

from __future__ import annotations

from collections import Counter

from ploke.model.graph import KIND_CODES, REASON_CODES, Confidence, EdgeKind, GraphView
from ploke.model.graph_answers import GraphStats


def graph_stats(view: GraphView) -> GraphStats:
    """Counts of nodes, of stored edges by kind and confidence, and of references without an edge by reason."""
    nodes = Counter(view.node(number).kind is None for number in view.nodes())
    counts = view.edge_counts()
    edges: dict[EdgeKind, dict[Confidence, int]] = {}
    for kind in KIND_CODES:
        of_kind = {confidence: counts[kind, confidence] for confidence in Confidence if counts.get((kind, confidence))}
        if of_kind:
            edges[kind] = of_kind
    unresolved = view.unresolved_counts()
    return GraphStats(
        view.generation,
        nodes[True],
        nodes[False],
        edges,
        {reason: unresolved[reason] for reason in REASON_CODES if reason in unresolved},
    )
