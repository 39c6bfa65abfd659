"""A view's nodes and edges as arrays, in an order that depends on names and places alone.

Node numbers differ between an index that grew and one built from nothing. An analysis that adds up floating-point
numbers, or breaks ties by order, counts in *rows* instead: the places of the nodes in ``GraphView.nodes()``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ploke.model.graph import EdgeKind, EdgeRow, GraphView, NodeRow
from ploke.model.source import Role

if TYPE_CHECKING:
    from numpy.typing import NDArray

USES = frozenset(
    {
        EdgeKind.CALLS,
        EdgeKind.REFERENCES,
        EdgeKind.TYPES,
        EdgeKind.INHERITS,
        EdgeKind.IMPLEMENTS,
    }
)
"""What makes one symbol depend on another; imports alone make a file do so."""


class Pairs(NamedTuple):
    """Edges as rows of their ends, sorted by source, then target; ``edges`` are numbers for ``GraphView.edge``."""

    sources: NDArray[np.int64]
    targets: NDArray[np.int64]
    edges: NDArray[np.int64]


class Table:
    """The nodes of ``view``. ``nodes[r]`` is the node in row r; all arrays are indexed by row and hold rows."""

    def __init__(self, view: GraphView) -> None:
        self.view = view
        numbers = np.fromiter(view.nodes(), np.int64)
        self.nodes: list[NodeRow] = [view.node(number) for number in numbers.tolist()]
        self._numbers = numbers
        self._rows = np.full(view.node_count, -1, np.int64)
        self._rows[numbers] = np.arange(len(numbers))

    def __len__(self) -> int:
        return len(self.nodes)

    def row(self, node: int) -> int:
        """The row of a node by its number in the view."""
        return int(self._rows[node])

    @cached_property
    def parents(self) -> NDArray[np.int64]:
        """The row of what each node lies in; -1 for a file."""
        parents = np.fromiter((node.parent for node in self.nodes), np.int64, len(self.nodes))
        return np.where(parents < 0, -1, self._rows[parents])

    @cached_property
    def files(self) -> NDArray[np.int64]:
        """The row of the file that each node lies in; a file's own for itself."""
        own = np.where(self.parents < 0, np.arange(len(self.nodes)), -1)
        return np.maximum.accumulate(own) if len(own) else own

    @cached_property
    def _file_by_path(self) -> dict[str, int]:
        return {self.nodes[row].path: row for row in self.file_rows.tolist()}

    @cached_property
    def _file_ends(self) -> dict[int, int]:
        rows = self.file_rows.tolist()
        return dict(zip(rows, [*rows[1:], len(self.nodes)], strict=True))

    def file_row(self, path: str) -> int:
        """The row of a file; -1 where there is none."""
        return self._file_by_path.get(path, -1)

    def rows_in(self, file: int) -> range:
        """The rows of a file, given by its own, and of all in it: they lie one behind the other."""
        return range(file, self._file_ends[file])

    @cached_property
    def file_rows(self) -> NDArray[np.int64]:
        """The rows of files, ascending."""
        return np.flatnonzero(self.parents < 0)

    def pairs(self, kinds: Iterable[EdgeKind]) -> Pairs:
        """The stored edges of ``kinds`` inside of the repository."""
        found = self.view.forward(frozenset(kinds))
        starts = np.asarray(found.starts, np.int64)
        targets = np.asarray(found.targets, np.int64)
        degrees = np.diff(starts[: self.view.node_count + 1])
        sources = self._rows[np.repeat(np.arange(len(degrees)), degrees)]
        rows = self._rows[targets[: len(sources)]]
        order = np.lexsort((rows, sources))
        return Pairs(sources[order], rows[order], np.asarray(found.edges, np.int64)[order])

    def pairs_between(self, kinds: Iterable[EdgeKind], roles: Collection[Role]) -> Pairs:
        """The same between nodes in files of ``roles``."""
        found = self.pairs(kinds)
        wanted = np.array([node.role in roles for node in self.nodes], bool)
        kept = wanted[found.sources] & wanted[found.targets]
        return Pairs(*(column[kept] for column in found))

    def edge(self, pairs: Pairs, at: int) -> EdgeRow:
        """The edge behind the pair at ``at``."""
        return self.view.edge(int(pairs.edges[at]))


def rows_by_start(sources: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Where each of ``count`` sources starts in an ascending array of them: compressed sparse rows' starts."""
    return np.searchsorted(sources, np.arange(count + 1))


def folded(
    sources: NDArray[np.int64], targets: NDArray[np.int64], groups: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Edges between groups: distinct pairs in order, and how many edges each stands for; none within a group."""
    ends = np.stack((groups[sources], groups[targets]))
    ends = ends[:, ends[0] != ends[1]]
    pairs, counts = np.unique(ends, axis=1, return_counts=True)
    return pairs[0], pairs[1], counts
