"""The graph of one generation out of mapped segments: implements ``ploke.model.graph.GraphView``.

Nodes are numbered through the read index's segments: each file, then its symbols. Edges know their target by its key,
which is looked up among the live nodes, so that a target whose file was read again is still found. Questions about
single nodes need the standard library alone; whole adjacencies are made with NumPy.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ploke.model.graph import Adjacency, Confidence, EdgeKind, EdgeRow, NodeRow, Reason, Span, Unresolved
from ploke.model.graph_derived import contained_in, containing, tested_by, testing
from ploke.model.resolved import EDGE_CODES
from ploke.store.graph_misses import MissTable
from ploke.store.graph_nodes import NO_NODE, NodeTable
from ploke.store.graph_segment import EdgePart, GraphSegment, count_codes, find_part
from ploke.store.sections import Liveness
from ploke.store.segment import Segment

_DERIVED = frozenset({EdgeKind.CONTAINS, EdgeKind.TESTS})
_STORED = frozenset(EdgeKind) - _DERIVED
_ORDER = {kind: place for place, kind in enumerate(EdgeKind)}


class StoredGraphView:
    """One generation's graph. It is valid as long as the reader that made it is open."""

    def __init__(
        self,
        generation: int,
        segments: Sequence[tuple[Segment, Liveness]],
        graph: Sequence[tuple[GraphSegment, Liveness]],
    ) -> None:
        self._generation = generation
        self.table = NodeTable(segments)
        self.edge_parts: list[EdgePart] = []
        first = 0
        for edges, live in graph:
            self.edge_parts.append(EdgePart(edges, live, first))
            first += edges.edge_count
        self._files: dict[tuple[int, int], int] = {}
        self._first_edges = [part.first_edge for part in self.edge_parts]
        self._misses = MissTable(self.edge_parts, self._source)
        self._adjacencies: dict[tuple[bool, frozenset[EdgeKind]], Adjacency] = {}

    @property
    def generation(self) -> int:
        """The generation's number."""
        return self._generation

    @property
    def node_count(self) -> int:
        """Nodes have numbers below this one; a number may be unused."""
        return self.table.count

    # ------------------------------------------------------------------ nodes

    def is_live(self, node: int) -> bool:
        """Whether the number names a node."""
        return self.table.is_live(node)

    def nodes(self) -> Iterator[int]:
        """All live nodes, by path and place in the file."""
        return self.table.nodes()

    def node(self, number: int) -> NodeRow:
        """What a node is."""
        return self.table.node(number)

    def file_node(self, path: str) -> int | None:
        """The node of a file."""
        return self.table.file_node(path)

    def nodes_in(self, path: str) -> list[int]:
        """The nodes of a file's symbols in file order."""
        return self.table.nodes_in(path)

    def spans_in(self, path: str) -> list[Span]:
        """Which lines a file's symbols take, in file order."""
        return self.table.spans_in(path)

    def named(self, name: str) -> list[int]:
        """Nodes of symbols with this bare name, any case, by path and line."""
        return self.table.named(name)

    # ------------------------------------------------------------------ edges

    def outgoing(self, node: int, kinds: frozenset[EdgeKind] | None = None) -> list[EdgeRow]:
        """Edges from ``node``, by target's path and line."""
        found = [
            edge
            for part, number in self._edges_from(node)
            if _is_inside(part.segment, number) and (edge := self._wanted(part, number, kinds, src=node)) is not None
        ]
        if kinds is not None and EdgeKind.CONTAINS in kinds:
            found += contained_in(self, node)
        if kinds is not None and EdgeKind.TESTS in kinds:
            found += tested_by(self, node)
        return sorted(found, key=lambda edge: (self.table.path_of(edge.dst), edge.dst, _ORDER[edge.kind], edge.rule))

    def incoming(self, node: int, kinds: frozenset[EdgeKind] | None = None) -> list[EdgeRow]:
        """Edges to ``node``, by source's path and line."""
        key = self.table.key_of(node)
        found = [
            edge
            for part in self.edge_parts
            for number in part.segment.edges_to(key)
            if part.live.has(part.segment.file_of_edge(number))
            and (edge := self._wanted(part, number, kinds, dst=node)) is not None
        ]
        if kinds is not None and EdgeKind.CONTAINS in kinds:
            found += containing(self, node)
        if kinds is not None and EdgeKind.TESTS in kinds:
            found += testing(self, node)
        return sorted(found, key=lambda edge: (self.table.path_of(edge.src), edge.src, _ORDER[edge.kind], edge.rule))

    def external(self, node: int | None = None) -> list[EdgeRow]:
        """Edges that leave the repository, of one node or of all, by source and what they lead to."""
        numbers = self._live_edges() if node is None else self._edges_from(node)
        found = [self._row(part, number) for part, number in numbers if not _is_inside(part.segment, number)]
        return sorted(
            found,
            key=lambda edge: (self.table.path_of(edge.src), edge.src, edge.external, _ORDER[edge.kind], edge.rule),
        )

    def edges(self) -> Iterator[EdgeRow]:
        """All stored edges, external ones too, in no particular order."""
        return (self._row(part, number) for part, number in self._live_edges())

    def edge(self, number: int) -> EdgeRow:
        """An edge by the number an ``Adjacency`` has for it."""
        part = self.edge_parts[bisect_right(self._first_edges, number) - 1]
        return self._row(part, number - part.first_edge)

    def edge_counts(self) -> dict[tuple[EdgeKind, Confidence], int]:
        """How many edges there are of each stored kind and confidence, external ones too."""
        return {
            EDGE_CODES[code]: count
            for code, count in sorted(count_codes(self.edge_parts, "file_edges", "edge_codes").items())
        }

    def forward(self, kinds: frozenset[EdgeKind]) -> Adjacency:
        """Targets of every node over stored edges of ``kinds``; external ones left out."""
        return self._adjacency(True, kinds)

    def backward(self, kinds: frozenset[EdgeKind]) -> Adjacency:
        """Sources of every node."""
        return self._adjacency(False, kinds)

    def _adjacency(self, forward: bool, kinds: frozenset[EdgeKind]) -> Adjacency:
        found = self._adjacencies.get((forward, kinds))
        if found is None:
            from ploke.store.adjacency import adjacency

            found = self._adjacencies[forward, kinds] = adjacency(self, forward, kinds)
        return found

    def _edges_from(self, node: int) -> Iterator[tuple[EdgePart, int]]:
        part, file, symbol = self.table.place_of(node)
        found = find_part(self.edge_parts, part.segment.path(file))
        if found is not None:
            edges, place = found
            for number in edges.segment.edges_from(place, symbol):
                yield edges, number

    def _live_edges(self) -> Iterator[tuple[EdgePart, int]]:
        for part in self.edge_parts:
            edges = part.segment.columns["file_edges"]
            for first, end in part.live.runs(0, part.segment.file_count):
                for number in range(edges[first], edges[end]):
                    yield part, number

    def _wanted(
        self,
        part: EdgePart,
        number: int,
        kinds: frozenset[EdgeKind] | None,
        src: int | None = None,
        dst: int | None = None,
    ) -> EdgeRow | None:
        kind, _ = EDGE_CODES[part.segment.columns["edge_codes"][number]]
        if kind not in (_STORED if kinds is None else kinds):
            return None
        edge = self._row(part, number, src, dst)
        return edge if NO_NODE not in (edge.dst, edge.src) else None

    def _row(self, part: EdgePart, number: int, src: int | None = None, dst: int | None = None) -> EdgeRow:
        segment, columns = part.segment, part.segment.columns
        kind, confidence = EDGE_CODES[columns["edge_codes"][number]]
        inside = _is_inside(segment, number)
        if dst is None:
            dst = self.table.of_key(columns["node_keys"][columns["edge_targets"][number]]) if inside else NO_NODE
        return EdgeRow(
            self._source(part, segment.file_of_edge(number), columns["edge_sources"][number]) if src is None else src,
            dst,
            kind,
            confidence,
            segment.rules[columns["edge_rules"][number]],
            "" if inside else segment.external(number),
            segment.places("edge", number),
        )

    def _source(self, part: EdgePart, file: int, symbol: int) -> int:
        # Those who walk over edges ask for the same files again and again.
        node = self._files.get((id(part), file))
        if node is None:
            found = self.file_node(part.segment.path(file))
            node = self._files[id(part), file] = NO_NODE if found is None else found
        return NO_NODE if node == NO_NODE else node + 1 + symbol

    # ------------------------------------------------------------------ misses

    def unresolved(self, path: str | None = None) -> Iterator[Unresolved]:
        """References without an edge, of one file or of all, in file order."""
        return self._misses.all() if path is None else self._misses.of(path)

    def unresolved_named(self, name: str) -> Iterator[Unresolved]:
        """References without an edge whose last name is ``name``, in file order."""
        return self._misses.named(name)

    def unresolved_counts(self) -> dict[Reason, int]:
        """How many references have no edge, by reason."""
        return self._misses.counts()


def _is_inside(segment: GraphSegment, number: int) -> bool:
    return segment.columns["edge_targets"][number] < segment.internal_count
