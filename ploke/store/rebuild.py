"""The read index anew from the tables alone: it is a cache and never a second truth."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ploke.model.ingested import Content
from ploke.store.manifest import Manifest


def rebuild_read_index(index_dir: Path, decode: Callable[[bytes], Content], wait_seconds: float = 2.0) -> Manifest:
    """Write the segments of the current generation anew; ``decode`` turns a stored payload into its ``Content``.

    The generation keeps its number. Raises ``BusyError``, ``DamagedIndexError`` if the tables too are damaged, and
    ``StorageError``.
    """
    from ploke.store.writer import Writer

    with Writer.open(index_dir, wait_seconds, without_segments=True) as writer:
        return writer.rebuild_segments(decode)
