"""Where things lie in the index folder.

.ploke/
  .gitignore        "*": the folder ignores itself
  manifest.json     the current generation, moved here by one rename
  lock              the writer's lock, and who holds it
  building          there while a first build has not been committed
  leases/N          locked (shared) by whoever reads revision N; lists what that revision needs
  tables/E/         the Lance tables, one folder an epoch; within an epoch files are only ever added
  read/*.seg        the read index's segments
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from ploke.errors import StorageError

MANIFEST = "manifest.json"
LOCK = "lock"
BUILDING = "building"
LEASES = "leases"
TABLES = "tables"
SEGMENTS = "read"
MANIFEST_START = b'{"crc32": '
_IGNORE = ".gitignore"
_IGNORE_ALL = "*\n"
_OWN = frozenset({MANIFEST, LOCK, BUILDING, LEASES, TABLES, SEGMENTS})


def manifest_path(index_dir: Path) -> Path:
    """The file that names the current generation."""
    return index_dir / MANIFEST


def epoch_dir(index_dir: Path, epoch: int) -> Path:
    """The folder of one epoch's tables."""
    return index_dir / TABLES / str(epoch)


def lease_path(index_dir: Path, revision: int) -> Path:
    """The file that readers of ``revision`` lock."""
    return index_dir / LEASES / str(revision)


def segment_path(index_dir: Path, name: str) -> Path:
    """A read segment's file."""
    return index_dir / SEGMENTS / name


def numbered(folder: Path) -> dict[int, Path]:
    """What lies in ``folder`` under a plain number, by number. What is absent, or no folder, is empty."""
    try:
        with os.scandir(folder) as entries:
            return {int(entry.name): folder / entry.name for entry in entries if entry.name.isdecimal()}
    except (FileNotFoundError, NotADirectoryError):
        return {}


def had_a_manifest(index_dir: Path) -> bool:
    """Whether there are tables that a manifest must have named once: no first build is at work or broke off."""
    return bool(numbered(index_dir / TABLES)) and not (index_dir / BUILDING).exists()


def ensure_index_dir(index_dir: Path) -> None:
    """Create the folder, for its owner only where the system can. Raises ``StorageError``."""
    try:
        str(index_dir).encode()
    except UnicodeEncodeError as error:
        # LanceDB knows paths as text alone.
        raise StorageError(
            f"The name of the index folder {index_dir} is not UTF-8.", "Choose another with --index-dir."
        ) from error
    try:
        if not index_dir.is_dir():
            index_dir.mkdir(parents=True, mode=0o700)
        elif not is_index_dir(index_dir) and any(path.name != _IGNORE for path in index_dir.iterdir()):
            raise StorageError(
                f"{index_dir} holds other files and no index.", "Choose an empty or a new folder with --index-dir."
            )
        # First what tells that the folder is ploke's, lest one that was broken off be taken for somebody else's.
        ignore = index_dir / _IGNORE
        if not ignore.exists():
            ignore.write_text(_IGNORE_ALL, encoding="utf-8")
        for name in (LEASES, TABLES, SEGMENTS):
            (index_dir / name).mkdir(exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"The index folder {index_dir} cannot be written: {error.strerror or error}.",
            "Choose another with --index-dir.",
        ) from error


def is_index_dir(folder: Path) -> bool:
    """Whether ``folder`` is an index, damaged or not: ploke's files are there, and one of them says that it is ploke's.

    Names alone prove nothing, for a folder of somebody's sources may hold a ``manifest.json`` and ``tables`` as well.
    """
    if not any((folder / name).exists() for name in _OWN):
        return False
    return _starts(folder / _IGNORE, _IGNORE_ALL.encode(), whole=True) or _starts(manifest_path(folder), MANIFEST_START)


def _starts(path: Path, expected: bytes, *, whole: bool = False) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(expected) + whole) == expected
    except OSError:
        return False


def remove_contents(index_dir: Path) -> None:
    """Delete the index, for whoever holds the writer's lock; broken off, it leaves none. Raises ``OSError``."""
    (index_dir / BUILDING).touch()
    manifest_path(index_dir).unlink(missing_ok=True)
    for name in (TABLES, SEGMENTS, LEASES):
        if (index_dir / name).is_dir():
            shutil.rmtree(index_dir / name)
    (index_dir / BUILDING).unlink()


def remove_frame(index_dir: Path) -> None:
    """Delete the lock and, where nothing else lies there, the folder; what the system refuses to delete stays."""
    with suppress(OSError):
        (index_dir / LOCK).unlink(missing_ok=True)
        if _starts(index_dir / _IGNORE, _IGNORE_ALL.encode(), whole=True):
            (index_dir / _IGNORE).unlink()
        index_dir.rmdir()


def folder_size(folder: Path) -> int:
    """Bytes of all files below ``folder``; what vanishes meanwhile counts as nothing."""
    total = 0
    pending = [str(folder)]
    while pending:
        with suppress(FileNotFoundError, NotADirectoryError), os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)
                else:
                    with suppress(FileNotFoundError):
                        total += entry.stat(follow_symlinks=False).st_size
    return total
