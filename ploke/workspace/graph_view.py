"""The view of the graph that a generation's questions are answered from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ploke.store.readindex import Reader

if TYPE_CHECKING:
    from ploke.model.graph import GraphView


def open_graph_view(reader: Reader) -> GraphView:
    """The graph of the generation that ``reader`` has pinned. Raises ``SegmentDamagedError``."""
    return reader.graph
