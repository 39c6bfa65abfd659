"""The names that say best what some symbols are about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ploke.graph.analyses.table import Table
from ploke.model.facts import SymbolKind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def central_names(table: Table, ranks: NDArray[np.float64], rows: Iterable[int], most: int) -> tuple[str, ...]:
    """The qualified names of the highest ranks, each once; a constructor, or another special member, as its class."""
    names: dict[str, None] = {}
    for row in sorted(rows, key=lambda row: (-ranks[row], row)):
        node = table.nodes[row]
        if node.kind is SymbolKind.CONSTRUCTOR or (node.name.startswith("__") and node.parent >= 0):
            node = table.nodes[int(table.parents[row])]
        if node.kind is not None:
            names[node.qualified] = None
        if len(names) == most:
            break
    return tuple(names)
