"""Changes of the table of edges, collected until they are worth a write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ploke.model.resolved import ResolvedBatch
from ploke.store.tables import Tables, storage_errors

_EDGES_A_WRITE = 100_000


class EdgeWrite(NamedTuple):
    """What to do with the table: delete all of it, or the rows of ``unlinked``, then append those of ``batches``."""

    batches: Sequence[ResolvedBatch]
    unlinked: Sequence[str]
    clear: bool


class EdgeChanges:
    """Edges to be deleted and to be appended."""

    def __init__(self) -> None:
        self._batches: list[ResolvedBatch] = []
        self._unlinked: list[str] = []
        self._clear = False
        self._edges = 0

    @property
    def many(self) -> bool:
        """Whether there is enough for a write."""
        return self._edges > _EDGES_A_WRITE

    def append(self, batch: ResolvedBatch) -> None:
        """Collect rows."""
        self._batches.append(batch)
        self._edges += len(batch.edges.codes)

    def delete(self, path: str) -> None:
        """Collect a file whose rows go."""
        self._unlinked.append(path)

    def delete_all(self) -> None:
        """Let all rows go that there are."""
        self._clear = True

    def take(self) -> EdgeWrite | None:
        """What was collected; None for nothing."""
        write = EdgeWrite(self._batches, self._unlinked, self._clear)
        self._batches, self._unlinked, self._clear, self._edges = [], [], False, 0
        return write if any(write) else None


def write_edges(tables: Tables, write: EdgeWrite) -> None:
    """Do what ``write`` says. Raises ``StorageError``."""
    from ploke.store.rows import edges_of

    with storage_errors("writing its tables"):
        if write.clear:
            tables.clear("edges")
        tables.change(write.unlinked, {"edges": edges_of(write.batches)})
