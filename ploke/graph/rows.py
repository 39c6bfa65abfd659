"""The rows of an ``Adjacency`` as lists of plain integers, which is what walking a graph is fastest with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ploke.model.graph import Adjacency


class Rows:
    """Neighbours and edge numbers by node."""

    def __init__(self, adjacency: Adjacency) -> None:
        self._starts = _buffer(adjacency.starts)
        self._targets = _buffer(adjacency.targets)
        self._edges = _buffer(adjacency.edges)
        self._codes = _buffer(adjacency.codes)

    def targets(self, node: int) -> list[int]:
        """The neighbours of ``node``, ascending."""
        row: list[int] = self._targets[self._starts[node] : self._starts[node + 1]].tolist()
        return row

    def links(self, node: int) -> Iterable[tuple[int, int, int]]:
        """Neighbour, edge number and code of each edge, in the same order."""
        row = slice(self._starts[node], self._starts[node + 1])
        return zip(self._targets[row].tolist(), self._edges[row].tolist(), self._codes[row].tolist(), strict=True)


def _buffer(numbers: Sequence[int]) -> memoryview:
    """One view for mapped memory, arrays and NumPy's arrays alike: slicing copies nothing, elements are plain."""
    raw: Any = numbers
    return memoryview(raw)
