"""The Lance tables of one epoch: create, append, delete, copy, read.

Within an epoch Lance only adds files, so what a manifest does not list is the leftover of a commit that died and is
deleted before anything else is done. That also covers torn files after a power failure, which restoring an older
version would first have to read.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from ploke.errors import DamagedIndexError, StorageError
from ploke.store.layout import TABLES, epoch_dir
from ploke.store.manifest import REBUILD_HINT, Manifest
from ploke.store.trust import is_intact, is_same_boot, is_unchanged

NAMES = ("files", "symbols", "edges", "chunks")
_PATHS_A_CONDITION = 500
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
        raise StorageError(f"Storage failed while {doing} ({said[:200]}); the last generation is intact.") from error


def scan_epoch(index_dir: Path, epoch: int) -> dict[str, os.DirEntry[str]]:
    """All files of an epoch's tables, by name relative to the index folder. Lance's version hint is left out."""
    found = {}
    pending = [f"{TABLES}/{epoch}"]
    while pending:
        folder = pending.pop()
        with os.scandir(index_dir / folder) as entries:
            for entry in entries:
                name = f"{folder}/{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    pending.append(name)
                elif entry.name != _HINT:
                    found[name] = entry
    return found


class CheckedTables(NamedTuple):
    """``leftovers`` lie beside the tables; ``by_stat`` says that no file had to be read to be trusted."""

    leftovers: list[str]
    by_stat: bool


def check_tables(index_dir: Path, manifest: Manifest) -> CheckedTables:
    """Make sure that the tables are what was committed.

    Raises ``DamagedIndexError`` naming the first file that is not.
    """
    try:
        found = scan_epoch(index_dir, manifest.epoch)
    except OSError as error:
        raise DamagedIndexError(f"{error.filename} cannot be read.", REBUILD_HINT) from error
    same_boot = by_stat = is_same_boot(manifest)
    for name, recorded in manifest.stored.items():
        if not name.startswith(TABLES + "/"):
            continue
        entry = found.pop(name, None)
        if entry is None:
            raise DamagedIndexError(f"{index_dir / name} is missing.", REBUILD_HINT)
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError as error:
            raise DamagedIndexError(f"{index_dir / name} cannot be read.", REBUILD_HINT) from error
        if same_boot and is_unchanged(status, recorded):
            continue
        by_stat = False
        if not is_intact(entry.path, recorded, same_boot, status):
            raise DamagedIndexError(f"{index_dir / name} is damaged.", REBUILD_HINT)
    return CheckedTables(list(found), by_stat)


def remove_leftovers(index_dir: Path, manifest: Manifest, leftovers: Iterable[str]) -> None:
    """Delete what a commit that died left in the current epoch. Raises ``OSError``."""
    for name in leftovers:
        (index_dir / name).unlink(missing_ok=True)
    for hint in epoch_dir(index_dir, manifest.epoch).glob(f"*/*/{_HINT}"):
        hint.unlink(missing_ok=True)


class Tables:
    """The open tables of one epoch. Methods raise what Lance raises; callers wrap them in ``storage_errors``."""

    def __init__(self, handles: dict[str, Any], threads: ThreadPoolExecutor) -> None:
        self._handles = handles
        self._threads = threads

    @classmethod
    def create(cls, index_dir: Path, epoch: int, rows: Mapping[str, Any]) -> Tables:
        """New tables holding ``rows`` (Arrow tables or streams, by name) in a new epoch's folder."""
        from ploke.store.rows import SCHEMAS

        connection = _connect(index_dir, epoch)
        return cls._with_handles(lambda name: connection.create_table(name, data=rows[name], schema=SCHEMAS[name]))

    @classmethod
    def open(cls, index_dir: Path, manifest: Manifest) -> Tables:
        """The tables at the manifest's versions, ready to be written. The caller has removed leftovers."""
        connection = _connect(index_dir, manifest.epoch)
        tables = cls._with_handles(connection.open_table)
        tables.restore(manifest.tables)
        return tables

    @classmethod
    def open_pinned(cls, index_dir: Path, manifest: Manifest) -> Tables:
        """The tables exactly as the manifest pins them, for reading alone. The caller holds a lease."""
        connection = _connect(index_dir, manifest.epoch)

        def open_version(name: str) -> Any:
            handle = connection.open_table(name)
            handle.checkout(manifest.tables[name])
            return handle

        return cls._with_handles(open_version)

    @classmethod
    def _with_handles(cls, make: Callable[[str], Any]) -> Tables:
        threads = ThreadPoolExecutor(len(NAMES), thread_name_prefix="ploke-tables")
        return cls(dict(zip(NAMES, threads.map(make, NAMES), strict=True)), threads)

    def restore(self, versions: Mapping[str, int]) -> None:
        """Bring every table's newest version back to ``versions``, should another program have written to it."""
        for name, handle in self._handles.items():
            handle.checkout_latest()
            if handle.version != versions[name]:
                handle.restore(versions[name])

    def versions(self) -> dict[str, int]:
        """Each table's version now."""
        return {name: handle.version for name, handle in self._handles.items()}

    def change(self, paths: Sequence[str], rows: Mapping[str, Any]) -> None:
        """Delete all rows of ``paths``, then append Arrow ``rows``, in the tables that ``rows`` name.

        That makes two versions of a table at the most.
        """
        filters = list(conditions_on(paths))

        def change_one(name: str) -> None:
            for condition in filters:
                self._handles[name].delete(condition)
            if rows[name].num_rows:
                self._handles[name].add(rows[name])

        list(self._threads.map(change_one, rows))

    def clear(self, name: str) -> None:
        """Delete all rows of a table."""
        self._handles[name].delete("true")

    def read(self, name: str, columns: Sequence[str] | None = None, where: str = "") -> Any:
        """A table's rows as a stream of Arrow record batches, in memory one batch at a time.

        ``where`` is a condition in SQL.
        """
        query = self._handles[name].search()
        if columns is not None:
            query = query.select(list(columns))
        if where:
            query = query.where(where)
        return query.to_batches()

    def copy_to(self, index_dir: Path, epoch: int) -> Tables:
        """The same rows in a new epoch's folder, without what deletions left behind."""
        return Tables.create(index_dir, epoch, {name: self.read(name) for name in NAMES})

    def close(self) -> None:
        """Let go of the threads."""
        self._threads.shutdown()

    def __enter__(self) -> Tables:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


# Opening the tables costs as much as a small update, so a process keeps those it wrote last. An epoch's number never
# comes back, and the writer's lock is held whenever these are touched.
_KEPT: dict[tuple[Path, int], tuple[int, Tables]] = {}


def keep_open(index_dir: Path, manifest: Manifest, tables: Tables) -> None:
    """Keep ``tables``, which are at the manifest's versions, for this process's next writer."""
    while _KEPT:
        _KEPT.popitem()[1][1].close()
    _KEPT[index_dir.resolve(), manifest.epoch] = (manifest.revision, tables)


def open_or_kept(index_dir: Path, manifest: Manifest) -> Tables:
    """As ``Tables.open``, sparing what this process kept."""
    revision, tables = _KEPT.pop((index_dir.resolve(), manifest.epoch), (0, None))
    if tables is None:
        return Tables.open(index_dir, manifest)
    if revision != manifest.revision:
        tables.restore(manifest.tables)
    return tables


def _connect(index_dir: Path, epoch: int) -> Any:
    from ploke.store.lance import lancedb

    return lancedb().connect(str(epoch_dir(index_dir, epoch)))


def conditions_on(paths: Sequence[str]) -> Iterator[str]:
    """Conditions that together hold for the rows of ``paths``."""
    for first in range(0, len(paths), _PATHS_A_CONDITION):
        yield f"path IN ({', '.join(map(quote, paths[first : first + _PATHS_A_CONDITION]))})"


def quote(text: str) -> str:
    """``text`` as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def drop_epoch(index_dir: Path, epoch: int) -> None:
    """Delete an epoch's folder; what cannot be deleted now is left for the next time."""
    with suppress(OSError):
        shutil.rmtree(epoch_dir(index_dir, epoch))
