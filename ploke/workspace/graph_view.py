"""The view of the graph that a generation's questions are answered from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ploke.store.readindex import Reader
from ploke.store.sections import SegmentDamagedError
from ploke.workspace.reading import ReaderCache

if TYPE_CHECKING:
    from ploke.model.graph import GraphView


def open_graph_view(readers: ReaderCache, repair: Callable[[], object]) -> tuple[Reader, GraphView]:
    """The reader of the current generation and its graph.

    ``repair`` makes the graph anew where it was lost or damaged. Raises as ``ReaderCache.current``, and
    ``SegmentDamagedError`` where repairing was of no use.
    """
    reader = readers.current()
    try:
        if reader.manifest.resolved:
            return reader, reader.graph
    except SegmentDamagedError:
        # Made from the tables, as all of the read index can be.
        pass
    repair()
    reader = readers.current()
    return reader, reader.graph
