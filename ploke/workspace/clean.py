"""Remove the index of a repository, and nothing else that may lie in its folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ploke.errors import StorageError
from ploke.store.layout import folder_size, is_index_dir, remove_contents, remove_frame
from ploke.store.locks import writer_lock
from ploke.workspace.place import SyncPlace
from ploke.workspace.scan_record import NAME


def clean(place: SyncPlace) -> int:
    """Remove the index and its folder, and return the bytes freed; 0 where there is no index.

    What ploke did not put there stays, and the folder with it. Raises ``BusyError`` while another process writes the
    index, ``StorageError`` where the system refuses.
    """
    index_dir = place.index_dir
    try:
        if not is_index_dir(index_dir):
            return 0
        before = folder_size(index_dir)
        with writer_lock(index_dir):
            remove_contents(index_dir)
            for path in _scan_records(index_dir):
                path.unlink(missing_ok=True)
            remove_frame(index_dir)
        if sys.platform == "win32":
            # It deletes nothing that is open, such as the lock.
            remove_frame(index_dir)
    except OSError as error:
        raise StorageError(f"{error.filename or index_dir} could not be removed: {error.strerror}.") from error
    return before - folder_size(index_dir)


def _scan_records(index_dir: Path) -> Iterator[Path]:
    """The record, and what a killed process left of one."""
    with suppress(OSError):
        yield from index_dir.glob(f"{Path(NAME).stem}.*")
