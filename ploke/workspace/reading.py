"""The reader of the current generation, opened once and again when a new generation is committed."""

from __future__ import annotations

from pathlib import Path

from ploke.errors import DamagedIndexError, NoIndexError
from ploke.store.manifest import REBUILD_HINT, manifest_stamp, read_manifest
from ploke.store.readindex import Reader, open_reader
from ploke.store.sections import SegmentDamagedError


class ReaderCache:
    """Readers of one index folder."""

    def __init__(self, index_dir: Path) -> None:
        self._index_dir = index_dir
        self._reader: Reader | None = None
        self._opened_at = (0, 0, 0)

    def exists(self) -> bool:
        """Whether there is a generation to answer from."""
        try:
            read_manifest(self._index_dir)
        except NoIndexError:
            return False
        return True

    def current(self) -> Reader:
        """The reader of the current generation; the one before is closed.

        Raises ``NoIndexError`` where there is no generation, ``DamagedIndexError`` where it fails its checks. A read
        index that was lost or damaged is made again from the tables.
        """
        moved_at = manifest_stamp(self._index_dir)
        if self._reader is None or moved_at != self._opened_at:
            self.close()
            self._reader = self.open()
            self._opened_at = moved_at
        return self._reader

    def open(self) -> Reader:
        """A reader of the current generation that the caller closes: later generations leave it alone. Raises alike."""
        try:
            return open_reader(self._index_dir)
        except SegmentDamagedError:
            return self._restored()

    def close(self) -> None:
        """Let go of the generation."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _restored(self) -> Reader:
        from ploke.ingest import codec
        from ploke.store import rebuild_read_index
        from ploke.workspace.stored_content import restored

        try:
            rebuild_read_index(self._index_dir, restored)
        except codec.PayloadError as error:
            raise DamagedIndexError(f"The index's tables cannot be read: {error}.", REBUILD_HINT) from error
        return open_reader(self._index_dir)
