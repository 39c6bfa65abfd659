"""The Lance tables of one epoch: create, append, delete, copy, read.

Within an epoch Lance only adds files, so what a manifest does not list is the leftover of a commit that died and is
deleted before anything else is done. That also covers torn files after a power failure, which restoring an older
version would first have to read.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from ploke.errors import DamagedIndexError, StorageError
from ploke.store.layout import TABLES, epoch_dir
from ploke.store.manifest import REBUILD_HINT, Manifest
from ploke.store.trust import damaged_files

NAMES = ("files", "symbols", "edges", "chunks")
_PATHS_A_DELETE = 500
# Lance's own shortcut to the newest version: it changes in place and nothing depends on it.
_HINT = "latest_version_hint.json"
_T = TypeVar("_T")


@contextmanager
def storage_errors(doing: str) -> Iterator[None]:
    """Turn what the system or Lance raise into a ``StorageError`` of one sentence."""
    try:
        yield
    except (OSError, RuntimeError, ValueError) as error:
        if "No space left" in str(error) or "os error 28" in str(error):
            raise StorageError(f"The disk is full while {doing}; the last generation is intact.") from error
        said = error.strerror if isinstance(error, OSError) and error.strerror else str(error).partition("\n")[0]
        raise StorageError(f"The index could not be written while {doing}: {said[:200]}.") from error


def files_of_epoch(index_dir: Path, epoch: int) -> list[str]:
    """All files of an epoch's tables, relative to the index folder, except Lance's version hint."""
    root = epoch_dir(index_dir, epoch)
    found = [
        f"{TABLES}/{epoch}/{path.relative_to(root).as_posix()}"
        for path in root.rglob("*")
        if path.name != _HINT and not path.is_dir()
    ]
    return sorted(found)


def remove_leftovers(index_dir: Path, manifest: Manifest) -> None:
    """Delete what a commit that died left in the current epoch. Raises ``OSError``."""
    leftovers = [name for name in files_of_epoch(index_dir, manifest.epoch) if name not in manifest.stored]
    for name in leftovers:
        (index_dir / name).unlink(missing_ok=True)
    if leftovers:
        for hint in epoch_dir(index_dir, manifest.epoch).glob(f"*/*/{_HINT}"):
            hint.unlink(missing_ok=True)


def check_tables(index_dir: Path, manifest: Manifest) -> None:
    """Raise ``DamagedIndexError`` naming a file of the tables that is not what was committed."""
    names = [name for name in manifest.stored if name.startswith(TABLES + "/")]
    for name in damaged_files(index_dir, manifest, names):
        raise DamagedIndexError(f"{index_dir / name} is damaged.", REBUILD_HINT)


class Tables:
    """The open tables of one epoch. Methods raise what Lance raises; callers wrap them in ``storage_errors``."""

    def __init__(self, folder: Path, handles: dict[str, Any], threads: ThreadPoolExecutor) -> None:
        self._folder = folder
        self._handles = handles
        self._threads = threads

    @classmethod
    def create(cls, index_dir: Path, epoch: int) -> Tables:
        """Empty tables in a new epoch's folder; what lay there is deleted."""
        from ploke.store.lance import lancedb
        from ploke.store.rows import SCHEMAS

        folder = epoch_dir(index_dir, epoch)
        shutil.rmtree(folder, ignore_errors=True)
        connection = lancedb().connect(str(folder))
        threads = ThreadPoolExecutor(len(NAMES), thread_name_prefix="ploke-tables")
        handles = dict(
            zip(
                NAMES, threads.map(lambda name: connection.create_table(name, schema=SCHEMAS[name]), NAMES), strict=True
            )
        )
        return cls(folder, handles, threads)

    @classmethod
    def open(cls, index_dir: Path, manifest: Manifest) -> Tables:
        """The tables at the manifest's versions, ready to be written. The caller has removed leftovers."""
        from ploke.store.lance import lancedb

        folder = epoch_dir(index_dir, manifest.epoch)
        connection = lancedb().connect(str(folder))
        threads = ThreadPoolExecutor(len(NAMES), thread_name_prefix="ploke-tables")
        handles = dict(zip(NAMES, threads.map(connection.open_table, NAMES), strict=True))
        tables = cls(folder, handles, threads)
        tables.restore(manifest.tables)
        return tables

    @classmethod
    def open_pinned(cls, index_dir: Path, manifest: Manifest) -> Tables:
        """The tables exactly as the manifest pins them, for reading alone. The caller holds a lease."""
        from ploke.store.lance import lancedb

        folder = epoch_dir(index_dir, manifest.epoch)
        connection = lancedb().connect(str(folder))
        handles = {}
        for name in NAMES:
            handles[name] = connection.open_table(name)
            handles[name].checkout(manifest.tables[name])
        return cls(folder, handles, ThreadPoolExecutor(1))

    def restore(self, versions: Mapping[str, int]) -> None:
        """Bring every table's newest version back to ``versions``, should another program have written to it."""
        for name, handle in self._handles.items():
            if handle.version != versions[name]:
                handle.restore(versions[name])

    def versions(self) -> dict[str, int]:
        """Each table's version now."""
        return {name: handle.version for name, handle in self._handles.items()}

    def add(self, rows: Mapping[str, Any]) -> None:
        """Append Arrow rows to each table."""
        self._in_threads(lambda name: self._handles[name].add(rows[name]) if rows[name].num_rows else None)

    def delete_paths(self, paths: Sequence[str]) -> None:
        """Delete all rows of ``paths`` from each table."""
        filters = [
            f"path IN ({', '.join(map(quote, paths[first : first + _PATHS_A_DELETE]))})"
            for first in range(0, len(paths), _PATHS_A_DELETE)
        ]
        self._in_threads(lambda name: [self._handles[name].delete(condition) for condition in filters])

    def read(self, name: str, columns: Sequence[str] | None = None) -> Any:
        """A table's rows as a stream of Arrow record batches."""
        query = self._handles[name].search()
        if columns is not None:
            query = query.select(list(columns))
        return query.to_batches()

    def copy_to(self, index_dir: Path, epoch: int) -> Tables:
        """The same rows in a new epoch's folder, without what deletions left behind."""
        from ploke.store.lance import lancedb
        from ploke.store.rows import SCHEMAS

        folder = epoch_dir(index_dir, epoch)
        shutil.rmtree(folder, ignore_errors=True)
        connection = lancedb().connect(str(folder))

        def copy(name: str) -> Any:
            return connection.create_table(name, data=self.read(name), schema=SCHEMAS[name])

        threads = ThreadPoolExecutor(len(NAMES), thread_name_prefix="ploke-tables")
        return Tables(folder, dict(zip(NAMES, threads.map(copy, NAMES), strict=True)), threads)

    def close(self) -> None:
        """Let go of the threads."""
        self._threads.shutdown()

    def __enter__(self) -> Tables:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _in_threads(self, work: Callable[[str], _T]) -> list[_T]:
        return list(self._threads.map(work, NAMES))


def quote(text: str) -> str:
    """``text`` as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def drop_epoch(index_dir: Path, epoch: int) -> None:
    """Delete an epoch's folder; what cannot be deleted now is left for the next time."""
    with suppress(OSError):
        shutil.rmtree(epoch_dir(index_dir, epoch))
