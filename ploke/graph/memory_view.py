"""A graph over rows in memory: the whole ``GraphView``, for small graphs and for tests."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from ploke.model.graph import (
    KIND_CODES,
    Adjacency,
    Confidence,
    EdgeKind,
    EdgeRow,
    NodeRow,
    Reason,
    Span,
    Unresolved,
)
from ploke.model.graph_derived import contained_in, containing, tested_by, testing
from ploke.model.resolved import edge_code

DERIVED = frozenset({EdgeKind.CONTAINS, EdgeKind.TESTS})
STORED = frozenset(EdgeKind) - DERIVED
_CODES = {kind: code for code, kind in enumerate(KIND_CODES)}


class MemoryView:
    """The graph that ``nodes``, stored ``edges`` and ``unresolved`` references make.

    Nodes may come in any order and with any numbers, each once; ``edges`` hold no derived kinds. An edge's number is
    its place in ``edges``.
    """

    def __init__(
        self,
        nodes: Iterable[NodeRow],
        edges: Iterable[EdgeRow] = (),
        unresolved: Iterable[Unresolved] = (),
        generation: int = 1,
    ) -> None:
        ordered = sorted(nodes, key=lambda row: (row.path, row.kind is not None, row.start_line, row.number))
        self._nodes = {row.number: row for row in ordered}
        self._count = max(self._nodes, default=-1) + 1
        self._rank = {row.number: rank for rank, row in enumerate(ordered)}
        self._edges = list(edges)
        self._unresolved = sorted(unresolved, key=lambda row: (self._nodes[row.src].path, row.places))
        self._generation = generation
        self._files: dict[str, int] = {}
        self._symbols: dict[str, list[int]] = {}
        self._named: dict[str, list[int]] = {}
        for row in ordered:
            if row.kind is None:
                self._files[row.path] = row.number
            else:
                self._symbols.setdefault(row.path, []).append(row.number)
                self._named.setdefault(row.name.lower(), []).append(row.number)
        self._out: dict[int, list[int]] = {}
        self._in: dict[int, list[int]] = {}
        for number, edge in enumerate(self._edges):
            if edge.confidence is not Confidence.EXTERNAL:
                self._out.setdefault(edge.src, []).append(number)
                self._in.setdefault(edge.dst, []).append(number)

    @property
    def generation(self) -> int:
        """The generation's number."""
        return self._generation

    @property
    def node_count(self) -> int:
        """Nodes have numbers below this one; a number may be unused."""
        return self._count

    def is_live(self, node: int) -> bool:
        """Whether the number names a node."""
        return node in self._nodes

    def nodes(self) -> Iterable[int]:
        """All nodes, by path and place in the file."""
        return self._nodes.keys()

    def node(self, number: int) -> NodeRow:
        """What a node is."""
        return self._nodes[number]

    def file_node(self, path: str) -> int | None:
        """The node of a file."""
        return self._files.get(path)

    def nodes_in(self, path: str) -> list[int]:
        """The nodes of a file's symbols in file order."""
        return list(self._symbols.get(path, ()))

    def spans_in(self, path: str) -> list[Span]:
        """Which lines a file's symbols take, in file order."""
        rows = map(self._nodes.__getitem__, self._symbols.get(path, ()))
        return [
            Span(row.number, row.parent, row.kind, row.start_line, row.end_line) for row in rows if row.kind is not None
        ]

    def named(self, name: str) -> list[int]:
        """Nodes of symbols with this bare name, any case, by path and line."""
        return list(self._named.get(name.lower(), ()))

    def outgoing(self, node: int, kinds: frozenset[EdgeKind] | None = None) -> list[EdgeRow]:
        """Edges from ``node``, by target's path and line."""
        found = self._stored(self._out, node, kinds)
        if kinds is not None and EdgeKind.CONTAINS in kinds:
            found += contained_in(self, node)
        if kinds is not None and EdgeKind.TESTS in kinds:
            found += tested_by(self, node)
        return sorted(found, key=lambda edge: (self._rank[edge.dst], _CODES[edge.kind]))

    def incoming(self, node: int, kinds: frozenset[EdgeKind] | None = None) -> list[EdgeRow]:
        """Edges to ``node``, by source's path and line."""
        found = self._stored(self._in, node, kinds)
        if kinds is not None and EdgeKind.CONTAINS in kinds:
            found += containing(self, node)
        if kinds is not None and EdgeKind.TESTS in kinds:
            found += testing(self, node)
        return sorted(found, key=lambda edge: (self._rank[edge.src], _CODES[edge.kind]))

    def external(self, node: int | None = None) -> Iterable[EdgeRow]:
        """Edges that leave the repository, of one node or of all."""
        found = [
            edge
            for edge in self._edges
            if edge.confidence is Confidence.EXTERNAL and (node is None or edge.src == node)
        ]
        return sorted(found, key=lambda edge: (self._rank[edge.src], edge.external, _CODES[edge.kind]))

    def edge(self, number: int) -> EdgeRow:
        """An edge by the number an ``Adjacency`` has for it."""
        return self._edges[number]

    def edge_counts(self) -> dict[tuple[EdgeKind, Confidence], int]:
        """How many edges there are of each stored kind and confidence."""
        return dict(Counter((edge.kind, edge.confidence) for edge in self._edges))

    def forward(self, kinds: frozenset[EdgeKind]) -> Adjacency:
        """Targets of every node over stored edges of ``kinds``."""
        return self._adjacency(self._out, kinds, lambda edge: edge.dst)

    def backward(self, kinds: frozenset[EdgeKind]) -> Adjacency:
        """Sources of every node."""
        return self._adjacency(self._in, kinds, lambda edge: edge.src)

    def unresolved(self, path: str | None = None) -> Iterable[Unresolved]:
        """References without an edge, of one file or of all, in file order."""
        if path is None:
            return iter(self._unresolved)
        return (row for row in self._unresolved if self._nodes[row.src].path == path)

    def unresolved_named(self, name: str) -> Iterable[Unresolved]:
        """References without an edge whose last name is ``name``, in file order."""
        return (row for row in self._unresolved if row.name == name)

    def unresolved_counts(self) -> dict[Reason, int]:
        """How many references have no edge, by reason."""
        return dict(Counter(row.reason for row in self._unresolved))

    def _stored(self, rows: dict[int, list[int]], node: int, kinds: frozenset[EdgeKind] | None) -> list[EdgeRow]:
        wanted = STORED if kinds is None else kinds
        return [edge for number in rows.get(node, ()) if (edge := self._edges[number]).kind in wanted]

    def _adjacency(
        self, rows: dict[int, list[int]], kinds: frozenset[EdgeKind], other: Callable[[EdgeRow], int]
    ) -> Adjacency:
        starts, targets, edges, codes = array("I", [0]), array("I"), array("I"), array("B")
        for node in range(self._count):
            for target, number in sorted(self._numbered(rows.get(node, ()), kinds, other)):
                targets.append(target)
                edges.append(number)
                codes.append(edge_code(self._edges[number].kind, self._edges[number].confidence))
            starts.append(len(targets))
        return Adjacency(starts, targets, edges, codes)

    def _numbered(
        self, numbers: Sequence[int], kinds: frozenset[EdgeKind], other: Callable[[EdgeRow], int]
    ) -> Iterator[tuple[int, int]]:
        for number in numbers:
            edge = self._edges[number]
            if edge.kind in kinds:
                yield other(edge), number
