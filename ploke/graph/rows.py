"""The rows of an ``Adjacency`` as lists of plain integers, which is what walking a graph is fastest with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ploke.model.graph import Adjacency


class Rows:
    """Neighbours and edge numbers by node."""

    def __init__(self, adjacency: Adjacency) -> None:
        self._starts = _buffer(adjacency.starts)
        self._targets = _buffer(adjacency.targets)
        self._edges = _buffer(adjacency.edges)

    def targets(self, node: int) -> list[int]:
        """The neighbours of ``node``, ascending."""
        row: list[int] = self._targets[self._starts[node] : self._starts[node + 1]].tolist()
        return row

    def edges(self, node: int) -> list[int]:
        """The numbers of the edges to them, in the same order."""
        row: list[int] = self._edges[self._starts[node] : self._starts[node + 1]].tolist()
        return row


def _buffer(numbers: Sequence[int]) -> memoryview:
    """One view for mapped memory, arrays and NumPy's arrays alike: slicing copies nothing, elements are plain."""
    raw: Any = numbers
    return memoryview(raw)
