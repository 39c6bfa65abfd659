"""The graph of one generation out of mapped segments: implements ``ploke.model.graph.GraphView``.

Nodes are numbered through the read index's segments: each file, then its symbols. Edges know their target by its key,
which is looked up among the live nodes, so that a target whose file was read again is still found. Questions about
single nodes need the standard library alone; whole adjacencies are made with NumPy.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ploke.model.facts import MODULE, SymbolKind, Visibility
from ploke.model.graph import Adjacency, Confidence, EdgeKind, EdgeRow, NodeRow, Reason, Unresolved
from ploke.model.graph_derived import contained_in, containing, tested_by, testing
from ploke.model.node_ids import file_key, node_id, ordinals, symbol_key
from ploke.model.resolved import EDGE_CODES, MISS_CODES
from ploke.model.source import Role
from ploke.store.graph_segment import GraphSegment
from ploke.store.sections import Liveness
from ploke.store.segment import Segment

_DERIVED = frozenset({EdgeKind.CONTAINS, EdgeKind.TESTS})
_STORED = frozenset(EdgeKind) - _DERIVED
_ORDER = {kind: place for place, kind in enumerate(EdgeKind)}
_NO_NODE = -1
_KEPT_FILES = 512


class NodePart(NamedTuple):
    """A segment of the read index, which of its files are live, and the number of its first node."""

    segment: Segment
    live: Liveness
    first_node: int


class EdgePart(NamedTuple):
    """A segment of the graph, which of its files are live, and the number of its first edge."""

    segment: GraphSegment
    live: Liveness
    first_edge: int


class StoredGraphView:
    """One generation's graph. It is valid as long as the reader that made it is open."""

    def __init__(
        self,
        generation: int,
        segments: Sequence[tuple[Segment, Liveness]],
        graph: Sequence[tuple[GraphSegment, Liveness]],
    ) -> None:
        self._generation = generation
        self.node_parts: list[NodePart] = []
        first = 0
        for segment, live in segments:
            self.node_parts.append(NodePart(segment, live, first))
            first += segment.node_count
        self._node_count = first
        self._first_nodes = [part.first_node for part in self.node_parts]
        self.edge_parts: list[EdgePart] = []
        first = 0
        for edges, live in graph:
            self.edge_parts.append(EdgePart(edges, live, first))
            first += edges.edge_count
        self._first_edges = [part.first_edge for part in self.edge_parts]
        self._adjacencies: dict[tuple[bool, frozenset[EdgeKind]], Adjacency] = {}
        self._ordinals = lru_cache(_KEPT_FILES)(self._ordinals_in)

    @property
    def generation(self) -> int:
        """The generation's number."""
        return self._generation

    @property
    def node_count(self) -> int:
        """Nodes have numbers below this one; a number may be unused."""
        return self._node_count

    # ------------------------------------------------------------------ nodes

    def is_live(self, node: int) -> bool:
        """Whether the number names a node."""
        if not 0 <= node < self._node_count:
            return False
        part = self._part_of(node)
        return part.live.has(part.segment.file_of_node(node - part.first_node))

    def nodes(self) -> Iterator[int]:
        """All live nodes, by path and place in the file."""
        for _, part, file in self._files():
            segment = part.segment
            yield from range(part.first_node + segment.first_node(file), part.first_node + segment.first_node(file + 1))

    def node(self, number: int) -> NodeRow:
        """What a node is."""
        part, file, symbol = self._place_of(number)
        segment, columns = part.segment, part.segment.columns
        path = segment.path(file)
        language = segment.languages[columns["file_languages"][file]]
        role = Role(segment.roles[columns["file_roles"][file]])
        base = part.first_node + segment.first_node(file)
        if symbol == MODULE:
            name = path.rpartition("/")[2]
            lines = max(columns["file_lines"][file], 1)
            return NodeRow(
                number,
                node_id(path),
                path,
                language,
                role,
                name,
                "",
                None,
                Visibility.PUBLIC,
                1,
                lines,
                1,
                "",
                (),
                (),
                -1,
            )
        first = columns["file_symbols"][file]
        row = first + symbol
        qualified = segment.text("symbol_qualified", "symbol_qualified_offsets", row)
        parent = columns["symbol_parents"][row]
        markers, *decorators = segment.text("symbol_marks", "symbol_mark_offsets", row).split("\0")
        return NodeRow(
            number,
            node_id(path, qualified, self._ordinals(part.first_node, file)[symbol]),
            path,
            language,
            role,
            segment.text("symbol_names", "symbol_name_offsets", row),
            qualified,
            SymbolKind(segment.kinds[columns["symbol_kinds"][row]]),
            Visibility(segment.visibilities[columns["symbol_visibilities"][row]]),
            columns["symbol_starts"][row],
            columns["symbol_ends"][row],
            columns["symbol_name_lines"][row],
            segment.text("symbol_signatures", "symbol_signature_offsets", row),
            tuple(decorators),
            tuple(markers.split(" ")) if markers else (),
            base if parent < 0 else base + 1 + parent - first,
        )

    def file_node(self, path: str) -> int | None:
        """The node of a file."""
        found = self._find(path)
        return None if found is None else found[0].first_node + found[0].segment.first_node(found[1])

    def nodes_in(self, path: str) -> list[int]:
        """The nodes of a file's symbols in file order."""
        found = self._find(path)
        if found is None:
            return []
        part, file = found
        first = part.first_node + part.segment.first_node(file)
        return list(range(first + 1, part.first_node + part.segment.first_node(file + 1)))

    def named(self, name: str) -> list[int]:
        """Nodes of symbols with this bare name, any case, by path and line."""
        folded = name.casefold()
        found = []
        for part in self.node_parts:
            segment = part.segment
            for symbol in segment.name_symbols(folded):
                file = segment.file_of_symbol(symbol)
                if part.live.has(file):
                    found.append((segment.path(file), part.first_node + symbol + file + 1))
        return [node for _, node in sorted(found)]

    def _files(self) -> Iterable[tuple[str, NodePart, int]]:
        """All live files, by path."""
        return sorted(
            (
                (part.segment.path(file), part, file)
                for part in self.node_parts
                for first, end in part.live.runs(0, part.segment.file_count)
                for file in range(first, end)
            ),
            key=lambda found: found[0],
        )

    def _part_of(self, node: int) -> NodePart:
        return self.node_parts[bisect_right(self._first_nodes, node) - 1]

    def _place_of(self, node: int) -> tuple[NodePart, int, int]:
        """Part, file, and symbol within the file."""
        part = self._part_of(node)
        local = node - part.first_node
        file = part.segment.file_of_node(local)
        return part, file, local - part.segment.first_node(file) - 1

    def _path_of(self, node: int) -> str:
        part, file, _ = self._place_of(node)
        return part.segment.path(file)

    def _find(self, path: str) -> tuple[NodePart, int] | None:
        for part in self.node_parts:
            file = part.segment.file_at(path)
            if file >= 0 and part.live.has(file):
                return part, file
        return None

    def _ordinals_in(self, first_node: int, file: int) -> list[int]:
        """``ordinals`` of a file's symbols."""
        segment = self._part_of(first_node).segment
        first, end = segment.columns["file_symbols"][file], segment.columns["file_symbols"][file + 1]
        return list(
            ordinals(segment.text("symbol_qualified", "symbol_qualified_offsets", row) for row in range(first, end))
        )

    def _key_of(self, node: int) -> int:
        part, file, symbol = self._place_of(node)
        segment = part.segment
        key = file_key(segment.path(file))
        if symbol == MODULE:
            return key
        row = segment.columns["file_symbols"][file] + symbol
        qualified = segment.text("symbol_qualified", "symbol_qualified_offsets", row)
        return key ^ symbol_key(qualified, self._ordinals(part.first_node, file)[symbol])

    def _node_of(self, key: int) -> int:
        """The live node of a key, or -1."""
        for part in self.node_parts:
            node = part.segment.node_of(key)
            if node >= 0 and part.live.has(part.segment.file_of_node(node)):
                return part.first_node + node
        return _NO_NODE

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
        return sorted(found, key=lambda edge: (self._path_of(edge.dst), edge.dst, _ORDER[edge.kind], edge.rule))

    def incoming(self, node: int, kinds: frozenset[EdgeKind] | None = None) -> list[EdgeRow]:
        """Edges to ``node``, by source's path and line."""
        key = self._key_of(node)
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
        return sorted(found, key=lambda edge: (self._path_of(edge.src), edge.src, _ORDER[edge.kind], edge.rule))

    def external(self, node: int | None = None) -> list[EdgeRow]:
        """Edges that leave the repository, of one node or of all, by source and what they lead to."""
        numbers = self._live_edges() if node is None else self._edges_from(node)
        found = [self._row(part, number) for part, number in numbers if not _is_inside(part.segment, number)]
        return sorted(
            found, key=lambda edge: (self._path_of(edge.src), edge.src, edge.external, _ORDER[edge.kind], edge.rule)
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
        return {EDGE_CODES[code]: count for code, count in sorted(self._counted("file_edges", "edge_codes").items())}

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
        part, file, symbol = self._place_of(node)
        found = self._edges_of(part.segment.path(file))
        if found is not None:
            edges, place = found
            for number in edges.segment.edges_from(place, symbol):
                yield edges, number

    def _edges_of(self, path: str) -> tuple[EdgePart, int] | None:
        for part in self.edge_parts:
            file = part.segment.file_at(path)
            if file >= 0 and part.live.has(file):
                return part, file
        return None

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
        return edge if _NO_NODE not in (edge.dst, edge.src) else None

    def _row(self, part: EdgePart, number: int, src: int | None = None, dst: int | None = None) -> EdgeRow:
        segment, columns = part.segment, part.segment.columns
        kind, confidence = EDGE_CODES[columns["edge_codes"][number]]
        inside = _is_inside(segment, number)
        if dst is None:
            dst = self._node_of(columns["node_keys"][columns["edge_targets"][number]]) if inside else _NO_NODE
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
        node = self.file_node(part.segment.path(file))
        return _NO_NODE if node is None else node + 1 + symbol

    # ------------------------------------------------------------------ misses

    def unresolved(self, path: str | None = None) -> Iterator[Unresolved]:
        """References without an edge, of one file or of all, in file order."""
        if path is not None:
            found = self._edges_of(path)
            return iter(()) if found is None else self._misses(*found)
        files = sorted(
            (part.segment.path(file), number, file)
            for number, part in enumerate(self.edge_parts)
            for first, end in part.live.runs(0, part.segment.file_count)
            for file in range(first, end)
        )
        return (row for _, number, file in files for row in self._misses(self.edge_parts[number], file))

    def unresolved_named(self, name: str) -> Iterator[Unresolved]:
        """References without an edge whose last name is ``name``, in file order."""
        found = []
        for part in self.edge_parts:
            segment = part.segment
            place = segment.find("strings", "string_offsets", name.encode("utf-8", "surrogatepass"))
            if place < 0:
                continue
            misses = segment.columns["file_misses"]
            for number, each in enumerate(segment.columns["miss_names"]):
                if each == place:
                    file = bisect_right(misses, number) - 1
                    if part.live.has(file):
                        found.append((segment.path(file), number, part, file))
        found.sort(key=lambda row: row[:2])
        return (self._miss(part, file, number) for _, number, part, file in found)

    def unresolved_counts(self) -> dict[Reason, int]:
        """How many references have no edge, by reason."""
        counts: Counter[Reason] = Counter()
        for code, count in self._counted("file_misses", "miss_codes").items():
            counts[MISS_CODES[code][1]] += count
        return {reason: counts[reason] for reason in Reason if counts[reason]}

    def _misses(self, part: EdgePart, file: int) -> Iterator[Unresolved]:
        misses = part.segment.columns["file_misses"]
        return (self._miss(part, file, number) for number in range(misses[file], misses[file + 1]))

    def _miss(self, part: EdgePart, file: int, number: int) -> Unresolved:
        segment, columns = part.segment, part.segment.columns
        kind, reason = MISS_CODES[columns["miss_codes"][number]]
        return Unresolved(
            self._source(part, file, columns["miss_sources"][number]),
            segment.string(columns["miss_expressions"][number]),
            segment.string(columns["miss_names"][number]),
            kind,
            reason,
            segment.places("miss", number),
        )

    def _counted(self, offsets: str, codes: str) -> dict[int, int]:
        """How often each code stands in a column, over live files."""
        counts: Counter[int] = Counter()
        for part in self.edge_parts:
            ends, column = part.segment.columns[offsets], part.segment.columns[codes]
            for first, end in part.live.runs(0, part.segment.file_count):
                counts.update(bytes(column[ends[first] : ends[end]]))
        return dict(counts)


def _is_inside(segment: GraphSegment, number: int) -> bool:
    return segment.columns["edge_targets"][number] < segment.internal_count
