"""The manifest: the one file that says what the current generation is.

It is JSON of two members, ``crc32`` and ``manifest``, the first over the second's bytes. Moving it by rename is the
commit: tables, segments and everything else written before it become visible together (invariant 5).
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, NamedTuple

from ploke.errors import DamagedIndexError, NoIndexError, StorageError
from ploke.model.index import Totals
from ploke.store.layout import MANIFEST_START, had_a_manifest, manifest_path

SCHEMA_VERSION = 4
REBUILD_HINT = "Run `ploke index --rebuild`."
_PREFIX = MANIFEST_START + b'%10d, "manifest": '


class SchemaMismatchError(DamagedIndexError):
    """The index was written under another schema version: ``found``. An older one is rebuilt without asking."""

    def __init__(self, found: int) -> None:
        self.found = found
        if self.newer:
            super().__init__(
                f"The index was written by a newer ploke (schema {found}; this one reads {SCHEMA_VERSION}).",
                f"Update ploke, or start over: {REBUILD_HINT}",
            )
        else:
            super().__init__(
                f"The index has the older schema {found}; this ploke reads {SCHEMA_VERSION}.", REBUILD_HINT
            )

    @property
    def newer(self) -> bool:
        """Whether a later ploke wrote the index: then it is left alone."""
        return self.found > SCHEMA_VERSION


class StoredFile(NamedTuple):
    """What a file of the generation was like when it was committed. Equal stats spare reading it for its CRC32."""

    size: int
    crc32: int
    mtime_ns: int
    ctime_ns: int
    inode: int


class SegmentEntry(NamedTuple):
    """A read segment and which of its files are dead: half-open ranges of its file ids, ascending, not touching."""

    name: str
    files: int
    postings: int
    dead: tuple[tuple[int, int], ...]
    dead_postings: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """One generation.

    ``revision`` counts manifest moves: maintenance makes a new revision of the same generation. ``tables`` maps a
    table to its pinned Lance version in ``epoch``. ``segments``, ``world`` and ``graph`` are the read index;
    ``resolved`` says that ``graph`` covers all files. ``precise`` names the file of what indexers said, "" for none.
    ``stored`` maps files, relative to the index folder, to what they
    were at the commit. ``updates`` and ``fresh_bytes`` tell how far the epoch has grown since it was written.
    ``extra`` is the workspace's own, JSON only.
    """

    schema: int
    generation: int
    revision: int
    committed_at: str
    epoch: int
    tables: Mapping[str, int]
    segments: tuple[SegmentEntry, ...]
    totals: Totals
    stored: Mapping[str, StoredFile]
    boot_id: str
    updates: int
    fresh_bytes: int
    extra: Mapping[str, Any] = field(default_factory=dict)
    world: tuple[SegmentEntry, ...] = ()
    graph: tuple[SegmentEntry, ...] = ()
    resolved: bool = False
    precise: str = ""

    @property
    def read_index(self) -> tuple[str, ...]:
        """Names of all files of the read index, and of what is kept beside it."""
        names = tuple(entry.name for entry in (*self.segments, *self.world, *self.graph))
        return (*names, self.precise) if self.precise else names


def read_manifest(index_dir: Path) -> Manifest:
    """The current generation's manifest.

    Raises ``NoIndexError`` where there is none, ``DamagedIndexError`` where it cannot be read or is missing although
    tables exist, ``SchemaMismatchError`` for another schema, ``StorageError`` where the system refuses.
    """
    path = manifest_path(index_dir)
    try:
        raw = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        if had_a_manifest(index_dir):
            raise DamagedIndexError(f"The index has tables but no {path}.", REBUILD_HINT) from None
        raise NoIndexError(f"There is no index in {index_dir}.", "Run `ploke index`.") from None
    except OSError as error:
        raise StorageError(f"{path} cannot be read: {error.strerror}.") from error
    return _parse(path, raw)


def _parse(path: Path, raw: bytes) -> Manifest:
    damaged = DamagedIndexError(f"{path} is damaged.", REBUILD_HINT)
    try:
        body = raw[len(_PREFIX % 0) : -1]
        if int(raw[10:20]) != zlib.crc32(body):
            raise damaged
        said = json.loads(body)
        schema = said["schema"]
        if schema != SCHEMA_VERSION:
            raise SchemaMismatchError(schema)
        return Manifest(
            **{
                **said,
                **{part: _entries(said[part]) for part in ("segments", "world", "graph")},
                "totals": Totals(*said["totals"]),
                "stored": {name: StoredFile(*values) for name, values in said["stored"].items()},
            }
        )
    except (ValueError, KeyError, TypeError) as error:
        raise damaged from error


def _entries(said: Iterable[tuple[str, int, int, Iterable[tuple[int, int]], int]]) -> tuple[SegmentEntry, ...]:
    return tuple(
        SegmentEntry(name, files, postings, tuple((first, end) for first, end in dead), dead_postings)
        for name, files, postings, dead, dead_postings in said
    )


def manifest_stamp(index_dir: Path) -> tuple[int, int, int]:
    """Changes whenever the manifest does; zeros where there is none."""
    try:
        status = manifest_path(index_dir).stat()
    except OSError:
        return 0, 0, 0
    return status.st_ino, status.st_mtime_ns, status.st_ctime_ns


def write_manifest(index_dir: Path, manifest: Manifest) -> None:
    """Make ``manifest`` the current one: write, flush to disk, rename, flush the folder. Raises ``OSError``."""
    members = {member.name: getattr(manifest, member.name) for member in fields(manifest)}
    body = json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode()
    path = manifest_path(index_dir)
    temporary = path.with_suffix(".tmp")
    try:
        with temporary.open("wb") as file:
            file.write(_PREFIX % zlib.crc32(body) + body + b"}")
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    _flush_folder(index_dir)


def _flush_folder(folder: Path) -> None:
    # Windows has no way to flush a folder; some file systems refuse.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
