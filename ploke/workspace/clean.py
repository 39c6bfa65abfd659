"""Remove the index of a repository."""

from __future__ import annotations

import shutil

from ploke.errors import StorageError
from ploke.store.layout import folder_size
from ploke.store.locks import writer_lock
from ploke.workspace.place import SyncPlace


def clean(place: SyncPlace) -> int:
    """Remove the index folder and return the bytes freed; 0 where there is none.

    Raises ``BusyError`` while another process writes it, ``StorageError`` where the system refuses.
    """
    if not place.index_dir.exists():
        return 0
    with writer_lock(place.index_dir):
        size = folder_size(place.index_dir)
        try:
            shutil.rmtree(place.index_dir)
        except OSError as error:
            raise StorageError(f"{place.index_dir} could not be removed: {error.strerror}.") from error
    return size
