"""The graph as NetworkX knows graphs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ploke.graph.export.drawing import Drawing
from ploke.model.graph import KIND_CODES, EdgeKind, EdgeRow, GraphView, NodeRow

if TYPE_CHECKING:
    import networkx

_DERIVED = frozenset({EdgeKind.CONTAINS, EdgeKind.TESTS})
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_networkx(view: GraphView, *, external: bool = False) -> networkx.MultiDiGraph:
    """The whole graph, nodes by id, in order.

    Nodes have ``path``, ``name``, ``qualified``, ``kind`` (``file`` for files), ``language``, ``role``, ``visibility``,
    ``line``, ``end_line``, ``signature``, ``decorators``, ``markers``. Edges are keyed by their kind (and a number, for
    a second of one kind) and have ``kind``, ``confidence``, ``rule`` and ``places``, a list of (line, column);
    ``contains`` and ``tests`` are among them. With ``external``, what lies outside are nodes of the kind ``external``,
    called by what leads to them.
    """
    import networkx

    graph = networkx.MultiDiGraph()
    ids: dict[int, str] = {}
    for number in view.nodes():
        node = view.node(number)
        ids[number] = node.id
        graph.add_node(node.id, **_attributes(node))
    every = frozenset(KIND_CODES)
    for number in list(ids):
        for edge in view.outgoing(number, every):
            _add(graph, ids[edge.src], ids[edge.dst], edge)
    for edge in view.external() if external else ():
        graph.add_node(edge.external, kind="external", name=edge.external.rpartition(":")[2])
        _add(graph, ids[edge.src], edge.external, edge)
    return graph


def drawn_networkx(drawing: Drawing) -> networkx.MultiDiGraph:
    """A drawing with attributes that every format of NetworkX can write."""
    import networkx

    graph = networkx.MultiDiGraph()
    for node in drawing.nodes:
        graph.add_node(node.id, **{name: _plain(value) for name, value in node._asdict().items() if name != "id"})
    for edge in drawing.edges:
        ends = drawing.nodes[edge.source].id, drawing.nodes[edge.target].id
        graph.add_edge(*ends, kind=edge.kind, confidence=edge.confidence, times=edge.times)
    return graph


def graphml(drawing: Drawing) -> Iterable[str]:
    """Lines of GraphML. Source: the GraphML primer, http://graphml.graphdrawing.org/."""
    import networkx

    lines: Iterable[str] = networkx.generate_graphml(drawn_networkx(drawing))
    yield "<?xml version='1.0' encoding='utf-8'?>"
    yield from lines


def _attributes(node: NodeRow) -> dict[str, Any]:
    return {
        "path": node.path,
        "name": node.name,
        "qualified": node.qualified,
        "kind": node.kind.value if node.kind is not None else "file",
        "language": node.language,
        "role": node.role.value,
        "visibility": node.visibility.value,
        "line": node.start_line,
        "end_line": node.end_line,
        "signature": node.signature,
        "decorators": list(node.decorators),
        "markers": list(node.markers),
    }


def _add(graph: networkx.MultiDiGraph, source: str, target: str, edge: EdgeRow) -> None:
    key = edge.kind.value
    again = 2
    while graph.has_edge(source, target, key):
        key = f"{edge.kind.value} {again}"
        again += 1
    places = list(zip(edge.places[::2], edge.places[1::2], strict=True))
    graph.add_edge(
        source,
        target,
        key,
        kind=edge.kind.value,
        confidence=edge.confidence.value,
        rule=edge.rule,
        places=places,
    )


def _plain(value: object) -> object:
    """A value that XML can hold."""
    return _NOT_XML.sub("\ufffd", str(value)) if isinstance(value, str) else value
