"""A graph of any size behind ``GraphView``, made of arrays: as skewed as those of real repositories, always the same.

Files have twenty symbols each. Targets of edges follow a power law (a few symbols have thousands of callers, most have
none), and half of the edges stay near their source, as calls inside a package do.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from ploke.model.facts import SymbolKind, Visibility
from ploke.model.graph import (
    Adjacency,
    Confidence,
    EdgeKind,
    EdgeRow,
    NodeRow,
    Reason,
    Span,
    Unresolved,
)
from ploke.model.resolved import edge_code
from ploke.model.source import Role

PER_FILE = 21
KINDS = (EdgeKind.CALLS, EdgeKind.REFERENCES, EdgeKind.TYPES, EdgeKind.IMPORTS, EdgeKind.INHERITS, EdgeKind.OVERRIDES)
_SHARES = (0.45, 0.25, 0.14, 0.1, 0.03, 0.03)
_NAMES = 20_000

Numbers = NDArray[np.uint32]


class GeneratedView:
    """``nodes`` nodes (a multiple of 21 is used) and about ``edges`` edges from ``seed``."""

    generation = 1

    def __init__(self, nodes: int = 200_000, edges: int = 1_000_000, seed: int = 1) -> None:
        self.node_count = nodes // PER_FILE * PER_FILE
        dice = np.random.default_rng(seed)
        sources = dice.integers(0, self.node_count, edges, dtype=np.uint32)
        far = (self.node_count * dice.power(0.35, edges)).astype(np.int64)
        popular = dice.permutation(self.node_count)[np.minimum(far, self.node_count - 1)]
        near = np.clip(sources + dice.normal(0, 200, edges), 0, self.node_count - 1).astype(np.int64)
        targets = np.where(dice.random(edges) < 0.5, near, popular).astype(np.uint32)
        kinds = dice.choice(len(KINDS), edges, p=_SHARES).astype(np.uint8)
        order = np.lexsort((kinds, targets, sources))
        self._sources, self._targets, self._kinds = sources[order], targets[order], kinds[order]
        self._inferred = dice.random(edges) < 0.05
        self._codes = np.array(
            [[edge_code(kind, sure) for sure in (Confidence.EXACT, Confidence.INFERRED)] for kind in KINDS], np.uint8
        )
        self._kept: dict[tuple[bool, frozenset[EdgeKind]], Adjacency] = {}

    def is_live(self, node: int) -> bool:
        return 0 <= node < self.node_count

    def nodes(self) -> Iterable[int]:
        return range(self.node_count)

    def node(self, number: int) -> NodeRow:
        file, place = divmod(number, PER_FILE)
        path = f"src/package{file // 50}/module{file}.py"
        role = Role.TEST if file % 5 == 0 else Role.SOURCE
        if place == 0:
            return NodeRow(
                number, path, path, "python", role, f"module{file}.py", "", None, Visibility.PUBLIC,
                1, 400, 1, "", (), (), -1,
            )  # fmt: skip
        name = f"name{(number * 7) % _NAMES}"
        line = place * 19
        return NodeRow(
            number, f"{path}#{name}", path, "python", role, name, name, SymbolKind.FUNCTION, Visibility.PUBLIC,
            line, line + 18, line, f"def {name}(a, b)", (), (), number - place,
        )  # fmt: skip

    def file_node(self, path: str) -> int | None:
        digits = path.rpartition("/module")[2].removesuffix(".py")
        number = int(digits) * PER_FILE if digits.isdecimal() else -1
        return number if self.is_live(number) and self.node(number).path == path else None

    def nodes_in(self, path: str) -> list[int]:
        file = self.file_node(path)
        return [] if file is None else list(range(file + 1, file + PER_FILE))

    def spans_in(self, path: str) -> list[Span]:
        return [
            Span(number, number - number % PER_FILE, SymbolKind.FUNCTION, line, line + 18)
            for number in self.nodes_in(path)
            for line in [number % PER_FILE * 19]
        ]

    def named(self, name: str) -> list[int]:
        return [number for number in range(self.node_count) if self.node(number).name == name]

    def outgoing(self, node: int, kinds: frozenset[EdgeKind] | None = None) -> list[EdgeRow]:
        return self._row(self.forward(kinds or frozenset(KINDS)), node)

    def incoming(self, node: int, kinds: frozenset[EdgeKind] | None = None) -> list[EdgeRow]:
        return self._row(self.backward(kinds or frozenset(KINDS)), node)

    def external(self, node: int | None = None) -> Iterable[EdgeRow]:
        return ()

    def edge(self, number: int) -> EdgeRow:
        source = int(self._sources[number])
        inferred = bool(self._inferred[number])
        return EdgeRow(
            source,
            int(self._targets[number]),
            KINDS[self._kinds[number]],
            Confidence.INFERRED if inferred else Confidence.EXACT,
            "generated" if inferred else "",
            "",
            (max(source % PER_FILE, 1) * 19 + 3, 4),
        )

    def edge_counts(self) -> dict[tuple[EdgeKind, Confidence], int]:
        return {
            (kind, Confidence.EXACT): int(number) for kind, number in zip(KINDS, np.bincount(self._kinds), strict=True)
        }

    def forward(self, kinds: frozenset[EdgeKind]) -> Adjacency:
        return self._adjacency(kinds, backward=False)

    def backward(self, kinds: frozenset[EdgeKind]) -> Adjacency:
        return self._adjacency(kinds, backward=True)

    def unresolved(self, path: str | None = None) -> Iterable[Unresolved]:
        return ()

    def unresolved_named(self, name: str) -> Iterable[Unresolved]:
        return ()

    def unresolved_counts(self) -> dict[Reason, int]:
        return {}

    def _row(self, adjacency: Adjacency, node: int) -> list[EdgeRow]:
        return [
            self.edge(int(number)) for number in adjacency.edges[adjacency.starts[node] : adjacency.starts[node + 1]]
        ]

    def _adjacency(self, kinds: frozenset[EdgeKind], *, backward: bool) -> Adjacency:
        key = backward, kinds
        if key not in self._kept:
            wanted = [code for code, kind in enumerate(KINDS) if kind in kinds]
            edges = np.flatnonzero(np.isin(self._kinds, wanted)).astype(np.uint32)
            at, to = self._sources[edges], self._targets[edges]
            if backward:
                at, to = to, at
                order = np.lexsort((to, at))
                at, to, edges = at[order], to[order], edges[order]
            starts = np.zeros(self.node_count + 1, np.uint32)
            np.cumsum(np.bincount(at, minlength=self.node_count), out=starts[1:])
            codes = self._codes[self._kinds[edges], self._inferred[edges].astype(np.uint8)]
            self._kept[key] = Adjacency(starts, to, edges, codes)
        return self._kept[key]
