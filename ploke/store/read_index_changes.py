"""What a writer changes in the read index, in its three parts."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from ploke.model.index import Totals
from ploke.model.resolved import ResolvedBatch
from ploke.store.batch import Batch
from ploke.store.columns import SegmentBuilder
from ploke.store.folding import segments_to_refold
from ploke.store.graph_columns import GraphBuilder
from ploke.store.layout import segment_path
from ploke.store.manifest import Manifest, SegmentEntry
from ploke.store.parts import Parts
from ploke.store.segment_set import SegmentKind, SegmentSet
from ploke.store.world_columns import WorldBuilder
from ploke.store.world_segment import WorldSegment

SEARCHED = SegmentKind("seg", SegmentBuilder)
WORLD = SegmentKind("world", WorldBuilder)
GRAPH = SegmentKind("graph", GraphBuilder)


class ReadIndexChanges:
    """The read index of ``manifest``, None for none, on its way to ``revision``; ``parts`` is what is open of it."""

    def __init__(self, index_dir: Path, revision: int, manifest: Manifest | None, parts: Parts) -> None:
        self._index_dir = index_dir
        self._revision = revision
        self._before = manifest
        searched = manifest.segments if manifest and parts.segments else ()
        world = manifest.world if manifest and parts.world else ()
        graph = manifest.graph if manifest and parts.graph else ()
        self._searched = SegmentSet(index_dir, revision, SEARCHED, searched, parts.segments)
        self._world = SegmentSet(index_dir, revision, WORLD, world, parts.world)
        self._graph = SegmentSet(index_dir, revision, GRAPH, graph, parts.graph)

    def kill(self, path: str) -> Totals | None:
        """Let the file at ``path`` die, but for its edges. Returns what goes with it, None where there is none."""
        found = self._searched.kill(path)
        if found is None:
            return None
        self._world.kill(path)
        segment, file = found
        return segment.totals(file)

    def add(self, batch: Batch) -> None:
        """Collect new files. Raises ``StorageError``."""
        self._world.add(batch)
        self._searched.add(batch)

    def indexed(self, path: str) -> tuple[WorldSegment, int] | None:
        """What the generation before shows of a file: a world segment and the file's place there."""
        return self._world.find(path)

    def files_that_asked(self, keys: Iterable[int]) -> set[str]:
        """Files whose resolution, in the generation before, asked the world any of the questions."""
        wanted = sorted(keys)
        return {
            segment.path(file)
            for segment, dead in self._graph.live()
            for file in {file for key in wanted for file in segment.files_that_asked(key)} - dead
        }

    def unlink(self, path: str) -> bool:
        """Let a file's edges die; whether there was anything."""
        return self._graph.kill(path) is not None

    def unlink_all(self) -> None:
        """Let all edges die, to be called before any are given."""
        self._graph = SegmentSet(self._index_dir, self._revision, GRAPH, (), ())

    def link(self, batch: ResolvedBatch) -> None:
        """Collect edges. Raises ``StorageError``."""
        self._graph.add(batch)

    def finish_world(self) -> tuple[SegmentEntry, ...]:
        """Write the world. Raises ``StorageError``."""
        return self._world.finish()

    def finish_searched(self) -> tuple[SegmentEntry, ...]:
        """Write what is searched. Raises ``StorageError``."""
        return self._searched.finish()

    def finish_graph(self) -> tuple[SegmentEntry, ...]:
        """Write the graph. Raises ``StorageError``."""
        return self._graph.finish()

    def refold(self, force: bool) -> Manifest | None:
        """Write worn segments anew, together; None where it is not worth it. Raises ``StorageError``."""
        before = self._before
        assert before is not None
        worn, worn_world, worn_graph = (
            segments_to_refold(entries, force) for entries in (before.segments, before.world, before.graph)
        )
        if not (worn or worn_world or worn_graph):
            return None
        return replace(
            before,
            segments=self._searched.refold(worn) if worn else before.segments,
            world=self._world.refold(worn_world) if worn_world else before.world,
            graph=self._graph.refold(worn_graph) if worn_graph else before.graph,
        )


def flush_to_disk(index_dir: Path, names: Iterable[str]) -> None:
    """Have the system write new files of the read index to the disk, all at once. Raises ``OSError``."""
    paths = [segment_path(index_dir, name) for name in names]
    if paths:
        with ThreadPoolExecutor(min(len(paths), 4)) as threads:
            list(threads.map(_flush, paths))


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
