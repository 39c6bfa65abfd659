"""The read index's parts: what is searched, the world, and the graph, each a list of segments."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from ploke.store.graph_segment import GraphSegment
from ploke.store.layout import segment_path
from ploke.store.manifest import Manifest, SegmentEntry
from ploke.store.readindex import open_graph_segments, open_segments, open_world
from ploke.store.sections import FileSections
from ploke.store.segment import Segment
from ploke.store.world_segment import WorldSegment

_S = TypeVar("_S", bound=FileSections)


class Parts(NamedTuple):
    """The open segments of a generation's read index."""

    segments: list[Segment]
    world: list[WorldSegment]
    graph: list[GraphSegment]

    def close(self) -> None:
        """Unmap them."""
        for part in self:
            for segment in part:
                segment.close()


def no_parts() -> Parts:
    """Nothing is open."""
    return Parts([], [], [])


def open_parts(index_dir: Path, manifest: Manifest) -> Parts:
    """Map what is searched, and the world, checked. Raises ``SegmentDamagedError``."""
    return Parts(open_segments(index_dir, manifest), open_world(index_dir, manifest), [])


def with_graph(parts: Parts, index_dir: Path, manifest: Manifest) -> Parts:
    """Map the graph too, checked. Raises ``SegmentDamagedError``."""
    return parts._replace(graph=open_graph_segments(index_dir, manifest))


def reopen(parts: Parts, index_dir: Path, manifest: Manifest) -> Parts:
    """Map what ``manifest`` lists; what is open already is kept, and what it lists no more closed."""
    return Parts(
        _reopened(index_dir, Segment, parts.segments, manifest.segments),
        _reopened(index_dir, WorldSegment, parts.world, manifest.world),
        _reopened(index_dir, GraphSegment, parts.graph, manifest.graph),
    )


def _reopened(index_dir: Path, kind: type[_S], before: Sequence[_S], entries: Sequence[SegmentEntry]) -> list[_S]:
    open_before = {segment.name: segment for segment in before}
    found = [
        open_before.pop(entry.name) if entry.name in open_before else kind.open(segment_path(index_dir, entry.name))
        for entry in entries
    ]
    for segment in open_before.values():
        segment.close()
    return found
